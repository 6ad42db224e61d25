from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.lang.pack import read_lexicon
from musnad.lang.words import words
from musnad.text.number_forms import read_digits
from musnad.text.number_search import parse_numbers
from musnad.text.numerals import numerals

FORMS = sorted({row["form"] for row in read_lexicon("numerals")})
TEXTS = st.lists(
    st.one_of(st.sampled_from(FORMS), st.sampled_from(["و", "من", "على", "-", "/", "^", "e", "،", "جزء", "ال"]),
              st.integers(0, 99999).map(str), st.text(alphabet="وب٣٤,.-/ ", max_size=4)),
    max_size=14,
).flatmap(lambda pieces: st.sampled_from([" ", ""]).map(lambda between: between.join(pieces)))


def values(text: str) -> list[float]:
    return [n.value for n in numerals(words(text))]


@pytest.mark.parametrize(("text", "value"), [
    ("صفر", 0), ("اثنتا عشرة", 12), ("إحدى وعشرين", 21), ("ثمانٍ وثلاثين", 38), ("خمسةٌ وتسعون", 95),
    ("مئة", 100), ("مائتين", 200), ("مئتي", 200), ("ثلاثمئة", 300), ("ثلاث مائة وواحد وثلاثون", 331),
    ("ثمانمائة وستة عشر", 816), ("ألفا", 2000), ("ألفًا", 1000), ("ألفين ومئتين", 2200), ("خمسة آلاف", 5000),
    ("ثلاثة وعشرين ألفا وخمسمئة", 23500), ("مئة وعشرين ألفا و200", 120200), ("مليونان وألفان واثنا عشر", 2002012),
    ("مليون ونصف المليون", 1500000), ("ثلاثة ملايين ونصف", 3500000), ("ربع مليار", 250000000),
    ("5.6 مليون", 5600000), ("20 ألفا", 20000), ("٣ مئة و ٢١", 321), ("خمسة فاصلة سبعة", 5.7), ("سالب خمسة", -5),
    ("ثلاثة أرباع", 0.75), ("ثلثي", 2 / 3), ("ثلاثة و ثلاثون", 33), ("40 000", 40000), ("25،000", 25000),
])
def test_one_number_is_read_whole(text: str, value: float) -> None:
    (number,) = numerals(words(text), text)

    assert number.value == pytest.approx(value, rel=1e-12)
    assert (number.start, number.end) == (0, len(text))


@pytest.mark.parametrize(("text", "want"), [
    ("عشرين وثلاثين", [20, 30]), ("293 و42", [293, 42]), ("خمسة آلاف مدرسة و250 بيتا", [5000, 250]),
    ("مئة ومئتين", [100, 200]), ("ألفا و1500", [1000, 1500]),
])
def test_two_numbers_stay_two(text: str, want: list[float]) -> None:
    assert values(text) == want


@pytest.mark.parametrize("text", ["لست متأكدا", "يوم الاثنين", "في المئة", "أحد السكان", "ثمن النفط"])
def test_words_that_only_look_like_numbers_are_left(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(("text", "kind", "value"), [
    ("عشرات الآلاف", "vague", 10000), ("بضع مئات", "few", 100), ("بضعة", "few", 1), ("الآلاف", "vague", 1000),
    ("الثالث عشر", "ordinal", 13), ("الخامسة والعشرين", "ordinal", 25), ("1.2.3.4", "unclear", 0),
])
def test_a_number_says_of_what_kind_it_is(text: str, kind: str, value: float) -> None:
    (number,) = numerals(words(text))

    assert (number.kind, number.value) == (kind, value)


def test_a_line_end_parts_no_thousands() -> None:
    text = "40\n000"

    assert len(numerals(words(text), text)) == 2


def test_letters_joined_before_a_number_stay_outside_its_span() -> None:
    (number,) = numerals(words("بعشرين"))

    assert (number.start, number.prefix) == (1, "ب")


@pytest.mark.parametrize(("form", "part_likely", "value"), [
    ("25.000", False, 25000), ("1,5", False, 1.5), ("1.250", True, 1.25), ("1,234.5", False, 1234.5),
    ("0.125", False, 0.125), ("1.234.567", False, 1234567), ("12.34.5", False, None),
    ("30.054.47", False, 30054.47), ("99٫5", False, 99.5),
])
def test_separators_part_thousands_or_decimals(form: str, part_likely: bool, value: float | None) -> None:
    assert read_digits(form, part_likely=part_likely) == value


@pytest.mark.parametrize(("text", "value", "kind"), [
    ("-9,25", -9.25, "cardinal"), ("3/4", 0.75, "fraction"), ("-1 4/5", -1.8, "fraction"),
    ("واحد من ثلاثة", 1 / 3, "fraction"), ("جزء من مئة", 0.01, "fraction"), ("1e10", 1e10, "fraction"),
    ("عشرون في المئة", 20, "percent"), ("10%", 10, "percent"), ("الثاني", 2, "ordinal"),
])
def test_a_search_joins_what_makes_one_number(text: str, value: float, kind: str) -> None:
    (found,) = parse_numbers(text)

    assert (found.value, found.kind, found.text) == (pytest.approx(value), kind, text)


def test_any_one_is_no_number() -> None:
    assert parse_numbers("أي واحد تفضل؟") == []


@given(TEXTS)
def test_numbers_read_back_and_do_not_overlap(text: str) -> None:
    for found in (numerals(words(text)), parse_numbers(text)):
        assert all(text[n.start : n.end].strip() for n in found)
        assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.text(max_size=60))
def test_any_text_is_searched_without_a_fault(text: str) -> None:
    assert all(n.text == text[n.start : n.end] for n in parse_numbers(text))
