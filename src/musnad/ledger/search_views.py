"""Answers of a search: hits, each with the words that matched, found by reading its text again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from musnad.ledger.search_plan import KEY, Leaf
from musnad.ledger.views import Held
from musnad.model.terms import Analysis, Term

WINDOW = 220  # code points of a snippet
LEAD = 40  # of them before the first match


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that was found.

    Attributes:
        held: The record, as the reader gives it.
        score: The higher, the better; comparable within one answer only. 0 where no word was asked for.
        snippet: The words of the record, of an incident those around it, of an entity its names; long ones cut.
        start: Code point of the document at which the snippet begins; None for an entity.
        spans: Where the record matched: half-open, code points of the document, in text order, also beyond the
            snippet; for an entity, of the snippet.
        by: Of a search by meaning: by its ``words``, by its ``meaning``, or both; else empty.
    """

    held: Held
    score: float
    snippet: str
    start: int | None
    spans: tuple[tuple[int, int], ...]
    by: tuple[str, ...] = ()

    def marks(self) -> list[tuple[str, bool]]:
        """Return the parts of the snippet in order, each with whether it matched; joined, they are the snippet."""
        made, at, base = [], 0, self.start or 0
        for first, last in self.spans:
            left, right = max(first - base, at), min(last - base, len(self.snippet))
            if left < right:
                made += [(self.snippet[at:left], False), (self.snippet[left:right], True)]
                at = right
        return [part for part in (*made, (self.snippet[at:], False)) if part[0]]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a question.

    Attributes:
        hits: The hits, the best first.
        more: Whether there are further ones.
        type: What was looked for: report, statement, incident or entity.
    """

    hits: tuple[Hit, ...]
    more: bool
    type: str


def make_hit(one: Held, score: float, text: str, start: int | None, leaves: list[Leaf], analysis: Analysis,
             own: tuple[tuple[int, int], ...] = ()) -> Hit:
    """Return the hit of a record whose words are ``text``, from ``start`` of the document on; ``own`` is marked, too."""
    spans = sorted({*_matches(text, leaves, analysis), *own})
    whole = tuple(_apart(spans))
    first, last = _window(text, whole)
    base = start or 0
    return Hit(one, round(score, 4), text[first:last], None if start is None else start + first,
               tuple((base + left, base + right) for left, right in whole))


def _matches(text: str, leaves: list[Leaf], analysis: Analysis) -> Iterator[tuple[int, int]]:
    terms = analysis.terms(text) if leaves else []
    stems = {leaf.terms[0] for leaf in leaves if leaf.column == "stems"}
    keys = {leaf.terms[0] for leaf in leaves if leaf.column == "keys"}
    runs = {leaf.terms for leaf in leaves if leaf.column == "words"}
    heads = {run[0] for run in runs}
    for at, term in enumerate(terms):
        if term.stem in stems or (keys and keys.intersection(KEY + key for key in analysis.keys(text[term.start:term.end]))):
            yield term.start, term.end
        if term.word in heads:
            yield from (_run(terms, at, len(run)) for run in runs
                        if tuple(near.word for near in terms[at : at + len(run)]) == run)


def _run(terms: list[Term], at: int, length: int) -> tuple[int, int]:
    return terms[at].start, terms[at + length - 1].end


def _apart(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield spans in order, those that overlap as one."""
    open_: tuple[int, int] | None = None
    for left, right in spans:
        if open_ and left < open_[1]:
            open_ = (open_[0], max(open_[1], right))
            continue
        if open_:
            yield open_
        open_ = (left, right)
    if open_:
        yield open_


def _window(text: str, spans: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """Return the part of a text to show: where most different words match, whole words."""
    if len(text) <= WINDOW:
        return 0, len(text)
    best, most = 0, 0
    for left, _ in spans:
        count = len({text[one:other] for one, other in spans if left <= one and other <= left + WINDOW - LEAD})
        if count > most:
            best, most = max(0, left - LEAD), count
    first, last = best, min(len(text), best + WINDOW)
    while 0 < first < len(text) and not text[first - 1].isspace():
        first += 1
    while first < last < len(text) and not text[last].isspace():
        last -= 1
    return (first, last) if first < last else (best, min(len(text), best + WINDOW))
