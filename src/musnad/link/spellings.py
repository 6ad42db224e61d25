"""Spellings: what may change in a name from one outlet to the next, read from the lexicon of that name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from musnad.lang.pack import folded_key, read_lexicon
from musnad.lang.words import fold

ARTICLE = "ال"


@dataclass(frozen=True, slots=True)
class Spellings:
    """The lexicon of spellings, ready to be asked.

    Attributes:
        letters: Pairs of letters that stand for one sound of a foreign name.
        vowels: Letters for vowels, which foreign names have or lack.
        last: Letters that some write at the end of a foreign name, as in its own spelling, and others leave out.
        particles: Words that belong to the surname behind them («فون دير»).
        joined: Words that are one name with the word behind them («عبد», «أبو»), and the form that they are read as.
        descent: «بن» and its like: what follows is the father's name.
        house: «آل»: what follows is the name of a house.
        endings: Words that are one name with the word before them («الدين»).
        dropped: Words that are written or left out at the end of a surname («أوغلو»).
        short: Short given names and the full ones.
        initials: Names of Latin letters, which stand for a middle name.
        titles: Words before a name that are no part of it.
        offices: Words that a description begins with («مسؤول», «المتحدث»): no names.
        nations: Words for somebody's country, which stand behind an office.
        given: Arabic given names: two of them that differ in one letter are two names.
        first: Given names of all languages, as the lexicon of names has them.
        eastern: Surnames that stand first, before given names of one syllable each.
        namesakes: Names that several well-known people bear.
    """

    letters: frozenset[tuple[str, str]]
    vowels: frozenset[str]
    last: frozenset[str]
    particles: frozenset[str]
    joined: Mapping[str, str]
    descent: frozenset[str]
    house: frozenset[str]
    endings: frozenset[str]
    dropped: frozenset[str]
    short: Mapping[str, str]
    initials: frozenset[str]
    titles: frozenset[str]
    offices: frozenset[str]
    nations: frozenset[str]
    given: frozenset[str]
    first: frozenset[str]
    eastern: frozenset[str]
    namesakes: frozenset[tuple[str, ...]]


@cache
def spellings() -> Spellings:
    """Return the lexicon of the package; it is read once."""
    rows = read_lexicon("spellings")

    def those(kind: str) -> frozenset[str]:
        return frozenset(fold(row["form"]) for row in rows if row["kind"] == kind)

    def pairs(kind: str) -> list[tuple[str, str]]:
        return [(fold(row["form"]), fold(row["same"])) for row in rows if row["kind"] == kind]

    offices = [*read_lexicon("speakers"), *(row for row in read_lexicon("titles") if row["kind"] in ("office", "rank"))]
    names = read_lexicon("names")
    one_way = {(left, other) for left, others in pairs("letter") for other in others.split()}
    return Spellings(
        letters=frozenset(one_way | {(other, left) for left, other in one_way}),
        vowels=those("vowel"), last=those("last"), particles=those("particle"),
        joined={form: same or form for form, same in pairs("joined")},
        descent=those("descent"), house=those("house"), endings=those("ending"), dropped=those("dropped"),
        short=dict(pairs("short")), initials=those("initial"), titles=those("title"),
        given=frozenset(bare(form) for form in those("given")),
        first=frozenset(fold(row["form"]) for row in names if row["kind"] == "given"),
        offices=frozenset(bare(fold(row["form"])) for row in offices if " " not in row["form"]),
        nations=frozenset(bare(fold(row["form"])) for row in names if row["kind"] == "nationality"),
        eastern=those("eastern"),
        namesakes=frozenset(folded_key(row["form"]) for row in rows if row["kind"] == "namesakes"),
    )


def bare(word: str) -> str:
    """Return a folded word of a name without the article; «عبدالـ» counts as «عبد», however it is written."""
    if word.startswith("عبدال") and len(word) > 6:
        return "عبد" + word[5:]
    return word[len(ARTICLE) :] if word.startswith(ARTICLE) and len(word) > 4 else word
