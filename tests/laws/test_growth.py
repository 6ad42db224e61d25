"""The law of growth: four times the text is about four times the work.

Work is counted in lines run, so that no clock is asked and a slow machine fails nothing.
"""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

import musnad
from laws.test_records import read

PACKAGE = musnad.__path__[0]
TIMES, LONGER = 40, 4
LINEAR = 6.0  # fourfold text: 4 where work is linear, 16 where it is quadratic

UNITS = ("«", '"', "(", "-", "12 ", "12 و", "ألف ", "الأحد ", "قتيل ", "قال ", "إن ", "من ", "بين ", "بحسب ",
         "نقلت عن ", "قال»", "الوزير ", "سالم ", "\u064e", "قال سالم إن ذلك كان.\n", "«نعم» قال سالم. ", "12 قتيلا ")
CLAUSES = ("قال: ", "وأضاف أن ", "مشيرا إلى أن ", "قال سالم إن ", "«قال ")
NAMES = ("سالم العابر ",)


def lines_run(text: str) -> int:
    """Return how many lines of the package are run to read a text."""
    count = 0

    def line(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return line

    def call(frame: FrameType, event: str, argument: Any) -> Any:
        return line if frame.f_code.co_filename.startswith(PACKAGE) else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        read(text, "no")
    finally:
        sys.settrace(before)
    return count


def growth(unit: str) -> float:
    """Return how many times more work a fourfold text is."""
    loaded = read(unit * TIMES, "no")  # lexicons and models, too
    assert "R001" not in {getattr(record, "code", "") for record in loaded}
    return lines_run(unit * TIMES * LONGER) / lines_run(unit * TIMES)


@pytest.mark.parametrize("unit", UNITS)
def test_work_grows_with_the_text(unit: str) -> None:
    assert growth(unit) < LINEAR


@pytest.mark.parametrize("unit", CLAUSES)
def test_work_grows_with_a_sentence_that_never_ends(unit: str) -> None:
    assert growth(unit) < LINEAR


@pytest.mark.parametrize("unit", NAMES)
def test_work_grows_with_a_name_that_is_said_again_and_again(unit: str) -> None:
    assert growth(unit) < LINEAR
