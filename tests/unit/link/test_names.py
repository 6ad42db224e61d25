"""Two names are one person's where their spellings say so, and never for a surname alone."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from musnad.lang.pack import lexicon_faults, read_lexicon
from musnad.link import match
from musnad.link.parts import parts

CASES = [json.loads(line) for line in (ROOT / "tests/golden/ar/same_person.jsonl").read_text("utf-8").splitlines()]
TABLE = (ROOT / "gold/same_person.tsv").read_text("utf-8").splitlines()
PAIRS = list(csv.DictReader(TABLE, delimiter="\t", quoting=csv.QUOTE_NONE))
NAMES = st.sampled_from(sorted({row[side] for row in PAIRS for side in ("left", "right")}))


def golden() -> Iterator[object]:
    """One param per line of gold; a known gap must fail until someone closes it."""
    for case in CASES:
        marks = [pytest.mark.xfail(reason=case["gap"])] if "gap" in case else []
        yield pytest.param(case, id=case["id"], marks=marks)


@pytest.mark.parametrize("case", list(golden()))
def test_gold(case: dict[str, str]) -> None:
    assert match(case["left"], case["right"]).same is (case["same"] == "yes")


def test_precision_and_recall_do_not_fall() -> None:
    judged = [(row["same"] == "yes", match(row["left"], row["right"]).same, row["drawn"]) for row in PAIRS]
    hits = sum(real and said for real, said, _ in judged)

    assert hits / sum(said for _, said, _ in judged) >= 0.99
    blind = [(real, said) for real, said, drawn in judged if drawn == "blind"]
    assert sum(real and said for real, said in blind) / sum(real for real, _ in blind) >= 0.90


@given(NAMES, NAMES)
def test_the_order_of_two_names_does_not_matter(left: str, right: str) -> None:
    assert match(left, right) == match(right, left)


@given(NAMES)
def test_a_name_of_two_words_is_the_same_as_itself(name: str) -> None:
    assert match(name, name).same is (len(parts(name)) > 1)


@given(st.text(max_size=40), st.text(max_size=40))
def test_whatever_the_texts_there_is_an_answer_with_its_reason(left: str, right: str) -> None:
    found = match(left, right)

    assert 0 <= found.score <= 1
    assert found.why
    assert "\n" not in found.why


@given(NAMES)
def test_a_surname_alone_is_nobody(name: str) -> None:
    last = name.split()[-1]

    assert not match(name, last).same or len(parts(last)) > 1


def test_the_lexicon_holds_to_its_laws() -> None:
    assert lexicon_faults("spellings") == []


def test_a_particle_is_read_as_part_of_the_surname_behind_it() -> None:
    particles = [row["form"] for row in read_lexicon("spellings") if row["kind"] == "particle"]

    assert [p for p in particles if not match(f"كلاوس {p} رامين", f"كلاوس {p}رامين").same] == []


def test_a_short_given_name_is_read_as_the_full_one() -> None:
    short = [(row["form"], row["same"]) for row in read_lexicon("spellings") if row["kind"] == "short"]

    assert [s for s, full in short if not match(f"{s} رامبرغ", f"{full} رامبرغ").same] == []


def test_two_given_names_that_differ_are_two_people() -> None:
    given_names = sorted({row["form"] for row in read_lexicon("spellings") if row["kind"] == "given"})
    folded = {name: parts(f"{name} رامبرغ")[0].form for name in given_names}
    near = [(a, b) for a, b in pairwise(given_names) if folded[a] != folded[b]]

    assert [(a, b) for a, b in near if match(f"{a} الرمباني", f"{b} الرمباني").same and "دين" not in a + b] == []
