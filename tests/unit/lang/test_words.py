"""Words: what counts as one, however it is drawn."""

from __future__ import annotations

import pytest

from musnad.lang.words import words


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("قـ ـصـ ـف", ["قصف"]),
        ("بعد قـ ـصـ ـف القرية", ["بعد", "قصف", "القريه"]),
        ("قـــصــف", ["قصف"]),
        ("سقوط جرـ ـحى", ["سقوط", "جرحي"]),
    ],
)
def test_letters_drawn_apart_by_tatweel_are_one_word(text: str, forms: list[str]) -> None:
    found = words(text)

    assert [word.form for word in found] == forms
    assert all(text[word.start : word.end] == word.raw for word in found)


@pytest.mark.parametrize("text", ["المدير ـ الرواق", "المدير ـالرواق", "المديرـ الرواق", "المدير -الرواق"])
def test_a_tatweel_on_one_side_alone_is_a_dash_or_nothing(text: str) -> None:
    assert [word.form for word in words(text) if word.kind == "word"] == ["المدير", "الرواق"]


def test_what_is_drawn_apart_over_two_lines_stays_two_words() -> None:
    assert [word.form for word in words("قـ\nـصف")] == ["ق", "صف"]
