"""Spots of a text that may be places, and how the tagger's and the gazetteer's are brought together."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from musnad.extract.places.cues import Cue


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a place is named.

    Attributes:
        first: Index of the first word.
        last: One past the last word.
        start: First code point, past a joined conjunction or preposition.
        end: One past the last code point.
        key: Key of its name in the gazetteer.
        full: Its folded words joined, nothing left out.
        cue: The word of place before it, None if there is none.
        name: Which of the tagger's names it is, None if the tagger missed it.
        score: How sure the tagger was; 1.0 for a sure name.
        known: Whether the gazetteer has a place of this name.
    """

    first: int
    last: int
    start: int
    end: int
    key: str
    full: str
    cue: Cue | None
    name: int | None
    score: float
    known: bool = True


def merged_spots(tagged: list[Spot], found: list[Spot]) -> list[Spot]:
    """Keep the tagger's spots, and of the found ones those that no other spot holds.

    Where a found name is what the tagger meant, it takes the tagger's place.
    """
    kept: list[Spot] = []
    whole = _longest(found)
    used: set[int] = set()
    reach = 0
    for spot in tagged:
        while reach < len(whole) and whole[reach].last <= spot.first:
            reach += 1
        other = whole[reach] if reach < len(whole) and whole[reach].first < spot.last else None
        if other is not None and _speaks_for(other, spot):
            used.add(reach)
            kept.append(replace(other, name=spot.name, score=max(spot.score, other.score)))
        else:
            kept.append(spot)
    bounds = [(s.first, s.last) for s in kept]
    kept += [s for n, s in enumerate(whole) if n not in used and not _held(s, bounds)]
    return sorted(kept, key=lambda s: (s.start, -s.end))


def _speaks_for(found: Spot, tagged: Spot) -> bool:
    """Say whether a found name is what the tagger meant: it goes on, or the tagger's words are no known name.

    «خان» and «شيخون» are both «خان شيخون»; «عفرين السورية» is «عفرين».
    """
    if found.first <= tagged.first and tagged.last <= found.last:
        return found.first == tagged.first or not tagged.known
    # Of «القدس العربي», a newspaper, the first word is no place; a name of two words or the last word is.
    clear = found.last == tagged.last or found.last - found.first > 1 or found.cue is not None
    return clear and not tagged.known and tagged.first <= found.first and found.last <= tagged.last


def _longest(found: list[Spot]) -> list[Spot]:
    """Return the longest of the found spots that begin together, without those that others cover."""
    whole: list[Spot] = []
    for spot in sorted(found, key=lambda s: (s.first, -s.last, s.cue is None)):
        if not whole or spot.first >= whole[-1].last:
            whole.append(spot)
    return whole


def _held(spot: Spot, bounds: list[tuple[int, int]]) -> bool:
    at = bisect_right(bounds, (spot.first, 1 << 60)) - 1
    return any(a <= spot.first and spot.last <= b for a, b in bounds[max(0, at - 1) : at + 1])
