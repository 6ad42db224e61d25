"""Dates: a day, a month or a year by name and number, in the Gregorian and the Hijri calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from musnad.extract.times.scan import Count, Found, Scan
from musnad.extract.times.when import When, between, day, days, from_hijri, month, shifted_month, unknown, year, years

SOON = 4  # months: a month named without a year lies ahead if it comes within so many months, else behind
_YEARS = range(1900, 2100)  # what four digits with no other sign may be


class Month(NamedTuple):
    """A month's name, in one naming system or in two side by side."""

    number: int
    end: int
    sure: bool  # False where the name is also another word («مارس»)
    calendar: str = ""
    warning: str | None = None


class Year(NamedTuple):
    """What follows a month: a year, or the words that give one."""

    end: int
    number: int | None = None
    way: str = ""  # last, next, this, same
    calendar: str = ""


def month_at(s: Scan, i: int) -> Month | None:
    """Read «أيلول», «أيلول/سبتمبر», «سبتمبر (أيلول)», «شهر سبتمبر», «رمضان»."""
    unit = s.term(i, "unit")
    if unit and unit.value == "month" and (named := _month_name(s, i + 1)):
        return named._replace(sure=True)
    return _month_name(s, i)


def _month_name(s: Scan, i: int) -> Month | None:
    term = s.term(i, "month", "weakmonth", "hijri")
    if term is None:
        return None
    end = i + term.length
    if term.kind == "hijri":
        return Month(term.number, end, term.length > 1, "hijri")
    sure = term.kind == "month" or "آ" in s.words[i].raw
    j = end + 1 if s.is_mark(end, "/-–(\\،|") else end
    twin = s.term(j, "month", "weakmonth")
    if twin is None or twin.clitic or s.is_mark(end, "،") or (j == end and twin.number != term.number):
        return Month(term.number, end, sure)
    if s.is_mark(end, "-–") and twin.number != term.number:
        return Month(term.number, end, sure)
    j += twin.length
    j += s.is_mark(end, "(") and s.is_mark(j, ")")
    differ = None if twin.number == term.number else "the two names are of different months"
    return Month(term.number, j, True, "", differ)


def year_after(s: Scan, i: int) -> Year | None:
    """Read what tells the year of a month: «2018», «، 2018», «من عام 2018», «الماضي», «من العام نفسه»."""
    if adjective := s.term(i, "adj"):
        return Year(i + 1, None, adjective.value)
    j = i
    if s.is_mark(j, "،,"):
        j += 1
    if s.is_mark(j, "(") and s.is_mark(j + 2, ")") and (inner := year_number(s, j + 1)):
        return inner._replace(end=j + 3)
    if s.term(j, "prep") and s.form(j) in ("من", "في"):
        j += 1
    if (this := s.term(j, "this")) and (unit := s.term(j + 1, "unit")) and unit.value == "year":
        return Year(j + 2, None, this.value)
    if (unit := s.term(j, "unit")) and unit.value == "year":
        if adjective := s.term(j + 1, "adj"):
            return Year(j + 2, None, "year:" + adjective.value)
        if count := s.cardinal(j + 1):
            return _era(s, count, named=True)
        return None
    return year_number(s, j) if j == i or s.is_mark(j - 1, "،,") or s.form(j - 1) == "من" else None


def year_number(s: Scan, i: int) -> Year | None:
    """Read a year in four digits, or in words, with its era."""
    count = s.number(i)
    if count is None:
        count = s.cardinal(i)
        if count is None or count.value < 1000:
            return None
        return _era(s, count, named=True)
    return _era(s, count, named=False)


def _era(s: Scan, count: Count, named: bool) -> Year | None:
    era = s.term(count.end, "era")
    if era and s.form(count.end) in ("م", "ه") and not (s.glued(count.end) or named or count.value > 1000):
        era = None
    end = count.end + era.length if era else count.end
    if era and era.value == "hijri":
        return Year(end, count.value, "", "hijri")
    if era and era.value == "bc":
        return Year(end, None, "bc")
    if count.digits and not era and (count.digits != 4 or count.value not in _YEARS) and not named:
        return None
    return Year(end, count.value) if 0 < count.value < 3000 else None


def date_at(s: Scan, i: int) -> Found | None:
    """Read a date: «12 سبتمبر 2018», «الثاني من أيلول الماضي», «12 و13 سبتمبر», «السابع من الشهر الجاري», «سبتمبر 2018»."""
    return _numeric(s, i) or _day_month(s, i) or _month_only(s, i)


def _day_month(s: Scan, i: int) -> Found | None:
    first = s.number(i, 2) or s.ordinal(i)
    if first is None:
        return None
    last, j = first, first.end
    if s.is_mark(j, "-–/") or s.form(j) in ("و", "الي", "حتي") or (s.term(j, "ordinal") and s.form(j)[0] == "و"):
        k = j if s.form(j) == "و" or s.term(j, "ordinal") else j + 1
        second = s.number(k, 2) or s.ordinal(k)
        if second and second.value > first.value:
            last, j = second, second.end
    linked = s.form(j) == "من"
    j += linked or (s.is_mark(j, ".-،,") and s.term(j + 1, "month") is not None and first.digits > 0)
    named = month_at(s, j)
    if named is None:
        return _of_this_month(s, i, first, last, j) if linked or last != first else None
    after = year_after(s, named.end)
    return _resolved(s, i, named, after, first.value, last.value)


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
    return _days_of(s, i, end, base, first.value, last.value, "text" if way == "same" else "published", None)


def relative_month(s: Scan, way: str) -> tuple[int, int] | None:
    """Return year and month of «الشهر الماضي» and the like."""
    if way in ("same", "following", "previous"):
        return s.memory.month if way == "same" else None
    if s.published is None or way not in ("last", "next", "this"):
        return None
    return shifted_month(s.published, {"last": -1, "this": 0, "next": 1}[way])


def _month_only(s: Scan, i: int) -> Found | None:
    named = month_at(s, i)
    if named is None:
        return None
    after = year_after(s, named.end)
    if named.calendar == "hijri":
        if not named.sure and (after is None or after.way in ("", "same")) and not (after and after.calendar):
            return None
        return _hijri(s, i, named, after, None)
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
        return _hijri(s, i, named, after, first)
    end = after.end if after else named.end
    if named.calendar == "" and first and s.term(i - 1, "named") and not (after and after.number):
        return Found(i, end, unknown("day", "text"))
    chosen, anchor, warning = _year_of(s, i, named.number, first, after)
    warning = "; ".join(w for w in (named.warning, warning) if w) or None
    if first and last and not 1 <= first <= last <= monthrange(chosen or 2000, named.number)[1]:
        return Found(i, end, None, f"month {named.number} has no day {last if last > 28 else first}")
    if chosen is None:
        return Found(i, end, unknown("day" if first else "month", anchor, warning))
    if first is None or last is None:
        return Found(i, end, month(chosen, named.number, anchor).but(warning))
    return _days_of(s, i, end, (chosen, named.number), first, last, anchor, warning)


def _days_of(s: Scan, i: int, end: int, base: tuple[int, int], first: int, last: int, anchor: str,
             warning: str | None) -> Found:
    if not 1 <= first <= last <= monthrange(*base)[1]:
        return Found(i, end, None, f"{base[0]}-{base[1]:02d} has no day {last if last > 28 else first}")
    low = date(*base, first)
    when = day(low, anchor) if first == last else days(low, date(*base, last), anchor)
    return Found(i, end, when.but(warning))


def _year_of(s: Scan, i: int, number: int, first: int | None, after: Year | None) -> tuple[int | None, str, str | None]:
    """Return the year of a month, what it is counted from, and what does not agree."""
    if after and after.number is not None:
        return after.number, "absolute", None
    way = after.way if after else ""
    if way in ("same", "year:same"):
        return s.memory.year, "text", None
    at = s.published
    if at is None or way in ("bc", "following", "previous", "year:following", "year:previous"):
        return None, "published" if at is None else "text", None
    if way.startswith("year:"):
        step = {"last": -1, "this": 0, "next": 1}.get(way[5:])
        return (None if step is None else at.year + step), "published", None
    return _nearest(s, i, at, number, first, way)


def _nearest(s: Scan, i: int, at: date, number: int, first: int | None, way: str) -> tuple[int, str, str | None]:
    ahead = (number - at.month) % 12
    coming, gone = at.year + (number < at.month), at.year - (number > at.month)
    if way == "this":
        if not ahead:
            return at.year, "published", None
        return (coming if ahead <= SOON else gone), "published", f"said to be this month, but published {at.isoformat()}"
    if way == "last":
        if ahead or (first and first < at.day):
            return gone, "published", None if ahead else f"said to be past, but published in the same month, {at.isoformat()}"
        return at.year - 1, "published", None
    if way == "next":
        return (coming if ahead or (first and first > at.day) else at.year + 1), "published", None
    soon = SOON * 2 if s.foretells(i) else SOON
    return (coming if ahead <= soon else gone), "published", None


def _hijri(s: Scan, i: int, named: Month, after: Year | None, first: int | None) -> Found | None:
    end = after.end if after else named.end
    grain = "day" if first else "month"
    if named.calendar != "hijri":
        return Found(i, end, unknown(grain, "absolute", "a Gregorian month with a Hijri year"))
    if after and after.number is not None:
        if after.number >= 1900 or (after.calendar != "hijri" and after.number < 1300):
            return Found(i, end, unknown(grain, "absolute", "a Hijri month with a year of the other calendar"))
        when = from_hijri(after.number, named.number, first)
        if when is None:
            return Found(i, end, None, f"month {named.number} of the Hijri year {after.number} has no day {first}")
        return Found(i, end, when)
    return Found(i, end, _hijri_near(s, named.number, first, after.way if after else ""))


def _hijri_near(s: Scan, number: int, first: int | None, way: str) -> When:
    """Return the Hijri month or day nearest to publication; a month with nothing said only while it runs."""
    at = s.published
    grain = "day" if first else "month"
    if at is None or way not in ("", "last", "next", "this"):
        return unknown(grain, "published")
    guess = int((at.year - 622) * 33 / 32)
    near = [w.anchored("published") for y in range(guess - 1, guess + 4)
            if (w := from_hijri(y, number, first)) and w.first and w.last]
    past = [w for w in near if w.last and w.last < at]
    coming = [w for w in near if w.first and w.first > at]
    running = [w for w in near if w not in past and w not in coming]
    if way == "last":
        return past[-1] if past else unknown(grain, "published")
    if way == "next":
        return coming[0] if coming else unknown(grain, "published")
    if running or (way == "this" or not first):
        return running[0] if running else unknown(grain, "published")
    return min(near, key=lambda w: abs(((w.first or at) - at).days)) if near else unknown(grain, "published")


def _numeric(s: Scan, i: int) -> Found | None:
    """Read «12/9/2018», «2018-09-12», «12.09.2018», «2018/9», and «22/4» where a day is meant."""
    i = s.past_article(i)
    if not (0 <= i < s.stop) or s.words[i].kind != "number":
        return None
    parts, end = _number_row(s, i)
    if len(parts) == 3 and all(p.isdecimal() for p in parts):
        return _three(s, i, end, parts)
    if len(parts) == 2 and end > i + 1:
        low, high = (int(p) for p in parts)
        if len(parts[0]) == 4 and low in _YEARS and 1 <= high <= 12 and len(parts[1]) < 3 and (high < 10 or parts[1][0] == "0"):
            return Found(i, end, month(low, high))
        if len(parts[1]) == 4 and high in _YEARS and 1 <= low <= 12:
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
    if slash and s.is_mark(end, ",،") and (after := s.number(end + 1)) and (after.value in _YEARS or after.digits == 2):
        number, first = (low, high) if low <= 12 else (high, low)
        base = after.value if after.digits == 4 else 2000 + after.value
        return _days_of(s, i, after.end, (base, number), first, first, "absolute", None) if 1 <= number <= 12 else None
    before = s.term(i - 1, "unit", "prep", "weekday")
    if before is None or (before.kind == "prep" and before.value != "in") or (before.kind == "unit" and before.value != "day"):
        return None
    if not slash and end < s.stop and s.words[end].kind != "mark":
        return None
    number, first = (high, low) if high <= 12 else (low, high)
    if s.published is None or not (1 <= number <= 12 and 1 <= first <= 31):
        return None
    chosen, anchor, _ = _year_of(s, i, number, first, None)
    return _days_of(s, i, end, (chosen or s.published.year, number), first, first, anchor, None)


def year_at(s: Scan, i: int) -> Found | None:
    """Read «عام 2015», «العام 1440 هـ», «عامي 2015 و2016», and «2015» where it can only be a year."""
    unit = s.term(i, "unit", "pair")
    named = unit is not None and unit.value == "year"
    start = i + 1 if named else i
    found = _named_year(s, start) if named else year_number(s, i)
    if found is None or (not named and not found.calendar and not _stands_alone(s, i, found.end)):
        return None
    if found.number is None:
        return Found(i, found.end, unknown("year", "absolute", "before the common era"))
    if found.calendar == "hijri":
        when = from_hijri(found.number, None, None)
        return Found(i, found.end, when) if when else None
    return _to_year(s, i, found)


def _named_year(s: Scan, i: int) -> Year | None:
    """After «عام» any number of three digits is a year, and a smaller one with its era."""
    count = s.cardinal(i)
    if count is None or (count.value < 100 and not s.term(count.end, "era")):
        return None
    return _era(s, count, named=True)


def last_year_at(s: Scan, i: int) -> Found | None:
    """Read the second year of a range, whatever follows it."""
    found = year_number(s, i)
    return Found(i, found.end, year(found.number)) if found and found.number and not found.calendar else None


def _to_year(s: Scan, i: int, found: Year) -> Found:
    """Read the second year of «2015-2016», «2015/2016», «عامي 2015 و2016»."""
    low, j = found.number or 0, found.end
    pair = s.term(i, "pair")
    if s.is_mark(j, "-–/") or (pair and s.form(j) == "و"):
        second = s.number(j + 1)
        if second and low < second.value < low + 60 and second.digits == 4:
            return Found(i, second.end, years(low, second.value))
        if second and second.digits == 2 and second.value == low % 100 + 1 and s.glued(j):
            return Found(i, second.end, years(low, low + 1))
    return Found(i, j, year(low))


def _stands_alone(s: Scan, i: int, end: int) -> bool:
    """Four digits are a year unless they count the next word or number something."""
    if s.words[s.past_article(i)].kind != "number":
        return False  # years in words need «عام»
    if s.term(i - 1, "notyear") or (s.form(i - 1) == "من" and s.term(i - 2, "notyear")):
        return False
    if i and (s.words[i - 1].kind == "number" or (s.words[i - 1].kind == "latin" and s.glued(i))):
        return False
    if s.is_mark(end, "%٪$€") or (s.is_mark(end, ":") and s.digits(end + 1) and s.glued(end + 1)):
        return False
    if i and s.glued(i) and s.words[i - 1].kind == "mark" and s.words[i - 1].raw not in "(\"«“/-–،":
        return False
    value = int(s.digits(s.past_article(i)) or 0)
    before = s.term(i - 1, "prep", "phase", "season", "unit", "month")
    if before is None and s.form(end) == "من":
        return False
    plain = end < s.stop and s.words[end].kind in ("word", "latin", "number") and end not in s.terms \
        and not s.form(end).startswith(("ال", "و", "ب", "لل"))
    if plain and not (before and before.kind == "prep" and before.value in ("in", "since") and value % 100):
        return bool(value % 10) and before is not None
    return True


def both(low: When, high: When) -> When:
    """Return the interval of two times of which the first may lack the year of the second."""
    if low.anchor == "published" and high.anchor == "absolute" and low.first and high.last and low.grain in ("day", "month"):
        try:
            first = low.first.replace(year=high.last.year)
        except ValueError:
            return between(low, high)
        if first > high.last:
            first = first.replace(year=first.year - 1)
        low = day(first) if low.grain == "day" else month(first.year, first.month)
    return between(low, high)
