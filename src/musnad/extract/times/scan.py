"""A scan: the words of a passage with their terms of time, and what was read of them so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from musnad.extract.times.terms import Term, not_future, not_future_stems, past_clitic, terms
from musnad.extract.times.when import When
from musnad.lang.words import Word

MEMORY = 300  # words: how far back a bare clock time may look for its day
NEAR = timedelta(days=6)  # from publication: what happened at an hour is news
_STARTERS = frozenset(("weekday", "relday", "night", "part", "adverb", "month", "weakmonth", "hijri", "season", "this",
                       "phase", "weekend", "share", "decade", "latest", "ordinal", "hourword", "vague", "pair"))
_FIGURES = frozenset(("month", "weakmonth", "hijri", "unit", "part", "adverb", "zone", "era", "prep", "ordinal",
                      "cardinal"))
_BEFORE = 14  # words: how far back a verb in the future may stand


class Found(NamedTuple):
    """An expression of time.

    Attributes:
        start: Index of its first word.
        end: One past the index of its last word.
        when: What it comes to; None where it cannot exist.
        why: Why it cannot exist.
        part: Part of the day that the words name.
    """

    start: int
    end: int
    when: When | None
    why: str = ""
    part: str = ""


class Count(NamedTuple):
    """A whole number read from digits or words.

    Attributes:
        value: The number.
        end: One past the index of its last word.
        digits: How many digits it was written with, 0 for words.
    """

    value: int
    end: int
    digits: int = 0


@dataclass(slots=True)
class Memory:
    """The times read last, for those that are counted from them («في اليوم التالي»).

    Attributes:
        published: Day of publication.
        day: The last day, None if none was read.
        near: The last day near publication.
        at: Index of the word after that.
        year: The last year.
        month: The last year and month.
        parts: The last day read with each part of the day, and where.
        coming: Weekdays that were read as lying ahead.
        dated: Year and month of the last date with a year of its own, and the index of the word after it.
    """

    published: date | None = None
    day: date | None = None
    near: date | None = None
    at: int = 0
    year: int | None = None
    month: tuple[int, int] | None = None
    parts: dict[str, tuple[date, int]] = field(default_factory=dict)
    coming: set[int] = field(default_factory=set)
    dated: tuple[int, int, int] | None = None

    def keep(self, found: Found) -> None:
        """Remember a time that was read."""
        when = found.when
        if when is None or when.first is None or when.value is None:
            return
        self.year = when.first.year
        if when.grain in ("day", "month") and when.anchor != "published":
            self.dated = (when.first.year, when.first.month, found.end)
        if when.grain in ("day", "hour", "minute") and when.last:
            self.day = when.last
            if self.published is None or abs(when.last - self.published) <= NEAR:
                self.near, self.at = when.last, found.end
                if found.part and when.anchor != "text":
                    self.parts[found.part] = (self.near, self.at)
        if when.grain in ("day", "month", "hour", "minute"):
            self.month = (when.first.year, when.first.month)


    def day_for(self, at: int, part: str, reach: int = MEMORY) -> date | None:
        """Return the day that a time of day without one belongs to: that of the same part of the day, else the last."""
        day, seen = self.parts.get(part, (self.near, self.at))
        return day if at - seen <= reach else None


@dataclass(slots=True)
class Scan:
    """Words, terms and memory; no rule reads past ``stop``, the end of the line.

    Attributes:
        text: The whole text.
        words: Words of the passage.
        published: Day of publication.
        stop: One past the index of the last word of the line.
        terms: Terms by index of their first word.
        memory: The times read last.
    """

    text: str
    words: Sequence[Word]
    published: date | None
    stop: int
    terms: dict[int, tuple[Term, ...]]
    memory: Memory

    @classmethod
    def of(cls, text: str, words: Sequence[Word], published: date | None) -> Scan:
        """Look up the terms of ``words``; a day of publication at the ends of the calendar is none."""
        published = published if published and 1000 <= published.year < 9000 else None
        return cls(text, words, published, len(words), terms(words), Memory(published))

    def starts(self) -> Iterator[int]:
        """Yield the words at which an expression may begin, in order."""
        for i, word in [(i, w) for i, w in enumerate(self.words) if i in self.terms or w.kind == "number"]:
            if word.kind == "number":
                if self._may_be_date(i, word.form):
                    yield i
            elif any(t.kind in _STARTERS or self._opens(i, t) for t in self.terms[i]):
                yield i

    def _may_be_date(self, i: int, form: str) -> bool:
        if len(form) == 4 or i + 1 >= len(self.words):
            return True
        following = self.words[i + 1]
        return any(t.kind in _FIGURES for t in self.terms.get(i + 1, ())) or following.raw in "-–/:.,،و(" or len(form) > 4

    def _opens(self, i: int, term: Term) -> bool:
        """Say whether a unit, a number in words or a preposition may open an expression here."""
        if term.kind == "unit":
            return term.definite or term.value in ("day", "month", "year")
        if term.kind == "cardinal":
            return term.definite
        if term.kind != "prep" or i + term.length >= len(self.words):
            return False
        k = i + term.length
        number = self.words[k].kind == "number"
        if term.value in ("in", "to", "within"):
            return number and term.value == "in"
        return number or k in self.terms or (term.value == "since" and k + 1 in self.terms)

    def term(self, i: int, *kinds: str) -> Term | None:
        """Return the term of one of ``kinds`` that begins at word ``i``."""
        if 0 <= i < self.stop:
            for term in self.terms.get(i, ()):
                if term.kind in kinds:
                    return term
        return None

    def kinds(self, i: int) -> set[str]:
        """Return the kinds of terms that begin at word ``i``, and ``number`` where figures do."""
        if not 0 <= i < self.stop:
            return set()
        found = {term.kind for term in self.terms.get(i, ())}
        if self.words[self.past_article(i)].kind == "number":
            found.add("number")
        return found

    def form(self, i: int) -> str:
        """Return the folded word, empty outside the line."""
        return self.words[i].form if 0 <= i < self.stop else ""

    def is_mark(self, i: int, marks: str) -> bool:
        """Say whether word ``i`` is one of these marks."""
        return 0 <= i < self.stop and self.words[i].raw in marks and self.words[i].kind == "mark"

    def glued(self, i: int) -> bool:
        """Say whether word ``i`` follows the one before it with nothing between them."""
        return 0 < i < self.stop and self.words[i].start == self.words[i - 1].end

    def digits(self, i: int) -> str:
        """Return the ASCII digits of a number without separators, else nothing."""
        if 0 <= i < self.stop and self.words[i].kind == "number" and self.words[i].form.isdecimal():
            return self.words[i].form
        return ""

    def past_article(self, i: int) -> int:
        """Step over a joined particle or article written before digits («الـ24», «و30», «ب2017»)."""
        loose = self.form(i) in ("ال", "و", "وال", "لل", "ل", "ب", "بال", "ف")
        return i + 1 if loose and 0 <= i + 1 < self.stop and self.words[i + 1].kind == "number" else i

    def number(self, i: int, most: int = 4) -> Count | None:
        """Read a whole number in digits of at most ``most`` places."""
        i = self.past_article(i)
        raw = self.digits(i)
        return Count(int(raw), i + 1, len(raw)) if raw and len(raw) <= most else None

    def cardinal(self, i: int) -> Count | None:
        """Read a whole number in digits or words: «24», «سبعة», «خمسة وعشرين», «ألفين وثمانية عشر»."""
        term = self.term(i, "cardinal")
        if term is None:
            return self.number(i)
        total, last, j = term.number, term.number, i + 1
        while (following := self.term(j, "cardinal")) is not None:
            step = following.number
            if step == 10 and last < 10 and not following.clitic:
                total, last = total + 10, 10
            elif step == 100 and 2 < last < 10 and not following.clitic:
                total, last = total - last + last * 100, last * 100
            elif following.clitic == "و" and _may_follow(last, step):
                total, last = total + step, step
            else:
                break
            j += 1
        return Count(total, j) if total > 1 else None

    def ordinal(self, i: int) -> Count | None:
        """Read an ordinal in words: «السابع», «الثاني عشر», «الحادي والعشرين», «العشرين»."""
        term = self.term(i, "ordinal")
        if term is None:
            tens = self.term(i, "cardinal")
            return Count(tens.number, i + 1) if tens and tens.definite and tens.number in (20, 30) else None
        following = self.term(i + 1, "cardinal")
        if following and following.number == 10 and not following.definite and not following.clitic:
            return Count(term.number + 10, i + 2)
        if following and following.clitic == "و" and following.number >= 20 and following.number < 100:
            return Count(term.number + following.number, i + 2)
        return Count(term.number, i + 1)

    def foretells(self, i: int) -> bool:
        """Say whether a verb in the future, or a word such as «المقرر», stands before word ``i`` in its sentence."""
        return self.tense(i) == "future"

    def tense(self, i: int) -> str:
        """Return ``future`` or ``past`` by the nearest telling word before word ``i`` in its sentence, else nothing."""
        for k in range(i - 1, max(-1, i - 1 - _BEFORE), -1):
            word = self.words[k]
            if word.kind == "mark" and word.raw in ".؟!?\"”«»“":
                return ""
            if self.term(k, "past"):
                return "past"
            if self.term(k, "future") or _is_future_verb(word.form):
                return "future"
        return ""

    def start_of(self, i: int, *kinds: str) -> int:
        """Return the place in the text where word ``i`` begins, without its joined particles."""
        for term in self.terms.get(i, ()):
            if term.clitic and (not kinds or term.kind in kinds):
                return past_clitic(self.words[i], term.clitic)
        return self.words[i].start


def _may_follow(last: int, step: int) -> bool:
    if last < 10:
        return 20 <= step < 100
    return step < 100 if last < 1000 else step < 1000


def _is_future_verb(form: str) -> bool:
    bare = form[1:] if form[:2] in ("وس", "فس") else form
    if len(bare) < 5 or bare[0] != "س" or bare[1] not in "يتن":
        return False
    return bare not in not_future() and not bare.startswith(not_future_stems())
