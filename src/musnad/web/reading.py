"""What pages show of a record, gathered from the ledger: its fields as they stand now, its way, its history."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from musnad.ledger import Event, Evidence, Held, Reader, Told, Where, told, whole_of
from musnad.web.marking import Mark, Piece, pieces

JUDGED = ("accepted", "rejected", "corrected", "unsure", "withdrawn")
HEADLINE = 110  # code points of a report's first words that stand for a title


@dataclass(frozen=True, slots=True)
class Change:
    """One field that a verdict changes.

    Attributes:
        name: The field.
        before: What it was, for people.
        after: What it is, for people.
    """

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Past:
    """One thing that happened to a record.

    Attributes:
        event: What happened.
        changes: What it changed.
        told: What its reason says.
        halves: The two statements that it made of this one.
    """

    event: Event
    changes: tuple[Change, ...]
    told: Told
    halves: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of the way from a speaker to the source.

    Attributes:
        kind: speaker, agency, …, outlet, source.
        name: Who it is; None where nobody is named.
        path: Address of its page, or None.
        words: The words of the text that name it, where they differ.
    """

    kind: str
    name: str | None
    path: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Detail:
    """A record with all that a page says of it.

    Attributes:
        held: As it was recorded.
        line: Its fields as they stand now: with the last correction, if that holds.
        corrected: Names of the fields that people changed.
        past: Its history.
        seen: Id of the last verdict, empty if there is none.
        evidence: Where its words stand.
        pieces: The lines of the text around it, with its parts marked.
        way: From speaker to source, for a statement.
    """

    held: Held
    line: dict[str, Any]
    corrected: frozenset[str]
    past: tuple[Past, ...]
    seen: str
    evidence: Evidence
    pieces: tuple[Piece, ...]
    way: tuple[Stop, ...] = field(default=())

    @property
    def verdict(self) -> str | None:
        """The verdict that holds."""
        return self.held.verdict

    @property
    def halves(self) -> tuple[Held, ...]:
        """The two statements that a reviewer made of this one, if that holds."""
        said = [past for past in self.past if past.event.what in JUDGED]
        return said[-1].halves if said else ()

    @property
    def whole(self) -> str:
        """Id of the statement that a reviewer made this one of, empty if none."""
        return whole_of(self.line.get("steps"))


def detail(reader: Reader, record_id: str) -> Detail:
    """Return a record with all that a page says of it.

    Raises:
        NoSuchRecord: No run has ever recorded this id.
    """
    held = reader.record(record_id)
    evidence = reader.evidence(held.id)
    events = reader.history(held.id)
    past, line, corrected = _past(held, events, _halves(reader, events))
    verdicts = [p.event for p in past if p.event.what in JUDGED]
    return Detail(held, line, corrected, past, verdicts[-1].id if verdicts else "", evidence,
                  _around(evidence, line), _way(held, line, evidence))


def _halves(reader: Reader, events: list[Event]) -> dict[str, Held]:
    """Return the statements that verdicts made of a record, by their ids."""
    ids = [half for event in events for half in told(event.reason).halves]
    return reader.several(ids) if ids else {}


def _past(held: Held, events: list[Event],
          halves: dict[str, Held]) -> tuple[tuple[Past, ...], dict[str, Any], frozenset[str]]:
    """Return the history with what each step changed, the fields as they stand, and the names of the changed ones."""
    first = held.record
    line, made = first, []
    for event in events:
        says = told(event.reason)
        if event.what in JUDGED:
            after = {**first, **(event.correction or {})}
            made.append(Past(event, _changes(line, after), says, tuple(halves[one] for one in says.halves if one in halves)))
            line = after
        else:
            made.append(Past(event, (), says))
    return tuple(made), line, frozenset(name for name in line if line[name] != first.get(name))


def _changes(before: dict[str, Any], after: dict[str, Any]) -> tuple[Change, ...]:
    names = [name for name in after if before.get(name) != after[name]] + [n for n in before if n not in after]
    return tuple(Change(name, plain(before.get(name)), plain(after.get(name))) for name in names)


def plain(value: Any) -> str:
    """Return a value of the format for people: words rather than objects, nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return str(value.get("name") or value.get("text") or value.get("value") or "")
    if isinstance(value, list | tuple):
        return "، ".join(map(plain, value)) if value else ""
    return str(value)


def _around(evidence: Evidence, line: dict[str, Any]) -> tuple[Piece, ...]:
    if evidence.context is None or evidence.context_start is None:
        return ()
    begin = evidence.context_start
    kind = evidence.record.type
    marks = [Mark(line["start"], line["end"], kind, evidence.record.id)]
    for name in ("cue", "speaker", "occasion", "via", "mentions", "actors", "targets"):
        value = line.get(name)
        parts = value if isinstance(value, list) else [value]
        shown = {"mentions": "incident", "actors": "actor", "targets": "target"}.get(name, name)
        spans = [part for part in parts if isinstance(part, dict) and "start" in part]
        marks += [Mark(part["start"], part["end"], shown, evidence.record.id) for part in spans]
    text = " " * begin + evidence.context  # spans count from the document's beginning
    return tuple(pieces(text, begin, begin + len(evidence.context), marks))


def _way(held: Held, line: dict[str, Any], evidence: Evidence) -> tuple[Stop, ...]:
    if held.type != "statement":
        return ()
    speaker = line.get("speaker") or {}
    entity = speaker.get("entity")
    stops = [Stop("speaker", speaker.get("name") or speaker.get("text"), f"/entities/{entity}" if entity else None,
                  speaker.get("text"))]
    for via in line.get("via") or ():
        path = f"/entities/{via['entity']}" if via.get("entity") else None
        stops.append(Stop(via.get("kind") or "via", via["text"], path))
    stops.append(Stop("outlet", held.outlet, f"/reports/{line['report']}"))
    stops.append(Stop("source", (evidence.source or "")[:12], f"/sources/{evidence.container or evidence.source}"))
    return tuple(stops)


def headline(report: Held) -> str:
    """Return a report's title, or its first words."""
    line = report.record
    first = next((part for part in line["text"].splitlines() if part.strip()), "")
    said = " ".join((line.get("title") or first).split())
    return said if len(said) <= HEADLINE else said[:HEADLINE].rsplit(" ", 1)[0] + " …"


def names(reader: Reader, ids: list[str]) -> dict[str, str]:
    """Return the names of entities; those that the ledger does not hold are left out."""
    return {one: held.record["name"] for one, held in reader.several(ids).items()}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a list.

    Attributes:
        rows: The records.
        after: Id to go on after; None where the list ends.
        begun: Whether it is not the first page.
    """

    rows: tuple[Held, ...]
    after: str | None
    begun: bool


def sheet(reader: Reader, kind: str, where: Where, *, after: str | None, size: int) -> Sheet:
    """Return one page of the records of a type, by cursor."""
    found = list(reader.records(kind, where, size + 1, after or None))
    more = len(found) > size
    return Sheet(tuple(found[:size]), found[size - 1].id if more else None, bool(after))
