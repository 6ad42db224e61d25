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
REACH = 4000  # code points: a quotation that runs further than this was never closed


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


_FAMILY = {'"': "straight", "\u201c": "curly", "\u201d": "curly", "\u201e": "curly",
           "\u00ab": "guillemet", "\u00bb": "guillemet",
           "\u2018": "single", "\u2019": "single", "''": "double single", "``": "double single",
           "\u2039": "angle", "\u203a": "angle", "\u300a": "corner", "\u300b": "corner"}
_CANNOT_CLOSE = {"\u00ab", "\u201e", "\u300a"}
_CANNOT_OPEN = {"\u00bb", "\u300b"}


def quotations(text: str, start: int = 0, end: int | None = None) -> list[Quotation]:
    """Return the quotations of ``text[start:end]`` in text order.

    A mark with a space or opening punctuation before it and a letter after it opens; one with a letter before it and a
    space after it closes the nearest open mark of its family; between two letters the state decides. What never
    closes ends with its paragraph and is marked unclosed.
    """
    stop = len(text) if end is None else end
    found: list[Quotation] = []
    stack: list[tuple[str, Span]] = []
    for match in _MARK.finditer(text, start, stop):
        mark, family, where = match.group(), _FAMILY[match.group()], Span(match.start(), match.end())
        if stack and where.start - stack[0][1].end > REACH:
            found.append(_unclosed(text, stack.pop(0)[1], 0, stop))
        opener = next((k for k in range(len(stack) - 1, -1, -1) if stack[k][0] == family), None)
        if _opens(text, where, mark, stop, open_already=opener is not None):
            stack.append((family, where))
        elif opener is not None and mark not in _CANNOT_CLOSE:
            found.extend(_unclosed(text, lost, opener + 1, stop) for _, lost in stack[opener + 1 :])
            opening = stack[opener][1]
            del stack[opener:]
            found.append(Quotation(Span(opening.start, where.end), Span(opening.end, where.start), opener))
    found.extend(_unclosed(text, where, depth, stop) for depth, (_, where) in enumerate(stack))
    spoken = [q for q in found if _LETTER.search(text, q.inner.start, q.inner.end)]
    return sorted(spoken, key=lambda q: (q.outer.start, -q.outer.end))


def _opens(text: str, mark: Span, sign: str, stop: int, *, open_already: bool) -> bool:
    before = text[mark.start - 1] if mark.start else "\n"
    after = text[mark.end] if mark.end < stop else "\n"
    if sign in _CANNOT_OPEN or (_FAMILY[sign] == "single" and before.isalnum()):
        return False
    if sign in _CANNOT_CLOSE:
        return True
    leads = before.isspace() or before in "([{:،,-\u2013\u2014\u0640"
    words_follow = after.isalnum() or after in "([\u2026.\"\u00ab\u201c\u2018'"
    if leads and words_follow and not (after in ".\u2026" and open_already):
        return True
    if open_already:
        return False
    return words_follow or (leads and after == " ")


def _unclosed(text: str, mark: Span, depth: int, stop: int) -> Quotation:
    line = text.find("\n", mark.end, stop)
    close = stop if line < 0 else line
    while close > mark.end and (text[close - 1].isspace() or text[close - 1] == "."):
        close -= 1
    return Quotation(Span(mark.start, close), Span(mark.end, close), depth, closed=False)
