"""Verifying documents with their readings and records: a range of documents at a time, maybe in another process."""

from __future__ import annotations

import heapq
import json
import traceback
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, select, true
from sqlalchemy.exc import DBAPIError

from musnad.ledger.backend import open_backend, streamed
from musnad.ledger.entries import MARK
from musnad.ledger.hashing import digest, listed, record_digest, row_digest
from musnad.ledger.packing import Fold, row
from musnad.ledger.schema import RECORDS, changes, documents, readings, sources
from musnad.ledger.tallying import Count
from musnad.ledger.verifier_records import (
    column_fault,
    decoding_fault,
    digest_fault,
    held,
    identity,
    names_all,
    pieces,
    references,
)
from musnad.ledger.views import Part
from musnad.model.document import Document
from musnad.model.lines import record_from
from musnad.model.records import Json

Stream = Iterator[tuple[int, str, Any]]

TABLES = {"jsonl", "csv"}
READING = "reading"  # marks a reading among the rows of a document
FROM_RECORDS = "from records"  # encoding of a document that is known from its records only
WITHHELD = "withheld by a decision; the digests are kept"
_DOCUMENT = tuple(column.name for column in documents.columns if column.name != "number")
_READING = tuple(column.name for column in readings.columns if column.name != "number")
_PLAIN = {kind: [c.name for c in table.columns if c.name not in {"number", "document", "reading"}]
          for kind, table in RECORDS.items()}


@dataclass(frozen=True, slots=True)
class Piece:
    """A range of documents to check.

    Attributes:
        where: The ledger.
        first: Number of the first document; None: from the beginning.
        last: Number of the last; None: to the end.
        readings: Number of the last reading that is looked at.
        logged: What the log says of each reading of these documents, by its number.
        graves: What is withheld: subject to its row digest and the digest of its line or text.
        lenient: Whether damaged text is read, too.
        fold: What search texts are folded with, if that is known.
    """

    where: str
    first: int | None
    last: int | None
    readings: int
    logged: Mapping[int, Json]
    graves: Mapping[str, tuple[str, str, bool]]
    lenient: bool = False
    fold: Fold | None = None


def check_piece(piece: Piece) -> list[Part]:
    """Check a range of documents; return the counts of each kind of check."""
    backend = open_backend(piece.where, "read", lenient=piece.lenient)
    try:
        with backend.reading() as connection, let_go():
            return Documents(connection, piece).all()
    finally:
        backend.close()


@contextmanager
def let_go() -> Iterator[None]:
    """Where something is raised, let the frames that it came through go: the rows under way in them are closed at once."""
    try:
        yield
    except (DBAPIError, UnicodeError) as error:
        traceback.clear_frames(error.__traceback__)
        raise


class Documents:
    """One range of documents, with its counts."""

    def __init__(self, connection: Connection, piece: Piece) -> None:
        self._connection = connection
        self._piece = piece
        self._documents, self._spans, self._columns = Count("documents"), Count("spans"), Count("columns")
        self._references, self._readings = Count("references"), Count("readings")
        self._turned: dict[int, list[list[str]]] | None = None

    def all(self) -> list[Part]:
        """Check all; return the counts."""
        rows = heapq.merge(self._reading_stream(), *(self._record_stream(kind) for kind in RECORDS if kind != "link"),
                           key=lambda row: row[0])
        ahead = next(rows, None)
        asked = self._ranged(select(documents), documents.c.number).order_by(documents.c.number)
        for found in self._each(asked):
            own = []
            while ahead is not None and ahead[0] <= found.number:
                own.append(ahead)
                ahead = next(rows, None)
            self._check_document(found)
            self._check_records(found, own)
        while ahead is not None:
            self._stray(*ahead)
            ahead = next(rows, None)
        counts = (self._documents, self._spans, self._columns, self._references, self._readings)
        return [count.part() for count in counts]

    def _stray(self, document: int, kind: str, made: Any) -> None:
        name = f"reading {made.number}" if kind == READING else made.id
        self._references.note(name, f"it is of document {document}, not in this ledger")

    def links(self, rows: Iterable[Any]) -> list[Part]:
        """Check links, which stand in no document; return the counts."""
        for found in rows:
            self._check_record("link", found, "", set(), whole=False)
        return [count.part() for count in (self._columns, self._references)]

    def _check_document(self, found: Any) -> None:
        grave = self._piece.graves.get(found.id)
        if grave and grave[2]:
            self._documents.leave(WITHHELD)
            return
        said = {name: getattr(found, name) for name in _DOCUMENT if name != "id"}
        document = Document(**said)
        if identity(document) != found.id:
            self._documents.note(found.id, "its text or what is said of it differs from its id")
            return
        either = sources.c.sha256.in_([document.source, document.container or document.source])
        kept = {row.sha256: row for row in self._connection.execute(select(sources).where(either))}
        if not kept:
            self._without_source(found.id, document)
        elif document.source not in kept or kept[document.source].media in TABLES:
            right = digest(document.text) == document.source
            self._documents.note(found.id, None if right else "the row's text differs from its SHA-256")
        elif document.source in self._piece.graves and self._piece.graves[document.source][2]:
            self._documents.leave(WITHHELD)
        elif kept[document.source].media == "text":
            self._documents.note(found.id, decoding_fault(kept[document.source].data, document))
        else:
            self._documents.leave("the text of a page follows from its bytes only by reading them again (--reextract)")

    def _without_source(self, made: str, document: Document) -> None:
        if document.encoding != FROM_RECORDS:
            self._documents.note(made, f"its source {document.source[:12]} is not kept")
        elif digest(document.text) == document.source:
            self._documents.note(made, None)
        else:
            self._documents.leave("its records were taken in without its source")

    def _check_records(self, found: Any, own: list[tuple[int, str, Any]]) -> None:
        by_reading: dict[int, list[tuple[str, Any]]] = {}
        ids = {row.id for _, kind, row in own if kind != READING}
        for document, kind, made in own:
            if document != found.number:
                self._stray(document, kind, made)
            if kind != READING:
                by_reading.setdefault(made.reading, []).append((kind, made))
        for _, kind, made in own:
            if kind == READING:
                kept = sorted(by_reading.pop(made.number, []), key=lambda one: int(one[1].position))
                fault = self._reading_fault(found, made, kept)
                self._readings.note(f"reading {made.number}", fault)
                for of, one in kept:
                    self._check_record(of, one, found.text, ids, whole=fault is None)
        for number, kept in by_reading.items():
            if number > self._piece.readings and self._is_reading(number):
                continue  # it came while this was running
            self._readings.note(f"reading {number}", "its records are here, it is not")
            for of, one in kept:
                self._references.note(one.id, f"its reading {number} is not one of its document")
                self._check_record(of, one, found.text, ids, whole=False)

    def _reading_fault(self, found: Any, made: Any, kept: list[tuple[str, Any]]) -> str | None:
        logged = self._piece.logged.get(made.number)
        if logged is None:
            return "the log has no entry of it"
        if len(kept) != made.added:
            return f"{made.added} records were added, {len(kept)} are here"
        if logged.get("row") != row_digest([getattr(made, name) for name in _READING]):
            return "its row differs from the log"
        if logged.get("document_row") != self._document_row(found):
            return "its document differs from the log"
        if logged.get("changes") != self._changes(made.number):
            return "what it no longer found differs from the log"
        lines, rows = self._digests(kept)
        if listed(lines) != logged.get("lines") or listed(rows) != logged.get("rows"):
            self._name_changed(str(logged.get("marks", "")), rows, kept)
            return "its records differ from the log"
        gone = any(one.id in self._piece.graves for _, one in kept)
        return None if gone else digest_fault(made, [one.line for _, one in kept])

    def _name_changed(self, marks: str, rows: list[str], kept: list[tuple[str, Any]]) -> None:
        """Name the records of a reading that the log does not know as they are."""
        known = {marks[at : at + MARK] for at in range(0, len(marks), MARK)}
        for digested, (_, made) in zip(rows, kept, strict=True):
            if known and digested[:MARK] not in known:
                self._columns.note(made.id, "its row is not what the log says")

    def _document_row(self, found: Any) -> str:
        grave = self._piece.graves.get(found.id)
        return grave[0] if grave and grave[2] else row_digest([getattr(found, name) for name in _DOCUMENT])

    def _changes(self, reading: int) -> str | None:
        if self._turned is None:
            self._turned = defaultdict(list)
            asked = select(changes.c.reading, changes.c.record, changes.c.change).order_by(changes.c.number)
            for of, record, change in self._each(asked):
                self._turned[of].append([record, change])
        found = self._turned.get(reading)
        return row_digest(found) if found else None

    def _is_reading(self, number: int) -> bool:
        asked = select(readings.c.number).where(readings.c.number == number)
        return self._connection.execute(asked).scalar() is not None

    def _digests(self, kept: list[tuple[str, Any]]) -> tuple[list[str], list[str]]:
        """Return the digests of the lines and the rows of a reading; of what was expunged, those that were kept."""
        lines, rows = [], []
        for kind, made in kept:
            grave = self._piece.graves.get(made.id)
            gone = grave is not None and grave[2]
            lines.append(grave[1] if grave and gone else digest(made.line))
            rows.append(grave[0] if grave and gone else record_digest(RECORDS[kind].name, tuple(made)[3:]))
        return lines, rows

    def _check_record(self, kind: str, made: Any, text: str, ids: set[str], *, whole: bool) -> None:
        grave = self._piece.graves.get(made.id)
        if grave and grave[2]:
            self._spans.leave(WITHHELD)
            return
        try:
            line: Json = json.loads(made.line)
        except ValueError:
            self._columns.note(made.id, "its line is no JSON")
            return
        if not isinstance(line, dict):
            self._columns.note(made.id, "its line is no record")
            return
        if "start" in line:
            wrong = [f"{piece['start']}..{piece['end']}" for piece in pieces(line)
                     if text[piece["start"] : piece["end"]] != piece["text"] or piece["start"] < 0]
            self._spans.note(made.id, f"other words stand at {', '.join(wrong)}" if wrong else None)
        fault = None if whole else column_fault(kind, made, line) or self._folded_fault(kind, made, line)
        self._columns.note(made.id, fault)
        missing: list[str] = []
        if not names_all(made.line, ids):  # a quick look; what it doubts is followed part by part
            missing = [one for one in references(line) if one not in ids and not held(self._connection, one)]
        self._references.note(made.id, f"it names {', '.join(missing)}, not in this ledger" if missing else None)

    def _folded_fault(self, kind: str, made: Any, line: Json) -> str | None:
        if self._piece.fold is None or kind == "link":
            return None
        try:
            fresh = row(record_from(line), made.position, made.line, self._piece.fold)
        except (KeyError, TypeError, ValueError):
            return "its line is no record"
        kept = tuple(getattr(made, name) for name in _PLAIN[kind])
        wrong = [name for name, one, other in zip(_PLAIN[kind], fresh, kept, strict=True)
                 if one != other and name != "score"]
        return f"its {', '.join(wrong)} beside the line differ from it" if wrong else None

    def _each(self, asked: Any) -> Iterator[Any]:
        with streamed(self._connection, asked) as rows:
            yield from rows

    def _ranged(self, asked: Select[Any], column: Any) -> Select[Any]:
        limits = [] if self._piece.first is None else [column >= self._piece.first]
        return asked.where(and_(true(), *limits, *([] if self._piece.last is None else [column <= self._piece.last])))

    def _record_stream(self, kind: str) -> Stream:
        table = RECORDS[kind]
        columns = [table.c.number, table.c.document, table.c.reading, *(table.c[name] for name in _PLAIN[kind])]
        asked = self._ranged(select(*columns), table.c.document)
        for found in self._each(asked.order_by(table.c.document)):
            yield found.document, kind, found

    def _reading_stream(self) -> Stream:
        asked = self._ranged(select(readings), readings.c.document).where(readings.c.number <= self._piece.readings)
        for found in self._each(asked.order_by(readings.c.document)):
            yield found.document, READING, found
