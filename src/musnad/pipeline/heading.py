"""What a report says of itself at its head: its headline, and the day in its dateline."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice

from musnad.extract import times
from musnad.model.frame import Frame
from musnad.model.records import Time
from musnad.model.span import Span
from musnad.text.passage import Passage
from musnad.text.reports_lines import blocks

HEAD = 600  # code points in which a headline stands with enough of the paragraph under it
LINES = 3  # of the head in which a dateline may open a paragraph
LINES_OF_PAGE = 12  # of the head in which a page may have its day on a line of its own, between menus, title and picture
LONGEST = 80  # code points of such a line
BODY = 60  # code points of a line that is a paragraph, if it ends as a sentence does
BEFORE = 5  # words before the day of a dateline: place, country, agency
BESIDE = 8  # words of a line that is a dateline and nothing else
BESIDE_LATER = 5  # the same further down, where headlines of other reports stand too
CLOSES = frozenset("-–—ـ:()/|")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SENTENCE_ENDS = tuple(".؟?!…»\"”")


def headline(text: str, span: Span) -> str | None:
    """Return the first line of a report if it is a headline."""
    first = next(iter(blocks(text[span.start : min(span.end, span.start + HEAD)])), None)
    if first is None or not first.headline:
        return None
    return text[span.start + first.start : span.end].split("\n", 1)[0].strip() or None


def dateline(text: str, span: Span, frame: Frame) -> date | None:
    """Return the day that a report's dateline tells, None where it has none.

    A day in running text is never taken: it may be the day of anything. A dateline is a short line of its own, or opens
    a paragraph with a place and ends in a dash, a colon or a bracket. On a page it may stand lower, before the first
    paragraph; where more than one day stands there, or no paragraph comes soon, it may be the day of another report or
    of the reader, and none is taken.
    """
    head = _head(text, span)
    for line in head[:LINES]:
        found = _day_in(text, line, frame, BESIDE)
        if found:
            return found if len(head) < LINES_OF_PAGE else None
    days = {day for line in head[LINES:] if len(line) <= LONGEST and (day := _day_in(text, line, frame, BESIDE_LATER))}
    return days.pop() if len(days) == 1 and len(head) < LINES_OF_PAGE else None


def _head(text: str, span: Span) -> list[Span]:
    """Return the lines of a report down to its first paragraph, that one included where it may open with a dateline."""
    head: list[Span] = []
    for found in islice(_LINE.finditer(text, span.start, span.end), LINES_OF_PAGE):
        body = len(found[0]) >= BODY and found[0].rstrip().endswith(_SENTENCE_ENDS)
        if not body or len(head) < LINES:
            head.append(Span(*found.span()))
        if body:
            break
    return head


def _day_in(text: str, line: Span, frame: Frame, beside: int) -> date | None:
    """Return the day of a line that is a dateline."""
    opening = Passage.of(text, line.start, min(line.end, line.start + HEAD))
    for found in times.extract(opening, frame) if _YEAR.search(text, line.start, opening.span.end) else ():
        if isinstance(found, Time) and _is_day(found) and _in_dateline(opening, found, beside):
            return date.fromisoformat(str(found.value))
    return None


def _is_day(found: Time) -> bool:
    return found.grain == "day" and found.anchor == "absolute" and "/" not in (found.value or "/") and not found.warning


def _in_dateline(line: Passage, found: Time, most: int) -> bool:
    others = [w for w in line.words if w.kind != "mark" and not found.start <= w.start < found.end]
    before = [w for w in others if w.start < found.start]
    after = next((w.raw for w in line.words if w.start >= found.end), "")
    return len(others) <= most or (len(before) <= BEFORE and after in CLOSES)
