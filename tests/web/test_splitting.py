"""One statement becomes two at the desk: in a browser, in both languages and two widths, and through the API."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from musnad.ledger import Held, Reader, open_desk, open_reader, told, verify
from web.browsers import chromium, opened, served
from web.desks import BROWSER, Clock, desk, filled, sign_in, team, token

SEEN = pytest.mark.skipif(chromium() is None, reason="needs chromium: apt-get install chromium")
WORD = "افتتحت"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return filled(tmp_path / "news.ledger")


def said(reader: Reader) -> Held:
    return next(reader.statements())


def cut_of(held: Held) -> int:
    return int(held.record["start"] + held.record["text"].index(WORD))


def halves(reader: Reader, whole: str) -> list[Held]:
    """The two that the last verdict on a statement made of it."""
    return [reader.record(one) for one in told(reader.history(whole)[-1].reason).halves]


@SEEN
@pytest.mark.parametrize(("language", "width"), [("ar", "phone"), ("en", "laptop"), ("ar", "laptop"), ("en", "phone")])
def test_a_statement_is_split_at_a_word_and_made_whole_again(browser: Any, ledger: Path, language: str, width: str) -> None:
    with served(ledger) as (address, reader):
        one = said(reader)
        with opened(browser, f"{address}/statements/{one.id}", language=language, width=width) as seen:
            seen.page.locator("#bench a[data-key=s]").click()
            seen.page.locator("label.word", has_text=WORD).click()
            seen.page.locator("#bench select[name=speaker]").select_option("nobody")
            seen.page.fill("#bench textarea[name=reason]", "two things are said")
            wrong = bad(seen.page)
            wide = seen.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
            seen.page.locator("#bench .acts .yes").click()
            seen.page.wait_for_selector("#halves")
            seen.page.wait_for_load_state("networkidle")
            shown = seen.page.locator("#halves .quote").all_inner_texts()
            crossed = seen.page.locator("blockquote.big del").inner_text()
            wrong += bad(seen.page)
            wide &= seen.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
            made = halves(reader, one.id)
            seen.page.locator("#bench button[value=undo]").click()
            seen.page.wait_for_selector("blockquote.big:not(:has(del))")
            seen.page.wait_for_load_state("networkidle")
            after = [reader.record(held.id).verdict for held in (one, *made)]

    assert shown == [held.record["text"] for held in made]
    assert made[1].record["text"].startswith(WORD)
    assert [held.record["speaker"] is None for held in made] == [False, True]
    assert crossed == one.record["text"]
    assert after == [None, "rejected", "rejected"]
    assert (wrong, seen.complaints, wide) == ([], [], True)
    assert verify(ledger).ok


def bad(page: Any) -> list[str]:
    return [v["id"] for v in Axe().run(page).response["violations"] if v["impact"] in {"serious", "critical"}]


@SEEN
def test_the_keyboard_alone_splits_in_the_queue_and_goes_on(browser: Any, ledger: Path) -> None:
    with served(ledger) as (address, reader):
        with opened(browser, f"{address}/review?queue=all") as seen:
            one = seen.page.locator("[data-bench]").get_attribute("data-record")
            seen.page.keyboard.press("s")
            seen.page.wait_for_selector("input[name=at]:focus")
            for _ in range(3):
                seen.page.keyboard.press("ArrowDown")
            chosen = int(seen.page.evaluate("document.activeElement.value"))
            seen.page.fill("#bench textarea[name=reason]", "two things are said")
            seen.page.keyboard.press("Control+Enter")
            seen.page.wait_for_url(f"**/review?*last={one}*")
            following = seen.page.locator("[data-bench]").get_attribute("data-record")
        made = halves(reader, one)

    assert made[1].record["start"] == chosen
    assert following not in {one, *(held.id for held in made)}
    assert not seen.complaints


def test_without_a_script_words_are_chosen_and_what_fails_keeps_what_was_written(ledger: Path) -> None:
    with desk(ledger) as client, open_reader(ledger) as reader:
        one = said(reader)
        where = f"/records/{one.id}/split"
        shown = client.get(where)
        sent = {"at": str(cut_of(one)), "reason": "two things", "seen": ""}
        faults = [client.post(where, data={**sent, **other}) for other in (
            {"reason": " "}, {"at": ""}, {"at": str(one.record["start"])}, {"at": "x"}, {"until": "99999"},
            {"speaker_name": "x" * 201})]
        done = client.post(where, data=sent, follow_redirects=False)
        again = client.post(where, data=sent)
        page = client.get(done.headers["location"])

    assert shown.text.count('name="at"') == len(one.record["text"].split()) - 1
    assert "<html" in shown.text
    assert [fault.status_code for fault in faults] == [422] * 6
    assert all('role="alert"' in fault.text for fault in faults)
    assert f'value="{cut_of(one)}" required checked' in faults[0].text
    assert (done.status_code, done.headers["location"]) == (303, f"/statements/{one.id}")
    assert again.status_code == 422
    assert page.text.count('class="quote"') == 2


def test_another_said_the_second_and_its_figure_stands_with_the_half_that_has_its_words(ledger: Path) -> None:
    with desk(ledger) as client, open_reader(ledger) as reader:
        one = said(reader)
        figure = next(held for held in reader.figures() if held.record["statement"] == one.id)
        client.post(f"/records/{one.id}/split", data={
            "at": str(cut_of(one)), "reason": "another says the rest", "speaker_name": "الناطق باسم الوزارة"})
        first, second = halves(reader, one.id)
        pages = [client.get(f"/statements/{half.id}").text for half in (first, second)]
        history = client.get(f"/records/{first.id}/bench").text

    assert [half.record["speaker"]["name"] for half in (first, second)] == ["نسيم الوادي", "الناطق باسم الوزارة"]
    assert [f"/records/{figure.id}" in page for page in pages] == [True, False]
    assert f'href="/statements/{one.id}"' in history
    assert "[split into" not in client_texts(ledger, one.id)


def client_texts(ledger: Path, record: str) -> str:
    with desk(ledger) as client:
        return "".join(client.get(path).text for path in (f"/statements/{record}", f"/records/{record}/looks"))


def test_undone_and_undone_again_the_two_stand_as_before(ledger: Path) -> None:
    with desk(ledger) as client, open_reader(ledger) as reader:
        one, shown = said(reader), []
        client.post(f"/records/{one.id}/verdict", data={"verdict": "accepted", "seen": ""})
        seen = reader.history(one.id)[-1].id
        client.post(f"/records/{one.id}/split", data={"at": str(cut_of(one)), "reason": "two things", "seen": seen})
        made = halves(reader, one.id)
        for _ in range(2):
            undo = {"verdict": "undo", "seen": reader.history(one.id)[-1].id}
            client.post(f"/records/{one.id}/verdict", data=undo)
            shown.append([reader.record(held.id).verdict for held in (one, *made)])

    assert shown == [["accepted", "rejected", "rejected"], ["rejected", "accepted", "accepted"]]


def test_whoever_comes_second_is_told_and_loses_nothing(ledger: Path) -> None:
    with desk(ledger) as client, open_reader(ledger) as reader:
        one = said(reader)
        with open_desk(ledger) as other:
            other.judge(one.id, "accepted", reviewer="Sami")
        late = client.post(f"/records/{one.id}/split", data={"at": str(cut_of(one)), "reason": "two things", "seen": ""})
        seen = reader.history(one.id)[-1].id
        client.post(f"/records/{one.id}/split", data={"at": str(cut_of(one)), "reason": "two things", "seen": seen})
        first, _ = halves(reader, one.id)
        undo = {"verdict": "undo", "seen": reader.history(one.id)[-1].id,
                "seen_halves": f"{first.id}={reader.history(first.id)[-1].id}"}
        with open_desk(ledger) as other:
            other.judge(first.id, "unsure", reviewer="Sami")
        overtaken = client.post(f"/records/{one.id}/verdict", data=undo)

    assert (late.status_code, "two things" in late.text) == (409, True)
    assert overtaken.status_code == 409
    with open_reader(ledger) as reader:
        assert [reader.record(held.id).verdict for held in (one, first)] == ["rejected", "unsure"]


def test_the_api_splits_and_makes_whole_again(ledger: Path) -> None:
    with desk(ledger) as client, open_reader(ledger) as reader:
        one, at = said(reader), cut_of(said(reader))
        where, sent = f"/api/records/{one.id}/split", {"at": at, "reason": "two things", "seen": None}
        faults = [client.post(where, json={**sent, **other}) for other in (
            {"at": one.record["end"]}, {"until": at + 1}, {"speaker_name": "x" * 201}, {"reason": " "}, {"more": 1})]
        done = client.post(where, json=sent)
        again = client.post(where, json={**sent, "seen": reader.history(one.id)[-1].id})
        late = client.post(f"/api/records/{one.id}/whole", json={"seen": None})
        back = client.post(f"/api/records/{one.id}/whole", json={"seen": reader.history(one.id)[-1].id})
        figure = client.post(f"/api/records/{next(reader.figures()).id}/split", json=sent)
        nothing = client.post(f"/api/records/{next(reader.figures()).id}/whole", json={"seen": None})
        paths = client.get("/api/openapi.json").json()["paths"]

    assert [fault.json()["error"]["field"] for fault in faults] == ["at", "at", "speaker_name", "reason", "more"]
    assert (done.status_code, len(done.json()["halves"]), again.status_code) == (201, 2, 422)
    assert (late.status_code, back.status_code) == (409, 201)
    assert (figure.status_code, nothing.status_code) == (422, 422)
    assert {"/records/{record}/split", "/records/{record}/whole"} <= paths.keys()


def test_readers_split_nothing_and_it_is_noted(ledger: Path) -> None:
    clock = Clock(time.time())
    with team(ledger, clock, sami="reader") as (client, members), open_reader(ledger) as reader:
        sign_in(client, "sami", clock)
        one = said(reader)
        key = {**BROWSER, "X-CSRF-Token": token(client, f"/statements/{one.id}")}
        by_page = client.post(f"/records/{one.id}/split", data={"at": str(cut_of(one)), "reason": "x"}, headers=key)
        sent = {"at": cut_of(one), "reason": "x", "seen": None}
        by_api = client.post(f"/api/records/{one.id}/split", json=sent, headers=key)
        shown = client.get(f"/records/{one.id}/split").text
        denied = [act.says for act in members.acts(9, ("denied",))]
        history = reader.history(one.id)

    assert (by_page.status_code, by_api.status_code, len(history)) == (403, 403, 1)
    assert denied == [f"POST /api/records/{one.id}/split (403)", f"POST /records/{one.id}/split (403)"]
    assert 'name="at"' not in shown


def test_another_sites_page_splits_nothing(ledger: Path) -> None:
    with desk(ledger) as client, open_reader(ledger) as reader:
        one = said(reader)
        sent = {"at": str(cut_of(one)), "reason": "x"}
        answered = client.post(f"/records/{one.id}/split", data=sent, headers={"sec-fetch-site": "cross-site"})
        without = client.post(f"/records/{one.id}/split", data=sent, headers=BROWSER)

    assert (answered.status_code, without.status_code) == (403, 403)
