"""Records as rows: which fields a table shows, and how a field is written in one cell.

A column is a field of the format, such as ``act``; ``speaker.name`` is a field inside one; a few are made here.
Columns of Arabic stand between columns of Latin letters, so that a terminal cannot swap them.
"""

from __future__ import annotations

import json
from typing import Any

from musnad.ledger import Held

COLUMNS: dict[str, tuple[str, ...]] = {
    "statements": ("published", "speaker.name", "act", "text", "form", "via", "id"),
    "reports": ("number", "published", "title_or_text", "published_from", "outlet", "id"),
    "entities": ("kind", "name", "id", "roles"),
    "places": ("kind", "name", "place_precision", "chain", "lat", "lon", "id"),
    "mentions": ("kind", "text", "entity"),
    "figures": ("published", "text", "about", "low", "high", "relation", "id"),
    "times": ("value", "text", "grain", "anchor", "warning", "id"),
    "incidents": ("when", "kind", "status", "text", "killed", "where", "id", "actors", "targets"),
    "refusals": ("code", "text", "why", "id"),
    "links": ("kind", "from", "to", "score", "why"),
}
WHOLE: dict[str, tuple[str, ...]] = {
    "statements": ("id", "published", "outlet", "origin", "speaker.name", "speaker.text", "cue.text", "cue.lemma", "act",
                   "form", "polarity", "certainty", "via", "text", "start", "end", "report", "parent", "by.rule"),
    "reports": ("number", "id", "published", "published_from", "outlet", "origin", "title", "start", "end", "source"),
    "entities": ("id", "kind", "name", "names", "roles", "wikidata", "geonames", "origin"),
    "places": ("id", "kind", "name", "names", "lat", "lon", "place_precision", "chain", "geonames", "pcode", "note",
               "origin"),
    "mentions": ("id", "entity", "kind", "text", "start", "end", "report"),
    "figures": ("id", "published", "outlet", "origin", "text", "about", "value", "low", "high", "relation", "unit", "start",
                "end", "report", "statement", "incident", "place", "time", "rule", "note"),
    "times": ("id", "published", "outlet", "origin", "text", "value", "grain", "anchor", "calendar", "warning", "start",
              "end", "report"),
    "incidents": ("id", "published", "outlet", "origin", "kind", "subkind.kind", "status", "when", "where", "text", "killed",
                  "injured", "actors", "targets", "weapon", "places", "time", "statement", "start", "end", "report"),
    "refusals": ("id", "code", "why", "text", "start", "end", "report", "origin"),
    "links": ("id", "kind", "from", "to", "score", "why"),
}
IDS = ("id", "entity", "from", "to")  # shortened where people read them
SHORT = 10
COUNTED = ("killed", "injured")  # of an incident: bounds of how many
LEDGER_COLUMNS = ("published", "outlet", "origin", "number")  # told by the ledger, for every type


def cells(held: Held, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the cells of a record."""
    line = held.record
    return tuple(_cell(held, line, column) for column in columns)


def _cell(held: Held, line: dict[str, Any], column: str) -> str:
    if column == "title_or_text":
        return plain(line.get("title") or line["text"][:60])
    if column in LEDGER_COLUMNS:
        return plain(getattr(held, column))
    value: Any = line
    for name in column.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    if column in ("chain", "via") and value:
        return " ← ".join(map(plain, value))  # one after the other: who passed it on, what lies in what
    if column in COUNTED and value:
        return bounds(value)
    return plain(value)


def bounds(count: dict[str, Any]) -> str:
    """Return a count of people as a person writes it: 5, 5–7, at least 5 as ≥5, at most 5 as ≤5."""
    low, high = (None if count.get(side) is None else f"{count[side]:g}" for side in ("low", "high"))
    if low is None or high is None:
        return f"≥{low}" if low else f"≤{high}" if high else ""
    return low if low == high else f"{low}–{high}"


def short(record_id: str) -> str:
    """Return the beginning of an id, which every command takes for the whole: 40 bits of it."""
    kind, sign, digits = record_id.rpartition("-")
    return f"{kind}{sign}{digits[:SHORT]}" if kind else record_id


def plain(value: object) -> str:
    """Return a value as a person reads it: unknown is empty, parts of the text are their words."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return str(value["text"]) if "text" in value else json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return ", ".join(map(plain, value))
    return str(value)
