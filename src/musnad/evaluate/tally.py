"""Counts of what was got right, which add up over documents: figures are always of the pooled counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """How much of what was wanted was found, and how much of what was found was wanted.

    Attributes:
        hits: Found and wanted.
        found: All that was found.
        wanted: All that was wanted.
    """

    hits: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """Share of the found that was wanted, in 0..1."""
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the wanted that was found, in 0..1."""
        return self.hits / self.wanted if self.wanted else 0.0

    @property
    def value(self) -> float:
        """The harmonic mean of both, F1."""
        return 2 * self.hits / (self.found + self.wanted) if self.hits else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(self.hits + other.hits, self.found + other.found, self.wanted + other.wanted)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those that could be right were right.

    Attributes:
        hits: Right ones.
        wanted: All of them.
    """

    hits: int
    wanted: int

    @property
    def value(self) -> float:
        """The share, in 0..1."""
        return self.hits / self.wanted if self.wanted else 0.0

    def __add__(self, other: Share) -> Share:
        return Share(self.hits + other.hits, self.wanted + other.wanted)


Scores = Mapping[str, Score | Share]


def pooled(every: Iterable[Scores]) -> dict[str, Score | Share]:
    """Return the scores of all documents as those of one: counts are added, shares never averaged."""
    scores: dict[str, Score] = defaultdict(lambda: Score(0, 0, 0))
    shares: dict[str, Share] = defaultdict(lambda: Share(0, 0))
    order: dict[str, None] = {}
    for one in every:
        for name, tally in one.items():
            order[name] = None
            if isinstance(tally, Score):
                scores[name] += tally
            else:
                shares[name] += tally
    return {name: scores[name] if name in scores else shares[name] for name in order}
