"""The records: THE list of fields. The ledger's columns, every export and the line format come from here.

Every ``start`` and ``end`` is half-open, in Unicode code points of the raw source text. Unknown is None and is
written ``null``; the fields named in ``UNSAID`` are left out of the line where the text does not say them.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import Any, ClassVar

from musnad.model.span import Span
from musnad.model.writing import written_line

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class By:
    """What made a record.

    Attributes:
        rule: The rule's name, such as ``statement.cue.verb``, or the model's name.
        version: Version of the package that made it.
        score: In 0..1 where a model spoke, else None.
    """

    rule: str
    version: str
    score: float | None = None

    def as_json(self) -> Json:
        """Return the ``by`` object of a record."""
        return {"rule": self.rule, "version": self.version} | ({} if self.score is None else {"score": round(self.score, 4)})


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a record that is words of the text: a cue, an occasion, a role, an agency on the way.

    Attributes:
        start: First code point.
        end: One past the last code point.
        text: The words themselves.
        extra: Further fields of the part, such as ``lemma``, ``kind``, ``entity``, ``name``.
    """

    start: int
    end: int
    text: str
    extra: tuple[tuple[str, Any], ...] = ()

    @classmethod
    def at(cls, text: str, start: int, end: int, **extra: Any) -> Piece:
        """Make the piece that stands at ``start``..``end`` of ``text``."""
        return cls(start, end, text[start:end], tuple(extra.items()))

    def get(self, name: str) -> Any:
        """Return a further field, None if it is not there."""
        return dict(self.extra).get(name)

    def as_json(self) -> Json:
        """Return the part as an object with its span, words and further fields."""
        return {"start": self.start, "end": self.end, "text": self.text, **dict(self.extra)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What all records share.

    Attributes:
        id: Content id.
        by: What made it.
        row: The row of the table that the source came from, None outside tables.
    """

    type: ClassVar[str] = "record"
    id: str
    by: By
    row: str | None = None

    def as_json(self) -> Json:
        """Return the line of this record, in the field order of the format."""
        line: Json = {"type": self.type, "id": self.id}
        kind: Any = type(self)
        for name in _names(kind):
            value = getattr(self, name)
            if value is not None or name not in UNSAID:
                line[name.rstrip("_")] = _plain(value)
        line["by"] = self.by.as_json()
        if self.row is not None:
            line["row"] = self.row
        return line

    def line(self) -> str:
        """Return the record as one line of JSON, without its line end."""
        kind: Any = type(self)
        return written_line(self.type, self, _names(kind), UNSAID)


# Unsaid is absent: these fields are left out where they are None. All others are written as null.
UNSAID = frozenset({"occasion", "audience", "time", "parent", "warning", "wikidata", "geonames", "pcode", "lat", "lon",
                    "place_precision", "note", "calendar", "rule", "statement", "incident", "place", "chain",
                    "subkind", "weapon", "precision", "steps", "related"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Spanned(Record):
    """A record that stands at one place of the text.

    Attributes:
        start: First code point.
        end: One past the last code point.
        text: The words at this span.
    """

    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        """Where the record stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Spanned):
    """One report; a source may hold many.

    Attributes:
        source: SHA-256 of the source's bytes.
        index: Number of the report in its source, from 0.
        title: Headline, if there is one.
        outlet: Who published it, as given or read.
        published: ISO date, or None.
        published_from: ``given``, ``metadata``, ``text`` or None.
        language: BCP 47 tag.
        story: Cluster id, None until linked.
    """

    type: ClassVar[str] = "report"
    source: str
    index: int
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    published_from: str | None = None
    language: str = "ar"
    story: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Record):
    """Somebody or something that a source names. It has no span: its mentions have.

    Attributes:
        kind: person, organization, place, facility, group, document, event, other.
        name: Fullest name in the source, without titles.
        names: Every surface form, without titles.
        roles: Titles and offices as written, with the organization, entity, country, standing and time that they tell.
    """

    type: ClassVar[str] = "entity"
    source: str
    kind: str
    name: str
    names: tuple[str, ...] = ()
    roles: tuple[Piece, ...] = ()
    wikidata: str | None = None
    geonames: str | None = None
    pcode: str | None = None
    lat: float | None = None
    lon: float | None = None
    place_precision: str | None = None
    chain: tuple[str, ...] | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Spanned):
    """One place where an entity is named."""

    type: ClassVar[str] = "mention"
    entity: str
    kind: str
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Spanned):
    """Something that somebody is said to have said; the span is the content.

    Attributes:
        report: Id of its report.
        cue: The words that introduce it, with ``lemma`` and ``kind`` (verb, participle, noun, particle, colon).
        speaker: Who says it, with ``entity`` and ``name`` (fullest name in the source); None where the text names none.
        form: direct, mixed, indirect.
        act: assert, announce, deny, accuse, warn, threaten, demand, promise, praise, condemn, confirm, reject,
            estimate, hope, ask.
        via: Who passed it on, in order from the speaker to this report, with ``entity`` and ``kind``.
        occasion: Where or when it was said, as written.
        audience: To whom, as written.
        time: Id of the time record of the saying.
        parent: Id of the statement it stands inside.
        polarity: affirmed, negated.
        certainty: asserted, possible, conditional.
        steps: How the speaker was resolved, one short line a step.
    """

    type: ClassVar[str] = "statement"
    report: str
    cue: Piece
    speaker: Piece | None
    form: str
    act: str
    via: tuple[Piece, ...] = ()
    occasion: Piece | None = None
    audience: Piece | None = None
    time: str | None = None
    parent: str | None = None
    polarity: str = "affirmed"
    certainty: str = "asserted"
    steps: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Spanned):
    """A counted or measured quantity.

    Attributes:
        report: Id of its report.
        value: The number said; None where only words say it («العشرات»).
        low: Lowest number meant, None if open.
        high: Highest number meant, None if open.
        relation: exact, about, at_least, at_most, more_than, less_than, between, vague.
        unit: The counted noun as written.
        about: killed, injured, displaced, attacks, troops, civilians, money, facilities, distance, duration, other.
        statement: Id of the statement that gives it.
        note: What does not add up, never a correction.
        rule: Name of the rule that set the bounds of a vague word.
    """

    type: ClassVar[str] = "figure"
    report: str
    value: float | int | None
    low: float | int | None
    high: float | int | None
    relation: str
    unit: str | None
    about: str
    statement: str | None = None
    incident: str | None = None
    place: str | None = None
    time: str | None = None
    note: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Time(Spanned):
    """An expression that points at a calendar time.

    Attributes:
        report: Id of its report.
        value: ISO 8601 date, month, year, instant or interval, open ``a/`` or ``/b``; None if not resolvable.
        grain: minute, hour, day, week, month, year, season.
        anchor: absolute, published, text.
        warning: Where the text contradicts itself or its date.
        calendar: ``hijri`` where the value was converted.
    """

    type: ClassVar[str] = "time"
    report: str
    value: str | None
    grain: str | None
    anchor: str
    warning: str | None = None
    calendar: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Spanned):
    """Something that happened, or is said to have; the span is the trigger.

    Attributes:
        report: Id of its report.
        kind: See the format page.
        status: reported, claimed, denied, planned, threatened, hypothetical.
        places: Entity ids, most specific first.
        time: Id of a time record.
        actors: Who did it, with ``entity`` where known and ``role``: alleged, admitted, stated.
        targets: To whom or what.
        killed: ``low``, ``high``, ``figure`` or None.
        injured: Likewise.
        statement: Id of the statement that carries it; None for the outlet's own word.
        mentions: All trigger spans of the same incident in this report.
        subkind: The words that say a finer kind, with it as ``kind`` (artillery, barrel_bomb, chlorine, car_bomb, …).
        weapon: The words that name the weapon, with ``kind`` where it is a finer kind too.
    """

    type: ClassVar[str] = "incident"
    report: str
    kind: str
    status: str
    places: tuple[str, ...] = ()
    time: str | None = None
    actors: tuple[Piece, ...] = ()
    targets: tuple[Piece, ...] = ()
    killed: Json | None = None
    injured: Json | None = None
    statement: str | None = None
    mentions: tuple[Piece, ...] = ()
    subkind: Piece | None = None
    weapon: Piece | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Record):
    """A tie between two records, maybe of different reports.

    Attributes:
        kind: same_entity, same_statement, same_incident, same_story, near_copy, corroborates, contradicts, updates.
        from_: Id of the first record. Written ``from``.
        to: Id of the second.
        why: One line for a person.
        score: In 0..1.
    """

    type: ClassVar[str] = "link"
    kind: str
    from_: str
    to: str
    why: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal(Spanned):
    """Text that was recognised but could not be made a record without guessing.

    Attributes:
        report: Id of its report.
        code: One of ``refusals.CODES``.
        why: What was found here, in one line.
    """

    type: ClassVar[str] = "refusal"
    report: str
    code: str
    why: str


RECORD_TYPES: tuple[type[Record], ...] = (Report, Entity, Mention, Statement, Figure, Time, Incident, Link, Refusal)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """Return the fields to write, the span first; id, by and row have places of their own."""
    names = [f.name for f in fields(kind) if f.name not in {"id", "by", "row"}]
    span = [n for n in ("start", "end", "text") if n in names]
    return tuple(span + [n for n in names if n not in span])


def _plain(value: Any) -> Any:
    if isinstance(value, Piece):
        return value.as_json()
    return [_plain(v) for v in value] if isinstance(value, tuple) else value
