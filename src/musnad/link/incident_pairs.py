"""Pairs of incidents: what speaks for and against their being one, each with a learned weight.

What can only speak for (``FOR``) never counts against, nor the other way round (``AGAINST``): learning is held to that, so
that features which vary together do not take each other's part.
The weights stand in ``incident_weights.json``; ``scripts/measure_clusters.py --learn`` makes them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from musnad.link.frame import Signature
from musnad.link.incident_places import RAREST, compared, is_same
from musnad.link.incident_reports import reports_compared
from musnad.link.incident_signs import day_of, family, is_dated
from musnad.link.stems import stem, weight
from musnad.model.records import Json

MOST = 80.0  # weight of shared words from which more says no more
TO_COME = frozenset(("planned", "threatened", "hypothetical"))
LITTLE = 0.1  # share of the words about it that two incidents have in common at least
LITTLE_THERE = 0.05  # the same where both are in one little-named place
LITTLE_NAMED = 0.6  # how telling such a place is at least
APART = 3  # days that part two incidents, whatever else they share

FOR = ("places_share", "first_place", "same_kind", "same_day", "shared_day", "shared_date", "shared_weekday", "weekday_same",
       "date_same", "killed_same", "injured_same", "tolls", "large_tolls", "actors", "targets", "words_common",
       "title_share", "lead_share", "lead_common", "lead_alike", "title_alike", "title_in_lead", "towns", "towns_weight",
       "people", "early_weight", "early_within", "place_and_weekday", "place_and_killed", "place_and_injured")
AGAINST = ("far", "other_dates", "other_weekdays", "weekday_other", "date_other", "killed_far", "injured_far", "same_outlet",
           "early_none")
EITHER = ("near_place", "inside", "next_day", "date_next", "talks", "heads", "sizes", "smaller")
FEATURES = (*FOR, *AGAINST, *EITHER)

CROSSED = {"weekday": "shared_weekday", "killed": "killed_same", "injured": "injured_same"}
FAR_TOLL = 3  # times a toll that another one is, from which early and late reports seldom differ
LARGE = 5  # persons: more are seldom the same by chance


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature says for two incidents being one, on the scale of log odds.

    Attributes:
        start: Log odds where nothing is known.
        of: By the feature's name.
    """

    start: float
    of: dict[str, float]

    @classmethod
    def learned(cls) -> Weights:
        """Return the weights that the package carries."""
        return _learned()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two incidents laid side by side.

    Attributes:
        score: Probability that they are one, in 0..1; 0 where something parts them.
        why: What speaks for it, one line for a person.
        against: What parts them, empty if nothing does.
    """

    score: float
    why: str
    against: str


NOTHING = Pair(0.0, "", "")


@cache
def _learned() -> Weights:
    data = json.loads(resources.files("musnad.link").joinpath("incident_weights.json").read_text(encoding="utf-8"))
    return Weights(data["start"], data["of"])


def weigh(new: Signature, other: Signature, weights: Weights) -> Pair:
    """Lay two incidents side by side."""
    against = parted(new, other)
    if against:
        return Pair(0.0, "", against)
    share = _share(new.data["words"], other.data["words"])
    if share < LITTLE_THERE:
        return NOTHING
    found = features(new.data, other.data)
    if share < LITTLE and found.get("place_weight", 0.0) < LITTLE_NAMED:
        return NOTHING
    logit = weights.start + sum(weights.of.get(name, 0.0) * value for name, value in found.items())
    return Pair(round(1 / (1 + math.exp(-max(-30.0, min(30.0, logit)))), 4), told(new, other, found), "")


def parted(new: Signature, other: Signature) -> str:
    """Return what makes it impossible that two incidents are one, as one line; empty if nothing does."""
    apart = days_apart(new, other)
    if apart is not None and apart >= APART and is_dated(new.data) and is_dated(other.data):
        return f"{apart} days apart"
    if (new.data["status"] in TO_COME) != (other.data["status"] in TO_COME):
        return f"{new.data['status']} and {other.data['status']}"
    if family(new.data["kind"]) != family(other.data["kind"]):
        return f"{new.data['kind']} and {other.data['kind']}"
    return ""


def days_apart(new: Signature, other: Signature) -> int | None:
    """Return the days between two incidents as far as both are known to the day, less what either leaves open."""
    mine, theirs = day_of(new.data), day_of(other.data)
    return None if mine is None or theirs is None else abs((mine - theirs).days)


def features(one: Json, two: Json) -> dict[str, float]:
    """Return the features of two incidents, those that are nought left out."""
    found = {**compared(one["places"], two["places"]), **_kinds(one["kind"], two["kind"]), **_days(one, two),
             **_harm(one, two), **_words(one, two), **reports_compared(one, two)}
    rare = found.get("place_weight", 0.0)
    found |= {f"place_and_{name}": rare * found.get(of, 0.0) for name, of in CROSSED.items()}
    found["heads"] = float(one["order"] == 0) + float(two["order"] == 0)
    return {name: float(value) for name, value in found.items() if value}


def _kinds(mine: str, theirs: str) -> dict[str, float]:
    return {"same_kind": mine == theirs, "talks": family(mine) != "force"}


def _days(one: Json, two: Json) -> dict[str, float]:
    mine, theirs = day_of(one), day_of(two)
    found: dict[str, float] = {}
    if mine and theirs:
        apart = abs((mine - theirs).days)
        found |= {"same_day": apart == 0, "next_day": apart == 1}
    found["shared_day"] = bool(set(_all_days(one)) & set(_all_days(two)))
    dates, others = set(_dates(one)), set(_dates(two))
    found |= {"shared_date": bool(dates & others), "other_dates": bool(dates and others and not dates & others)}
    found |= _loose(one, two)
    week, weeks = set(one["weekdays"]), set(two["weekdays"])
    return found | {"shared_weekday": bool(week & weeks), "other_weekdays": bool(week and weeks and not week & weeks)}


def _loose(one: Json, two: Json) -> dict[str, float]:
    found: dict[str, float] = {}
    if one["weekday"] and two["weekday"]:
        found |= {"weekday_same": one["weekday"] == two["weekday"], "weekday_other": one["weekday"] != two["weekday"]}
    if one["date"] and two["date"]:
        apart = _dates_apart(one["date"], two["date"])
        found |= {"date_same": apart == 0, "date_next": apart == 1, "date_other": apart > 1}
    return found


def _dates_apart(one: str, two: str) -> int:
    """Return the days between two days of a year, ``month-day``, near enough."""
    mine, theirs = (int(month) * 30.5 + int(day) for month, _, day in (one.partition("-"), two.partition("-")))
    return round(abs(mine - theirs) - 0.49)


def _all_days(data: Json) -> list[str]:
    return [day for day in (*data["days"], data["published"]) if day]


def _dates(data: Json) -> list[str]:
    return [*data["dates"], *(f"{int(day[5:7])}-{int(day[8:10])}" for day in _all_days(data))]


def _harm(one: Json, two: Json) -> dict[str, float]:
    found: dict[str, float] = {}
    for harm in ("killed", "injured"):
        mine, theirs = one[harm], two[harm]
        if mine and theirs:
            overlap = _overlap(mine, theirs)
            found[f"{harm}_same"] = overlap and mine[0] == theirs[0]
            found[f"{harm}_far"] = _times(mine, theirs) >= FAR_TOLL
    tolls, others = set(one["tolls"]), set(two["tolls"])
    found["tolls"] = min(3, len(tolls & others))
    found["large_tolls"] = min(2, sum(int(float(toll[1:])) > LARGE for toll in tolls & others))
    return found


def _times(one: Sequence[float | None], two: Sequence[float | None]) -> float:
    """Return how many times the lower of two tolls the higher one is, bounds taken so that it is least."""
    low, high = sorted((one, two), key=lambda made: made[0] or 0)
    most = high[0] or 0 if low[1] is None else low[1]
    return (high[0] or 0) / max(most, 1)


def _overlap(one: Sequence[float | None], two: Sequence[float | None]) -> bool:
    low, high = max(one[0] or 0, two[0] or 0), min(one[1] or math.inf, two[1] or math.inf)
    return low <= high


def _words(one: Json, two: Json) -> dict[str, float]:
    common = _weight(set(one["words"]) & set(two["words"]))
    title = set(one["title"]) & set(two["title"])
    towns = set(one["towns"]) & set(two["towns"])
    lead = _weight(set(one["lead"]) & set(two["lead"]))
    return {
        "towns": len(towns) / max(1, min(len(one["towns"]), len(two["towns"]))),
        "towns_weight": min(3.0, sum(weight(stem(town)) for town in towns) / RAREST),
        "lead_share": lead / max(1.0, min(_weight(one["lead"]), _weight(two["lead"]))),
        "lead_common": min(lead, 2 * MOST) / MOST,
        "people": min(3.0, _weight(set(one["people"]) & set(two["people"])) / RAREST),
        "words_share": _share(one["words"], two["words"]),
        "words_common": min(common, MOST) / MOST,
        "title_share": _weight(title) / max(1.0, min(_weight(one["title"]), _weight(two["title"]))),
        "actors": _share(one["actors"], two["actors"]),
        "targets": _share(one["targets"], two["targets"]),
    }


def _share(one: Sequence[str], two: Sequence[str]) -> float:
    return _weight(set(one) & set(two)) / max(1.0, min(_weight(one), _weight(two)))


def _weight(stems: Iterable[str]) -> float:
    return sum(map(_heavy, stems))


@lru_cache(maxsize=1 << 17)
def _heavy(stemmed: str) -> float:
    return weight(stemmed)


def told(new: Signature, other: Signature, found: dict[str, float]) -> str:
    """Say in one line what two incidents have in common and where they differ."""
    one, two = new.data, other.data
    says = [_told_place(one, two, found), one["kind"] if one["kind"] == two["kind"] else f"{one['kind']} and {two['kind']}"]
    apart = days_apart(new, other)
    says.append("days unknown" if apart is None else "the same day" if not apart else f"{apart} days apart")
    for harm in ("killed", "injured"):
        if one[harm] and two[harm]:
            says.append(f"{harm} {_number(one[harm])} and {_number(two[harm])}")
    says.append(f"{found.get('words_share', 0.0):.0%} of the words about it")
    return "; ".join(filter(None, says))


def _told_place(one: Json, two: Json, found: dict[str, float]) -> str:
    if found.get("same_place"):
        shared = next(a[0] for a in one["places"] if a[3] >= 2 and any(is_same(a, b) for b in two["places"] if b[3] >= 2))
        return f"both at {shared}"
    if found.get("near_place"):
        return "places near each other"
    return "one place lies in the other" if found.get("inside") else ""


def _number(bounds: Sequence[float | None]) -> str:
    low, high = bounds
    if low == high and low is not None:
        return f"{low:g}"
    return "-".join("" if bound is None else f"{bound:g}" for bound in (low, high))
