"""Agreement: what two reports of one incident say of its figures, its status and who did it. Pure, and nobody is right.

Confirms     12 killed, and 12 killed from a source that does not lean on the first
Updates      12 killed, a day later 15
Contradicts  12 killed and 15 on the same day; told and denied; other parties named
Leaves       «many» beside 12: bounds that meet say nothing
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from musnad.link.speakers import SURNAME, alike

HARMS = ("killed", "injured")
TOLD = frozenset(("reported", "claimed"))
SURE, LIKELY, WEAK = 0.9, 0.75, 0.6


@dataclass(frozen=True, slots=True)
class Side:
    """One report of an incident.

    Attributes:
        status: reported, claimed, denied, …
        killed: Least and most persons meant, None where open; None if not told.
        injured: Likewise.
        accused: Stems of the words that name who did it.
        outlet: Who published it.
        published: ISO date.
        report: Id of its report.
        speaker: Who says it, None for the outlet's own word.
        via: Folded names of who passed it on.
        copies: Ids of reports that its report is a near copy of, or that copy it.
    """

    status: str
    killed: tuple[float | None, float | None] | None = None
    injured: tuple[float | None, float | None] | None = None
    accused: frozenset[str] = frozenset()
    outlet: str | None = None
    published: str | None = None
    report: str = ""
    speaker: str | None = None
    via: tuple[str, ...] = ()
    copies: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """What two reports say of each other: ``kind`` of the link, why in one line, how sure in 0..1."""

    kind: str
    why: str
    score: float


def compare(later: Side, earlier: Side) -> Iterator[Found]:
    """Yield what a report says of an earlier one of the same incident, the gravest first."""
    leaning = leans(later, earlier)
    if {later.status, earlier.status} & TOLD and "denied" in (later.status, earlier.status):
        yield Found("contradicts", f"{earlier.status} by {_who(earlier)}, {later.status} by {_who(later)}", SURE)
    for harm in HARMS:
        mine, theirs = getattr(later, harm), getattr(earlier, harm)
        if mine and theirs:
            yield from _figures(harm, mine, theirs, later, earlier, leaning)
    both_told = later.status in TOLD and earlier.status in TOLD
    if both_told and later.accused and earlier.accused and not later.accused & earlier.accused and not leaning:
        yield Found("contradicts", f"{_who(earlier)} and {_who(later)} name other parties as those who did it", WEAK)


def _figures(harm: str, mine: Sequence[float | None], theirs: Sequence[float | None], later: Side, earlier: Side,
             leaning: str) -> Iterator[Found]:
    told = f"{bounds(theirs)} {harm} ({_who(earlier)}), {bounds(mine)} ({_who(later)})"
    if not meet(mine, theirs):
        yield Found("updates", f"a later toll: {told}", LIKELY) if rises(later, earlier, harm) else Found(
            "contradicts", f"the figures exclude each other: {told}", LIKELY)
    elif tuple(mine) == tuple(theirs) and None not in mine and not leaning:
        yield Found("corroborates", f"{bounds(mine)} {harm}, from two sources that do not lean on each other", LIKELY)


def rises(later: Side, earlier: Side, harm: str) -> bool:
    """Say whether a figure is told on a later day and is higher: an update rather than a contradiction."""
    mine, theirs = getattr(later, harm), getattr(earlier, harm)
    after = bool(later.published and earlier.published and later.published > earlier.published)
    return after and (mine[0] or 0) > (theirs[1] if theirs[1] is not None else theirs[0] or 0)


def leans(one: Side, two: Side) -> str:
    """Return why two reports count as one source, as one line; empty if they are independent."""
    if one.report == two.report or two.report in one.copies or one.report in two.copies:
        return "the same words"
    passed = sorted(set(one.via) & set(two.via))
    if passed:
        return f"both through {passed[0]}"
    if one.speaker and two.speaker and alike(one.speaker, two.speaker) >= SURNAME:
        return f"both from {one.speaker}"
    own = not one.speaker and not two.speaker
    return f"both of {one.outlet}" if own and one.outlet and one.outlet == two.outlet else ""


def meet(one: Sequence[float | None], two: Sequence[float | None]) -> bool:
    """Say whether two pairs of bounds can both be right."""
    low = max(one[0] or 0, two[0] or 0)
    return all(low <= (inf if made[1] is None else made[1]) for made in (one, two))


def bounds(some: Sequence[float | None]) -> str:
    """Return bounds as a person reads them."""
    low, high = some
    if low is not None and high is not None:
        return f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return f"at least {low:g}" if low is not None else f"at most {high:g}" if high is not None else "some"


def adds_up(values: Sequence[float]) -> tuple[int, int] | None:
    """Return which figure is the sum of those that follow it, and how many follow; None if none is.

    Args:
        values: Exact figures of one kind in text order, such as 39, 33, 6.
    """
    for at, whole in enumerate(values):
        total = 0.0
        for count, part in enumerate(values[at + 1 :], 1):
            total += part
            if total == whole and count > 1:
                return at, count
            if total > whole:
                break
    return None


def _who(side: Side) -> str:
    named = side.speaker or side.outlet or "a report of no named outlet"
    return f"{named}, {side.published}" if side.published else named
