"""Periods: whatever is longer than a day, and the parts of it that news names («مطلع», «نهاية», «بقية»)."""

from __future__ import annotations

from musnad.extract.times.counted import counted_at
from musnad.extract.times.dates import date_at
from musnad.extract.times.eras import era_at
from musnad.extract.times.relative import STEPS, this_at, unit_at, whole
from musnad.extract.times.scan import Found, Scan
from musnad.extract.times.when import days, unknown
from musnad.extract.times.years import year_at


def period_at(s: Scan, i: int) -> Found | None:
    """Read the period that begins at word ``i``."""
    return (_weekend(s, i) or era_at(s, i) or _phase(s, i) or counted_at(s, i) or this_at(s, i) or unit_at(s, i)
            or year_at(s, i))


def _weekend(s: Scan, i: int) -> Found | None:
    """«نهاية الأسبوع الماضي» is that week; a weekend alone has no value: which days it has is not the same everywhere."""
    term = s.term(i, "weekend")
    if term is None:
        return None
    end = i + term.length
    adjective = s.term(end, "adj")
    step = STEPS.get(adjective.value) if adjective else None
    if term.length == 2 and step is not None:
        return Found(i, end + 1, whole(s, "week", step))
    return Found(i, end + (step is not None), unknown("day", "published"))


def _phase(s: Scan, i: int) -> Found | None:
    """Read «مطلع شباط», «نهاية العام الجاري», «منتصف 2016», «أواخر القرن الماضي»: the period itself."""
    phase = s.term(i, "phase")
    if phase is None:
        return None
    j = i + phase.length
    j += s.form(j) == "من"
    inner = date_at(s, j) or period_at(s, j) or _bare(s, j, phase.value)
    if inner is None or inner.when is None or inner.when.grain == "day":
        return None
    if phase.value == "rest":
        return _rest(s, i, inner)
    return inner._replace(start=i)


def _bare(s: Scan, j: int, phase: str) -> Found | None:
    """«بداية العام» and «نهاية الشهر» with nothing more are those of publication."""
    unit = s.term(j, "unit")
    known = ("year", "month", "week") if phase == "rest" else ("year", "month", "century")
    if unit is None or not unit.definite or unit.value not in known or s.term(j + 1, "adj"):
        return None
    return Found(j, j + 1, whole(s, unit.value, 0))


def _rest(s: Scan, i: int, inner: Found) -> Found | None:
    when = inner.when
    if when is None or when.first is None or when.last is None or s.published is None:
        return None
    if not when.first <= s.published <= when.last:
        return inner._replace(start=i)
    return Found(i, inner.end, days(s.published, when.last, "published", when.grain or "day"))
