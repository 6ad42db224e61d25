"""What a report says of itself at its head: its headline, and the day in its dateline."""

from __future__ import annotations

from datetime import date

from musnad.extract import times
from musnad.model.frame import Frame
from musnad.model.records import Time
from musnad.model.span import Span
from musnad.text.passage import Passage
from musnad.text.reports_lines import blocks

HEAD = 600  # code points in which a headline stands with enough of the paragraph under it
LINES = 3  # of the head in which a dateline may stand
BEFORE = 5  # words before the day of a dateline: place, country, agency
BESIDE = 8  # words of a line that is a dateline and nothing else
CLOSES = frozenset("-–—ـ:()/|")


def headline(text: str, span: Span) -> str | None:
    """Return the first line of a report if it is a headline."""
    first = next(iter(blocks(text[span.start : min(span.end, span.start + HEAD)])), None)
    if first is None or not first.headline:
        return None
    return text[span.start + first.start : span.end].split("\n", 1)[0].strip() or None


def dateline(text: str, span: Span, frame: Frame) -> date | None:
    """Return the day that a report's dateline tells, None where it has none.

    A day in running text is never taken: it may be the day of anything. A dateline is a short line of its own, or opens
    a paragraph with a place and ends in a dash, a colon or a bracket.
    """
    head = Passage.of(text, span.start, _end_of_lines(text, span))
    for found in times.extract(head, frame):
        if isinstance(found, Time) and _is_day(found) and _in_dateline(head, found):
            return date.fromisoformat(str(found.value))
    return None


def _is_day(found: Time) -> bool:
    return found.grain == "day" and found.anchor == "absolute" and "/" not in (found.value or "/") and not found.warning


def _end_of_lines(text: str, span: Span) -> int:
    end = span.start
    for _ in range(LINES):
        end = text.find("\n", end, min(span.end, span.start + HEAD)) + 1
        if not end:
            return min(span.end, span.start + HEAD)
    return end


def _in_dateline(head: Passage, found: Time) -> bool:
    text = head.text
    start = text.rfind("\n", head.span.start, found.start) + 1 or head.span.start
    end = text.find("\n", found.end, head.span.end)
    line = head.words[head.word_at(start) : head.word_at(end if end >= 0 else head.span.end)]
    beside = [w for w in line if w.kind != "mark" and not found.start <= w.start < found.end]
    before = [w for w in beside if w.start < found.start]
    after = next((w.raw for w in line if w.start >= found.end), "")
    return len(beside) <= BESIDE or (len(before) <= BEFORE and after in CLOSES)
