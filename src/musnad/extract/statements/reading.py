"""A report laid out for finding statements: its words in units that no quotation breaks."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import compress

from musnad.extract.statements.grammar import INDEFINITE, LI_WITH_ARTICLE, WITH_LI, WITH_WA, WORDS
from musnad.extract.statements.heads import HEADS, Head
from musnad.extract.statements.inflection import CUES
from musnad.extract.statements.outlets import OUTLETS
from musnad.extract.statements.tagged import mended
from musnad.lang.words import Word
from musnad.text.names import Name
from musnad.text.passage import Passage
from musnad.text.quotations import Quotation

LONGEST_MERGE = 2500  # code points: a quotation longer than this no longer joins its sentences into one unit
PERSON_IN_MARKS = 5  # words
QUOTED_NAME = 7  # words: a longer quotation is speech, not a name
_STOP = re.compile(r"[.!؟]\s|[!؟]")


@dataclass(slots=True)
class Reading:
    """The words of a report with what the rules ask about them.

    Attributes:
        passage: The report.
        words: Its words.
        forms: Their folded forms.
        heads: What each word says as the head of a speaker's name, or None.
        units: Word ranges that a rule may look at once: sentences, joined where a quotation runs over them.
        opening: For each word that opens a quotation, the quotation.
        closing: For each word that closes one, the quotation.
        inside: For each word, the innermost quotation that it stands in, or None.
        names: For each word, the name that covers it, or None.
        names_list: The names in order.
        outermost: First code point of each quotation that stands in no other, in order.
        bodies: Folded names of one word of the places and organisations in the report.
    """

    passage: Passage
    words: tuple[Word, ...]
    forms: list[str]
    heads: list[Head | None]
    units: list[tuple[int, int]]
    opening: dict[int, Quotation]
    closing: dict[int, Quotation]
    inside: list[Quotation | None]
    names: list[Name | None]
    names_list: tuple[Name, ...]
    outermost: list[int]
    bodies: frozenset[str]

    @property
    def text(self) -> str:
        """The whole source text."""
        return self.passage.text

    def unit_at(self, index: int) -> tuple[int, int]:
        """Return the unit that holds a word."""
        return self.units[bisect_right(self.units, (index, len(self.words) + 1)) - 1]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the code points of the words ``first`` up to ``last``, exclusive; empty where there are none."""
        if last <= first:
            return self.words[first].start, self.words[first].start
        return self.words[first].start, self.words[last - 1].end

    def close_of(self, quotation: Quotation) -> int:
        """Return the word that closes a quotation."""
        return self.passage.word_at(quotation.inner.end)

    def gap(self, index: int) -> str:
        """Return what stands between a word and the one before it."""
        before = self.words[index - 1].end if index else self.passage.span.start
        return self.text[before : self.words[index].start]

    def line_start(self, index: int) -> bool:
        """Say whether a word begins a line."""
        if index == 0:
            return True
        before, start = self.words[index - 1].end, self.words[index].start
        return start > before and "\n" in self.text[before:start]

    def names_in_marks(self, index: int) -> bool:
        """Say whether a quotation is a name: a few words with no complementiser and no full stop inside."""
        quotation = self.opening[index]
        inner = self.forms[index + 1 : self.close_of(quotation)]
        if any(c.pronoun for form in inner for c in CUES[form]):
            return False  # «و"اعترافه" بذلك»
        if not 0 < len(inner) <= QUOTED_NAME or _STOP.search(quotation.inner.of(self.text)):
            return False
        if any(form.removeprefix(WITH_WA) in WORDS.negation for form in inner):
            return False
        if inner[0].startswith(LI_WITH_ARTICLE) and WORDS.content_noun(inner[0].removeprefix(WITH_LI * 2)):
            return False  # «دعا القيادي "للإفراج عن زملائه"»
        return "." in inner or WORDS.inna.isdisjoint(inner)


def lay_out(passage: Passage, tagged: tuple[Name, ...]) -> Reading:
    """Prepare a report, in time linear in its words."""
    words = passage.words
    opening, closing, inside = _quoted(passage)
    right = _filling_marks(passage, list(mended(tagged, words)), inside)
    ends = {name.last for name in right}
    names = tuple(_whole_in_marks(passage, name, inside, ends) for name in right)
    covering: list[Name | None] = [None] * len(words)
    for name in (n for n in names if n.kind != "document"):  # «وفق القرار 2254»: it speaks for nobody
        covering[name.first : name.last] = [name] * (name.last - name.first)
    forms = passage.forms
    outermost = [q.outer.start for q in passage.quotations if q.depth == 0]
    return Reading(passage, words, forms, _heads(forms), _units(passage), opening, closing, inside, covering, names,
                   outermost, frozenset(forms[n.first] for n in names if n.last == n.first + 1 and n.kind != "person"))


def _heads(forms: list[str]) -> list[Head | None]:
    """Return what speaks at each word; «إن مسؤولا», «لكن متحدثا»: some words put an office in the accusative."""
    heads = list(map(HEADS.__getitem__, forms))
    for at in compress(range(1, len(forms)), map(WORDS.governs.__contains__, forms)):
        form = forms[at]
        if heads[at] is None and form[-1] == INDEFINITE and len(form) > 3:
            heads[at] = HEADS[form[:-1]]
    return heads


def _filling_marks(passage: Passage, names: list[Name], inside: list[Quotation | None]) -> list[Name]:
    """«"جان" "كلود يونكر"» side by side that fill one pair of marks are one person's name."""
    joined: list[Name] = []
    for name in names:
        before, quotation = joined[-1] if joined else None, inside[name.first]
        person = before is not None and before.kind == name.kind == "person" and before.last == name.first
        if person and before is not None and quotation is not None and quotation.closed:
            first, last = passage.word_at(quotation.inner.start), passage.word_at(quotation.inner.end)
            if before.first == first and name.last == last:
                joined[-1] = before._replace(last=name.last, end=name.end)
                continue
        joined.append(name)
    return joined


def _whole_in_marks(passage: Passage, name: Name, inside: list[Quotation | None], ends: set[int]) -> Name:
    """A person's name that fills some of a few words in marks fills them all, where none of them is an office.

    And the name of an outlet in marks («"القدس العربي"») is no place.
    """
    quotation = inside[name.first]
    if name.kind == "place" and quotation is not None and name.first == passage.word_at(quotation.inner.start):
        return _outlet(passage, name, passage.word_at(quotation.inner.end))
    if name.kind != "person" or quotation is None or not quotation.closed or quotation.inner.start >= name.start:
        return name
    first, last = passage.word_at(quotation.inner.start), passage.word_at(quotation.inner.end)
    if last != name.last or last - first > PERSON_IN_MARKS:
        return name
    other = any(_other_word(word) for word in passage.words[first : name.first])
    if other or not ends.isdisjoint(range(first + 1, name.first + 1)):
        return name
    return Name(first, last, quotation.inner.start, quotation.inner.end, name.kind, name.score)


def _other_word(word: Word) -> bool:
    """An office or a verb; «روي», written with a ya, is a name and not the verb that folds to it."""
    return HEADS[word.form] is not None or (bool(CUES[word.form]) and not word.raw.endswith("ي"))


def _outlet(passage: Passage, name: Name, last: int) -> Name:
    words = passage.words
    key = tuple(word.form for word in words[name.first : last])
    if len(key) < 2 or all(key != known for known, _ in OUTLETS[key[0]]):
        return name
    return Name(name.first, last, words[name.first].start, words[last - 1].end, "organization", name.score)


def _quoted(passage: Passage) -> tuple[dict[int, Quotation], dict[int, Quotation], list[Quotation | None]]:
    opening: dict[int, Quotation] = {}
    closing: dict[int, Quotation] = {}
    inside: list[Quotation | None] = [None] * len(passage.words)
    for quotation in passage.quotations:
        first = passage.word_at(quotation.outer.start)
        last = passage.word_at(quotation.inner.end)
        opening[first] = quotation
        if quotation.closed:
            closing[last] = quotation
            inside[first + 1 : last] = [quotation] * max(0, last - first - 1)
    return opening, closing, inside


def _units(passage: Passage) -> list[tuple[int, int]]:
    ends = [passage.word_at(s.end) for s in passage.sentences]
    held = [q.outer for q in passage.quotations
            if q.closed and q.depth == 0 and q.outer.end - q.outer.start < LONGEST_MERGE]
    units: list[tuple[int, int]] = []
    first, at = 0, 0
    for sentence, end in zip(passage.sentences, ends, strict=True):
        while at < len(held) and held[at].end <= sentence.end:
            at += 1
        broken = at < len(held) and held[at].start < sentence.end < held[at].end
        if not broken and end > first:
            units.append((first, end))
            first = end
    if first < len(passage.words):
        units.append((first, len(passage.words)))
    return units
