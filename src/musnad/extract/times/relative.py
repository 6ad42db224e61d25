"""Periods counted from publication or from a time before: «العام الماضي», «هذا الأسبوع», «الشهر نفسه»."""

from __future__ import annotations

from datetime import date, timedelta

from musnad.extract.times.months import month_at
from musnad.extract.times.scan import Found, Scan
from musnad.extract.times.when import When, day, month, shifted, shifted_month, unit_of, unknown
from musnad.extract.times.years import year_at

STEPS = {"last": -1, "this": 0, "next": 1}
CLOCK_UNITS = ("hour", "minute")
_GRAINS = {"day", "week", "month", "year", "hour", "minute"}
_PLURALS = ("ايام", "اسابيع", "اشهر", "شهور", "اعوام", "سنوات", "سنين", "عقود", "قرون", "ساعات", "دقايق", "ليالي", "ليال")


def grain_of(unit: str) -> str | None:
    """Return the grain of a unit; nights are days, decades and centuries have none."""
    return "day" if unit == "night" else unit if unit in _GRAINS else None


def several(form: str) -> bool:
    """Say whether a folded noun is a plural."""
    return form.endswith(_PLURALS)


def whole(s: Scan, unit: str, step: int) -> When:
    """Return the whole unit ``step`` units from that of publication."""
    if unit in CLOCK_UNITS or s.published is None:
        return unknown(grain_of(unit), "published")
    return unit_of(s.published, "day" if unit == "night" else unit, step, "published")


def same(s: Scan, unit: str, step: int = 0) -> When:
    """Return the unit of the time read last, or the one beside it; without value where none was read."""
    memory = s.memory
    if unit == "year" and memory.year and memory.year + step > 0:
        return shifted(date(memory.year, 1, 1), "year", step, "text")
    if unit == "month" and memory.month:
        return month(*shifted_month(date(*memory.month, 1), step), "text")
    if unit in ("day", "night") and memory.day:
        return day(memory.day + timedelta(days=step), "text")
    return unknown(grain_of(unit), "text")


def this_at(s: Scan, i: int) -> Found | None:
    """Read «هذا العام», «هذا الأسبوع», «ذلك العام», «نفس اليوم»."""
    this = s.term(i, "this")
    if this is None:
        return None
    unit = s.term(i + 1, "unit")
    if unit is None or not unit.definite:
        return _this_month(s, i) if this.value == "this" else None
    if unit.value in CLOCK_UNITS or grain_of(unit.value) is None or several(s.form(i + 1)):
        return None
    if this.value == "this":
        return Found(i, i + 2, whole(s, unit.value, 0))
    if unit.value in ("month", "day"):
        return _of_year(s, i, i + 2, unit.value)
    return Found(i, i + 2, same(s, unit.value))


def _of_year(s: Scan, i: int, end: int, unit: str) -> Found:
    """Read «الشهر نفسه», «الشهر نفسه من العام الماضي», «اليوم نفسه من عام 1947»."""
    year = unit_at(s, end + 1) or year_at(s, end + 1) if s.form(end) == "من" else None
    first = year.when.first if year and year.when and year.when.grain == "year" else None
    known = s.memory.month if unit == "month" else s.memory.day
    if year is None or first is None or known is None:
        return Found(i, end, same(s, unit))
    if isinstance(known, tuple):
        return Found(i, year.end, month(first.year, known[1], "text"))
    when = day(known.replace(year=first.year), "text") if (known.month, known.day) != (2, 29) else unknown("day", "text")
    return Found(i, year.end, when)


def _this_month(s: Scan, i: int) -> Found | None:
    named = month_at(s, i + 1)
    if named is None or not named.sure or named.calendar or s.published is None:
        return None
    return Found(i, named.end, month(s.published.year, named.number, "published"))


def unit_at(s: Scan, i: int) -> Found | None:
    """Read «العام الماضي», «الأسبوع المقبل», «الشهر الجاري», «اليوم التالي», «الأشهر الأخيرة», «الساعات الماضية»."""
    unit = s.term(i, "unit")
    many = several(s.form(i))
    if unit is None or not unit.definite or (unit.value in CLOCK_UNITS and not many):
        return None
    adjective = s.term(i + 1, "adj")
    if adjective is None:
        return None
    if many or unit.value == "decade":
        vague = adjective.value in ("last", "next", "recent") or (many and adjective.value == "previous")
        return Found(i, i + 2, unknown(grain_of(unit.value), "published")) if vague else None
    if adjective.value in ("same", "following", "previous"):
        if unit.value in ("month", "day") and adjective.value == "same":
            return _of_year(s, i, i + 2, unit.value)
        step = {"same": 0, "following": 1, "previous": -1}[adjective.value]
        return Found(i, i + 2, same(s, unit.value, step))
    step = STEPS.get(adjective.value, 9)
    if step == 9:
        return None
    return _weekday_of(s, Found(i, i + 2, whole(s, unit.value, step)), unit.value)


def _weekday_of(s: Scan, found: Found, unit: str) -> Found:
    """Take in the weekday of «الأسبوع المقبل يوم الجمعة»."""
    if unit != "week" or found.when is None or found.when.first is None:
        return found
    named = s.term(found.end, "unit")
    j = found.end + (named is not None and named.value == "day")
    weekday = s.term(j, "weekday")
    if weekday is None or weekday.clitic or not (weekday.definite or j > found.end):
        return found
    return Found(found.start, j + 1, day(found.when.first + timedelta(days=weekday.number - 1), found.when.anchor))
