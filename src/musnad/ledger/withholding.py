"""Withholding: a recorded decision that a source or a record is not shown, or that its words are removed.

It is the one place where anything is ever taken out of a ledger, and the database allows it only for what a decision
that was written before names. What is left is a tombstone with the digests, so that the log can still be checked.
See docs/policy/withholding.md.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, or_, select

from musnad.ledger.backend import Backend, open_backend
from musnad.ledger.entries import Span, row_entry
from musnad.ledger.hashing import digest, record_digest, row_digest
from musnad.ledger.log import append
from musnad.ledger.migrations import check, now
from musnad.ledger.schema import RECORDS, documents, signatures, sources
from musnad.ledger.schema_custody import tombstones, withholdings
from musnad.ledger.withheld import Tombstone, all_withheld, withheld
from musnad.model.errors import LedgerError, NoSuchRecord
from musnad.model.ids import content_id

BASES = ("safety", "court_order", "request", "error", "other")

_DECISION = ("id", "act", "subject", "who", "reason", "basis", "moment", "releases")
_TOMBSTONE = ("decision", "subject", "type", "hash", "row", "expunged")
AT_ONCE = 900  # ids asked for in one question


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision, as it was recorded.

    Attributes:
        id: Its id.
        act: withheld, expunged or released.
        subject: What it is about.
        covers: How many things it covers: the subject, and of a source its documents, their records and links.
        remains: SHA-256 of tables in which the words of a row still stand.
    """

    id: str
    act: str
    subject: str
    covers: int
    remains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Grave:
    table: Table
    number: int
    subject: str
    type: str
    hash: str
    row: str


class Withholding:
    """Decides what is shown. Made by ``open_withholding``; to be closed, or used in a ``with``."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def withhold(self, subject: str, *, who: str, reason: str, basis: str, expunge: bool = False) -> Decision:
        """Withhold a source with all that was read in it, or one record.

        Args:
            subject: SHA-256 of the source, or id of the record, in full.
            who: Who decides.
            reason: Why, in words that give nothing away: they stay.
            basis: safety, court_order, request, error or other.
            expunge: Remove the words and bytes, too. This cannot be taken back.

        Raises:
            NoSuchRecord: There is no such thing.
            LedgerError: Something obligatory is missing, or it is withheld already.
        """
        _see(who, reason, basis)
        with self._backend.writing() as connection:
            before = withheld(connection, subject)
            if before is not None and (before.expunged or not expunge):
                raise LedgerError(before.told())
            graves = list(_graves(connection, subject))
            if not graves:
                raise NoSuchRecord(f"{subject}: no source and no record of this ledger")
            made = self._decide(connection, "expunged" if expunge else "withheld", subject, who, reason, basis, graves)
            if expunge:
                self._remove(connection, graves)
            remains = _containers(connection, subject)
        if expunge:
            self._backend.scrub()
        return Decision(made, "expunged" if expunge else "withheld", subject, len(graves), remains)

    def release(self, subject: str, *, who: str, reason: str) -> Decision:
        """Show something again.

        Raises:
            NoSuchRecord: It is not withheld.
            LedgerError: It was expunged: there is nothing left to show.
        """
        _see(who, reason, "other")
        with self._backend.writing() as connection:
            standing = [grave for grave in all_withheld(connection) if grave.subject == subject]
            if not standing:
                raise NoSuchRecord(f"{subject}: not withheld")
            if any(grave.expunged for grave in standing):
                raise LedgerError(f"{subject}: expunged; there is nothing left to show")
            for grave in standing:
                made = self._decide(connection, "released", subject, who, reason, grave.basis, [], grave.decision)
        return Decision(made, "released", subject, len(standing))

    def withheld(self) -> list[Tombstone]:
        """Return the tombstones of all that is withheld now."""
        with self._backend.reading() as connection:
            return all_withheld(connection)

    def close(self) -> None:
        """Close the ledger."""
        self._backend.close()

    def __enter__(self) -> Withholding:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _decide(self, connection: Connection, act: str, subject: str, who: str, reason: str, basis: str,
                graves: list[_Grave], releases: str | None = None) -> str:
        """Record a decision with its tombstones, and log both."""
        span = Span(connection, [tombstones])
        says = (act, subject, who, reason, basis, now(), releases)
        made = content_id("decision", *says)
        number = self._backend.append_one(connection, withholdings, _DECISION, (made, *says))
        rows: list[tuple[Any, ...]] = [(number, one.subject, one.type, one.hash, one.row, int(act == "expunged"))
                                       for one in graves]
        self._backend.append(connection, tombstones, _TOMBSTONE, rows)
        append(self._backend, connection, [row_entry(act, subject, (made, *says), decision=made, **span.says())])
        return made

    def _remove(self, connection: Connection, graves: list[_Grave]) -> None:
        for one in graves:
            self._backend.expunge(connection, one.table, one.number)
        subjects = [one.subject for one in graves]
        for at in range(0, len(subjects), AT_ONCE):
            some = subjects[at : at + AT_ONCE]
            asked = select(signatures.c.number).where(or_(signatures.c.subject.in_(some), signatures.c.report.in_(some)))
            for number in connection.execute(asked).scalars().all():
                self._backend.expunge(connection, signatures, number)


def open_withholding(where: str | os.PathLike[str]) -> Withholding:
    """Open a ledger to decide what is shown of it.

    Raises:
        LedgerError: There is no ledger, or it is of another schema.
    """
    backend = open_backend(where, "judge")
    try:
        check(backend)
    except BaseException:
        backend.close()
        raise
    return Withholding(backend)


def _see(who: str, reason: str, basis: str) -> None:
    if not who.strip() or not reason.strip():
        raise LedgerError("a decision needs who takes it, and a reason")
    if basis not in BASES:
        raise LedgerError(f"{basis}: no ground; there are {', '.join(BASES)}")


def _graves(connection: Connection, subject: str) -> Iterator[_Grave]:
    """Yield what a decision covers: a record with the links that end at it, or a source with all that stands in it."""
    kind = subject.partition("-")[0]
    if kind in RECORDS:
        found = connection.execute(select(RECORDS[kind]).where(RECORDS[kind].c.id == subject)).all()
        yield from (_record(kind, row) for row in found)
        if kind != "link" and found:
            yield from _links(connection, [subject])
        return
    for row in connection.execute(select(sources).where(sources.c.sha256 == subject)).all():
        yield _Grave(sources, row.number, row.sha256, "source", row.sha256, row_digest(tuple(row)[1:]))
    either = or_(documents.c.source == subject, documents.c.container == subject)
    ids: list[str] = []
    for row in connection.execute(select(documents).where(either)).all():
        yield _Grave(documents, row.number, row.id, "document", digest(row.text), row_digest(tuple(row)[1:]))
        for of, table in RECORDS.items():
            if of != "link":
                for made in connection.execute(select(table).where(table.c.document == row.number)).all():
                    ids.append(made.id)
                    yield _record(of, made)
    yield from _links(connection, ids)


def _record(kind: str, row: Any) -> _Grave:
    table = RECORDS[kind]
    made = row_digest(tuple(row)[1:]) if kind == "link" else record_digest(table.name, _plain(table, row))
    return _Grave(table, row.number, row.id, kind, digest(row.line), made)


def _plain(table: Table, row: Any) -> list[Any]:
    return [value for column, value in zip(table.columns, row, strict=True)
            if column.name not in {"number", "document", "reading"}]


def _links(connection: Connection, ids: list[str]) -> Iterator[_Grave]:
    links, seen = RECORDS["link"], set()
    for at in range(0, len(ids), AT_ONCE):
        some = ids[at : at + AT_ONCE]
        for row in connection.execute(select(links).where(or_(links.c["from"].in_(some), links.c.to.in_(some)))).all():
            if row.id not in seen:
                seen.add(row.id)
                yield _record("link", row)


def _containers(connection: Connection, subject: str) -> tuple[str, ...]:
    """Return the tables that hold the words of a row, too."""
    asked = select(sources.c.sha256).join(documents, documents.c.container == sources.c.sha256)
    found = connection.execute(asked.where(documents.c.source == subject).distinct()).scalars().all()
    return tuple(sorted(one for one in found if withheld(connection, one) is None))
