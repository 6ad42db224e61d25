"""Relays: the agencies, papers, channels and pages through which a statement came to the report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from musnad.extract.statements.drafts import Draft
from musnad.extract.statements.heads import HEADS, Head
from musnad.extract.statements.inflection import CUES, PARTICLES, CueForm
from musnad.extract.statements.outlets import OUTLETS, MEDIA, shared_names
from musnad.extract.statements.grammar import *
from musnad.extract.statements.grammar import WORDS
from musnad.extract.statements.phrases import Phrase, phrase_at
from musnad.extract.statements.reading import Reading

_KINDS = {"وكاله": "agency", "صحيفه": "newspaper", "مجله": "newspaper", "جريده": "newspaper", "يوميه": "newspaper", "قناه": "broadcaster",
          "اذاعه": "broadcaster", "تلفزيون": "broadcaster", "شبكه": "broadcaster", "راديو": "broadcaster", "محطه": "broadcaster",
          "فضاييه": "broadcaster", "موقع": "website", "منصه": "website", "مدونه": "website", "صفحه": "social", "حساب": "social",
          "كتاب": "book", "كتابه": "book", "كتابها": "book"}


@dataclass(frozen=True, slots=True)
class Relay:
    """One step on the way from the speaker to the report.

    Attributes:
        start: First code point.
        end: One past the last.
        kind: agency, newspaper, broadcaster, website, social or book.
    """

    start: int
    end: int
    kind: str


def medium_kind(reading: Reading, first: int) -> str | None:
    """Return what kind of medium a phrase beginning at a word is, None if it is none."""
    form = reading.forms[first]
    for bare in (form, form.removeprefix("لل"), form[1:], form.removeprefix("ال")):
        if bare in _KINDS:
            return _KINDS[bare]
    found = next(_named(reading, first, min(first + 3, len(reading.forms))), None)
    return found.kind if found else None


def relays(reading: Reading, draft: Draft) -> list[Relay]:
    """Return the media named between a cue and its content, and in a clause just before the cue, in text order."""
    first = draft.cue.first
    unit = reading.unit_at(first)[0]
    spans = [(a.first, a.last) for a in draft.adjuncts if a.kind in ("audience", "occasion", "via")]
    lead = max(unit, first - 8)
    if draft.cue.first > unit and reading.forms[unit] in ("في", "وفي"):
        spans.insert(0, (lead, first))
    return [relay for begin, end in spans for relay in _named(reading, begin, end)]


def _named(reading: Reading, first: int, last: int) -> Iterator[Relay]:
    at = first
    while at < last:
        found = _outlet_at(reading, at, last) or _described(reading, at, last)
        if found is None:
            at += 1
            continue
        end, kind = found
        yield Relay(reading.words[at].start + _joined(reading, at), reading.words[end - 1].end, kind)
        at = end


def _joined(reading: Reading, at: int) -> int:
    """Length of a preposition joined to the name."""
    form = reading.forms[at]
    if not OUTLETS[form] and form[:1] in "لبو" and (OUTLETS[form[1:]] or form[1:] in _KINDS):
        return 1
    return 0


def _outlet_at(reading: Reading, at: int, last: int) -> tuple[int, str] | None:
    form = reading.forms[at]
    if reading.forms[at - 1] == "مع" and not OUTLETS[form]:
        return None
    for start in (form, form[1:] if form[:1] in "لبو" else form, form[2:] if form.startswith("لل") else form):
        for key, kind in OUTLETS[start]:
            if key in shared_names() and not _marked(reading, at):
                continue
            words = [w for w in reading.forms[at : at + 2 * len(key) + 1] if w != "."]
            if tuple([start, *words[1 : len(key)]]) == key:
                return _end(reading, at, len(key)), kind
    return None


def _marked(reading: Reading, at: int) -> bool:
    """A name that is also a common word or a place is an outlet after its kind or in quotation marks."""
    before = reading.forms[at - 1] if at else ""
    return at - 1 in reading.opening or any(b in _KINDS for b in (before, before[1:], before.removeprefix("لل")))


def _end(reading: Reading, at: int, count: int) -> int:
    """The word after ``count`` words, full stops between letters of a name («سي.إن.إن») left out of the count."""
    seen = 0
    while seen < count:
        seen += reading.forms[at] != "."
        at += 1
    return at


def _described(reading: Reading, at: int, last: int) -> tuple[int, str] | None:
    """«صحيفة محلية», «موقع الوزارة»: a medium by its kind, with the word or name that says which."""
    form = reading.forms[at]
    bare = form if form in _KINDS else form[1:] if form[1:] in _KINDS and form[0] in "لب" else None
    if bare is None or at + 1 >= last:
        return None
    end = at + 1
    if _KINDS[bare] == "book" and end not in reading.opening:
        described = end < last and reading.forms[end].startswith("ال") and reading.names[end] is None  # «كتابه الجديد»
        return end + described, "book"
    if end in reading.opening:
        end = reading.passage.word_at(reading.opening[end].inner.end) + 1
    else:
        while end < last and end < at + 6 and _continues(reading, end):
            end += 1
    return (end, _KINDS[bare]) if end > at + 1 else None


def _continues(reading: Reading, at: int) -> bool:
    form = reading.forms[at]
    if reading.words[at].kind == "mark" or form in WORDS.preposition or form in WORDS.time:
        return False
    return form.startswith("ال") or reading.names[at] is not None or form.endswith(("يه", "ي")) or reading.words[at].kind == "latin"
