"""Relays: the agencies, papers, channels and pages through which a statement came to the report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from musnad.extract.statements.draft import Draft
from musnad.extract.statements.grammar import (
    ADJECTIVES,
    ARTICLE,
    FI,
    FIRST_FI,
    JOINED,
    LI_BEFORE_MEDIUM,
    LI_WITH_ARTICLE,
    MAA,
    POSSESSIVE,
    PRESS,
    WITH_BI,
    WITH_LI,
    WORDS,
)
from musnad.extract.statements.outlets import MEDIA, OUTLETS, shared_names
from musnad.extract.statements.reading import Reading

LEAD = 14  # words at the head of a sentence before its cue in which a medium that passes it on may stand
DESCRIPTION = 6  # words of a medium known by its kind


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


def relays(reading: Reading, draft: Draft) -> list[Relay]:
    """Return the media named between a cue and its content, and in a clause just before the cue, in text order."""
    first = draft.cue.first
    unit = reading.unit_at(first)[0]
    spans = [(a.first, a.last) for a in draft.adjuncts if a.kind in ("audience", "occasion", "via")]
    if first > unit + 1 and reading.forms[unit] in (FI, FIRST_FI) and _occasion(reading.forms[unit + 1]):
        spans.insert(0, (unit, min(first, unit + LEAD)))
    after = _afterwards(reading, draft)
    if after is not None:
        spans.append(after)
    found = [relay for begin, end in spans for relay in named_media(reading, begin, end)]
    return found + [Relay(*reading.span(m.first, m.last), medium_kind(reading, m.first) or "agency") for m in draft.via]


def _afterwards(reading: Reading, draft: Draft) -> tuple[int, int] | None:
    """«…، وذلك في مقابلة أجرتها معه وكالة …»: the words after a content that tell on which occasion it was said."""
    forms = reading.forms
    if draft.end <= draft.start or draft.complement == "trailing":
        return None
    at = reading.passage.word_at(draft.end)
    at += forms[at : at + 1] == ["،"]
    if at + 2 >= len(forms) or forms[at] not in WORDS.parting or forms[at + 1] != FI:
        return None
    return (at + 2, reading.unit_at(draft.cue.first)[1]) if _occasion(forms[at + 2]) else None


def _occasion(form: str) -> bool:
    """«في مقابلة مع قناة …», not «في إطار ضبط وسائل الإعلام»."""
    bare = POSSESSIVE.sub("", form.removeprefix(ARTICLE))
    return bool({bare, form} & (WORDS.occasion | WORDS.latest_before_occasion) or MEDIA[bare] or OUTLETS[form])


def relay_of(reading: Reading, draft: Draft) -> Relay | None:
    """Return the medium that a particle names («وفقا لوكالة …»), None if it names a speaker."""
    phrase = draft.subject.phrase
    kind = medium_kind(reading, phrase.first) if phrase is not None and draft.cue.form.kind == "particle" else None
    if phrase is None or kind is None:
        return None
    start, end = reading.span(phrase.first, phrase.last)
    form = reading.forms[phrase.first]
    return Relay(start + (form.startswith(LI_BEFORE_MEDIUM) or _joined(form)), end, kind)


def medium_kind(reading: Reading, first: int) -> str | None:
    """Return what kind of medium a phrase beginning at a word is, None if it is none."""
    form = reading.forms[first]
    kind = MEDIA[form] or MEDIA[form.removeprefix(LI_WITH_ARTICLE)] or MEDIA[form[1:]] or MEDIA[form.removeprefix(ARTICLE)]
    if kind:
        return kind
    found = next(named_media(reading, first, min(first + 3, len(reading.forms))), None)
    return found.kind if found else None


def named_media(reading: Reading, first: int, last: int) -> Iterator[Relay]:
    """Yield the media named from one word up to another, exclusive."""
    at = first
    while at < last:
        found = _outlet_at(reading, at) or _described(reading, at, last)
        if found is None:
            at += 1
            continue
        end, kind = found
        yield Relay(reading.words[at].start + _joined(reading.forms[at]), reading.words[end - 1].end, kind)
        at = end


def _joined(form: str) -> bool:
    """Say whether the first letter is a preposition joined to the name."""
    return form[0] in JOINED and not OUTLETS[form] and bool(OUTLETS[form[1:]] or MEDIA[form[1:]])


def _outlet_at(reading: Reading, at: int) -> tuple[int, str] | None:
    """The word after an outlet's name that begins here, and its kind."""
    form = reading.forms[at]
    if reading.forms[at - 1] == MAA and not OUTLETS[form]:
        return None
    for start in (form, form[1:] if form[0] in JOINED else form, form[2:] if form.startswith(LI_WITH_ARTICLE) else form):
        for key, kind in OUTLETS[start]:
            if key in shared_names() and not _marked(reading, at):
                continue
            words = [w for w in reading.forms[at : at + 2 * len(key) + 1] if w != "."]
            if (start, *words[1 : len(key)]) == key:
                return _end(reading, at, len(key)), kind
    return None


def _marked(reading: Reading, at: int) -> bool:
    """A name that is also a common word or a place is an outlet after its kind or in quotation marks."""
    before = reading.forms[at - 1] if at else ""
    kind = MEDIA[before] or MEDIA[before[1:]] or MEDIA[before.removeprefix(LI_WITH_ARTICLE)]
    return bool(kind) or at - 1 in reading.opening


def _end(reading: Reading, at: int, count: int) -> int:
    """The word after ``count`` words, full stops between letters of a name («سي.إن.إن») left out of the count."""
    seen = 0
    while seen < count:
        seen += reading.forms[at] != "."
        at += 1
    return at


def _described(reading: Reading, at: int, last: int) -> tuple[int, str] | None:
    """«صحيفة محلية», «موقع الوزارة»: a medium by its kind, with the word or name that says which."""
    form, end = reading.forms[at], at + 1
    kind = MEDIA[form] or (MEDIA[form[1:]] if form[0] in (WITH_LI, WITH_BI) else "")
    if form.startswith(LI_WITH_ARTICLE) and MEDIA[form[2:]]:
        return end + (end < last and reading.forms[end] in WORDS.same), MEDIA[form[2:]]  # «للوكالة ذاتها»
    if end < last and form.removeprefix(WITH_LI) in WORDS.mass_media and reading.forms[end].removeprefix(ARTICLE) == PRESS:
        kind = kind or "newspaper"  # «وسائل الإعلام المحلية»
    if not kind or end >= last:
        return None
    if end in reading.opening:
        return reading.close_of(reading.opening[end]) + 1, kind
    if kind == "book":
        adjective = reading.forms[end].startswith(ARTICLE) and reading.names[end] is None  # «كتابه الجديد»
        named = reading.opening.get(end + adjective)  # «كتابه الجديد "الجسر"»
        return reading.close_of(named) + 1 if named is not None else end + adjective, kind
    while end < min(last, at + DESCRIPTION) and _continues(reading, end):
        end += 1
    return (end, kind) if end > at + 1 else None


def _continues(reading: Reading, at: int) -> bool:
    form, kind = reading.forms[at], reading.words[at].kind
    if kind == "mark" or form in WORDS.preposition or form in WORDS.time:
        return False
    return form.startswith(ARTICLE) or reading.names[at] is not None or form.endswith(ADJECTIVES) or kind == "latin"
