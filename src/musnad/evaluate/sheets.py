"""Sheets: what a document says, as gold has it and as the records have it, in one shape, to be laid side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from musnad.model.span import Span

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement.

    Attributes:
        span: Its content.
        cue: The words that introduce it; None where a record has none.
        names: The speaker's names, the fullest first in gold.
        form: direct, mixed, indirect.
        act: The act of saying.
        via: Who passed it on.
        optional: Whether it may be left out; only gold says so.
    """

    span: Span
    cue: Span | None
    names: tuple[str, ...]
    form: str
    act: str
    via: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Valued:
    """A figure or a time: words with a value.

    Attributes:
        span: The words.
        value: The lowest number meant, or the calendar value; None if there is none.
    """

    span: Span
    value: float | str | None


@dataclass(frozen=True, slots=True)
class Event:
    """An incident.

    Attributes:
        kind: Of what kind.
        spans: Its trigger, then its other mentions.
        places: All names of its places.
        status: reported, claimed, denied, planned, threatened, hypothetical.
    """

    kind: str
    spans: tuple[Span, ...]
    places: tuple[str, ...]
    status: str | None


@dataclass(frozen=True, slots=True)
class Named:
    """One place where somebody or something is named.

    Attributes:
        span: The name.
        kind: person, place and so on.
    """

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All of a document; None for what gold does not judge.

    Attributes:
        reports: Where reports begin.
        statements: In the order of gold, or of the records, like all that follow.
        figures: With the lowest number meant.
        times: With the calendar value.
        incidents: One for each event.
        mentions: One for each naming.
    """

    reports: frozenset[int] | None = None
    statements: tuple[Saying, ...] | None = None
    figures: tuple[Valued, ...] | None = None
    times: tuple[Valued, ...] | None = None
    incidents: tuple[Event, ...] | None = None
    mentions: tuple[Named, ...] | None = None


def _span(record: Json, before: str = "") -> Span:
    return Span(record[f"{before}start"], record[f"{before}end"])


def sheet_of_gold(gold: Json) -> Sheet:
    """Return what gold says; a list that it does not have is not judged."""
    return Sheet(
        reports=frozenset(r["start"] for r in gold["reports"]) if "reports" in gold else None,
        statements=tuple(map(_gold_saying, gold["statements"])) if "statements" in gold else None,
        figures=tuple(Valued(_span(f), f["low"]) for f in gold["figures"]) if "figures" in gold else None,
        times=tuple(Valued(_span(t), t["value"]) for t in gold["times"]) if "times" in gold else None,
        incidents=tuple(map(_gold_event, gold["incidents"])) if "incidents" in gold else None,
        mentions=tuple(Named(_span(m), m["kind"]) for m in gold["mentions"]) if "mentions" in gold else None,
    )


def _gold_saying(s: Json) -> Saying:
    return Saying(_span(s), _span(s, "cue_"), tuple(s["speaker_names"]), s["form"], s["act"], tuple(s["via"]), s["optional"])


def _gold_event(e: Json) -> Event:
    return Event(e["kind"], (_span(e),), tuple(e["places"]), e["status"])


def sheet_of_records(records: Iterable[Json]) -> Sheet:
    """Return what records say, given as the objects of their lines."""
    kinds: dict[str, list[Json]] = {}
    for record in records:
        kinds.setdefault(record["type"], []).append(record)
    entities = {e["id"]: _names(e) for e in kinds.get("entity", [])}
    return Sheet(
        reports=frozenset(r["start"] for r in kinds.get("report", [])),
        statements=tuple(_saying(s, entities) for s in kinds.get("statement", [])),
        figures=tuple(Valued(_span(f), f["value"] if f.get("low") is None else f["low"]) for f in kinds.get("figure", [])),
        times=tuple(Valued(_span(t), t["value"]) for t in kinds.get("time", [])),
        incidents=tuple(_event(i, entities) for i in kinds.get("incident", [])),
        mentions=tuple(Named(_span(m), m["kind"]) for m in kinds.get("mention", [])),
    )


def _names(entity: Json) -> tuple[str, ...]:
    return tuple(filter(None, (entity["name"], *entity["names"])))


def _saying(s: Json, entities: Mapping[str, Sequence[str]]) -> Saying:
    speaker = s["speaker"] or {}
    names = filter(None, (speaker.get("name"), *entities.get(speaker.get("entity", ""), ()), speaker.get("text")))
    via = tuple(v["text"] for v in s["via"])
    return Saying(_span(s), _span(s["cue"]) if s.get("cue") else None, tuple(dict.fromkeys(names)), s["form"], s["act"], via)


def _event(i: Json, entities: Mapping[str, Sequence[str]]) -> Event:
    places = tuple(name for place in i["places"] for name in entities.get(place, ()))
    return Event(i["kind"], (_span(i), *map(_span, i["mentions"])), places, i["status"])
