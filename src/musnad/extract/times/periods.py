"""Periods: weeks, months and years counted from publication, parts of them, seasons, decades and centuries."""

from __future__ import annotations

from datetime import timedelta

from musnad.extract.times.dates import date_at, month_at, year_at
from musnad.extract.times.scan import Found, Scan
from musnad.extract.times.when import When, days, month, months, shifted, shifted_month, unit_of, unknown, years

_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
_STEPS = {"last": -1, "this": 0, "next": 1}
_CLOCK_UNITS = ("hour", "minute")


def period_at(s: Scan, i: int) -> Found | None:
    """Read the period that begins at word ``i``."""
    return (_season(s, i) or _decade(s, i) or _century(s, i) or _phase(s, i) or _counted(s, i) or _this(s, i)
            or _unit(s, i) or year_at(s, i))


def _phase(s: Scan, i: int) -> Found | None:
    """Read «مطلع شباط», «نهاية العام الجاري», «منتصف 2016», «أواخر القرن الماضي»: the period itself."""
    phase = s.term(i, "phase")
    if phase is None:
        return None
    j = i + phase.length
    j += s.form(j) == "من"
    inner = date_at(s, j) or period_at(s, j) or _this_year(s, j)
    if inner is None or (inner.when and inner.when.grain == "day"):
        return None
    return inner._replace(start=i)


def _this_year(s: Scan, j: int) -> Found | None:
    """«بداية العام» and «نهاية الشهر» with nothing more are those of publication."""
    unit = s.term(j, "unit")
    if unit is None or not unit.definite or unit.value not in ("year", "month"):
        return None
    return Found(j, j + 1, _whole(s, unit.value, 0))


def _whole(s: Scan, unit: str, step: int) -> When:
    if unit in _CLOCK_UNITS or s.published is None:
        return unknown(None if unit in ("decade", "century") else unit, "published")
    return unit_of(s.published, unit, step, "published")


def _this(s: Scan, i: int) -> Found | None:
    """Read «هذا العام», «هذا الأسبوع», «ذلك العام», «نفس اليوم»."""
    this = s.term(i, "this")
    if this is None:
        return None
    unit = s.term(i + 1, "unit")
    if unit is None or unit.value in _CLOCK_UNITS or not unit.definite:
        named = month_at(s, i + 1) if this.value == "this" else None
        if named and named.sure and named.calendar == "" and s.published:
            return Found(i, named.end, month(s.published.year, named.number, "published"))
        return None
    if unit.value in ("decade", "century") or s.form(i + 1) in ("الايام", "الاعوام", "السنوات", "الاشهر", "الشهور"):
        return None
    if this.value == "this":
        return Found(i, i + 2, _whole(s, "day" if unit.value == "night" else unit.value, 0))
    return Found(i, i + 2, _same(s, unit.value))


def _same(s: Scan, unit: str) -> When:
    memory = s.memory
    if unit == "year" and memory.year:
        return unit_of(memory.day.replace(year=memory.year, day=1) if memory.day else _january(memory.year), "year", 0, "text")
    if unit == "month" and memory.month:
        return month(*memory.month, "text")
    if unit in ("day", "night") and memory.day:
        return days(memory.day, memory.day, "text") if False else shifted(memory.day, "day", 0, "text")
    return unknown("day" if unit == "night" else unit, "text")


def _january(year: int):  # type: ignore[no-untyped-def]
    from datetime import date
    return date(year, 1, 1)


def _unit(s: Scan, i: int) -> Found | None:
    """Read «العام الماضي», «الأسبوع المقبل», «الشهر الجاري», «اليوم التالي», «النصف الأول من 2018»."""
    unit = s.term(i, "unit")
    if unit is None or not unit.definite or unit.value in _CLOCK_UNITS:
        return None
    adjective = s.term(i + 1, "adj")
    if adjective is None:
        return None
    if _several(s.form(i)):
        grain = unit.value if unit.value in ("day", "week", "month", "year") else "year"
        return Found(i, i + 2, unknown(grain, "published")) if adjective.value in ("last", "next", "recent") else None
    if adjective.value == "same":
        return Found(i, i + 2, _same(s, unit.value))
    if adjective.value in ("following", "previous"):
        return Found(i, i + 2, _beside(s, unit.value, 1 if adjective.value == "following" else -1))
    step = _STEPS.get(adjective.value)
    if step is None or unit.value == "decade":
        return Found(i, i + 2, unknown(None, "published")) if unit.value == "decade" else None
    return Found(i, i + 2, _whole(s, "day" if unit.value == "night" else unit.value, step))


def _beside(s: Scan, unit: str, step: int) -> When:
    memory = s.memory
    if unit == "day" and memory.day:
        return shifted(memory.day, "day", step, "text")
    if unit == "year" and memory.year:
        return shifted(_january(memory.year), "year", step, "text")
    if unit == "month" and memory.month:
        return month(*shifted_month(_january(memory.month[0]).replace(month=memory.month[1]), step), "text")
    return unknown("day" if unit == "night" else unit if unit in ("week", "month", "year", "day") else None, "text")


_PLURALS = frozenset(("ايام", "اسابيع", "اشهر", "شهور", "اعوام", "سنوات", "سنين", "عقود", "قرون", "ساعات", "دقايق", "ليالي", "ليال"))


def _several(form: str) -> bool:
    return any(form.endswith(p) for p in _PLURALS)


def _counted(s: Scan, i: int) -> Found | None:
    """Read «الأيام السبعة الماضية», «الـ24 ساعة المقبلة», «اليومين الماضيين», «آخر 3 سنوات»."""
    pair = s.term(i, "pair")
    if pair and pair.definite and (adjective := s.term(i + 1, "adj")) and adjective.value in ("last", "next", "recent"):
        return Found(i, i + 2, _span(s, pair.value, 2, adjective.value))
    latest = s.form(i) == "اخر"
    unit = s.term(i, "unit")
    if unit and unit.definite and _several(s.form(i)):
        j = i + 1
        j += s.form(j) == "ال"
        count = s.cardinal(j)
        few = None if count else s.term(j, "few")
        end = count.end if count else j + 1
        adjective = s.term(end, "adj")
        if adjective is None or adjective.value not in ("last", "next", "recent"):
            return None
        if count:
            return Found(i, end + 1, _span(s, unit.value, count.value, adjective.value))
        return Found(i, end + 1, unknown(None if unit.value in _CLOCK_UNITS else unit.value, "published")) if few else None
    count = s.cardinal(i + latest) if latest or s.form(i) == "ال" or _definite(s, i) else None
    if count is None or (unit := s.term(count.end, "unit")) is None or unit.clitic:
        return None
    if latest:
        return Found(i, count.end + 1, _span(s, unit.value, count.value, "last"))
    adjective = s.term(count.end + 1, "adj")
    if adjective is None or adjective.value not in ("last", "next", "recent"):
        return None
    return Found(i, count.end + 2, _span(s, unit.value, count.value, adjective.value))


def _definite(s: Scan, i: int) -> bool:
    term = s.term(i, "cardinal")
    return term is not None and term.definite


def _span(s: Scan, unit: str, count: int, way: str) -> When:
    """Return the interval of ``count`` units up to publication, or from it on."""
    at = s.published
    if unit == "hour" and count % 24 == 0:
        unit, count = "day", count // 24
    grain = "day" if unit in ("day", "night") else unit
    if at is None or unit in _CLOCK_UNITS or not 0 < count < 1000:
        return unknown(None if grain in ("decade", "century") else grain, "published")
    step = count if way == "next" else -count
    if unit in ("day", "night", "week"):
        other = at + timedelta(days=step * (7 if unit == "week" else 1))
        return days(min(at, other), max(at, other), "published", grain)
    if unit == "month":
        ends = sorted((shifted_month(at, 0), shifted_month(at, step)))
        return months(ends[0], ends[1], "month", "published")
    other_year = at.year + step * {"year": 1, "decade": 10, "century": 100}[unit]
    if not 0 < other_year < 3000:
        return unknown("year", "published")
    return years(min(at.year, other_year), max(at.year, other_year), "published")


def ago_at(s: Scan, i: int) -> Found | None:
    """Read «قبل يومين», «منذ سبع سنوات», «قبل نحو شهر», «بعد أسبوعين»; not «قبل يومين من الاقتراع»."""
    prep = s.term(i, "prep")
    if prep is None or prep.value not in ("before", "since", "after"):
        return None
    j = i + prep.length
    j = _past_about(s, j)
    pair, unit = s.term(j, "pair"), s.term(j, "unit")
    if pair and not pair.definite and not pair.clitic:
        value, count, end = pair.value, 2, j + 1
    elif unit and not unit.definite and not unit.clitic:
        value, count, end = unit.value, 0 if _several(s.form(j)) else 1, j + 1
        if s.cardinal(end) and not count == 0:
            return None
    elif (number := s.cardinal(j)) and (unit := s.term(number.end, "unit")) and not unit.clitic and not unit.definite:
        value, count, end = unit.value, number.value, number.end + 1
    else:
        return None
    return _offset(s, i, end, prep.value, value, count)


def _past_about(s: Scan, j: int) -> int:
    if s.term(j, "about"):
        j += 1
        if s.form(j) == "من" or s.form(j) == "عن":
            j += 1
    return j


def _offset(s: Scan, i: int, end: int, way: str, unit: str, count: int) -> Found | None:
    half = s.term(end, "fraction")
    end += half is not None and s.form(end) in ("ونصف", "والنصف")
    follows = s.form(end)
    if follows in ("من", "علي", "عن"):
        if s.form(end + 1) not in ("الان", "اليوم") or follows != "من":
            return None
        end += 2
    grain = unit if unit in ("day", "week", "month", "year", "hour", "minute") else "year"
    if count == 0 or unit in _CLOCK_UNITS or s.published is None or half:
        return Found(i, end, unknown(grain, "published"))
    if way == "after":
        return Found(i, end, unknown(grain, "text"))
    if not 0 < count < 1500:
        return Found(i, end, unknown(grain, "published"))
    return Found(i, end, _shift_back(s, unit, count))


def _shift_back(s: Scan, unit: str, count: int) -> When:
    at = s.published
    scale = {"decade": 10, "century": 100}.get(unit, 1)
    if at is None or (unit in ("year", "decade", "century") and count * scale >= at.year):
        return unknown("year", "published")
    return shifted(at, "year" if scale > 1 else unit, -count * scale, "published")


def _season(s: Scan, i: int) -> Found | None:
    """Read «صيف 2017», «الصيف الماضي», «هذا الصيف», «خريف العام الماضي»."""
    this = s.term(i, "this")
    j = i + (this is not None)
    if (unit := s.form(j)) == "فصل":
        j += 1
    season = s.term(j, "season")
    if season is None:
        return None
    k = j + 1
    if this:
        return Found(i, k, _season_of(s, season.value, "this")) if season.definite and this.value == "this" else None
    adjective = s.term(k, "adj")
    if adjective and season.definite and adjective.value in _STEPS:
        return Found(i, k + 1, _season_of(s, season.value, adjective.value))
    if season.definite:
        return Found(i, k, unknown("season", "published")) if unit == "فصل" else None
    inner = year_at(s, k) or _unit(s, k)
    if inner is None or inner.when is None or inner.when.grain != "year" or inner.when.first is None:
        return None
    return Found(i, inner.end, _season_in(season.value, inner.when))


def _season_in(season: str, when: When) -> When:
    low, high = _SEASONS[season]
    first, last = when.first, when.last
    if first is None or last is None:
        return unknown("season", when.anchor)
    if season == "winter":
        if last.year == first.year + 1:
            return months((first.year, 12), (last.year, 2), "season", when.anchor)
        return unknown("season", when.anchor, "the winter that began in this year, or the one that ended in it")
    return months((first.year, low), (first.year, high), "season", when.anchor)


def _season_of(s: Scan, season: str, way: str) -> When:
    at = s.published
    if at is None:
        return unknown("season", "published")
    low, high = _SEASONS[season]
    of = [months((y, low), (y + (high > 12), (high - 1) % 12 + 1), "season", "published") for y in range(at.year - 2, at.year + 3)]
    past = [w for w in of if w.last and w.last < at]
    coming = [w for w in of if w.first and w.first > at]
    running = [w for w in of if w not in past and w not in coming]
    if way == "last":
        return past[-1]
    return coming[0] if way == "next" or not running else running[0]


def _decade(s: Scan, i: int) -> Found | None:
    """Read «سبعينيات القرن الماضي», «الثمانينيات»; not the age of «في الثلاثينات من عمره»."""
    term = s.term(i, "decade")
    if term is None:
        return None
    century = _century(s, i + 1)
    if century and century.when and century.when.first:
        low = century.when.first.year - 1 + term.number
        return Found(i, century.end, years(low, low + 9, century.when.anchor))
    if not term.definite or term.number < 50 or s.form(i + 1) == "من":
        return None
    return Found(i, i + 1, years(1900 + term.number, 1909 + term.number))


def _century(s: Scan, i: int) -> Found | None:
    """Read «القرن التاسع عشر», «القرن الماضي», «القرن العشرين»."""
    unit = s.term(i, "unit")
    if unit is None or unit.value != "century" or not unit.definite:
        return None
    if adjective := s.term(i + 1, "adj"):
        step = _STEPS.get(adjective.value)
        return None if step is None else Found(i, i + 2, _whole(s, "century", step))
    count = s.ordinal(i + 1) or s.number(i + 1, 2)
    if count is None or not 1 <= count.value <= 30:
        return None
    era = s.term(count.end, "era")
    end = count.end + (era.length if era else 0)
    if era and era.value != "gregorian":
        return Found(i, end, unknown("year", "absolute"))
    return Found(i, end, years(count.value * 100 - 99, count.value * 100))
