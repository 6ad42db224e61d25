"""Happenings: what a list of incidents is narrowed by beside their own columns: where, when, by whom, to whom.

A place is found by its name, by the name of an area that it lies in, or by its distance; all of it is read from the
entities that the ledger holds, so a place without coordinates is at no distance from anything.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Any

from musnad.lang.words import fold_name
from musnad.ledger import Held, Reader, Where
from musnad.model.errors import LedgerError
from musnad.model.records import Json

EARTH = 6371.0  # kilometres, its mean radius
KNOWN = 65536  # entities and times kept in memory
Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
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
    """The incidents of a ledger with the places and times that they point at."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._record = lru_cache(KNOWN)(lambda record: reader.record(record).record)

    def narrowed(self, found: Iterable[Held], asked: Asked) -> Iterator[Held]:
        """Yield the incidents for which all that is asked holds.

        Raises:
            LedgerError: A distance is asked from a place whose coordinates nobody knows.
        """
        tests = list(self._tests(asked))
        return (held for held in found if all(test(held.record) for test in tests))

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

    def _tests(self, asked: Asked) -> Iterator[Callable[[Json], bool]]:
        if asked.place is not None and asked.radius is not None:
            centres, radius = self._centres(asked.place), asked.radius
            yield lambda line: any(_near(p, centres, radius) for p in self.places(line))
        elif asked.place is not None:
            name = fold_name(asked.place)
            yield lambda line: any(_named(p, name) for p in self.places(line))
        if asked.happened_from or asked.happened_to:
            first, last = asked.happened_from or "", asked.happened_to or "9999-12-31"
            yield lambda line: _within(self.when(line), first, last)
        for side, words in (("actors", asked.actor), ("targets", asked.target)):
            if words is not None:
                yield self._party(side, fold_name(words).split())

    def _party(self, side: str, words: Sequence[str]) -> Callable[[Json], bool]:
        def holds(line: Json) -> bool:
            for piece in line[side]:
                names = [piece["text"]]
                if piece.get("entity"):
                    names += self._record(piece["entity"])["names"]
                if set(words) <= {w for name in names for w in fold_name(name).split()}:
                    return True
            return False

        return holds

    def _centres(self, place: str) -> list[Point]:
        point = _point(place)
        if point is not None:
            return [point]
        name = fold_name(place)
        found = (held.record for held in self._reader.entities(Where(text=place)))
        centres = {(e["lat"], e["lon"]) for e in found if e.get("lat") is not None and name in _names(e)}
        if not centres:
            raise LedgerError(f"{place}: no place of this name has coordinates in the ledger; write --place LAT,LON")
        return sorted(centres)


def _point(text: str) -> Point | None:
    north, sign, east = text.partition(",")
    try:
        return (float(north), float(east)) if sign else None
    except ValueError:
        return None


def _names(entity: Json) -> set[str]:
    return {fold_name(n) for n in (entity["name"], *entity["names"])}


def _named(entity: Json, name: str) -> bool:
    """Whether a place, or an area that it lies in, is called so; words of its kind before the name do not count."""
    known = _names(entity) | {fold_name(area) for area in entity.get("chain") or ()}
    return any(name == one or one.endswith(f" {name}") for one in known)


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


def feature(held: Held, places: Sequence[Json], when: str | None) -> dict[str, Any]:
    """Return a record as a feature of GeoJSON: a point at the first of its places that has coordinates, else none."""
    line = held.record
    at = next((p for p in places if p.get("lat") is not None), None)
    where = {"place": at["name"], "place_precision": at["place_precision"]} if at else {}
    told = {"id": held.id, "outlet": held.outlet, "published": held.published, "origin": held.origin}
    rest = {k: v for k, v in line.items() if k not in {"type", "id", "by", "lat", "lon", "place_precision"}}
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [at["lon"], at["lat"]]} if at else None,
        "properties": {**told, **({"when": when} if line["type"] == "incident" else {}), **where, **rest},
    }
