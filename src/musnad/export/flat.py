"""Flat rows: every field of a record as a column, for the forms that are tables.

The columns come from ``model/records.py``, so a field added there is a column here. A part of the text is several
columns (``speaker_text``, ``speaker_start``, …); a list is its JSON, with a column of its words beside it for people.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from typing import Any, get_type_hints

from musnad.export.loss import Loss
from musnad.export.selection import TYPES, Item
from musnad.model.records import RECORD_TYPES, Piece, Record, Spanned

LEDGER = ("outlet", "published", "origin", "verdict", "corrected")  # told by the ledger
EXTRA = {"cue": ("lemma", "kind"), "speaker": ("entity", "name"), "subkind": ("kind",), "weapon": ("kind",),
         "occasion": (), "audience": ()}
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # and their full-width forms
APOSTROPHE = "cell: an apostrophe was put before a sign that a spreadsheet would take for a formula"
BETWEEN = " | "

Cell = str | int | float | None


@cache
def plural(kind: str) -> str:
    """Return the name of the table of a type of record."""
    return kind[:-1] + "ies" if kind.endswith("y") else kind + "s"


@cache
def columns(kind: str) -> tuple[str, ...]:
    """Return the columns of a type of record, its own fields first."""
    own = [name for field, sort in _fields(kind) for name in _names(field, sort)]
    told = [name for name in LEDGER if name not in own]
    return (*own, "by_rule", "by_version", "by_score", *told)


@cache
def _fields(kind: str) -> tuple[tuple[str, str], ...]:
    """Return the fields of a type with how each is held: plain, piece, pieces or json."""
    made: type[Record] = RECORD_TYPES[TYPES.index(kind)]
    hints = get_type_hints(made)
    order = [f.name for f in fields(made) if f.name != "by"]
    first = ["id", *(name for name in ("start", "end", "text") if issubclass(made, Spanned))]
    names = first + [name for name in order if name not in first]
    return tuple((name.rstrip("_"), _sort(hints[name])) for name in names)


def _sort(hint: Any) -> str:
    told = str(hint)
    if hint is Piece or (Piece.__name__ in told and "tuple" not in told):
        return "piece"
    if "tuple" in told:
        return "pieces" if Piece.__name__ in told else "json"
    return "json" if "dict" in told else "plain"


def _names(field: str, sort: str) -> list[str]:
    if sort == "piece":
        return [f"{field}_{part}" for part in ("text", "start", "end", *EXTRA.get(field, ()))]
    return [field, f"{field}_text"] if sort == "pieces" else [field]


def fields_of(kind: str) -> tuple[str, ...]:
    """Return the names of a type's fields as its lines have them, but for ``type`` and ``by``."""
    return tuple(name for name, _ in _fields(kind))


def row(item: Item) -> dict[str, Cell]:
    """Return a record as a row, by column."""
    line, held = item.line, item.held
    made: dict[str, Cell] = {}
    for field, sort in _fields(held.type):
        made.update(_cells(field, sort, line.get(field)))
    by = line.get("by") or {}
    made.update({f"by_{name}": by.get(name) for name in ("rule", "version", "score")})
    told = {"outlet": held.outlet, "published": held.published, "origin": held.origin, "verdict": held.verdict,
            "corrected": " ".join(item.corrected) or None}
    return {**made, **{name: value for name, value in told.items() if name not in made or made[name] is None}}


def _cells(field: str, sort: str, value: Any) -> Iterator[tuple[str, Cell]]:
    if sort == "piece":
        piece = value or {}
        yield from ((f"{field}_{part}", piece.get(part)) for part in ("text", "start", "end", *EXTRA.get(field, ())))
    elif sort == "plain":
        yield field, value
    else:
        yield field, json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else None
        if sort == "pieces":
            yield f"{field}_text", BETWEEN.join(piece["text"] for piece in value) if value else None


def safe(value: Cell, loss: Loss) -> Cell:
    """Return a cell that no spreadsheet runs: text that begins like a formula gets an apostrophe before it."""
    if isinstance(value, str) and value.startswith(FORMULA):
        loss.lost[APOSTROPHE] += 1
        return "'" + value
    return value
