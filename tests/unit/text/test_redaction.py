"""A covered text is as long as before, and a name has one placeholder in every spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.text.redaction import BLOCK, Redactor, placeholder

NAMES = Redactor([["نسيم الوادي", "الوادي"], ["سلمى"]])


@pytest.mark.parametrize(("text", "expected"), [
    ("قال نسيم الوادي إنه", "قال █1█████████ إنه"),
    ("وقالت سَلْمى", "وقالت █2████"),
    ("لسلمى وللوادي", "█2███ █1█████"),
    ("قال واديان", "قال واديان"),
    ("نسيم البحر", "نسيم البحر"),
    ("", ""),
])
def test_names_are_covered_in_any_spelling_and_nothing_else(text: str, expected: str) -> None:
    assert NAMES.cover(text) == expected
    assert len(expected) == len(text)


def test_a_name_without_room_for_its_number_is_blocks() -> None:
    assert placeholder(12, 3) == BLOCK * 3
    assert placeholder(1, 5) == "█1███"


@given(st.text(alphabet="نسيم الوادي سلمىًـ.،ABC", max_size=60))
def test_whatever_the_text_its_length_stays(text: str) -> None:
    covered = NAMES.cover(text)

    assert len(covered) == len(text)
    assert NAMES.cover(covered) == covered
