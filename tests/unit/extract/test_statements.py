from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from musnad.extract import read_report, records
from musnad.lang.pack import lexicon_faults, read_lexicon
from musnad.model.frame import Frame
from musnad.model.records import Record, Statement
from musnad.text.passage import Passage

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "ar" / "statements.jsonl"
FRAME = Frame("source", "report", "0")
GAPS = {
    "ناقل": "a relay as a participle: «ناقلا عن الناطق أن»",
    "اتهام": "an accusation as a noun between two parties is no statement yet",
    "اتهامات": "an accusation as a noun between two parties is no statement yet",
    "تعليق": "a caption is no statement of anybody named yet",
    "إشارته": "a noun after «مع» that carries on the clause before it",
}
LEXICONS = ("statements", "speakers", "circumstances", "contents", "grammar", "acts", "outlets", "capitals")


def read(text: str) -> list[Record]:
    return records([read_report(Passage.of(text), FRAME)])


def statements(text: str) -> list[Statement]:
    return [r for r in read(text) if isinstance(r, Statement)]


def golden() -> Iterator[Any]:
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        marks = [pytest.mark.xfail(reason=case["gap"], strict=True)] if "gap" in case else []
        yield pytest.param(case["text"], case["want"], id=case["id"], marks=marks)


@pytest.mark.parametrize(("text", "want"), list(golden()))
def test_golden(text: str, want: list[list[str]]) -> None:
    found = sorted(statements(text), key=lambda s: s.cue.start)

    assert [[s.cue.text, s.speaker.get("name") if s.speaker else None, s.form, s.text] for s in found] == want


@pytest.mark.parametrize("stem", LEXICONS)
def test_the_lexicons_keep_their_laws(stem: str) -> None:
    assert lexicon_faults(stem) == []


def words_of_saying() -> Iterator[Any]:
    for row in read_lexicon("statements"):
        if row["frames"] == "never":
            continue  # no statement by itself: only what «جدد» and the like say again
        marks = [pytest.mark.xfail(reason=GAPS[row["form"]], strict=True)] if row["form"] in GAPS else []
        yield pytest.param(row, id=f"{row['form']}-{row['kind']}", marks=marks)


@pytest.mark.parametrize("row", list(words_of_saying()))
def test_every_word_of_saying_is_found_in_its_own_example(row: dict[str, str]) -> None:
    start = row["example"].find(row["form"])

    found = [s.cue for s in statements(row["example"])]

    assert any(c.start <= start < c.end for c in found), [c.text for c in found]


def test_the_steps_tell_how_a_carried_subject_was_found() -> None:
    _, second = statements("قالت البلدية إن الطريق مغلق. وأضافت أن الأعمال ستنتهي قريبا.")

    assert second.steps is not None
    assert "carried over" in second.steps[0]


def test_a_statement_inside_another_knows_its_parent() -> None:
    outer, inner = statements("قالت الصحيفة إن المدير أكد أن المصنع سيعود إلى العمل.")

    assert inner.parent == outer.id


def test_an_agency_on_the_way_is_told() -> None:
    (statement,) = statements("قال المدير إن المصنع توقف، بحسب وكالة رويترز.")

    assert [(v.text, v.get("kind")) for v in statement.via] == [("وكالة رويترز", "agency")]


def ways(text: str) -> list[list[str]]:
    return [[relay.text for relay in statement.via] for statement in statements(text)]


def test_a_medium_at_the_end_of_a_sentence_passed_on_all_that_its_speaker_says_there() -> None:
    text = "أعلن الوزير أن الجسر سليم، مشيرا إلى أن الماء عاد، بحسب ما نقلته وكالة أنباء الساحل (مرسى)."

    assert ways(text) == [["وكالة أنباء الساحل (مرسى)"], ["وكالة أنباء الساحل (مرسى)"]]


def test_a_sentence_that_only_names_a_medium_tells_how_the_one_before_came() -> None:
    assert ways("قال المدير إن المصنع توقف. بحسب رويترز. وقال الحارس إن الباب مغلق.") == [["رويترز"], []]


def test_a_medium_that_leads_a_sentence_passed_on_what_its_verb_says() -> None:
    assert ways("وحسب وكالة رويترز، أوضح المدير أن المصنع توقف.")[1] == ["وكالة رويترز"]


def test_a_medium_that_somebody_tells_passed_it_on() -> None:
    assert ways("وأبلغ مسؤول في المنظمة الدولية رويترز أن المصنع توقف.") == [["رويترز"]]
    assert ways("وقال مصدر في المصنع للوكالة ذاتها إن العمل توقف.") == [["للوكالة ذاتها"]]


def test_an_interview_after_the_words_tells_through_whom_they_came() -> None:
    text = "أكد المدير أن المصنع توقف، وذلك في مقابلة أجرتها معه صحيفة الميناء الدولية."

    assert ways(text) == [["صحيفة الميناء الدولية"]]


def test_a_sentence_on_the_occasion_tells_through_whom_the_words_came() -> None:
    text = "قال المدير إن المصنع توقف. جاء ذلك في مقابلة مع صحيفة الميناء الدولية، ونقلتها وكالة رويترز."

    assert ways(text) == [["صحيفة الميناء الدولية", "وكالة رويترز"]]


def test_the_own_words_of_a_speaker_to_a_channel_are_no_second_speaker() -> None:
    assert ways("رأى المدير أن المصنع سيعود، وفقا لتصريحات أدلى بها لرويترز.") == [["رويترز"]]
