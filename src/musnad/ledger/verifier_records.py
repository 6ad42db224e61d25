"""Verifying single records: the parts of a line, what it names, the columns beside it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, select

from musnad.ledger.accounts import unpacked
from musnad.ledger.packing import document_id
from musnad.ledger.schema import COLUMNS, KINDS, RECORDS, column_name
from musnad.model.document import Document
from musnad.model.records import Json

_ID = rf"(?:{'|'.join(KINDS)})-[0-9a-f]{{24}}"
_REFERENCE = re.compile(_ID)
_QUOTED = re.compile(f'"({_ID})"')
_NAMED = {kind: [(column_name(path), *path.partition(".")[::2]) for path in COLUMNS[made]] for kind, made in KINDS.items()}


def held(connection: Connection, record: str) -> bool:
    """Say whether the ledger holds a record."""
    table = RECORDS.get(record.partition("-")[0])
    if table is None or not record.isascii():
        return False
    return connection.execute(select(table.c.number).where(table.c.id == record)).scalar() is not None


def identity(document: Document) -> str | None:
    """Return the content id of a document; None for a damaged text."""
    try:
        return document_id(document)
    except UnicodeEncodeError:
        return None


def names_all(line: str, ids: set[str]) -> bool:
    """Say whether all that looks like an id in a line is among some ids: a quick look."""
    return ids.issuperset(_QUOTED.findall(line))


def digest_fault(made: Any, lines: list[str]) -> str | None:
    """Return what is wrong with the digests in a reading's own row."""
    found = sha256()
    for line in lines:
        found.update(line.encode("utf-8", "surrogatepass") + b"\n")
    whole = made.added == made.records
    right = found.hexdigest() == made.added_digest and (not whole or made.digest == made.added_digest)
    return None if right else "its records differ from its digest"


def decoding_fault(data: bytes, document: Document) -> str | None:
    """Return what is wrong where a document's text must be its source, decoded."""
    try:
        text = unpacked(data).decode(document.encoding)
    except (LookupError, UnicodeError, zlib.error) as error:
        return f"its bytes are no {document.encoding}: {error}"
    return None if text == document.text else "its text is not what its bytes say"


def column_fault(kind: str, row: Any, line: Json) -> str | None:
    """Return what is wrong with the columns beside a line."""
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


def pieces(value: Any) -> Iterator[Json]:
    """Yield every part of a record that stands at a span, the record itself first."""
    if isinstance(value, dict):
        if isinstance(value.get("start"), int) and isinstance(value.get("end"), int) and "text" in value:
            yield value
        for part in value.values():
            if isinstance(part, dict | list):
                yield from pieces(part)
    elif isinstance(value, list):
        for part in value:
            yield from pieces(part)


def references(value: Any) -> Iterator[str]:
    """Yield every id of another record that a record names."""
    if isinstance(value, str):
        if _REFERENCE.fullmatch(value):
            yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in {"id", "text"} and isinstance(part, str | dict | list):
                yield from references(part)
    elif isinstance(value, list):
        for part in value:
            yield from references(part)
