"""The words and digits that numbers are written with, and what one of them says.

The lexicon ``numerals.tsv`` holds each word once; here it meets the letters that Arabic joins to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from musnad.lang.pack import read_lexicon
from musnad.lang.words import MARKS, Word, fold

Number = int | float

# Joined letters, without and with the article; ل and the article are written لل.
JOINED = ("", "و", "ف", "ب", "ل", "وب", "ول", "فب", "فل")
_ARTICLE = {p: (p[:-1] + "لل" if p.endswith("ل") else p + "ال") for p in JOINED}
# Words that only look like a number with a joined letter: «لست» (I am not), «بالمئة» (per cent).
_NOT_NUMBERS = frozenset(("لست", "ولست", "فلست", "بالميه", "بالمايه"))
_MARK = re.compile(f"[{MARKS}]")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:([.,٬])[0-9]{3})(?:\1[0-9]{3})*")
_THOUSANDS_AND_PART = re.compile(r"([0-9]{1,3}(?:([.,٬])[0-9]{3})+)([.,٫])([0-9]+)")
_DECIMAL = re.compile(r"([0-9]+)[.,٫]([0-9]+)")


@dataclass(frozen=True, slots=True)
class Tag:
    """What a word says as a part of a number.

    Attributes:
        kind: Kind of the lexicon row.
        value: What it stands for alone.
        prefix: The folded letters joined before it, such as و, without the article.
        definite: Whether it has the article.
    """

    kind: str
    value: Number
    prefix: str = ""
    definite: bool = False


@cache
def tags() -> Mapping[str, Tag]:
    """Return what each folded form, with its joined letters, says."""
    found: dict[str, Tag] = {}
    for row in read_lexicon("numerals"):
        form, kind, value = fold(row["form"]), row["kind"], _value(row["value"])
        for prefix in JOINED:
            found.setdefault(prefix + form, Tag(kind, value, prefix))
            found.setdefault(_ARTICLE[prefix] + form, Tag(kind, value, prefix, definite=True))
    for form in _NOT_NUMBERS:
        found.pop(form, None)
    return found


def _value(cell: str) -> Number:
    exact = Fraction(cell)
    return int(exact) if exact.denominator == 1 else float(exact)


def plain(value: Number) -> Number:
    """Return a whole number as an int, and any other without the dust of binary fractions."""
    if isinstance(value, int):
        return value
    rounded = float(f"{value:.15g}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < 2**53 else rounded


LARGEST = 10**18  # what is larger counts nothing in news, and no database holds it
LONGEST = len(str(LARGEST)) - 1  # digits, with their separators


def read_digits(form: str, *, part_likely: bool = False) -> Number | None:
    """Return the value of digits with separators; None where nobody could tell.

    A point or comma before exactly three digits parts thousands, unless a zero stands before it or ``part_likely``
    says that a word of scale or of percentage follows («1.250 مليون»).

    Args:
        form: The folded form: ASCII digits with points, commas or the Arabic separators.
        part_likely: Whether what follows speaks for a decimal part.
    """
    if len(form) > LONGEST:
        return None
    if form.isdecimal():
        return int(form)
    if _THOUSANDS.fullmatch(form) and not (part_likely and len(form) < 8 and "٬" not in form):
        return int(re.sub("[.,٬]", "", form))
    if (both := _THOUSANDS_AND_PART.fullmatch(form)) and (both[2] != both[3] or len(both[4]) < 3):
        return plain(float(re.sub("[.,٬]", "", both[1]) + "." + both[4]))
    if decimal := _DECIMAL.fullmatch(form):
        return plain(float(f"{decimal[1]}.{decimal[2]}"))
    return None


def after_letters(word: Word, count: int) -> int:
    """Return the code point after the first ``count`` letters of a word, whatever marks stand among them."""
    at = word.start
    for char in word.raw:
        if count == 0:
            break
        count -= not _MARK.match(char)
        at += 1
    return at
