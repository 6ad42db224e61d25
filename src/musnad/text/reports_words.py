"""Readings: what splitting knows of the words of one paragraph.

Finds    وأضاف الوزير …            joined to what stands before
Finds    من جانبه قال …            a phrase that continues
Leaves   وزير الزراعة …            a waw of the root joins nothing
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from musnad.lang.words import ARABIC, MARKS, fold
from musnad.text.reports_lines import Block, kinds

# Words of a lead: the first so many of a block.
LEAD = 24
# The content words of a lead that say who and what.
TOP = 10
# At most so many characters of one block are read; a longer one has said what it is about.
READ = 3000

_WORD = re.compile(f"[{ARABIC}{MARKS}]+|[^\\W_{ARABIC}]+")
_PREFIX = re.compile("^(?:و?(?:ال|بال|كال|فال|لل)|[وبلكف](?=....))")
_SUFFIX = re.compile("(?:هما|ها|هم|ات|ان|ين|ون|يه|ه|ي|ا)$")
_NONE: frozenset[str] = frozenset()
_QUOTES = "\"«“”„'‘’"
_BULLETS = " \t*•·-–—\u00a0\u200f"


@dataclass(slots=True)
class Reading:
    """What is read of one block.

    Attributes:
        lead: The folded forms of its first words.
        top: The content stems of its first words.
        bag: All its content stems.
        head: Those of its headline.
        body: Those of the paragraph under its headline; empty where it has none.
        joined: Its first word is joined by a conjunction to what stands before.
        phrase: It opens with a phrase that continues.
        background: It opens as paragraphs do that close a report.
        quote: It opens with a quotation mark.
        size: Code points.
        mass: Weight of all its stems together, once the weights are known.
    """

    lead: list[str]
    top: frozenset[str]
    bag: frozenset[str]
    head: frozenset[str]
    body: frozenset[str]
    joined: bool
    phrase: bool
    background: bool
    quote: bool
    size: int
    mass: float = 0.0


def read(text: str, block: Block) -> Reading:
    """Read the words of a block."""
    raw = _WORD.findall(text, block.body, min(block.end, block.body + READ))
    lead = list(map(fold, raw[:LEAD]))
    bag = frozenset(filter(None, map(stem, raw)))
    head = body = _NONE
    if block.headline:
        over = _WORD.findall(text, block.start, block.body)
        head, body, raw = frozenset(filter(None, map(stem, over))), bag, over + raw
        bag = head | body
    forms = kinds()
    at = block.body
    while at < block.end and text[at] in _BULLETS:
        at += 1
    return Reading(
        lead, frozenset(islice(filter(None, map(stem, raw)), TOP)), bag,
        head, body, is_joined(lead), _opens_with(lead, forms["joined"]),
        _opens_with(lead, forms["background"]), text[at : at + 1] in _QUOTES, block.end - block.body,
    )  # fmt: skip


def first_word(text: str, block: Block) -> list[str]:
    """Return the folded first word of a block, as a lead of one word."""
    match = _WORD.search(text, block.body, block.end)
    return [fold(match.group())] if match else []


def is_joined(lead: list[str]) -> bool:
    """Say whether the first word is joined by «و» or «ف» to what stands before."""
    first = lead[0] if lead else ""
    forms = kinds()
    if first in forms["root"] or len(first) < 3:
        return first == "و"
    if first[0] == "و":
        return True
    return first[0] == "ف" and any(first[1:] in forms[kind] for kind in ("stop", "lead", "joined"))


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Return the light stem of a content word, or nothing for a word that carries no topic."""
    form, forms = fold(word), kinds()
    if len(form) < 3 or form in forms["stop"] or form in forms["lead"] or (form[0] == "و" and form[1:] in forms["lead"]):
        return ""
    bare = form if form in forms["root"] else _PREFIX.sub("", form)
    if bare in forms["stop"]:
        return ""
    cut = _SUFFIX.sub("", bare)
    return cut if len(cut) > 2 else bare


def _opens_with(lead: list[str], known: frozenset[str]) -> bool:
    return any(" ".join(lead[:size]) in known for size in (1, 2, 3))
