"""The API: what the pages show, for programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from ledger.making import SPEAKER, fold, link, read, record
from musnad.ledger import RunInfo, open_recorder, open_withholding
from web.desks import desk, filled

LISTS = ["reports", "statements", "entities", "mentions", "incidents", "figures", "times", "refusals"]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("api") / "news.ledger")


@pytest.fixture(scope="module")
def client(ledger: Path) -> Iterator[TestClient]:
    with desk(ledger) as made:
        yield made


@pytest.fixture
def own(tmp_path: Path) -> Iterator[TestClient]:
    """A desk on a ledger of the test's own, to write in."""
    with desk(filled(tmp_path / "news.ledger", reports=1)) as made:
        yield made


@pytest.mark.parametrize("kind", [*LISTS, "sources"])
def test_a_list_read_page_by_page_holds_everything_once(client: TestClient, kind: str) -> None:
    whole = client.get(f"/api/{kind}", params={"limit": 500}).json()
    key, found, after = "sha256" if kind == "sources" else "id", [], None
    while True:
        page = client.get(f"/api/{kind}", params={"limit": 2} | ({"after": after} if after else {})).json()
        found += [made[key] for made in page["items"]]
        after = page["after"]
        if not after:
            break

    assert whole["after"] is None
    assert found == [made[key] for made in whole["items"]]
    assert len(set(found)) == len(found) > 2


@pytest.mark.parametrize(("path", "holds"), [
    ("/api/statements?speaker=الوادي", True), ("/api/statements?speaker=نجيب", False),
    ("/api/statements?act=announce", True), ("/api/statements?act=deny", False),
    ("/api/statements?since=2018-09-12&until=2018-09-12", True), ("/api/statements?since=2018-09-13", False),
    ("/api/statements?outlet=جريدة الرمان", True), ("/api/statements?verdict=accepted", False),
    ("/api/statements?verdict=none&form=indirect", True), ("/api/statements?text=افتتحت", True),
    ("/api/entities?kind=person", True), ("/api/entities?kind=group", False), ("/api/figures?about=facilities", True),
    ("/api/figures?about=killed", False), ("/api/incidents?kind=meeting&status=reported", True),
    ("/api/incidents?status=denied", False), ("/api/refusals?code=F002", True), ("/api/refusals?code=F001", False),
    ("/api/incidents?place=الرمان", True), ("/api/incidents?place=النهر", False),
    ("/api/incidents?place=1.5,2.1&radius=20", True), ("/api/incidents?place=1.5,2.1&radius=5", False),
    ("/api/incidents?happened_from=2018-09-10&happened_to=2018-09-10", True),
    ("/api/incidents?happened_from=2018-09-11", False), ("/api/incidents?actor=الوزير", False),
    ("/api/incidents?target=الوزير", False),
    ("/api/times?since=2018-09-13", False), ("/api/links?kind=same_statement", False),
])
def test_a_list_can_be_asked_for_what_musnad_list_can_be_asked_for(client: TestClient, path: str, holds: bool) -> None:
    answer = client.get(path)

    assert answer.status_code == 200
    assert bool(answer.json()["items"]) is holds


def test_a_distance_needs_its_place(client: TestClient) -> None:
    answer = client.get("/api/incidents?radius=10")

    assert answer.status_code == 422
    assert answer.json()["error"]["field"] == "radius"


def test_a_narrowed_list_goes_on_although_nothing_fits_yet(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.web.narrowing.LOOKED_AT", 2)
    every = [made["id"] for made in client.get("/api/incidents").json()["items"]]
    found, after, calls = [], None, 0
    while calls == 0 or after:
        on = {"after": after} if after else {}
        page = client.get("/api/incidents", params={"place": "الرمان", "limit": 1} | on).json()
        found += [made["id"] for made in page["items"]]
        after, calls = page["after"], calls + 1
    nothing = client.get("/api/incidents", params={"place": "النهر"}).json()

    assert found == every
    assert nothing == {"items": [], "after": every[1]}


def test_a_record_is_given_as_extract_prints_it(client: TestClient) -> None:
    listed = client.get("/api/statements", params={"limit": 1}).json()["items"][0]
    alone = client.get(f"/api/records/{listed['id']}").json()

    assert alone == listed
    assert alone["record"]["speaker"]["name"] == SPEAKER
    assert alone["published"] == "2018-09-12"


def test_the_evidence_of_a_record_holds_its_words_and_the_digest_of_its_source(client: TestClient) -> None:
    held = client.get("/api/statements", params={"limit": 1}).json()["items"][0]
    evidence = client.get(f"/api/records/{held['id']}/evidence").json()
    kept = client.get(f"/api/sources/{evidence['source']}").json()
    text = client.get(f"/api/sources/{evidence['source']}/bytes").content.decode()

    assert evidence["text"] == held["record"]["text"] == text[evidence["start"]:evidence["end"]]
    assert kept["size"] == len(text.encode())


def test_links_are_listed_with_the_records_that_they_tie(tmp_path: Path) -> None:
    path = tmp_path / "news.ledger"
    made = [read(number) for number in range(2)]
    record(path, made)
    one, two = (next(r.id for r in each.records if r.type == "statement") for each in made)
    with open_recorder(path, run=RunInfo("1"), fold=fold) as recorder:
        recorder.add_links([link(one, two)])
    with desk(path) as client:
        found = client.get("/api/links", params={"entity": one}).json()["items"]

    assert [(tie["record"]["from"], tie["record"]["to"]) for tie in found] == [(one, two)]


def test_a_verdict_is_kept_with_its_reason_and_shows_in_the_history(own: TestClient) -> None:
    held = first(own)
    answer = own.post(f"/api/records/{held}/verdicts", json={"verdict": "rejected", "seen": None, "reason": "a list"})
    history = own.get(f"/api/records/{held}/history").json()

    assert answer.status_code == 201
    assert (history["items"][-1]["what"], history["items"][-1]["reason"]) == ("rejected", "a list")
    assert history["seen"] == answer.json()["id"]
    assert own.get(f"/api/records/{held}").json()["verdict"] == "rejected"


def test_a_verdict_on_what_somebody_else_judged_in_the_meantime_is_not_kept(own: TestClient) -> None:
    held = first(own)
    own.post(f"/api/records/{held}/verdicts", json={"verdict": "accepted", "seen": None})
    answer = own.post(f"/api/records/{held}/verdicts", json={"verdict": "unsure", "seen": None})

    assert answer.status_code == 409
    assert (answer.json()["error"]["code"], answer.json()["error"]["field"]) == ("overtaken", "seen")
    assert own.get(f"/api/records/{held}").json()["verdict"] == "accepted"


def test_whoever_saw_the_last_verdict_may_give_the_next(own: TestClient) -> None:
    held = first(own)
    own.post(f"/api/records/{held}/verdicts", json={"verdict": "accepted", "seen": None})
    seen = own.get(f"/api/records/{held}/history").json()["seen"]

    assert own.post(f"/api/records/{held}/verdicts", json={"verdict": "withdrawn", "seen": seen}).status_code == 201
    assert own.get(f"/api/records/{held}").json()["verdict"] is None


def test_a_correction_cuts_its_words_from_the_text_anew(own: TestClient) -> None:
    held = own.get(f"/api/records/{first(own)}").json()["record"]
    said = {"verdict": "corrected", "seen": None, "reason": "too long",
            "correction": {"start": held["start"], "end": held["start"] + 2, "act": "deny"}}
    answer = own.post(f"/api/records/{held['id']}/verdicts", json=said)
    kept = own.get(f"/api/records/{held['id']}/history").json()["items"][-1]["correction"]

    assert answer.status_code == 201
    assert kept == {"act": "deny", "start": held["start"], "end": held["start"] + 2, "text": held["text"][:2]}


def test_a_speaker_who_is_in_no_list_is_named_by_the_reviewer(own: TestClient) -> None:
    held = own.get(f"/api/records/{first(own)}").json()["record"]
    said = {"verdict": "corrected", "seen": None, "reason": "the caption names her",
            "correction": {"speaker_name": " سلمى الوادي "}}
    answer = own.post(f"/api/records/{held['id']}/verdicts", json=said)
    kept = own.get(f"/api/records/{held['id']}/history").json()["items"][-1]["correction"]["speaker"]

    assert answer.status_code == 201
    assert (kept["name"], kept["entity"]) == ("سلمى الوادي", None)
    assert kept["text"] == (held["speaker"] or held["cue"])["text"]


@pytest.mark.parametrize(("correction", "field"), [
    ({"id": "statement-0"}, "correction.id"), ({"text": "other words"}, "correction.text"),
    ({"start": 0, "end": 10_000_000}, "correction"), ({"start": "x", "end": "y"}, "correction"), ({}, None),
    ({"speaker": "entity-0000"}, None), ({"act": []}, "correction.act"), ({"act": "shout"}, "correction.act"),
    ({"speaker_name": "x" * 201}, "correction"),
])
def test_a_correction_that_cannot_be_is_not_kept(own: TestClient, correction: dict[str, object], field: str | None) -> None:
    held = first(own)
    said = {"verdict": "corrected", "seen": None, "reason": "x", "correction": correction}
    answer = own.post(f"/api/records/{held}/verdicts", json=said)

    assert answer.status_code in {404, 422}
    if field:
        assert answer.json()["error"]["field"].startswith(field)
    assert own.get(f"/api/records/{held}").json()["verdict"] is None


@pytest.mark.parametrize(("path", "status", "code"), [
    ("/api/nothing", 404, "not_found"), ("/api/records/statement-0", 404, "not_found"),
    ("/api/records/statement-0/history", 404, "not_found"), ("/api/records/statement-0/evidence", 404, "not_found"),
    ("/api/statements?after=statement-0", 404, "not_found"), ("/api/statements?limit=0", 422, "invalid"),
    ("/api/statements?limit=501", 422, "invalid"), ("/api/statements?color=red", 422, "invalid"),
    ("/api/statements?since=yesterday", 422, "invalid"), ("/api/links?since=2018-09-12", 422, "invalid"),
    ("/api/sources/xyz", 422, "invalid"), (f"/api/sources/{'0' * 64}", 404, "not_found"),
    (f"/api/sources/{'0' * 64}/bytes", 404, "not_found"), ("/api/records/statement-0/verdicts", 405, "wrong_method"),
    ("/api/statements?text=%00", 422, "invalid"), ("/api/records/%00", 422, "invalid"),
])
def test_every_error_has_one_shape(client: TestClient, path: str, status: int, code: str) -> None:
    answer = client.get(path)
    error = answer.json()["error"]

    assert (answer.status_code, error["code"]) == (status, code)
    assert set(answer.json()) == {"error"}
    assert {"code", "message"} <= set(error) <= {"code", "message", "field"}
    assert all(isinstance(value, str) for value in error.values())


def test_the_description_names_every_path_and_every_list_takes_a_cursor(client: TestClient) -> None:
    told = client.get("/api/openapi.json").json()
    gets = {path: how["get"] for path, how in told["paths"].items() if "get" in how}
    named = {path: {p["name"] for p in get.get("parameters", ())} for path, get in gets.items()}

    assert told["servers"] == [{"url": "/api"}]
    assert {f"/{kind}" for kind in [*LISTS, "links", "sources"]} <= set(named)
    assert [path for path in named if re.fullmatch("/[a-z]+s", path) and not {"after", "limit"} <= named[path]] == []


def test_what_is_withheld_is_gone_and_says_so(own: TestClient, tmp_path: Path) -> None:
    held = own.get("/api/statements", params={"limit": 1}).json()["items"][0]
    with open_withholding(tmp_path / "news.ledger") as door:
        door.withhold(held["id"], who="r", reason="asked for", basis="request")
    answer = own.get(f"/api/records/{held['id']}")

    assert answer.status_code == 410
    assert answer.json()["error"]["code"] == "withheld"
    assert held["record"]["text"] not in answer.text
    assert held["id"] not in {made["id"] for made in own.get("/api/statements").json()["items"]}


@pytest.mark.parametrize("value", ["nan", "inf", "-Infinity", "1e999", "twelve"])
def test_a_number_that_is_none_is_not_kept_and_breaks_no_later_answer(own: TestClient, value: str) -> None:
    held = own.get("/api/figures", params={"limit": 1}).json()["items"][0]["id"]
    said = {"verdict": "corrected", "seen": None, "reason": "x", "correction": {"value": value}}

    assert own.post(f"/api/records/{held}/verdicts", json=said).status_code == 422
    assert own.get(f"/api/records/{held}/history").status_code == 200


def first(client: TestClient) -> str:
    found: str = client.get("/api/statements", params={"limit": 1}).json()["items"][0]["id"]
    return found
