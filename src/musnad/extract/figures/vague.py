"""Vague words and their bounds, by a named rule that can be replaced.

A text that says «tens» says no number. Which bounds stand for it is a convention: the figure keeps the words and
names the convention in its field ``rule``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from musnad.extract.figures.quantity import Quantity

Number = int | float


@dataclass(frozen=True, slots=True)
class Bounds:
    """Lowest and highest number meant; None is open."""

    low: Number | None
    high: Number | None


@dataclass(frozen=True, slots=True)
class VagueRule:
    """A convention for vague words.

    Attributes:
        name: Written into ``rule``.
        single: The one number that stands for a unit (10 for tens), for rules that code vague words as numbers.
            A unit that is not listed has its own value as the lowest bound and no highest.
        few: Lowest and highest of «بضعة», a few.
    """

    name: str
    single: dict[Number, Number] = field(default_factory=dict)
    few: tuple[Number, Number] = (3, 9)

    def bounds(self, unit: Number, few: bool) -> Bounds:
        """Return the bounds of «عشرات» (unit 10), «بضعة» (unit 1, few), «بضع مئات» (unit 100, few)."""
        if few:
            return Bounds(self.few[0] * unit, self.few[1] * unit)
        if unit in self.single:
            return Bounds(self.single[unit], self.single[unit])
        return Bounds(unit, None)


# Tens are ten or more, hundreds a hundred or more; a few are three to nine, as the grammar of بضع has it.
FLOOR = VagueRule("floor")
# The coding rule of ACLED: a few or several count as 3, dozens as 12, hundreds as 100.
ACLED = VagueRule("acled", {10: 12, 100: 100}, (3, 3))
RULES = {rule.name: rule for rule in (FLOOR, ACLED)}
VAGUE = frozenset(("vague", "few"))
FRACTION_DIGITS = 4  # a third is written 0.3333
_OPEN_BELOW = frozenset(("less_than", "at_most"))
_OPEN_ABOVE = frozenset(("at_least", "more_than"))


@dataclass(frozen=True, slots=True)
class Stated:
    """What a figure's record says of its number: see the fields of the record."""

    relation: str
    value: Number | None
    low: Number | None
    high: Number | None


def stated(quantity: Quantity, rule: VagueRule) -> Stated:
    """Return relation, value and bounds; a value only where the text says one number, exactly or about."""
    value, relation = quantity.value, quantity.relation
    if quantity.kind in VAGUE:
        meant = rule.bounds(value, quantity.kind == "few")
        return Stated("vague" if relation in {"exact", "about"} else relation, None, meant.low, meant.high)
    if quantity.kind == "fraction":
        value = round(value, FRACTION_DIGITS)
    if relation == "between":
        return Stated(relation, None, value, quantity.high)
    if relation in _OPEN_BELOW:
        return Stated(relation, None, None, value)
    if relation in _OPEN_ABOVE:
        return Stated(relation, None, value, None)
    return Stated(relation, value, value, value)
