"""A report laid out for finding incidents: its words with their sentences, names, times and statements."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from musnad.extract.incidents.drafts import Claim
from musnad.extract.incidents.lexicon import classes
from musnad.lang.words import Word, fold
from musnad.model.records import Figure, Time
from musnad.text.names import Name
from musnad.text.passage import Passage

LONGEST_TITLE = 160  # code points


@dataclass(slots=True)
class Scene:
    """What the rules ask about a report.

    Attributes:
        passage: The report.
        words: Its words.
        forms: Their folded forms.
        bounds: For each sentence, its first word and one past its last.
        of: For each word, the number of its sentence.
        names: For each word, the name that covers it, or None.
        times: The times of the report, in order.
        figures: Its figures, in order.
        claims: Its statements, in order.
        published: Day of publication, ISO, None if unknown.
        timed: The words that belong to a time.
        counted: For the first word of each figure, one past its last.
        title: One past the last word of the headline, 0 if there is none.
        cued: The words that introduce a statement.
        known: The times by their ids.
    """

    passage: Passage
    words: tuple[Word, ...]
    forms: list[str]
    bounds: list[tuple[int, int]]
    of: list[int]
    names: list[Name | None]
    times: Sequence[Time]
    figures: Sequence[Figure]
    claims: Sequence[Claim]
    title: int
    published: str | None = None
    timed: frozenset[int] = frozenset()
    counted: Mapping[int, int] = field(default_factory=dict)
    cued: frozenset[int] = frozenset()
    known: Mapping[str, Time] = field(default_factory=dict)

    def sentence(self, at: int) -> tuple[int, int]:
        """Return the first word and one past the last of the sentence that holds a word."""
        return self.bounds[self.of[at]]

    def near(self, wanted: frozenset[str], first: int, last: int) -> int | None:
        """Return the first word from ``first`` up to ``last`` that is of one of the classes."""
        for i in range(first, last):
            if classes(self.forms[i]) & wanted:
                return i
        return None

    def letters(self, at: int, count: int) -> int:
        """Return the code point after the first ``count`` folded letters of a word."""
        word = self.words[at]
        place = 0
        while count > 0 and place < len(word.raw):
            count -= len(fold(word.raw[place]))
            place += 1
        return word.start + (place if place < len(word.raw) else 0)

    def within(self, start: int, end: int) -> Iterator[Time]:
        """Yield the times that stand between two code points."""
        for i in range(bisect_left(self.times, start, key=_start), len(self.times)):
            if self.times[i].start >= end:
                return
            if self.times[i].end <= end:
                yield self.times[i]

    def value(self, time: str | None) -> str | None:
        """Return the value of a time by its id: ISO 8601; None where it has none, or there is no time."""
        return self.known[time].value if time else None

    def counts(self, start: int, end: int) -> bool:
        """Say whether a figure begins between two code points."""
        at = bisect_left(self.figures, start, key=_start)
        return at < len(self.figures) and self.figures[at].start < end


def lay_out(
    passage: Passage,
    names: Sequence[Name],
    times: Sequence[Time],
    figures: Sequence[Figure],
    claims: Sequence[Claim],
    published: str | None = None,
) -> Scene:
    """Prepare a report, in time linear in its words."""
    words = passage.words
    bounds: list[tuple[int, int]] = []
    at = 0
    for span in passage.sentences:
        last = passage.word_at(span.end)
        if last > at:
            bounds.append((at, last))
            at = last
    if at < len(words):
        bounds.append((at, len(words)))
    of = [k for k, (first, last) in enumerate(bounds) for _ in range(first, last)]
    covering: list[Name | None] = [None] * len(words)
    for name in names:
        covering[name.first : name.last] = [name] * (name.last - name.first)
    return Scene(
        passage,
        words,
        passage.forms,
        bounds,
        of,
        covering,
        sorted(times, key=_start),
        sorted(figures, key=_start),
        claims,
        _title(passage, bounds),
        published,
        _timed(passage, times),
        {f: n for f, n in (_covered(passage, x) for x in figures) if n > f},
        frozenset(i for c in claims for i in range(passage.word_at(c.cue_start), passage.word_at(c.cue_end))),
        {time.id: time for time in times},
    )


def _start(record: Time | Figure) -> int:
    return record.start


def _covered(passage: Passage, record: Time | Figure) -> tuple[int, int]:
    at = passage.word_at(record.start)
    first = at if at < len(passage.words) and passage.words[at].start == record.start else max(at - 1, 0)
    return first, passage.word_at(record.end)


def _timed(passage: Passage, times: Sequence[Time]) -> frozenset[int]:
    return frozenset(i for time in times for i in range(*_covered(passage, time)))


def _title(passage: Passage, bounds: list[tuple[int, int]]) -> int:
    """The first line, where it is short, has no full stop and more lines follow."""
    start, stop = passage.span
    line = passage.text.find("\n", start, stop)
    first = passage.text[start : max(line, start)].strip()
    if line < 0 or len(first) > LONGEST_TITLE or first.endswith((".", "؟", "!")) or len(bounds) < 3:
        return 0
    return passage.word_at(line)


def claim_holding(scene: Scene, place: int) -> list[int]:
    """Return the statements whose content holds a code point, the innermost first."""
    held = [i for i, c in enumerate(scene.claims) if c.start <= place < c.end]
    return sorted(held, key=lambda i: scene.claims[i].end - scene.claims[i].start)


def sentence_number(scene: Scene, place: int) -> int:
    """Return the number of the sentence that holds a code point."""
    at = min(bisect_right(scene.passage.word_starts, place) - 1, len(scene.of) - 1)
    return scene.of[max(at, 0)] if scene.of else 0
