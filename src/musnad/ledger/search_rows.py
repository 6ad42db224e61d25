"""What an index holds of each record: rows of terms, made from readings as they come."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from musnad.ledger.schema import RECORDS, documents, readings
from musnad.ledger.search_plan import ALL, KEY
from musnad.ledger.search_query import TYPES
from musnad.model.records import Json
from musnad.model.terms import Analysis, Term

AROUND = 240  # code points to either side of an incident that stand for it, inside its line
PLACES = ("place", "facility")
AT_ONCE = 900


@dataclass(frozen=True, slots=True)
class Row:
    """One record of an index: its number in the ledger, its day, and a text of terms for each column."""

    number: int
    published: str | None
    columns: tuple[str, ...]


@dataclass(slots=True)
class _Source:
    """What is known of one source.

    Attributes:
        names: Kind and names of each entity.
        mentions: Start, end and entity of each mention.
    """

    names: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    mentions: list[tuple[int, int, str]] = field(default_factory=list)


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the words around ``start``..``end``, inside their line."""
    first = max(text.rfind("\n", 0, start) + 1, start - AROUND)
    stop = text.find("\n", end)
    last = min(len(text) if stop < 0 else stop, end + AROUND)
    while first < start and first and not text[first - 1].isspace():
        first += 1
    while last > end and last < len(text) and not text[last].isspace():
        last -= 1
    return first, last


def rows(connection: Connection, numbers: Sequence[int], analysis: Analysis) -> dict[str, list[Row]]:
    """Return what some readings add to an index, by type."""
    heads = {row.number: row for row in connection.execute(_HEADS.where(readings.c.number.in_(numbers)))}
    within = sorted({row.document for row in heads.values()})
    found = {kind: _new(connection, kind, within, set(heads)) for kind in TYPES}
    by_number = {row.document: row for row in heads.values()}
    sources = _sources(connection, {row.source for row in heads.values()})
    told = {made["id"]: made for _, _, made in found["report"]}
    within_reports = {made["report"] for kind in ("statement", "incident") for *_, made in found[kind]}
    told |= _reports(connection, within_reports - set(told))
    writer = _Writer(analysis)
    return {kind: [writer.row(number, made, by_number[document], sources[by_number[document].source], told)
                   for number, document, made in found[kind]] for kind in TYPES}


_HEADS = (select(readings.c.number, readings.c.document, documents.c.source, documents.c.outlet, documents.c.published,
                 documents.c.text).join(documents, documents.c.number == readings.c.document))


def _new(connection: Connection, kind: str, within: Sequence[int], fresh: set[int]) -> list[tuple[int, int, Json]]:
    table = RECORDS[kind]
    asked = select(table.c.number, table.c.document, table.c.reading, table.c.line)
    return [(row.number, row.document, json.loads(row.line))
            for some in _chunks(within) for row in connection.execute(asked.where(table.c.document.in_(some)))
            if row.reading in fresh and row.line]  # an expunged record has no line


def _reports(connection: Connection, ids: Iterable[str]) -> dict[str, Json]:
    table = RECORDS["report"]
    return {made["id"]: made for some in _chunks(sorted(ids))
            for line in connection.execute(select(table.c.line).where(table.c.id.in_(some))).scalars()
            if line for made in [json.loads(line)]}


def _sources(connection: Connection, wanted: set[str]) -> dict[str, _Source]:
    """Return entities and mentions of sources: they may have been found by an earlier reading."""
    found: dict[str, _Source] = defaultdict(_Source)
    entities, mentions = RECORDS["entity"], RECORDS["mention"]
    for some in _chunks(sorted(wanted)):
        for table, columns in ((entities, ("line",)), (mentions, ("start", "end", "entity"))):
            asked = (select(documents.c.source, *(table.c[name] for name in columns))
                     .join(documents, documents.c.number == table.c.document).where(documents.c.source.in_(some)))
            for source, *values in connection.execute(asked):
                if table is mentions:
                    found[source].mentions.append((values[0], values[1], values[2]))
                elif values[0]:
                    made = json.loads(values[0])
                    found[source].names[made["id"]] = (made["kind"], list(dict.fromkeys((made["name"], *made["names"]))))
    return found


class _Writer:
    """Writes records as terms."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._read: dict[int, list[Term]] = {}  # the terms of each document: its records stand in it
        self._known: dict[str, tuple[str, list[str]]] = {}  # words and keys of names: the same ones come in every text

    def row(self, number: int, made: Json, head: Any, source: _Source, reports: dict[str, Json]) -> Row:
        """Return the row of one record."""
        report = made if made["type"] == "report" else reports.get(made.get("report", ""), {})
        terms, ids = self._terms(made, head, source)
        names = [name for one in ids for name in source.names.get(one, ("", []))[1]]
        where = made["places"] if made["type"] == "incident" else ids
        places = [name for one in where if source.names.get(one, ("",))[0] in PLACES for name in source.names[one][1]]
        outlet = report.get("outlet") or head.outlet
        columns = (
            " ".join(term.word for term in terms if term.word), " ".join(term.stem for term in terms if term.stem),
            self._keys(names), self._named(_speaker(made, source)), self._named(places),
            f"{self._named([outlet] if outlet else [])} {ALL}".strip(),
        )
        return Row(number, report.get("published") or head.published, columns)

    def _terms(self, made: Json, head: Any, source: _Source) -> tuple[list[Term], list[str]]:
        """Return the words of a record, and the entities that they name."""
        if made["type"] == "entity":
            return self._analysis.terms("\n".join(source.names[made["id"]][1])), [made["id"]]
        start, end, title = made["start"], made["end"], made.get("title") or ""
        if made["type"] == "incident":
            start, end = around(head.text, start, end)
        inside = (one for first, last, one in source.mentions if start <= first and last <= end)
        ids = list(dict.fromkeys((*made.get("places", ()), *inside)))
        if head.document not in self._read:
            self._read[head.document] = self._analysis.terms(head.text)
        whole = self._read[head.document]
        first = bisect_right(whole, start, key=lambda term: term.end)
        found = whole[first : bisect_left(whole, end, key=lambda term: term.start)]
        return (found if title in head.text[start:end] else self._analysis.terms(title) + found), ids

    def _named(self, names: list[str]) -> str:
        return f"{' '.join(self._name(name)[0] for name in names)} {self._keys(names)}".strip()

    def _keys(self, names: list[str]) -> str:
        return " ".join(dict.fromkeys(key for name in names for key in self._name(name)[1]))

    def _name(self, name: str) -> tuple[str, list[str]]:
        known = self._known.get(name)
        if known is None:
            written = " ".join(term.word for term in self._analysis.terms(name) if term.word)
            known = self._known[name] = (written, [KEY + key for key in self._analysis.keys(name)])
        return known


def _speaker(made: Json, source: _Source) -> list[str]:
    speaker = made.get("speaker") or {}
    known = source.names.get(speaker.get("entity") or "", ("", []))[1]
    return list(dict.fromkeys(name for name in (speaker.get("name"), speaker.get("text"), *known) if name))


def _chunks(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for at in range(0, len(items), AT_ONCE):
        yield items[at : at + AT_ONCE]
