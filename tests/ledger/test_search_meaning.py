"""A search by words and by meaning: what it joins, what must hold, and what becomes of its index.

The meaning of these tests is made up: a vector counts the words of three topics, so that what is near is known.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.making import record
from ledger.test_search import told
from musnad.ledger import MeaningSearch, open_desk, open_search_by_meaning, open_withholding
from musnad.ledger.search_meaning import fused
from musnad.link.terms import ANALYSIS
from musnad.model.errors import LedgerError
from musnad.model.terms import Meaning

TOPICS = (("خبز", "قمح", "طحين"), ("جسر", "طريق", "نفق"), ("مكتبة", "كتاب"))
BREAD, BRIDGE, WHEAT, BOOKS = ("وصل خبز إلى القرية", "فتح جسر فوق النهر", "وصل قمح إلى الميناء", "أغلقت مكتبة أبوابها")


def vector(text: str) -> bytes:
    """Count the words of each topic; the length is 1."""
    counts = [sum(text.count(word) for word in topic) + 0.01 for topic in TOPICS]
    length = sum(count * count for count in counts) ** 0.5
    return struct.pack("<3e", *(count / length for count in counts))


TOPICAL = Meaning("topics 1", lambda text: [(0, len(text))] if text else [], lambda texts: list(map(vector, texts)), vector)


@pytest.fixture
def shelf(where: str) -> str:
    record(where, [told(BREAD, published="2018-09-10", outlet="Almonds"), told(BRIDGE, published="2018-09-11"),
                   told(WHEAT, published="2018-09-12"), told(BOOKS, published="2018-09-13")])
    return where


@pytest.fixture
def search(shelf: str) -> Iterator[MeaningSearch]:
    with open_search_by_meaning(shelf, ANALYSIS, TOPICAL) as search:
        assert isinstance(search, MeaningSearch)
        search.refresh_meaning("report")
        yield search


def texts(search: MeaningSearch, asked: str, **more: bool) -> list[str]:
    return [hit.held.record["text"] for hit in search.find(asked, **more).hits]


def test_what_has_none_of_the_words_is_found_by_its_meaning(search: MeaningSearch) -> None:
    assert texts(search, "طحين")[:2] == [BREAD, WHEAT]


def test_what_has_the_words_and_the_meaning_goes_first(search: MeaningSearch) -> None:
    first, second, *_ = search.find("قمح").hits

    assert (first.held.record["text"], first.by) == (WHEAT, ("words", "meaning"))
    assert (second.held.record["text"], second.by) == (BREAD, ("meaning",))


def test_what_must_hold_holds_for_meaning_too(search: MeaningSearch) -> None:
    assert texts(search, "طحين outlet:Almonds") == [BREAD]
    assert texts(search, "طحين after:2018-09-12")[0] == WHEAT
    assert BREAD not in texts(search, "طحين -القرية")
    assert texts(search, 'طحين "إلى الميناء"') == [WHEAT]


def test_without_words_nothing_is_ranked_by_meaning(search: MeaningSearch) -> None:
    assert [hit.by for hit in search.find("outlet:Almonds").hits] == [()]


def test_pages_follow_each_other_without_a_gap(search: MeaningSearch) -> None:
    whole = texts(search, "قمح")

    assert [search.find("قمح", 1, skip).hits[0].held.record["text"] for skip in range(4)] == whole
    assert not search.find("قمح", 1, 3).more


def test_what_people_reject_is_not_found(search: MeaningSearch, shelf: str) -> None:
    first = search.find("طحين").hits[0].held
    with open_desk(shelf) as desk:
        desk.judge(first.id, "rejected", reviewer="Reader", reason="an invented text")

    assert first.record["text"] not in texts(search, "طحين")
    assert first.record["text"] in texts(search, "طحين", whole=True)


def test_new_texts_wait_until_they_are_read_for_their_meaning(search: MeaningSearch, shelf: str) -> None:
    record(shelf, [told("بيع طحين في السوق", published="2018-09-14")])

    assert search.waiting("report") == 1
    assert texts(search, "طحين")[0] == "بيع طحين في السوق"  # by its words
    assert search.refresh_meaning("report") == 1
    assert search.waiting("report") == 0
    assert search.find("قمح").hits[1].by == ("meaning",)


def test_another_model_begins_anew(search: MeaningSearch, shelf: str) -> None:
    other = Meaning("topics 2", TOPICAL.pieces, TOPICAL.passages, TOPICAL.question)
    with open_search_by_meaning(shelf, ANALYSIS, other) as again:
        assert isinstance(again, MeaningSearch)
        assert again.waiting("report") == 4
        assert again.refresh_meaning("report") == 4
        assert texts(again, "طحين")[:2] == [BREAD, WHEAT]
        assert len(texts(again, "طحين")) == 4  # none is there twice


def test_without_vectors_the_command_is_named(shelf: str) -> None:
    with open_search_by_meaning(shelf, ANALYSIS, TOPICAL) as search, pytest.raises(LedgerError, match="index --semantic"):
        search.find("طحين")


def test_expunged_words_leave_no_vector_behind(search: MeaningSearch, shelf: str) -> None:
    source = search.find("جسر").hits[0].held.record["source"]
    with open_withholding(shelf) as withholding:
        withholding.withhold(source, who="Editor", reason="order of a court", basis="court_order", expunge=True)

    assert search.waiting("report") == 4  # the index is gone, and is made anew without them
    search.refresh_meaning("report")
    assert BRIDGE not in texts(search, "نفق")


def test_the_file_of_vectors_stands_beside_the_ledger(file: Path) -> None:
    record(str(file), [told(BREAD)])
    with open_search_by_meaning(file, ANALYSIS, TOPICAL) as search:
        assert isinstance(search, MeaningSearch)
        search.refresh_meaning("report")

    assert Path(f"{file}-vectors").is_file()


def test_a_rank_that_both_agree_on_goes_first_and_words_break_a_tie() -> None:
    words, near = [(1, 9.0), (2, 8.0)], [(3, 0.9), (2, 0.8)]

    assert [number for number, _ in fused(words, near)] == [2, 1, 3]
