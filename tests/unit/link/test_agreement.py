"""Agreement: what two reports of one incident say of each other, and what counts as one source."""

from __future__ import annotations

import pytest

from musnad.link.agreement import Side, adds_up, bounds, compare, leans


def side(**said: object) -> Side:
    values = {"status": "reported", "outlet": "جريدة الرمان", "published": "2018-09-12", "report": "report-a", **said}
    return Side(**values)  # type: ignore[arg-type]


OTHER = {"outlet": "إذاعة الزيتون", "report": "report-b"}


def kinds(later: Side, earlier: Side) -> list[str]:
    return [found.kind for found in compare(later, earlier)]


def test_the_same_figure_from_two_sources_is_confirmed() -> None:
    assert kinds(side(killed=(7, 7)), side(killed=(7, 7), **OTHER)) == ["corroborates"]


@pytest.mark.parametrize("leaning", [
    {"copies": frozenset(("report-b",))}, {"via": ("وكاله السنديان",)}, {"speaker": "سامر الوادي"}])
def test_what_leans_on_one_source_confirms_nothing(leaning: dict[str, object]) -> None:
    theirs = {name: value for name, value in leaning.items() if name != "copies"}

    assert kinds(side(killed=(7, 7), **leaning), side(killed=(7, 7), **OTHER, **theirs)) == []


def test_two_outlets_in_their_own_words_do_not_lean_on_each_other() -> None:
    assert not leans(side(), side(**OTHER))
    assert leans(side(), side(report="report-c")) == "both of جريدة الرمان"


def test_a_higher_toll_on_a_later_day_is_an_update() -> None:
    assert kinds(side(killed=(12, 12), published="2018-09-13"), side(killed=(7, 7), **OTHER)) == ["updates"]


@pytest.mark.parametrize(("killed", "published"), [((12, 12), "2018-09-12"), ((5, 5), "2018-09-13")])
def test_another_toll_on_the_same_day_or_a_lower_one_later_contradicts(killed: tuple[int, int], published: str) -> None:
    assert kinds(side(killed=killed, published=published), side(killed=(7, 7), **OTHER)) == ["contradicts"]


def test_bounds_that_meet_say_nothing() -> None:
    assert kinds(side(killed=(10, None)), side(killed=(12, 12), **OTHER)) == []


def test_what_one_tells_and_the_other_denies_is_a_contradiction() -> None:
    found = list(compare(side(status="denied"), side(**OTHER)))

    assert [made.kind for made in found] == ["contradicts"]
    assert "denied by جريدة الرمان" in found[0].why


def test_a_sum_is_found_with_its_parts() -> None:
    assert adds_up([39, 33, 6]) == (0, 2)
    assert adds_up([5, 39, 33, 6]) == (1, 2)
    assert adds_up([39, 33, 5]) is None
    assert adds_up([7, 7]) is None


def test_bounds_are_told_as_a_person_reads_them() -> None:
    assert [bounds(some) for some in ((12, 12), (10, 12), (10, None), (None, 12))] == [
        "12", "10 to 12", "at least 10", "at most 12"]
