"""Figures over time on the paper: bounds, days, signs."""

from __future__ import annotations

import pytest

from musnad.web.plotting import HEIGHT, LABEL, SIGNS, WIDTH, Told, plot


def told(day: str | None, low: float | None, high: float | None, outlet: str | None = "a") -> Told:
    return Told(outlet, day, low, high, "/incidents/x")


def test_a_value_stands_at_its_height_and_bounds_span_theirs() -> None:
    made = plot([told("2018-09-12", 5, 5), told("2018-09-13", 2, 8, "b"), told("2018-09-14", 10, 10)])
    exact, spanned, most = made.spots

    assert made.values[0] == (HEIGHT, 0)
    assert made.values[-1] == (0, 10)
    assert (exact.y, most.y) == (HEIGHT / 2, 0)
    assert (spanned.bottom, spanned.y, spanned.top) == (HEIGHT * 0.8, HEIGHT / 2, round(HEIGHT * 0.2, 1))
    assert not spanned.opened


@pytest.mark.parametrize(("low", "high"), [(4, None), (None, 4)])
def test_an_open_bound_goes_on_to_the_edge(low: float | None, high: float | None) -> None:
    spot = plot([told("2018-09-12", low, high), told("2018-09-12", 8, 8)]).spots[0]

    assert spot.opened
    assert spot.top == (0 if high is None else HEIGHT / 2)
    assert spot.bottom == (HEIGHT if low is None else HEIGHT / 2)
    assert spot.y == HEIGHT / 2


def test_days_stand_as_far_apart_as_they_are() -> None:
    made = plot([told(day, 1, 1) for day in ("2018-09-11", "2018-09-12", "2018-09-21")])
    first, second, last = (spot.x for spot in made.spots)

    assert first == LABEL / 2
    assert last == WIDTH - LABEL / 2
    assert (last - first) / (second - first) == pytest.approx(10, rel=0.01)


def test_one_day_stands_in_the_middle() -> None:
    made = plot([told("2018-09-12", 1, 1), told("2018-09-12", 2, 2, "b")])

    assert made.days == ((WIDTH / 2, "2018-09-12"),)
    assert sum(spot.x for spot in made.spots) / 2 == WIDTH / 2


@pytest.mark.parametrize("day", [None, "2018", "soon"])
def test_what_has_no_day_stands_in_the_table_only(day: str | None) -> None:
    made = plot([told(day, 3, 3), told("2018-09-12", 1, 1)])

    assert len(made.rows) == 2
    assert len(made.spots) == 1


def test_outlets_keep_their_signs_from_drawing_to_drawing() -> None:
    order = [f"outlet {at}" for at in range(9)]
    made = plot([told("2018-09-12", 1, 1, "outlet 3"), told("2018-09-13", 1, 1, "outlet 8")], order)

    assert made.outlets == (("outlet 3", 3), ("outlet 8", SIGNS - 1))


def test_nothing_makes_an_empty_drawing() -> None:
    made = plot([])

    assert (made.rows, made.spots, made.lines, made.days) == ((), (), (), ())
