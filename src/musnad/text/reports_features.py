"""Features: what speaks for and against a paragraph being the first of a new report.

Each block gets a row of numbers: how it opens (joined to what stands before, or with a lead of its own), how it names
who speaks, what heads it, and how many of its words the report so far, the paragraph before and the paragraphs after
share. No feature knows a name or a topic.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from math import log

from musnad.lang.words import ARABIC, MARKS, fold
from musnad.text.reports_lines import Block, kinds

# Paragraphs after the block that are read for words which it brings in.
AHEAD = 3
# Words of a lead: the first so many of a block.
LEAD = 24
# At most so many words of one block are read; a longer one has said what it is about.
READ = 400

_WORD = re.compile(f"[{ARABIC}{MARKS}]+|[^\\W_{ARABIC}]+")
_PREFIX = re.compile("^(?:و?(?:ال|بال|كال|فال|لل)|[وبلكف](?=....))")
_SUFFIX = re.compile("(?:هما|ها|هم|ات|ان|ين|ون|يه|ه|ي|ا)$")
_QUOTES = "\"«“”„'‘’"
_COMPLEMENT = frozenset(("ان", "انه", "انها", "بان", "انهم"))

NAMES = (
    "bias", "joined", "phrase", "lead", "imperfect", "function", "anaphor", "definite", "title", "early_title", "weekday",
    "complement", "dateline", "headline", "blank", "rule", "furniture", "quote", "digit", "size", "open_before",
    "same_report", "same_last", "same_opening", "lead_same", "ahead_mine", "ahead_theirs", "new_ahead", "report_size",
    "second", "last", "agency",
    "lead*new", "lead*title", "lead*weekday", "free*new", "free*lead_new", "lead*opening", "headline*lead", "headline*free", "blank*free",
    "second*same", "second*ahead",
)  # fmt: skip


@dataclass(slots=True)
class Reading:
    """What is read of one block: the folded words of its lead, its content stems in order, and how it opens."""

    lead: list[str]
    stems: list[str]
    bag: frozenset[str]
    joined: bool
    phrase: bool
    quote: bool
    size: int


@dataclass(slots=True)
class State:
    """The report so far: its stems, its opening's stems, the last block, and how many blocks it has."""

    bag: set[str] = field(default_factory=set)
    opening: frozenset[str] = frozenset()
    last: frozenset[str] = frozenset()
    size: int = 0

    def open(self, reading: Reading) -> None:
        """Begin a new report with a block."""
        self.bag, self.opening, self.last, self.size = set(reading.bag), reading.bag, reading.bag, 1

    def add(self, reading: Reading) -> None:
        """Add a block to the report."""
        self.bag |= reading.bag
        self.last = reading.bag
        self.size += 1


def read(text: str, block: Block) -> Reading:
    """Read the words of a block."""
    head = [fold(w) for w in _WORD.findall(text, block.body, min(block.end, block.body + 260))[:LEAD]]
    raw = _WORD.findall(text, block.start, min(block.end, block.start + 8 * READ))
    stems = [s for s in map(stem, raw) if s]
    at = block.body
    while at < block.end and text[at] in " \t*•·-–—\u00a0":
        at += 1
    return Reading(head, stems, frozenset(stems), _is_joined(head), _is_phrase(head), text[at : at + 1] in _QUOTES, block.end - block.body)


def opens_free(reading: Reading) -> bool:
    """Say whether a block could open a report at all: it is not joined to the one before by its first words."""
    return not reading.joined and not reading.phrase


def row(block: Block, reading: Reading, state: State, ahead: Collection[Reading], *, blanks: bool) -> list[float]:
    """Return the features of a block, in the order of ``NAMES``."""
    lead, forms = reading.lead, kinds()
    first = lead[0] if lead else ""
    opens = float(first in forms["lead"])
    free = float(opens_free(reading))
    same, last = _share(reading.bag, state.bag), _share(reading.bag, state.last)
    top = frozenset(reading.stems[:10])
    top_same = _share(top, state.bag)
    opening = _share(top, state.opening)
    after = frozenset().union(*(r.bag for r in ahead))
    mine, theirs = _share(after, reading.bag), _share(after, state.bag)
    new = reading.bag - state.bag
    new_ahead = len(new & after) / (len(new) + 1)
    title = float(any(w in forms["title"] for w in lead[:10]))
    early = float(any(w in forms["title"] for w in lead[1:3]))
    weekday = float(any(w in forms["weekday"] for w in lead))
    blank = float(block.blank and not blanks)
    headline = float(block.headline)
    second = float(state.size == 1)
    return [
        1.0, float(reading.joined), float(reading.phrase), opens, float(first[:1] in ("ي", "ت") and not opens), float(first in forms["stop"]),
        float(any(w in forms["anaphor"] for w in lead[:4])), float(first.startswith("ال")), title, early, weekday,
        float(any(w in _COMPLEMENT for w in lead[3:])), float(block.dateline), headline, blank, float(block.rule),
        float(block.after_furniture), float(reading.quote), float(first[:1].isdigit()), log(1 + reading.size) / 6, float(block.open_before),
        same, last, opening, top_same, mine, theirs, new_ahead, log(state.size),
        second, float(not ahead), float(any(w in forms["outlet"] for w in lead)),
        opens * (1 - same), opens * title, opens * weekday, free * (1 - same), free * (1 - top_same), opens * opening,
        headline * opens, headline * free, blank * free, second * same, second * mine,
    ]  # fmt: skip


def _share(part: Iterable[str] | frozenset[str] | set[str], whole: set[str] | frozenset[str]) -> float:
    part = part if isinstance(part, (set, frozenset)) else set(part)
    return len(part & whole) / (len(part) + 2)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the light stem of a content word, or nothing for a word that carries no topic."""
    form = fold(word)
    if form in kinds()["stop"] or len(form) < 3 or form in kinds()["lead"] or form[1:] in kinds()["lead"]:
        return ""
    bare = _PREFIX.sub("", form) if form not in kinds()["root"] else form
    if bare in kinds()["stop"]:
        return ""
    cut = _SUFFIX.sub("", bare)
    return cut if len(cut) > 2 else bare


def _is_joined(lead: list[str]) -> bool:
    if not lead:
        return False
    first = lead[0]
    forms = kinds()
    if first in forms["root"] or len(first) < 3:
        return first == "و"
    if first[0] == "و":
        return True
    return first[0] == "ف" and (first[1:] in forms["stop"] or first[1:] in forms["lead"] or first[1:] in forms["joined"])


@cache
def _phrases() -> frozenset[str]:
    return kinds()["joined"]


def _is_phrase(lead: list[str]) -> bool:
    known = _phrases()
    return any(" ".join(lead[:size]) in known for size in (1, 2, 3) if len(lead) >= size)
