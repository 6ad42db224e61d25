"""Months by name, in one naming system or in two side by side."""

from __future__ import annotations

from typing import NamedTuple

from musnad.extract.times.scan import Scan


class Month(NamedTuple):
    """A month's name, in one naming system or in two side by side."""

    number: int
    end: int
    sure: bool  # False where the name is also another word («مارس»)
    calendar: str = ""
    warning: str | None = None


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
