"""Accounts of a team: who comes in, what they may do, and what is kept of what was denied."""

from __future__ import annotations

import re
import stat
import time
from pathlib import Path

import pytest

from musnad.ledger import Act, Member, open_log, open_members
from musnad.model.errors import LedgerError
from musnad.web.sessions import begun
from web.desks import BROWSER, PASSWORD, SECRET, Clock, code_of, desk, filled, sign_in, team, token

HOUR = 3600


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return filled(tmp_path / "news.ledger", reports=1)


@pytest.fixture
def clock() -> Clock:
    return Clock(time.time())


@pytest.mark.parametrize("path", ["/", "/statements", "/accounts", "/account", "/sources", "/logout2"])
def test_whoever_is_not_signed_in_is_led_to_the_door(ledger: Path, clock: Clock, path: str) -> None:
    with team(ledger, clock, sami="reviewer") as (client, _):
        answer = client.get(path, follow_redirects=False)

    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login?next=%2F")


@pytest.mark.parametrize("path", ["/api/statements", "/api/openapi.json", "/api/nothing"])
def test_the_api_is_closed_to_whoever_is_not_signed_in(ledger: Path, clock: Clock, path: str) -> None:
    with team(ledger, clock, sami="reviewer") as (client, _):
        answer = client.get(path)

    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "not_signed_in"


def test_name_password_and_code_let_in(ledger: Path, clock: Clock) -> None:
    with team(ledger, clock, sami="reviewer") as (client, members):
        sign_in(client, "sami", clock)

        assert client.get("/statements").status_code == 200
        assert [act.what for act in members.acts(9)] == ["signed_in"]


def test_a_password_without_its_code_opens_nothing(ledger: Path, clock: Clock) -> None:
    with team(ledger, clock, sami="administrator") as (client, _):
        client.post("/login", data={"name": "sami", "password": PASSWORD, "csrf": token(client, "/login")}, headers=BROWSER)

        assert client.get("/statements", follow_redirects=False).headers["location"].startswith("/second-factor")
        assert client.get("/api/statements").status_code == 401
        assert client.get("/accounts", follow_redirects=False).status_code == 303


def test_a_stolen_code_cannot_be_used_again(ledger: Path, clock: Clock) -> None:
    with team(ledger, clock, sami="reviewer") as (client, _):
        code = code_of(clock)
        sign_in(client, "sami", clock)
        client.cookies.delete("session")
        form = {"name": "sami", "password": PASSWORD, "csrf": token(client, "/login")}
        client.post("/login", data=form, headers=BROWSER)
        again = client.post("/second-factor", data={"code": code, "csrf": token(client, "/second-factor")}, headers=BROWSER)

    assert again.status_code == 401


def test_a_session_that_was_planted_before_is_not_the_one_that_is_let_in(ledger: Path, clock: Clock) -> None:
    with team(ledger, clock, sami="reviewer") as (client, _):
        client.cookies.set("session", "planted", domain="127.0.0.1", path="/")
        form = {"name": "sami", "password": PASSWORD, "csrf": token(client, "/login")}
        half = client.post("/login", data=form, headers=BROWSER, follow_redirects=False).cookies["session"]
        form = {"code": code_of(clock), "csrf": token(client, "/second-factor")}
        whole = client.post("/second-factor", data=form, headers=BROWSER, follow_redirects=False).cookies["session"]

    assert len({"planted", half, whole}) == 3


def test_the_sessions_cookie_is_out_of_reach_of_scripts_and_other_sites(ledger: Path, clock: Clock) -> None:
    with team(ledger, clock, sami="reviewer") as (client, _):
        form = {"name": "sami", "password": PASSWORD, "csrf": token(client, "/login")}
        said = client.post("/login", data=form, headers=BROWSER, follow_redirects=False).headers["set-cookie"]

    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(said.split("; "))


def test_guessing_a_password_is_slowed_down_and_the_right_one_does_not_help(ledger: Path, clock: Clock) -> None:
    with team(ledger, clock, sami="reviewer") as (client, members):
        form = {"name": "sami", "password": "a wrong password", "csrf": token(client, "/login")}
        said = [client.post("/login", data=form, headers=BROWSER).status_code for _ in range(6)]
        right = client.post("/login", data={**form, "password": PASSWORD}, headers=BROWSER).status_code

        assert said == [401] * 5 + [429]
        assert right == 429
        assert "locked" in {act.what for act in members.acts(20)}


def test_after_a_quarter_of_an_hour_the_door_opens_again(ledger: Path, clock: Clock) -> None:
    with team(ledger, clock, sami="reviewer") as (client, _):
        form = {"name": "sami", "password": "a wrong password", "csrf": token(client, "/login")}
        for _ in range(6):
            client.post("/login", data=form, headers=BROWSER)
        clock.now += 16 * 60
        sign_in(client, "sami", clock)

        assert client.get("/").status_code == 200


def test_guessing_a_code_is_slowed_down(ledger: Path, clock: Clock) -> None:
    with team(ledger, clock, sami="reviewer") as (client, _):
        form = {"name": "sami", "password": PASSWORD, "csrf": token(client, "/login")}
        client.post("/login", data=form, headers=BROWSER)
        form = {"code": "000000" if code_of(clock) != "000000" else "111111", "csrf": token(client, "/second-factor")}
        said = [client.post("/second-factor", data=form, headers=BROWSER).status_code for _ in range(6)]

    assert said == [401] * 5 + [429]


def test_whether_a_name_has_an_account_is_not_told(ledger: Path, clock: Clock) -> None:
    with team(ledger, clock, sami="reviewer") as (client, _):
        csrf = token(client, "/login")
        form = {"password": "a wrong password", "csrf": csrf}
        known, unknown = (client.post("/login", data={**form, "name": n}, headers=BROWSER) for n in ("sami", "nemo"))

    assert known.status_code == unknown.status_code
    assert _bare(known.text).replace("sami", "nemo") == _bare(unknown.text)


def test_a_session_ends_after_an_hour_without_a_request(ledger: Path, clock: Clock) -> None:
    with team(ledger, clock, sami="reviewer") as (client, _):
        sign_in(client, "sami", clock)
        clock.now += HOUR - 60
        assert client.get("/api/summary").status_code == 200
        clock.now += HOUR

        assert client.get("/api/summary").status_code == 401


def test_a_session_ends_after_half_a_day_however_busy(ledger: Path, clock: Clock) -> None:
    with team(ledger, clock, sami="reviewer") as (client, _):
        sign_in(client, "sami", clock)
        said = []
        for _ in range(14):
            clock.now += HOUR - 60
            said.append(client.get("/api/summary").status_code)

    assert said == [200] * 12 + [401] * 2


def test_signing_out_ends_the_session_on_the_server(ledger: Path, clock: Clock) -> None:
    with team(ledger, clock, sami="reviewer") as (client, _):
        sign_in(client, "sami", clock)
        kept = client.cookies["session"]
        client.post("/logout", data={"csrf": token(client)}, headers=BROWSER)
        client.cookies.set("session", kept, domain="127.0.0.1", path="/")

        assert client.get("/api/summary").status_code == 401


def test_a_reader_may_read_and_not_judge_and_is_told_what_to_do(ledger: Path, clock: Clock) -> None:
    with team(ledger, clock, lina="reader") as (client, members):
        sign_in(client, "lina", clock)
        first = client.get("/api/statements").json()["items"][0]["id"]
        form = {"verdict": "accepted", "csrf": token(client)}
        page = client.post(f"/records/{first}/verdict", data=form, headers=BROWSER)
        call = client.post(f"/api/records/{first}/verdicts", json={"verdict": "accepted", "seen": None},
                           headers={**BROWSER, "x-csrf-token": token(client)})
        history = client.get(f"/api/records/{first}/history").json()["items"]
        noted = [act.says for act in members.acts(9, ("denied",))]

    assert (page.status_code, call.status_code) == (403, 403)
    assert "ask whoever administers the desk" in page.text
    assert call.json()["error"]["code"] == "no_right"
    assert [event["what"] for event in history] == ["recorded"]
    assert noted == [f"POST /api/records/{first}/verdicts (403)", f"POST /records/{first}/verdict (403)"]


@pytest.mark.parametrize("path", ["/intake", "/fetch", "/intake/0"])
def test_a_reader_is_told_that_adding_texts_is_for_reviewers(ledger: Path, clock: Clock, path: str) -> None:
    with team(ledger, clock, lina="reader") as (client, _):
        sign_in(client, "lina", clock)
        answer = client.get(path, headers={"accept-language": "ar"})

    assert answer.status_code == 403
    assert "مراجع" in answer.text


def test_a_reader_may_choose_a_language(ledger: Path, clock: Clock) -> None:
    with team(ledger, clock, lina="reader") as (client, _):
        sign_in(client, "lina", clock)
        client.post("/chosen", data={"language": "ar", "csrf": token(client)}, headers=BROWSER)

        assert '<html lang="ar" dir="rtl"' in client.get("/").text


def test_a_reviewers_verdict_has_the_name_of_the_account_whatever_a_cookie_says(ledger: Path, clock: Clock) -> None:
    with team(ledger, clock, sami="reviewer") as (client, _):
        sign_in(client, "sami", clock)
        client.cookies.set("reviewer", "somebody else", domain="127.0.0.1", path="/")
        first = client.get("/api/statements").json()["items"][0]["id"]
        client.post(f"/records/{first}/verdict", data={"verdict": "accepted", "csrf": token(client)}, headers=BROWSER)
        history = client.get(f"/api/records/{first}/history").json()["items"]

    assert [event["who"] for event in history[1:]] == ["sami"]


def test_a_token_from_before_signing_in_is_worth_nothing_after_it(ledger: Path, clock: Clock) -> None:
    with team(ledger, clock, sami="reviewer") as (client, _):
        before = token(client, "/login")
        sign_in(client, "sami", clock)

        assert client.post("/chosen", data={"theme": "dark", "csrf": before}, headers=BROWSER).status_code == 403


def test_leaving_out_what_a_browser_says_of_itself_does_not_make_a_token_needless(ledger: Path, clock: Clock) -> None:
    with team(ledger, clock, sami="reviewer") as (client, _):
        sign_in(client, "sami", clock)
        first = client.get("/api/statements").json()["items"][0]["id"]

        answer = client.post(f"/api/records/{first}/verdicts", json={"verdict": "accepted", "seen": None})
        junk = client.post(f"/api/records/{first}/verdicts", json={"verdict": "accepted", "seen": None},
                           headers={"authorization": "Bearer x"})

    assert (answer.status_code, junk.status_code) == (403, 401)


def test_the_key_of_a_program_opens_the_api_with_the_rights_of_its_account_until_it_is_reset(
        ledger: Path, clock: Clock) -> None:
    with team(ledger, clock, sami="reviewer", lina="reader") as (client, members):
        first = None
        said = []
        for name in ("sami", "lina"):
            headers = {"authorization": f"Bearer {begun(members, name, int(clock.now), HOUR, key=True)}"}
            first = first or client.get("/api/statements", headers=headers).json()["items"][0]["id"]
            judged = {"verdict": "unsure", "seen": None}
            said.append(client.post(f"/api/records/{first}/verdicts", json=judged, headers=headers).status_code)
        members.reset("lina", secret=SECRET)

        assert said == [201, 403]
        assert client.get("/api/statements", headers=headers).status_code == 401


def test_a_key_is_no_cookie_and_a_cookie_no_key(ledger: Path, clock: Clock) -> None:
    with team(ledger, clock, sami="reviewer") as (client, members):
        sign_in(client, "sami", clock)
        kept = client.cookies["session"]
        client.cookies.set("session", begun(members, "sami", int(clock.now), HOUR, key=True), domain="127.0.0.1", path="/")

        assert client.get("/api/summary").status_code == 401
        assert client.get("/api/summary", headers={"authorization": f"Bearer {kept}"}).status_code == 401


def test_an_account_without_access_to_this_ledger_sees_nothing_of_it(ledger: Path, clock: Clock) -> None:
    with team(ledger, clock, omar="", sami="reader") as (client, members):
        members.grant("omar", "ledger-of-somebody-else", "administrator")
        sign_in(client, "omar", clock)
        page, call = client.get("/statements"), client.get("/api/statements")

    assert (page.status_code, call.status_code) == (403, 403)
    assert "no access to this ledger" in page.text
    assert "نسيم" not in page.text


@pytest.mark.parametrize("role", ["reader", "reviewer"])
def test_only_administrators_see_and_change_accounts(ledger: Path, clock: Clock, role: str) -> None:
    with team(ledger, clock, sami=role) as (client, members):
        sign_in(client, "sami", clock)
        seen = client.get("/accounts").status_code
        form = {"name": "sami", "role": "administrator", "csrf": token(client)}
        changed = client.post("/accounts", data=form, headers=BROWSER).status_code

        assert (seen, changed) == (403, 403)
        assert list(members.roles(_name(ledger)).values()) == [role]


def test_an_administrator_gives_and_takes_access_and_the_ledgers_log_says_so(ledger: Path, clock: Clock) -> None:
    with team(ledger, clock, sami="administrator", lina="reader") as (client, members):
        sign_in(client, "sami", clock)
        for role in ("reviewer", ""):
            form = {"name": "lina", "role": role, "csrf": token(client, "/accounts")}
            assert client.post("/accounts", data=form, headers=BROWSER, follow_redirects=False).status_code == 303
        page = client.get("/accounts").text
        roles = members.roles(_name(ledger))

    with open_log(ledger) as log:
        said = [entry.body for entry in log.entries(kind="access")]
    assert roles == {"sami": "administrator"}
    assert "lina: no access" in page
    assert ['"role":"reviewer"' in said[0], '"role":null' in said[1], '"by":"sami"' in said[1]] == [True, True, True]


def test_an_administrator_cannot_lock_themselves_out(ledger: Path, clock: Clock) -> None:
    with team(ledger, clock, sami="administrator") as (client, members):
        sign_in(client, "sami", clock)
        client.post("/accounts", data={"name": "sami", "role": "", "csrf": token(client)}, headers=BROWSER)

        assert members.roles(_name(ledger)) == {"sami": "administrator"}


def test_changing_a_password_needs_the_present_one_and_ends_every_session(ledger: Path, clock: Clock) -> None:
    fresh = "another long word for tests"
    with team(ledger, clock, sami="reviewer") as (client, members):
        sign_in(client, "sami", clock)
        before = members.member("sami")
        form = {"current": "a wrong password", "password": fresh, "again": fresh, "csrf": token(client)}
        assert client.post("/account", data=form, headers=BROWSER).status_code == 403
        assert client.post("/account", data={**form, "current": PASSWORD, "again": "x"}, headers=BROWSER).status_code == 422
        assert members.member("sami") == before
        client.post("/account", data={**form, "current": PASSWORD}, headers=BROWSER)

        assert client.get("/api/summary").status_code == 401


def test_removing_an_account_ends_its_sessions_at_once(ledger: Path, clock: Clock) -> None:
    with team(ledger, clock, sami="reviewer") as (client, members):
        sign_in(client, "sami", clock)
        members.remove("sami")

        assert client.get("/api/summary").status_code == 401


def test_a_door_never_leads_to_another_site(ledger: Path, clock: Clock) -> None:
    with team(ledger, clock, sami="reviewer") as (client, _):
        for path in ("//evil.example", "https://evil.example", "/\\evil.example", "/\r\nLocation: x"):
            page = client.get("/login", params={"next": path}).text

            assert 'name="next" value="/"' in page, path


@pytest.mark.parametrize(("language", "said"), [("en", "Sign in"), ("ar", "rtl")])
def test_the_door_speaks_the_readers_language(ledger: Path, clock: Clock, language: str, said: str) -> None:
    with team(ledger, clock, sami="reviewer") as (client, _):
        page = client.get("/login", headers={"accept-language": language}).text

    assert f'<html lang="{language}"' in page
    assert said in page


def test_without_accounts_there_is_no_door(ledger: Path) -> None:
    with desk(ledger) as client:
        assert client.get("/login").status_code == 404
        assert client.get("/accounts").status_code == 404
        assert client.get("/statements").status_code == 200


def test_what_was_denied_can_be_neither_changed_nor_removed(tmp_path: Path) -> None:
    with open_members(tmp_path / "a.db") as members:
        members.note(Act("denied", "sami", "192.0.2.1", "GET /accounts (403)"))
        for statement in ("UPDATE acts SET who = 'x'", "DELETE FROM acts"):
            with pytest.raises(LedgerError, match="append-only"), members._backend.writing() as connection:
                connection.exec_driver_sql(statement)

        assert [act.who for act in members.acts(9)] == ["sami"]


def test_the_file_of_accounts_is_its_owners_and_holds_no_password_in_words(ledger: Path, clock: Clock) -> None:
    with team(ledger, clock, sami="reviewer") as (client, members):
        sign_in(client, "sami", clock)
        kept = client.cookies["session"]
        found = members.member("sami")
    path = ledger.with_name("accounts.db")

    assert found
    assert found.password.startswith("$argon2id$")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert PASSWORD.encode() not in path.read_bytes()
    assert kept.encode() not in path.read_bytes()


def test_a_ledger_is_no_file_of_accounts(ledger: Path) -> None:
    with pytest.raises(LedgerError, match="not a file of accounts"):
        open_members(ledger)


def test_a_name_has_one_account(tmp_path: Path) -> None:
    with open_members(tmp_path / "a.db") as members:
        members.add(Member("sami", "x", SECRET))

        with pytest.raises(LedgerError, match="there is an account"):
            members.add(Member("sami", "y", SECRET))


def _name(ledger: Path) -> str:
    with open_log(ledger) as log:
        return log.name()


def _bare(page: str) -> str:
    return re.sub(r'name="csrf" value="[^"]*"', "", page)
