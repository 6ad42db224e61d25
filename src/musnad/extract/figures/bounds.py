"""Approximations and bounds around a number, and ranges of two numbers.

Finds    أكثر من 15 مركزا          more than 15
Finds    20 شخصا على الأقل         at least 20, with the words after the noun
Finds    بين 10 و15 شخصا           between 10 and 15
Leaves   ارتفع من 10 إلى 15         a change: two figures, no range
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from musnad.extract.figures.words import forms, phrases_by_first, phrases_by_last
from musnad.lang.words import Word
from musnad.text.number_forms import after_letters
from musnad.text.numerals import Numeral

_BETWEEN = frozenset(("بين", "مابين"))
_TO = frozenset(("الي", "حتي", "-", "–", "~", "او"))
_FROM, _AND, _WHAT = "من", "و", "ما"
_LETTERS = ("و", "ف", "ب", "ل", "وب", "ول")
_TO_ALONE = frozenset(("الي", "حتي"))
AFTER_REACH = 4  # words between the noun and «على الأقل»: ثماني جثث محترقة على الأقل


@dataclass(frozen=True, slots=True)
class Approximation:
    """Words that bound a number: the index and code point where they begin or end, and what they say."""

    at: int
    place: int
    relation: str
    joined: str = ""


def before(words: Sequence[Word], first: int) -> Approximation | None:
    """Return the approximation that ends right before the word ``first``."""
    if not first:
        return None
    rows = phrases_by_last("before")
    last = words[first - 1].form
    for form in (last, *_stripped(last)):
        for key, relation in rows.get(form, ()):
            start = first - len(key)
            if start < 0 or any(words[start + k].form != key[k] for k in range(1, len(key))):
                continue
            letters = _letters(words[start].form, key[0])
            if letters is not None and (form == last or len(key) == 1):
                return Approximation(start, after_letters(words[start], len(letters)), relation, letters)
    return None


def _stripped(form: str) -> tuple[str, ...]:
    return tuple(form[len(letters) :] for letters in _LETTERS if form.startswith(letters) and len(form) > len(letters) + 1)


def _letters(form: str, key: str) -> str | None:
    """Return the letters joined before ``key`` in ``form``; None if it is another word."""
    if not form.endswith(key):
        return None
    letters = form[: len(form) - len(key)]
    return letters if not letters or letters in _LETTERS else None


def after(words: Sequence[Word], last: int, stop: int) -> Approximation | None:
    """Return the approximation that follows a figure, with at most a few words of its noun between."""
    rows = phrases_by_first("after")
    for at in range(last + 1, min(last + 1 + AFTER_REACH, stop)):
        for key, relation in rows.get(words[at].form, ()):
            end = at + len(key)
            if end <= stop and all(words[at + k].form == key[k] for k in range(len(key))):
                return Approximation(end - 1, words[end - 1].end, relation)
        if words[at].kind != "word" or words[at].form in forms("no noun") or words[at].form.startswith(_AND):
            return None
    return None


@dataclass(frozen=True, slots=True)
class Range:
    """Two numbers that bound one: the index and place where it begins, and its bounds."""

    first: int
    start: int
    low: int | float
    high: int | float


def range_of(words: Sequence[Word], one: Numeral, two: Numeral) -> Range | None:
    """Return the range that two neighbouring numbers make, None if they make none."""
    gap = [w.form for w in words[one.last + 1 : two.first]]
    low = one.value
    if one.kind != "cardinal" or two.kind != "cardinal" or len(gap) > 3:
        return None
    if low < two.floor and two.floor >= 1000 and low * two.floor < two.value:
        low = low * two.floor  # «بين ثلاثة وأربعة آلاف»
    if low >= two.value:
        return None
    opening = words[one.first - 1].form if one.first and not one.prefix else ""
    joined = two.prefix == _AND or (gap and gap[-1] == _AND)
    if joined and opening.lstrip("وبف") in {"ين", *_BETWEEN} and (not gap or gap == [_AND] or len(gap) <= 2):
        return _opened(words, one, low, two, _between_start(words, one.first - 1))
    if len(gap) == 1 and gap[0] in _TO and not two.prefix:
        return _from_to(words, one, low, two, gap[0], opening)
    return None


def _between_start(words: Sequence[Word], at: int) -> int:
    return at - 1 if at and words[at - 1].form.endswith(_WHAT) and len(words[at - 1].form) < 4 else at


def _opened(words: Sequence[Word], one: Numeral, low: int | float, two: Numeral, at: int) -> Range:
    form = words[at].form
    skip = 1 if len(form) > 2 and form[0] in "وفل" and not form.startswith("بين") else 0
    return Range(at, after_letters(words[at], skip) if skip else words[at].start, low, two.value)


def _from_to(words: Sequence[Word], one: Numeral, low: int | float, two: Numeral, link: str, opening: str) -> Range | None:
    changed = any(w.form.lstrip("و") in forms("change") for w in words[max(0, one.first - 8) : one.first])
    if changed and link in _TO_ALONE:
        return None
    if opening == _FROM and link in _TO_ALONE:
        return Range(one.first - 1, words[one.first - 1].start, low, two.value)
    return Range(one.first, one.start, low, two.value)
