"""Teasers: the leads and titles of other reports on a page; they belong to the page, not to the report.

Finds    three or more last paragraphs, each a lead of its own
Finds    قد يهمك: عنوان تقرير آخر       a line that names another report
Leaves   وأضاف … / كما … / يذكر أن …    joined to the report: it goes on
Leaves   - البند الأول / أسماء اللاعبين:    a list, a heading, a table

Lexicon: lang/ar/lexicon/reports.tsv (what joins a paragraph to the one before, what heads a line of page furniture).
"""

from __future__ import annotations

import re
from itertools import takewhile

from musnad.lang.words import fold
from musnad.model.span import Span
from musnad.text.reports_lines import kinds
from musnad.text.reports_words import is_joined

FEWEST = 3  # last paragraphs that are leads of their own; fewer happen in any report
KEPT = 2  # headline and lead of the report itself
SHORT, LONG = 8, 70  # words of a teaser
HEAD = 24  # code points in which a line says that it names another report
ENDED = 0.4  # share of a text's paragraphs that end as sentences do: the lines of a wrapped text do not

LEAD, DOUBT, JOINED = "LDJ"

_LINE = re.compile(r"\S[^\n]*")
_WORD = re.compile(r"[^\W\d_]+")
_RUN = re.compile("L+(?:DL{2,})?")  # leads from the last one up; one that may go on counts if two leads stand over it
_FIRST = re.compile(r"[^\w\-–—•*·]*([^\W\d_])")  # a letter, after marks; no number, no bullet
_ENDS = (".", "!", "؟", '"', "»", "”", "…")


def teasers(text: str) -> list[Span]:
    """Return what of a text belongs to other reports: lines that name them, and the last paragraphs that are their leads."""
    lines = list(_LINE.finditer(text))
    found = [Span(line.start(), line.end()) for line in lines[1:] if _names_another(line.group())]
    openings = map(_opening, (line.group() for line in reversed(lines[KEPT:])))
    last = _RUN.match("".join(takewhile(lambda kind: kind != JOINED, openings)))
    if last and last.group().count(LEAD) >= FEWEST and _whole([line.group() for line in lines[1:]]):
        found.append(Span(lines[-len(last.group())].start(), len(text)))
    return found


def _names_another(line: str) -> bool:
    head, colon, _ = line[:HEAD].partition(":")
    return bool(colon) and " ".join(map(fold, _WORD.findall(head))) in kinds()["furniture"]


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
