"""Who is signed in: sessions that live on the server, end by themselves, and are slowed down where somebody guesses."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from fastapi import Request

from musnad.ledger import Act, Member, Members, Session
from musnad.web.accounts import RIGHTS, fits, step_of
from musnad.web.guard import Denial, Pass
from musnad.web.office import Viewer

COOKIE = "session"
IDLE = 60 * 60  # seconds without a request
WHOLE = 12 * 60 * 60  # seconds in any case
HALF = 5 * 60  # seconds to give the code
YEAR = 365 * 24 * 60 * 60  # seconds that the key of a program holds
BEARER = "Bearer "
MINUTE = 60
WINDOW = timedelta(minutes=15)
TRIES = {"both": 5, "name": 20, "address": 40}  # failures in a window, of a name from an address, of a name, of an address


class Locked(Exception):
    """Too many tries; nothing was checked."""


class Wrong(Exception):
    """Name, password or code are not right; which of them is not told."""


@dataclass(slots=True)
class Sessions:
    """Knows who is signed in to one ledger.

    Attributes:
        members: The accounts.
        ledger: Name of the ledger, from the first entry of its log.
        record: Writes a change of access into the log of the ledger: whose, and what.
        clock: Seconds since 1970.
    """

    members: Members
    ledger: str
    record: Callable[[str, Mapping[str, str | None]], object]
    clock: Callable[[], float] = time.time

    def sign_in(self, name: str, password: str, address: str) -> str:
        """Begin a session that still lacks its second factor; return what the browser keeps.

        Raises:
            Locked: There were too many tries.
            Wrong: There is no such account, or it has another password.
        """
        self._slow(name, address)
        found = self.members.member(name)
        if not fits(found, password):
            self.members.note(Act("wrong_password", name[:80], address))
            raise Wrong
        return self._begin(name, whole=False)

    def second(self, kept: str, code: str, address: str) -> str:
        """Give the second factor; return what the browser keeps from now on.

        Raises:
            Locked: There were too many tries.
            Wrong: The code is another one, was taken before, or there is no session that waits for it.
        """
        session = self.found(kept)
        member = self.members.member(session.member) if session else None
        if session is None or member is None:
            raise Wrong
        self._slow(member.name, address)
        step = step_of(member, code, self.clock())
        if step is None or not self.members.take(member.name, step):
            self.members.note(Act("wrong_code", member.name, address))
            raise Wrong
        self.members.end(session.digest)
        self.members.note(Act("signed_in", member.name, address))
        return self._begin(member.name, whole=True)

    def sign_out(self, kept: str, address: str) -> None:
        """End a session."""
        session = self.found(kept)
        if session:
            self.members.end(session.digest)
            self.members.note(Act("signed_out", session.member, address))

    def found(self, kept: str) -> Session | None:
        """Return the session of a cookie or a key, if it has not ended."""
        session = self.members.session(_digest(kept)) if kept else None
        if session is None:
            return None
        now = int(self.clock())
        if now >= session.ends or (now - session.used >= IDLE and not session.key):
            self.members.end(session.digest)
            return None
        if now - session.used >= MINUTE:
            self.members.touch(session.digest, now)
        return session

    def admit(self, request: Request) -> Pass | None:
        """Return what the request's session says; None if it has none."""
        brought = request.headers.get("authorization", "")
        by_key = brought.startswith(BEARER)
        session = self.found(brought.removeprefix(BEARER) if by_key else request.cookies.get(COOKIE, ""))
        if session is None or session.key != by_key:
            return None
        role = self.members.role(session.member, self.ledger)
        return Pass(Viewer(session.member, RIGHTS.get(role or "", frozenset())), session.whole, session.digest, by_key)

    def deny(self, denial: Denial) -> None:
        """Note a denied act."""
        self.members.note(Act("denied", denial.who, denial.address, f"{denial.act} ({denial.why})"))

    def member(self, name: str) -> Member | None:
        """Return an account by its name."""
        return self.members.member(name)

    def _begin(self, name: str, *, whole: bool) -> str:
        return begun(self.members, name, int(self.clock()), WHOLE if whole else HALF, whole=whole)

    def _slow(self, name: str, address: str) -> None:
        since = (datetime.fromtimestamp(self.clock(), UTC) - WINDOW).isoformat(timespec="seconds")
        asked = {"both": {"who": name, "address": address}, "name": {"who": name}, "address": {"address": address}}
        if any(self.members.failures(since, **asked[kind]) >= most for kind, most in TRIES.items()):
            self.members.note(Act("locked", name[:80], address))
            raise Locked


def begun(members: Members, name: str, now: int, seconds: int, *, whole: bool = True, key: bool = False) -> str:
    """Begin a session, and return what is to be brought along: the file of accounts keeps only its digest."""
    kept = token_urlsafe(32)
    members.begin(Session(_digest(kept), name, whole, key, now, now + seconds))
    return kept


def _digest(kept: str) -> str:
    return sha256(kept.encode()).hexdigest()
