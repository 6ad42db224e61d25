"""Marks that nest and overlap come out as pieces that are the text again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from musnad.web.marking import Mark, paragraphs, pieces

TEXT = "قال الوزير إن 12 شخصا\nقتلوا في حلب. 👍🏽 وأضاف"


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=12))
def test_pieces_joined_are_the_text(spans: list[tuple[int, int]]) -> None:
    marks = [Mark(min(a, b), max(a, b), "statement", f"statement-{i}") for i, (a, b) in enumerate(spans)]
    made = pieces(TEXT, 0, len(TEXT), marks)

    assert "".join(piece.text for piece in made) == TEXT
    for piece in made:
        over = {m.record for m in marks if m.start <= piece.start and piece.start + len(piece.text) <= m.end}
        assert {m.record for m in piece.marks} == over


def test_the_innermost_mark_is_the_shortest() -> None:
    made = pieces(TEXT, 0, 20, [Mark(0, 15, "statement", "a"), Mark(4, 10, "speaker", "b"), Mark(8, 18, "incident", "c")])

    assert [(piece.text, [mark.record for mark in piece.marks]) for piece in made if piece.start in {4, 8}] == [
        (TEXT[4:8], ["a", "b"]), (TEXT[8:10], ["a", "c", "b"])]


def test_paragraphs_keep_every_character_but_empty_lines() -> None:
    lines = paragraphs(pieces("أ\n\nب", 0, 4, []))

    assert ["".join(piece.text for piece in line) for line in lines] == ["أ\n", "ب"]
