"""Counted periods: «الأيام السبعة الماضية», «آخر 3 سنوات», «قبل يومين», «منذ سبع سنوات»."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from musnad.extract.times.relative import CLOCK_UNITS, grain_of, several
from musnad.extract.times.scan import Found, Scan
from musnad.extract.times.when import When, days, months, shifted, shifted_month, unknown, years

_WAYS = ("last", "next", "recent")
_MOST = 1500  # units: more than that is no count of news


class _Amount(NamedTuple):
    """How many units; 0 where the plural stands alone."""

    unit: str
    many: int
    end: int


def counted_at(s: Scan, i: int) -> Found | None:
    """Read a counted stretch up to publication or from it on; without value where the count is not said."""
    pair = s.term(i, "pair")
    if pair and pair.definite:
        return _with_way(s, i, _Amount(pair.value, 2, i + 1))
    if s.term(i, "latest"):
        return _latest(s, i)
    unit = s.term(i, "unit")
    if unit and unit.definite and several(s.form(i)):
        j = s.past_article(i + 1)
        if s.term(j, "few"):
            return _with_way(s, i, _Amount(unit.value, 0, j + 1))
        count = s.cardinal(j)
        return _with_way(s, i, _Amount(unit.value, count.value, count.end)) if count else None
    number = s.term(i, "cardinal")
    if (number and number.definite) or s.digits(i):
        count = s.cardinal(i)
        unit = s.term(count.end, "unit") if count else None
        return _with_way(s, i, _Amount(unit.value, count.value, count.end + 1)) if count and unit else None
    return None


def _latest(s: Scan, i: int) -> Found | None:
    count = s.cardinal(i + 1)
    unit = s.term(count.end, "unit") if count else s.term(i + 1, "pair")
    if unit is None or unit.clitic or unit.definite:
        return None
    return Found(i, count.end + 1 if count else i + 2, _stretch(s, unit.value, count.value if count else 2, "last"))


def _with_way(s: Scan, i: int, amount: _Amount) -> Found | None:
    adjective = s.term(amount.end, "adj")
    if adjective is None or adjective.value not in _WAYS:
        return None
    return Found(i, amount.end + 1, _stretch(s, amount.unit, amount.many, adjective.value))


def _stretch(s: Scan, unit: str, count: int, way: str) -> When:
    """Return the interval of ``count`` units that ends at publication, or begins there."""
    at = s.published
    if unit == "hour" and count % 24 == 0:
        unit, count = "day", count // 24
    if at is None or unit in CLOCK_UNITS or not 0 < count < _MOST:
        return unknown(grain_of(unit), "published")
    step = count if way == "next" else -count
    if unit in ("day", "night", "week"):
        other = at + timedelta(days=step * (7 if unit == "week" else 1))
        return days(min(at, other), max(at, other), "published", "week" if unit == "week" else "day")
    if unit == "month":
        ends = sorted((shifted_month(at, 0), shifted_month(at, step)))
        return months(ends[0], ends[1], "month", "published")
    year = at.year + step * {"year": 1, "decade": 10, "century": 100}[unit]
    if not 0 < year < 3000:
        return unknown("year", "published")
    return years(min(at.year, year), max(at.year, year), "published")


def ago_at(s: Scan, i: int) -> Found | None:
    """Read «قبل يومين», «منذ سبع سنوات», «قبل نحو شهر», «بعد أسبوعين»; not «قبل يومين من الاقتراع»."""
    prep = s.term(i, "prep")
    if prep is None or prep.value not in ("before", "since", "after") or prep.length > 1:
        return None
    amount = _amount(s, _past_about(s, i + prep.length))
    if amount is None:
        return None
    half = s.term(amount.end, "fraction")
    end = amount.end + (half is not None and s.form(amount.end)[0] == "و")
    if prep.value != "since" and s.form(end) in ("من", "علي", "عن") and s.form(end + 1) != "الاقل":
        if s.form(end + 1) not in ("الان", "اليوم"):
            return None
        end += 2
    if prep.value == "after":
        return Found(i, end, unknown(grain_of(amount.unit), "text"))
    if amount.unit == "hour" and amount.many and amount.many % 24 == 0:
        amount = amount._replace(unit="day", many=amount.many // 24)
    if half or amount.unit in CLOCK_UNITS or not 0 < amount.many < _MOST:
        return Found(i, end, unknown(grain_of(amount.unit), "published"))
    return Found(i, end, _back(s, amount.unit, amount.many))


def _past_about(s: Scan, j: int) -> int:
    """Step over «نحو», «أكثر من»."""
    if about := s.term(j, "about"):
        j += about.length
        j += s.form(j) in ("من", "عن")
    return j


def _amount(s: Scan, j: int) -> _Amount | None:
    pair, unit = s.term(j, "pair"), s.term(j, "unit")
    if pair and not pair.definite and not pair.clitic:
        return _Amount(pair.value, 2, j + 1)
    if unit and not unit.definite and not unit.clitic:
        count = 0 if several(s.form(j)) else 1
        number = s.number(j + 1)
        named_year = unit.value == "year" and s.cardinal(j + 1) is not None
        if named_year or (count and number) or s.term(j + 1, "month", "weakmonth", "hijri", "weekday", "relday"):
            return None
        if s.form(j - 2) in ("يوما", "يوم"):
            return None  # «يوما بعد يوم»
        one = s.term(j + 1, "cardinal")
        return _Amount(unit.value, count, j + 1 + (count == 1 and one is not None and one.number == 1))
    if s.term(j, "few") and (unit := s.term(j + 1, "unit")) and several(s.form(j + 1)):
        return _Amount(unit.value, 0, j + 2)
    number = s.cardinal(j)
    unit = s.term(number.end, "unit") if number else None
    if number is None or unit is None or unit.clitic or unit.definite:
        return None
    return _Amount(unit.value, number.value, number.end + 1)


def _back(s: Scan, unit: str, count: int) -> When:
    at = s.published
    scale = {"decade": 10, "century": 100}.get(unit, 1)
    if at is None or (unit in ("year", "decade", "century") and count * scale >= at.year):
        return unknown(grain_of(unit), "published")
    return shifted(at, "year" if scale > 1 else unit, -count * scale, "published")
