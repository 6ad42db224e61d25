"""Stories: reports that share who, where and rare words within a few days."""

from __future__ import annotations

from musnad.link.stems import stem
from musnad.link.stories import Stories, heaviest
from unit.link.linking import links, view

BRIDGE = ("افتتح وزير النقل نسيم الوادي جسر الرمان الجديد الذي يربط ضفتي نهر الزمرد وسط احتفال شعبي كبير",
          "عبرت أولى الشاحنات جسر الرمان الجديد فوق نهر الزمرد غداة افتتاحه بحضور وزير النقل نسيم الوادي")
MATCH = "فاز فريق الزيتون لكرة السلة ببطولة المحافظة بعد مباراة مثيرة امتدت إلى شوطين إضافيين"


def test_two_reports_of_one_development_are_a_story() -> None:
    found = links(Stories(), view("a", BRIDGE[0]), view("b", BRIDGE[1], published="2018-09-13"))

    assert [made.kind for made in found] == ["same_story"]
    assert "a day apart" in found[0].why
    assert "الرمان" in found[0].why


def test_two_matters_of_one_day_are_two_stories() -> None:
    assert links(Stories(), view("a", BRIDGE[0]), view("b", MATCH)) == []


def test_after_weeks_of_silence_it_is_another_story() -> None:
    assert links(Stories(), view("a", BRIDGE[0]), view("b", BRIDGE[1], published="2018-11-13")) == []


def test_the_words_that_tell_most_come_first_and_are_shown_as_written() -> None:
    found = heaviest(BRIDGE[0])

    assert {"الزمرد", "الرمان"} & {word for _, _, word in found[:4]}
    assert abs(sum(weight * weight for _, weight, _ in found) - 1) < 0.01


def test_joined_letters_endings_and_persons_make_no_other_stem() -> None:
    for one, two in (("المحادثات", "محادثاتها"), ("سنتخذ", "ستتخذ"), ("بريطانيا", "البريطانيه"), ("هجوم", "بهجوم")):
        assert stem(one) == stem(two)
