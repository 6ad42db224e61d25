"""Days: weekdays, «اليوم», «أمس», with their part of the day, their date and their hour, checked against each other."""

from __future__ import annotations

from datetime import date, timedelta

from musnad.extract.times.clocks import Clock, clock_at
from musnad.extract.times.dates import date_at, relative_month
from musnad.extract.times.eras import nth
from musnad.extract.times.relative import this_at, unit_at
from musnad.extract.times.scan import Found, Scan
from musnad.extract.times.when import When, day, days, instant, month, unknown, weekday_near

_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day_at(s: Scan, i: int) -> Found | None:
    """Read a day with all that stands beside it: «في وقت متأخر من مساء أمس الثلاثاء», «الجمعة 13 يوليو الساعة 08:00»."""
    j = i
    if vague := s.term(j, "vague"):
        if vague.length < 3:
            return None
        j += vague.length
        j += s.form(j) == "من"
        if this := this_at(s, j):
            return this._replace(start=i)
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
        return Found(i, clock.end, _at_hour(_relative(s, 0), clock))
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
    if part and s.term(k + part.length, "weekday", "relday") is None and (part.kind == "adverb" or part.definite or _ends(s, k)):
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
        return Found(i, i + 2, _relative(s, 0), part=part.value)
    part = s.term(i, "part")
    if part is None:
        return _core(s, i, False)
    j = i + part.length
    j += s.form(j) == "من"
    found = _core(s, j, part.value == "night")
    if found is None and part.value == "night" and (found := date_at(s, j)) and found.when and found.when.grain != "day":
        return None
    if found is None and part.definite and (adjective := s.term(j, "adj")) and adjective.value in ("last", "this", "next"):
        return Found(i, j + 1, _relative(s, {"last": -1, "this": 0, "next": 1}[adjective.value]))
    return found._replace(start=i, part=part.value) if found else None


def _night(s: Scan, i: int) -> Found | None:
    adjective = s.term(i + 1, "adj")
    step = {"last": -1, "next": 1, "this": 0}.get(adjective.value) if adjective else 0
    if step is None or (s.term(i - 1, "this", "part") and not adjective) or s.form(i - 1) in ("تلك", "منتصف", "في"):
        return None
    return Found(i, i + 1 + (adjective is not None), _relative(s, step), part="night")


def _relative(s: Scan, step: int) -> When:
    if s.published is None:
        return unknown("day", "published")
    return day(s.published + timedelta(days=step), "published")


def _core(s: Scan, i: int, night: bool) -> Found | None:
    """Read one day, or two days in a row, without the part of the day."""
    unit = s.term(i, "unit", "pair")
    named = unit is not None and unit.value == "day"
    j = i + 1 if named else i
    today = s.term(i, "relday")
    if named and today and not s.term(j, "weekday", "relday"):
        named, j = False, i
    weekday = s.term(j, "weekday")
    if weekday and (weekday.definite or named):
        return _weekdays(s, i, j, night or s.term(i, "pair") is not None)
    if relday := s.term(j, "relday"):
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
    if count.end < s.stop and (s.words[count.end].kind != "mark" or s.is_mark(count.end, ".") and count.end + 1 in s.terms):
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
    if prep is None or s.form(i) != "في" or not _clause_ends(s, i + 2):
        return None
    return _lone_day(s, i + 1)


def _today(s: Scan, j: int) -> bool:
    """«اليوم» is the day of publication unless it is a name, a day of a row, or the present age."""
    if s.term(j - 1, "nottoday", "this") or s.term(j + 1, "notafter", "adj", "ordinal"):
        return False
    before = s.term(j - 1, "prep")
    return not (before and before.value in ("in", "until", "after", "since", "within") and not s.term(j + 1, "weekday"))


def _relday(s: Scan, i: int, j: int) -> Found:
    term = s.term(j, "relday")
    assert term is not None  # the caller saw it
    end = j + term.length
    when = _relative(s, term.number)
    k = end + (s.is_mark(end, "،(") and s.term(end + 1, "weekday") is not None)
    unit = s.term(k, "unit")
    k += unit is not None and unit.value == "day"
    if (weekday := s.term(k, "weekday")) and weekday.definite and not weekday.clitic:
        end = k + 1 + (k > 0 and s.is_mark(k - 1, "(") and s.is_mark(k + 1, ")"))
        when = _agreeing(s, when, weekday.number)
    return _dated(s, Found(i, end, when))


def _agreeing(s: Scan, when: When, weekday: int) -> When:
    """A weekday beside «اليوم» or «أمس» wins over the count from publication, with a warning."""
    if when.first is None or when.first.isoweekday() == weekday or s.published is None:
        return when
    ahead = (weekday - when.first.isoweekday()) % 7
    near = when.first + timedelta(days=ahead if ahead < 4 else ahead - 7)
    return day(near, "published").but(_not_a(when, weekday))


def _not_a(when: When, weekday: int) -> str:
    is_a = _NAMES[when.first.isoweekday() - 1] if when.first else ""
    return f"{when.value} is a {is_a}, not a {_NAMES[weekday - 1]}"


def _weekdays(s: Scan, i: int, j: int, paired: bool) -> Found | None:
    """Read one weekday, or two in a row («الخميس والجمعة», «الثلاثاء إلى الأربعاء» after «ليل»)."""
    term = s.term(j, "weekday")
    assert term is not None  # the caller saw it
    if term.number == 1 and s.form(j - 1) in ("بين", "كلا", "هذين", "هولاء", "كلي", "احد"):
        return None
    k = j + 1
    linked = s.is_mark(k, "/-–،") or s.form(k) in ("الي", "علي", "و")
    other = s.term(k + linked, "weekday")
    if other and other.definite and not (s.is_mark(k, "،") and not paired):
        follows = other.number == term.number % 7 + 1
        if paired and (follows or other.clitic == "و") or (follows and other.clitic == "و"):
            return _two_days(s, i, j, k + linked)
    if numbered := _numbered(s, i, k, term.number):
        return numbered
    adjective = s.term(k, "adj")
    end = k + 1 if adjective and adjective.value in ("last", "next", "this") else k
    when = _weekday(s, i, term.number, adjective.value if adjective and end > k else "")
    week = s.term(k, "unit") or (s.term(k + 1, "unit") if s.form(k) == "من" else None)
    if week and week.value == "week" and week.definite:
        return _in_week(s, i, k, term.number)
    return _dated(s, Found(i, end, when))


def _numbered(s: Scan, i: int, k: int, weekday: int) -> Found | None:
    """Read «الأحد الثاني من سبتمبر», «الثلاثاء الأخير من الشهر الجاري»; of «كل شهر» it has no value."""
    count, last = s.ordinal(k), s.term(k, "adj")
    if count is None and (last is None or last.value != "recent"):
        return None
    j = count.end if count else k + 1
    if count and _clause_ends(s, j) and s.published:
        whole = month(s.published.year, s.published.month, "published")
        at = nth(whole.first, whole.last, weekday, count.value) if whole.first and whole.last else None
        return Found(i, j, day(at, "published")) if at else None
    if s.form(j) != "من":
        return None
    if s.form(j + 1) == "كل":
        return Found(i, j + 2, unknown("day", "text"))
    inner = date_at(s, j + 1) or unit_at(s, j + 1) or this_at(s, j + 1)
    if inner is None or inner.when is None or inner.when.grain != "month" or inner.when.first is None or inner.when.last is None:
        return None
    at = nth(inner.when.first, inner.when.last, weekday, count.value if count else -1)
    return Found(i, inner.end, day(at, inner.when.anchor) if at else None, "" if at else "the month has no such weekday")


def _clause_ends(s: Scan, j: int) -> bool:
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


def _dated(s: Scan, found: Found) -> Found:
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
    dated = date_at(s, j)
    if dated is None or (dated.when and dated.when.grain != "day"):
        return found
    end = dated.end + (bracket and s.is_mark(dated.end, ")"))
    if dated.when is None or dated.when.first is None or found.when is None or found.when.first is None:
        return dated._replace(start=found.start, end=end)
    meant = found.when.first.isoweekday()
    if dated.when.first.isoweekday() == meant:
        return Found(found.start, end, dated.when)
    return Found(found.start, end, dated.when.but(_not_a(dated.when, meant)))


def _sure_date(s: Scan, j: int) -> bool:
    found = date_at(s, j)
    return found is not None and found.when is not None and found.when.grain == "day" and found.end > j + 1


def adverb_at(s: Scan, i: int) -> Found | None:
    """Read «صباحا» alone: the day is that of the time before it."""
    term = s.term(i, "adverb")
    at = s.memory.day_for(i, term.value) if term and term.value != "day" else None
    if term is None or at is None:
        return None
    return Found(i, i + term.length, day(at, "text"), part=term.value)
