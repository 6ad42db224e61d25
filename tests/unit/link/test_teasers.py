"""Teasers: the leads of other reports under a page are found; paragraphs that go on, lists and wrapped lines are not."""

from __future__ import annotations

import pytest

from musnad.link.teasers import teasers
from unit.link.test_copies import OTHER, SENTENCES, TEASERS

REPORT = "\n".join(("افتتاح جسر الرمان", *SENTENCES))


def left(text: str) -> list[str]:
    return [text[span.start : span.end] for span in teasers(text)]


def test_three_last_paragraphs_that_are_leads_of_their_own_are_teasers() -> None:
    assert left("\n".join((REPORT, *TEASERS))) == ["\n".join(TEASERS)]


def test_one_that_may_go_on_stands_among_them_if_two_leads_stand_over_it() -> None:
    doubtful = "في الوقت الذي ينتظر فيه الصيادون موسم السمك أغلقت البلدية المرسى القديم أسبوعا كاملا."
    last = (*TEASERS, doubtful, OTHER[0])

    assert left("\n".join((REPORT, *last))) == ["\n".join(last)]


def test_a_line_that_names_another_report_is_left_out() -> None:
    line = "قد يهمك أيضا: من بنى جسر الرمان القديم؟"

    assert left(REPORT.replace("\n", f"\n{line}\n", 1)) == [line]
    assert left(f"{line}\n{REPORT}") == []


@pytest.mark.parametrize("last", [
    TEASERS[:2],
    tuple("و" + teaser for teaser in TEASERS),
    tuple("- " + teaser for teaser in TEASERS),
    ("حراسة المرمى: نسيم", "خط الدفاع: رامي وسامر", "خط الهجوم: فادي"),
    tuple(teaser.rstrip(".") for teaser in (*TEASERS, *TEASERS, *TEASERS)),
])
def test_fewer_joined_listed_short_or_wrapped_lines_are_none(last: tuple[str, ...]) -> None:
    assert left("\n".join((REPORT, *last))) == []


@pytest.mark.parametrize("text", ["", "…", "سطر واحد", "\n\n"])
def test_a_text_of_a_line_or_less_has_none(text: str) -> None:
    assert teasers(text) == []
