"""Nouns that are a number by themselves: duals, and single nouns after an approximation.

Finds    وصل عاملان                  two
Finds    بعد أكثر من سنة              more than one
Finds    عاد رائدي فضاء               two of an indefinite kind
Leaves   عاد العاملان                 definite: known already, no new count
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from musnad.extract.figures import bounds
from musnad.extract.figures.binding import and_before, bound, fraction_follows
from musnad.extract.figures.nouns import Noun
from musnad.extract.figures.quantity import Quantity
from musnad.extract.figures.words import duals, forms, ones, unit_of
from musnad.lang.words import Word
from musnad.text.number_forms import after_letters
from musnad.text.passage import Passage

_AND, _ARTICLE, _ABOUT = "و", "ال", "عن"


def lone_nouns(passage: Passage, taken: set[int]) -> Iterator[Quantity]:
    """Yield the nouns that are numbers by themselves.

    Args:
        passage: The report.
        taken: Indices of the words that other figures hold.
    """
    words = passage.words
    pairs, singles, construct = duals(), ones(), forms("construct dual")
    adjective = -1  # a dual right after a dual is its adjective
    for at, form in enumerate(passage.forms):
        found: Quantity | None = None
        if form in pairs:
            found = None if at == adjective or at in taken or _no_dual(words, at) else _dual(passage, at)
            adjective = at + 1
            if at + 1 < len(words) and duals().get(words[at + 1].form, ("", ""))[1]:
                adjective = -1  # «امرأتان ورجلان»: joined by a letter, it is another
        elif form in singles:
            found = None if at in taken else _one(passage, at)
        elif form in construct:
            found = None if at in taken else _construct(passage, at)
        if found is not None:
            yield found


def _no_dual(words: Sequence[Word], at: int) -> bool:
    """After «كلا» a dual is known already; before the dead and wounded «موقعين» is a participle."""
    if at and words[at - 1].form in forms("no dual"):
        return True
    if at + 1 < len(words) and words[at + 1].form == _ABOUT and words[at].form.endswith("ين"):
        return True  # «معبرين عن»: a participle
    following = unit_of(words[at + 1]) if at + 1 < len(words) else None
    return following is not None and following.plural and following.kind in {"killed", "injured"}


def _dual(passage: Passage, at: int) -> Quantity | None:
    word = passage.words[at]
    kind, letters = duals()[word.form]
    start = after_letters(word, len(letters))
    made = Quantity(at, at, start, word.end, 2, "dual", at, at)
    made.joined = letters.startswith(_AND) or and_before(passage.words, at)
    return bound(passage, made, Noun(at, at, start, word.end, kind))


def _one(passage: Passage, at: int) -> Quantity | None:
    word = passage.words[at]
    if not fraction_follows(passage.words, at + 1) and bounds.before(passage.words, at) is None:
        return None
    made = Quantity(at, at, word.start, word.end, 1, "one", at, at)
    return bound(passage, made, Noun(at, at, word.start, word.end, ones()[word.form]))


def _construct(passage: Passage, at: int) -> Quantity | None:
    """«رائدي فضاء» counts; «مدينتي كذا وكذا» and a definite second word only name them."""
    words = passage.words
    if at + 1 >= len(words):
        return None
    word, kind = words[at], words[at + 1]
    named = at + 2 < len(words) and words[at + 2].form.startswith(_AND)
    if named or kind.kind != "word" or kind.form.startswith((_ARTICLE, _AND)) or kind.form in forms("no noun"):
        return None
    made = Quantity(at, at + 1, word.start, kind.end, 2, "dual", at, at)
    return bound(passage, made, Noun(at, at + 1, word.start, kind.end, "person"))
