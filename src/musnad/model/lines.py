"""From the line of a record back to the record: the other way of ``Record.line``."""

from __future__ import annotations

import json
from dataclasses import fields
from functools import cache
from typing import Any

from musnad.model.records import RECORD_TYPES, By, Json, Piece, Record

_KINDS: dict[str, Any] = {kind.type: kind for kind in RECORD_TYPES}
_SPAN = frozenset(("start", "end", "text"))


def record_of(line: str) -> Record:
    """Return the record that a line of JSON says.

    Raises:
        KeyError: The line is of no type known.
        TypeError: It lacks a field of its type.
    """
    return record_from(json.loads(line))


def record_from(said: Json) -> Record:
    """Return the record that the fields of a line say; see ``record_of``. Fields that this version does not know go."""
    made = said["by"]
    names = _names(said["type"])
    values = {names[name]: _value(value) for name, value in said.items() if name in names}
    values["by"] = By(made["rule"], made["version"], made.get("score"))
    record: Record = _KINDS[said["type"]](**values)
    return record


@cache
def _names(kind: str) -> dict[str, str]:
    """Return the arguments of a type by the names of its fields in a line."""
    return {field.name.rstrip("_"): field.name for field in fields(_KINDS[kind]) if field.name != "by"}


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_value, value))
    if isinstance(value, dict) and value.keys() >= _SPAN:
        rest = tuple((name, part) for name, part in value.items() if name not in _SPAN)
        return Piece(value["start"], value["end"], value["text"], rest)
    return value
