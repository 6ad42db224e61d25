"""Reading a report's quantities: numbers, duals and single nouns, each with its noun and its bounds."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from musnad.extract.figures import bounds, exclusions
from musnad.extract.figures.bare import counted, counts, of_their_own
from musnad.extract.figures.binding import and_before, bound
from musnad.extract.figures.fates import about
from musnad.extract.figures.lone import lone_nouns
from musnad.extract.figures.nouns import Noun, noun_after, noun_before
from musnad.extract.figures.quantity import PEOPLE, Quantity
from musnad.extract.figures.words import duals, forms, unit_of
from musnad.lang.words import Word
from musnad.text.numerals import Numeral, numerals
from musnad.text.passage import Passage

_AND, _OF, _TO, _ARTICLE = "و", "من", "الي", "ال"
_RARE = "بليون"  # a scale hardly written any more, and the name of a village
_HYPHENS = frozenset("-–")
SCALE = 1000  # from which a word of number multiplies the one before it
LABEL_REACH = 2  # words between two labels of one list: «المادتان 5 و6»


class Reading:
    """The quantities of one passage.

    Attributes:
        unclear: Numbers whose digits nobody could read.
    """

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.words: Sequence[Word] = passage.words
        self.unclear: list[Numeral] = []
        self.found: list[Quantity] = []

    def quantities(self) -> list[Quantity]:
        """Return all quantities in text order, none over another."""
        self._numbers([n for n in numerals(self.words, self.passage.text) if n.kind != "ordinal"])
        taken = {k for q in self.found for k in range(q.first, q.last + 1)}
        self.found.extend(lone_nouns(self.passage, taken))
        self.found = _apart(self.found)
        self._describe()
        return self.found

    def _numbers(self, numbers: Sequence[Numeral]) -> None:
        at, labelled = 0, -LABEL_REACH - 1
        while at < len(numbers):
            number = numbers[at]
            following = numbers[at + 1] if at + 1 < len(numbers) else None
            noun = self._noun_after(number)
            goes_on = number.first - labelled <= LABEL_REACH and number.digits and noun is None
            if number.kind == "unclear" or self._of_brackets(number):
                self._unclear(number, noun)
            elif following is not None and self._hyphened(number, following):
                at += 1
            elif goes_on or self._excluded(number, noun):
                labelled = number.last
            elif following is not None and self._spanned(number, following):
                at += 1
            else:
                self._single(number, noun)
            at += 1

    def _noun_after(self, number: Numeral) -> Noun | None:
        """The noun after a number, on the same line."""
        noun = noun_after(self.words, number)
        if noun is None or of_their_own(self.words, number) or "\n" in self.passage.text[number.end : noun.start]:
            return None
        return noun

    def _unclear(self, number: Numeral, noun: Noun | None) -> None:
        """Digits that count something and cannot be read are refused; addresses and versions are nobody's figure."""
        if noun is not None and not exclusions.is_label(self.words, number, noun):
            self.unclear.append(number)

    def _of_brackets(self, number: Numeral) -> bool:
        """«(3.77) مليار دولار»: a scale whose number stands in brackets before it is no thousand million by itself."""
        before = self.words[max(0, number.first - 2) : number.first]
        alone = number.first == number.last and not number.digits and number.value >= SCALE
        return alone and len(before) == 2 and before[0].kind == "number" and before[1].raw == ")"

    def _hyphened(self, one: Numeral, two: Numeral) -> bool:
        """Read «10-15 شخصا»; two numbers with a hyphen that count nothing known are a score or a date."""
        if two.first != one.last + 2 or self.words[one.last + 1].raw not in _HYPHENS:
            return False
        noun, span = self._noun_after(two), bounds.range_of(self.words, one, two)
        if noun is None or not noun.kind or span is None or exclusions.is_date(self.words, one, noun):
            return False
        self._range(span, one, two, noun)
        return True

    def _excluded(self, number: Numeral, noun: Noun | None) -> bool:
        if exclusions.is_date(self.words, number, noun) or exclusions.is_label(self.words, number, noun):
            return True
        if number.kind != "fraction":
            return False
        following = self.words[number.last + 1].form if number.last + 1 < len(self.words) else ""
        return number.definite or self._half_of_noun(number) or following in forms("fraction not")

    def _half_of_noun(self, number: Numeral) -> bool:
        """«ساعتين ونصف الساعة»: read with the noun before it."""
        if number.prefix != _AND or not number.first:
            return False
        before = self.words[number.first - 1]
        return before.form in duals() or unit_of(before) is not None

    def _spanned(self, one: Numeral, two: Numeral) -> bool:
        """Read two numbers that bound one: «بين 10 و15 مترا»."""
        span = bounds.range_of(self.words, one, two)
        if span is None:
            return False
        noun = self._noun_after(two)
        if noun is None and span.first == one.first:
            return False
        self._range(span, one, two, noun)
        return True

    def _range(self, span: bounds.Range, one: Numeral, two: Numeral, noun: Noun | None) -> None:
        if exclusions.is_date(self.words, two, noun) or (noun is None and not counted(self.words, span.first)):
            return
        end, last = (noun.end, noun.last) if noun else (two.end, two.last)
        self._keep(Quantity(span.first, last, span.start, end, span.low, "cardinal", one.first, two.last, "between",
                            span.high), noun)

    def _single(self, number: Numeral, noun: Noun | None) -> None:
        start, first, last, end = number.start, number.first, number.last, number.end
        ahead = noun_before(self.words, number) if number.kind == "cardinal" else None
        if ahead is not None and (noun is None or number.definite or ahead.kind):
            noun, first, start = ahead, ahead.first, ahead.start
        elif self._definite(number) and (noun is None or not noun.kind):
            if bounds.before(self.words, number.first) is None:
                return
            noun = None
        elif noun is not None:
            end, last = noun.end, noun.last
        if number.first == number.last and self.words[number.first].form.endswith(_RARE) and not (noun and noun.kind):
            return  # «بلدة بليون»
        made = Quantity(first, last, start, end, number.value, number.kind, number.first, number.last)
        made.joined = number.prefix.startswith(_AND) or and_before(self.words, number.first)
        before = self.found[-1] if self.found else None
        if noun is not None or counts(self.passage, number, made, before):
            self._keep(made, noun)

    def _definite(self, number: Numeral) -> bool:
        """«الثلاثة», «الـ71»: with no definite plural before it and no known noun after it, most likely an ordinal."""
        article = number.digits and number.first > 0 and self.words[number.first - 1].form == _ARTICLE
        return number.kind == "cardinal" and (number.definite or article)

    def _keep(self, made: Quantity, noun: Noun | None) -> None:
        kept = bound(self.passage, made, noun)
        if kept is not None:
            self.found.append(kept)

    def _describe(self) -> None:
        """Say what each quantity is about; a number that left its noun out takes that of its neighbour."""
        for one, two in pairwise(self.found):
            if one.unit is None and two.first == one.last + 2 and self.words[one.last + 1].form in {_OF, _TO}:
                one.unit, one.unit_kind = two.unit, two.unit_kind
        before: Quantity | None = None
        for quantity in self.found:
            if before is not None and not self._same_sentence(before, quantity):
                before = None
            heir = quantity.unit is None and before is not None and self._inherits(quantity, before)
            if heir and before is not None:
                quantity.unit, quantity.unit_kind = before.unit, before.unit_kind
            quantity.about = about(self.words, quantity, before, heir=heir)
            before = quantity

    def _inherits(self, quantity: Quantity, before: Quantity) -> bool:
        """Whether a number with no noun counts what the one before it counts: joined to it, a part of it, or people too."""
        if quantity.joined or quantity.kind == "fraction":
            return True
        if quantity.kind != "cardinal":
            return False
        between = self.words[before.last + 1 : quantity.first]
        return before.unit_kind in PEOPLE or any(w.form in forms("part") for w in between)

    def _same_sentence(self, one: Quantity, two: Quantity) -> bool:
        return self.passage.sentence_at(one.start) == self.passage.sentence_at(two.start)


def _apart(quantities: Sequence[Quantity]) -> list[Quantity]:
    """Return the quantities in text order; of two that share words the first, and the longer, stays."""
    kept: list[Quantity] = []
    for quantity in sorted(quantities, key=lambda q: (q.start, -q.end)):
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return kept
