"""Figure assembly: whose word a figure is, and the day and place that its own clause gives.

Finds    وقتل أمس 12 شخصا في سهلاب      the day and the place of the figure
Leaves   قال أمس إن 12 شخصا قتلوا        the day of the saying
Leaves   بين سهلاب ودرنا 12 شخصا         two places: neither is sure
Leaves   منذ سقوط المدينة عام 2011       the day of something else
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from musnad.extract.found import Found
from musnad.extract.place_assembly import PLACES
from musnad.extract.statements.reading import Reading
from musnad.model.records import Figure, Incident, Mention, Spanned, Statement, Time

_MARKS = re.compile(r"[؟!?،؛;:\n«»\"“”()]|(?<!\d)[.,]|[.,](?!\d)")
_REACH = 160  # code points of a clause before and after a figure
_UNTIED = frozenset(("duration", "distance", "money"))
_NUMBERED = frozenset(("organization", "event", "document", "other"))
_IN = frozenset(("في", "وفي", "داخل"))
_BI = "ب"
_ELSE = frozenset(("منذ", "ومنذ", "بعد", "وبعد", "قبل", "وقبل", "عن", "حتي", "مقارنه"))
ELSE, NEAR = 6, 5  # words: before a time in which it may belong to something else; between a figure and its place
_AREAS = frozenset(("مدينه", "بلده", "قريه", "محافظه", "ريف", "منطقه", "حي", "مخيم"))

Standing = TypeVar("Standing", bound=Spanned)


def tied_figures(one: Found, statements: Sequence[Statement], mentions: Sequence[Mention],
                 incidents: Sequence[Incident]) -> list[Figure]:
    """Return the figures of a report with their statement and incident, and with a time and a place where these are sure.

    Args:
        one: What the report yields.
        statements: Its statements.
        mentions: Its mentions, in text order.
        incidents: Its incidents.
    """
    holders = _Holders(statements)
    places = [m for m in mentions if m.kind in PLACES]
    bodies = _Bodies(m for m in mentions if m.kind in _NUMBERED and m.by.rule == "mention.name")
    tolls = {toll["figure"]: i.id for i in reversed(incidents) for toll in (i.killed, i.injured) if toll}
    told = (figure for figure in one.figures if not bodies.hold(figure))  # «حركة "خمس نجوم"»
    return [_tied(one, figure, holders, places, tolls.get(figure.id)) for figure in told]


class _Bodies:
    """The names that may hold a number as a part of them."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self.spans = sorted((m.start, m.end) for m in mentions)

    def hold(self, figure: Figure) -> bool:
        """Say whether a figure stands inside a name."""
        at = bisect_left(self.spans, (figure.start + 1, 0)) - 1
        return at >= 0 and self.spans[at][0] <= figure.start and figure.end <= self.spans[at][1]


class _Holders:
    """The innermost statement around a place of the text."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.edges = sorted({edge for s in statements for edge in (s.start, s.end)})
        self.inner: list[Statement | None] = [None] * len(self.edges)
        for s in sorted(statements, key=lambda s: s.start - s.end):  # the longest first, so that inner ones remain
            first, last = bisect_left(self.edges, s.start), bisect_left(self.edges, s.end)
            self.inner[first:last] = [s] * (last - first)

    def around(self, spanned: Spanned) -> str | None:
        """Return the id of the innermost statement whose content holds a record."""
        at = bisect_left(self.edges, spanned.start + 1) - 1
        found = self.inner[at] if at >= 0 else None
        return found.id if found is not None and spanned.end <= found.end else None


def _tied(one: Found, figure: Figure, holders: _Holders, places: Sequence[Mention], incident: str | None) -> Figure:
    statement = holders.around(figure)
    time = place = None
    if figure.about not in _UNTIED:
        start, end = _clause(one.reading, figure)
        times = [t for t in _within(one.times, start, end) if holders.around(t) == statement]
        named = [m for m in _within(places, start, end) if holders.around(m) == statement]
        if len(times) == 1 and times[0].value is not None and _its_own(one.reading, start, times[0]):
            time = times[0].id
        if len(named) == 1 and _near(one.reading, figure, named[0]) and _put_into(one.reading, named[0]):
            place = named[0].entity
    if statement is time is place is incident is None:
        return figure
    return replace(figure, statement=statement, incident=incident, time=time, place=place)


def _clause(reading: Reading, figure: Figure) -> tuple[int, int]:
    """Return what stands around a figure up to the nearest marks."""
    text, span = reading.text, reading.passage.span
    start, end = max(span.start, figure.start - _REACH), min(span.end, figure.end + _REACH)
    for mark in _MARKS.finditer(text, start, figure.start):
        start = mark.end()
    after = _MARKS.search(text, figure.end, end)
    return start, after.start() if after else end


def _within(records: Sequence[Standing], start: int, end: int) -> list[Standing]:
    first = bisect_left(records, start, key=lambda r: r.start)
    last = bisect_left(records, end, lo=first, key=lambda r: r.start)
    return [r for r in records[first:last] if r.end <= end]


def _its_own(reading: Reading, start: int, time: Time) -> bool:
    """Say whether no word before a time in its clause makes it the time of something else: «منذ سقوط المدينة عام 2011»."""
    at = _word(reading, time.start)
    first = max(reading.passage.word_at(start), at - ELSE)
    return _ELSE.isdisjoint(reading.forms[first:at])


def _near(reading: Reading, figure: Figure, mention: Mention) -> bool:
    left, right = sorted((figure, mention), key=lambda r: r.start)
    return _word(reading, right.start) - reading.passage.word_at(left.end) <= NEAR


def _word(reading: Reading, place: int) -> int:
    """Return the word that holds a code point."""
    return bisect_left(reading.passage.word_starts, place + 1) - 1


def _put_into(reading: Reading, mention: Mention) -> bool:
    """Say whether «in» stands before a name, with at most a noun of place between."""
    at = _word(reading, mention.start)
    word = reading.words[at]
    if mention.start > word.start:
        return word.form.startswith(_BI)
    before = reading.forms[max(0, at - 2) : at]
    if before and before[-1] in _AREAS:
        return before[0] in _IN
    return bool(before) and (before[-1] in _IN or (before[-1].startswith(_BI) and before[-1][1:] in _AREAS))
