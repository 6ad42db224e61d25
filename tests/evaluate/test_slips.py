"""Slips are shown with the sentence around them."""

from __future__ import annotations

from evaluate.making import TEXT, place
from musnad.evaluate import around
from musnad.model.span import Span


def test_a_slip_is_shown_in_its_sentence_and_marked() -> None:
    assert around(TEXT, Span(**place("العابر"))) == "قال سالم [العابر] إن الجسر مفتوح."


def test_a_long_sentence_is_cut_around_the_slip() -> None:
    text = "كلمة " * 1000

    assert len(around(text, Span(2500, 2504))) < 1000


def test_any_place_of_a_text_can_be_shown() -> None:
    assert all(around(TEXT, Span(at, at + 1)) for at in range(len(TEXT)))
