"""Which place a name means: each candidate gets points, and the points make a score.

A candidate gains by its size and kind, by the word of place before the name, by the area that the text puts it into,
and by the other places of the report. Every point has its line of reasons.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from musnad.extract.places.merging import Spot
from musnad.extract.places.region import HOME
from musnad.lang.gazetteer import Entry, Gazetteer, kilometres
from musnad.lang.words import words

# Points, learnt by trying on reports whose places are known; the score is their softmax.
FIT, MISFIT = 3.0, -2.0  # the word of place agrees with the candidate's kind, or does not
INSIDE, OUTSIDE = 5.0, -3.0  # the text puts it into an area that holds the candidate, or into another
COUNTRY, DIVISION, SENTENCE = 3.0, 2.5, 1.0  # shares of the report's other places
INEXACT = -1.5  # the name is spelt otherwise than the text spells it
UNKNOWN, UNKNOWN_BESIDE = 3.5, 2.0  # points of a place that the gazetteer lacks; more where a word announces a place
COMMON, TRUSTED = -3.0, 0.8  # the name is a common word as well, and the tagger is not that sure
KNOWN, FAMOUS = 0.5, 1.5  # a row written by hand; one far from the region is there because the news names it
NEAR_KM = 60.0  # a town is «in the country around» another within this distance
PRIOR = {"country": 7.0, "continent": 6.5, "sea": 6.0, "governorate": 4.5, "region": 5.0, "strait": 5.5, "canal": 5.5,
         "river": 4.5, "town": 3.7, "village": 2.9, "city": 4.5}
FITS = {
    "settlement": {"city", "town", "village"},
    "governorate": {"governorate"},
    "country": {"country"},
    "rural": {"governorate", "city", "town", "region", "district"},
    "district": {"district", "city", "town", "village", "region", "governorate", "subdistrict"},
    "neighbourhood": {"neighbourhood"},
    "region": {"region"},
    "mountain": {"mountain", "region"},
}
VAST = frozenset({"country", "continent", "region", "sea", "river", "governorate"})
AREAS = frozenset({"country", "governorate", "region", "district"})


@dataclass
class Context:
    """What the report's other places say: votes for countries and divisions, over the report and per sentence.

    A name's own votes are kept apart, so that no name speaks for itself.
    """

    countries: Counter[str] = field(default_factory=Counter)
    divisions: Counter[int] = field(default_factory=Counter)
    sentences: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    own: defaultdict[str, Counter[str | int]] = field(default_factory=lambda: defaultdict(Counter))

    def vote(self, key: str, entry: Entry, division: int, weight: float) -> None:
        """Count a name's vote for a country, and for a division if one is given."""
        self.countries[entry.country] += weight  # type: ignore[assignment]
        self.own[key][entry.country] += weight  # type: ignore[assignment]
        if division >= 0:
            self.divisions[division] += weight  # type: ignore[assignment]
            self.own[key][division] += weight  # type: ignore[assignment]

    def without(self, key: str) -> tuple[dict[str, float], dict[int, float]]:
        """Return the shares of countries and of divisions that the other names give."""
        own = self.own.get(key, Counter())
        return _shares(self.countries, own), _shares(self.divisions, own)


Voted = TypeVar("Voted", str, int)


def _shares(votes: Counter[Voted], own: Counter[str | int]) -> dict[Voted, float]:
    rest = {one: count - own[one] for one, count in votes.items()}
    total = sum(rest.values())
    return {one: count / max(total, 1.0) for one, count in rest.items()}


def prior(entry: Entry) -> float:
    """Return the points that a place has before anything is read."""
    size = 1.5 * math.log10(entry.people + 100) - 2.2 if entry.people else 2.0
    points = max(size, PRIOR.get(entry.kind, 3.0) if entry.source != "g" or entry.kind == "governorate" else 2.0)
    known = 0.0 if entry.source not in "hu" else KNOWN if entry.country in HOME else FAMOUS
    return points + HOME.get(entry.country, 0.0) + known


def candidates(key: str, places: Gazetteer) -> list[Entry]:
    """Return what a name may mean: not the division of a town of the same name, nor the town of such a country."""
    found = places.of_key(key)
    towns = {e.parent for e in found if e.kind in FITS["settlement"]}
    lands = {e.country for e in found if e.kind == "country"}
    return [e for e in found if not (e.kind == "governorate" and e.number in towns)
            and (e.kind == "country" or e.country not in lands)]


def division_of(entry: Entry, places: Gazetteer) -> int:
    """Return the number of the governorate that holds a place, or is it; -1 if unknown."""
    for one in (entry, *places.above(entry)):
        if one.kind == "governorate":
            return one.number
    return -1


def weigh(groups: dict[str, list[Spot]], choices: dict[str, list[Entry]], adjectives: Iterable[str], places: Gazetteer,
          sentences: Mapping[int, int]) -> Context:
    """Return the context of a report: every name votes with what it may mean, by prior alone."""
    context = Context()
    context.countries.update(adjectives)
    for key, spots in groups.items():
        entries = choices[key]
        if not entries:
            continue
        shares = softmax([prior(e) for e in entries])
        for entry, share in zip(entries, shares, strict=True):
            if not entry.country or share < 0.05:
                continue
            division = division_of(entry, places) if share > 0.6 else -1
            context.vote(key, entry, division, share * len(spots))
            if division >= 0:
                for spot in spots:
                    context.sentences[sentences[spot.first]].add(division)
    return context


def softmax(points: Sequence[float]) -> list[float]:
    """Return shares that add up to 1."""
    top = max(points)
    each = [math.exp(p - top) for p in points]
    return [e / sum(each) for e in each]


def holds(area: Entry, entry: Entry, places: Gazetteer) -> bool:
    """Say whether an area of the text may hold a candidate."""
    above = [e.number for e in places.above(entry)]
    if area.number in above:
        return True
    if area.kind == "country":
        return area.country == entry.country
    if area.kind == "governorate":
        return False
    division = division_of(area, places)
    return (division >= 0 and division == division_of(entry, places)) or (
        kilometres(area.lat, area.lon, entry.lat, entry.lon) < NEAR_KM)


def kinds_of(spots: Sequence[Spot]) -> set[str]:
    """Return the kinds that the words of place before a name speak of."""
    return {s.cue.kind for s in spots if s.cue and s.cue.kind not in {"near", "glue", "direction", "rural"}}


def unknown(spots: Sequence[Spot]) -> float:
    """Return the points of the chance that a name means a place that the gazetteer lacks."""
    return UNKNOWN + (UNKNOWN_BESIDE if kinds_of(spots) else 0.0)


@lru_cache(maxsize=16384)
def spellings(entry: Entry) -> frozenset[str]:
    """Return the names of a place, folded and joined."""
    return frozenset("".join(w.form for w in words(name) if w.kind != "mark") for name in entry.names)


Shares = tuple[dict[str, float], dict[int, float]]


def points_of(entry: Entry, spots: Sequence[Spot], areas: Sequence[Entry], context: Context, others: Shares,
              places: Gazetteer, sentences: Mapping[int, int]) -> tuple[float, list[str]]:
    """Return the points of a candidate, with the reasons that tell it from others."""
    points, why = prior(entry), []
    inexact = not any(spot.full in spellings(entry) for spot in spots)
    if inexact:
        points += INEXACT
    kinds = kinds_of(spots)
    if spots[0].key in places.common and not kinds and not areas:
        points += COMMON if inexact else 0.0 if max(spot.score for spot in spots) > TRUSTED else COMMON / 2
    if kinds:
        fits = any(entry.kind in FITS.get(kind, {kind}) for kind in kinds)
        points += FIT if fits else 0.0 if entry.kind in VAST else MISFIT
        if fits:
            why.append(f"«{next(s.cue.written for s in spots if s.cue and s.cue.kind in kinds)}» stands before it")
    if areas and entry.kind not in VAST:
        inside = [a for a in areas if holds(a, entry, places)]
        points += INSIDE if inside else OUTSIDE
        if inside:
            why.append(f"the text puts it into {inside[0].names[0]}")
    countries, divisions = others
    share, division = countries.get(entry.country, 0.0), division_of(entry, places)
    points += COUNTRY * share
    if entry.country in HOME:  # elsewhere, news rarely tells villages of one division
        points += DIVISION * divisions.get(division, 0.0)
    if share > 0.3:
        why.append(f"the report's other places are in {_country(entry, places)}")
    if divisions.get(division, 0.0) and any(division in context.sentences[sentences[s.first]] for s in spots):
        points += SENTENCE
    return points, why


def _country(entry: Entry, places: Gazetteer) -> str:
    *_, last = places.chain(entry)
    return last
