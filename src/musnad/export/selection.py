"""Selection: the records that go out together, as people left them.

What was chosen brings along what it points at: its report, the statement it stands in, its time, places and people,
the figures tied to it, and the links between what is there. What a person rejected is left out and counted; what a
person corrected carries the correction and the names of the corrected fields.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from musnad.ledger import Event, Held, Reader, Where
from musnad.model.errors import LedgerError, NoSuchRecord, Withheld
from musnad.model.records import RECORD_TYPES, Json

TYPES = tuple(kind.type for kind in RECORD_TYPES)
SEEDS = ("statement", "incident", "figure")  # what filters choose; the rest comes along
POINTERS = ("report", "statement", "parent", "time", "incident", "place", "entity")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is to go out.

    Attributes:
        where: What must hold of the records.
        ids: Ids of the records instead of ``where``, as they were found in another way.
    """

    where: Where = field(default_factory=Where)
    ids: tuple[str, ...] | None = None

    @property
    def everything(self) -> bool:
        """Whether nothing narrows the choice."""
        return self.ids is None and not {k: v for k, v in self.where.given().items() if k != "superseded"}


@dataclass(frozen=True, slots=True)
class Item:
    """One record as it goes out.

    Attributes:
        held: The record as the ledger holds it.
        line: Its fields, with a person's correction in place.
        corrected: Names of the fields that a person corrected.
        events: What people said of it, the first thing first; empty where nobody did.
    """

    held: Held
    line: Json
    corrected: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def id(self) -> str:
        """Content id of the record."""
        return self.held.id

    def get(self, name: str) -> Any:
        """Return a field, or None where the record lacks it."""
        return self.line.get(name)


class Selection:
    """Records by type, in text order, with what they point at."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.rejected: Counter[str] = Counter()
        self._items: dict[str, dict[str, Item]] = {kind: {} for kind in TYPES}
        self._out: set[str] = set()

    def of(self, kind: str) -> list[Item]:
        """Return the records of a type, in text order."""
        return sorted(self._items[kind].values(), key=lambda item: item.held.number)

    def get(self, record_id: str | None) -> Item | None:
        """Return a record by its id, or None where it is not among them."""
        return None if record_id is None else self._items.get(record_id.partition("-")[0], {}).get(record_id)

    def add(self, held: Held) -> Item | None:
        """Take a record in, and return it as it goes out; None where a person rejected it."""
        if held.id in self._out:
            return None
        known = self._items[held.type].get(held.id)
        if known is not None:
            return known
        if held.verdict == "rejected" or hangs(held, self._out):
            self._out.add(held.id)
            self.rejected[held.type] += 1
            return None
        made = self._items[held.type][held.id] = judged(self.reader, held)
        return made

    def fetch(self, record_id: str | None) -> Item | None:
        """Take the record of an id in, if the ledger holds it."""
        if record_id is None or record_id in self._out:
            return None
        try:
            return self.get(record_id) or self.add(self.reader.record(record_id))
        except (NoSuchRecord, Withheld):
            return None

    def __iter__(self) -> Iterator[Item]:
        for kind in TYPES:
            yield from self.of(kind)


def hangs(held: Held, gone: Container[str]) -> bool:
    """Say whether a record is a link to one that is left out, and is left out with it."""
    return held.type == "link" and any(held.record[end] in gone for end in ("from", "to"))


def judged(reader: Reader, held: Held) -> Item:
    """Return a record with what people said of it."""
    if held.verdict is None:
        return Item(held, held.record)
    said = tuple(event for event in reader.history(held.id) if event.reason is not None or event.what in _VERDICTS)
    line, names = held.record, tuple[str, ...]()
    if held.verdict == "corrected":
        correction = next((event.correction for event in reversed(said) if event.correction), {})
        line, names = {**line, **correction}, tuple(sorted(correction))
    return Item(held, line, names, said)


_VERDICTS = frozenset(("accepted", "rejected", "corrected", "unsure"))


def select(reader: Reader, choice: Choice) -> Selection:
    """Return the chosen records with what they point at."""
    made = Selection(reader)
    if choice.everything:
        for kind in TYPES:
            for held in reader.records(kind):
                made.add(held)
        return made
    for held in _seeds(reader, choice):
        made.add(held)
    complete(made)
    return made


def _seeds(reader: Reader, choice: Choice) -> Iterator[Held]:
    if choice.ids is not None:
        yield from (reader.record(record) for record in choice.ids)
        return
    for kind in SEEDS:
        try:
            yield from reader.records(kind, choice.where)
        except LedgerError:
            continue  # this type has nothing of what is asked, so none of it is meant


def complete(made: Selection) -> None:
    """Bring along what the records of a selection point at, and the links between them."""
    _along(made, [item for kind in SEEDS for item in made.of(kind)])
    _along(made, _figures(made))
    for report in made.of("report"):
        for held in made.reader.mentions(Where(report=report.id)):
            if made.get(held.record["entity"]):
                made.add(held)
    for held in made.reader.links():
        line = held.record
        if made.get(line["from"]) and made.get(line["to"]):
            made.add(held)


def _figures(made: Selection) -> list[Item]:
    """Take in the figures that are tied to a statement or an incident that is there."""
    found = []
    for report in made.of("report"):
        for held in made.reader.figures(Where(report=report.id)):
            line = held.record
            if made.get(line.get("incident")) or made.get(line.get("statement")):
                found.append(made.add(held))
    return [item for item in found if item]


def _along(made: Selection, items: Iterable[Item]) -> None:
    """Take in what the records point at, and what that points at."""
    waiting = list(items)
    seen = set()
    while waiting:
        item = waiting.pop()
        if item.id not in seen:
            seen.add(item.id)
            waiting += [found for found in map(made.fetch, pointers(item.line)) if found]


def pointers(line: Json) -> Iterator[str]:
    """Yield the ids that a record points at, but for a link's."""
    for name in POINTERS:
        if isinstance(line.get(name), str):
            yield line[name]
    for name in ("speaker", "occasion", "audience"):
        if isinstance(line.get(name), dict) and line[name].get("entity"):
            yield line[name]["entity"]
    for name in ("via", "actors", "targets"):
        yield from (piece["entity"] for piece in line.get(name) or () if piece.get("entity"))
    for name in ("killed", "injured"):
        if isinstance(line.get(name), dict) and line[name].get("figure"):
            yield line[name]["figure"]
    if line["type"] == "incident":
        yield from line.get("places") or ()
