"""Lookups: tables by folded form that are read at the first question and remember their answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

V = TypeVar("V")

REMEMBERED = 32_768  # forms: a corpus has no end of them, memory has


class Lookup(dict[str, V]):
    """What a lexicon says of a form, ``absent`` where it says nothing.

    The lexicon is read at the first question. Asking twice about a form costs one look into a dictionary.
    """

    def __init__(self, read: Callable[[], Mapping[str, V]], absent: V) -> None:
        super().__init__()
        self._read, self._absent = read, absent
        self._said: Mapping[str, V] = {}
        self._most = 0

    def __missing__(self, form: str) -> V:
        if not self:
            self._said = self._read()
            self._most = len(self._said) + REMEMBERED
            self.update(self._said)
            return self[form]
        if len(self) >= self._most:
            self.clear()
            self.update(self._said)
        found = self[form] = self.derived(form)
        return found

    def derived(self, form: str) -> V:
        """Return what is known of a form that is not in the lexicon itself."""
        return self._absent
