"""Figures over time as a drawing: one spot for each figure, its bounds as a line, each outlet with a sign of its own.

Only places on the paper are computed here; the template draws, and the table behind the picture holds the same rows.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT = 720.0, 240.0  # of the field that spots stand in
SIGNS = 6  # outlets with a sign of their own; the others share one
STEPS = (1, 2, 5, 10)
TICKS = 5
BESIDE = 9.0  # between outlets of one day
LABEL = 110.0  # room that a day needs under the field
DAY = 10  # code points of an ISO day


@dataclass(frozen=True, slots=True)
class Told:
    """A figure that somebody gave.

    Attributes:
        outlet: Who published it; None where it is not known.
        day: ISO day of publication.
        low: The least that is meant; None if open.
        high: The most that is meant; None if open.
        path: Address of the record's page.
        speaker: Whose word it is; None for the outlet's own.
        words: Words of the record.
    """

    outlet: str | None
    day: str | None
    low: float | None
    high: float | None
    path: str
    speaker: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A figure on the paper.

    Attributes:
        x: From the left.
        y: Middle of its bounds, from the top; of the one bound, where the other is open.
        top: Where its line ends at the top.
        bottom: Where its line ends at the bottom.
        opened: Whether a bound is open, so that the line goes on.
        sign: Number of its outlet's sign.
        told: The figure.
    """

    x: float
    y: float
    top: float
    bottom: float
    opened: bool
    sign: int
    told: Told


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing of figures over time.

    Attributes:
        rows: All figures, in order of their days: for the table.
        spots: Those with a day.
        lines: Ways from spot to spot, one an outlet, with the number of its sign.
        outlets: Names with the numbers of their signs; None where it is not known.
        values: Marks of the upright axis: place, value.
        days: Marks of the other: place, ISO day.
    """

    rows: tuple[Told, ...]
    spots: tuple[Spot, ...]
    lines: tuple[tuple[str, int], ...]
    outlets: tuple[tuple[str | None, int], ...]
    values: tuple[tuple[float, float], ...]
    days: tuple[tuple[float, str], ...]


def plot(told: Iterable[Told], order: Sequence[str | None] = ()) -> Plot:
    """Return figures as a drawing.

    Args:
        told: The figures.
        order: Outlets in the order in which they get their signs, so that drawings of one page agree.
    """
    rows = tuple(sorted(told, key=lambda one: (one.day or "9999", one.outlet or "")))
    drawn = [one for one in rows if placed(one.day)]
    known = {name: min(at, SIGNS - 1) for at, name in enumerate(dict.fromkeys((*order, *(one.outlet for one in drawn))))}
    outlets = [name for name in known if any(one.outlet == name for one in drawn)]
    signs = {name: known[name] for name in outlets}
    days = on_axis(one.day or "" for one in drawn)
    most = max((bound for one in drawn for bound in (one.low, one.high) if bound is not None), default=1.0)
    step = _step(most)
    top = step * max(1, math.ceil(most / step))
    spots = tuple(_spot(one, days[one.day or ""], outlets.index(one.outlet) - (len(outlets) - 1) / 2, signs[one.outlet], top)
                  for one in drawn)
    marks = tuple((round(_y(step * at, top), 1), step * at) for at in range(round(top / step) + 1))
    return Plot(rows, spots, tuple(_lines(spots, outlets)), tuple(signs.items()), marks, spread(days))


def placed(day: str | None) -> bool:
    """Say whether a day can stand on an axis: whole days can."""
    try:
        return day is not None and bool(date.fromisoformat(day[:DAY]))
    except ValueError:
        return False


def on_axis(days: Iterable[str], width: float = WIDTH) -> dict[str, float]:
    """Return the place of each day on an axis: as far apart as the days are; of one day, the middle."""
    known = sorted(set(days))
    if not known:
        return {}
    counts = {day: date.fromisoformat(day[:DAY]).toordinal() for day in known}
    first, whole, room = counts[known[0]], counts[known[-1]] - counts[known[0]], width - LABEL
    return {day: round(LABEL / 2 + (room * (at - first) / whole if whole else room / 2), 1) for day, at in counts.items()}


def spread(days: dict[str, float]) -> tuple[tuple[float, str], ...]:
    """Return those days that have room for their names, the last one among them."""
    shown: list[tuple[float, str]] = []
    for day, x in sorted(days.items(), key=lambda one: -one[1]):
        if not shown or shown[-1][0] - x >= LABEL:
            shown.append((x, day))
    return tuple(reversed(shown))


def _step(most: float) -> float:
    """Return a round distance between marks, so that about ``TICKS`` of them reach the top."""
    rough = max(most / TICKS, 1e-9)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(step * power for step in STEPS if step * power >= rough * 0.999)
    return max(1.0, step)


def _y(value: float, top: float) -> float:
    return HEIGHT - HEIGHT * value / top


def _spot(told: Told, x: float, beside: float, sign: int, top: float) -> Spot:
    low, high = told.low, told.high
    opened = low is None or high is None
    bottom = HEIGHT if low is None else _y(low, top)
    above = 0.0 if high is None else _y(high, top)
    middle = above if low is None else bottom if high is None else (above + bottom) / 2
    at = min(WIDTH - 4, max(4, x + beside * BESIDE))
    return Spot(round(at, 1), round(middle, 1), round(above, 1), round(bottom, 1), opened, sign, told)


def _lines(spots: Sequence[Spot], outlets: Sequence[str | None]) -> Iterable[tuple[str, int]]:
    for name in outlets:
        own = [spot for spot in spots if spot.told.outlet == name]
        if len(own) > 1:
            yield "M" + "L".join(f"{spot.x} {spot.y}" for spot in own), own[0].sign
