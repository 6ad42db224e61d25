"""A desk to test with: a ledger of invented reports, and a browser that calls it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pyotp
from starlette.testclient import TestClient

from ledger.making import fold, read, record
from musnad.ledger import Member, Members, ledger_name, note, open_desk, open_members, open_reader
from musnad.web import Office, make_app
from musnad.web.accounts import hashed
from musnad.web.office import Intake
from musnad.web.sessions import Sessions

HERE = "http://127.0.0.1:8018"
BROWSER = {"origin": HERE, "sec-fetch-site": "same-origin"}
PASSWORD = "a long word for tests"
SECRET = pyotp.random_base32()


def filled(path: Path, *, reports: int = 3) -> Path:
    """Make a ledger of invented reports."""
    record(path, [read(number) for number in range(reports)])
    return path


@contextmanager
def desk(ledger: Path, *, intake: Intake | None = None, sessions: Sessions | None = None,
         **office: object) -> Iterator[TestClient]:
    """Give a client of a desk on a ledger; its faults are answers, as in a browser."""
    with open_reader(ledger, fold=fold) as reader, open_desk(ledger, fold=fold) as judging:
        made = Office(reader, judging, ledger.name, intake=intake, **office)  # type: ignore[arg-type]
        with TestClient(make_app(made, sessions=sessions), base_url=HERE, raise_server_exceptions=False) as client:
            yield client


class Clock:
    """A clock that is set by hand, from the moment that it is."""

    def __init__(self, now: float) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


@contextmanager
def team(ledger: Path, clock: Clock, **roles: str) -> Iterator[tuple[TestClient, Members]]:
    """Give a client of a desk with accounts: their names with their roles; none for an account without access."""
    with open_members(ledger.with_name("accounts.db")) as members:
        for name, role in roles.items():
            members.add(Member(name, _HASH, SECRET))
            members.grant(name, ledger_name(ledger), role or None)
        sessions = Sessions(members, ledger_name(ledger), partial(note, ledger, "access"), clock)
        with desk(ledger, sessions=sessions) as client:
            yield client, members


def token(client: TestClient, path: str = "/") -> str:
    """Return the token that the forms of a page carry."""
    found = re.search(r'name="csrf" value="([^"]+)"', client.get(path).text)
    assert found, path
    return found[1]


def sign_in(client: TestClient, name: str, clock: Clock, *, code: str | None = None) -> None:
    """Sign in as a person would: name and password, then the code of now."""
    client.cookies.delete("session")
    form = {"name": name, "password": PASSWORD, "csrf": token(client, "/login")}
    asked = client.post("/login", data=form, headers=BROWSER, follow_redirects=False)
    assert asked.headers["location"].startswith("/second-factor"), asked.text
    form = {"code": code or code_of(clock), "csrf": token(client, "/second-factor")}
    done = client.post("/second-factor", data=form, headers=BROWSER, follow_redirects=False)
    assert done.status_code == 303, done.text


def code_of(clock: Clock) -> str:
    """Return the code that a device shows now."""
    return str(pyotp.TOTP(SECRET).at(int(clock.now)))


def hashed_password() -> str:
    """Return the hash of ``PASSWORD``."""
    return _HASH


_HASH = hashed(PASSWORD)
