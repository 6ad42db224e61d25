"""Laws of text: sentences and paragraphs tile, words and quotations read back, folding ends."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from laws.strategies import TEXTS
from musnad.lang.words import fold, fold_name, words
from musnad.model.ids import content_id
from musnad.text.passage import Passage
from musnad.text.quotations import quotations
from musnad.text.reports import split_reports
from musnad.text.sentences import paragraphs, sentences

FIELD = st.one_of(st.none(), st.text(max_size=8), st.integers(-9, 9))


@st.composite
def parts(draw: st.DrawFn) -> tuple[str, int, int]:
    """Draw a text and two places of it."""
    text = draw(TEXTS)
    start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    return text, start, end


@given(parts())
def test_sentences_tile_the_text(part: tuple[str, int, int]) -> None:
    text, start, end = part
    found = sentences(text, start, end)

    assert "".join(span.of(text) for span in found) == text[start:end]
    assert all(span.start < span.end for span in found)
    assert all(one.end == other.start for one, other in pairwise(found))


@given(parts())
def test_paragraphs_tile_the_text_and_hold_whole_sentences(part: tuple[str, int, int]) -> None:
    text, start, end = part
    found = list(paragraphs(text, start, end))

    assert "".join(span.of(text) for span in found) == text[start:end]
    assert {span.start for span in found} <= {span.start for span in sentences(text, start, end)}


@given(parts())
def test_quotations_stay_in_bounds_and_within_their_marks(part: tuple[str, int, int]) -> None:
    text, start, end = part

    for q in quotations(text, start, end):
        assert start <= q.outer.start < q.inner.start <= q.inner.end <= q.outer.end <= end
        assert q.closed == (q.inner.end < q.outer.end)
        assert q.depth >= 0


@given(parts())
def test_words_read_back_in_order_and_nothing_but_space_and_marks_lies_between(part: tuple[str, int, int]) -> None:
    text, start, end = part
    found = words(text, start, end)

    assert all(start <= w.start < w.end <= end and w.raw == text[w.start : w.end] for w in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    between = text[start:end] if not found else "".join(
        text[a:b] for a, b in zip([start, *(w.end for w in found)], [*(w.start for w in found), end], strict=True)
    )
    assert [w for w in words(between) if w.kind != "mark"] == []


@given(TEXTS)
def test_the_form_of_a_word_is_its_folded_characters_or_a_lone_mark_itself(text: str) -> None:
    assert all(w.form == fold(w.raw) or (not fold(w.raw) and w.form == w.raw) for w in words(text))


@given(st.one_of(TEXTS, st.text(max_size=20)))
def test_folding_twice_is_folding_once(text: str) -> None:
    for word in (text, *text.split()):
        assert fold(fold(word)) == fold(word)
        assert fold_name(fold_name(word)) == fold_name(fold_name(fold_name(word)))


@given(TEXTS)
def test_places_lead_to_their_sentence_and_word(text: str) -> None:
    passage = Passage.of(text)

    for index, word in enumerate(passage.words):
        sentence = passage.sentences[passage.sentence_at(word.start)]
        assert passage.word_at(word.start) == index
        assert sentence.start <= word.start < sentence.end


@given(TEXTS, st.sampled_from(("auto", "yes", "no")))
def test_reports_lie_in_order_in_the_text(text: str, bundle: str) -> None:
    found = split_reports(text, bundle=bundle)  # type: ignore[arg-type]

    assert all(0 <= span.start < span.end <= len(text) for span in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.lists(FIELD, max_size=5), st.lists(FIELD, max_size=5))
def test_different_fields_have_different_ids(one: list[str | int | None], other: list[str | int | None]) -> None:
    assert (content_id("statement", *one) == content_id("statement", *other)) == (one == other)


@given(st.text(max_size=12), st.data())
def test_the_same_words_split_otherwise_have_another_id(text: str, data: st.DataObject) -> None:
    one, other = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))

    same = content_id("figure", text[:one], text[one:]) == content_id("figure", text[:other], text[other:])

    assert same == (one == other)
