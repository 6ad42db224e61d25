"""Happenings: what a list of incidents is narrowed by beside their own columns: where, when, by whom, to whom.

A place is found by its name, by the name of an area that it lies in, or by its distance; all of it is read from the
entities that the ledger holds, so a place without coordinates is at no distance from anything.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import islice
from math import asin, cos, radians, sin, sqrt

from musnad.ledger.lines import line_now, lines_now
from musnad.ledger.reader import Reader
from musnad.ledger.views import Held, Where
from musnad.model.errors import LedgerError
from musnad.model.records import Json

EARTH = 6371.0  # kilometres, its mean radius
KNOWN = 65_536  # entities and times kept in memory
AT_ONCE = 100  # incidents whose places, times and parties are read together
NAMES = 256  # names of places whose coordinates are kept in memory
NAMESAKES = 2_000  # entities of a name that are looked at for where it lies
Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What incidents are asked for. All that is given must hold.

    Attributes:
        place: A name, of the place or of an area that holds it, or ``LAT,LON``.
        radius: Kilometres around ``place`` instead of its name.
        happened_from: First day, ISO: the time of the incident, not of publication.
        happened_to: Last day, ISO, included.
        actor: Words of who did it.
        target: Words of whom or what it was done to.
    """

    place: str | None = None
    radius: float | None = None
    happened_from: str | None = None
    happened_to: str | None = None
    actor: str | None = None
    target: str | None = None

    def given(self) -> bool:
        """Whether anything is asked."""
        return any(getattr(self, f.name) is not None for f in fields(self))


class Happenings:
    """The incidents of a ledger with the places and times that they point at. Threads may share it."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._fold = reader.folded
        self._known: dict[str, Json] = {}
        self._stamp = (0, 0)
        self._lie: dict[tuple[str, tuple[int, int]], list[Point]] = {}  # where places of a name lie, by the ledger's state

    def narrowed(self, found: Iterable[Held], asked: Sought) -> Iterator[Held]:
        """Yield the incidents for which all that is asked holds.

        Raises:
            LedgerError: A distance is asked from a place whose coordinates nobody knows.
        """
        self._judged_anew()
        tests, left = list(self._tests(asked)), iter(found)
        return (held for some in iter(lambda: list(islice(left, AT_ONCE)), []) for held, line in self._read(some)
                if all(test(line) for test in tests))

    def _judged_anew(self) -> None:
        """Forget what was read before the last verdict: a place may have been corrected."""
        stamp = self._reader.stamp()
        if stamp != self._stamp:
            self._known, self._stamp = {}, stamp

    def told(self, held: Held) -> Held:
        """Return an incident with two fields more, for people: ``where``, names of places, and ``when``, a value."""
        line = {**held.record, "where": [p["name"] for p in self.places(held.record)], "when": self.when(held.record)}
        return replace(held, line=json.dumps(line, ensure_ascii=False))

    def places(self, line: Json) -> list[Json]:
        """Return the entities of an incident's places, most specific first."""
        return [self._record(place) for place in line["places"]]

    def when(self, line: Json) -> str | None:
        """Return the value of an incident's time."""
        value: str | None = self._record(line["time"])["value"] if line.get("time") else None
        return value

    def _read(self, some: Sequence[Held]) -> list[tuple[Held, Json]]:
        """Return incidents with their fields; what they point at is read at once."""
        lines = [(held, held.record) for held in some]
        named = (piece.get("entity") for _, line in lines for side in ("actors", "targets") for piece in line[side])
        told = (one for _, line in lines for one in (*line["places"], line.get("time")))
        wanted = [one for one in (*told, *named) if one and one not in self._known]
        if len(self._known) > KNOWN:
            self._known.clear()
        self._known |= lines_now(self._reader, self._reader.several(wanted).values())
        return lines

    def _record(self, record: str) -> Json:
        line = self._known.get(record)  # another thread may empty it at any moment
        if line is None:
            line = self._known[record] = line_now(self._reader, self._reader.record(record))
        return line

    def _tests(self, asked: Sought) -> Iterator[Callable[[Json], bool]]:
        if asked.place is not None and asked.radius is not None:
            centres, radius = self._centres(asked.place), asked.radius
            yield lambda line: any(_near(p, centres, radius) for p in self.places(line))
        elif asked.place is not None:
            name = self._fold(asked.place)
            yield lambda line: any(self._named(p, name) for p in self.places(line))
        if asked.happened_from or asked.happened_to:
            first, last = asked.happened_from or "", asked.happened_to or "9999-12-31"
            yield lambda line: _within(self.when(line), first, last)
        for side, words in (("actors", asked.actor), ("targets", asked.target)):
            if words is not None:
                yield self._party(side, self._fold(words).split())

    def _party(self, side: str, words: Sequence[str]) -> Callable[[Json], bool]:
        def holds(line: Json) -> bool:
            for piece in line[side]:
                names = [piece["text"]]
                if piece.get("entity"):
                    names += self._record(piece["entity"])["names"]
                if set(words) <= {w for name in names for w in self._fold(name).split()}:
                    return True
            return False

        return holds

    def _centres(self, place: str) -> list[Point]:
        point = _point(place)
        if point is not None:
            return [point]
        key = (place, self._reader.stamp())
        found = self._lie.get(key)
        if found is None:
            if len(self._lie) > NAMES:
                self._lie.clear()
            found = self._lie[key] = self._lies(place)
        return found

    def _lies(self, place: str) -> list[Point]:
        name = self._fold(place)
        found = (line_now(self._reader, held) for held in self._reader.entities(Where(text=place), NAMESAKES))
        centres = {(e["lat"], e["lon"]) for e in found if e.get("lat") is not None and name in self._names(e)}
        if not centres:
            raise LedgerError(f"{place}: no place of this name has coordinates in the ledger; give it as LAT,LON")
        return sorted(centres)

    def _names(self, entity: Json) -> set[str]:
        return {self._fold(n) for n in (entity["name"], *entity["names"])}

    def _named(self, entity: Json, name: str) -> bool:
        """Whether a place, or an area that it lies in, is called so; words of its kind before the name do not count."""
        known = self._names(entity) | {self._fold(area) for area in entity.get("chain") or ()}
        return any(name == one or one.endswith(f" {name}") for one in known)


def _point(text: str) -> Point | None:
    north, sign, east = text.partition(",")
    try:
        return (float(north), float(east)) if sign else None
    except ValueError:
        return None


def _near(entity: Json, centres: Sequence[Point], radius: float) -> bool:
    if entity.get("lat") is None:
        return False
    return any(distance((entity["lat"], entity["lon"]), centre) <= radius for centre in centres)


def distance(one: Point, other: Point) -> float:
    """Return the distance of two points (degrees north, degrees east) on the sphere, in kilometres."""
    north, east, south, west = map(radians, (*one, *other))
    half = sin((north - south) / 2) ** 2 + cos(north) * cos(south) * sin((east - west) / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))


def _within(value: str | None, first: str, last: str) -> bool:
    """Whether a time can lie between two days: a month can where a day of it does."""
    if value is None:
        return False
    low, sign, high = value.partition("/")
    low, high = low[:10], (high if sign else low)[:10]
    return (not low or low <= last) and (not high or high + "~" >= first)
