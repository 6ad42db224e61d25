"""Reading a report's quantities: numbers, duals and single nouns, each with its noun and its bounds."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.extract.figures import bounds, exclusions
from musnad.extract.figures.fates import about
from musnad.extract.figures.nouns import Noun, noun_after, noun_before
from musnad.extract.figures.quantity import Quantity
from musnad.extract.figures.words import duals, forms, ones, unit_of
from musnad.lang.words import Word
from musnad.text.number_forms import after_letters
from musnad.text.numerals import Numeral, numerals
from musnad.text.passage import Passage

_AND, _ARTICLE = "و", "ال"
_HALF = frozenset(("ونصف", "وربع", "وثلث"))
_PARTS = {"ونصف": 0.5, "وربع": 0.25, "وثلث": 0.3333333333333333}
_AGAINST, _OF = "مقابل", "من"
_TO = frozenset(("الي", "عند"))
_COMMAS = frozenset(("،", ","))
_HYPHENS = frozenset("-–")
_SQUARE = frozenset(("مربع", "مربعا", "مكعب", "مكعبا", "مربعه", "مكعبه"))
COUNT_REACH = 3  # words between «بلغ عدد» and a number with no noun
TO_REACH = 8  # words between «ارتفع عدد القتلى يوم الخميس» and «إلى 109»
SAME_REACH = 8  # words between a figure and the next that leaves its noun out: «293 من لبنان و42»


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
        """Return all quantities in text order."""
        numbers = [n for n in numerals(self.words) if n.kind != "ordinal"]
        at = 0
        labelled = -9
        while at < len(numbers):
            number = numbers[at]
            noun = self._noun_after(number)
            if number.kind == "unclear":
                self._unclear(number, noun)
            elif at + 1 < len(numbers) and self._hyphened(number, numbers[at + 1]):
                at += 1
            elif self._excluded(number, noun) or (number.first - labelled <= 2 and number.digits and noun is None):
                labelled = number.last
            else:
                at += self._read(number, numbers[at + 1] if at + 1 < len(numbers) else None, noun)
            at += 1
        self._nouns_alone()
        self.found.sort(key=lambda q: (q.start, q.end))
        self._describe()
        return self.found

    def _noun_after(self, number: Numeral) -> Noun | None:
        """The noun after a number, on the same line."""
        noun = noun_after(self.words, number)
        if noun is not None and "\n" in self.passage.text[number.end : noun.start]:
            return None
        return noun

    def _hyphened(self, one: Numeral, two: Numeral) -> bool:
        """Read «10-15 شخصا»; two numbers with a hyphen that count nothing known are a score or a date."""
        link = self.words[one.last + 1]
        if two.first != one.last + 2 or link.raw not in _HYPHENS:
            return False
        noun, span = self._noun_after(two), bounds.range_of(self.words, one, two)
        if noun is None or not noun.kind or span is None or exclusions.is_date(self.words, one, noun):
            return False
        self._range(span, one, two, noun)
        return True

    def _unclear(self, number: Numeral, noun: Noun | None) -> None:
        if noun is not None and not exclusions.is_label(self.words, number, noun):
            self.unclear.append(number)

    def _excluded(self, number: Numeral, noun: Noun | None) -> bool:
        if exclusions.is_date(self.words, number, noun) or exclusions.is_label(self.words, number, noun):
            return True
        if number.kind == "fraction":
            following = self.words[number.last + 1].form if number.last + 1 < len(self.words) else ""
            return number.definite or self._half_of_noun(number) or following in forms("fraction not")
        return False

    def _half_of_noun(self, number: Numeral) -> bool:
        """«ساعتين ونصف الساعة»: read with the noun before it."""
        if number.prefix != _AND or not number.first:
            return False
        before = self.words[number.first - 1]
        return before.form in duals() or unit_of(before) is not None

    def _read(self, one: Numeral, two: Numeral | None, noun: Noun | None) -> int:
        """Read one quantity; return how many further numbers it took."""
        span = bounds.range_of(self.words, one, two) if two is not None else None
        if two is not None and span is not None:
            noun_two = self._noun_after(two)
            if noun_two is not None or span.first < one.first:
                self._range(span, one, two, noun_two)
                return 1
        self._single(one, noun)
        return 0

    def _range(self, span: bounds.Range, one: Numeral, two: Numeral, noun: Noun | None) -> None:
        if exclusions.is_date(self.words, two, noun) or (noun is None and not self._counted(span.first)):
            return
        end, last = (noun.end, noun.last) if noun else (two.end, two.last)
        made = Quantity(span.first, last, span.start, end, span.low, "cardinal", one.first, two.last, "between", span.high)
        self._finish(made, noun)

    def _single(self, number: Numeral, noun: Noun | None) -> None:
        start, first, last, end = number.start, number.first, number.last, number.end
        ahead = noun_before(self.words, number) if number.kind == "cardinal" else None
        if ahead is not None and (noun is None or number.definite or ahead.kind):
            noun, first, start = ahead, ahead.first, self.words[ahead.first].start
        elif number.definite and number.kind == "cardinal" and (noun is None or not noun.kind):
            if bounds.before(self.words, number.first) is None:
                return
            noun = None
        elif noun is not None:
            end, last = noun.end, noun.last
        made = Quantity(first, last, start, end, number.value, number.kind, number.first, number.last,
                        joined=number.prefix.startswith(_AND) or self._and_before(number.first))
        if noun is None and not self._bare(made, number):
            return
        self._finish(made, noun)

    def _and_before(self, at: int) -> bool:
        return at > 0 and self.words[at - 1].form == _AND

    def _finish(self, made: Quantity, noun: Noun | None) -> None:
        """Bind the noun and the approximations, and keep the quantity if it counts something."""
        if noun is not None:
            made.unit, made.unit_kind, made.unit_at = self.passage.text[noun.start : noun.end], noun.kind, noun.first
            self._half(made)
        if exclusions.is_age(self.words, made.first, made.last, noun) or exclusions.is_score(self.words, made.first, made.last, noun):
            return
        near = bounds.before(self.words, made.first)
        if near is not None and not (made.first == made.number_first and self._own_letters(made)):
            made.first, made.start = near.at, near.place
            made.relation = near.relation if made.relation == "exact" else made.relation
            made.joined = near.joined.startswith(_AND) or self._and_before(near.at)
        if exclusions.is_calendar(self.words, made.first, made.last, made.unit_kind):
            return
        self._square(made)
        sentence = self.passage.sentences[self.passage.sentence_at(made.start)]
        later = bounds.after(self.words, made.last, self.passage.word_at(sentence.end))
        if later is not None:
            made.last, made.end, made.relation = later.at, later.place, later.relation
        self.found.append(made)

    def _square(self, made: Quantity) -> None:
        """«متر مربع», «متر مكعب» measure no distance."""
        at = made.unit_at + 1
        if made.unit_kind == "distance" and at < len(self.words) and self.words[at].form in _SQUARE:
            start = self.words[made.unit_at].start
            made.unit, made.unit_kind = self.passage.text[start : self.words[at].end], "other"

    def _own_letters(self, made: Quantity) -> bool:
        """A number with letters of its own joined («بثلاثة») has no approximation before it."""
        return made.start > self.words[made.first].start

    def _half(self, made: Quantity) -> None:
        """«ثلاث سنوات ونصف السنة», «ساعة ونصف»: the fraction after the noun is of the noun."""
        at = made.last + 1
        if at >= len(self.words) or self.words[at].form not in _HALF or made.kind not in {"cardinal", "dual", "one"}:
            return
        if made.unit_kind not in {"duration", "distance", "money"} and made.value < 1000:
            return
        unit = 1 if made.value < 1000 else 0
        following = self.words[at + 1] if at + 1 < len(self.words) else None
        if following is None or not unit:
            return
        made.value += _PARTS[self.words[at].form]
        named = unit_of(following)
        made.last = at + 1 if named is not None and named.kind == made.unit_kind else at
        made.end = self.words[made.last].end

    def _bare(self, made: Quantity, number: Numeral) -> bool:
        """Whether a number with no noun beside it counts something: by an approximation, a cue, or what went before."""
        if number.kind == "fraction":
            return self.words[number.first].form.endswith(("هم", "ها", "هن"))
        if number.kind == "few":
            return False
        if number.kind == "vague":
            return True
        if not number.digits and number.value == 1:
            return False
        if (number.floor >= 1000 and number.last > number.first) or bounds.before(self.words, number.first) is not None:
            return True
        return self._same_noun(made, number) or self._counted(number.first) or self._of_them(number)

    def _of_them(self, number: Numeral) -> bool:
        """«ثلاثة منهم», «12 من 22 دولة»."""
        at = number.last + 1
        if at + 1 < len(self.words) and self.words[at].form == _OF and self.words[at + 1].kind == "number":
            return not exclusions.is_date(self.words, number, None)
        return at < len(self.words) and self.words[at].form in forms("part") | forms("befell")

    def _counted(self, first: int) -> bool:
        counting = forms("count")
        reach = TO_REACH if first and self.words[first - 1].form in _TO else COUNT_REACH
        for word in self.words[max(0, first - reach) : first]:
            if word.form in counting or (word.form[0] in "وفبل" and word.form[1:] in counting):
                return True
        return False

    def _same_noun(self, made: Quantity, number: Numeral) -> bool:
        """«عبر 293 من لبنان و42 من الأردن»: the number goes on counting what the one before it counts."""
        if not self.found:
            return False
        last = self.found[-1]
        link = self.words[last.last + 1].form
        told = self.words[number.first - 1].raw == ":" and number.last + 1 < len(self.words) \
            and self.words[number.last + 1].form == _OF
        listed = told or number.first - last.last == 2 and (link == _AGAINST or link in _COMMAS and not self._noun_like(number))
        if not made.joined and not listed:
            return False
        made.joined = True
        near = 0 <= number.first - last.last <= SAME_REACH
        if not near or self.passage.sentence_at(last.start) != self.passage.sentence_at(number.start):
            return False
        return last.unit_kind != "duration" and not exclusions.is_date(self.words, number, None)

    def _noun_like(self, number: Numeral) -> bool:
        """Whether a word that could be a noun, though none that is counted, follows the number."""
        following = self.words[number.last + 1] if number.last + 1 < len(self.words) else None
        return following is None or following.form not in forms("no noun")

    def _nouns_alone(self) -> None:
        """Duals («قتيلان») and, after an approximation, single nouns («أكثر من سنة»)."""
        taken = {k for q in self.found for k in range(q.first, q.last + 1)}
        pairs, singles = duals(), ones()
        previous = -9
        for at, word in enumerate(self.words):
            form = word.form
            if form in pairs and at not in taken:
                if at - previous > 1 and not self._no_dual(at):
                    self._dual(at, *pairs[form])
                previous = at
            elif form in singles and at not in taken and at:
                self._one(at, singles[form])

    def _no_dual(self, at: int) -> bool:
        """After «كلا» a dual is known already; before the dead and wounded «موقعين» is a participle."""
        if at and self.words[at - 1].form in forms("no dual"):
            return True
        following = unit_of(self.words[at + 1]) if at + 1 < len(self.words) else None
        return following is not None and following.plural and following.kind in {"killed", "injured"}

    def _dual(self, at: int, kind: str, letters: str) -> None:
        word = self.words[at]
        start = after_letters(word, len(letters))
        made = Quantity(at, at, start, word.end, 2, "dual", at, at, joined=letters.startswith(_AND) or self._and_before(at))
        self._finish(made, Noun(at, at, start, word.end, kind))

    def _one(self, at: int, kind: str) -> None:
        word = self.words[at]
        half = at + 1 < len(self.words) and self.words[at + 1].form in _HALF
        if half or bounds.before(self.words, at) is not None:
            made = Quantity(at, at, word.start, word.end, 1, "one", at, at)
            self._finish(made, Noun(at, at, word.start, word.end, kind))

    def _describe(self) -> None:
        """Say what each quantity is about; a number that left its noun out takes the noun of the one before."""
        for one, two in zip(self.found, self.found[1:], strict=False):
            if one.unit is None and two.first == one.last + 2 and self.words[one.last + 1].form == _OF:
                one.unit, one.unit_kind = two.unit, two.unit_kind
        before: Quantity | None = None
        for quantity in self.found:
            if before is not None and self.passage.sentence_at(before.start) != self.passage.sentence_at(quantity.start):
                before = None
            heir = quantity.unit is None and before is not None and (quantity.joined or quantity.kind == "cardinal")
            if heir and before is not None:
                quantity.unit, quantity.unit_kind = before.unit, before.unit_kind
            quantity.about = about(self.words, quantity, before, heir=heir)
            before = quantity
