"""Places of two incidents: one, near, one inside the other, or far apart.

A place is a list as a signature keeps it: name in one word, latitude, longitude, rank (3 a town, 0 a country), areas.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt

from musnad.link.stems import stem, weight

EARTH = 6371.0  # kilometres, its mean radius
SAME_KM, NEAR_KM, FAR_KM = 3.0, 15.0, 40.0
RAREST = 10.0  # weight of a name that hardly any report names


def compared(mine: Sequence[Sequence[object]], theirs: Sequence[Sequence[object]]) -> dict[str, float]:
    """Return what the places of two incidents say for their being one; each as ``incident_signs`` keeps it."""
    exact, others = [p for p in mine if p[3] >= 2], [p for p in theirs if p[3] >= 2]  # type: ignore[operator]
    same = sum(any(is_same(a, b) for b in others) for a in exact)
    if same:
        first = is_same(mine[0], theirs[0])
        share = same / max(1, min(len(exact), len(others))) + same / max(len(exact), len(others))
        return {"same_place": 1, "first_place": first, "place_weight": _rarest(exact, others), "places_share": share}
    far = [km for a in exact for b in others if (km := distance(a, b)) is not None]
    if far:
        return {"near_place": min(far) <= NEAR_KM, "far": min(far) > FAR_KM}
    return {"inside": any(_holds(a, b) or _holds(b, a) for a in mine for b in theirs)}


def _rarest(mine: Sequence[Sequence[object]], theirs: Sequence[Sequence[object]]) -> float:
    """Return how telling the most telling place is that both name, in 0..1."""
    return max(weight(stem(str(a[0]))) for a in mine if any(is_same(a, b) for b in theirs)) / RAREST


def is_same(one: Sequence[object], two: Sequence[object]) -> bool:
    """Say whether two places are one, by name or by distance."""
    if one[0] == two[0]:
        return True
    km = distance(one, two)
    return km is not None and km <= SAME_KM


def _holds(area: Sequence[object], place: Sequence[object]) -> bool:
    """Say whether one place is an area that the other lies in, by name; countries hold too much to say anything."""
    return area[3] == 1 and (area[0] == place[0] or str(area[0]) in [n.removeprefix("ال") for n in str(place[4]).split("|")])


def distance(one: Sequence[object], two: Sequence[object]) -> float | None:
    """Return the kilometres between two places as they are kept, None where one has no coordinates."""
    if None in (one[1], one[2], two[1], two[2]):
        return None
    north, east, north2, east2 = (radians(float(v)) for v in (one[1], one[2], two[1], two[2]))  # type: ignore[arg-type]
    half = sin((north2 - north) / 2) ** 2 + cos(north) * cos(north2) * sin((east2 - east) / 2) ** 2
    return 2 * EARTH * asin(sqrt(min(1.0, half)))
