"""Digests of rows and lines, as the log keeps them. The same in both databases."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from typing import Any

from sqlalchemy import Float, Table

from musnad.ledger.columns import metadata

_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=lambda data: sha256(data).hexdigest()).encode


def digest(text: str) -> str:
    """Return the SHA-256 of a text, hexadecimal. A damaged text has one, too."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def row_digest(values: Sequence[Any]) -> str:
    """Return the digest of a row: SHA-256 over its columns as one JSON array, bytes in it as their own SHA-256."""
    return digest(_dumps(list(values)))


def record_digest(kind_table: str, values: Sequence[Any]) -> str:
    """Return the digest of a record's row, without its numbers; whole values of a real column count as real."""
    reals = _reals(kind_table)
    made = list(values)
    for at in reals:
        if made[at] is not None:
            made[at] = float(made[at])
    return digest(_dumps(made))


def listed(hashes: Iterable[str]) -> str:
    """Return the digest of a list of hashes: SHA-256 over them, each ended by a line feed."""
    return sha256("".join(f"{made}\n" for made in hashes).encode("utf-8", "surrogatepass")).hexdigest()


def of_columns(table: Table) -> list[str]:
    """Return the columns that a record's digest covers, in order."""
    return [column.name for column in table.columns if column.name not in {"number", "document", "reading", "run"}]


@cache
def _reals(name: str) -> tuple[int, ...]:
    table = metadata.tables[name]
    return tuple(at for at, column in enumerate(of_columns(table)) if isinstance(table.c[column].type, Float))
