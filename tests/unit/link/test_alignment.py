"""Two texts are laid side by side: nothing is lost, and what changed is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.link.alignment import Step, align, flat
from musnad.link.contrasts import changed

WORDS = st.lists(st.sampled_from("abcdefgh"), max_size=60)
SENTENCE = "افتتح الوزير امس جسرا جديدا في مدينة الرمان بحضور 12 ضيفا وقال ان العمل لم يتاخر"
BEFORE = tuple(SENTENCE.split())


@given(WORDS, WORDS)
def test_the_steps_cover_both_texts_word_for_word(first: list[str], second: list[str]) -> None:
    steps = list(flat(align(first, second)))

    assert sorted(at for s in steps for at in range(s.first, s.first_end)) == list(range(len(first)))
    assert [at for s in steps for at in range(s.second, s.second_end)] == list(range(len(second)))


@given(WORDS, WORDS)
def test_what_is_called_the_same_is_the_same(first: list[str], second: list[str]) -> None:
    for step in flat(align(first, second)):
        if step.op == "same":
            assert first[step.first : step.first_end] == second[step.second : step.second_end]


@given(WORDS)
def test_a_text_beside_itself_is_the_same_throughout(text: list[str]) -> None:
    assert align(text, text) == ([Step("same", 0, len(text), 0, len(text))] if text else [])


def test_a_sentence_that_stands_elsewhere_was_moved_and_its_changes_are_told() -> None:
    sentence = "في صباح اليوم التالي عاد السكان الى بيوتهم بعد انقطاع طويل"
    opening = sentence.split()
    after = [*" ".join(BEFORE).replace("12", "15").split(), *opening]

    steps = align([*opening, *BEFORE], after)

    assert "moved" in {step.op for step in steps}
    assert changed(steps, [*opening, *BEFORE], after) == ["number 12 → 15"]


@pytest.mark.parametrize(("old", "new", "told"), [
    ("12", "15", "number 12 → 15"),
    ("12", "١٥", "number 12 → 15"),
    ("لم", "", "negation لم gone"),
])
def test_a_changed_number_or_negation_is_always_told(old: str, new: str, told: str) -> None:
    after = [word for word in (new if word == old else word for word in BEFORE) if word]

    assert changed(align(BEFORE, after), BEFORE, after) == [told]
