"""Quotations: what stands between quotation marks, nested, unbalanced and over paragraphs.

Finds    قال: "سنعود غدا"                  one quotation, its words without the marks
Finds    ”كذا“ and “كذا” and «كذا»         each pair of marks, also the German way round
Refuses  قال: "سنعود غدا (end of report)    Q001: it opens and never closes
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from musnad.model.span import Span

_MARK = re.compile("[\"\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019\u2039\u203a\u300a\u300b]|''|``")
_LETTER = re.compile(r"\w")
REACH = 6000  # code points: a quotation that runs further than this was never closed


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks.

    Attributes:
        outer: The span with its marks.
        inner: The span without them.
        depth: 0 for an outermost quotation.
        closed: False where the closing mark is missing; then it runs to the end of its paragraph.
    """

    outer: Span
    inner: Span
    depth: int
    closed: bool = True


_FAMILY = {'"': "straight", "\u201c": "curly", "\u201d": "curly", "\u201e": "curly", "\u00ab": "guillemet", "\u00bb": "guillemet",
           "\u2018": "single", "\u2019": "single", "''": "double single", "``": "double single",
           "\u2039": "angle", "\u203a": "angle", "\u300a": "corner", "\u300b": "corner"}
_CANNOT_CLOSE = {"\u00ab", "\u201e", "\u300a"}
_CANNOT_OPEN = {"\u00bb", "\u300b"}


def quotations(text: str, start: int = 0, end: int | None = None) -> list[Quotation]:
    """Return the quotations of ``text[start:end]`` in text order.

    A mark opens where a space, an opening bracket or nothing stands before it and a letter after it; otherwise it
    closes the nearest open mark of its family. What never closes ends with its paragraph and is marked unclosed.
    """
    stop = len(text) if end is None else end
    found: list[Quotation] = []
    stack: list[tuple[str, Span]] = []
    for match in _MARK.finditer(text, start, stop):
        mark, family, where = match.group(), _FAMILY[match.group()], Span(match.start(), match.end())
        while stack and where.start - stack[0][1].end > REACH:
            found.append(_unclosed(text, stack.pop(0)[1], 0, stop))
        opener = next((k for k in range(len(stack) - 1, -1, -1) if stack[k][0] == family), None)
        if opener is not None and mark not in _CANNOT_CLOSE and not _must_open(text, where, stop, stack):
            found.extend(_unclosed(text, lost[1], opener, stop) for lost in stack[opener + 1 :])
            opening = stack[opener][1]
            del stack[opener:]
            found.append(Quotation(Span(opening.start, where.end), Span(opening.end, where.start), opener))
        elif mark not in _CANNOT_OPEN and _may_open(text, where, stop, family):
            stack.append((family, where))
    found.extend(_unclosed(text, where, depth, stop) for depth, (_, where) in enumerate(stack))
    return sorted((q for q in found if _LETTER.search(text, q.inner.start, q.inner.end)), key=lambda q: (q.outer.start, -q.outer.end))


def _may_open(text: str, mark: Span, stop: int, family: str) -> bool:
    """A single mark inside a word is an apostrophe; an opening mark has words after it."""
    after = text[mark.end] if mark.end < stop else ""
    if family == "single" and mark.start and text[mark.start - 1].isalnum():
        return False
    return bool(after) and (not after.isspace() or (mark.start == 0 or text[mark.start - 1] in " \n\t:،("))


def _must_open(text: str, mark: Span, stop: int, stack: list[tuple[str, Span]]) -> bool:
    """A mark after a space or colon and before a letter opens, when its own family is open in a paragraph above."""
    before = text[mark.start - 1] if mark.start else "\n"
    after = text[mark.end] if mark.end < stop else "\n"
    if before not in " \n\t:(" or after.isspace() or not (after.isalnum()):
        return False
    # The same straight mark both opens and closes: only a gap of a whole paragraph speaks for a new opening.
    return "\n" in text[stack[-1][1].end : mark.start] and before == "\n"


def _unclosed(text: str, mark: Span, depth: int, stop: int) -> Quotation:
    line = text.find("\n", mark.end, stop)
    close = stop if line < 0 else line
    while close > mark.end and (text[close - 1].isspace() or text[close - 1] == "."):
        close -= 1
    return Quotation(Span(mark.start, close), Span(mark.end, close), depth, closed=False)
