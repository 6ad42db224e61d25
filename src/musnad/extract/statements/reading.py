"""A report laid out for finding statements: its words in units that no quotation breaks."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from musnad.extract.statements.lexicon import cue_forms, heads, outlets, word_classes
from musnad.lang.words import Word
from musnad.text.names import Name
from musnad.text.passage import Passage
from musnad.text.quotations import Quotation

LONGEST_MERGE = 2500  # code points: a quotation longer than this no longer joins its sentences into one unit


@dataclass(slots=True)
class Reading:
    """The words of a report with what the rules ask about them.

    Attributes:
        passage: The report.
        words: Its words.
        forms: Their folded forms.
        units: Word ranges that a rule may look at once: sentences, joined where a quotation runs over them.
        opening: For each word that opens a quotation, the quotation.
        closing: For each word that closes one, the quotation.
        inside: For each word, the innermost quotation that it stands in, or None.
        names: For each word, the name that covers it, or None.
    """

    passage: Passage
    words: tuple[Word, ...]
    forms: list[str]
    units: list[tuple[int, int]]
    opening: dict[int, Quotation]
    closing: dict[int, Quotation]
    inside: list[Quotation | None]
    names: list[Name | None]
    names_list: tuple[Name, ...]

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

    def gap(self, index: int) -> str:
        """Return what stands between a word and the one before it."""
        before = self.words[index - 1].end if index else self.passage.span.start
        return self.text[before : self.words[index].start]

    def line_start(self, index: int) -> bool:
        """Say whether a word begins a line."""
        return index == 0 or "\n" in self.gap(index)


def lay_out(passage: Passage, names: tuple[Name, ...]) -> Reading:
    """Prepare a report, in time linear in its words."""
    words = passage.words
    opening, closing, inside = _quoted(passage)
    covering: list[Name | None] = [None] * len(words)
    names = tuple(_after_verb(name, words) for name in names)
    names = tuple(clipped for name in names if (clipped := _clipped(name, words)) is not None)
    for name in names:
        covering[name.first : name.last] = [name] * (name.last - name.first)
    return Reading(passage, words, [w.form for w in words], _units(passage), opening, closing, inside, covering, names)


def _after_verb(name: Name, words: tuple[Word, ...]) -> Name:
    """«قالت وايس»: right after a verb of saying the first letter is the name's own, no conjunction."""
    first = words[name.first]
    said = cue_forms().get(words[name.first - 1].form) if name.first else None
    if said and said[0].kind == "verb" and name.start == first.start + 1 and first.form[0] == "و":
        return name._replace(start=first.start)
    return name


def _clipped(name: Name, words: tuple[Word, ...]) -> Name | None:
    """A tagged name ends before a word that no name holds; a name that begins with one is none."""
    first = words[name.first]
    if first.start == name.start and first.form[0] in "وف" and name.last - name.first > 1 and first.form[1:] in cue_forms():
        name = name._replace(first=name.first + 1, start=words[name.first + 1].start)
    for at in range(name.first, name.last):
        form = words[at].form
        if at > name.first and form[0] == "ل" and form[1:] in outlets():
            return name._replace(last=at, end=words[at - 1].end)
        if form in never_in_names() and words[at].raw != "علي":
            if at == name.first:
                return None
            return name._replace(last=at, end=words[at - 1].end)
    return _widened(name, words) if name.kind == "person" else _whole_country(name, words)


def _whole_country(name: Name, words: tuple[Word, ...]) -> Name:
    """«الولايات المتحدة الأمريكية»: a definite adjective right after a definite place is part of its name."""
    after = words[name.last] if name.last < len(words) else None
    if after is None or name.kind != "place" or name.last - name.first < 2 or not words[name.first].form.startswith("ال"):
        return name
    adjective = after.form.startswith("ال") and after.form.endswith(("يه", "ي")) and heads()[after.form] is None
    return name._replace(last=name.last + 1, end=after.end) if adjective else name


def _widened(name: Name, words: tuple[Word, ...]) -> Name:
    """A personal name in apposition begins right after its comma; «عبد…» before a name belongs to it."""
    first = name.first
    if words[first].start != name.start:
        return name
    if first and words[first - 1].form.startswith("عبد") and words[first - 1].kind == "word":
        first -= 1
    for back in range(1, 3):
        at = first - back
        if at < 1 or words[at].kind != "word" or not _can_be_name(words[at].form):
            break
        before = words[at - 1].form
        if before in ("،", ",") or (before.startswith("ال") and len(before) > 3 and _in_office(words, at - 1)):
            first = at
            break
    return name if first == name.first else name._replace(first=first, start=words[first].start)


def _in_office(words: tuple[Word, ...], at: int) -> bool:
    """«وزير الخارجية فيصل …»: an office stands in the words just before."""
    return any((head := heads()[w.form]) is not None and head.kind == "person" for w in words[max(0, at - 5) : at + 1])


def _can_be_name(form: str) -> bool:
    return not (form.startswith(("ال", "و", "ب", "ل")) or heads()[form] is not None or form in never_in_names() or form in cue_forms()
                or form in word_classes("circumstances"))


@cache
def never_in_names() -> frozenset[str]:
    """Return the folded words that end a name: complementisers, relatives, verbs of saying that are no names."""
    return frozenset(form for form, kinds in word_classes("grammar").items() if kinds & {"inna", "relative", "negation", "opener", "was", "preposition", "demonstrative"})


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
