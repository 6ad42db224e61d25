"""Letters: how far two spellings of one part of a name lie apart.

A foreign name is spelled by ear: its vowels come and go, its g is ج, غ, ق or ك. An Arabic name is not: «سالم» and
«سليم» are two. So two Arabic given names are the same only as themselves, and the vowels of what looks Arabic weigh
more than those of what looks foreign.
"""

from __future__ import annotations

from functools import lru_cache

from musnad.link.parts import Part
from musnad.link.spellings import ARTICLE, spellings

ARABIC = frozenset("حعصضطظ")  # letters of Arabic sounds, rare in foreign names
OTHER = 1.0  # one consonant for another, one more, one less
FIRST = 1.5  # the same at the head of a word
ALIKE = 0.3  # letters that stand for one sound
VOWEL = 0.35  # a vowel more, less or other, in a foreign name
NATIVE = 0.7  # the same in an Arabic name
LAST = 0.35  # a consonant at the end that is written and not heard
SILENT = 0.6  # «ه» at the head of a word, written or not
TWICE = 0.1  # a letter written twice
TURNED = 0.6  # two letters that changed places
WEIGHT = 0.5  # what a vowel adds to the length of a word; a consonant adds 1


def likeness(left: Part, right: Part) -> float:
    """Return in 0..1 how well two parts of names go together; 1 is the same word."""
    if left.form == right.form:
        return 1.0
    if left.article != right.article:
        bare, whole = (left.form, right.form) if left.article else (right.form, left.form)
        if whole.startswith(ARTICLE):  # «الكسندر» without its hamza, and «ألكسندر»
            return _closeness(ARTICLE + bare, whole, False)
    if left.given and right.given:
        return 0.85 if _with_ending(left.form, right.form) else 0.0
    native = _arabic(left) and _arabic(right)
    if not (left.particle and right.particle):
        return _closeness(left.form, right.form, native)
    tails = _closeness(left.form[len(left.particle):], right.form[len(right.particle):], native)
    return min(tails, 0.5 + 0.5 * _closeness(left.particle, right.particle, False))


def _arabic(part: Part) -> bool:
    return part.given or not ARABIC.isdisjoint(part.form)


def _with_ending(left: str, right: str) -> bool:
    """«سعد» and «سعدالدين» are one name, shorter and longer."""
    short, long = sorted((left, right), key=len)
    return any(long == short + ending for ending in spellings().endings)


@lru_cache(maxsize=65536)
def _closeness(left: str, right: str, native: bool) -> float:
    length = max(_length(left), _length(right))
    return max(0.0, 1 - _distance(left, right, native) / length) if length else 0.0


def _length(word: str) -> float:
    vowels = spellings().vowels
    return sum(WEIGHT if letter in vowels else 1.0 for letter in word)


def _distance(left: str, right: str, native: bool) -> float:
    """Return the cheapest way from one spelling to the other."""
    before: list[float] = []
    above = [0.0]
    for j in range(len(right)):
        above.append(above[j] + _alone(right, j, native))
    for i in range(len(left)):
        row = [above[0] + _alone(left, i, native)]
        for j in range(len(right)):
            best = min(above[j] + _changed(left, i, right, j, native), above[j + 1] + _alone(left, i, native),
                       row[j] + _alone(right, j, native))
            if i and j and left[i] == right[j - 1] and left[i - 1] == right[j]:
                best = min(best, before[j - 1] + TURNED)
            row.append(best)
        before, above = above, row
    return above[-1]


def _alone(word: str, at: int, native: bool) -> float:
    """Return what a letter costs that only one spelling has."""
    letter, table = word[at], spellings()
    vowel = NATIVE if native else VOWEL
    if at and word[at - 1] == letter:
        return TWICE
    if letter in table.vowels:
        return vowel
    if at == len(word) - 1 and at > 1 and letter in table.last:
        return LAST
    if (letter == "ه" and at) or (letter in "تد" and word[at + 1 : at + 2] in ("ش", "ج")):
        return max(ALIKE, vowel)
    if at:
        return OTHER
    return SILENT if letter == "ه" else FIRST


def _changed(left: str, i: int, right: str, j: int, native: bool) -> float:
    """Return what one letter for another costs."""
    one, two, table = left[i], right[j], spellings()
    if one == two:
        return 0.0
    if one in table.vowels and two in table.vowels:
        return NATIVE if native else VOWEL
    if (one, two) in table.letters:
        return ALIKE
    return FIRST if i == 0 or j == 0 else OTHER
