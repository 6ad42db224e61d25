"""Dates of the Hijri calendar, by the Umm al-Qura tables."""

from __future__ import annotations

from musnad.extract.times.months import Month
from musnad.extract.times.scan import Found, Scan
from musnad.extract.times.when import When, from_hijri, unknown
from musnad.extract.times.years import Year

_YEARS = range(1300, 1500)  # what four digits after a Hijri month may be


def hijri_year(s: Scan, i: int) -> Year | None:
    """Read the year after a Hijri month without «هـ»."""
    count = s.number(i)
    return Year(count.end, count.value, "", "hijri") if count and count.value in _YEARS else None


def hijri_at(s: Scan, i: int, named: Month, after: Year | None, first: int | None) -> Found | None:
    """Return the day or month of a Hijri month's name; what mixes the two calendars has no value."""
    end = after.end if after else named.end
    grain = "day" if first else "month"
    if named.calendar != "hijri":
        return Found(i, end, unknown(grain, "absolute", "a Gregorian month with a Hijri year"))
    if after and after.number is not None:
        if after.number >= 1900 or (after.calendar != "hijri" and after.number < 1300):
            return Found(i, end, unknown(grain, "absolute", "a Hijri month with a year of the other calendar"))
        when = from_hijri(after.number, named.number, first)
        if when is None:
            return Found(i, end, None, f"month {named.number} of the Hijri year {after.number} has no day {first}")
        return Found(i, end, when)
    return Found(i, end, _hijri_near(s, named.number, first, after.way if after else ""))


def _hijri_near(s: Scan, number: int, first: int | None, way: str) -> When:
    """Return the Hijri month or day nearest to publication; a month with nothing said only while it runs."""
    at = s.published
    grain = "day" if first else "month"
    if at is None or way not in ("", "last", "next", "this"):
        return unknown(grain, "published")
    guess = int((at.year - 622) * 33 / 32)
    near = [w.anchored("published") for y in range(guess - 1, guess + 4)
            if (w := from_hijri(y, number, first)) and w.first and w.last]
    past = [w for w in near if w.last and w.last < at]
    coming = [w for w in near if w.first and w.first > at]
    running = [w for w in near if w not in past and w not in coming]
    if way == "last":
        return past[-1] if past else unknown(grain, "published")
    if way == "next":
        return coming[0] if coming else unknown(grain, "published")
    if running or (way == "this" or not first):
        return running[0] if running else unknown(grain, "published")
    return min(near, key=lambda w: abs(((w.first or at) - at).days)) if near else unknown(grain, "published")
