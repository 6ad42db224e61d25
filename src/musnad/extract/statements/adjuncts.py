"""Adjuncts: the words between a cue and its content that tell how, when, where, through whom or to whom."""

from __future__ import annotations

from musnad.extract.statements.draft import Adjunct
from musnad.extract.statements.grammar import (
    ALA,
    AN,
    ARTICLE,
    AS_MUCH,
    BI_OR_LI,
    ENDS,
    FOLLOWS,
    LI_WITH_ARTICLE,
    MIN,
    PAUSES,
    POSSESSIVE,
    SUFFIXES,
    WITH_BI,
    WITH_LI,
    WORDS,
)
from musnad.extract.statements.inflection import CUES, PARTICLES
from musnad.extract.statements.lookalikes import anonymous
from musnad.extract.statements.openings import clause_at, more_follows, object_at, opening_at, prepositional
from musnad.extract.statements.phrases import phrase_at
from musnad.extract.statements.walk import Walk

_BEFORE_PREPOSITION = ("audience", "occasion", "topic", "time", "via")
_TA_MARBUTA = "ة"


def adjunct(walk: Walk, at: int) -> int | None:
    """Pass an adjunct that begins at a word; return the word after it, or None where none begins."""
    form = walk.forms[at]
    if form == ALA and walk.another_follows(at) in WORDS.on_behalf:
        return _mouthpiece(walk, at)
    if PARTICLES[form]:
        return _source(walk, at)
    return _of_time(walk, at, form) or _other(walk, at, form)


def _mouthpiece(walk: Walk, at: int) -> int:
    """«اتهمت المنظمة على لسان مديرها الحكومة بـ»: after whoever speaks for it comes whom the verb is about."""
    phrase = phrase_at(walk.reading, at + 2, walk.stop)
    return _note(walk, "occasion", at, phrase.last if phrase is not None else at + 2)


def _of_time(walk: Walk, at: int, form: str) -> int | None:
    number = walk.reading.words[at].kind == "number" or form in WORDS.of_time
    if form in WORDS.eve and walk.another_follows(at).startswith(ARTICLE):
        return _note(walk, "time", at, at + 2)  # «عشية المباراة»
    if form[0] == WITH_BI and form[1:] in WORDS.of_period and walk.another_follows(at) in WORDS.time:
        return _note(walk, "time", at, at + 2)  # «بنهاية عام 2017»
    if form in WORDS.time and walk.another_follows(at) in WORDS.pointing:
        return _run(walk, "time", at, 2)  # «قبل ذلك بساعات»
    if form in WORDS.each and walk.another_follows(at) in WORDS.time:
        return _note(walk, "time", at, at + 2)  # «كل أسبوع»
    return _note(walk, "time", at, at + 1) if form in WORDS.time or (number and _after_time(walk, at)) else None


def _other(walk: Walk, at: int, form: str) -> int | None:
    if form == AS_MUCH and walk.another_follows(at) == FOLLOWS:
        return _note(walk, "adverb", at, at + 2)
    if form in WORDS.adverb or form in WORDS.saying:
        return _note(walk, "adverb", at, at + 1)
    if form in WORDS.audience or (form[0] == WITH_LI and _medium(walk, at)):
        return _run(walk, "audience", at)
    if form.startswith(LI_WITH_ARTICLE) and len(form) > 4 and not CUES[form]:
        return _run(walk, "audience", at)
    if form == MIN and at + 1 < len(walk.forms) and walk.forms[at + 1] in WORDS.side:
        return _note(walk, "side", at, at + 2)
    told = form in WORDS.recognised and walk.another_follows(at) in WORDS.by_it  # «المعترف بها دوليا»
    if form in WORDS.relative or told or anonymous(walk.forms, at):
        return _run(walk, "relative", at)
    return _circumstance(walk, at, form)


def _source(walk: Walk, at: int) -> int:
    """«اتهمت المنظمة بحسب الوكالة الحكومة بـ»: after the source comes whom the verb is about."""
    key = next((k for k in PARTICLES[walk.forms[at]] if walk.forms[at : at + len(k)] == list(k)), (walk.forms[at],))
    last = at + len(key) + (walk.another_follows(at + len(key) - 1) == AN)
    phrase = phrase_at(walk.reading, last, walk.stop) if walk.takes("accused", "person") else None
    if phrase is not None and phrase.speaks:
        return _note(walk, "via", at, phrase.last)
    return _run(walk, "via", at, last - at)


def _circumstance(walk: Walk, at: int, form: str) -> int | None:
    if form in WORDS.circumstance or form in WORDS.topic or form in WORDS.preposition:
        after = walk.another_follows(at)
        if after in WORDS.day_of_month:
            return _run(walk, "time", at, 2)  # «في العاشر من تموز»
        timed = after in WORDS.time or after.removeprefix(ARTICLE) in WORDS.time
        return _run(walk, "time" if timed else "topic" if form in WORDS.topic else "occasion", at)
    joined = form[0] in BI_OR_LI and len(form) > 3 and form not in WORDS.demonstrative
    if joined and walk.heads[at] is None and walk.reading.names[at] is None and (walk.phrases or form[0] == WITH_BI):
        return _run(walk, "occasion", at)
    return None


def _after_time(walk: Walk, at: int) -> bool:
    """A number or an adjective after a time («يوم الأحد 12», «مرة أخرى») is part of it."""
    timed = bool(walk.adjuncts) and walk.adjuncts[-1].kind == "time"
    return timed and (not walk.comma or walk.another_follows(at) in WORDS.time)


def _medium(walk: Walk, at: int) -> bool:
    form, name = walk.forms[at], walk.reading.names[at]
    joined = name is not None and name.start > walk.reading.words[at].start
    return form == WITH_LI or joined or form[1:] in WORDS.medium


def _note(walk: Walk, kind: str, first: int, last: int) -> int:
    if walk.adjuncts and walk.adjuncts[-1].kind == kind and walk.adjuncts[-1].last == first:
        walk.adjuncts[-1].last = last
    else:
        walk.adjuncts.append(Adjunct(kind, first, last))
    return last


def _run(walk: Walk, kind: str, at: int, least: int = 1) -> int:
    """Take the words of an adjunct, some at least, up to a comma or to where the content could begin."""
    walk.run_start = at
    last = at + least
    while last < walk.stop:
        form = walk.forms[last]
        if form in PAUSES or form in ENDS:
            break
        within = kind == "relative" and form in WORDS.anna and not clause_at(walk, last)
        if not within and _content_begins(walk, last, kind):
            break
        last += 1
    return _note(walk, kind, at, last)


def _content_begins(walk: Walk, at: int, kind: str) -> bool:
    """Say whether an adjunct of this kind ends before a word, because the content begins there."""
    form = walk.forms[at]
    if (form == ":" or at in walk.reading.opening) and _in_title(walk, at):
        return False
    if form in WORDS.inna or form == ":":
        elsewhere = (form[0] == WITH_BI and _another_says(walk, at)) or _told_in_passing(walk, at) or _said_after(walk, at)
        return not elsewhere and opening_at(walk, at) is not None
    if at in walk.reading.opening:
        return _quotation_begins(walk, at)
    if kind == "relative":
        return walk.forms[at - 1] in WORDS.time and WORDS.verbal_noun(form) and object_at(walk, at) is not None
    if kind in _BEFORE_PREPOSITION and prepositional(walk, at) is not None:
        if kind == "occasion" and form == AN and _clause_later(walk, at):
            return False
        if form == WITH_BI and walk.takes("bi"):
            return not CUES[walk.forms[at - 1]]  # «في المقابل بـ"معاملة منصفة"», not «من وصفتهم بـ"دول المقاطعة"»
        own = walk.forms[at - 1] in WORDS.same  # «أشاد في الوقت نفسه بأداء …»
        return own or not walk.takes("bi") or form[0] != WITH_BI or WORDS.verbal_noun(form[1:]) or form[1:] in WORDS.inna
    if kind == "occasion" and walk.takes("asks_from") and walk.forms[walk.run_start] == MIN:
        return _asked_for(walk, at)
    return _object_begins(walk, at, kind) if kind in ("occasion", "time", "audience") else _participle(walk, at)


def _in_title(walk: Walk, at: int) -> bool:
    """«في كتاب بعنوان: "الجسر"، أن …»: colons and marks of a title, where the clause comes after it."""
    titled = not WORDS.title.isdisjoint(walk.forms[walk.run_start : at])
    return titled and _clause_later(walk, at)


def _clause_later(walk: Walk, at: int) -> bool:
    """«كشف في كتابه عن الرئيس، أن …»: the clause after a comma is what was said, «عن» belongs to the occasion."""
    forms = walk.forms
    later = (i for i in range(at + 1, walk.stop) if forms[i] in WORDS.anna and forms[i - 1] in PAUSES)
    return walk.takes("inna") and next(later, None) is not None


def _asked_for(walk: Walk, at: int) -> bool:
    """«طلب من المجتمع الدولي الضغط»: what is asked for follows whom it is asked from."""
    return at > walk.run_start + 2 and WORDS.content_noun(walk.forms[at]) and walk.forms[at - 1] not in WORDS.contents


def _object_begins(walk: Walk, at: int, kind: str) -> bool:
    form = walk.forms[at]
    if form in WORDS.of_time and walk.forms[at - 1] in WORDS.time:
        return False
    if kind != "audience" and form in WORDS.contents and _could_end(walk, at) and object_at(walk, at) is not None:
        return True
    if kind != "occasion" and walk.reading.names[at] is None and object_at(walk, at) is not None:
        return form not in WORDS.time
    return _participle(walk, at)


def _participle(walk: Walk, at: int) -> bool:
    known = CUES[walk.forms[at]]
    noun = walk.forms[at - 1] in WORDS.preposition or walk.forms[at - 1] in WORDS.circumstance  # «من مدينة …»
    return bool(known) and known[0].kind == "participle" and walk.heads[at] is None and not noun


def _quotation_begins(walk: Walk, at: int) -> bool:
    """A quotation is the content, unless it is short and more follows, or the word before it says what is so named."""
    close = walk.reading.close_of(walk.reading.opening[at])
    if walk.forms[at - 1] in WORDS.before_quoted_name or opening_at(walk, at) is None:
        return False
    return close - at > 4 or not more_follows(walk, close + 1)


def _another_says(walk: Walk, at: int) -> bool:
    """«بعد يومين من تصريح الحكومة بأنها»: the clause belongs to the noun of saying inside the adjunct."""
    return any((said := CUES[form]) and said[0].kind == "noun" for form in walk.forms[walk.run_start : at])


def _told_in_passing(walk: Walk, at: int) -> bool:
    """«طلبت نسخة من التسجيلات التي تدعي أنها …»: the clause belongs to the verb of saying right after the relative."""
    said = CUES[walk.forms[at - 1]] if walk.forms[at - 2] in WORDS.relative else ()
    return bool(said) and said[0].kind == "verb" and said[0].takes("inna")


def _said_after(walk: Walk, at: int) -> bool:
    """«نفى الجيش القصف بعدما قالت الحكومة إن …»: the clause belongs to the verb after «بعدما»."""
    for i in range(walk.run_start + 1, at):
        said = CUES[walk.forms[i]]
        after = walk.forms[i - 1] in WORDS.subordinate or walk.forms[i - 1] in WORDS.afterwards
        if said and said[0].kind == "verb" and said[0].takes("inna") and after:
            return True
    return False


def _could_end(walk: Walk, at: int) -> bool:
    """The adjunct could end before this word: it follows a definite noun, a name, a date, or has a suffix of its own."""
    before = walk.forms[at - 1]
    own = POSSESSIVE.sub("", before)
    if own != before and own in WORDS.occasion:
        return True  # «أكد في مقاله وقوع …»
    suffixed = walk.forms[at].endswith(SUFFIXES) and not walk.reading.words[at].raw.endswith(_TA_MARBUTA)
    return before.startswith(ARTICLE) or before in WORDS.time or walk.reading.names[at - 1] is not None or suffixed
