"""Reports of two incidents side by side: their openings, towns, outlets and lengths."""

from __future__ import annotations

from typing import Any

import pytest

from musnad.link.incident_pairs import AGAINST, FEATURES, FOR, Weights
from musnad.link.incident_reports import reports_compared


def report(**told: Any) -> dict[str, Any]:
    return {"outlet": "نهر", "size": 40, "lead": [], "title": [], "early": [], "towns": [], **told}


def test_reports_that_open_alike_are_alike_and_the_others_are_not() -> None:
    one = report(lead=["سوق", "حريق", "مخزن"])
    likeness = [reports_compared(one, report(lead=lead))["lead_alike"]
                for lead in (["سوق", "حريق", "مخزن"], ["سوق", "حريق", "جسر"], ["جسر", "مدرس"], [])]

    assert likeness[0] == pytest.approx(1)
    assert likeness == sorted(likeness, reverse=True)
    assert likeness[2:] == [0, 0]


def test_towns_named_early_count_for_and_other_ones_against() -> None:
    one = report(early=["سهلاب"], towns=["سهلاب", "رملان"])
    same = reports_compared(one, report(early=["سهلاب"], towns=["سهلاب"]))
    other = reports_compared(one, report(early=["جبلين"], towns=["جبلين"]))
    unknown = reports_compared(one, report())

    assert (same["early_none"], other["early_none"], unknown["early_none"]) == (False, True, False)
    assert same["early_weight"] > other["early_weight"] == 0
    assert (same["early_within"], other["early_within"]) == (1, 0)


def test_an_outlet_that_is_not_known_is_no_other_ones() -> None:
    assert reports_compared(report(), report())["same_outlet"] is True
    assert reports_compared(report(outlet=None), report(outlet=None))["same_outlet"] is False


def test_the_learned_weights_never_turn_what_speaks_for_into_what_speaks_against() -> None:
    weights = Weights.learned()

    assert set(weights.of) == set(FEATURES)
    assert [name for name in FOR if weights.of[name] < 0] == []
    assert [name for name in AGAINST if weights.of[name] > 0] == []
