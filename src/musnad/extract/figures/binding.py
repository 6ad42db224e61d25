"""Binding a number to what stands around it: its noun, the fraction after the noun, the words that bound it."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.extract.figures import bounds, exclusions
from musnad.extract.figures.nouns import Noun
from musnad.extract.figures.quantity import Quantity
from musnad.extract.figures.words import unit_of
from musnad.lang.words import Word
from musnad.text.passage import Passage

_AND, _ARTICLE = "و", "ال"
_FRACTIONS = {"ونصف": 0.5, "وربع": 0.25, "وثلث": 0.3333}
_MEASURED = frozenset(("duration", "distance", "money"))
_SQUARE = frozenset(("مربع", "مربعا", "مكعب", "مكعبا", "مربعه", "مكعبه"))


def and_before(words: Sequence[Word], at: int) -> bool:
    """Whether a «و» written apart stands before the word ``at``."""
    return at > 0 and words[at - 1].form == _AND


def fraction_follows(words: Sequence[Word], at: int) -> bool:
    """Whether the word ``at`` adds a fraction: «ساعة ونصف»."""
    return at < len(words) and words[at].form in _FRACTIONS


def bound(passage: Passage, made: Quantity, noun: Noun | None) -> Quantity | None:
    """Return the quantity with its noun and its bounds; None if it counts nothing after all: an age, a score, a date."""
    words = passage.words
    if noun is not None:
        made.unit, made.unit_kind, made.unit_at = passage.text[noun.start : noun.end], noun.kind, noun.first
        _add_fraction(words, made)
    if exclusions.is_age(words, made.first, made.last, noun) or exclusions.is_score(words, made.first, made.last, noun):
        return None
    _approximate(words, made)
    if exclusions.is_calendar(words, made.first, made.last, made.unit_kind):
        return None
    _square(passage, made)
    sentence = passage.sentences[passage.sentence_at(made.start)]
    later = bounds.after(words, made.last, passage.word_at(sentence.end))
    if later is not None:
        made.last, made.end, made.relation = later.at, later.place, later.relation
    return made


def _approximate(words: Sequence[Word], made: Quantity) -> None:
    """Take in the approximation before; a number with letters of its own («بثلاثة») has none."""
    own_letters = made.first == made.number_first and made.start > words[made.first].start
    apart = made.first - 1 if made.first and words[made.first - 1].form == _ARTICLE else made.first  # «نحو الـ 700»
    near = None if own_letters else bounds.before(words, apart)
    if near is None:
        return
    made.first, made.start = near.at, near.place
    made.relation = near.relation if made.relation == "exact" else made.relation
    made.joined = near.joined.startswith(_AND) or and_before(words, near.at)


def _add_fraction(words: Sequence[Word], made: Quantity) -> None:
    """«ثلاث سنوات ونصف السنة», «ساعة ونصف»: the fraction after the noun is of the noun."""
    at = made.last + 1
    if not fraction_follows(words, at) or at + 1 >= len(words) or made.value >= 1000:
        return
    if made.unit_kind not in _MEASURED or made.kind not in {"cardinal", "dual", "one"}:
        return
    made.value += _FRACTIONS[words[at].form]
    named = unit_of(words[at + 1])
    made.last = at + 1 if named is not None and named.kind == made.unit_kind else at
    made.end = words[made.last].end


def _square(passage: Passage, made: Quantity) -> None:
    """«متر مربع», «متر مكعب» measure no distance."""
    at = made.unit_at + 1
    if made.unit_kind == "distance" and at < len(passage.words) and passage.words[at].form in _SQUARE:
        start = passage.words[made.unit_at].start
        made.unit, made.unit_kind = passage.text[start : passage.words[at].end], "other"
