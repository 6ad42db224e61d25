"""Incidents and reports are told apart and matched in a browser: with a reason, in both languages and two widths."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from musnad.cli.joining import Joining
from musnad.ledger import Reader, Where, open_reader
from web.browsers import chromium, opened, served
from web.desks import BROWSER, Clock, desk, filled, sign_in, team, token
from web.telling import linked

SEEN = pytest.mark.skipif(chromium() is None, reason="needs chromium: apt-get install chromium")


def pair(reader: Reader, kind: str) -> tuple[str, str]:
    """Two records that ties make one."""
    type_ = {"same_incident": "incident", "same_story": "report", "same_statement": "statement"}[kind]
    found = max((reader.cluster(kind, held.id)[0] for held in reader.records(type_)), key=len)
    return found[0], found[1]


@SEEN
@pytest.mark.parametrize(("language", "width", "kind", "place"), [
    ("ar", "phone", "same_incident", "incidents"), ("en", "laptop", "same_incident", "incidents"),
    ("ar", "laptop", "same_story", "story"), ("en", "phone", "same_story", "story"),
    ("ar", "phone", "same_statement", "statements")])
def test_two_are_told_apart_and_matched_again(browser: Any, tmp_path: Path, language: str, width: str, kind: str,
                                              place: str) -> None:
    with served(linked(tmp_path, signed=False)) as (address, reader):
        one, other = pair(reader, kind)
        words = reader.record(other).record["text"].split()[0]
        with opened(browser, f"{address}/{place}/{one}", language=language, width=width) as seen:
            if place == "story":  # its page leads to the first report
                seen.page.goto(f"{address}/records/{one}/match")
            else:
                seen.page.click(f"a[href='/records/{one}/match']")
                seen.page.wait_for_selector("#same li")
            way = seen.page.locator("#same li", has=seen.page.locator(f"a[href$='{other}']"))
            way.locator("summary").click()
            way.locator("input[name=reason]").fill("another street")
            way.locator("button").click()
            seen.page.wait_for_selector(f"#same a[href$='{other}']", state="detached")
            apart = reader.cluster(kind, one)[0]
            seen.page.fill("#others input[name=like]", words)
            seen.page.click("#others form[method=get] button")
            seen.page.check(f"#others input[value={other}]")
            seen.page.fill("#others .joining input[name=reason]", "one street")
            wrong = [v["id"] for v in Axe().run(seen.page).response["violations"] if v["impact"] in {"serious", "critical"}]
            wide = seen.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
            seen.page.click("#others .joining button")
            seen.page.wait_for_selector(f"#same a[href$='{other}']")
        said = [reader.history(held.id)[-1].reason for held in reader.links(Where(kind=kind, verdict="accepted"))]

        assert other not in apart
        assert other in reader.cluster(kind, one)[0]
        assert said == ["one street"]
        assert not wrong
        assert not seen.complaints
        assert wide


@SEEN
def test_the_incidents_page_leads_to_what_is_the_same(browser: Any, tmp_path: Path) -> None:
    with served(linked(tmp_path, signed=False)) as (address, reader):
        one, _ = pair(reader, "same_incident")
        with opened(browser, f"{address}/incidents/{one}") as seen:
            seen.page.click(f"a[href='/records/{one}/match']")
            seen.page.wait_for_selector("#same .part")

    assert not seen.complaints


def test_a_figure_is_not_matched_and_a_reason_is_asked_for(tmp_path: Path) -> None:
    with desk(filled(tmp_path / "news.ledger")) as client:
        one, two, *_ = (made["id"] for made in client.get("/api/incidents").json()["items"])
        figure = client.get("/api/figures").json()["items"][0]["id"]

        assert client.get(f"/records/{figure}/match").status_code == 400
        sent = {"act": "match", "other": two, "reason": "one"}
        assert client.post(f"/records/{one}/match", data=sent).status_code == 403  # a desk without who joins
        assert client.post(f"/records/{one}/match", data=sent, headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_the_api_says_what_is_the_same_and_what_is_not(tmp_path: Path) -> None:
    ledger = linked(tmp_path, signed=False)
    with desk(ledger, joins=Joining(str(ledger))) as client, open_reader(ledger) as reader:
        one, other = pair(reader, "same_incident")
        where = f"/api/records/{one}/same"
        apart = client.post(where, json={"other": other, "same": False, "reason": "another street"})
        again = client.post(where, json={"other": other, "same": False, "reason": "another street"})
        left = other in reader.cluster("same_incident", one)[0]
        back = client.post(where, json={"other": other, "same": True, "reason": "one street"})
        none = client.post(where, json={"other": other, "same": True, "reason": " "})
        unlike = client.post(where, json={"other": reader.record(one).record["report"], "same": True, "reason": "one"})

        assert (apart.status_code, again.status_code, back.status_code) == (201, 422, 201)
        assert not left
        assert other in reader.cluster("same_incident", one)[0]
        assert none.json()["error"]["field"] == "reason"
        assert unlike.json()["error"]["field"] == "other"


def test_readers_join_nothing(tmp_path: Path) -> None:
    ledger, clock = filled(tmp_path / "news.ledger"), Clock(time.time())
    with team(ledger, clock, sami="reader") as (client, members):
        sign_in(client, "sami", clock)
        one, two, *_ = (made["id"] for made in client.get("/api/incidents").json()["items"])
        key = {**BROWSER, "X-CSRF-Token": token(client, f"/incidents/{one}")}
        by_api = client.post(f"/api/records/{one}/same", json={"other": two, "same": True, "reason": "x"}, headers=key)
        by_page = client.post(f"/records/{one}/match", data={"act": "match", "other": two, "reason": "x"}, headers=key)
        denied = [act.says for act in members.acts(9, ("denied",))]

    assert (by_api.status_code, by_page.status_code) == (403, 403)
    assert denied == [f"POST /records/{one}/match (403)", f"POST /api/records/{one}/same (403)"]
