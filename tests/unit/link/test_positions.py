"""Positions: an actor's statements in order of time, and the turns that a reader is shown."""

from __future__ import annotations

from musnad.link.positions import Said, in_order, on_topic, turns

OPEN = "سنفتح معبر الرمان أمام الشاحنات في الربيع"
SHUT = "لن نفتح معبر الرمان أمام الشاحنات في الربيع"
BRIDGE = "انتهت أعمال طلاء الجسر القديم"


def said(name: str, text: str, day: str | None, act: str = "assert", polarity: str = "affirmed") -> Said:
    return Said(f"statement-{name}", day, text, act, polarity)


def test_statements_come_in_order_of_time_and_those_without_a_day_last() -> None:
    found = in_order([said("c", OPEN, None), said("b", OPEN, "2018-09-12"), said("a", SHUT, "2018-03-01")])

    assert [made.id for made in found] == ["statement-a", "statement-b", "statement-c"]


def test_a_topic_is_found_in_any_form_of_its_words() -> None:
    assert on_topic(OPEN, "المعبر")
    assert not on_topic(BRIDGE, "المعبر")


def test_what_is_denied_after_it_was_said_is_marked() -> None:
    found = list(turns([said("a", OPEN, "2018-03-01"), said("b", SHUT, "2018-09-12")]))

    assert [(turn.earlier, turn.later, turn.kind) for turn in found] == [("statement-a", "statement-b", "negation")]


def test_what_was_welcomed_and_is_rejected_is_marked() -> None:
    found = list(turns([said("a", OPEN, "2018-03-01", "praise"), said("b", OPEN, "2018-09-12", "reject")]))

    assert [(turn.kind, turn.why) for turn in found] == [("act", "praise before, reject now")]


def test_statements_of_two_matters_and_the_same_said_again_are_not_marked() -> None:
    assert list(turns([said("a", OPEN, "2018-03-01"), said("b", BRIDGE, "2018-09-12")])) == []
    assert list(turns([said("a", OPEN, "2018-03-01"), said("b", OPEN, "2018-09-12")])) == []
