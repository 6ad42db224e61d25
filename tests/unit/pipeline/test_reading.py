"""One document into records: the order, the dates, and what a fault does."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad import extract
from musnad.extract import Found
from musnad.model.document import Document
from musnad.model.frame import Frame
from musnad.model.records import Record, Refusal, Report, Spanned
from musnad.pipeline.reading import read_document
from musnad.pipeline.settings import Settings
from musnad.text.passage import Passage

TWO = (
    "قال رئيس بلدية سهلاب سالم العابر، الأحد، إن الجسر سيفتح قبل الشتاء.\nوأضاف أن العمل انتهى.\n"
    "\n----\n\n"
    "أعلنت شركة مياه وادي السرو، الاثنين، أن الشبكة الجديدة جاهزة.\n"
)


def read(text: str, **settings: object) -> list[Record]:
    return read_document(Document("0" * 64, text), Settings(**settings))  # type: ignore[arg-type]


def test_reports_come_first_then_what_stands_in_them() -> None:
    types = [record.type for record in read(TWO, bundle="yes")]

    assert types[0] == "report"
    assert "report" not in types[types.count("report") :]


def test_every_record_is_its_words() -> None:
    for record in read(TWO):
        if isinstance(record, Spanned):
            assert record.text == TWO[record.start : record.end]


def test_every_id_is_there_once_and_every_reference_leads_to_a_record() -> None:
    lines = [record.as_json() for record in read(TWO)]
    ids = [line["id"] for line in lines]
    tied = {line[name] for line in lines for name in ("report", "entity", "time", "parent") if line.get(name)}

    assert len(ids) == len(set(ids))
    assert tied <= set(ids)


def test_the_same_text_gives_the_same_lines() -> None:
    assert [r.line() for r in read(TWO)] == [r.line() for r in read(TWO)]


def test_a_text_without_words_has_no_reports() -> None:
    assert read(" \n\ufeff\n") == []


@pytest.mark.parametrize(
    ("text", "given_day", "want"),
    [
        ("سهلاب - 12 أيلول 2018 (الرواق) - قال المدير إن الطريق مفتوح.", None, ("2018-09-12", "text")),
        ("سهلاب - 12 أيلول 2018 (الرواق) - قال المدير إن الطريق مفتوح.", date(2018, 9, 13), ("2018-09-13", "given")),
        ("قال المدير إن الطريق الذي افتتح في 12 أيلول 2018 ما زال مفتوحا أمام الناس كلهم.", None, (None, None)),
        ("قال المدير أمس إن الطريق مفتوح.", None, (None, None)),
    ],
    ids=["dateline", "given-goes-first", "running-text-is-no-dateline", "unknown"],
)
def test_the_day_is_given_or_in_the_dateline_or_unknown(text: str, given_day: date | None, want: tuple[str, str]) -> None:
    report = read(text, published=given_day)[0]

    assert isinstance(report, Report)
    assert (report.published, report.published_from) == want


PARAGRAPH = "قال المدير إن الطريق الذي يصل القرية بالمدينة مفتوح أمام الناس كلهم منذ الصباح."


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"الرواق\nأخبار\nرياضة\nالطريق مفتوح\nالأربعاء 12 أيلول 2018\n{PARAGRAPH}", "2018-09-12"),
        (f"الرواق\nأخبار\nرياضة\n12/09/2018\nالطريق مفتوح\nنشر في 12 سبتمبر 2018\n{PARAGRAPH}", "2018-09-12"),
        (f"الرواق\nأخبار\nرياضة\nالطريق مفتوح\nالأربعاء 12 أيلول 2018\nاقرأ أيضا 10 أيلول 2018\n{PARAGRAPH}", None),
        ("الرواق\nأخبار\nرياضة\nالطريق مفتوح\nالأربعاء 12 أيلول 2018\nالصفحة الأولى", "2018-09-12"),
        ("الرواق\n" + "قسم آخر\n" * 10 + f"الأربعاء 12 أيلول 2018\n{PARAGRAPH}", None),
        (f"الرواق\nأخبار\nرياضة\n{PARAGRAPH}\nالأربعاء 12 أيلول 2018\n{PARAGRAPH}", None),
        (f"الرواق\nأخبار\nرياضة\nماذا جرى في السوق القديم بعد حريق 12 أيلول 2018 الكبير\n{PARAGRAPH}", None),
    ],
    ids=["below-the-menu", "twice-the-same", "two-days", "a-page-that-ends", "too-far-down", "after-a-paragraph",
         "in-a-headline"],
)
def test_a_page_has_its_day_before_its_first_paragraph(text: str, day: str | None) -> None:
    report = read(text)[0]

    assert isinstance(report, Report)
    assert report.published == day


def test_metadata_goes_before_the_dateline() -> None:
    document = Document("0" * 64, "سهلاب - 12 أيلول 2018 - قال إن.", published="2018-09-14", published_from="metadata")

    report = read_document(document, Settings())[0]

    assert isinstance(report, Report)
    assert (report.published, report.published_from) == ("2018-09-14", "metadata")


def test_one_broken_report_is_a_refusal_and_the_other_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read(TWO, bundle="yes")
    reports = [r for r in whole if isinstance(r, Report)]
    sound = extract.read_report

    def breaks(passage: Passage, frame: Frame, *rest: Any) -> Found:
        if frame.report == reports[0].id:
            raise ValueError("a fault\nof ours")
        return sound(passage, frame, *rest)

    monkeypatch.setattr(extract, "read_report", breaks)
    records = read(TWO, bundle="yes")
    faults = [r for r in records if isinstance(r, Refusal) and r.code == "R001"]

    assert [f.report for f in faults] == [reports[0].id]
    assert "ValueError" in faults[0].why
    assert "\n" not in faults[0].why
    assert [r for r in records if isinstance(r, Report)] == reports


def test_a_fault_in_the_cutting_leaves_one_report_and_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(text: str, *, bundle: str) -> None:
        raise IndexError("cut")

    monkeypatch.setattr("musnad.pipeline.reading.split_reports", breaks)
    records = read(TWO)

    assert [(r.start, r.end) for r in records if isinstance(r, Report)] == [(0, len(TWO))]
    assert [r.code for r in records if isinstance(r, Refusal)][-1] == "R001"


@given(st.text(alphabet="قال إنوأضاف«»\"':.،؟\n 0123٤٥ًـ()–-abالوزير\u200f\u202b\ufeff", max_size=200))
def test_whatever_the_text_there_is_no_fault_and_every_record_is_its_words(text: str) -> None:
    for record in read(text, published=date(2018, 9, 12)):
        if isinstance(record, Spanned):
            assert record.text == text[record.start : record.end]
        assert getattr(record, "code", "") != "R001", record
