"""Accounts: who may sign in, to which ledger, in which role; who is signed in; what was denied.

    with open_members("musnad-accounts.db") as members:
        members.add(Member("R. Haddad", hash, secret))
        members.grant("R. Haddad", ledger_name("news.ledger"), "reviewer")

It keeps what it is handed: hashes and codes are made by whoever opens it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, and_, delete, func, insert, select, update

from musnad.ledger.backend import Backend, open_backend
from musnad.ledger.migrations import now
from musnad.ledger.schema_members import accounts, acts, grants, members, sessions
from musnad.model.errors import LedgerError

ROLES = ("reader", "reviewer", "administrator")
FAILED = ("wrong_password", "wrong_code")
_OWNER = 0o600  # the file is its owner's alone
_KIND = 0x6D736E75  # «msnu», in the header of the file


@dataclass(frozen=True, slots=True)
class Member:
    """An account.

    Attributes:
        name: What verdicts are signed with.
        password: Argon2 hash.
        secret: Of the second factor, base32.
        step: Time step of the last code that was taken.
        since: UTC.
    """

    name: str
    password: str
    secret: str
    step: int = 0
    since: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is signed in.

    Attributes:
        digest: SHA-256 of what the browser keeps.
        member: Name of the account.
        whole: Whether the second factor was given.
        key: Whether it is the key of a program, not a browser's cookie.
        used: Last request, seconds since 1970, to the minute.
        ends: When it ends in any case, seconds since 1970.
    """

    digest: str
    member: str
    whole: bool
    key: bool
    used: int
    ends: int


@dataclass(frozen=True, slots=True)
class Act:
    """Something that was done with accounts, or denied. See the table ``acts``."""

    what: str
    who: str | None = None
    address: str | None = None
    says: str | None = None
    moment: str = ""


class Members:
    """The accounts of one file. Made by ``open_members``; to be closed, or used in a ``with``. Threads may share it."""

    def __init__(self, backend: Backend, asked: Backend) -> None:
        self._backend = backend
        self._asked = asked  # another door: who only asks need not wait for who writes

    def add(self, member: Member) -> None:
        """Add an account.

        Raises:
            LedgerError: There is one of this name.
        """
        with self._backend.writing() as connection:
            if _member(connection, member.name):
                raise LedgerError(f"{member.name}: there is an account of this name")
            connection.execute(insert(members).values(name=member.name, password=member.password, secret=member.secret,
                                                      step=0, since=now()))

    def remove(self, name: str) -> None:
        """Remove an account with its access and its sessions; what it did stays.

        Raises:
            LedgerError: There is none.
        """
        with self._backend.writing() as connection:
            _see(connection, name)
            connection.execute(delete(sessions).where(sessions.c.member == name))
            connection.execute(delete(grants).where(grants.c.member == name))
            connection.execute(delete(members).where(members.c.name == name))

    def reset(self, name: str, *, password: str | None = None, secret: str | None = None) -> None:
        """Give an account another password or second factor, and end its sessions.

        Raises:
            LedgerError: There is none.
        """
        fresh = {"password": password, "secret": secret, "step": 0 if secret else None}
        with self._backend.writing() as connection:
            _see(connection, name)
            made = {column: value for column, value in fresh.items() if value is not None}
            connection.execute(update(members).where(members.c.name == name).values(made))
            connection.execute(delete(sessions).where(sessions.c.member == name))

    def grant(self, name: str, ledger: str, role: str | None) -> None:
        """Give an account a role in a ledger, or take its access away.

        Raises:
            LedgerError: There is no such account, or no such role.
        """
        if role is not None and role not in ROLES:
            raise LedgerError(f"{role}: no role; there are {', '.join(ROLES)}")
        with self._backend.writing() as connection:
            _see(connection, name)
            connection.execute(delete(grants).where(grants.c.member == name, grants.c.ledger == ledger))
            if role is not None:
                connection.execute(insert(grants).values(member=name, ledger=ledger, role=role))

    def member(self, name: str) -> Member | None:
        """Return an account by its name."""
        with self._asked.reading() as connection:
            return _member(connection, name)

    def members(self) -> list[Member]:
        """Return all accounts, by name."""
        with self._asked.reading() as connection:
            return [Member(*row) for row in connection.execute(select(members).order_by(members.c.name))]

    def role(self, name: str, ledger: str) -> str | None:
        """Return the role of an account in a ledger; None if it has no access."""
        with self._asked.reading() as connection:
            return connection.execute(
                select(grants.c.role).where(grants.c.member == name, grants.c.ledger == ledger)).scalar()

    def roles(self, ledger: str) -> dict[str, str]:
        """Return the roles in a ledger, by the name of the account."""
        with self._asked.reading() as connection:
            found = connection.execute(select(grants.c.member, grants.c.role).where(grants.c.ledger == ledger))
            return {row.member: row.role for row in found}

    def take(self, name: str, step: int) -> bool:
        """Take the code of a time step, and say whether it was still to be had: none is taken twice."""
        with self._backend.writing() as connection:
            done = connection.execute(
                update(members).where(members.c.name == name, members.c.step < step).values(step=step))
            return done.rowcount == 1

    def begin(self, session: Session) -> None:
        """Begin a session; those that have ended are forgotten."""
        with self._backend.writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.ends < session.used))
            connection.execute(insert(sessions).values(digest=session.digest, member=session.member,
                                                       whole=int(session.whole), key=int(session.key),
                                                       used=session.used, ends=session.ends))

    def session(self, digest: str) -> Session | None:
        """Return a session by its digest."""
        with self._asked.reading() as connection:
            row = connection.execute(select(sessions).where(sessions.c.digest == digest)).one_or_none()
        return None if row is None else Session(row.digest, row.member, bool(row.whole), bool(row.key), row.used, row.ends)

    def touch(self, digest: str, used: int) -> None:
        """Say that a session is in use."""
        with self._backend.writing() as connection:
            connection.execute(update(sessions).where(sessions.c.digest == digest).values(used=used))

    def end(self, digest: str) -> None:
        """End a session."""
        with self._backend.writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.digest == digest))

    def note(self, act: Act) -> None:
        """Append what was done or denied."""
        with self._backend.writing() as connection:
            connection.execute(insert(acts).values(moment=now(), what=act.what, who=act.who, address=act.address,
                                                   says=act.says))

    def acts(self, limit: int, what: tuple[str, ...] = ()) -> list[Act]:
        """Return the last acts, the newest first; only some kinds of them, if any are named."""
        asked = select(acts.c.what, acts.c.who, acts.c.address, acts.c.says, acts.c.moment)
        if what:
            asked = asked.where(acts.c.what.in_(what))
        with self._asked.reading() as connection:
            return [Act(*row) for row in connection.execute(asked.order_by(acts.c.number.desc()).limit(limit))]

    def failures(self, since: str, *, who: str | None = None, address: str | None = None) -> int:
        """Return how often somebody failed to sign in since a moment, UTC; of somebody named, only since they last did."""
        asked = select(func.count()).where(acts.c.what.in_(FAILED), acts.c.moment >= since)
        if who is not None:
            entered = select(func.coalesce(func.max(acts.c.number), 0)).where(acts.c.who == who, acts.c.what == "signed_in")
            asked = asked.where(and_(acts.c.who == who, acts.c.number > entered.scalar_subquery()))
        if address is not None:
            asked = asked.where(acts.c.address == address)
        with self._asked.reading() as connection:
            return int(connection.execute(asked).scalar_one())

    def close(self) -> None:
        """Close the file."""
        self._asked.close()
        self._backend.close()

    def __enter__(self) -> Members:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_members(where: str | os.PathLike[str]) -> Members:
    """Open a file of accounts, which is made if it is not there.

    Raises:
        LedgerError: It is something else, such as a ledger.
    """
    path = Path(where)
    backend = open_backend(path, "record")
    try:
        with backend.writing() as connection:
            _prepare(connection, path)
    except BaseException:
        backend.close()
        raise
    return Members(backend, open_backend(path, "read"))


def _prepare(connection: Connection, path: Path) -> None:
    kind = connection.exec_driver_sql("PRAGMA application_id").scalar()
    if kind == _KIND:
        return
    if kind or connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar():
        raise LedgerError(f"{path}: not a file of accounts; choose another path")
    accounts.create_all(connection)
    for act in ("UPDATE", "DELETE"):
        connection.exec_driver_sql(f"CREATE TRIGGER acts_no_{act.lower()} BEFORE {act} ON acts "
                                   "BEGIN SELECT RAISE(ABORT, 'acts are append-only'); END")
    connection.exec_driver_sql(f"PRAGMA application_id={_KIND}")
    path.chmod(_OWNER)


def _member(connection: Connection, name: str) -> Member | None:
    row = connection.execute(select(members).where(members.c.name == name)).one_or_none()
    return None if row is None else Member(*row)


def _see(connection: Connection, name: str) -> None:
    if _member(connection, name) is None:
        raise LedgerError(f"{name}: no account of this name")
