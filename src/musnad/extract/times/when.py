"""Calendar values: what an expression of time comes to, and the arithmetic between such values.

A value is written in ISO 8601: day, month, year, instant, or an interval of two of them, open at one end or closed.
Weeks run from Monday to Sunday. Nothing here knows a word of any language.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hijridate import Hijri

HIJRI_YEARS = range(1343, 1501)  # the years that the Umm al-Qura tables cover


@dataclass(frozen=True, slots=True)
class When:
    """A time in the calendar.

    Attributes:
        value: ISO 8601, None where the words cannot be placed in the calendar.
        grain: minute, hour, day, week, month, year or season; None where nothing is known.
        anchor: ``absolute`` (the words say it all), ``published`` (counted from the day of publication) or
            ``text`` (counted from another time of the text).
        first: First day of it.
        last: Last day of it.
        warning: What the words contradict.
        calendar: ``hijri`` where the value was converted.
    """

    value: str | None
    grain: str | None
    anchor: str
    first: date | None = None
    last: date | None = None
    warning: str | None = None
    calendar: str | None = None

    def but(self, warning: str | None) -> When:
        """Return the same time with a further warning."""
        if not warning:
            return self
        return replace(self, warning=f"{self.warning}; {warning}" if self.warning else warning)

    def anchored(self, anchor: str) -> When:
        """Return the same time counted from ``anchor``."""
        return replace(self, anchor=anchor)


def unknown(grain: str | None, anchor: str, warning: str | None = None) -> When:
    """Return a time that has no place in the calendar."""
    return When(None, grain, anchor, warning=warning)


def day(at: date, anchor: str = "absolute") -> When:
    """Return one day."""
    return When(at.isoformat(), "day", anchor, at, at)


def week(at: date, anchor: str) -> When:
    """Return the week, Monday to Sunday, that holds a day."""
    first = at - timedelta(days=at.weekday())
    last = first + timedelta(days=6)
    return When(f"{first.isoformat()}/{last.isoformat()}", "week", anchor, first, last)


def month(year: int, number: int, anchor: str = "absolute") -> When:
    """Return one month."""
    return When(f"{year:04d}-{number:02d}", "month", anchor, date(year, number, 1),
                date(year, number, monthrange(year, number)[1]))


def year(number: int, anchor: str = "absolute") -> When:
    """Return one year."""
    return When(f"{number:04d}", "year", anchor, date(number, 1, 1), date(number, 12, 31))


def years(first: int, last: int, anchor: str = "absolute") -> When:
    """Return an interval of whole years: a decade, a century."""
    return When(f"{first:04d}/{last:04d}", "year", anchor, date(first, 1, 1), date(last, 12, 31))


def months(start: tuple[int, int], end: tuple[int, int], grain: str, anchor: str = "absolute") -> When:
    """Return an interval of whole months, each given as year and month."""
    low, high = month(*start), month(*end)
    return When(f"{low.value}/{high.value}", grain, anchor, low.first, high.last)


def days(first: date, last: date, anchor: str, grain: str = "day") -> When:
    """Return an interval of days, both ends in it."""
    return When(f"{first.isoformat()}/{last.isoformat()}", grain, anchor, first, last)


def instant(at: date, hour: int, minute: int | None, anchor: str) -> When:
    """Return a moment of a day; without minutes its grain is the hour."""
    return When(f"{at.isoformat()}T{hour:02d}:{minute or 0:02d}", "hour" if minute is None else "minute", anchor, at, at)


def since(when: When) -> When:
    """Return the open interval that begins with ``when``."""
    if when.value is None:
        return when
    return replace(when, value=f"{when.value.split('/')[0]}/", last=None)


def until(when: When) -> When:
    """Return the open interval that ends with ``when``."""
    if when.value is None:
        return when
    return replace(when, value=f"/{when.value.split('/')[-1]}", first=None)


def between(low: When, high: When) -> When:
    """Return the interval from one time to another; with a warning where it would end before it begins."""
    if low.value is None or high.value is None or low.first is None or high.last is None:
        return unknown(low.grain or high.grain, high.anchor)
    if ("T" in low.value) != ("T" in high.value) and low.first == high.last:
        return replace(low if "T" in high.value else high, warning=low.warning or high.warning)
    anchor = low.anchor if low.anchor == high.anchor else "published" if "published" in (low.anchor, high.anchor) else "text"
    value = f"{low.value.split('/')[0]}/{high.value.split('/')[-1]}"
    warning = "; ".join(w for w in (low.warning, high.warning) if w) or None
    when = When(value, high.grain, anchor, low.first, high.last, warning, low.calendar or high.calendar)
    return when if low.first <= high.last else when.but("the interval ends before it begins")


def shifted_month(at: date, by: int) -> tuple[int, int]:
    """Return year and month, ``by`` months from the month of a day."""
    count = at.year * 12 + at.month - 1 + by
    return count // 12, count % 12 + 1


def shifted(at: date, unit: str, by: int, anchor: str) -> When:
    """Return the time ``by`` units from a day, as exact as the unit: a day for days and weeks, else a month or a year."""
    if unit in ("day", "night", "week"):
        return day(at + timedelta(days=by * (7 if unit == "week" else 1)), anchor)
    if unit == "month":
        return month(*shifted_month(at, by), anchor)
    return year(at.year + by * {"year": 1, "decade": 10, "century": 100}[unit], anchor)


def unit_of(at: date, unit: str, by: int, anchor: str) -> When:
    """Return the whole day, week, month, year, decade or century ``by`` units from the one that holds a day."""
    if unit == "week":
        return week(at + timedelta(weeks=by), anchor)
    if unit == "decade":
        low = at.year // 10 * 10 + 10 * by
        return years(low, low + 9, anchor)
    if unit == "century":
        low = (at.year - 1) // 100 * 100 + 1 + 100 * by
        return years(low, low + 99, anchor)
    return shifted(at, unit, by, anchor)


def weekday_near(at: date, weekday: int, way: str) -> date:
    """Return the day that bears a weekday's number (Monday 1) as seen from ``at``.

    Args:
        at: The day that it is seen from.
        weekday: Monday is 1.
        way: ``near`` for the nearest at or before, ``last`` for the nearest before, ``next`` for the nearest after.
    """
    back = (at.isoweekday() - weekday) % 7
    if way == "near":
        return at - timedelta(days=back)
    if way == "last":
        return at - timedelta(days=back or 7)
    return at + timedelta(days=7 - back)


def from_hijri(year_: int, month_: int | None, day_: int | None) -> When | None:
    """Return a Hijri year, month or day in the Gregorian calendar.

    Returns:
        None where the date does not exist; a time without value where the year lies outside the tables.
    """
    grain = "day" if day_ else "month" if month_ else "year"
    if year_ not in HIJRI_YEARS:
        return When(None, grain, "absolute", warning="outside the years 1343 to 1500 of the Umm al-Qura tables",
                    calendar="hijri")
    if day_ and month_:
        if day_ > Hijri(year_, month_, 1).month_length():
            return None
        return replace(day(_gregorian(year_, month_, day_)), calendar="hijri")
    first = _gregorian(year_, month_ or 1, 1)
    last = _gregorian(year_, month_ or 12, Hijri(year_, month_ or 12, 1).month_length())
    return replace(days(first, last, "absolute", grain), calendar="hijri")


def _gregorian(year_: int, month_: int, day_: int) -> date:
    at = Hijri(year_, month_, day_).to_gregorian()
    return date(at.year, at.month, at.day)
