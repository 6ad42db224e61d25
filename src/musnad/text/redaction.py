"""Redaction: chosen names out of a text, each by a placeholder of its own that is as long, so that every offset stays.

A name is found as whole words in any spelling, with the article and with the letters that are written onto a word
(و ف ب ل ك); the whole word is covered then. What is not listed is not covered: a surname that stands alone is a form
of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from musnad.lang.words import Word, words

BLOCK = "\u2588"  # FULL BLOCK
LONGEST = 4  # letters written onto a word
_ONTO = re.compile("(?:[وف]?[بلك]?(?:ال)?|[وف]?لل)")


@dataclass(frozen=True, slots=True)
class Covered:
    """A name that was found.

    Attributes:
        start: First code point of the words that are covered.
        end: One past the last.
        name: Number of the name, from 1.
    """

    start: int
    end: int
    name: int


class Redactor:
    """Covers names. Made once for all texts, so that a name has the same placeholder in each.

    Args:
        names: For each name its forms; a form is one or more words.
    """

    def __init__(self, names: Sequence[Iterable[str]]) -> None:
        self._forms: dict[str, list[tuple[list[str], int]]] = {}
        for number, forms in enumerate(names, 1):
            for form in forms:
                folded = [_bare(word.form) for word in _spoken(form)]
                if folded:
                    self._forms.setdefault(folded[0], []).append((folded, number))

    def find(self, text: str) -> list[Covered]:
        """Return where names stand in a text, in its order; of two that begin alike, the longer one."""
        found: list[Covered] = []
        spoken = _spoken(text)
        at = 0
        while at < len(spoken):
            made = self._at(spoken, at)
            if made is None:
                at += 1
                continue
            length, number = made
            found.append(Covered(spoken[at].start, spoken[at + length - 1].end, number))
            at += length
        return found

    def cover(self, text: str) -> str:
        """Return the text with its names covered; it is as long as before."""
        made = list(text)
        for one in self.find(text):
            made[one.start : one.end] = placeholder(one.name, one.end - one.start)
        return "".join(made)

    def _at(self, spoken: list[Word], at: int) -> tuple[int, int] | None:
        best: tuple[int, int] | None = None
        for first in _readings(spoken[at].form):
            for form, number in self._forms.get(first, ()):
                rest = [_bare(word.form) for word in spoken[at + 1 : at + len(form)]]
                if rest == form[1:] and (best is None or len(form) > best[0]):
                    best = (len(form), number)
        return best


def placeholder(name: int, length: int) -> str:
    """Return what stands for a name: its number in blocks, or blocks alone where there is no room."""
    label = f"{BLOCK}{name}{BLOCK}"
    return label.ljust(length, BLOCK) if len(label) <= length else BLOCK * length


def _spoken(text: str) -> list[Word]:
    return [word for word in words(text) if word.kind != "mark"]


def _bare(form: str) -> str:
    """Return a folded word without its article."""
    return form[2:] if form.startswith("ال") and len(form) > 4 else form


def _readings(form: str) -> set[str]:
    """Return what a folded word may be without the letters written onto it."""
    found = {form, _bare(form)}
    for cut in range(1, min(LONGEST, len(form) - 2) + 1):
        if _ONTO.fullmatch(form[:cut]):
            found |= {form[cut:], _bare(form[cut:])}
    return found
