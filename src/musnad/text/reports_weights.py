"""Weights: the learnt numbers of splitting, read from a table that ``scripts/learn_splitting.py`` writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from operator import mul

from musnad.lang.pack import pack_file


@dataclass(frozen=True, slots=True)
class Weights:
    """A net of one hidden layer that scores a block, and what else is learnt.

    Attributes:
        hidden: Rows of weights of the hidden units, each with its bias last.
        out: Weights of the hidden units, the bias last.
        direct: Weights of the features themselves.
        bundle: Weights of the evidence that a source is a bundle.
        openers: Of first words: log-odds that one opens an article, and not a later paragraph.
    """

    hidden: Sequence[Sequence[float]]
    out: Sequence[float]
    direct: Sequence[float]
    bundle: Sequence[float]
    openers: Mapping[str, float]

    def score(self, values: list[float]) -> float:
        """Return the log-odds that a block with these features opens a report."""
        total: float = self.out[-1] + sum(map(mul, self.direct, values))
        values = [*values, 1.0]
        for unit, weight in zip(self.hidden, self.out, strict=False):
            total += weight / (1 + exp(-max(-60.0, min(60.0, sum(map(mul, unit, values))))))
        return total


@cache
def weights() -> Weights:
    """Return the weights of the pack."""
    table: dict[str, list[tuple[str, list[float]]]] = {}
    for line in pack_file("models/reports.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        model, name, numbers = line.split("\t")
        table.setdefault(model, []).append((name, [float(n) for n in numbers.split(" ")]))
    one = {model: found[0][1] for model, found in table.items()}
    openers = {name: numbers[0] for name, numbers in table.get("opener", ())}
    return Weights([n for _, n in table.get("hidden", ())], one["out"], one["direct"], one["bundle"], openers)
