"""Figures: every counted or measured quantity, with its bounds, what it counts and what it is about.

Finds    أصيب نحو ثلاثين عاملا             about 30, injured
Finds    بينهم قتيلان على الأقل             at least 2, killed
Finds    عشرات آلاف السكان                 10000 or more, by a named rule
Leaves   القرار 2254 لعام 2015             a label and a year
Leaves   عدد من السكان                     no number is said
Refuses  بلغت 12.34.5 ليرة                 F001: digits that nobody could read
"""

from __future__ import annotations

from musnad.extract.figures.quantity import Quantity
from musnad.extract.figures.reading import Reading
from musnad.extract.figures.totals import check
from musnad.extract.figures.vague import ACLED, FLOOR, RULES, VAGUE, VagueRule, stated
from musnad.model.frame import Frame
from musnad.model.records import Figure, Refusal
from musnad.text.numerals import Numeral
from musnad.text.passage import Passage

__all__ = ["ACLED", "FLOOR", "RULES", "VagueRule", "extract"]


def extract(passage: Passage, frame: Frame, *, rule: VagueRule = FLOOR) -> list[Figure | Refusal]:
    """Return the figures of a report in text order, and the numbers that could not be read.

    Args:
        passage: The report.
        frame: Where its records come from.
        rule: The convention that gives vague words their bounds.
    """
    reading = Reading(passage)
    quantities = reading.quantities()
    check(passage, quantities)
    made: list[Figure | Refusal] = [_figure(passage, frame, quantity, rule) for quantity in quantities]
    made.extend(_refusal(passage, frame, number) for number in reading.unclear)
    return sorted(made, key=lambda record: (record.start, record.end))


def _figure(passage: Passage, frame: Frame, quantity: Quantity, rule: VagueRule) -> Figure:
    said = stated(quantity, rule)
    start, end = quantity.start, quantity.end
    return Figure(
        id=frame.id("figure", start, end, said.value, said.low, said.high, said.relation, quantity.unit, quantity.about),
        by=frame.by(f"figure.{quantity.kind}"), row=frame.row, start=start, end=end, text=passage.text[start:end],
        report=frame.report, value=said.value, low=said.low, high=said.high, relation=said.relation, unit=quantity.unit,
        about=quantity.about, note=quantity.note, rule=rule.name if quantity.kind in VAGUE else None,
    )


def _refusal(passage: Passage, frame: Frame, number: Numeral) -> Refusal:
    text = passage.text[number.start : number.end]
    return Refusal(
        id=frame.id("refusal", number.start, number.end, "F001"), by=frame.by("figure.digits"), row=frame.row,
        start=number.start, end=number.end, text=text, report=frame.report, code="F001",
        why=f"{text}: its separators or its length leave its value unclear",
    )
