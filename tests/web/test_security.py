"""Each test is named for what it stops."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from ledger.making import SENTENCE, fold, records_of, source_of
from musnad.ledger import RunInfo, open_recorder
from musnad.model.document import Document
from musnad.model.records import Entity
from web.desks import BROWSER, desk, filled, token

PAGES = ["/", "/reports", "/statements", "/entities", "/incidents", "/refusals", "/sources", "/review"]
SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(2)>'
FORMULA = "=HYPERLINK(1)+cmd|' /C calc'!A0"
TEMPLATE = "{{ 3*'gqz' }}{% raw %}"
FILLED = "gqzgqzgqz"  # what the template would give: no digest or token holds it
OVERRIDE = "".join(map(chr, (0x202E, 0x2066)))  # right-to-left override, left-to-right isolate, neither ended
HOSTILE = f"{SCRIPT}{IMAGE}{FORMULA}{TEMPLATE}{OVERRIDE}"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with desk(filled(tmp_path / "news.ledger")) as made:
        yield made


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[TestClient]:
    """A desk on a ledger whose one report was written to do harm, in text, title, outlet, names and file name."""
    path = tmp_path / "<b>news.ledger"
    text = SENTENCE.format(n=1).rstrip(".") + f" {HOSTILE}."
    source = source_of(text, origin=f"folder/{HOSTILE}.txt")
    document = Document(source.sha256, text, source.origin, title=f"عنوان {HOSTILE}", outlet=HOSTILE, published="2018-09-12",
                        published_from="given")
    made = [replace(r, name=HOSTILE, names=(HOSTILE,)) if isinstance(r, Entity) else r for r in records_of(document)]
    with open_recorder(path, run=RunInfo("1"), fold=fold) as recorder:
        recorder.add(source, document, made)
    with desk(path) as here:
        yield here


@pytest.mark.parametrize("path", [*PAGES, "/static/desk.css", "/api/statements", "/api/nothing", "/nothing"])
def test_every_answer_forbids_frames_sniffing_and_whatever_is_not_the_desks_own(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]

    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert not re.search(r"unsafe|https?:|\*", policy)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"


def test_an_answer_to_a_fault_has_the_headers_too_and_says_nothing_of_the_inside(
        client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError("the secret of the inside")

    monkeypatch.setattr("musnad.web.pages.statements.sheet", fails)
    answer = client.get("/statements")

    assert answer.status_code == 500
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert "inside" not in answer.text


@pytest.mark.parametrize("path", PAGES)
def test_no_page_holds_script_or_style_that_a_report_could_imitate(client: TestClient, path: str) -> None:
    page = client.get(path).text

    assert [tag for tag in re.findall(r"<script\b[^>]*>", page) if "src=" not in tag] == []
    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=|javascript:", page)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8018", "127.0.0.1.evil.example", "", "[", "user@127.0.0.1"])
def test_dns_rebinding_by_a_name_that_leads_here_gets_no_page(client: TestClient, host: str) -> None:
    answer = client.get("/statements", headers={"host": host})

    assert answer.status_code == 421
    assert "نسيم" not in answer.text


@pytest.mark.parametrize("headers", [{"origin": "https://evil.example"}, {"origin": "null"},
                                     {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "http://127.0.0.1:9"}])
def test_a_form_on_another_sites_page_changes_nothing(client: TestClient, headers: dict[str, str]) -> None:
    form = {"verdict": "accepted", "csrf": token(client)}
    answer = client.post(f"/records/{statement(client)}/verdict", data=form, headers=headers)

    assert answer.status_code == 403
    assert verdicts(client) == []


@pytest.mark.parametrize("said", [{}, {"csrf": ""}, {"csrf": "00.00"}, {"csrf": "é.é"}])
def test_a_forged_form_without_this_desks_token_changes_nothing(client: TestClient, said: dict[str, str]) -> None:
    answer = client.post(f"/records/{statement(client)}/verdict", data={"verdict": "accepted", **said}, headers=BROWSER)

    assert answer.status_code == 403
    assert verdicts(client) == []


def test_a_token_of_another_browser_is_worth_nothing(client: TestClient) -> None:
    stolen = token(client)
    client.cookies.clear()
    client.get("/")

    form = {"verdict": "accepted", "csrf": stolen}
    answer = client.post(f"/records/{statement(client)}/verdict", data=form, headers=BROWSER)

    assert answer.status_code == 403


def test_the_desks_own_form_is_taken(client: TestClient) -> None:
    form = {"verdict": "accepted", "csrf": token(client)}
    answer = client.post(f"/records/{statement(client)}/verdict", data=form, headers=BROWSER, follow_redirects=False)

    assert answer.status_code == 303
    assert verdicts(client) == ["accepted"]


def test_a_browsers_call_of_the_api_needs_the_token_too(client: TestClient) -> None:
    path, said = f"/api/records/{statement(client)}/verdicts", {"verdict": "accepted", "seen": None}

    assert client.post(path, json=said, headers=BROWSER).status_code == 403
    assert client.post(path, json=said, headers={**BROWSER, "x-csrf-token": token(client)}).status_code == 201


def test_a_form_cannot_pass_for_a_call_of_the_api(client: TestClient) -> None:
    path = f"/api/records/{statement(client)}/verdicts"
    answer = client.post(path, content='{"verdict":"accepted","seen":null}', headers={"content-type": "text/plain"})

    assert answer.status_code == 422
    assert verdicts(client) == []


def test_every_form_that_changes_something_carries_a_token(client: TestClient) -> None:
    pages = [client.get(path).text for path in [*PAGES, f"/statements/{statement(client)}"]]
    forms = [form for page in pages for form in re.findall(r'<form[^>]*method="post".*?</form>', page, re.DOTALL)]

    assert len(forms) > len(pages)
    assert [form for form in forms if not re.search(r'name="csrf" value="[0-9a-f]{16}\.[0-9a-f]{64}"', form)] == []


def test_the_browsers_cookie_is_for_this_desk_alone(client: TestClient) -> None:
    said = client.get("/").headers["set-cookie"]

    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(said.split("; "))


@pytest.mark.parametrize("path", PAGES)
def test_script_and_markup_in_a_report_show_as_text(hostile: TestClient, path: str) -> None:
    page = hostile.get(path).text

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<b>news" not in page
    assert FILLED not in page


@pytest.mark.parametrize("kind", ["report", "statement", "entity", "incident", "figure", "time"])
def test_script_and_markup_in_a_record_show_as_text_on_its_page(hostile: TestClient, kind: str) -> None:
    plural = "entities" if kind == "entity" else f"{kind}s"
    for held in hostile.get(f"/api/{plural}").json()["items"]:
        pages = [hostile.get(f"/records/{held['id']}{part}").text for part in ("", "/panel", "/bench")]
        pages += [hostile.get(path).text for path in (f"/story/{held['id']}", f"/log/proof?of={held['id']}")]

        assert [page for page in pages if "<script>alert" in page or "<img src=x" in page or FILLED in page] == []


def test_the_words_of_a_hostile_report_are_all_there(hostile: TestClient) -> None:
    report = hostile.get("/api/reports").json()["items"][0]
    page = hostile.get(f"/reports/{report['id']}").text

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in re.sub(r"</?(?:a|span|mark|bdi)\b[^>]*>", "", page)
    assert SCRIPT in report["record"]["text"]


def test_an_override_of_direction_ends_with_the_element_that_holds_it(hostile: TestClient) -> None:
    """Whatever holds words of a report stands in an element of its own direction, which isolates what is left open."""
    page = hostile.get("/statements").text
    holders = [before for before, _ in re.findall(rf"<([^<>]*)>[^<>]*({OVERRIDE[0]})", page)]

    assert holders
    assert [tag for tag in holders if not re.search(r"\bdir=|^bdi|^option|^span lang|^title", tag)] == []


def test_a_file_name_cannot_leave_its_quotes(hostile: TestClient) -> None:
    for kept in hostile.get("/api/sources").json()["items"]:
        answer = hostile.get(f"/sources/{kept['sha256']}/bytes")

        assert re.fullmatch(r'attachment; filename="[0-9a-f]{16}\.bin"', answer.headers["content-disposition"])
        assert answer.headers["content-type"] == "application/octet-stream"


def test_the_api_gives_hostile_words_as_data_that_no_browser_shows_as_a_page(hostile: TestClient) -> None:
    answer = hostile.get("/api/reports")

    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.json()["items"][0]["outlet"] == HOSTILE


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/hosts"])
def test_a_path_that_climbs_out_of_the_folder_of_files_finds_nothing(client: TestClient, path: str) -> None:
    assert client.get(path).status_code in {404, 405}


@pytest.mark.parametrize("referer", ["https://evil.example/x", "https://evil.example//evil.example/y", "javascript:x"])
def test_going_back_never_leads_to_another_site(client: TestClient, referer: str) -> None:
    form = {"language": "ar", "csrf": token(client)}
    answer = client.post("/chosen", data=form, headers={**BROWSER, "referer": referer}, follow_redirects=False)

    assert re.match(r"/(?!/)", answer.headers["location"])


def test_the_page_behind_a_refusal_says_what_to_do_in_the_readers_language(client: TestClient) -> None:
    answer = client.post("/chosen", data={"theme": "dark"}, headers=BROWSER)

    assert answer.status_code == 403
    assert "load the page again" in answer.text


@pytest.mark.parametrize("path", ["/chosen", "/api/records/x/verdicts", "/nothing"])
def test_a_flood_in_one_request_is_not_taken_into_memory(client: TestClient, path: str) -> None:
    said = client.post(path, content=b"x", headers={"content-length": "1000000000"})
    unsaid = client.post(path, content=iter([b"x"]))

    assert (said.status_code, unsaid.status_code) == (413, 413)


@pytest.mark.parametrize("body", [b'{"verdict":', b"\xff\xfe{", b"[" * 100_000, b"9" * 5_000,
                                  b'{"verdict":"unsure","seen":null,"reason":"\\ud800"}',
                                  b'{"verdict":"unsure","seen":null,"reason":"\\u0000"}'])
def test_a_malformed_call_is_an_error_of_the_caller_and_no_fault(client: TestClient, body: bytes) -> None:
    path = f"/api/records/{statement(client)}/verdicts"
    answer = client.post(path, content=body, headers={"content-type": "application/json"})

    assert answer.status_code in {400, 422}
    assert set(answer.json()) == {"error"}
    assert verdicts(client) == []


def test_a_websocket_finds_nobody(client: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/"):
        pass


def statement(client: TestClient) -> str:
    found: str = client.get("/api/statements", params={"limit": 1}).json()["items"][0]["id"]
    return found


def verdicts(client: TestClient) -> list[str]:
    found = client.get(f"/api/records/{statement(client)}/history").json()["items"]
    return [event["what"] for event in found if event["what"] != "recorded"]
