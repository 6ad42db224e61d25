"""Packing: what one reading of a document gives, as rows. Pure, so that workers can do it and hand the rows over."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from operator import attrgetter
from typing import Any

from musnad.ledger.schema import COLUMNS, FOLDED, KINDS, column_name
from musnad.model.document import Document
from musnad.model.errors import LedgerError
from musnad.model.ids import content_id
from musnad.model.records import Entity, Link, Piece, Record, Report, Spanned, Statement

Fold = Callable[[str], str]
Row = tuple[Any, ...]

HEAD = 200  # code points of a report without a title that stand for one in a search
BETWEEN = " / "  # between the names of one search text; no name runs over it


def searchable(text: str, fold: Fold) -> str:
    """Return the form of a text under which a search finds it. No database compares beyond a U+0000: it is a space."""
    return fold(text).replace("\0", " ")


@dataclass(frozen=True, slots=True)
class Packed:
    """One document with all of its records, ready to be appended.

    Attributes:
        document: The document.
        id: Its content id.
        rows: Rows by type of record, each without the numbers of document and reading.
        lines: Number of records.
        size: Code points of all lines.
        digest: SHA-256 over all lines in order, each ended by a line feed.
    """

    document: Document
    id: str
    rows: dict[str, list[Row]]
    lines: int
    size: int
    digest: str


def unfolded(text: str) -> str:
    """Return the text as it is: search without folding."""
    return text


def pack(document: Document, records: Iterable[Record], fold: Fold = unfolded) -> Packed:
    """Make the rows of one reading.

    Args:
        document: The document, its text untouched.
        records: All records of it, in the order in which they are printed. Of two with one id the first counts.
        fold: What makes two spellings one for a search; its answer has single spaces between words.

    Raises:
        LedgerError: The text holds a lone surrogate, which no file can hold, or a record is of no type known.
    """
    _refuse_surrogates(document)
    rows: dict[str, list[Row]] = {}
    seen: set[str] = set()
    digest, size = sha256(), 0
    for record in records:
        if not record.id.startswith(record.type + "-"):
            raise LedgerError(f"{record.id}: the id of a {record.type} begins with {record.type}-")
        if record.id not in seen:
            line = record.line()
            rows.setdefault(record.type, []).append(row(record, len(seen), line, fold))
            digest.update(line.encode() + b"\n")
            size += len(line)
            seen.add(record.id)
    return Packed(document, document_id(document), rows, len(seen), size, digest.hexdigest())


def lines_digest(rows: dict[str, list[Row]]) -> str:
    """Return the digest over the lines of rows, in the order of their positions."""
    digest = sha256()
    for made in sorted((made for kept in rows.values() for made in kept), key=lambda made: int(made[1])):
        digest.update(made[-1].encode() + b"\n")
    return digest.hexdigest()


def document_id(document: Document) -> str:
    """Return the content id of a document: what decides how it reads, wherever it was found.

    The same row in a longer table, or the same file under another name, is the same document.
    """
    text = sha256(document.text.encode()).hexdigest()
    return content_id(
        "document", document.source, document.encoding, document.title, document.outlet, document.published, text,
    )


def row(record: Record, position: int, line: str, fold: Fold) -> Row:
    """Return a record's row: id, position, fields, rule, score, folded texts, line."""
    plain, pieces = _getters(record.type)
    values = plain(record)
    for name, extra in pieces:
        piece: Piece | None = getattr(record, name)
        values += (None if piece is None else piece.get(extra),)
    by = record.by
    mark = (by.rule,) if isinstance(record, Link) else (by.rule, by.score)
    return (record.id, position, *values, *mark, *_folded(record, fold), line)


def row_columns(kind: str) -> tuple[str, ...]:
    """Return the columns that ``row`` fills, in its order."""
    made = KINDS[kind]
    score = () if made is Link else ("score",)
    fields = tuple(map(column_name, COLUMNS[made]))
    return ("id", "position", *fields, "rule", *score, *FOLDED[made], "line")


@cache
def _getters(kind: str) -> tuple[Callable[[Any], Row], list[tuple[str, str]]]:
    if kind not in KINDS:
        raise LedgerError(f"no table holds records of type {kind}")
    paths = [(name, extra) for name, _, extra in (path.partition(".") for path in COLUMNS[KINDS[kind]])]
    plain = [name + "_" if name == "from" else name for name, extra in paths if not extra]
    return attrgetter(*plain), [(name, extra) for name, extra in paths if extra]


def _folded(record: Record, fold: Fold) -> Row:
    if isinstance(record, Statement):
        return (searchable(record.text, fold), _speaker(record.speaker, fold))
    if isinstance(record, Report):
        return (searchable(record.title or record.text[:HEAD], fold),)
    if isinstance(record, Entity):
        return (_names((record.name, *record.names), fold),)
    return (searchable(record.text, fold),) if isinstance(record, Spanned) and FOLDED[type(record)] else ()


def _speaker(speaker: Piece | None, fold: Fold) -> str | None:
    if speaker is None:
        return None
    return _names([name for name in (speaker.get("name"), speaker.text) if name], fold)


def _names(names: Iterable[str], fold: Fold) -> str:
    return BETWEEN.join(dict.fromkeys(searchable(name, fold) for name in names))


def _refuse_surrogates(document: Document) -> None:
    try:
        document.text.encode()
    except UnicodeEncodeError as error:
        at = f"{document.origin}: code point {error.start} is a lone surrogate"
        raise LedgerError(f"{at}, which is no character; mend the source, or read it with its true encoding") from error
