"""The language of a page: words from a catalogue, direction, dates and numbers as its readers write them."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from io import BytesIO, StringIO
from typing import Any, Literal

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from fastapi import Request
from hijridate import Gregorian

LANGUAGES = {"en": "English", "ar": "العربية"}
CALENDARS = ("gregorian", "levant", "hijri")
_LOCALES = {("en", "gregorian"): "en_GB", ("en", "levant"): "en_GB", ("ar", "gregorian"): "ar_EG", ("ar", "levant"): "ar_SY"}
_YEAR, _MONTH = 4, 7  # code points of an ISO year, of an ISO month


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language, with the calendar that a reader chose.

    Attributes:
        code: BCP 47 tag.
        calendar: gregorian, levant (its month names) or hijri.
        catalogue: The words.
    """

    code: str
    calendar: str
    catalogue: gettext.NullTranslations

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return "rtl" if self.code == "ar" else "ltr"

    @property
    def locale(self) -> Locale:
        """What numbers and months are written by."""
        return Locale.parse(_LOCALES.get((self.code, self.calendar), _LOCALES[self.code, "gregorian"]))

    def term(self, group: str, value: str | None) -> str:
        """Return the word for a value of the format, such as the act ``deny``; the value itself where there is none."""
        if not value:
            return ""
        said = self.catalogue.pgettext(group, value)
        return value.replace("_", " ") if said == value else said

    def number(self, value: float | None) -> str:
        """Return a number as written here; a dash for an unknown one."""
        return "–" if value is None else format_decimal(value, locale=self.locale, numbering_system="latn")

    def day(self, value: str | None) -> str:
        """Return an ISO date, month, year, instant or interval as written here; what is none stays as it is."""
        if not value:
            return ""
        if "/" in value:
            first, _, last = value.partition("/")
            return f"{self.day(first) or '…'} – {self.day(last) or '…'}"
        try:
            return self._one(value)
        except ValueError:
            return value

    def _one(self, value: str) -> str:
        if len(value) == _YEAR:
            return str(int(value))
        if len(value) == _MONTH:
            made = date.fromisoformat(f"{value}-01")
            return format_date(made, "LLLL y", locale=self.locale)
        if "T" in value or ":" in value:
            return self.moment(value)
        made = date.fromisoformat(value)
        if self.calendar == "hijri":
            return self._hijri(made)
        return format_date(made, "d MMMM y", locale=self.locale)

    def _hijri(self, made: date) -> str:
        there = Gregorian.fromdate(made).to_hijri()
        code: Literal["ar", "en"] = "ar" if self.code == "ar" else "en"
        return f"{there.day} {there.month_name(code)} {there.year} {there.notation(code)}"

    def moment(self, value: str | None) -> str:
        """Return a UTC instant as written here; what is none stays as it is."""
        try:
            made = datetime.fromisoformat(value or "")
        except ValueError:
            return value or ""
        return format_datetime(made, "d MMM y, HH:mm", locale=self.locale)


@cache
def catalogue(code: str) -> gettext.NullTranslations:
    """Return the words of a language, compiled from its catalogue; English is what the pages are written in."""
    found = files("musnad.web").joinpath("locale", code, "LC_MESSAGES", "musnad.po")
    if not found.is_file():
        return gettext.NullTranslations()
    made = BytesIO()
    write_mo(made, read_po(StringIO(found.read_text("utf-8")), locale=code))
    made.seek(0)
    return gettext.GNUTranslations(made)


def chosen(cookies: Mapping[str, str], accepted: str) -> Tongue:
    """Return the language of a reader: the one chosen, else the first that their browser asks for and there is."""
    wanted = [part.partition(";")[0].strip()[:2].lower() for part in accepted.split(",")]
    code = next((code for code in (cookies.get("language", ""), *wanted) if code in LANGUAGES), "en")
    calendar = cookies.get("calendar", "")
    return Tongue(code, calendar if calendar in CALENDARS else "gregorian", catalogue(code))


def tongue(request: Request) -> Tongue:
    """Return the language of a request's reader."""
    return chosen(request.cookies, request.headers.get("accept-language", ""))


def translated(request: Request, message: str, **told: Any) -> str:
    """Return a message in the language of a request's reader."""
    return tongue(request).catalogue.gettext(message) % told
