"""What the user decides about reading, and the limits of what is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from musnad.model.errors import FormatError

FIELDS = ("id", "title", "text", "published", "outlet", "url")
MEDIA = ("text", "html", "jsonl", "csv")

MIB = 1 << 20
LARGEST_TEXT = MIB  # with it no run needs 300 MB; a month of day bundles is smaller, and a larger file is a table
LARGEST_PAGE = 4 * MIB  # taking a page apart takes seconds a megabyte; the pages of news sites have 0.1 to 1 MB
LONGEST_LINE = MIB  # the longest article of three outlets has 60 kB

DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?\s?(?:Z|UTC|[+-]\d\d:?\d\d)?)?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeOptions:
    """How to read.

    Attributes:
        published: Day of publication of everything read, ISO; it overrides what a row or a page says.
        outlet: Who published everything read; it overrides likewise.
        columns: Column of a table for a field, such as ``{"text": "body"}``; other fields are called as in ``FIELDS``.
        standard_input: What ``-`` holds: one of ``MEDIA``.
        largest_text: Bytes of the largest text that is read.
        largest_page: Bytes of the largest page.
        longest_line: Bytes of the longest line of a text and of the longest row of a table.
    """

    published: str | None = None
    outlet: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    standard_input: str = "text"
    largest_text: int = LARGEST_TEXT
    largest_page: int = LARGEST_PAGE
    longest_line: int = LONGEST_LINE

    def __post_init__(self) -> None:
        if self.published is not None and iso_day(self.published) != self.published:
            raise FormatError(f"published: {self.published!r} is no day of the calendar; write it as YYYY-MM-DD")
        strange = [name for name in self.columns if name not in FIELDS]
        if strange:
            raise FormatError(f"columns: no field is called {strange[0]!r}; the fields are {', '.join(FIELDS)}")
        if self.standard_input not in MEDIA:
            raise FormatError(f"standard input: {self.standard_input!r} is not known; choose one of {', '.join(MEDIA)}")

    def column(self, name: str) -> str:
        """Return the column of a table that holds a field."""
        return self.columns.get(name, name)


def iso_day(text: str) -> str | None:
    """Return the day of an ISO date or moment as ``YYYY-MM-DD``, None if it is neither: a day is never guessed."""
    found = DAY.fullmatch(text.strip())
    if not found:
        return None
    try:
        date.fromisoformat(found[1])
    except ValueError:
        return None
    return found[1]
