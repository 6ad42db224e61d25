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
ENDED = 0.5  # share of them that end as sentences do: the lines of a wrapped text do not

_LINE = re.compile(r"\S[^\n]*")
_WORD = re.compile(r"[^\W\d_]+")
_ENDS = (".", "!", "؟", '"', "»", "”", "…")


def begin(text: str) -> int:
    """Return where the teasers of a report begin, in code points; the end of the text where it has none."""
    lines = list(_LINE.finditer(text))
    last = list(takewhile(lambda line: _leads(line.group()), reversed(lines[KEPT:])))
    ended = sum(line.group().rstrip().endswith(_ENDS) for line in last)
    return last[-1].start() if len(last) >= FEWEST and ended >= ENDED * len(last) else len(text)


def _leads(paragraph: str) -> bool:
    """Say whether a paragraph can stand alone: a sentence or two, not joined to another one."""
    if not SHORT <= paragraph.count(" ") + 1 <= LONG or not paragraph.lstrip('"«“')[:1].isalpha():
        return False
    opening = list(map(fold, _WORD.findall(paragraph, 0, 80)[:3]))
    joined = kinds()["joined"] | kinds()["background"]
    return not is_joined(opening) and not any(" ".join(opening[:size]) in joined for size in (1, 2, 3))
