"""Verifying: every hash made again, every span read back in its text, every reference followed, the log from end to end.

What the ledger alone cannot check is counted as such and never as passed: whether a page's text follows from its HTML,
whether a row stands in its table, what was withheld by a decision. Reading the sources again does the first; see
``Reader.compare``.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, func, select

from musnad.ledger.accounts import run_digest, unpacked
from musnad.ledger.backend import Backend, open_backend, streamed
from musnad.ledger.desk import VERDICTS
from musnad.ledger.hashing import row_digest
from musnad.ledger.migrations import check
from musnad.ledger.packing import Fold
from musnad.ledger.schema import RECORDS, documents, readings, run_ends, runs, sources, verdicts
from musnad.ledger.schema_custody import tombstones
from musnad.ledger.tallying import Count
from musnad.ledger.verifier_documents import WITHHELD, Documents, Piece, check_piece, let_go
from musnad.ledger.verifier_log import LogCheck, check_numbers
from musnad.ledger.verifier_records import held
from musnad.ledger.verifier_signatures import check_decisions, check_signatures, check_timestamps
from musnad.ledger.views import Part, Verification
from musnad.model.errors import LedgerError
from musnad.model.ids import content_id
from musnad.model.records import Json

Progress = Callable[[int, int], None]

PIECE = 300  # documents that a process checks at a time
ALONE = 1_000  # documents up to which no other process is worth its start
WORKERS = 4  # processes at most
DAMAGED = "decode to UTF-8"  # in SQLite's complaint of a text that is none


def verify(where: str | os.PathLike[str], *, progress: Progress | None = None, fold: Fold | None = None) -> Verification:
    """Check a ledger from its first byte to its last.

    Args:
        where: Path of a SQLite file, or address of a PostgreSQL database.
        progress: Told how many documents are done, of how many.
        fold: What search texts were folded with; where a reading fails, they are made again to name the record.

    Raises:
        LedgerError: There is no ledger, or it is of another schema, or its file is damaged.
    """
    try:
        return _verify(os.fspath(where), progress or (lambda done, total: None), fold, lenient=False)
    except LedgerError as error:
        if DAMAGED not in str(error):
            raise
    return _verify(os.fspath(where), progress or (lambda done, total: None), fold, lenient=True)


def _verify(where: str, progress: Progress, fold: Fold | None, *, lenient: bool) -> Verification:
    backend = open_backend(where, "read", lenient=lenient)
    try:
        check(backend)
        with backend.reading() as connection, let_go():
            return _Check(backend, connection, where, fold, lenient=lenient).all(progress)
    finally:
        backend.close()


class _Check:
    """One verification, with its counts."""

    def __init__(self, backend: Backend, connection: Connection, where: str, fold: Fold | None, *, lenient: bool) -> None:
        self._backend, self._connection, self._where, self._fold = backend, connection, where, fold
        self._lenient = lenient
        self._counts = {name: Count(name) for name in
                        ("sources", "documents", "spans", "columns", "references", "readings", "runs", "verdicts")}
        self._graves = {row.subject: (row.row, row.hash, bool(row.expunged))
                        for row in connection.execute(select(tombstones).order_by(tombstones.c.number))}
        self._log = LogCheck(connection, self._graves)

    def all(self, progress: Progress) -> Verification:
        self._log.all()
        self._check_sources()
        for parts in self._check_documents(progress):
            for part in parts:
                self._counts[part.name].take(part)
        for part in self._check_links():
            self._counts[part.name].take(part)
        self._check_runs()
        self._check_verdicts()
        counts = [*self._counts.values(), self._log.count, check_numbers(self._connection, gaps=self._backend.postgres),
                  check_signatures(self._connection, self._log), check_timestamps(self._connection, self._log),
                  check_decisions(self._connection, self._log)]
        return Verification(tuple(count.part() for count in counts))

    def _check_sources(self) -> None:
        count, logged = self._counts["sources"], dict(self._log.said.get("source", {}))
        for row in self._each(select(sources).order_by(sources.c.number)):
            said = logged.pop(row.sha256, None)
            grave = self._graves.get(row.sha256)
            if grave and grave[2]:
                count.leave(WITHHELD)
            else:
                count.note(row.sha256, _source_fault(row) or _row_fault(tuple(row)[1:], said))
        for gone in logged:
            count.note(str(gone), "the log says that it was taken in, and it is not here")

    def _check_documents(self, progress: Progress) -> Iterator[list[Part]]:
        pieces = list(self._pieces())
        total = int(self._connection.execute(select(func.count()).select_from(documents)).scalar() or 0)
        done = 0
        for parts in self._mapped(pieces, total):
            done += PIECE
            progress(min(done, total), total)
            yield parts

    def _mapped(self, pieces: list[Piece], total: int) -> Iterable[list[Part]]:
        if total <= ALONE or not _importable():
            for piece in pieces:
                yield Documents(self._connection, piece).all()
            return
        workers = min(WORKERS, os.cpu_count() or 1)
        with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
            yield from pool.map(check_piece, pieces)

    def _pieces(self) -> Iterator[Piece]:
        """Yield the ranges of documents, with what the log says of their readings; the outer ones are open."""
        logged = dict(self._log.said.get("reading", {}))
        numbers = list(self._connection.execute(select(documents.c.number).order_by(documents.c.number)).scalars())
        of = {row[0]: row[1] for row in self._connection.execute(select(readings.c.number, readings.c.document))}
        for gone in logged.keys() - of.keys():
            self._counts["readings"].note(f"reading {gone}", "the log says that it was recorded, and it is not here")
        ends = [n - 1 for n in numbers[PIECE::PIECE]]
        ranges = list(zip([None, *(end + 1 for end in ends)], [*ends, None], strict=True))
        by_range: list[dict[int, Json]] = [{} for _ in ranges]
        for reading, document in of.items():
            at = bisect_left(ends, document)
            if reading in logged:
                by_range[at][reading] = logged[reading]
        last = max(of, default=0)
        for (first, end), said in zip(ranges, by_range, strict=True):
            yield Piece(self._where, first, end, last, said, self._graves, self._lenient, self._fold)

    def _check_links(self) -> list[Part]:
        made = Documents(self._connection, Piece(self._where, None, None, 0, {}, self._graves, self._lenient, self._fold))
        return made.links(self._each(select(RECORDS["link"]).order_by(RECORDS["link"].c.number)))

    def _check_runs(self) -> None:
        count = self._counts["runs"]
        begun, ended = dict(self._log.said.get("run", {})), dict(self._log.said.get("run_end", {}))
        ends = {end.run: end for end in self._connection.execute(select(run_ends).order_by(run_ends.c.number))}
        for row in self._connection.execute(select(runs).order_by(runs.c.number)).all():
            end = ends.pop(row.id, None)
            fault = _row_fault(tuple(row)[1:], begun.pop(row.id, None))
            said = ended.pop(row.id, None)
            if content_id("key", row.version, row.settings) != row.key:
                fault = "its version or settings differ from its key"
            elif end is None and said is not None:
                fault = "its end is missing"
            elif fault is None and end is None:
                count.leave("a run that was cut short has no digest")
                continue
            elif end is not None and (not row.id.isascii() or run_digest(self._connection, row.id) != end.digest):
                fault = "its readings differ from its digest"
            elif end is not None:
                fault = fault or _row_fault(tuple(end)[1:], said)
            count.note(row.id, fault)
        for gone in (*begun, *ended):
            count.note(str(gone), "the log says that it was, and it is not here")
        for run in ends:
            count.note(run, "its end is here, it is not")

    def _check_verdicts(self) -> None:
        count, logged = self._counts["verdicts"], dict(self._log.said.get("verdict", {}))
        for row in self._each(select(verdicts).order_by(verdicts.c.number)):
            fault = _row_fault(tuple(row)[1:], logged.pop(row.id, None))
            if content_id("verdict", *tuple(row)[2:]) != row.id:
                fault = "what it says differs from its id"
            elif row.verdict not in VERDICTS:
                fault = f"{row.verdict} is no verdict"
            elif not held(self._connection, row.record):
                fault = f"its record {row.record} is not in this ledger"
            count.note(row.id, fault)
        for gone in logged:
            count.note(str(gone), "the log says that it was given, and it is not here")

    def _each(self, asked: Any) -> Iterator[Any]:
        with streamed(self._connection, asked) as rows:
            yield from rows


def _importable() -> bool:
    """Say whether another process can import what this one began with; it cannot what came over standard input."""
    main = sys.modules["__main__"]
    return getattr(main, "__spec__", None) is not None or os.path.isfile(getattr(main, "__file__", "") or "")


def _row_fault(row: tuple[Any, ...], said: Json | None) -> str | None:
    if said is None:
        return "the log has no entry of it"
    return None if row_digest(row) == said.get("row") else "its row differs from the log"


def _source_fault(row: Any) -> str | None:
    try:
        data = unpacked(row.data)
    except (zlib.error, TypeError) as error:
        return f"its bytes cannot be unpacked: {error}"
    if len(data) != row.size or sha256(data).hexdigest() != row.sha256:
        return "its bytes differ from its SHA-256"
    return None
