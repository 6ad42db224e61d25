"""Wording: our own words of a dossier, in the languages of ``words.tsv``."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "ar")


@cache
def table() -> dict[str, dict[str, str]]:
    """Return the words by language and key."""
    text = files("musnad.export.dossier").joinpath("words.tsv").read_text(encoding="utf-8")
    head, *rows = (line.split("\t") for line in text.splitlines())
    return {lang: {row[0]: row[head.index(lang)] for row in rows} for lang in LANGUAGES}


@cache
def _reasons() -> tuple[tuple[re.Pattern[str], str], ...]:
    text = files("musnad.export.dossier").joinpath("reasons.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return tuple((re.compile(row[0]), row[1]) for row in rows)


class Wording:
    """The words of one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._words = table()[lang]

    def __call__(self, key: str, **given: object) -> str:
        """Return the words of a key, with what is given put in."""
        return self._words[key].format(**given)

    def of(self, group: str, value: str | None) -> str:
        """Return the word for a value of the format, such as a status; the value itself where there is no word."""
        return "" if value is None else self._words.get(f"{group}.{value}", value)

    def all_of(self, *keys: str) -> dict[str, str]:
        """Return the words of some keys."""
        return {key: self._words[key] for key in keys}

    def reason(self, why: str) -> str:
        """Return the reason of a link, which is kept in English, in this language; what has no translation stays."""
        return why if self.lang == "en" else self("reasons").join(self._told(part) for part in why.split("; "))

    def _told(self, part: str) -> str:
        """Return one part of a reason; what a pattern leaves open is told in turn, names as they are."""
        for pattern, words in _reasons():
            if found := pattern.fullmatch(part):
                return words.format(*(self._told(inner or "") for inner in found.groups()))
        return part
