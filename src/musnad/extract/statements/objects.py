"""Objects: whether the content of a cue is the object that begins at a word.

Finds    نفى المتحدث إغلاق الطريق               a verbal noun
Finds    أكدت تلك الدول رفضها                    past the subject
Finds    معتبرا القرار "خطوة أولى"               what is judged, with the judgement in marks
Leaves   يلقي الوزير كلمة                        an object of a verb that takes none
"""

from __future__ import annotations

from musnad.extract.statements.grammar import (
    ARTICLE,
    BREAKS_AND_ENDS,
    ENDS,
    MIN,
    PAUSES,
    POSSESSIVE,
    SUFFIXES,
    WITH_BI,
    WITH_LI,
    WORDS,
)
from musnad.extract.statements.inflection import CUES, PARTICLES
from musnad.extract.statements.phrases import phrase_at
from musnad.extract.statements.walk import Walk

CLAUSE_NEAR = 30  # words after a phrase in which a clause may still follow
NEAR = 6  # words from what is judged to the judgement
BLAMED = 10  # words from who is blamed to the word that blames


def object_begins(walk: Walk, at: int) -> bool:
    """Say whether the content is an object that begins here: a verbal noun, «هذا», or a phrase after the subject."""
    form = walk.forms[at]
    if PARTICLES[form]:
        return False
    if walk.takes("pointed", "blamed"):
        return _blamed(walk, at) if walk.takes("blamed") else form in WORDS.pointing and at > walk.cue.last
    if walk.takes("weakobject"):
        return WORDS.content_noun(form) and (all(a.kind in ("time", "via") for a in walk.adjuncts) or _asked(walk))
    if walk.takes("asks_from") and WORDS.content_noun(form) and _asked(walk):
        return True
    if walk.form.pronoun or walk.takes("accused") or not walk.takes("object", "restated"):
        return False
    if walk.takes("restated") and not _restates(walk, at, form):
        return False
    return _plain(walk, at, form)


def _plain(walk: Walk, at: int, form: str) -> bool:
    if form in WORDS.no_object or walk.reading.words[at].kind == "mark" or form in WORDS.recognised:
        return False
    timed = bool(walk.adjuncts) and walk.adjuncts[-1].kind == "time" and walk.adjuncts[-1].last == at
    if (form[0] == WITH_BI and form[1:] in WORDS.of_period) or (timed and walk.reading.words[at].kind == "number"):
        return False  # «بنهاية عام 2017»
    if (form in WORDS.pointing and not _points_at_speaker(walk, at)) or _names_deed(walk, at, form):
        return True
    started = bool(walk.phrases) or walk.before_clause
    return started and (len(walk.phrases) > 1 or not walk.takes("person")) and _object_phrase(walk, at)


def judged(walk: Walk, at: int) -> bool:
    """«معتبرا القرار "خطوة أولى"»: what is judged, and the judgement in marks."""
    if not (walk.phrases or walk.form.kind == "participle") or not _judgeable(walk.forms[at]):
        return False
    for place in range(at + 1, min(at + NEAR, walk.stop)):
        if place in walk.reading.opening:
            return walk.forms[place - 1] not in (WITH_BI, WITH_LI)
        if walk.forms[place] in BREAKS_AND_ENDS or walk.forms[place] in WORDS.inna:
            return False
    return False


def _judgeable(form: str) -> bool:
    return form.startswith(ARTICLE) or form in WORDS.object_pronoun


def _blamed(walk: Walk, at: int) -> bool:
    """«محملا الشركة مسؤولية الإغلاق»: who is blamed, and then the word that blames."""
    subject = walk.form.kind == "participle" or bool(walk.phrases)
    near = walk.forms[at + 1 : min(walk.stop, at + BLAMED)]
    return subject and not WORDS.blame.isdisjoint(near) and phrase_at(walk.reading, at, walk.stop) is not None


def _points_at_speaker(walk: Walk, at: int) -> bool:
    """«أكدت تلك الدول رفضها»: the subject itself, where none has been named."""
    after = walk.forms[at + 1] if at + 1 < walk.stop else ""
    named = after.startswith(ARTICLE) and walk.heads[at + 1] is not None and not WORDS.content_noun(after)
    return named and at == walk.cue.last and walk.form.kind == "verb"


def _names_deed(walk: Walk, at: int, form: str) -> bool:
    """A verbal noun, unless it is a person's or a country's name or, where the subject should stand, an office."""
    named = walk.reading.names[at]
    if (named is not None and named.kind in ("person", "place")) or not WORDS.verbal_noun(form):
        return False  # «أعلنت إيران أنها»: written as «إيقاف» is
    if walk.phrases or walk.heads[at] is None:
        return True
    return WORDS.content_noun(form) and (not form.startswith(ARTICLE) or _led(walk))


def _led(walk: Walk) -> bool:
    """«الشرطة تعلن القضاء على …»: the subject opens the line, so that what follows the verb is its object."""
    first = walk.reading.unit_at(walk.cue.first)[0]
    phrase = phrase_at(walk.reading, first, walk.cue.first) if not walk.cue.joined and first < walk.cue.first else None
    return phrase is not None and phrase.speaks and phrase.last == walk.cue.first


def _restates(walk: Walk, at: int, form: str) -> bool:
    """«جدد رفضه», «كرر الدعوة»: a saying said again, not «جدد القصف»."""
    bare = form.removeprefix(ARTICLE)
    said = any(c.kind == "noun" for c in CUES[form] + CUES[bare] + CUES[POSSESSIVE.sub("", bare)])
    return said or (form.endswith(SUFFIXES) and not walk.reading.words[at].raw.endswith("ة"))


def _asked(walk: Walk) -> bool:
    """«طالب من المجتمع الدولي الضغط»: whom, after «من», then what."""
    return any(walk.forms[a.first] == MIN for a in walk.adjuncts)


def _object_phrase(walk: Walk, at: int) -> bool:
    """A phrase after the subject is the object, unless it says more of the subject or a clause follows later."""
    phrase = phrase_at(walk.reading, at, walk.stop)
    if phrase is None:
        return False
    if walk.comma and walk.form.kind == "verb" and (phrase.person_named or phrase.is_a("person")):
        return False
    return not (walk.takes("inna") and _clause_later(walk, at))


def _clause_later(walk: Walk, at: int) -> bool:
    for place in range(at + 1, min(walk.stop, at + CLAUSE_NEAR)):
        form, before = walk.forms[place], walk.forms[place - 1]
        if form in WORDS.inna and (before in PAUSES or place - at < 4):
            return True
        if form in ENDS or (CUES[form] and walk.heads[place] is None and before not in WORDS.relative):
            return False
    return False
