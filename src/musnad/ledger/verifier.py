"""Verifying: every hash made again, every span read back in its text, every reference followed.

What the ledger alone cannot check is counted as such and never as passed: whether a page's text follows from its HTML,
whether a row stands in its table. Reading the sources again does that; see ``Reader.compare``.
"""

from __future__ import annotations

import heapq
import json
import os
import re
import zlib
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, func, select

from musnad.ledger.accounts import run_digest, unpacked
from musnad.ledger.backend import open_backend, streamed
from musnad.ledger.desk import VERDICTS
from musnad.ledger.migrations import check
from musnad.ledger.packing import document_id
from musnad.ledger.schema import COLUMNS, KINDS, RECORDS, column_name, documents, readings, run_ends, runs, sources, verdicts
from musnad.ledger.tallying import Count
from musnad.ledger.views import Verification
from musnad.model.document import Document
from musnad.model.ids import content_id
from musnad.model.records import Json

Progress = Callable[[int, int], None]
Stream = Iterator[tuple[int, str, Any]]

TABLES = {"jsonl", "csv"}
READING = "reading"  # marks a reading among the rows of a document
_ID = rf"(?:{'|'.join(KINDS)})-[0-9a-f]{{24}}"
_REFERENCE = re.compile(_ID)
_QUOTED = re.compile(f'"({_ID})"')
_NAMED = {kind: [(column_name(path), *path.partition(".")[::2]) for path in COLUMNS[made]] for kind, made in KINDS.items()}
_DOCUMENT = ("source", "text", "origin", "row", "title", "outlet", "published", "published_from", "url", "container",
             "encoding")


def verify(where: str | os.PathLike[str], *, progress: Progress | None = None) -> Verification:
    """Check a ledger from its first byte to its last.

    Args:
        where: Path of a SQLite file, or address of a PostgreSQL database.
        progress: Told how many documents are done, of how many.

    Raises:
        LedgerError: There is no ledger, or it is of another schema, or its file is damaged.
    """
    backend = open_backend(where, "read")
    try:
        check(backend)
        with backend.reading() as connection:
            return _Check(connection, progress or (lambda done, total: None)).all()
    finally:
        backend.close()


class _Check:
    """One verification, with its counts."""

    def __init__(self, connection: Connection, progress: Progress) -> None:
        self._connection = connection
        self._progress = progress
        self._sources, self._documents = Count("sources"), Count("documents")
        self._spans, self._columns, self._references = Count("spans"), Count("columns"), Count("references")
        self._readings, self._runs, self._verdicts = Count("readings"), Count("runs"), Count("verdicts")

    def all(self) -> Verification:
        self._check_sources()
        self._check_documents()
        self._check_links()
        self._check_runs()
        self._check_verdicts()
        counts = (self._sources, self._documents, self._spans, self._columns, self._references, self._readings,
                  self._runs, self._verdicts)
        return Verification(tuple(count.part() for count in counts))

    def _check_sources(self) -> None:
        for row in self._each(select(sources.c.sha256, sources.c.size, sources.c.data)):
            self._sources.note(row.sha256, _source_fault(row))

    def _check_documents(self) -> None:
        total = int(self._connection.execute(select(func.count()).select_from(documents)).scalar() or 0)
        rows = heapq.merge(self._reading_stream(), *(self._record_stream(kind) for kind in RECORDS if kind != "link"),
                           key=lambda row: row[0])
        ahead = next(rows, None)
        names = [documents.c[name] for name in _DOCUMENT]
        asked = select(documents.c.number, documents.c.id, *names).order_by(documents.c.number)
        for done, row in enumerate(self._each(asked), 1):
            document = Document(**dict(zip(_DOCUMENT, row[2:], strict=True)))
            own = []
            while ahead is not None and ahead[0] <= row.number:
                own.append(ahead)
                ahead = next(rows, None)
            self._check_document(row.id, document)
            self._check_records(document, own)
            self._progress(done, total)

    def _check_document(self, made: str, document: Document) -> None:
        if document_id(document) != made:
            self._documents.note(made, "its text or what is said of it differs from its id")
            return
        either = sources.c.sha256.in_([document.source, document.container or document.source])
        kept = {row.sha256: row for row in self._connection.execute(select(sources).where(either))}
        if not kept:
            self._documents.note(made, f"its source {document.source[:12]} is not kept")
        elif document.source not in kept or kept[document.source].media in TABLES:
            right = sha256(document.text.encode()).hexdigest() == document.source
            self._documents.note(made, None if right else "the row's text differs from its SHA-256")
        elif kept[document.source].media == "text":
            self._documents.note(made, _decoding_fault(kept[document.source].data, document))
        else:
            self._documents.leave("the text of a page follows from its bytes only by reading them again")

    def _check_records(self, document: Document, own: list[tuple[int, str, Any]]) -> None:
        by_reading: dict[int, list[Any]] = {}
        ids = {row.id for _, kind, row in own if kind != READING}
        for _, kind, row in own:
            if kind != READING:
                by_reading.setdefault(row.reading, []).append(row)
                self._check_record(kind, row, document.text, ids)
        for _, kind, row in own:
            if kind == READING:
                found = by_reading.pop(row.number, [])
                self._readings.note(f"reading {row.number}", _reading_fault(row, found))
        for number in by_reading:
            self._readings.note(f"reading {number}", "its records are here, it is not")

    def _check_record(self, kind: str, row: Any, text: str, ids: set[str]) -> None:
        try:
            line: Json = json.loads(row.line)
        except ValueError:
            self._columns.note(row.id, "its line is no JSON")
            return
        wrong = [f"{piece['start']}..{piece['end']}" for piece in _pieces(line)
                 if text[piece["start"] : piece["end"]] != piece["text"] or piece["start"] < 0]
        if "start" in line or wrong:
            self._spans.note(row.id, f"other words stand at {', '.join(wrong)}" if wrong else None)
        self._columns.note(row.id, _column_fault(kind, row, line))
        missing: list[str] = []
        if not ids.issuperset(_QUOTED.findall(row.line)):  # a quick look; what it doubts is followed part by part
            missing = [found for found in _references(line) if found not in ids and not self._held(found)]
        self._references.note(row.id, f"it names {', '.join(missing)}, not in this ledger" if missing else None)

    def _check_links(self) -> None:
        for row in self._each(select(RECORDS["link"])):
            self._check_record("link", row, "", set())

    def _check_runs(self) -> None:
        asked = select(runs, run_ends.c.digest, run_ends.c.finished).outerjoin(run_ends, run_ends.c.run == runs.c.id)
        for row in self._connection.execute(asked).all():
            if content_id("key", row.version, row.settings) != row.key:
                self._runs.note(row.id, "its version or settings differ from its key")
            elif row.finished is None:
                self._runs.leave("a run that was cut short has no digest")
            else:
                right = run_digest(self._connection, row.id) == row.digest
                self._runs.note(row.id, None if right else "its readings differ from its digest")

    def _check_verdicts(self) -> None:
        for row in self._each(select(verdicts).order_by(verdicts.c.number)):
            says = (row.record, row.verdict, row.reviewer, row.moment, row.reason, row.correction, row.replaces)
            fault = None
            if content_id("verdict", *says) != row.id:
                fault = "what it says differs from its id"
            elif row.verdict not in VERDICTS:
                fault = f"{row.verdict} is no verdict"
            elif not self._held(row.record):
                fault = f"its record {row.record} is not in this ledger"
            self._verdicts.note(row.id, fault)

    def _held(self, record: str) -> bool:
        table = RECORDS.get(record.partition("-")[0])
        if table is None:
            return False
        return self._connection.execute(select(table.c.number).where(table.c.id == record)).scalar() is not None

    def _each(self, asked: Any) -> Iterator[Any]:
        with streamed(self._connection, asked) as rows:
            yield from rows

    def _record_stream(self, kind: str) -> Stream:
        table = RECORDS[kind]
        names = [column for column in table.c if not column.name.endswith("_folded") and column.name != "number"]
        for row in self._each(select(*names).order_by(table.c.document)):
            yield row.document, kind, row

    def _reading_stream(self) -> Stream:
        for row in self._each(select(readings).order_by(readings.c.document)):
            yield row.document, READING, row


def _source_fault(row: Any) -> str | None:
    try:
        data = unpacked(row.data)
    except zlib.error as error:
        return f"its bytes cannot be unpacked: {error}"
    if len(data) != row.size or sha256(data).hexdigest() != row.sha256:
        return "its bytes differ from its SHA-256"
    return None


def _decoding_fault(data: bytes, document: Document) -> str | None:
    try:
        text = unpacked(data).decode(document.encoding)
    except (LookupError, UnicodeError, zlib.error) as error:
        return f"its bytes are no {document.encoding}: {error}"
    return None if text == document.text else "its text is not what its bytes say"


def _reading_fault(row: Any, found: list[Any]) -> str | None:
    if len(found) != row.added:
        return f"{row.added} records were added, {len(found)} are here"
    digest = sha256()
    for made in sorted(found, key=lambda made: int(made.position)):
        digest.update(made.line.encode() + b"\n")
    if digest.hexdigest() != row.added_digest or (row.added == row.records and row.digest != row.added_digest):
        return "its records differ from its digest"
    return None


def _column_fault(kind: str, row: Any, line: Json) -> str | None:
    kept = row._mapping
    wrong = [name for name, *path in _NAMED[kind] if kept[name] != _at(line, *path)]
    wrong += [name for name, *path in (("id", "id", ""), ("rule", "by", "rule")) if kept[name] != _at(line, *path)]
    if kind != "link" and _rounded(kept["score"]) != _rounded(_at(line, "by", "score")):
        wrong.append("score")
    if line.get("type") != kind:
        wrong.append("type")
    return f"its {', '.join(wrong)} beside the line differ from it" if wrong else None


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 4)


def _at(line: Json, name: str, extra: str) -> Any:
    value = line.get(name)
    return value if not extra else value.get(extra) if isinstance(value, dict) else None


def _pieces(value: Any) -> Iterator[Json]:
    """Yield every part of a record that stands at a span, the record itself first."""
    if isinstance(value, dict):
        if isinstance(value.get("start"), int) and isinstance(value.get("end"), int) and "text" in value:
            yield value
        for part in value.values():
            if isinstance(part, dict | list):
                yield from _pieces(part)
    elif isinstance(value, list):
        for part in value:
            yield from _pieces(part)


def _references(value: Any) -> Iterator[str]:
    """Yield every id of another record that a record names."""
    if isinstance(value, str):
        if _REFERENCE.fullmatch(value):
            yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in {"id", "text"} and isinstance(part, str | dict | list):
                yield from _references(part)
    elif isinstance(value, list):
        for part in value:
            yield from _references(part)
