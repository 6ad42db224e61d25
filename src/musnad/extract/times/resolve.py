"""Which year a date without one means, and what joins two dates to an interval."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from musnad.extract.times.scan import Found, Scan
from musnad.extract.times.when import When, between, day, days, month, shifted_month
from musnad.extract.times.years import Year

SOON = 3  # months: a month named without a year lies ahead if it comes within so many months, else behind
FORETOLD = 8  # months: the same, after a verb in the future
_REACH = 30  # words: how far back in the sentence the year of a month may stand
_OF_A_DAY = ("day", "hour", "minute")


def relative_month(s: Scan, way: str) -> tuple[int, int] | None:
    """Return year and month of «الشهر الماضي» and the like."""
    if way in ("same", "following", "previous"):
        return s.memory.month if way == "same" else None
    if s.published is None or way not in ("last", "next", "this"):
        return None
    return shifted_month(s.published, {"last": -1, "this": 0, "next": 1}[way])


def year_of(s: Scan, i: int, number: int, first: int | None, after: Year | None) -> tuple[int | None, str, str | None]:
    """Return the year of a month, what it is counted from, and what does not agree."""
    if after and after.number is not None:
        return after.number, "absolute", None
    way = after.way if after else ""
    if way in ("same", "year:same"):
        return s.memory.year, "text", None
    at = s.published
    if at is None or way in ("bc", "following", "previous", "year:following", "year:previous"):
        return None, "published" if at is None else "text", None
    if way.startswith("year:"):
        step = {"last": -1, "this": 0, "next": 1}.get(way[5:])
        return (None if step is None else at.year + step), "published", None
    return _nearest(s, i, at, number, first, way)


def _nearest(s: Scan, i: int, at: date, number: int, first: int | None, way: str) -> tuple[int, str, str | None]:
    ahead = (number - at.month) % 12
    coming, gone = at.year + (number < at.month), at.year - (number > at.month)
    if way == "this":
        if not ahead:
            return at.year, "published", None
        return (coming if ahead <= SOON else gone), "published", f"said to be this month, but published {at.isoformat()}"
    if way == "last":
        if ahead or (first and first < at.day):
            same = f"said to be past, but published in the same month, {at.isoformat()}"
            return gone, "published", None if ahead else same
        return at.year - 1, "published", None
    if way == "next":
        return (coming if ahead or (first and first > at.day) else at.year + 1), "published", None
    if (told := _told_before(s, i, number)) and told < gone:
        return told, "text", None
    return (coming if ahead <= _horizon(s, i) else gone), "published", None


def _told_before(s: Scan, i: int, number: int) -> int | None:
    """Return the year of a date earlier in the sentence, if the month comes after that date's month."""
    if s.memory.dated is None:
        return None
    year, month_, at = s.memory.dated
    ended = any(s.is_mark(k, ".؟!") for k in range(max(at, i - _REACH), i))
    return year if i - at <= _REACH and not ended and number > month_ else None


def _horizon(s: Scan, i: int) -> int:
    """Return how many months ahead a month without a year may lie, by the words before it."""
    k = i - 1
    while k >= 0 and (s.term(k, "phase", "unit") or s.form(k) in ("في", "من")):
        k -= 1
    before = s.term(k, "prep")
    if before and before.value == "since" and before.length == 1:
        return 0
    if s.term(k, "leaning") or (before and before.value == "since"):
        return 11
    tense = s.tense(i)
    return {"future": FORETOLD, "past": SOON - 1}.get(tense, SOON)


def days_of(s: Scan, i: int, end: int, base: tuple[int, int], first: int, last: int, anchor: str,
             warning: str | None) -> Found:
    """Return the days ``first`` to ``last`` of a year and month, or say that there are no such days."""
    if not 1 <= first <= last <= monthrange(*base)[1]:
        return Found(i, end, None, f"{base[0]}-{base[1]:02d} has no day {last if last > 28 else first}")
    low = date(*base, first)
    when = day(low, anchor) if first == last else days(low, date(*base, last), anchor)
    return Found(i, end, when.but(warning))


def both(low: When, high: When) -> When:
    """Return the interval of two times of which the first may lack the year of the second."""
    if low.anchor == "published" and high.anchor == "absolute" and low.first and high.last and low.grain in ("day", "month"):
        try:
            first = low.first.replace(year=high.last.year)
        except ValueError:
            return between(low, high)
        if first > high.last:
            first = first.replace(year=first.year - 1)
        low = day(first) if low.grain == "day" else month(first.year, first.month)
    if low.grain in ("day", "month") and low.anchor == high.anchor == "published" and low.first and high.last \
            and low.first - high.last > timedelta(days=60):
        low = _earlier(low, high.last)
    return between(low, _after(low, high))


def _earlier(low: When, end: date) -> When:
    """Return the day or month that begins a range in the year that puts it before the range's end."""
    if low.first is None or (low.first.month, low.first.day) == (2, 29):
        return low
    first = low.first.replace(year=end.year if (low.first.month, low.first.day) <= (end.month, end.day) else end.year - 1)
    return day(first, low.anchor) if low.grain == "day" else month(first.year, first.month, low.anchor)


def _after(low: When, high: When) -> When:
    """Return the weekday that ends a range in the week after the one that begins it."""
    if not low.first or not high.first or not high.last or not high.value or high.anchor != "published":
        return high
    if high.grain not in _OF_A_DAY or not timedelta(0) < low.first - high.first < timedelta(days=7):
        return high
    last = high.last + timedelta(days=7)
    return replace(high, value=last.isoformat() + high.value[10:], first=last, last=last)
