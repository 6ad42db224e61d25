"""Pairing: which record answers which judgement. One to one, the nearest pair first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from musnad.evaluate.sheets import Event, Named, Saying, Valued
from musnad.lang.words import words
from musnad.model.span import Span

Item = TypeVar("Item")

SAME_CONTENT = 0.6  # F1 of the contents from which two statements with different cues are one
NEAR = 120  # code points between triggers of one incident


@dataclass(frozen=True, slots=True)
class Pairing(Generic[Item]):
    """Judgements and records, laid side by side.

    Attributes:
        pairs: A judgement and the record that answers it.
        missed: Judgements that no record answers.
        spurious: Records that answer no judgement.
    """

    pairs: list[tuple[Item, Item]]
    missed: list[Item]
    spurious: list[Item]


def paired(wanted: Sequence[Item], found: Sequence[Item], nearness: Callable[[Item, Item], float]) -> Pairing[Item]:
    """Pair off what is nearest, until no two are near; of equals, the first in order.

    Args:
        wanted: Judgements of gold.
        found: Records, in the same shape.
        nearness: How near two are; 0 where they can be no pair.
    """
    near = [(-n, w, f) for w, one in enumerate(wanted) for f, other in enumerate(found) if (n := nearness(one, other)) > 0]
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, w, f in sorted(near):
        if w not in taken and f not in used:
            taken[w] = f
            used.add(f)
    return Pairing(
        [(wanted[w], found[f]) for w, f in taken.items()],
        [one for w, one in enumerate(wanted) if w not in taken],
        [one for f, one in enumerate(found) if f not in used],
    )


def shared(one: Span, other: Span) -> int:
    """Return how many code points two spans share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def likeness(one: Span, other: Span) -> float:
    """Return the F1 of two spans, counted in code points."""
    both = shared(one, other)
    return 2 * both / (one.end - one.start + other.end - other.start) if both else 0.0


def nearness_of_sayings(one: Saying, other: Saying) -> float:
    """Cues that meet come first, then contents that are much the same."""
    alike = likeness(one.span, other.span)
    if one.cue and other.cue and one.cue.meets(other.cue):
        return 2 + alike
    return alike if alike >= SAME_CONTENT else 0.0


def nearness_of_values(one: Valued, other: Valued) -> float:
    """Words that meet."""
    return likeness(one.span, other.span)


def nearness_of_events(one: Event, other: Event) -> float:
    """Same kind, and triggers that meet or are near, or a shared place."""
    if one.kind != other.kind:
        return 0.0
    trigger = one.spans[0]
    meet = any(shared(trigger, span) for span in other.spans)
    near = any(abs(span.start - trigger.start) < NEAR for span in other.spans)
    place = {name_key(n) for n in one.places} & {name_key(n) for n in other.places}
    return 2.0 * meet + near + bool(place)


def nearness_of_names(one: Named, other: Named) -> float:
    """Same kind, and words that meet."""
    return float(shared(one.span, other.span)) if one.kind == other.kind else 0.0


@lru_cache(maxsize=4096)
def name_key(name: str) -> tuple[str, ...]:
    """Return the folded words of a name: writing differs in hamza, marks and punctuation."""
    return tuple(w.form for w in words(name) if w.kind != "mark")


def carries(name: str, full: str) -> bool:
    """Say whether ``name`` has all words of the ``full`` one."""
    return set(name_key(full)) <= set(name_key(name))
