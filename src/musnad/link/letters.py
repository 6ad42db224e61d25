"""Letters: how far two spellings of one part of a name lie apart.

A foreign name is spelled by ear: its vowels come and go, its g is ج, غ, ق or ك. An Arabic name is not: «سالم» and
«سليم» are two. So two Arabic given names are the same only as themselves, and where a name looks Arabic, or stands
behind an Arabic given name, its letters weigh more.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from musnad.link.parts import Part
from musnad.link.spellings import ARTICLE, spellings

ARABIC = frozenset("حعصضطظ")  # letters of Arabic sounds, rare in foreign names
OTHER = 1.0  # one consonant for another, one more, one less
FIRST = 1.5  # the same at the head of a word
LAST = 0.35  # a consonant at the end that is written and not heard
SILENT = 0.6  # «ه» at the head of a word, written or not
TWICE = 0.1  # a letter written twice
TOO_LONG = 0.6  # three letters more than the other
TURNED = 0.6  # two letters that changed places
WEIGHT = 0.5  # what a vowel adds to the length of a word; a consonant adds 1
FAITH = "دين"  # the end of «سعد الدين», who is «سعد», too


@dataclass(frozen=True, slots=True)
class Ear:
    """What letters weigh in names of one kind.

    Attributes:
        more: One vowel more or less.
        vowel: One vowel for another.
        alike: Letters that stand for one sound.
    """

    more: float
    vowel: float
    alike: float


FOREIGN = Ear(0.3, 0.55, 0.3)
BEHIND = Ear(0.5, 0.7, 0.5)  # behind an Arabic given name
NATIVE = Ear(1.0, 1.0, 0.6)


def likeness(left: Part, right: Part, *, behind: bool = False) -> float:
    """Return in 0..1 how well two parts of names go together; 1 is the same word.

    Args:
        left: A part of a name.
        right: A part of another.
        behind: They stand behind Arabic given names.
    """
    if left.form == right.form:
        return 1.0
    if left.article != right.article:
        bare, whole = (left.form, right.form) if left.article else (right.form, left.form)
        if whole.startswith(ARTICLE):  # «الكسندر» without its hamza, and «ألكسندر»
            return _closeness(ARTICLE + bare, whole, FOREIGN)
    short, long = sorted((left.form, right.form), key=len)
    if behind and long == short + "ي":  # «إبراهيم» and «إبراهيمي» are two families
        return 0.0
    if left.given and right.given:
        return 0.9 if not behind and long.startswith(short) and long.endswith(FAITH) else 0.0
    ear = NATIVE if _arabic(left) and _arabic(right) else BEHIND if behind else FOREIGN
    if not (left.particle and right.particle):
        return _closeness(left.form, right.form, ear)
    tails = _closeness(left.form[len(left.particle):], right.form[len(right.particle):], ear)
    return min(tails, 0.5 + 0.5 * _closeness(left.particle, right.particle, FOREIGN))


def _arabic(part: Part) -> bool:
    return part.given or not ARABIC.isdisjoint(part.form)


@lru_cache(maxsize=65536)
def _closeness(left: str, right: str, ear: Ear) -> float:
    length = max(_length(left), _length(right))
    apart = _distance(left, right, ear) + (TOO_LONG if abs(len(left) - len(right)) > 2 else 0)
    return max(0.0, 1 - apart / length) if length else 0.0


def _length(word: str) -> float:
    vowels = spellings().vowels
    return sum(WEIGHT if letter in vowels else 1.0 for letter in word)


def _distance(left: str, right: str, ear: Ear) -> float:
    """Return the cheapest way from one spelling to the other."""
    before: list[float] = []
    above = [0.0]
    for j in range(len(right)):
        above.append(above[j] + _alone(right, j, ear))
    for i in range(len(left)):
        row = [above[0] + _alone(left, i, ear)]
        for j in range(len(right)):
            best = min(above[j] + _changed(left, i, right, j, ear), above[j + 1] + _alone(left, i, ear),
                       row[j] + _alone(right, j, ear))
            if i and j and left[i] == right[j - 1] and left[i - 1] == right[j]:
                best = min(best, before[j - 1] + TURNED)
            row.append(best)
        before, above = above, row
    return above[-1]


def _alone(word: str, at: int, ear: Ear) -> float:
    """Return what a letter costs that only one spelling has."""
    letter, table = word[at], spellings()
    if at and word[at - 1] == letter:
        return TWICE
    if letter in table.vowels:
        return ear.more
    if at == len(word) - 1 and at > 1 and letter in table.last:
        return max(LAST, ear.more)
    if (letter == "ه" and at) or (letter in "تد" and word[at + 1 : at + 2] in ("ش", "ج")):
        return ear.alike
    if at:
        return OTHER
    return SILENT if letter == "ه" else FIRST


def _changed(left: str, i: int, right: str, j: int, ear: Ear) -> float:
    """Return what one letter for another costs."""
    one, two, table = left[i], right[j], spellings()
    if one == two:
        return 0.0
    if one in table.vowels and two in table.vowels:
        return ear.vowel
    if (one, two) in table.letters:
        return ear.alike
    return FIRST if i == 0 or j == 0 else OTHER
