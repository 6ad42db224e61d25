"""Values: what the closed fields of a record can say, and whether a correction says one of them.

The lists are those of the format. A field that is not named here is open: any words may stand in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from math import isfinite
from typing import Any

from musnad.model.errors import WrongValue

ACTS = ("assert", "announce", "deny", "accuse", "warn", "threaten", "demand", "promise", "praise", "condemn", "confirm",
        "reject", "estimate", "hope", "ask")
FORMS = ("direct", "mixed", "indirect")
INCIDENTS = ("airstrike", "shelling", "missile_strike", "chemical_attack", "armed_clash", "bombing", "shooting", "killing",
             "abduction", "detention", "displacement", "siege", "destruction", "military_operation", "capture", "deployment",
             "patrol", "withdrawal", "evacuation", "meeting", "visit", "agreement", "ceasefire", "sanction", "resolution",
             "aid", "arms_transfer", "protest", "trial", "appointment", "accident")
STATUSES = ("reported", "claimed", "denied", "planned", "threatened", "hypothetical")
CLOSED: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("statement", "act"): ACTS,
    ("statement", "form"): FORMS,
    ("statement", "polarity"): ("affirmed", "negated"),
    ("statement", "certainty"): ("asserted", "possible", "conditional"),
    ("incident", "kind"): INCIDENTS,
    ("incident", "status"): STATUSES,
    ("figure", "about"): ("killed", "injured", "displaced", "attacks", "troops", "civilians", "money", "facilities",
                          "distance", "duration", "other"),
    ("figure", "relation"): ("exact", "about", "at_least", "at_most", "more_than", "less_than", "between", "vague"),
    ("entity", "kind"): ("person", "organization", "place", "facility", "group", "document", "event", "other"),
    ("entity", "place_precision"): ("point", "settlement", "district", "governorate", "region", "country"),
    ("mention", "kind"): ("person", "organization", "place", "facility", "group", "document", "event", "other"),
    ("time", "grain"): ("minute", "hour", "day", "week", "month", "year", "season"),
    ("time", "anchor"): ("absolute", "published", "text"),
}
"""Type and field of a record to what may stand there."""

_MAY_BE_NONE = {("entity", "place_precision"), ("time", "grain"), ("time", "value")}
_WITHIN = {("entity", "lat"): 90.0, ("entity", "lon"): 180.0}
_NUMBERS = {("figure", "value"), ("figure", "low"), ("figure", "high")}
_WORDS = {("entity", "name")}
_POINT = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d)?)?)?"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(rf"{_POINT}|{_POINT}/|/{_POINT}|{_POINT}/{_POINT}")  # ISO 8601, an interval open at one end too


def see_values(kind: str, said: Mapping[str, Any]) -> None:
    """See that each field of a correction says what such a field can.

    Args:
        kind: Type of the record.
        said: The fields that are otherwise, by their names in the format.

    Raises:
        WrongValue: One does not; the message says which, and what may stand there.
    """
    for name, value in said.items():
        fault = _fault((kind, name), value)
        if fault:
            raise WrongValue(f"{name}: {value!r} cannot stand there; {fault}", name)
    low, high = said.get("low"), said.get("high")
    if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
        raise WrongValue(f"low: {low} is more than high, {high}", "low")
    start, end = said.get("start"), said.get("end")
    if isinstance(start, int) and isinstance(end, int) and start >= end:
        raise WrongValue(f"start: {start} is not before end, {end}", "start")


def _fault(field: tuple[str, str], value: Any) -> str:
    """Return what is wrong with a value, empty where nothing is."""
    if field in CLOSED:
        known = CLOSED[field]
        fits = value in known if isinstance(value, str) else value is None and field in _MAY_BE_NONE
        return "" if fits else f"there are {', '.join(known)}"
    if field in _NUMBERS and value is not None and not _number(value):
        return "a number is wanted, or null where it is open"
    if field in _WITHIN and value is not None and not (_number(value) and abs(value) <= _WITHIN[field]):
        return f"degrees from -{_WITHIN[field]:.0f} to {_WITHIN[field]:.0f} are wanted"
    if field in _WORDS and not (isinstance(value, str) and value.strip()):
        return "words are wanted"
    if field == ("time", "value") and value is not None and not (isinstance(value, str) and _in_calendar(value)):
        return "a date, month, year, instant or interval of ISO 8601 is wanted, such as 2018-09-12 or 2018-09/2018-10"
    return ""


def _in_calendar(value: str) -> bool:
    """Whether words are a time of ISO 8601 whose days are in the calendar: no 30 February."""
    if not _TIME.fullmatch(value):
        return False
    try:
        return all(date.fromisoformat(day) for day in _DAY.findall(value))
    except ValueError:
        return False


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
