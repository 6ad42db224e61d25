"""Seasons, quarters and halves of years, numbered weeks, decades and centuries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from musnad.extract.times.dates import date_at
from musnad.extract.times.relative import STEPS, this_at, unit_at, whole
from musnad.extract.times.scan import Found, Scan
from musnad.extract.times.when import When, months, unknown, week, years
from musnad.extract.times.years import year_at

_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
_FIRST_DECADE = 50  # «في الثلاثينات» without its century is as often an age


def era_at(s: Scan, i: int) -> Found | None:
    """Read the season, share of a year, numbered week, decade or century that begins at word ``i``."""
    return season_at(s, i) or share_at(s, i) or numbered_week_at(s, i) or decade_at(s, i) or century_at(s, i)


def season_at(s: Scan, i: int) -> Found | None:
    """Read «صيف 2017», «الصيف الماضي», «هذا الصيف», «خريف العام الماضي»."""
    this = s.term(i, "this")
    j = i + (this is not None)
    season = s.term(j, "season")
    if season is None:
        return None
    if this:
        running = season.definite and this.value == "this"
        return Found(i, j + 1, _season_near(s, season.value, "this")) if running else None
    adjective = s.term(j + 1, "adj")
    if season.definite:
        if adjective and adjective.value in STEPS:
            return Found(i, j + 2, _season_near(s, season.value, adjective.value))
        return None
    inner = year_at(s, j + 1) or unit_at(s, j + 1) or this_at(s, j + 1)
    if inner is None or inner.when is None or inner.when.grain != "year":
        return None
    return Found(i, inner.end, _season_in(season.value, inner.when))


def _season_in(season: str, when: When) -> When:
    low, high = _SEASONS[season]
    first, last = when.first, when.last
    if first is None or last is None:
        return unknown("season", when.anchor)
    if season == "winter" and last.year == first.year + 1:
        return months((first.year, 12), (last.year, 2), "season", when.anchor)
    if season == "winter":
        return unknown("season", when.anchor, "the winter that began in this year, or the one that ended in it")
    return months((first.year, low), (first.year, high), "season", when.anchor)


def _season_near(s: Scan, season: str, way: str) -> When:
    at = s.published
    if at is None:
        return unknown("season", "published")
    low, high = _SEASONS[season]
    around = [months((y, low), (y + (high > 12), (high - 1) % 12 + 1), "season", "published")
              for y in range(at.year - 2, at.year + 3)]
    past = [w for w in around if w.last and w.last < at]
    coming = [w for w in around if w.first and w.first > at]
    running = [w for w in around if w not in past and w not in coming]
    if way == "last":
        return past[-1]
    if way == "next":
        return coming[0]
    if running:
        return running[0]
    gone = at - (past[-1].last or at)
    return past[-1] if gone < (coming[0].first or at) - at else coming[0]


def share_at(s: Scan, i: int) -> Found | None:
    """Read «الربع الثالث من 2018», «النصف الأول من العام الجاري», «النصف الثاني من أيلول» (the month)."""
    share = s.term(i, "share")
    if share is None or not share.definite:
        return None
    count = s.ordinal(i + 1)
    last = s.term(i + 1, "adj")
    if count is None and (last is None or last.value != "recent"):
        return None
    j = count.end if count else i + 2
    inner = _whole_after(s, j + (s.form(j) == "من"))
    if inner is None or inner.when is None or inner.when.first is None:
        return None
    if inner.when.grain == "month":
        return inner._replace(start=i)
    place = count.value if count else 12 // share.number
    if inner.when.grain != "year" or not 1 <= place <= 12 // share.number or "/" in (inner.when.value or ""):
        return None
    year = inner.when.first.year
    return Found(i, inner.end, months((year, (place - 1) * share.number + 1), (year, place * share.number), "month",
                                      inner.when.anchor))


def _whole_after(s: Scan, j: int) -> Found | None:
    """Read a month or a year, «العام» alone too."""
    found = date_at(s, j) or year_at(s, j) or unit_at(s, j) or this_at(s, j)
    if found is not None:
        return found
    unit = s.term(j, "unit")
    if unit is None or not unit.definite or unit.value not in ("year", "month"):
        return None
    return Found(j, j + 1, whole(s, unit.value, 0))


def numbered_week_at(s: Scan, i: int) -> Found | None:
    """Read «الأسبوع الأول من أكتوبر», «الأسبوع الأخير من يوليو»: the week of its first, … or last Monday."""
    unit = s.term(i, "unit")
    if unit is None or unit.value != "week" or not unit.definite:
        return None
    count = s.ordinal(i + 1)
    last = s.term(i + 1, "adj")
    if count is None and (last is None or last.value != "recent"):
        return None
    j = count.end if count else i + 2
    if s.form(j) != "من":
        return None
    inner = _whole_after(s, j + 1)
    if inner is None or inner.when is None or inner.when.first is None or inner.when.last is None:
        return None
    at = nth(inner.when.first, inner.when.last, 1, count.value if count else -1)
    return Found(i, inner.end, week(at, inner.when.anchor)) if at and inner.when.grain in ("month", "year") else None


def nth(first: date, last: date, weekday: int, place: int) -> date | None:
    """Return the ``place``-th of a weekday (Monday 1) between two days; -1 for the last; None if there is none."""
    if place < 0:
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    at = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (place - 1))
    return at if at <= last else None


def decade_at(s: Scan, i: int) -> Found | None:
    """Read «سبعينيات القرن الماضي», «الثمانينيات»; not the age of «في الثلاثينات من عمره»."""
    term = s.term(i, "decade")
    if term is None:
        return None
    century = century_at(s, i + 1)
    if century and century.when and century.when.first:
        low = century.when.first.year - 1 + term.number
        return Found(i, century.end, years(low, low + 9, century.when.anchor))
    if not term.definite or term.number < _FIRST_DECADE or s.form(i + 1) == "من":
        return None
    return Found(i, i + 1, years(1900 + term.number, 1909 + term.number))


def century_at(s: Scan, i: int) -> Found | None:
    """Read «القرن التاسع عشر», «القرن الماضي», «القرن العشرين»."""
    unit = s.term(i, "unit")
    if unit is None or unit.value != "century" or not unit.definite:
        return None
    adjective = s.term(i + 1, "adj")
    if adjective:
        step = STEPS.get(adjective.value)
        return None if step is None else Found(i, i + 2, whole(s, "century", step))
    count = s.ordinal(i + 1) or s.number(i + 1, 2)
    if count is None or not 1 <= count.value <= 30:
        return None
    era = s.term(count.end, "era")
    end = count.end + (era.length if era else 0)
    if era and era.value != "gregorian":
        return Found(i, end, replace(unknown("year", "absolute"), calendar="hijri" if era.value == "hijri" else None))
    return Found(i, end, years(count.value * 100 - 99, count.value * 100))
