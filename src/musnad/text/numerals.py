"""Numerals: where a text writes a number, in words or digits, and which one.

Finds    ثلاثة وعشرين ألفا وخمسمئة           23500
Finds    مليون ونصف المليون                  1500000
Finds    عشرات الآلاف                        a vague number of tens of thousands
Leaves   الطابق الثالث عشر                   an ordinal: found as one, no cardinal
Leaves   لست متأكدا                          no number at all
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from musnad.lang.words import Word
from musnad.text.number_forms import Number, Tag, after_letters, plain, tags
from musnad.text.number_grammar import HAMZA, NOTHING, Line, Part

_ONE, _AND = "واحد", "و"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as a text writes it.

    Attributes:
        first: Index of its first word.
        last: Index of its last word.
        start: First code point, after joined letters such as و and ب; the article is inside.
        end: One past the last code point.
        value: The number; for a vague word its unit (10 for «عشرات»); for a few («بضعة») also its unit.
        kind: ``cardinal``, ``fraction``, ``ordinal``, ``vague`` (tens of), ``few`` (a few), ``unclear`` (digits that
            nobody could read).
        prefix: Folded letters joined before it.
        definite: Whether its first word has the article.
        digits: Whether it begins with digits.
        floor: The smallest unit named last, such as 1000 in «خمسة آلاف»; 1 where units are named.
    """

    first: int
    last: int
    start: int
    end: int
    value: Number
    kind: str
    prefix: str = ""
    definite: bool = False
    digits: bool = False
    floor: Number = 1


def numerals(words: Sequence[Word], text: str = "") -> list[Numeral]:
    """Return the numbers that ``words`` write, in order, without overlap.

    Args:
        words: The words.
        text: The text that they point into; with it, one space may part thousands («40 000»), a line end may not.
    """
    known = tags()
    line = Line(words, text)
    found: list[Numeral] = []
    past = 0  # one past the number found last
    for at, word in [(at, w) for at, w in enumerate(words) if w.form in known or w.kind == "number"]:
        if at < past or (word.kind != "number" and (word.kind != "word" or line.per_cent(at))):
            continue
        part = line.number(at)
        if part is not None:
            found.append(_numeral(words, at, part))
            past = part.after
    return found


def _numeral(words: Sequence[Word], at: int, part: Part) -> Numeral:
    first, last = words[at], words[part.after - 1]
    tag = tags().get(first.form, NOTHING) if first.kind == "word" else NOTHING
    if first.form.startswith(_ONE) and HAMZA in first.raw:  # «وأحد عشر» folds like «واحد»
        tag = Tag(tag.kind, tag.value, _AND)
    start = after_letters(first, len(tag.prefix)) if tag.prefix else first.start
    return Numeral(at, part.after - 1, start, last.end, plain(part.value), part.kind, tag.prefix, tag.definite,
                   first.kind == "number", part.floor)
