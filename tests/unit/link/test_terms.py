"""What texts and questions are found under: words, stems, and the sounds of names."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.lang.words import fold
from musnad.link.sounds import arabic_key, latin_keys
from musnad.link.terms import ANALYSIS, asked, keys, light, terms


@pytest.mark.parametrize(("one", "other"), [
    ("المحادثات", "بالمحادثات"), ("والصواريخ", "صواريخ"), ("أسلحة", "الأسلحه"), ("للمدينة", "المدينة"),
    ("كيميائي", "الكيميائية"),
])
def test_joined_letters_endings_and_spelling_make_no_other_word(one: str, other: str) -> None:
    assert light(fold(one)) == light(fold(other))


def test_terms_stand_where_their_words_stand() -> None:
    text = "قال: «بالأسلحة 12,500» NATO"

    assert [text[term.start:term.end] for term in terms(text)] == ["قال", "بالأسلحة", "12,500", "NATO"]
    assert [term.word for term in terms(text)][2:] == ["12500", "nato"]


def test_words_that_every_text_has_get_no_stem() -> None:
    assert [term.stem == "" for term in terms("ما هي أسباب الحرب")] == [True, True, False, False]


@pytest.mark.parametrize(("latin", "arabic"), [
    ("Merkel", "ميركل"), ("Idlib", "إدلب"), ("Lavrov", "لافروف"), ("Guterres", "غوتيريش"), ("Erdogan", "أردوغان"),
    ("Khashoggi", "خاشقجي"), ("Putin", "بوتين"), ("Steinmeier", "شتاينماير"), ("Raqqa", "الرقة"), ("Ghouta", "الغوطة"),
    ("Zarif", "ظريف"), ("Scholz", "شولتس"), ("Assad", "الأسد"), ("Haftar", "حفتر"),
])
def test_latin_and_arabic_spellings_of_a_name_share_a_key(latin: str, arabic: str) -> None:
    assert arabic_key(fold(arabic)) in latin_keys(latin)


def test_a_name_that_sounds_otherwise_in_english_is_known_by_its_arabic_one() -> None:
    found = asked("Aleppo")[0]

    assert [light(fold("حلب"))] in [list(other) for other in found.others]


def test_arabic_words_of_a_question_have_no_other_spellings() -> None:
    assert [(one.keys, one.others) for one in asked("جسر الرمان")] == [((), ()), ((), ())]


def test_articles_of_latin_names_are_not_asked_for() -> None:
    assert [one.term.word for one in asked("al-Assad")] == ["assad"]


@given(st.text(max_size=40))
def test_whatever_the_text_terms_are_letters_and_digits_in_order(text: str) -> None:
    made = ANALYSIS.terms(text)

    assert all(0 <= one.start < one.end <= len(text) for one in made)
    assert all(left.end <= right.start for left, right in pairwise(made))
    assert all(part == "" or part.isalnum() for one in made for part in (one.word, one.stem))
    assert all(key.isascii() and key.isalpha() for key in keys(text))
