"""Days: a time of a record as the first and last day it can mean, never narrower than the text."""

from __future__ import annotations

import calendar
from dataclasses import dataclass

from musnad.export.selection import Item, Selection


@dataclass(frozen=True, slots=True)
class Days:
    """When something is said to have happened.

    Attributes:
        raw: The words of the text.
        value: ISO 8601 as recorded; None where the words resolve to no date.
        grain: minute, hour, day, week, month, year, season.
        first: First day, ISO; None if open or not known.
        last: Last day, ISO, included; likewise.
        warning: Where the text contradicts itself.
    """

    raw: str
    value: str | None
    grain: str | None
    first: str | None
    last: str | None
    warning: str | None

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.first is not None and self.first == self.last


def days(made: Selection, item: Item) -> Days | None:
    """Return when a record's time is, or None where the text ties none to it."""
    time = made.get(item.get("time"))
    if time is None:
        return None
    value = time.get("value")
    first, last = bounds(value) if value else (None, None)
    return Days(time.line["text"], value, time.get("grain"), first, last, time.get("warning"))


def bounds(value: str) -> tuple[str | None, str | None]:
    """Return the first and the last day that a value can mean."""
    if "/" in value:
        low, high = value.split("/", 1)
        return (bounds(low)[0] if low else None, bounds(high)[1] if high else None)
    day = value[:10]
    parts = day.split("-")
    if not all(part.isdecimal() for part in parts) or not 1 <= len(parts) <= 3:
        return None, None
    if len(parts) == 1:
        return f"{day}-01-01", f"{day}-12-31"
    if len(parts) == 2:
        end = calendar.monthrange(int(parts[0]), int(parts[1]))[1]
        return f"{day}-01", f"{day}-{end:02}"
    return day, day
