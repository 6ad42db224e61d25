"""Years: «2018», «عام 2018», «عامي 2015 و2016», and the words after a month that give its year."""

from __future__ import annotations

from typing import NamedTuple

from musnad.extract.times.scan import Count, Found, Scan
from musnad.extract.times.when import from_hijri, unknown, year, years

PLAIN_YEARS = range(1900, 2100)  # what four digits with no other sign may be


class Year(NamedTuple):
    """What follows a month: a year, or the words that give one."""

    end: int
    number: int | None = None
    way: str = ""  # last, next, this, same
    calendar: str = ""


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
    return year_number(s, j) if j == i or s.is_mark(j - 1, "،,") or s.form(j - 1) in ("من", "في") else None


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
    if count.digits and not era and (count.digits != 4 or count.value not in PLAIN_YEARS) and not named:
        return None
    return Year(end, count.value) if 0 < count.value < 3000 else None


def year_at(s: Scan, i: int) -> Found | None:
    """Read «عام 2015», «العام 1440 هـ», «عامي 2015 و2016», and «2015» where it can only be a year."""
    unit = s.term(i, "unit", "pair")
    named = unit is not None and unit.value == "year"
    start = i + 1 if named else i
    found = _named_year(s, start) if named else year_number(s, i)
    if found is None or (not named and not found.calendar and not _stands_alone(s, i, found.end)):
        return None
    if found.number is None:
        return Found(i, found.end, unknown("year", "absolute"))
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
        if second and ((s.is_mark(second.end, "-–/") and s.number(second.end + 1)) or s.is_mark(i - 1, "-–/")):
            return Found(i, j, year(low))  # a row of years, no interval
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
    if s.is_mark(i - 1, "\"«“”") and s.is_mark(end, "\"»”“"):
        return False  # a name in figures
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
