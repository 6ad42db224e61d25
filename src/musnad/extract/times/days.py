"""Days: weekdays, «اليوم», «أمس», with their part of the day, their date and their hour, checked against each other."""

from __future__ import annotations

from datetime import date, timedelta

from musnad.extract.times.clocks import Clock, clock_at
from musnad.extract.times.dates import date_at
from musnad.extract.times.relative import this_at, unit_at
from musnad.extract.times.resolve import relative_month
from musnad.extract.times.scan import Found, Scan
from musnad.extract.times.weekdays import clause_ends, dated, every_at, from_today, not_a, weekdays_at
from musnad.extract.times.when import When, day, instant, unknown

_REACH = 150  # words: how far back «صباحا» may look for its day


def day_at(s: Scan, i: int) -> Found | None:
    """Read a day with all that stands beside it: «في وقت متأخر من مساء أمس الثلاثاء», «الجمعة 13 يوليو الساعة 08:00»."""
    j = i
    if vague := s.term(j, "vague"):
        if vague.length < 3:
            return None
        j += vague.length
        j += s.form(j) == "من"
        if period := this_at(s, j) or unit_at(s, j):
            return period._replace(start=i)
    if (clock := clock_at(s, j)) is not None:
        return _clocked_first(s, i, clock)
    found = _parted(s, j)
    if found is None:
        return None
    found = _closed(s, found)
    return found._replace(start=i)


def _clocked_first(s: Scan, i: int, clock: Clock) -> Found | None:
    """Read the day after a clock time, or take the day of the time before it."""
    if clock.bad:
        return Found(i, clock.end, None, clock.bad)
    j = clock.end + (s.form(clock.end) in ("من", "في"))
    j += s.is_mark(j, "،,") and s.term(j + 1, "weekday", "relday") is not None
    of_day = _parted(s, j) or (date_at(s, j) if s.number(j, 2) or s.ordinal(j) else None)
    if of_day is not None:
        if of_day.when is None:
            return of_day._replace(start=i)
        return Found(i, of_day.end, _at_hour(of_day.when, clock.within(of_day.part)), part=clock.part or of_day.part)
    if clock.today:
        return Found(i, clock.end, _at_hour(from_today(s, 0), clock))
    at = s.memory.day_for(i, clock.part)
    if at is None:
        return Found(i, clock.end, unknown("hour" if clock.minute is None else "minute", "text"))
    return Found(i, clock.end, _at_hour(day(at, "text"), clock), part=clock.part)


def _at_hour(when: When, clock: Clock) -> When:
    if when.first is None or when.first != when.last:
        return when
    if clock.hour is None:
        return when.but("morning or evening is not said")
    made = instant(when.first, clock.hour, clock.minute, when.anchor)
    return made.but(when.warning)


def _closed(s: Scan, found: Found) -> Found:
    """Take in what follows a day: «صباحا», «بعد الظهر», «عند الساعة 15,00»."""
    if found.when is None:
        return found
    j = found.end
    j += s.is_mark(j, "،,") and s.term(j + 1, "unit") is not None
    if s.term(j, "at", "prep") and s.form(j) != "من" and (unit := s.term(j + 1, "unit")) and unit.value == "hour":
        j += 1
    clock = clock_at(s, j)
    if clock and not clock.bad and found.when.first and found.when.first == found.when.last:
        clock = clock.within(found.part)
        return Found(found.start, clock.end, _at_hour(found.when, clock), part=clock.part or found.part)
    k = found.end + (s.form(found.end) == "في")
    part = s.term(k, "part", "adverb")
    if part is None or s.term(k + part.length, "weekday", "relday"):
        return found
    if part.kind == "adverb" or part.definite or _ends(s, k):
        return found._replace(end=k + part.length, part=part.value)
    return found


def _ends(s: Scan, k: int) -> bool:
    term = s.term(k, "part")
    return term is not None and (term.value == "evening" or term.length > 1)


def _parted(s: Scan, i: int) -> Found | None:
    """Read «مساء الخميس», «مساء يوم الخميس», «ليل الثلاثاء الأربعاء», «هذا الصباح», «الليلة الماضية»."""
    if s.term(i, "night"):
        return _night(s, i)
    this = s.term(i, "this")
    if this and this.value == "this" and (part := s.term(i + 1, "part")) and part.definite:
        return Found(i, i + 2, from_today(s, 0), part=part.value)
    part = s.term(i, "part")
    if part is None:
        return _core(s, i, False)
    j = i + part.length
    j += s.form(j) == "من"
    found = _core(s, j, part.value == "night")
    if found is None and part.value == "night" and (found := date_at(s, j)) and found.when and found.when.grain != "day":
        return None
    if found is None and part.definite and (adjective := s.term(j, "adj")) and adjective.value in ("last", "this", "next"):
        return Found(i, j + 1, from_today(s, {"last": -1, "this": 0, "next": 1}[adjective.value]))
    return found._replace(start=i, part=part.value) if found else None


def _night(s: Scan, i: int) -> Found | None:
    adjective = s.term(i + 1, "adj")
    step = {"last": -1, "next": 1, "this": 0}.get(adjective.value) if adjective else 0
    if step is None or (s.term(i - 1, "this", "part") and not adjective) or s.form(i - 1) in ("تلك", "منتصف", "في"):
        return None
    return Found(i, i + 1 + (adjective is not None), from_today(s, step), part="night")


def _core(s: Scan, i: int, night: bool) -> Found | None:
    """Read one day, or two days in a row, without the part of the day."""
    unit = s.term(i, "unit", "pair")
    named = unit is not None and unit.value == "day"
    j = i + 1 if named else i
    today = s.term(i, "relday")
    if named and today and not s.term(j, "weekday", "relday"):
        named, j = False, i
    weekday = s.term(j, "weekday")
    if weekday and (s.form(i) in ("ايام", "الايام") or s.form(i - 1) in ("كل", "وكل")):
        return every_at(s, i, j)
    if weekday and (weekday.definite or named):
        return weekdays_at(s, i, j, night or s.term(i, "pair") is not None)
    if relday := s.term(j, "relday"):
        if s.term(j - 1, "nottoday") and not named:
            return None
        return _relday(s, i, j) if relday.number or named or _today(s, j) else None
    if named or s.term(i - 1, "part"):
        found = date_at(s, j) or (_lone_day(s, j) if named else None)
        return found._replace(start=i) if found and (found.when is None or found.when.grain == "day") else None
    return None


def _lone_day(s: Scan, j: int) -> Found | None:
    """«يوم 27» is a day of the month of publication, or of the one before it."""
    count = s.number(j, 2)
    if count is None or s.published is None or not 1 <= count.value <= 31 or count.end in s.terms:
        return None
    if count.end < s.stop and s.words[count.end].kind != "mark":
        return None
    if s.is_mark(count.end, ".") and count.end + 1 in s.terms:
        return None
    passed = count.value <= s.published.day or s.foretells(j)
    year, number = relative_month(s, "this" if passed else "last") or (0, 0)
    try:
        return Found(j, count.end, day(date(year, number, count.value), "published"))
    except ValueError:
        return None


def lone_day_at(s: Scan, i: int) -> Found | None:
    """Read «في 15» where the clause ends with it."""
    prep = s.term(i, "prep")
    if prep is None or s.form(i) != "في" or not clause_ends(s, i + 2):
        return None
    return _lone_day(s, i + 1)


def _today(s: Scan, j: int) -> bool:
    """«اليوم» is the day of publication unless it is a name, a day of a row, or the present age."""
    if s.term(j - 1, "this") or s.term(j + 1, "notafter", "adj", "ordinal"):
        return False
    before = s.term(j - 1, "prep")
    return not (before and before.value in ("in", "until", "after", "since", "within") and not s.term(j + 1, "weekday"))


def _relday(s: Scan, i: int, j: int) -> Found:
    term = s.term(j, "relday")
    assert term is not None  # the caller saw it
    end = j + term.length
    when = from_today(s, term.number)
    k = end + (s.is_mark(end, "،(") and s.term(end + 1, "weekday") is not None)
    unit = s.term(k, "unit")
    k += unit is not None and unit.value == "day"
    if (weekday := s.term(k, "weekday")) and weekday.definite and not weekday.clitic:
        end = k + 1 + (k > 0 and s.is_mark(k - 1, "(") and s.is_mark(k + 1, ")"))
        when = _agreeing(s, when, weekday.number)
    return dated(s, Found(i, end, when))


def _agreeing(s: Scan, when: When, weekday: int) -> When:
    """A weekday beside «اليوم» or «أمس» wins over the count from publication, with a warning."""
    if when.first is None or when.first.isoweekday() == weekday or s.published is None:
        return when
    ahead = (weekday - when.first.isoweekday()) % 7
    near = when.first + timedelta(days=ahead if ahead < 4 else ahead - 7)
    return day(near, "published").but(not_a(when, weekday))


def adverb_at(s: Scan, i: int) -> Found | None:
    """Read «صباحا» alone: the day is that of the time before it."""
    term = s.term(i, "adverb")
    at = s.memory.day_for(i, term.value, _REACH) if term and term.value != "day" else None
    if term is None or at is None:
        return None
    return Found(i, i + term.length, day(at, "text"), part=term.value)
