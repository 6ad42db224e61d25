"""Which place of the world a name means."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.extract import entities
from musnad.extract.places import Place, resolve
from musnad.extract.places.cues import cues
from musnad.lang.pack import lexicon_faults, read_lexicon
from musnad.text.names import Name
from musnad.text.passage import Passage

GOLD = Path(__file__).parents[2] / "golden/ar/places.jsonl"


def gold() -> list[Any]:
    """One param per line of gold; a known gap must fail until someone closes it."""
    cases = []
    for case in map(json.loads, GOLD.read_text(encoding="utf-8").splitlines()):
        marks = [pytest.mark.xfail(reason=case["gap"], strict=True)] if "gap" in case else []
        cases.append(pytest.param(case["text"], case["names"], case["want"], id=case["id"], marks=marks))
    return cases


def named(text: str, names: list[str], score: float = 0.9) -> tuple[Passage, list[Name]]:
    """Cut a text, with names of places as a tagger would give them, in text order."""
    passage = Passage.of(text)
    tagged, at = [], 0
    for name in names:
        start = text.index(name, at)
        at = start + len(name)
        inside = [i for i, w in enumerate(passage.words) if w.start < at and start < w.end]
        tagged.append(Name(inside[0], inside[-1] + 1, start, at, "place", score))
    return passage, tagged


def found(text: str, *names: str) -> list[Place]:
    return resolve(*named(text, list(names)))


@pytest.mark.parametrize(("text", "names", "want"), gold())
def test_gold(text: str, names: list[str], want: list[list[str]]) -> None:
    got = [[text[p.start : p.end], p.entry.country, p.precision] for p in found(text, *names) if p.entry]

    assert got == want


def test_a_place_says_where_it_is_and_what_contains_it() -> None:
    (place,) = [p for p in found("سقطت قذائف على خان شيخون بريف إدلب.", "خان شيخون") if p.name == 0]

    assert place.entry is not None
    assert place.chain == ("خان شيخون", "إدلب", "سوريا")
    assert (round(place.entry.lat, 1), round(place.entry.lon, 1)) == (35.4, 36.7)
    assert any("the text puts it into" in step for step in place.steps)


def test_what_else_a_name_may_mean_is_kept_and_shown() -> None:
    (place,) = found("وصل الوفد إلى طرابلس.", "طرابلس")

    assert place.note is not None
    assert "لبنان" in place.note or "ليبيا" in place.note
    assert place.others


def test_a_name_that_nobody_knows_stays_open() -> None:
    (place,) = found("وصل الوفد إلى قرية شخبوطة.", "شخبوطة")

    assert place.entry is None
    assert place.precision is None
    assert place.chain == ()


def test_the_only_place_of_a_name_is_not_taken_where_it_lies_far_from_the_report() -> None:
    places = [p for p in found("قرية سولده في محافظة إدلب بسوريا.", "سولده") if p.name == 0]

    assert [p.entry for p in places] == [None]


def test_a_report_in_one_country_draws_its_names_there() -> None:
    libya = found("قال رئيس الحكومة الليبية في طرابلس إن مصراتة وسرت هادئتان.", "طرابلس", "مصراتة", "سرت")

    assert {p.entry.country for p in libya if p.entry} == {"LY"}


def test_a_name_inside_a_persons_name_is_no_place() -> None:
    passage = Passage.of("قال محمد حلب إن الطريق مفتوح.")

    assert resolve(passage, [Name(1, 3, 4, 12, "person", 0.99)]) == []


@given(st.text(alphabet="دوما الباب حلب وبلدتي ريف\u0640\u064e\u200f«»\n.،a1٣", max_size=120))
def test_whatever_the_text_each_place_stands_inside_it(text: str) -> None:
    passage = Passage.of(text)
    for place in resolve(passage, []):
        assert 0 <= place.start < place.end <= len(text)
        assert 0.0 <= place.score <= 1.0


@given(st.text(max_size=80), st.integers(0, 20), st.integers(1, 4))
def test_whatever_the_tagger_says_nothing_breaks(text: str, first: int, length: int) -> None:
    passage = Passage.of(text)
    last = min(first + length, len(passage.words))
    if first < last:
        name = Name(first, last, passage.words[first].start, passage.words[last - 1].end, "place", 0.5)
        assert any(p.name == 0 for p in resolve(passage, [name]))


def test_each_word_of_place_stands_in_its_example() -> None:
    assert lexicon_faults("places") == []


def test_each_word_of_place_is_read_as_its_kind() -> None:
    assert {cues()[key].kind for key in cues()} == {row["kind"] for row in read_lexicon("places")}


@pytest.mark.parametrize(("text", "name"), [
    ("قال حاكم منطقة بوليا إن الطريق مفتوح.", "بوليا"),
    ("وقع الانفجار في سان-جان شرقي كندا.", "سان-جان"),
    ("قال المنسق علي الزعتري إن الطريق مفتوح.", "الزعتري"),
])
def test_part_of_a_name_is_no_other_place(text: str, name: str) -> None:
    passage = Passage.of(text)
    found = resolve(passage, entities.tag(passage.words, passage.sentences))

    assert [p.entry for p in found if text[p.start : p.end] in name] in ([], [None])
