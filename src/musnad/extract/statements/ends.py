"""Ends: the places of a unit at which a content can end, found once for all of its statements.

A sentence may go on for thousands of words with a statement in every clause: no statement looks through the rest of it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from functools import lru_cache
from itertools import compress

from musnad.extract.statements.draft import Draft
from musnad.extract.statements.grammar import (
    ALA,
    ENDS,
    FEMININE_PLURAL,
    FEMININE_VERB,
    FI,
    IN_REFERENCE,
    KAMA,
    PAUSES_AND_STOP,
    PLURAL_VERB,
    WITH_WA,
    WORDS,
)
from musnad.extract.statements.inflection import PARTICLES
from musnad.extract.statements.lookup import REMEMBERED
from musnad.extract.statements.reading import Reading

LEAD = 12  # words before a cue among which its clause may begin


class Ends:
    """Where the contents of one unit can end.

    Args:
        reading: The report.
        drafts: The drafts of the unit, in the order of their cues.
        first: First word of the unit.
        stop: One past its last.
    """

    def __init__(self, reading: Reading, drafts: Sequence[Draft], first: int, stop: int) -> None:
        forms = reading.forms
        self._reading = reading
        self._cues = [d.cue.first for d in drafts[1:] if _goes_on(reading, d, d.cue.first - LEAD)]
        self._by_cue = {d.cue.first: d for d in drafts}
        self._left = [at for at in compress(range(first, stop), map(_may_leave, forms[first:stop]))
                      if _leaves(reading, at, forms[at])]
        self._verbs = [at for at in range(first + 1, stop) if forms[at][0] == WITH_WA and _clause_verb(reading, at)]

    def next_cue(self, draft: Draft, at: int) -> int | None:
        """Return the first word, from ``at`` on, of a cue after the draft's that is of its level."""
        start = self._reading.words[draft.first].start if draft.first < len(self._reading.words) else 0
        for number in range(bisect_left(self._cues, max(at, draft.cue.first + 1)), len(self._cues)):
            cue = self._cues[number]
            inner = self._reading.inside[cue]
            if inner is not None and inner.outer.start > start and inner is not self._reading.inside[draft.first]:
                continue
            subject = self._by_cue[cue].subject
            if subject.place == "before" and subject.phrase is not None and subject.phrase.first == draft.first:
                continue  # «أعلنت أن الهيئة، …، أبلغت …»
            if cue - LEAD >= draft.first or _goes_on(self._reading, self._by_cue[cue], draft.first):
                return cue
        return None

    def next_left(self, draft: Draft, at: int, limit: int) -> int | None:
        """Return the first word in ``at``..``limit`` that leaves the content: «، وذلك …», «، ردا على …»."""
        inside = self._reading.inside
        for number in range(bisect_left(self._left, at), bisect_left(self._left, limit)):
            if inside[self._left[number]] is inside[draft.first]:
                return self._left[number]
        return None

    def next_verb(self, at: int, limit: int) -> int:
        """After a content that is a noun, «، وأرسلوا» or «، وأمرت» begins a new clause of the same subject."""
        number = bisect_left(self._verbs, at)
        return self._verbs[number] - 1 if number < len(self._verbs) and self._verbs[number] < limit else limit


class Begun:
    """The first words of the contents found so far, to find the next one after a word."""

    def __init__(self) -> None:
        self._firsts: list[int] = []

    def add(self, first: int) -> None:
        """Note where a content begins."""
        insort(self._firsts, first)

    def after(self, first: int, stop: int) -> int:
        """Return the nearest begin after ``first``, ``stop`` if there is none."""
        number = bisect_right(self._firsts, first)
        return self._firsts[number] if number < len(self._firsts) else stop


def _clause_verb(reading: Reading, at: int) -> bool:
    past = reading.forms[at - 1] in PAUSES_AND_STOP and _looks_past(reading.forms[at])
    return past and reading.inside[at] is None


def _looks_past(form: str) -> bool:
    feminine = form.endswith(FEMININE_VERB) and not form.endswith(FEMININE_PLURAL)
    return len(form) > 4 and (feminine or form.endswith(PLURAL_VERB))


def _goes_on(reading: Reading, after: Draft, first: int) -> bool:
    """A cue that goes on about the outer speaker ends a content; one inside the clauses of the content does not."""
    cue = after.cue
    before = reading.forms[cue.first - 1]
    if cue.form.kind == "noun":
        return cue.joined and cue.form.pronoun and before in PAUSES_AND_STOP  # «، وتأكيدها أن …»
    if cue.form.kind == "particle":
        return before in PAUSES_AND_STOP or not _mid_clause(reading, after)
    if before in WORDS.inna and reading.forms[cue.first - 2] in WORDS.excepting:
        return True
    if before in WORDS.relative or before in WORDS.subordinate:
        return before == KAMA
    if cue.joined or cue.form.kind == "participle" or before in PAUSES_AND_STOP:
        return True
    return before in WORDS.opener or before in WORDS.points_back or _opened(reading, cue.first, first)


def _mid_clause(reading: Reading, draft: Draft) -> bool:
    """«أولاها بحسب المصدر حجم القوة»: the clause goes on after the source."""
    at = draft.first
    form = reading.forms[at] if at < len(reading.forms) else "."
    return not (form in PAUSES_AND_STOP or form in ENDS or form in WORDS.relative)


def _opened(reading: Reading, cue: int, first: int) -> bool:
    """«، فيما حذر …», «، في الوقت الذي قال فيه …», «وكان الوزير قال»: a clause of its own begins shortly before."""
    for at in range(cue - 1, max(first, cue - LEAD), -1):
        form = reading.forms[at]
        if form in WORDS.own_clause or _moment(reading, at, form):
            return True
        if form in PAUSES_AND_STOP or form in WORDS.inna:
            return at + 1 < cue and reading.forms[at + 1] in WORDS.opener
    return False


def _moment(reading: Reading, at: int, form: str) -> bool:
    """«في الوقت الذي»; «حين» alone opens a clause already."""
    return form in WORDS.moment and form not in WORDS.opener and reading.forms[at - 1] == FI


@lru_cache(maxsize=REMEMBERED)
def _may_leave(form: str) -> bool:
    return form in WORDS.leaving or bool(PARTICLES[form])


def _leaves(reading: Reading, place: int, form: str) -> bool:
    """Say whether a word that may leave a content behind does so here."""
    if form in WORDS.parting:
        return True
    after = reading.forms[place + 1] if place + 1 < len(reading.forms) else ""
    if form == FI:
        return after == IN_REFERENCE
    if reading.forms[place - 1] not in PAUSES_AND_STOP:
        return False
    if PARTICLES[form] and any(reading.forms[place : place + len(key)] == list(key) for key in PARTICLES[form]):
        return True  # «، وفق ما قالت أمام البرلمان»
    if form in WORDS.reply:
        return after == ALA
    return form in WORDS.parting_relative or f"{form} {after}" in WORDS.tail
