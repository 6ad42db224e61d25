"""Subjects: the phrase that does the saying, where it stands before its cue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from musnad.extract.statements.grammar import WORDS
from musnad.extract.statements.phrases import Phrase, phrase_at
from musnad.text.names import Name
from musnad.extract.statements.draft import CARRIED, NOBODY, Subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from musnad.extract.statements.cues import Cue
    from musnad.extract.statements.drafts import Draft
    from musnad.extract.statements.reading import Reading

_COMMAS = "،,-–—"
BACK = 25  # words: how far before a cue its subject may begin


def subject_before(reading: Reading, cue: Cue, first: int, before: Sequence[Draft]) -> Subject:
    """Return the subject of a cue that has none after it.

    Looked for in turn: the antecedent of a relative pronoun, «كان الوزير قد قال», «أما الوزير فقال», a phrase right
    before the verb; a participle takes the subject of the verb that governs it. Else the subject is carried over.
    """
    if cue.joined and not _asfor(reading, cue, first):
        return CARRIED
    at = cue.first - 1
    while at >= first and reading.forms[at] in ("قد", "لم", "لا", "سوف", "لن"):
        at -= 1
    if at < first:
        return CARRIED
    if cue.form.kind == "participle":
        return _governing(reading, cue, first, before)
    if reading.forms[at] in WORDS.relative:
        return _antecedent(reading, at, first)
    return _clause_subject(reading, cue, at + 1, first)


def _asfor(reading: Reading, cue: Cue, first: int) -> bool:
    return reading.words[cue.first].raw[0] == "ف" and reading.forms[first] in WORDS.asfor


def _antecedent(reading: Reading, relative: int, first: int) -> Subject:
    stop = relative - 1 if reading.forms[relative - 1] in _COMMAS else relative
    best: Phrase | None = None
    for begin in range(stop - 1, max(first - 1, stop - BACK), -1):
        if reading.forms[begin] in ".؟!،":
            break
        phrase = phrase_at(reading, begin, stop)
        if phrase is not None and phrase.last == stop and (phrase.names or phrase.head):
            best = phrase
    return Subject(best, None, "relative") if best else NOBODY


def _clause_subject(reading: Reading, cue: Cue, stop: int, first: int) -> Subject:
    """The phrase between the start of the clause and the verb."""
    end = stop - 1 if reading.forms[stop - 1] in _COMMAS else stop
    for begin in _clause_starts(reading, end, first):
        phrase = phrase_at(reading, begin, end)
        if phrase is None or not (phrase.names or phrase.head):
            continue
        if reading.forms[begin - 1] in WORDS.was and begin > first and reading.forms[stop : stop + 1] == ["قد"] and _agrees(cue, phrase):
            return Subject(Phrase(begin, end, phrase.head, _names_in(reading, begin, end)), None, "before") if not any(f in _COMMAS for f in reading.forms[begin:end]) else Subject(phrase, _apposition(reading, phrase, end), "before")
        rest = reading.forms[phrase.last : end]
        whole = phrase.last == end
        apposed = _apposition(reading, phrase, end)
        if (whole or apposed is not None or _only_adjuncts(rest)) and _agrees(cue, phrase):
            return Subject(phrase, apposed, "before")
    return CARRIED


def _clause_starts(reading: Reading, end: int, first: int) -> list[int]:
    starts = []
    for at in range(end - 1, max(first, end - BACK) - 1, -1):
        form = reading.forms[at]
        before = reading.forms[at - 1] if at > first else ""
        opens = at == first or before in WORDS.was or before in WORDS.asfor or before in WORDS.opener or before in ("ان", "الوقت", "غير", "حين", ":")
        opens = opens or (at == first + 1 and before in ("و",)) or at in reading.opening and at > first and reading.forms[at - 1] in WORDS.was
        if opens and form not in WORDS.was and form not in WORDS.asfor:
            starts.append(at)
        if form in ".؟!" and at > first:
            break
    return starts


def _names_in(reading: Reading, first: int, last: int) -> tuple[Name, ...]:
    return tuple(dict.fromkeys(n for n in reading.names[first:last] if n is not None))


def _apposition(reading: Reading, phrase: Phrase, end: int) -> Phrase | None:
    at = phrase.last
    while at < end and reading.forms[at] in _COMMAS:
        at += 1
    if at >= end or at == phrase.last:
        return None
    more = phrase_at(reading, at, end)
    if more is None or not (more.names or more.head):
        return None
    return more if all(f in _COMMAS or f in WORDS.time for f in reading.forms[more.last : end]) else None


def _only_adjuncts(rest: list[str]) -> bool:
    return bool(rest) and (rest[0] in WORDS.relative or all(f in _COMMAS or f in WORDS.time or f in WORDS.adverb for f in rest))


def _agrees(cue: Cue, phrase: Phrase) -> bool:
    if phrase.head is None or not cue.form.gender:
        return True
    if cue.form.number == "p":
        return phrase.head.number == "p"
    return phrase.head.gender == cue.form.gender or bool(phrase.names)


def _governing(reading: Reading, cue: Cue, first: int, before: Sequence[Draft]) -> Subject:
    """A participle speaks for the subject of its sentence: of the last cue, or of a verb that says nothing itself."""
    main = [d for d in before if d.cue.form.kind != "noun" and not d.relayed]
    if main:
        return Subject(None, None, "governing")
    adjacent = _adjacent(reading, cue, first)
    if adjacent is not None:
        return Subject(adjacent, None, "governing")
    for begin in range(first, min(first + 4, cue.first)):
        if begin > first and reading.forms[begin - 1] in WORDS.preposition:
            break
        phrase = phrase_at(reading, begin + 1, cue.first)
        if phrase is not None and _speaks(reading, phrase) and _agrees(cue, phrase):
            return Subject(phrase, None, "governing")
    return CARRIED


def _adjacent(reading: Reading, cue: Cue, first: int) -> Phrase | None:
    """«فمازحه باسيل قائلا»: the phrase right before the participle."""
    end = cue.first - 1 if reading.forms[cue.first - 1] in _COMMAS else cue.first
    for begin in range(max(first, end - 8), end):
        if begin > first and reading.forms[begin - 1] in WORDS.preposition:
            continue
        phrase = phrase_at(reading, begin, end)
        if phrase is not None and phrase.last == end and phrase.names and phrase.names[0].kind == "person" and _agrees(cue, phrase):
            return phrase
    return None


def _speaks(reading: Reading, phrase: Phrase) -> bool:
    if phrase.head is not None and phrase.head.kind in ("person", "organization", "source"):
        return True
    return any(n.kind in ("person", "organization") for n in phrase.names) or reading.names[phrase.first] is not None
