"""The recorder: appends what one run read. The same document with the same version and settings adds nothing.

    with open_recorder("news.ledger", run=RunInfo(version, {"packs": digest}), fold=fold) as recorder:
        for source, document in ...:
            if not recorder.knows(document):
                recorder.add(source, document, read_document(document, options))

A document is written with its source and all of its records in one transaction, or not at all. Several documents share
a transaction where they come fast; a process killed at any moment loses at most the last half second, and running the
same again adds what is missing. ``pack`` makes the rows of a document without a ledger, so that workers can do it:
``recorder.put(source, packed)`` then only writes.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable, Sequence
from hashlib import sha256
from secrets import token_hex
from time import monotonic
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, select

from musnad.ledger.backend import Backend, open_backend
from musnad.ledger.entries import Span, end_run, reading_entry, run_entry, source_entry
from musnad.ledger.log import Entry, append
from musnad.ledger.migrations import bring, now
from musnad.ledger.packing import Fold, Packed, Row, document_id, lines_digest, pack, row, row_columns, unfolded
from musnad.ledger.schema import (
    RECORDS,
    changes,
    documents,
    links,
    readings,
    runs,
    sources,
)
from musnad.ledger.standing import Standing, known, standing
from musnad.ledger.tallying import Tally
from musnad.ledger.views import RunInfo
from musnad.ledger.withheld import among
from musnad.model.document import Document, Source
from musnad.model.errors import LedgerError
from musnad.model.ids import content_id
from musnad.model.records import Link, Record

BATCH = 50  # documents that share a transaction
BATCH_SIZE = 8_000_000  # code points of lines that share one: bounds the memory
BATCH_SECONDS = 0.5  # how long a finished document may wait

_SOURCE = ("sha256", "size", "media", "origin", "fetched", "data")
_DOCUMENT = ("id", "source", "container", "row", "encoding", "origin", "title", "outlet", "published",
             "published_from", "url", "text")
_READING = ("document", "key", "run", "read", "records", "digest", "added", "added_digest")


class Recorder:
    """Appends the readings of one run. Made by ``open_recorder``; to be closed, or used in a ``with``.

    Attributes:
        tally: What has been written so far.
    """

    def __init__(self, backend: Backend, run: RunInfo, fold: Fold) -> None:
        self.tally = Tally()
        self._backend = backend
        self._info = run
        self._fold = fold
        self._key = content_id("key", run.version, run.settings_line())
        self._started = now()
        self._run = content_id("run", self._key, self._started, token_hex(8))
        self._begun = False
        self._digest = sha256()
        self._batch: list[tuple[Source | None, Packed]] = []
        self._size = 0
        self._since = monotonic()
        self._entries: list[Entry] = []  # what the log is told at the end of the transaction
        self._kept = ""  # the source kept last: the rows of a table ask for it one after the other

    def knows(self, document: Document) -> bool:
        """Say whether this version with these settings has read the document already."""
        question = (select(readings.c.number).join(documents, documents.c.number == readings.c.document)
                    .where(documents.c.id == document_id(document), readings.c.key == self._key))
        with self._backend.reading() as connection:
            return connection.execute(question).scalar() is not None

    def add(self, source: Source, document: Document, records: Iterable[Record]) -> None:
        """Append one document with all of its records.

        Args:
            source: The bytes that it came from; for a row, its own or the table's.
            document: The document.
            records: All of its records, in the order in which they are printed.

        Raises:
            LedgerError: The ledger cannot be written, or source and document do not belong together.
        """
        self.put(source, pack(document, records, self._fold))

    def put(self, source: Source | None, packed: Packed) -> None:
        """Append one document that was packed before, maybe by another process or elsewhere without its source."""
        document = packed.document
        if source is not None and source.sha256 not in {document.source, document.container}:
            of = f"{document.source[:12]}, not of {source.sha256[:12]}"
            raise LedgerError(f"{document.origin}: the document is of source {of}")
        if self._backend.postgres and "\0" in document.text:
            raise LedgerError(f"{document.origin}: PostgreSQL holds no text with U+0000; use a ledger file")
        self._batch.append((source, packed))
        self._size += packed.size
        late = monotonic() - self._since >= BATCH_SECONDS
        if late or len(self._batch) >= BATCH or self._size >= BATCH_SIZE:
            self.flush()

    def add_links(self, links_: Iterable[Link]) -> None:
        """Append ties between records; those known already add nothing."""
        rows = [row(link, position, link.line(), self._fold) for position, link in enumerate(links_)]
        self.flush()
        held = self.held([made[0] for made in rows])
        with self._backend.writing() as connection:
            new = [(self._run, *made) for made in rows if made[0] not in held]
            if new:
                self._begin(connection)
                span = Span(connection, [links])
                self._backend.append(connection, links, ("run", *row_columns("link")), new)
                self._entries.append(Entry("links", self._run, span.says()))
                self._log(connection)
                self.tally.records += len(new)

    def held(self, ids: Sequence[str]) -> set[str]:
        """Return those of some ids whose records are written."""
        with self._backend.reading() as connection:
            return known(connection, ids)

    def flush(self) -> None:
        """Write what has been added and not yet written. Called as needed; on close, too."""
        batch, self._batch, self._size = self._batch, [], 0
        if batch:
            before = (self._begun, self._digest.copy())
            made = Tally()
            try:
                with self._backend.writing() as connection:
                    self._write(connection, batch, made)
                    self._log(connection)
            except BaseException:
                self._begun, self._digest = before
                self._kept, self._entries = "", []
                raise
            for name in Tally.__slots__:
                setattr(self.tally, name, getattr(self.tally, name) + getattr(made, name))
        self._since = monotonic()

    def close(self) -> None:
        """Write the rest and, if the run added something, its end."""
        try:
            self.flush()
            if self._begun:
                end = (self._run, now(), self.tally.documents, self.tally.records, self._digest.hexdigest())
                with self._backend.writing() as connection:
                    end_run(self._backend, connection, end)
        finally:
            self._backend.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if error is None:
            self.close()
            return
        try:
            if not isinstance(error, LedgerError):
                self.flush()  # finished documents are kept; without its end the run shows as cut short
        finally:
            self._backend.close()

    def _write(self, connection: Connection, batch: list[tuple[Source | None, Packed]], tally: Tally) -> None:
        waiting: dict[str, list[Row]] = {}
        held = self._held(connection, batch)
        of_batch = {one for _, packed in batch for one in (packed.document.source, packed.document.container) if one}
        hidden = among(connection, of_batch)
        for source, packed in batch:
            of = packed.document.source
            if {of, packed.document.container} & hidden:  # what was withheld is not read again
                tally.known += 1
                continue
            if of in held:  # maybe from this very batch: this reading must see that one's records
                self._append(connection, waiting)
            before = standing(connection, of) if of in held else Standing()
            self._read(connection, source, packed, before, waiting, tally)
            held.add(of)
        self._append(connection, waiting)

    def _held(self, connection: Connection, batch: list[tuple[Source | None, Packed]]) -> set[str]:
        """Return those sources of a batch of which the ledger holds a document."""
        asked = {packed.document.source for _, packed in batch}
        return set(connection.execute(select(documents.c.source).where(documents.c.source.in_(asked))).scalars())

    def _read(self, connection: Connection, source: Source | None, packed: Packed, held: Standing,
              waiting: dict[str, list[Row]], tally: Tally) -> None:
        """Make the rows of one reading, if there is anything to read."""
        document = self._document(connection, source, packed, held)
        if held.read(document, self._key):
            tally.known += 1
            return
        self._begin(connection)
        new = {kind: [made for made in rows if made[0] not in held.known] for kind, rows in packed.rows.items()}
        count = sum(map(len, new.values()))
        digest = packed.digest if count == packed.lines else lines_digest(new)
        values = (document, self._key, self._run, now(), packed.lines, packed.digest, count, digest)
        reading = int(self._backend.append_one(connection, readings, _READING, values) or 0)
        for kind, rows in new.items():
            waiting.setdefault(kind, []).extend((document, reading, *made) for made in rows)
        turned = self._turn(connection, packed, held, reading) if held.known else []
        self._entries.append(reading_entry(connection, reading, values, new, turned))
        tally.dropped += sum(change == "dropped" for _, _, change in turned)
        self._digest.update(packed.digest.encode())
        tally.documents += 1
        tally.records += count

    def _turn(self, connection: Connection, packed: Packed, held: Standing, reading: int) -> list[Row]:
        """Note what this reading no longer finds, and what it finds again."""
        found = {made[0] for rows in packed.rows.values() for made in rows}
        dropped = sorted(held.current - found)
        returned = sorted((found & held.known) - held.current - held.by_hand)
        rows: list[Row] = [(record, reading, "dropped") for record in dropped] + [(r, reading, "returned") for r in returned]
        self._backend.append(connection, changes, ("record", "reading", "change"), rows)
        return rows

    def _append(self, connection: Connection, waiting: dict[str, list[Row]]) -> None:
        for kind, rows in waiting.items():
            columns = ("document", "reading", *row_columns(kind))
            self._backend.append(connection, RECORDS[kind], columns, rows)
        waiting.clear()

    def _document(self, connection: Connection, source: Source | None, packed: Packed, held: Standing) -> int:
        if held.readings:
            found = connection.execute(select(documents.c.number).where(documents.c.id == packed.id)).scalar()
            if found is not None:
                return int(found)
        self._keep(connection, source)
        made = packed.document
        values = (packed.id, *(getattr(made, name) for name in _DOCUMENT[1:]))
        number = self._backend.append_one(connection, documents, _DOCUMENT, values)
        if number is None:
            raise LedgerError(f"{self._backend.where}: {made.origin} could not be recorded")
        return number

    def _keep(self, connection: Connection, source: Source | None) -> None:
        if source is None or source.sha256 == self._kept:
            return
        known = connection.execute(select(sources.c.number).where(sources.c.sha256 == source.sha256)).scalar()
        if known is None:
            if sha256(source.data).hexdigest() != source.sha256:
                raise LedgerError(f"{source.origin}: the bytes are not those of {source.sha256[:12]}")
            values = (source.sha256, len(source.data), source.media, source.origin, source.fetched,
                      zlib.compress(source.data))
            self._backend.append_one(connection, sources, _SOURCE, values)
            self._entries.append(source_entry(values))
        self._kept = source.sha256

    def _begin(self, connection: Connection) -> None:
        """Write the run's own row with the first thing that it adds."""
        if not self._begun:
            values = (self._run, self._key, self._info.version, self._info.settings_line(), self._started)
            self._backend.append_one(connection, runs, ("id", "key", "version", "settings", "started"), values)
            self._entries.append(run_entry(values))
            self._begun = True

    def _log(self, connection: Connection) -> None:
        entries, self._entries = self._entries, []
        append(self._backend, connection, entries)


def open_recorder(where: str | os.PathLike[str], *, run: RunInfo, fold: Fold = unfolded) -> Recorder:
    """Open a ledger to append to, and make it if there is none.

    Args:
        where: Path of a SQLite file, or address of a PostgreSQL database.
        run: Version and settings.
        fold: What makes two spellings one for a search; its answer has single spaces between words. The reader must
            be given the same.

    Raises:
        LedgerError: It is no ledger, or cannot be written.
    """
    backend = open_backend(where, "record")
    try:
        bring(backend)
    except BaseException:
        backend.close()
        raise
    return Recorder(backend, run, fold)
