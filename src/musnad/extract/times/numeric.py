"""Dates in figures: «12/9/2018», «2018-09-12», «12.09.2018», «2018/9», «22/4»."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from musnad.extract.times.resolve import days_of, year_of
from musnad.extract.times.scan import Found, Scan
from musnad.extract.times.when import day, from_hijri, month
from musnad.extract.times.years import PLAIN_YEARS


def numeric_at(s: Scan, i: int) -> Found | None:
    """Read «12/9/2018», «2018-09-12», «12.09.2018», «2018/9», and «22/4» where a day is meant."""
    i = s.past_article(i)
    if not (0 <= i < s.stop) or s.words[i].kind != "number":
        return None
    parts, end = _number_row(s, i)
    if len(parts) == 3 and all(p.isdecimal() for p in parts):
        return _three(s, i, end, parts)
    if len(parts) == 2 and end > i + 1:
        low, high = (int(p) for p in parts)
        if len(parts[0]) == 4 and low in PLAIN_YEARS and 1 <= high < 10 and len(parts[1]) < 3:
            return Found(i, end, month(low, high))
        if len(parts[1]) == 4 and high in PLAIN_YEARS and 1 <= low <= 12:
            return Found(i, end, month(high, low))
        return _two(s, i, end, low, high) if len(parts[0]) < 3 and len(parts[1]) < 3 else None
    return None


def _number_row(s: Scan, i: int) -> tuple[list[str], int]:
    form = s.words[i].form
    if form.count(".") == 2:
        return form.split("."), i + 1
    parts, j = [form], i + 1
    while len(parts) < 3 and s.is_mark(j, "/-.\\") and s.glued(j) and s.glued(j + 1) and s.digits(j + 1) \
            and (len(parts) == 1 or s.words[j].raw == s.words[i + 1].raw):
        parts.append(s.form(j + 1))
        j += 2
    return (parts, j) if all(p.isdecimal() for p in parts) else ([], i)


def _three(s: Scan, i: int, end: int, parts: list[str]) -> Found | None:
    if max(len(parts[1]), min(len(parts[0]), len(parts[2]))) > 2:
        return None  # a row of years
    a, b, c = (int(p) for p in parts)
    if len(parts[0]) == 4:
        y, m, d = a, b, c
    elif len(parts[2]) == 4:
        y, m, d = (c, b, a) if b <= 12 else (c, a, b)
    else:
        return None
    era = s.term(end, "era")
    end += era.length if era else 0
    if (era and era.value == "hijri") or 1300 <= y <= 1500:
        when = from_hijri(y, m, d) if 1 <= m <= 12 and 1 <= d <= 30 else None
        return Found(i, end, when, "" if when else "no such day in the Hijri calendar")
    if y not in range(1000, 2200):
        return None
    if not (1 <= m <= 12 and 1 <= d <= monthrange(y, m)[1]):
        return Found(i, end, None, f"there is no day {d} of a month {m} in {y}")
    return Found(i, end, day(date(y, m, d)))


def _two(s: Scan, i: int, end: int, low: int, high: int) -> Found | None:
    """Day and month are a date only before their year, or after «يوم», «في», «بتاريخ» or a weekday; else a score."""
    slash = s.is_mark(i + 1, "/")
    if slash and s.is_mark(end, ",،") and (after := s.number(end + 1)) and (after.value in PLAIN_YEARS or after.digits == 2):
        number, first = (low, high) if low <= 12 else (high, low)
        base = after.value if after.digits == 4 else 2000 + after.value
        return days_of(s, i, after.end, (base, number), first, first, "absolute", None) if 1 <= number <= 12 else None
    before = s.term(i - 1, "unit", "prep", "weekday")
    if before is None or (before.kind != "weekday" and before.value not in ("in", "day")):
        return None
    if not slash and end < s.stop and s.words[end].kind != "mark":
        return None
    number, first = (high, low) if high <= 12 else (low, high)
    if s.published is None or not (1 <= number <= 12 and 1 <= first <= 31):
        return None
    chosen, anchor, _ = year_of(s, i, number, first, None)
    return days_of(s, i, end, (chosen or s.published.year, number), first, first, anchor, None)
