"""The reports of two incidents: how alike their openings are, and whether they set out with the same towns.

The first lines of a report say what it is about. Two reports of one outlet are alike in any case, and long ones, which tell
of many things, have more in common by chance: so outlet and length are weighed beside the likeness.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from musnad.link.incident_places import RAREST
from musnad.link.stems import stem, weight
from musnad.model.records import Json


def reports_compared(one: Json, two: Json) -> dict[str, float]:
    """Return what the reports of two incidents say for their being one; each as ``incident_signs`` keeps it."""
    return {
        "same_outlet": bool(one["outlet"]) and one["outlet"] == two["outlet"],
        "sizes": math.log2((one["size"] + 1) * (two["size"] + 1)) / 10,
        "smaller": math.log2(min(one["size"], two["size"]) + 1) / 10,
        "lead_alike": _alike(one["lead"], two["lead"]),
        "title_alike": _alike(one["title"], two["title"]),
        "title_in_lead": (_alike(one["title"], two["lead"]) + _alike(two["title"], one["lead"])) / 2,
        **_towns(one, two),
    }


def _towns(one: Json, two: Json) -> dict[str, float]:
    mine, theirs = set(one["early"]), set(two["early"])
    both = mine & theirs
    return {
        "early_none": bool(mine and theirs and not both),
        "early_weight": max((weight(stem(town)) for town in both), default=0.0) / RAREST,
        "early_within": (_within(mine, two["towns"]) + _within(theirs, one["towns"])) / 2,
    }


def _within(towns: set[str], others: Iterable[str]) -> float:
    return len(towns.intersection(others)) / max(1, len(towns))


def _alike(one: Sequence[str], two: Sequence[str]) -> float:
    """Return the cosine of two sets of stems, each weighed by how telling it is, in 0..1."""
    size = _squares(one) * _squares(two)
    return _squares(set(one).intersection(two)) / math.sqrt(size) if size else 0.0


def _squares(stems: Iterable[str]) -> float:
    return sum(weight(made) ** 2 for made in stems)
