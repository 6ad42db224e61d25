"""Who looks at what, on pages and through the API: assignments, second looks, and reviewers who differ."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from starlette.testclient import TestClient

from ledger.making import fold
from musnad.ledger import open_desk, open_reader
from web.browsers import Setting, chromium, every_setting, opened, served
from web.desks import BROWSER, Clock, desk, filled, sign_in, team, token
from web.telling import linked


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return filled(tmp_path / "news.ledger", reports=2)


@pytest.fixture
def client(ledger: Path) -> Iterator[TestClient]:
    with desk(ledger) as made:
        yield made


def statements(ledger: Path) -> list[str]:
    with open_reader(ledger, fold=fold) as reader:
        return [held.id for held in reader.statements()]


def test_my_queue_holds_what_is_assigned_to_me_until_i_judge_it(client: TestClient, ledger: Path) -> None:
    one, *_ = statements(ledger)
    empty = client.get("/review?queue=mine").text
    client.post(f"/api/records/{one}/assignments", json={"reviewer": "reviewer", "seen": None})
    mine = client.get("/review?queue=mine").text
    client.post(f"/api/records/{one}/verdicts", json={"verdict": "accepted", "seen": None})

    assert "This queue is empty." in empty
    assert f"/records/{one}/verdict" in mine
    assert "This queue is empty." in client.get("/review?queue=mine").text


def test_the_second_look_is_offered_to_others_only(client: TestClient, ledger: Path) -> None:
    one, *_ = statements(ledger)
    client.post("/api/review", json={"second": "all"})
    client.post(f"/api/records/{one}/verdicts", json={"verdict": "accepted", "seen": None})
    own = client.get("/review?queue=second").text
    other = client.get("/review?queue=second", headers={"cookie": "reviewer=Rima"}).text

    assert client.get(f"/api/records/{one}/looks").json()["state"] == "waits"
    assert "This queue is empty." in own
    assert f"/records/{one}/verdict" in other
    assert "somebody else must give the second" in client.get(f"/records/{one}/looks").text


def test_what_reviewers_judge_otherwise_stands_before_all_in_the_queue(client: TestClient, ledger: Path) -> None:
    *_, last = statements(ledger)
    with open_desk(ledger) as both:
        both.judge(last, "accepted", reviewer="Rima")
        both.judge(last, "rejected", reviewer="Sami", reason="a list")
    page = client.get("/review?queue=all").text

    assert f"/records/{last}/verdict" in page
    assert "reviewers differ" in page
    assert f"/records/{last}/verdict" in client.get("/review?queue=differs").text
    with open_desk(ledger) as third:
        third.judge(last, "accepted", reviewer="Nour")
    assert f"/records/{last}/verdict" not in client.get("/review?queue=all").text


def test_an_assignment_that_overlooks_another_is_refused_with_what_stands(client: TestClient, ledger: Path) -> None:
    one, *_ = statements(ledger)
    client.post(f"/api/records/{one}/assignments", json={"reviewer": "Rima", "seen": None})
    late = client.post(f"/api/records/{one}/assignments", json={"reviewer": "Sami", "seen": None})
    page = client.post(f"/records/{one}/assign", data={"reviewer": "Sami", "seen": "assignment-0"})

    assert (late.status_code, late.json()["error"]["code"]) == (409, "overtaken")
    assert page.status_code == 409
    assert "Rima" in page.text
    assert "in the meantime" in page.text


def test_only_reviewers_with_an_account_are_assigned_and_only_by_reviewers(ledger: Path) -> None:
    one, clock = statements(ledger)[0], Clock(time.time())
    with team(ledger, clock, rima="reviewer", sami="reader", hala="administrator") as (client, members):
        sign_in(client, "rima", clock)
        sent = {"reviewer": "sami", "csrf": token(client, f"/records/{one}/looks")}
        unknown = client.post(f"/records/{one}/assign", data=sent, headers=BROWSER)
        done = client.post(f"/records/{one}/assign", data=sent | {"reviewer": "hala"}, headers=BROWSER,
                           follow_redirects=False)
        asked = client.post("/review/second", data={"second": "all", "csrf": sent["csrf"]}, headers=BROWSER)
        clock.now += 60
        sign_in(client, "sami", clock)
        read = client.post(f"/records/{one}/assign", data=sent, headers=BROWSER)
        denied = [act.says for act in members.acts(9, ("denied",))]

    assert (unknown.status_code, done.status_code, asked.status_code, read.status_code) == (422, 303, 403, 403)
    assert [what for what in denied if what] == [f"POST /records/{one}/assign (403)", "POST /review/second (403)"]
    with open_desk(ledger) as kept:
        assert (standing := kept.assignment(one)) is not None
        assert (standing.reviewer, kept.second_look()) == ("hala", "none")


def test_only_administrators_ask_for_second_looks_through_the_api(ledger: Path) -> None:
    clock = Clock(time.time())
    with team(ledger, clock, rima="reviewer") as (client, _):
        sign_in(client, "rima", clock)
        key = {"X-CSRF-Token": token(client, "/review")}
        asked = client.post("/api/review", json={"second": "all"}, headers={**BROWSER, **key})

    assert (asked.status_code, asked.json()["error"]["code"]) == (403, "no_right")


@pytest.mark.skipif(chromium() is None, reason="needs chromium: apt-get install chromium")
@every_setting
def test_a_record_is_assigned_and_given_back_in_a_browser(browser: Any, tmp_path: Path, setting: Setting) -> None:
    ledger = linked(tmp_path, signed=False)
    with served(ledger) as (address, reader):
        one = next(reader.statements())
        with opened(browser, f"{address}/statements/{one.id}", **setting) as seen:
            seen.page.fill("#looks input[name=reviewer]", "tester")
            seen.page.click("#looks button[value=assign]")
            seen.page.wait_for_selector("#looks button[value=release]")
            wrong = [v["id"] for v in Axe().run(seen.page).response["violations"] if v["impact"] in {"serious", "critical"}]
            seen.page.goto(f"{address}/review?queue=mine")
            seen.page.wait_for_selector("#looks button[value=release]")
            seen.page.click("details.rules summary")
            seen.page.select_option("details.rules select", "all")
            wide = seen.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
            seen.page.click("details.rules button")
            seen.page.goto(f"{address}/statements/{one.id}")
            seen.page.click("#looks button[value=release]")
            seen.page.wait_for_selector("#looks button[value=release]", state="detached")
            seen.page.click("button[value=accepted]")
            seen.page.wait_for_selector("#looks .plainlist")

    assert not wrong
    assert not seen.complaints
    assert wide
    with open_desk(ledger) as kept:
        assert kept.assignment(one.id) is None
        assert kept.looked(one.id).state == "waits"
