"""The reader: the questions that may be asked of a ledger. It writes nothing.

    with open_reader("news.ledger", fold=fold) as reader:
        for held in reader.statements(Where(speaker="…", since="2018-09-10"), limit=20):
            print(held.outlet, held.record["text"])

Answers come in text order: by document in order of arrival, then by place. ``after`` takes the id of the last record
seen, so a page never depends on how many came before. An iterator that is not read to its end holds one state of the
ledger: close it, or read it out.
"""

from __future__ import annotations

import heapq
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields
from types import TracebackType

from sqlalchemy import ColumnElement, Connection, select, true

from musnad.ledger import accounts
from musnad.ledger.backend import Backend, open_backend, streamed
from musnad.ledger.migrations import check
from musnad.ledger.overviews import Overviews
from musnad.ledger.packing import Fold, unfolded
from musnad.ledger.questions import Asked, behind, ended, held, one_of, question
from musnad.ledger.schema import RECORDS, documents, sources
from musnad.ledger.standing import last_read, present, standing
from musnad.ledger.views import Diff, Event, Evidence, Held, Run, Summary, Where
from musnad.ledger.withheld import shown, withheld
from musnad.model.document import Document
from musnad.model.errors import LedgerError, NoSuchRecord, Withheld
from musnad.model.records import Record

ALL = Where()
CANDIDATES = 6  # ids named where a shortened one fits several


class Reader(Overviews):
    """Asks one ledger. Made by ``open_reader``; to be closed, or used in a ``with``. Threads may share it."""

    def __init__(self, backend: Backend, fold: Fold) -> None:
        self._backend = backend
        self._fold = fold

    def folded(self, text: str) -> str:
        """Return a text as questions are compared with it."""
        return self._fold(text)

    def statements(self, where: Where = ALL, limit: int | None = None, after: str | None = None) -> Iterator[Held]:
        """Yield statements.

        Args:
            where: What must hold.
            limit: How many at most.
            after: Id of the statement to go on after.

        Raises:
            LedgerError: Statements cannot be asked for something in ``where``.
            NoSuchRecord: ``after`` is no statement of this ledger.
        """
        return self.records("statement", where, limit, after)

    def reports(self, where: Where = ALL, limit: int | None = None, after: str | None = None) -> Iterator[Held]:
        """Yield reports; see ``statements``."""
        return self.records("report", where, limit, after)

    def entities(self, where: Where = ALL, limit: int | None = None, after: str | None = None) -> Iterator[Held]:
        """Yield entities; see ``statements``."""
        return self.records("entity", where, limit, after)

    def mentions(self, where: Where = ALL, limit: int | None = None, after: str | None = None) -> Iterator[Held]:
        """Yield mentions; see ``statements``."""
        return self.records("mention", where, limit, after)

    def figures(self, where: Where = ALL, limit: int | None = None, after: str | None = None) -> Iterator[Held]:
        """Yield figures; see ``statements``."""
        return self.records("figure", where, limit, after)

    def times(self, where: Where = ALL, limit: int | None = None, after: str | None = None) -> Iterator[Held]:
        """Yield times; see ``statements``."""
        return self.records("time", where, limit, after)

    def incidents(self, where: Where = ALL, limit: int | None = None, after: str | None = None) -> Iterator[Held]:
        """Yield incidents; see ``statements``."""
        return self.records("incident", where, limit, after)

    def refusals(self, where: Where = ALL, limit: int | None = None, after: str | None = None) -> Iterator[Held]:
        """Yield refusals; see ``statements``."""
        return self.records("refusal", where, limit, after)

    def links(self, where: Where = ALL, limit: int | None = None, after: str | None = None) -> Iterator[Held]:
        """Yield links, in order of arrival; see ``statements``."""
        return self.records("link", where, limit, after)

    def records(self, kind: str, where: Where = ALL, limit: int | None = None, after: str | None = None) -> Iterator[Held]:
        """Yield records of the type ``kind``; see ``statements``."""
        if kind not in RECORDS:
            raise LedgerError(f"{kind}: no type of record; there are {', '.join(RECORDS)}")
        asked = question(kind, where, self._fold)
        if after is not None:
            with self._backend.reading() as connection:
                asked = behind(connection, kind, asked, after)
        return self._stream(kind, asked if limit is None else ended(asked, limit))

    def record(self, record_id: str) -> Held:
        """Return one record, current or not, by its id or by the beginning of it if no other begins so.

        Raises:
            NoSuchRecord: There is none, or several begin so; the message names them.
        """
        with self._backend.reading() as connection:
            return self._record(connection, record_id)

    def report(self, number: int) -> Held:
        """Return a report by its number in the ledger, from 1.

        Raises:
            NoSuchRecord: There is no such report.
        """
        for found in self._stream("report", Asked(one_of("report", "number"), {"one": number})):
            return found
        raise NoSuchRecord(f"report {number}: no report of this ledger has this number")

    def contents(self, report_id: str) -> list[Held]:
        """Return all current records of a report that stand in its text, in text order."""
        kinds = [kind for kind, table in RECORDS.items() if "report" in table.c]
        found = [made for kind in kinds for made in self.records(kind, Where(report=report_id))]
        return sorted(found, key=lambda made: (made.record["start"], -made.record["end"]))

    def document(self, number: int) -> Document:
        """Return a document by its number, as it was read.

        Raises:
            NoSuchRecord: There is no such document.
        """
        for made in self._documents(documents.c.number == number):
            return made
        raise NoSuchRecord(f"document {number}: no document of this ledger has this number")

    def documents(self, *, last: bool = False) -> Iterator[Document]:
        """Yield the documents in order of arrival, as they were read.

        Args:
            last: Only the document of each source that was read last: what ``compare`` compares with.
        """
        return self._documents(documents.c.number.in_(last_read()) if last else true())

    def lines(self) -> Iterator[str]:
        """Yield every current record as its line: by document, in the order of ``extract``; links last."""
        with self._backend.reading() as connection:
            streams = [self._lines(connection, kind) for kind in RECORDS if kind != "link"]
            for _, _, line in heapq.merge(*streams, key=lambda row: row[:2]):
                yield line
            ties = RECORDS["link"].c
            yield from connection.execute(select(ties.line).where(shown(ties.id)).order_by(ties.number)).scalars()

    def evidence(self, record_id: str) -> Evidence:
        """Return what anyone needs to check one record against its source.

        Raises:
            NoSuchRecord: No run has ever recorded this id.
        """
        with self._backend.reading() as connection:
            return accounts.evidence(connection, self._record(connection, record_id))

    def history(self, record_id: str) -> list[Event]:
        """Return all that happened to a record, the first thing first.

        Raises:
            NoSuchRecord: No run has ever recorded this id.
        """
        with self._backend.reading() as connection:
            return accounts.history(connection, self._record(connection, record_id))

    def runs(self) -> list[Run]:
        """Return the runs that added something, in order."""
        with self._backend.reading() as connection:
            return accounts.runs_of(connection)

    def summary(self) -> Summary:
        """Return how much the ledger holds."""
        with self._backend.reading() as connection:
            return accounts.summary(connection)

    def source(self, sha256: str) -> bytes:
        """Return the bytes of a source, as they came.

        Raises:
            NoSuchRecord: The ledger does not keep them.
        """
        with self._backend.reading() as connection:
            if grave := withheld(connection, sha256):
                raise Withheld(grave.told())
            data = connection.execute(select(sources.c.data).where(sources.c.sha256 == sha256)).scalar()
        if data is None:
            raise NoSuchRecord(f"{sha256}: no source of this ledger")
        return accounts.unpacked(data)

    def compare(self, source: str, records: Iterable[Record]) -> Diff:
        """Say what a fresh reading of one source would change.

        Args:
            source: SHA-256 of the source, ``Document.source``.
            records: All records of the fresh reading.
        """
        fresh = {record.id: record for record in records}
        with self._backend.reading() as connection:
            stands = standing(connection, source)
            removed = [self._record(connection, gone) for gone in sorted(stands.current - fresh.keys())]
        current = stands.current | stands.by_hand
        same = Counter(fresh[kept].type for kept in current & fresh.keys())
        added = tuple(record for key, record in fresh.items() if key not in current)
        return Diff(source, added, tuple(removed), dict(same))

    def close(self) -> None:
        """Close the ledger."""
        self._backend.close()

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _stream(self, kind: str, asked: Asked) -> Iterator[Held]:
        with self._backend.reading() as connection, streamed(connection, asked.select, asked.values) as rows:
            for row in rows:
                yield held(kind, row)

    def _record(self, connection: Connection, record_id: str) -> Held:
        named = record_id.partition("-")[0]
        for kind in sorted(RECORDS, key=lambda kind: kind != named):  # its own table first
            found = connection.execute(one_of(kind), {"one": record_id}).one_or_none()
            if found is not None:
                return held(kind, found)
        return self._begun(connection, record_id)

    def _begun(self, connection: Connection, start: str) -> Held:
        """Return the one record whose id begins so."""
        kind = start.partition("-")[0]
        if grave := withheld(connection, start):
            raise Withheld(grave.told())
        found = []
        if kind in RECORDS and len(start) > len(kind) + 1:
            table = RECORDS[kind]
            asked = question(kind, Where(superseded=True), self._fold).select.order_by(None)
            span = (table.c.id >= start, table.c.id < start + "~")
            found = [held(kind, row) for row in connection.execute(asked.where(*span).limit(CANDIDATES))]
        if len(found) == 1:
            return found[0]
        if found:
            raise NoSuchRecord(f"{start}: several ids begin so: {', '.join(made.id for made in found)}")
        raise NoSuchRecord(f"{start}: no record of this ledger")

    def _lines(self, connection: Connection, kind: str) -> Iterator[tuple[int, int, str]]:
        table = RECORDS[kind]
        asked = (select(table.c.document, table.c.position, table.c.line).where(present(table.c.id))
                 .order_by(table.c.document, table.c.position, table.c.number))
        with streamed(connection, asked) as rows:
            for row in rows:
                yield row.document, row.position, row.line

    def _documents(self, condition: ColumnElement[bool]) -> Iterator[Document]:
        names = [field.name for field in fields(Document)]
        asked = select(*(documents.c[name] for name in names)).where(condition, shown(documents.c.id))
        asked = asked.order_by(documents.c.number)
        with self._backend.reading() as connection, streamed(connection, asked) as rows:
            for row in rows:
                yield Document(**dict(zip(names, row, strict=True)))


def open_reader(where: str | os.PathLike[str], *, fold: Fold = unfolded) -> Reader:
    """Open a ledger to ask.

    Args:
        where: Path of a SQLite file, or address of a PostgreSQL database.
        fold: What the recorder folded its search texts with; questions are folded with it.

    Raises:
        LedgerError: There is no ledger, or it is of another schema.
    """
    backend = open_backend(where, "read")
    try:
        check(backend)
    except BaseException:
        backend.close()
        raise
    return Reader(backend, fold)
