"""Weekdays: which day one means, two in a row, the first or last of a month, and the date that stands beside one."""

from __future__ import annotations

from datetime import timedelta

from musnad.extract.times.dates import date_at
from musnad.extract.times.eras import nth
from musnad.extract.times.relative import this_at, unit_at
from musnad.extract.times.scan import Found, Scan
from musnad.extract.times.when import When, day, days, month, unknown, weekday_near

_OF_TWO = ("بين", "كلا", "هذين", "هولاء", "كلي", "احد", "ان")  # «الاثنين» is then «the two»
_THEY_TWO = ("هما", "وهما", "كانا", "معا", "كليهما")
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def weekdays_at(s: Scan, i: int, j: int, paired: bool) -> Found | None:
    """Read one weekday, or two in a row («الخميس والجمعة», «الثلاثاء إلى الأربعاء» after «ليل»)."""
    term = s.term(j, "weekday")
    assert term is not None  # the caller saw it
    if term.number == 1 and (s.form(j - 1) in _OF_TWO or s.form(j + 1) in _THEY_TWO or s.form(j + 2) in _THEY_TWO):
        return None
    k = j + 1
    linked = s.is_mark(k, "/-–،") or s.form(k) in ("الي", "علي", "و")
    other = s.term(k + linked, "weekday")
    if other and other.definite and not (s.is_mark(k, "،") and not paired):
        follows = other.number == term.number % 7 + 1
        linked_by_and = other.clitic == "و"
        if (paired and (follows or linked_by_and)) or (follows and linked_by_and):
            return _two_days(s, i, j, k + linked)
    if numbered := _numbered(s, i, k, term.number):
        return numbered
    adjective = s.term(k, "adj")
    end = k + 1 if adjective and adjective.value in ("last", "next", "this") else k
    when = _weekday(s, i, term.number, adjective.value if adjective and end > k else "")
    week = s.term(k, "unit") or (s.term(k + 1, "unit") if s.form(k) == "من" else None)
    if week and week.value == "week" and week.definite:
        return _in_week(s, i, k, term.number)
    return dated(s, Found(i, end, when))


def _two_days(s: Scan, i: int, j: int, k: int) -> Found:
    low, high = s.term(j, "weekday"), s.term(k, "weekday")
    end = k + 1
    adjective = s.term(end, "adj")
    end += adjective is not None
    if s.published is None or low is None or high is None:
        return Found(i, end, unknown("day", "published"))
    way = adjective.value if adjective and adjective.value in ("last", "next") else ""
    if way == "next" or (not way and s.foretells(i)):
        first = weekday_near(s.published, low.number, "next")
        last = weekday_near(first, high.number, "next")
    else:
        last = weekday_near(s.published, high.number, way or "near")
        first = weekday_near(last, low.number, "last")
    return Found(i, end, days(first, last, "published"))


def _weekday(s: Scan, i: int, weekday: int, way: str) -> When:
    if s.published is None:
        return unknown("day", "published")
    if way in ("", "this"):
        way = _coming(s, i, weekday) if s.published.isoweekday() != weekday else "near"
    return day(weekday_near(s.published, weekday, way), "published")


def _coming(s: Scan, i: int, weekday: int) -> str:
    """A weekday lies ahead after a verb in the future, and once it did, until a verb in the past says otherwise."""
    tense = s.tense(i)
    if tense == "future":
        s.memory.coming.add(weekday)
    return "next" if tense == "future" or (not tense and weekday in s.memory.coming) else "near"


def _numbered(s: Scan, i: int, k: int, weekday: int) -> Found | None:
    """Read «الأحد الثاني من سبتمبر», «الثلاثاء الأخير من الشهر الجاري»; of «كل شهر» it has no value."""
    if (date_found := date_at(s, k)) and date_found.when and date_found.when.first and date_found.when.grain == "day" \
            and date_found.when.first.isoweekday() == weekday:
        return None
    count, last = s.ordinal(k), s.term(k, "adj")
    if count and count.value > 5:
        return None
    if count is None and (last is None or last.value != "recent"):
        return None
    j = count.end if count else k + 1
    if count and clause_ends(s, j) and s.published:
        whole = month(s.published.year, s.published.month, "published")
        at = nth(whole.first, whole.last, weekday, count.value) if whole.first and whole.last else None
        return Found(i, j, day(at, "published")) if at else None
    if s.form(j) != "من":
        return None
    if s.form(j + 1) == "كل":
        return Found(i, j + 2, unknown("day", "text"))
    inner = date_at(s, j + 1) or unit_at(s, j + 1) or this_at(s, j + 1)
    when = inner.when if inner else None
    if inner is None or when is None or when.grain != "month" or when.first is None or when.last is None:
        return None
    at = nth(when.first, when.last, weekday, count.value if count else -1)
    return Found(i, inner.end, day(at, when.anchor) if at else None, "" if at else "the month has no such weekday")


def clause_ends(s: Scan, j: int) -> bool:
    """Say whether the line or the sentence ends before word ``j``."""
    return j >= s.stop or s.is_mark(j, ".!؟")


def _in_week(s: Scan, i: int, k: int, weekday: int) -> Found:
    """Read «الأحد من الأسبوع الماضي»."""
    j = k + 1 + (s.form(k) == "من")
    adjective = s.term(j, "adj")
    step = {"last": -1, "next": 1, "this": 0}.get(adjective.value) if adjective else None
    if s.published is None or step is None:
        return Found(i, j + (adjective is not None), unknown("day", "published"))
    monday = s.published - timedelta(days=s.published.weekday())
    return Found(i, j + 1, day(monday + timedelta(days=7 * step + weekday - 1), "published"))


def every_at(s: Scan, i: int, j: int) -> Found:
    """«أيام الأحد والثلاثاء» and «كل جمعة» come again and again: no one day."""
    while s.term(j, "weekday"):
        j += 1
        j += (s.is_mark(j, "،") or s.form(j) == "و") and s.term(j + 1, "weekday") is not None
    return Found(i, j, unknown("day", "text"))


def dated(s: Scan, found: Found) -> Found:
    """Take in the date that follows a weekday or «اليوم»: «الثلاثاء 11 سبتمبر», «الثلاثاء، الموافق 11 سبتمبر»."""
    j = found.end
    bracket = s.is_mark(j, "(")
    j += s.is_mark(j, "،,(")
    if same := s.term(j, "same"):
        j += same.length
    elif s.form(j) == "في":
        j += 1
    if not (s.number(j, 4) or s.ordinal(j)) or (s.is_mark(found.end, "،,") and not _sure_date(s, j)):
        return found
    date_found = date_at(s, j)
    if date_found is None or (date_found.when and date_found.when.grain != "day"):
        return found
    end = date_found.end + (bracket and s.is_mark(date_found.end, ")"))
    if date_found.when is None or date_found.when.first is None or found.when is None or found.when.first is None:
        return date_found._replace(start=found.start, end=end)
    meant = found.when.first.isoweekday()
    if date_found.when.first.isoweekday() == meant:
        return Found(found.start, end, date_found.when)
    return Found(found.start, end, date_found.when.but(not_a(date_found.when, meant)))


def _sure_date(s: Scan, j: int) -> bool:
    found = date_at(s, j)
    return found is not None and found.when is not None and found.when.grain == "day" and found.end > j + 1


def not_a(when: When, weekday: int) -> str:
    """Return the warning that a day is not the weekday that the text gives it."""
    is_a = _NAMES[when.first.isoweekday() - 1] if when.first else ""
    return f"{when.value} is a {is_a}, not a {_NAMES[weekday - 1]}"


def from_today(s: Scan, step: int) -> When:
    """Return the day ``step`` days from publication."""
    if s.published is None:
        return unknown("day", "published")
    return day(s.published + timedelta(days=step), "published")
