"""A place is put where it lies, from the gazetteer: in a browser, in both languages and two widths, and through the API."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from musnad.cli.placing import Placing
from musnad.ledger import Reader, open_reader
from musnad.ledger.happenings import Happenings, Sought
from web.browsers import chromium, opened, served
from web.desks import BROWSER, Clock, desk, filled, sign_in, team, token

SEEN = pytest.mark.skipif(chromium() is None, reason="needs chromium: apt-get install chromium")
TOWN = "خان شيخون"


def place(reader: Reader) -> str:
    return next(held.id for held in reader.entities() if held.record["kind"] == "place")


@SEEN
@pytest.mark.parametrize(("language", "width"), [("ar", "phone"), ("en", "laptop"), ("ar", "laptop"), ("en", "phone")])
def test_a_place_is_put_elsewhere_shows_so_on_the_map_and_back_again(browser: Any, tmp_path: Path, language: str,
                                                                     width: str) -> None:
    with served(filled(tmp_path / "news.ledger")) as (address, reader):
        one = place(reader)
        with opened(browser, f"{address}/entities/{one}", language=language, width=width) as seen:
            seen.page.locator("#bench details.correct summary").click()
            seen.page.fill("input[name=place_like]", TOWN)
            seen.page.locator("input[name=place]:not([value=nowhere])").first.check()
            seen.page.fill("#bench textarea[name=reason]", "the town in the south of Idlib")
            wrong = [v["id"] for v in Axe().run(seen.page).response["violations"] if v["impact"] in {"serious", "critical"}]
            wide = seen.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
            seen.page.locator("#bench .correct button[value=corrected]").click()
            seen.page.wait_for_selector("#bench .done")
            there = seen.page.evaluate("fetch('/map/places.json').then(r => r.json())")
            seen.page.locator("#bench button[value=undo]").click()
            seen.page.wait_for_selector("#bench .done")
        said = [event for event in reader.history(one) if event.what in {"corrected", "withdrawn"}]

    assert [round(spot["lat"]) for spot in there] == [35]
    assert said[0].correction is not None
    assert (said[0].correction["place_precision"], said[0].correction["chain"][0]) == ("settlement", TOWN)
    assert [event.what for event in said] == ["corrected", "withdrawn"]
    assert (wrong, seen.complaints, wide) == ([], [], True)


def test_without_a_script_the_places_are_offered_on_the_page_of_the_record(tmp_path: Path) -> None:
    with desk(filled(tmp_path / "news.ledger"), sites=Placing()) as client, open_reader(tmp_path / "news.ledger") as reader:
        shown = client.get(f"/records/{place(reader)}/places", params={"place_like": TOWN})
        none = client.get(f"/records/{place(reader)}/places", params={"place_like": "لا مكان بهذا الاسم"},
                          headers={"hx-request": "true"})

    assert 'name="place" value="' in shown.text.replace('value="nowhere"', "")
    assert "<html" in shown.text
    assert 'role="status"' in none.text


def test_incidents_are_found_around_where_the_place_lies_now(tmp_path: Path) -> None:
    ledger = filled(tmp_path / "news.ledger")
    with desk(ledger, sites=Placing()) as client, open_reader(ledger) as reader:
        happenings = Happenings(reader)
        around = Sought(place="35.44,36.65", radius=10)
        before = list(happenings.narrowed(reader.records("incident"), around))
        key = client.get("/api/gazetteer", params={"name": TOWN}).json()["items"][0]["key"]
        put = client.post(f"/api/records/{place(reader)}/verdicts", json={
            "verdict": "corrected", "seen": None, "reason": "the town", "correction": {"place": key}})
        after = list(happenings.narrowed(reader.records("incident"), around))

    assert (before, put.status_code, len(after) > 0) == ([], 201, True)


@pytest.mark.parametrize(("correction", "kind"), [({"place": "no-such"}, "place"), ({"place": "999999999"}, "place"),
                                                  ({"place": "1"}, "person")])
def test_no_other_place_is_taken_and_nobody_is_put_anywhere(tmp_path: Path, correction: dict[str, str], kind: str) -> None:
    ledger = filled(tmp_path / "news.ledger")
    with desk(ledger, sites=Placing()) as client, open_reader(ledger) as reader:
        one = next(held.id for held in reader.entities() if held.record["kind"] == kind)
        answered = client.post(f"/api/records/{one}/verdicts", json={
            "verdict": "corrected", "seen": None, "reason": "there", "correction": correction})

    assert (answered.status_code, answered.json()["error"]["field"]) == (422, "correction")


def test_that_nobody_knows_where_it_lies_is_said_too(tmp_path: Path) -> None:
    ledger = filled(tmp_path / "news.ledger")
    with desk(ledger, sites=Placing()) as client, open_reader(ledger) as reader:
        key = client.get("/api/gazetteer", params={"name": TOWN}).json()["items"][0]["key"]
        shown, seen = [], None
        for where in (key, "nowhere"):
            put = client.post(f"/api/records/{place(reader)}/verdicts", json={
                "verdict": "corrected", "seen": seen, "reason": "two of the name", "correction": {"place": where}})
            shown.append([spot["name"] for spot in client.get("/map/places.json").json()])
            seen = put.json()["id"]

    assert shown == [["الرمان"], []]


def test_readers_put_nothing_anywhere(tmp_path: Path) -> None:
    ledger, clock = filled(tmp_path / "news.ledger"), Clock(time.time())
    with team(ledger, clock, sami="reader") as (client, _), open_reader(ledger) as reader:
        sign_in(client, "sami", clock)
        one = place(reader)
        sent = {"verdict": "corrected", "reason": "x", "place": "nowhere", "csrf": token(client, f"/entities/{one}")}
        answered = client.post(f"/records/{one}/verdict", data=sent, headers=BROWSER)

    assert answered.status_code == 403
