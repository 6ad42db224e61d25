from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.extract import figures
from musnad.lang.pack import lexicon_faults, read_lexicon
from musnad.model.frame import Frame
from musnad.model.records import Figure, Refusal
from musnad.text.passage import Passage

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "ar" / "figures.jsonl"
FRAME = Frame("source", "report", "0")
FORMS = sorted({row["form"] for stem in ("numerals", "units", "figures") for row in read_lexicon(stem)})
PIECES = st.one_of(
    st.sampled_from(FORMS),
    st.sampled_from(["و", "من", "إلى", "بين", "،", ".", "-", ":", "/", "(", ")", "\n", "ال", "%", "$", "هم", "ـ"]),
    st.integers(0, 2100).map(str),
    st.text(alphabet="أبتمنوي٠١٢٩0123ًـ:/-.،", max_size=5),
)
TEXTS = st.lists(PIECES, max_size=16).flatmap(
    lambda pieces: st.sampled_from([" ", "", "  "]).map(lambda between: between.join(pieces))
)


def read(text: str, **options: Any) -> list[Figure | Refusal]:
    return figures.extract(Passage.of(text), FRAME, **options)


def one(text: str, **options: Any) -> Figure:
    (figure,) = read(text, **options)
    assert isinstance(figure, Figure)
    return figure


def golden() -> Iterator[Any]:
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        marks = [pytest.mark.xfail(reason=case["gap"])] if "gap" in case else []
        yield pytest.param(case["text"], case["want"], id=case["id"], marks=marks)


@pytest.mark.parametrize(("text", "want"), list(golden()))
def test_golden(text: str, want: list[list[Any]]) -> None:
    got = [
        [r.text, r.low, r.high, r.relation, r.unit, r.about] if isinstance(r, Figure) else [r.text, r.code]
        for r in read(text)
    ]

    assert got == want


@given(TEXTS)
def test_whatever_the_text_there_are_only_records_that_read_back(text: str) -> None:
    found = read(text)

    assert all(isinstance(r, Figure | Refusal) and r.text == text[r.start : r.end] != "" for r in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(TEXTS)
def test_bounds_are_in_order_and_a_value_lies_between_them(text: str) -> None:
    for r in read(text):
        if isinstance(r, Figure):
            assert r.low is None or r.high is None or r.low <= r.high
            assert r.value is None or (r.low == r.value == r.high)


@given(st.text(max_size=80))
def test_text_of_any_script_is_read_without_a_fault(text: str) -> None:
    assert all(r.text == text[r.start : r.end] for r in read(text))


def test_a_total_whose_parts_exceed_it_is_noted_and_stays_as_said() -> None:
    total, *parts = read("سجلت المحطة 39 رحلة منها 33 إلى الشمال و7 إلى الجنوب")

    assert isinstance(total, Figure)
    assert total.value == 39
    assert total.note == "the parts named make 33 + 7 = 40, the total is 39"
    assert all(isinstance(p, Figure) and p.note is None for p in parts)


def test_parts_that_make_up_their_total_need_no_note() -> None:
    assert all(r.note is None for r in read("سجلت المحطة 39 رحلة منها 33 إلى الشمال و6 إلى الجنوب") if isinstance(r, Figure))


def test_parts_with_nouns_of_their_own_may_leave_some_out() -> None:
    assert all(r.note is None for r in read("حضر 64 زائرا بينهم 13 طفلا وخمس نساء") if isinstance(r, Figure))


def test_a_vague_word_names_the_rule_of_its_bounds() -> None:
    figure = one("تجمع عشرات السكان")

    assert (figure.value, figure.low, figure.high, figure.rule) == (None, 10, None, "floor")


def test_another_rule_may_replace_it() -> None:
    figure = one("تجمع عشرات السكان", rule=figures.ACLED)

    assert (figure.low, figure.high, figure.rule) == (12, 12, "acled")


def test_a_number_said_needs_no_rule() -> None:
    assert one("حضر 14 مهندسا").rule is None


def test_bounds_are_open_where_the_text_leaves_them_open() -> None:
    figure = one("حضر أقل من 60 زائرا")

    assert (figure.value, figure.low, figure.high, figure.relation) == (None, None, 60, "less_than")


def test_the_same_figure_has_the_same_id_and_another_has_another() -> None:
    assert one("حضر 14 مهندسا").id == one("حضر 14 مهندسا").id != one("حضر 15 مهندسا").id


@pytest.mark.parametrize("stem", ["units", "figures", "numerals"])
def test_each_row_of_the_lexicon_matches_its_own_example(stem: str) -> None:
    assert lexicon_faults(stem) == []


def test_real_articles_give_figures_that_read_back(shared: Path) -> None:
    with lzma.open(shared / "data" / "news" / "ant-cnn.jsonl.xz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line, _ in zip(lines, range(200), strict=False)]

    found = [(text, r) for text in texts for r in read(text)]

    assert len(found) > 400
    assert all(r.text == text[r.start : r.end] for text, r in found)
