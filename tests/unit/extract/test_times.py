from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.extract import times
from musnad.lang.pack import lexicon_faults, read_lexicon
from musnad.model.frame import Frame
from musnad.model.records import Refusal, Time
from musnad.text.passage import Passage

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "ar" / "times.jsonl"
PUBLISHED = date(2018, 9, 12)  # a Wednesday
FORMS = sorted({row["form"] for row in read_lexicon("times")})
PIECES = st.one_of(
    st.sampled_from(FORMS),
    st.sampled_from(["و", "في", "،", ".", "/", "-", ":", "(", ")", "\n", "ال", "%", '"']),
    st.integers(0, 2100).map(str),
    st.text(alphabet="أبتمنوي٠١٢٩0123ًـ:/-.،", max_size=5),
)
TEXTS = st.lists(PIECES, max_size=14).flatmap(
    lambda pieces: st.sampled_from([" ", "", "  "]).map(lambda between: between.join(pieces))
)
DAYS = st.one_of(st.none(), st.dates(date(1925, 1, 1), date(2076, 1, 1)))


def golden() -> Iterator[Any]:
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        marks = [pytest.mark.xfail(reason=case["gap"])] if "gap" in case else []
        yield pytest.param(case["text"], date.fromisoformat(case["published"]), case["want"], id=case["id"], marks=marks)


@pytest.mark.parametrize(("text", "published", "want"), list(golden()))
def test_golden(text: str, published: date, want: list[list[str | None]]) -> None:
    got = [[r.text, r.value if isinstance(r, Time) else r.code] for r in times.parse_times(text, published)]

    assert got == want


@given(TEXTS, DAYS)
def test_whatever_the_text_there_are_only_records_that_read_back(text: str, published: date | None) -> None:
    found = times.parse_times(text, published)

    assert all(isinstance(r, Time | Refusal) and r.text == text[r.start : r.end] != "" for r in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.text(max_size=80), DAYS)
def test_text_of_any_script_is_read_without_a_fault(text: str, published: date | None) -> None:
    assert all(r.text == text[r.start : r.end] for r in times.parse_times(text, published))


@given(TEXTS)
def test_without_a_day_of_publication_nothing_is_counted_from_it(text: str) -> None:
    counted = [r for r in times.parse_times(text, None) if isinstance(r, Time) and r.anchor == "published"]

    assert all(r.value is None for r in counted)


@pytest.mark.parametrize(
    "text", ["اليوم", "الخميس", "مساء أمس", "الشهر الماضي", "في أيار", "قبل يومين", "هذا العام", "الصيف الماضي"]
)
def test_nothing_falls_back_to_a_day_that_was_not_given(text: str) -> None:
    (found,) = times.parse_times(text, None)

    assert isinstance(found, Time)
    assert found.value is None


@pytest.mark.parametrize(
    ("text", "value", "warning"),
    [
        ("في 18 آب الجاري", "2018-08-18", "said to be this month, but published 2018-09-12"),
        ("أمس الاثنين", "2018-09-10", "2018-09-11 is a Tuesday, not a Monday"),
        ("الثلاثاء 10 أيلول 2018", "2018-09-10", "2018-09-10 is a Monday, not a Tuesday"),
        ("في 3 أيار/يونيو 2017", "2017-05-03", "the two names are of different months"),
        ("مساء الثلاثاء. وصل الوفد عند الساعة السادسة", "2018-09-11", "morning or evening is not said"),
        ("من 2018 إلى 2013", "2018/2013", "the interval ends before it begins"),
        ("في 3 يونيو 1440 هـ", None, "a Gregorian month with a Hijri year"),
        ("عام 1250 هـ", None, "outside the years 1343 to 1500 of the Umm al-Qura tables"),
    ],
)
def test_a_contradiction_of_the_text_is_a_warning(text: str, value: str | None, warning: str) -> None:
    last = times.parse_times(text, PUBLISHED)[-1]

    assert isinstance(last, Time)
    assert (last.value, last.warning) == (value, warning)


@pytest.mark.parametrize(
    ("text", "grain", "anchor"),
    [
        ("3 أيار 2017", "day", "absolute"),
        ("أيار 2017", "month", "absolute"),
        ("عام 2017", "year", "absolute"),
        ("صيف 2017", "season", "absolute"),
        ("الخميس", "day", "published"),
        ("الأسبوع الماضي", "week", "published"),
        ("الخميس الساعة 08:00", "minute", "published"),
        ("الثامنة مساء الخميس", "hour", "published"),
    ],
)
def test_grain_and_anchor_are_told(text: str, grain: str, anchor: str) -> None:
    (found,) = times.parse_times(text, PUBLISHED)

    assert isinstance(found, Time)
    assert (found.grain, found.anchor) == (grain, anchor)


def test_a_converted_date_names_its_calendar() -> None:
    (found,) = times.parse_times("5 محرم 1440 هـ", PUBLISHED)

    assert isinstance(found, Time)
    assert (found.value, found.calendar) == ("2018-09-15", "hijri")


def test_marks_and_bidi_controls_inside_a_date_are_read_through() -> None:
    (found,) = times.parse_times("في \u200fالثَّالِث من أيـــار\u200e ٢٠١٧", PUBLISHED)

    assert isinstance(found, Time)
    assert found.value == "2017-05-03"


def test_offsets_are_of_the_whole_source() -> None:
    text = "عنوان\nوصل الوفد مساء الخميس\nنهاية"
    passage = Passage.of(text, 6, 27)

    (found,) = times.extract(passage, Frame("source", "report", "1", PUBLISHED))

    assert text[found.start : found.end] == found.text == "مساء الخميس"
    assert found.report == "report"


def test_the_same_time_has_the_same_id_whoever_finds_it() -> None:
    passage = Passage.of("وصل الوفد مساء الخميس")

    (one,) = times.extract(passage, Frame("source", "report", "1", PUBLISHED))
    (other,) = times.extract(passage, Frame("source", "report", "2", PUBLISHED))

    assert one.id == other.id


def test_a_line_end_ends_an_expression() -> None:
    found = times.parse_times("مباراة الخميس\n12 سبتمبر 2017", PUBLISHED)

    assert [r.text for r in found] == ["الخميس", "12 سبتمبر 2017"]


def test_every_form_of_the_lexicon_stands_in_its_example() -> None:
    assert lexicon_faults("times") == []


def test_a_long_text_takes_time_in_proportion() -> None:
    text = "من 3 إلى بين الخميس و" * 3000

    assert times.parse_times(text, PUBLISHED)


def test_values_of_annotated_reports_are_right(shared: Path) -> None:
    """F1 of values over the annotated reports beside the repository, vague expressions left out."""
    right = found = wanted = 0
    for path in sorted((shared / "gold" / "dev").glob("*.gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_bytes().decode("utf-8")
        vague = [g for g in gold["times"] if g["value"] is None]
        exact = [g for g in gold["times"] if g["value"] is not None]
        read = [r for r in times.parse_times(text, date.fromisoformat(gold["published"])) if isinstance(r, Time) and r.value]
        read = [r for r in read if not any(_meets(r, g) for g in vague)]
        right += sum(any(_meets(r, g) and r.value == g["value"] for r in read) for g in exact)
        found, wanted = found + len(read), wanted + len(exact)

    assert 2 * right / (found + wanted) >= 0.97


def _meets(record: Time, gold: dict[str, Any]) -> bool:
    return bool(record.start < gold["end"] and gold["start"] < record.end)
