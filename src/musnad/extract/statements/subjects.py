"""Subjects: the phrase that does the saying, where it stands before its cue."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.extract.statements.cues import Cue
from musnad.extract.statements.draft import CARRIED, GOVERNING, NOBODY, Draft, Subject
from musnad.extract.statements.grammar import (
    BREAKS,
    ENDS,
    ENDS_AND_COMMA,
    ILA,
    LI_WITH_ARTICLE,
    MIN,
    QAD,
    WITH_FA,
    WITH_WA,
    WORDS,
)
from musnad.extract.statements.inflection import cues_of
from musnad.extract.statements.phrases import Phrase, phrase_at
from musnad.extract.statements.reading import Reading

BACK = 25  # words: how far before a cue its subject may begin
ADJACENT = 8  # words of a phrase right before a participle
PRESENT = "يت"  # letters with which a verb in the present begins
HEAD = 4  # words from the head of a sentence to the verb whose subject a participle takes


def subject_before(reading: Reading, cue: Cue, first: int, before: Sequence[Draft]) -> Subject:
    """Return the subject of a cue that has none after it.

    Looked for in turn: the antecedent of a relative pronoun, «كان الوزير قد قال», «أما الوزير فقال», a phrase right
    before the verb; a participle takes the subject of the verb that governs it. Else the subject is carried over.
    """
    if cue.joined and not leads_as_topic(reading, cue, first):
        lead = headline_subject(reading, cue)
        return Subject(lead, None, "before") if lead is not None else CARRIED
    at = cue.first - 1
    while at > first and (reading.forms[at] in WORDS.before_verb or reading.forms[at] in WORDS.was):
        at -= 1
    if at < first:
        return CARRIED
    if cue.form.kind == "participle":
        return _governing(reading, cue, first, before)
    if reading.forms[at] in WORDS.relative:
        return _antecedent(reading, at, first)
    return _clause_subject(reading, cue, at + 1, first)


def headline_subject(reading: Reading, cue: Cue) -> Phrase | None:
    """«الزعيم يغادر البلاد ويدعو الحكومة إلى …»: in a headline the next verb in the present has the same subject."""
    if cue.form.past or cue.form.kind != "verb" or reading.unit_at(cue.first)[0] > 0:
        return None
    phrase = phrase_at(reading, 0, cue.first)
    if phrase is None or not phrase.speaks or phrase.last >= cue.first or reading.forms[phrase.last][0] not in PRESENT:
        return None
    return phrase if _agrees(cue, phrase) else None


def leads_as_topic(reading: Reading, cue: Cue, first: int) -> bool:
    """«أما الوزير فقال»: the phrase after «أما» is the subject."""
    return reading.words[cue.first].raw[0] == WITH_FA and reading.forms[first] in WORDS.asfor


def _without_break(reading: Reading, stop: int) -> int:
    return stop - 1 if reading.forms[stop - 1] in BREAKS else stop


def _antecedent(reading: Reading, relative: int, first: int) -> Subject:
    stop = _without_break(reading, relative)
    best: Phrase | None = None
    for begin in range(stop - 1, max(first - 1, stop - BACK), -1):
        if reading.forms[begin] in ENDS_AND_COMMA or (best is not None and _parts_from(reading, begin, best)):
            break
        phrase = phrase_at(reading, begin, stop)
        if phrase is not None and phrase.last == stop and phrase.speaks:
            best = phrase
    return Subject(best, None, "relative") if best else NOBODY


def _parts_from(reading: Reading, at: int, best: Phrase) -> bool:
    """«انتقادات شديدة من البلاد التي …»: a name after a preposition is the antecedent by itself."""
    if best.head is not None or best.first != at + 1 or not best.names:
        return False
    return reading.forms[at] in (MIN, ILA) or _tells_when(reading, at)


def _tells_when(reading: Reading, at: int) -> bool:
    """«أطلقتها أمس المنظمة التي …», «لليوم الثاني إسرائيل التي …»."""
    return any(form.removeprefix(LI_WITH_ARTICLE) in WORDS.time for form in reading.forms[at - 1 : at + 1])


def _clause_subject(reading: Reading, cue: Cue, stop: int, first: int) -> Subject:
    """The phrase between the start of the clause and the verb."""
    end = _without_break(reading, stop)
    for begin in _clause_starts(reading, end, first):
        phrase = phrase_at(reading, begin, end)
        if phrase is None or not phrase.speaks or not _agrees(cue, phrase):
            continue
        apposed = _apposition(reading, phrase, end)
        if begin > first and reading.forms[begin - 1] in WORDS.asfor:
            return Subject(phrase, apposed, "before")
        if begin > first and reading.forms[begin - 1] in WORDS.was and reading.forms[stop : stop + 1] == [QAD]:
            return Subject(_whole(reading, phrase, end), apposed, "before")
        if phrase.last == end or apposed is not None or _only_adjuncts(reading.forms[phrase.last : end]):
            return Subject(phrase, apposed, "before")
        if _joined_on(reading, phrase, end):
            return Subject(_whole(reading, phrase, end), None, "before")
        if end < stop and _between_commas(reading, phrase.last, end):
            return Subject(phrase, None, "before")
    return CARRIED


def _whole(reading: Reading, phrase: Phrase, end: int) -> Phrase:
    """Between «كان» and «قد» stands the subject and nothing else, unless a comma parts it."""
    if not BREAKS.isdisjoint(reading.forms[phrase.first : end]):
        return phrase
    names = tuple(dict.fromkeys(n for n in reading.names[phrase.first : end] if n is not None))
    return Phrase(phrase.first, end, phrase.head, names)


def _clause_starts(reading: Reading, end: int, first: int) -> list[int]:
    """Return the words before a verb at which its clause may begin, nearest first."""
    starts = []
    for at in range(end - 1, max(first, end - BACK) - 1, -1):
        form = reading.forms[at]
        before = reading.forms[at - 1] if at > first else ""
        marked = before == ":" or at - 1 in reading.opening
        opens = at == first or marked or before in WORDS.before_subject or (at == first + 1 and before == WITH_WA)
        if opens and form not in WORDS.was and form not in WORDS.asfor:
            starts.append(at)
        if form in ENDS and at > first:
            break
    return starts


def _apposition(reading: Reading, phrase: Phrase, end: int) -> Phrase | None:
    at = phrase.last
    while at < end and reading.forms[at] in BREAKS:
        at += 1
    if at >= end or at == phrase.last:
        return None
    more = phrase_at(reading, at, end)
    if more is None or not more.speaks:
        return None
    return more if all(f in BREAKS or f in WORDS.time for f in reading.forms[more.last : end]) else None


def _joined_on(reading: Reading, phrase: Phrase, end: int) -> bool:
    """«لكن مكتب التخطيط وموارد الأرض في الساحل قال»: a body whose name goes on after «و», up to its verb."""
    rest = reading.forms[phrase.last : end]
    if not rest or len(rest) > ADJACENT or rest[0][0] != WITH_WA or not phrase.is_a("organization"):
        return False
    if rest[0][1:] in WORDS.preposition:
        return False  # «وفي بيان نشره المكتب»
    return BREAKS.isdisjoint(rest) and not any(c.kind == "verb" for form in rest for c in cues_of(form, 3))


def _between_commas(reading: Reading, first: int, end: int) -> bool:
    """«أن الهيئة، جهة التواصل الرسمية، أبلغت …»: what is told of the subject between it and its verb."""
    rest = reading.forms[first:end]
    if not 1 < len(rest) <= ADJACENT or rest[0] not in BREAKS or not BREAKS.isdisjoint(rest[1:]):
        return False
    return not any(c.kind == "verb" for form in rest for c in cues_of(form, 3)) and WORDS.inna.isdisjoint(rest)


def _only_adjuncts(rest: list[str]) -> bool:
    if not rest:
        return False  # a name in marks may end past the verb
    return rest[0] in WORDS.relative or all(f in BREAKS or f in WORDS.time or f in WORDS.adverb for f in rest)


def _agrees(cue: Cue, phrase: Phrase) -> bool:
    if phrase.head is None or not cue.form.gender:
        return True
    if cue.form.number == "p":
        return phrase.head.number == "p"
    return phrase.head.gender == cue.form.gender or bool(phrase.names)


def _governing(reading: Reading, cue: Cue, first: int, before: Sequence[Draft]) -> Subject:
    """A participle speaks for the subject of its sentence: of the last cue, or of a verb that says nothing itself."""
    if any((d.cue.form.kind != "noun" or d.subject.place == "told") and not d.relayed for d in before):
        return GOVERNING
    if before and before[-1].relayed and before[-1].first == cue.first - 1:
        return GOVERNING  # «…، حسبما ذكرت الشبكة، مشيرة إلى …»
    phrase = _adjacent(reading, cue, first) or _of_first_verb(reading, cue, first)
    return Subject(phrase, None, "governing") if phrase is not None else CARRIED


def _of_first_verb(reading: Reading, cue: Cue, first: int) -> Phrase | None:
    """«افتتح الوزير الجسر، مؤكدا …»: the phrase after the verb that begins the sentence."""
    for begin in range(first, min(first + HEAD, cue.first)):
        if begin > first and reading.forms[begin - 1] in WORDS.preposition:
            break
        phrase = phrase_at(reading, begin + 1, cue.first)
        if phrase is not None and _speaks(reading, phrase) and _agrees(cue, phrase):
            return phrase
    return None


def _adjacent(reading: Reading, cue: Cue, first: int) -> Phrase | None:
    """«فمازحه باسيل قائلا»: the phrase right before the participle."""
    end = _without_break(reading, cue.first)
    for begin in range(max(first, end - ADJACENT), end):
        if begin > first and reading.forms[begin - 1] in WORDS.preposition:
            continue
        phrase = phrase_at(reading, begin, end)
        if phrase is not None and phrase.last == end and _person_first(phrase) and _agrees(cue, phrase):
            return phrase
    return None


def _person_first(phrase: Phrase) -> bool:
    return bool(phrase.names) and phrase.names[0].kind == "person"


def _speaks(reading: Reading, phrase: Phrase) -> bool:
    if phrase.is_a("person", "organization", "source") or reading.names[phrase.first] is not None:
        return True
    return any(n.kind in ("person", "organization") for n in phrase.names)
