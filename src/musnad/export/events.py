"""Events: incidents in the shape of databases that count events. Only what is said to have happened becomes one.

Denied, planned, threatened and supposed incidents are left out and counted. Incidents that links join are one event, and
a copy of a report adds no source. A machine chooses no number: where sources differ, the bounds are the lowest and the
highest that any of them says, and what a database calls best is the lowest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from musnad.export.days import Days, days
from musnad.export.happenings import HAPPENED, doubtful, groups, told, voices
from musnad.export.loss import Loss
from musnad.export.places import Point, points
from musnad.export.selection import Item, Selection

DOUBTED = "incident: disputed by its own speaker, or read as supposed where the same statement is told again; left out"
NO_EVENT = "incident: {}, never an event, left out"
DAYS_APART = {"minute": 1, "hour": 1, "day": 1, "week": 2, "month": 3, "season": 4, "year": 5}


@dataclass(frozen=True, slots=True)
class Event:
    """One event.

    Attributes:
        items: The incidents that say that it happened, the first first.
        kind: Kind of the first.
        when: The narrowest time that any of them gives, or None.
        point: The most specific place with coordinates, or None.
        killed: Lowest and highest number said, each None where open or unsaid.
        injured: Likewise.
        reports: The reports that tell it, each set of copies once.
        outlets: Their outlets, where known.
        speakers: Whose word it is, where it is not an outlet's own.
        actors: Who is said to have done it.
        targets: To whom or what.
        denied: Whether another incident of the same group is denied.
    """

    items: tuple[Item, ...]
    kind: str
    when: Days | None
    point: Point | None
    killed: tuple[float | None, float | None]
    injured: tuple[float | None, float | None]
    reports: tuple[Item, ...]
    outlets: tuple[str, ...]
    speakers: tuple[str, ...]
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    denied: bool

    @property
    def id(self) -> str:
        """Id of the first incident."""
        return self.items[0].id


def events(made: Selection, loss: Loss) -> list[Event]:
    """Return the events of a selection; what is none is counted as lost."""
    found = []
    doubted = doubtful(made)
    for group in groups(made):
        happened = told(group, doubted)
        for item in group:
            if item.line["status"] not in HAPPENED:
                loss.lost[NO_EVENT.format(item.line["status"])] += 1
            elif item.id in doubted:
                loss.lost[DOUBTED] += 1
        if happened:
            found.append(_event(made, group, happened))
    return found


def _event(made: Selection, group: list[Item], told: list[Item]) -> Event:
    times = [when for item in told if (when := days(made, item))]
    times.sort(key=lambda when: (when.first is None, DAYS_APART.get(when.grain or "", 9)))
    places = [at for item in told for at in points(made, item)]
    reports = tuple(item for item in map(made.get, voices(made, told)) if item)
    return Event(
        tuple(told), told[0].line["kind"], times[0] if times else None, places[0] if places else None,
        _bounds(told, "killed"), _bounds(told, "injured"), reports, _once(item.held.outlet for item in reports),
        _once(speaker(made.get(item.get("statement"))) for item in told),
        _once(name_of(made, piece) for item in told for piece in item.get("actors") or ()),
        _once(name_of(made, piece) for item in told for piece in item.get("targets") or ()),
        any(item.line["status"] == "denied" for item in group),
    )


def _once(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _bounds(told: list[Item], side: str) -> tuple[float | None, float | None]:
    counts = [item.line[side] for item in told if item.get(side)]
    lows = [count["low"] for count in counts if count.get("low") is not None]
    highs = [count["high"] for count in counts]
    open_end = not highs or any(high is None for high in highs)
    return min(lows, default=None), None if open_end else max(highs)


def speaker(statement: Item | None) -> str | None:
    """Return the name of who speaks in a statement."""
    piece = statement.get("speaker") if statement else None
    return (piece.get("name") or piece["text"]) if piece else None


def name_of(made: Selection, piece: Mapping[str, str]) -> str:
    """Return the fullest name of who or what a piece of the text is, else its words."""
    entity = made.get(piece.get("entity"))
    return str(entity.line["name"]) if entity else piece["text"]


@cache
def mapping(name: str) -> dict[str, dict[str, str]]:
    """Return the table that maps our kinds of incidents to another vocabulary, by kind."""
    text = files("musnad.export").joinpath(f"mappings/{name}.tsv").read_text(encoding="utf-8")
    head, *rows = (line.split("\t") for line in text.splitlines())
    return {row[0]: dict(zip(head, row, strict=True)) for row in rows}
