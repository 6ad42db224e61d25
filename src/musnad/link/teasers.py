"""Teasers: the leads of other reports that a page ends with; they belong to the page, not to the report.

Finds    three or more last paragraphs, each a lead of its own on its own matter
Leaves   وأضاف … / كما … / يذكر أن …    joined to the report: it goes on
Leaves   - البند الأول / أسماء اللاعبين:    a list, a heading, a table

Lexicon: lang/ar/lexicon/reports.tsv (what joins a paragraph to the one before).
"""

from __future__ import annotations

import re
from itertools import takewhile

from musnad.lang.words import fold
from musnad.text.reports_lines import kinds
from musnad.text.reports_words import is_joined

FEWEST = 3  # last paragraphs that are leads of their own; fewer happen in any report
KEPT = 2  # headline and lead of the report itself
SHORT, LONG = 8, 70  # words of a teaser
ENDED = 0.4  # share of a text's paragraphs that end as sentences do: the lines of a wrapped text do not

LEAD, DOUBT, JOINED = "LDJ"

_LINE = re.compile(r"\S[^\n]*")
_WORD = re.compile(r"[^\W\d_]+")
_RUN = re.compile("L+(?:DL{2,})?")  # leads from the last one up; one that may go on counts if two leads stand over it
_FIRST = re.compile(r"[^\w\-–—•*·]*([^\W\d_])")  # a letter, after marks; no number, no bullet
_ENDS = (".", "!", "؟", '"', "»", "”", "…")


def begin(text: str) -> int:
    """Return where the teasers of a report begin, in code points; the end of the text where it has none."""
    lines = list(_LINE.finditer(text))
    openings = map(_opening, (line.group() for line in reversed(lines[KEPT:])))
    found = _RUN.match("".join(takewhile(lambda kind: kind != JOINED, openings)))
    if not found or found.group().count("L") < FEWEST or not _whole([line.group() for line in lines[1:]]):
        return len(text)
    return lines[-len(found.group())].start()


def _whole(lines: list[str]) -> bool:
    return sum(line.rstrip().endswith(_ENDS) for line in lines) >= ENDED * len(lines)


def _opening(paragraph: str) -> str:
    """Say whether a paragraph is a lead of its own, opens in doubt, or goes on with the one before."""
    if not SHORT <= paragraph.count(" ") + 1 <= LONG or not _FIRST.match(paragraph):
        return JOINED
    opening = list(map(fold, _WORD.findall(paragraph, 0, 80)[:3]))
    if is_joined(opening):
        return JOINED
    going = kinds()["joined"] | kinds()["background"]
    return DOUBT if any(" ".join(opening[:size]) in going for size in (1, 2, 3)) else LEAD
