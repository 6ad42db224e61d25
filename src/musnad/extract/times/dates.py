"""Dates: a day, a month or a year by name and number, in the Gregorian and the Hijri calendar."""

from __future__ import annotations

from calendar import monthrange

from musnad.extract.times.hijri import hijri_at, hijri_year
from musnad.extract.times.months import Month, month_at
from musnad.extract.times.numeric import numeric_at
from musnad.extract.times.resolve import days_of, relative_month, year_of
from musnad.extract.times.scan import Count, Found, Scan
from musnad.extract.times.when import day, month, unknown
from musnad.extract.times.years import Year, year_after, year_number


def date_at(s: Scan, i: int) -> Found | None:
    """Read a date: «12 سبتمبر 2018», «الثاني من أيلول الماضي», «12 و13 سبتمبر», «السابع من الشهر الجاري», «سبتمبر 2018»."""
    return numeric_at(s, i) or _day_month(s, i) or _month_only(s, i)


def _day_month(s: Scan, i: int) -> Found | None:
    first = s.number(i, 2) or s.ordinal(i)
    if first is None:
        return None
    last, j = first, first.end
    if s.is_mark(j, "-–/") or s.form(j) in ("و", "الي", "حتي") or (s.term(j, "ordinal") and s.form(j)[0] == "و"):
        k = j if s.form(j) == "و" or s.term(j, "ordinal") else j + 1
        second = s.number(k, 2) or s.ordinal(k)
        if second and second.value > first.value + 1 and s.form(j)[:1] == "و" and not _between(s, i):
            return _apart(s, i, first, _day_month(s, k))
        if second and second.value > first.value:
            last, j = _run(s, second)
    linked = s.form(j) == "من"
    j += linked or (s.is_mark(j, ".-،,") and s.term(j + 1, "month") is not None and first.digits > 0)
    named = month_at(s, j)
    if named is None:
        return _of_this_month(s, i, first, last, j) if linked or last != first else None
    after = year_after(s, named.end) or (hijri_year(s, named.end) if named.calendar else None)
    if named.calendar and not (linked or (first.digits and s.form(j) != "صفر")) and not (after and after.calendar):
        return None  # «أول رمضان» is the first of many, «صفر» also nought
    return _resolved(s, i, named, after, first.value, last.value)


def _run(s: Scan, last: Count) -> tuple[Count, int]:
    """Read on over «و14 و15»: the last of days in a row, and where they end."""
    while s.form(last.end) == "و" and (more := s.number(last.end + 1, 2)) and more.value == last.value + 1:
        last = more
    return last, last.end


def _between(s: Scan, i: int) -> bool:
    before = s.term(i - 1, "prep") or s.term(i - 2, "prep")
    return before is not None and before.value == "between"


def _apart(s: Scan, i: int, first: Count, other: Found | None) -> Found | None:
    """Return the first day of «3 و5 مايو»: they are two days, no interval."""
    if other is None or other.when is None or other.when.first is None or other.when.grain != "day":
        return None
    return Found(i, first.end, day(other.when.first.replace(day=first.value), other.when.anchor))


def _of_this_month(s: Scan, i: int, first: Count, last: Count, j: int) -> Found | None:
    """Read the month of «12 من الشهر الجاري», «السابع من هذا الشهر», «12 من الشهر نفسه»."""
    this = s.term(j, "this")
    j += this is not None
    unit = s.term(j, "unit")
    if unit is None or unit.value != "month" or not unit.definite:
        return None
    adjective = s.term(j + 1, "adj")
    way = adjective.value if adjective else this.value if this else ""
    if not way:
        return None
    base = relative_month(s, way)
    end = j + 1 + (adjective is not None)
    if base is None:
        return Found(i, end, unknown("day", "text" if way in ("same", "following", "previous") else "published"))
    return days_of(s, i, end, base, first.value, last.value, "text" if way == "same" else "published", None)


def _month_only(s: Scan, i: int) -> Found | None:
    named = month_at(s, i)
    if named is None:
        return None
    after = year_after(s, named.end) or (hijri_year(s, named.end) if named.calendar else None)
    if named.calendar == "hijri":
        if not named.sure and (after is None or after.way in ("", "same")) and not (after and after.calendar):
            return None
        return hijri_at(s, i, named, after, None)
    if after is None and (swapped := _month_first(s, i, named)):
        return swapped
    if not (named.sure or after or _likely(s, i)):
        return None
    if after is None and not _likely(s, i) and (s.term(i - 1, "named") or _described(s, named.end)):
        return None
    return _resolved(s, i, named, after, None, None)


def _described(s: Scan, j: int) -> bool:
    """A month before an adjective of its own is part of a name («أيلول الأسود»)."""
    return s.form(j).startswith("ال") and j not in s.terms


def _likely(s: Scan, i: int) -> bool:
    """A name that is also another word is a month after a preposition of time or a part of a period."""
    before = s.term(i - 1, "prep", "phase")
    return before is not None and (before.kind == "phase" or before.value in ("in", "since", "until", "within"))


def _month_first(s: Scan, i: int, named: Month) -> Found | None:
    """Read «سبتمبر 12, 2018», «يوليو 13-15» and «يناير-1»."""
    dashed = s.is_mark(named.end, "-/") and s.number(named.end + 1, 2)
    if dashed and 1 <= dashed.value <= 31 and not s.is_mark(dashed.end, "-/"):
        return _resolved(s, i, named._replace(end=dashed.end), None, dashed.value, dashed.value)
    first = s.number(named.end, 2)
    if first is None or not 1 <= first.value <= 31:
        return None
    if s.is_mark(first.end, ",،") and (after := year_number(s, first.end + 1)):
        return _resolved(s, i, named, after, first.value, first.value)
    joined = s.is_mark(first.end, "-–") or s.form(first.end) in ("الي", "حتي")
    if joined and (second := s.number(first.end + 1, 2)) and first.value < second.value <= 31:
        return _resolved(s, i, named._replace(end=second.end), None, first.value, second.value)
    return None


def _resolved(s: Scan, i: int, named: Month, after: Year | None, first: int | None, last: int | None) -> Found | None:
    if first is not None and not 1 <= first <= 31 and not named.sure:
        return None
    if named.calendar == "hijri" or (after and after.calendar == "hijri"):
        return hijri_at(s, i, named, after, first)
    end = after.end if after else named.end
    if named.calendar == "" and first and s.term(i - 1, "named") and not (after and after.number):
        return Found(i, end, unknown("day", "text"))
    chosen, anchor, warning = year_of(s, i, named.number, first, after)
    warning = "; ".join(w for w in (named.warning, warning) if w) or None
    if first and last and not 1 <= first <= last <= monthrange(chosen or 2000, named.number)[1]:
        return Found(i, end, None, f"month {named.number} has no day {last if last > 28 else first}")
    if chosen is None:
        return Found(i, end, unknown("day" if first else "month", anchor, warning))
    if first is None or last is None:
        return Found(i, end, month(chosen, named.number, anchor).but(warning))
    return days_of(s, i, end, (chosen, named.number), first, last, anchor, warning)
