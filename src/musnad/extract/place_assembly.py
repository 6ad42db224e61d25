"""Place assembly: the gazetteer's word on the names of a report, and on where each entity of place lies.

What the gazetteer cannot decide stays without coordinates; the note says what it may be.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from musnad.extract.places import Place
from musnad.model.frame import Frame
from musnad.text.names import Name

PLACES = frozenset(("place", "facility"))
_FACILITIES = frozenset(("camp", "airfield", "crossing", "dam", "bridge", "field", "port", "prison", "base", "facility"))
_BACK = 3  # places that may begin before a name and still reach into it

Where = tuple[int, int]


def with_places(names: Sequence[Name], located: Sequence[Place], count: int) -> tuple[Name, ...]:
    """Return the names with the places that the tagger missed or cut short; none overlaps another.

    Args:
        names: What the tagger found.
        located: What the gazetteer makes of it.
        count: Number of words of the report.
    """
    settled = {p.name: p for p in located if p.name is not None and p.entry is not None}
    taken = bytearray(count)
    kept = [name for name in names if name.kind not in PLACES]
    for name in kept:
        _take(taken, name)
    for number, name in enumerate(names):
        if name.kind in PLACES:
            place = settled.get(number)
            _keep(kept, taken, name if place is None else _named(place, name.score), name)
    for place in located:
        if place.name is None and place.entry is not None:
            _keep(kept, taken, _named(place, place.score))
    return tuple(sorted(kept))


def _named(place: Place, score: float) -> Name:
    kind = "facility" if place.entry is not None and place.entry.kind in _FACILITIES else "place"
    return Name(place.first, place.last, place.start, place.end, kind, score)


def _keep(kept: list[Name], taken: bytearray, *forms: Name) -> None:
    """Keep the first form of a name whose words no other name has."""
    for name in forms:
        if not any(taken[name.first : name.last]):
            _take(taken, name)
            kept.append(name)
            return


def _take(taken: bytearray, name: Name) -> None:
    taken[name.first : name.last] = b"\1" * (name.last - name.first)


class Located:
    """The places of a report, by where they are named."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = sorted(places, key=lambda p: (p.start, p.end))
        self.starts = [p.start for p in self.places]

    def at(self, span: Where) -> Place | None:
        """Return the place whose name fills a span best."""
        start, end = span
        first = max(0, bisect_left(self.starts, start) - _BACK)
        near = [p for p in self.places[first : bisect_left(self.starts, end)] if p.end > start]
        return min(near, key=lambda p: abs(p.start - start) + abs(p.end - end), default=None)


def entry_of(named: Sequence[Place]) -> int | None:
    """Return the number of the place that the mentions of a name mean; None if open."""
    chosen = _chosen([p for p in named if p.entry is not None])
    return chosen.entry.number if chosen is not None and chosen.entry is not None else None


def place_fields(named: Sequence[Place], frame: Frame) -> dict[str, Any]:
    """Return what an entity record says of where it lies, from the places of all of its mentions.

    Most mentions decide. Where they mean places that lie apart, none is chosen.
    """
    meant = [p for p in named if p.entry is not None]
    if not meant:
        return {"note": _open(named[0])} if named else {}
    counts = Counter(p.chain for p in meant)
    chosen = _chosen(meant)
    if chosen is None:
        return {"note": "named here for places that lie apart: " + "; ".join(f"{_told(c)} ({n})" for c, n in counts.items())}
    others = [f"{n} of {len(meant)} mentions are of {_told(c)}" for c, n in counts.items() if c != chosen.chain]
    return {"by": frame.by("entity.place", chosen.score), **_fields(chosen),
            "note": ". ".join(filter(None, ("; ".join((*chosen.steps, *others)), chosen.note)))}


def _chosen(meant: Sequence[Place]) -> Place | None:
    """Return the place that most mentions are of; None where they mean places of which none contains the other."""
    if not meant or not _nested(list({p.chain for p in meant})):
        return None
    [(most, _)] = Counter((p.chain, p.precision) for p in meant).most_common(1)
    return next(p for p in meant if (p.chain, p.precision) == most)


def _fields(place: Place) -> dict[str, Any]:
    entry = place.entry
    if entry is None:
        return {}
    return {"geonames": entry.geonames or None, "pcode": entry.pcode or None, "lat": entry.lat, "lon": entry.lon,
            "place_precision": place.precision, "chain": place.chain}


def _open(place: Place) -> str:
    may = place.note.replace("may also be", "may be") if place.note else None
    return ". ".join(filter(None, ("; ".join(place.steps), may)))


def _nested(chains: Sequence[tuple[str, ...]]) -> bool:
    """Say whether of any two places one contains the other."""
    by_size = sorted(chains, key=len)
    return all(inner[-len(outer) :] == outer for outer, inner in pairwise(by_size))


def _told(chain: tuple[str, ...]) -> str:
    return " ← ".join(chain)
