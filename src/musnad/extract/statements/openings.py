"""Openings: whether the content of a cue begins at a word, and how.

Finds    قال … إن الطريق مفتوح         a clause
Finds    قال …: "الطريق مفتوح"          a quotation, or what follows a colon
Finds    دعا … إلى فتح الطريق           a complement after the preposition of the verb
Finds    نفى … إغلاق الطريق              an object
Leaves   قال … في بيان                   an occasion
"""

from __future__ import annotations

from typing import NamedTuple

from musnad.extract.statements.grammar import (
    ALA,
    AN,
    ARTICLE,
    BAYNA,
    BREAKS_AND_ENDS,
    ENDS,
    FEMININE,
    FEMININE_VERB,
    FI,
    ILA,
    IN_THE_NAME_OF,
    LI_WITH_ARTICLE,
    MAA,
    MIN,
    OVERLOOKING,
    PAUSES,
    POSSESSIVE,
    SUFFIXES,
    WITH_BI,
    WITH_LI,
    WORDS,
)
from musnad.extract.statements.inflection import CUES
from musnad.extract.statements.phrases import phrase_at
from musnad.extract.statements.walk import Walk

CLAUSE_NEAR = 30  # words after a phrase in which a clause may still follow
NEAR = 6  # words after a name in marks in which the object may begin
LONG_NAME = 8  # words in marks, the marks with them, that may be a name
SHORT_NAME = 5
BLAMED = 10  # words from who is blamed to the word that blames
IF = "إن"  # raw: «طلب» is followed by «أن», which is written alike when folded
_PREPOSITIONS = {"ila": ILA, "ala": ALA, "an": AN, "min": MIN, "fi": FI}  # frame of a verb: the preposition


class Opening(NamedTuple):
    """How a content begins (inna, quote, colon, preposition or object) and its first word."""

    kind: str
    first: int


def opening_at(walk: Walk, at: int) -> Opening | None:
    """Say whether the content begins at a word, and how."""
    form = walk.forms[at]
    if form in WORDS.inna:
        return clause_at(walk, at)
    if form == ":":
        return _colon(walk, at)
    if at in walk.reading.opening:
        return _quoted(walk, at)
    if form in WORDS.question and walk.takes("an") and walk.takes("quote"):
        return Opening("object", at)  # «تساءل المتحدث كيف أغلق الطريق»
    return prepositional(walk, at) or object_at(walk, at)


def clause_at(walk: Walk, at: int) -> Opening | None:
    """A clause after «إن», «أن» or, with some verbs, «بأن»."""
    if walk.takes("asks_from") and walk.reading.words[at].raw == IF:
        return None  # «طلب التسجيلات إن وجدت»
    takes = walk.takes("inna", "relay")
    if walk.forms[at][0] == WITH_BI:
        takes = takes or walk.takes("bi", "accused", "described")
    else:
        takes = takes or walk.takes("restated")
    count = len(walk.forms)
    if walk.forms[at - 1] in WORDS.spelled_letter:
        return None  # «سي إن …»
    if walk.forms[at - 1] == walk.forms[at] and walk.forms[at - 2] in WORDS.spelled_letter:
        return None  # «سي إن إن»
    if not takes or at + 1 >= count or (at > walk.cue.last and walk.forms[at - 1] in WORDS.before_anna):
        return None
    return Opening("inna", at + 2 if walk.forms[at + 1] == ":" and at + 2 < count else at + 1)


def _colon(walk: Walk, at: int) -> Opening | None:
    after = at + 1
    if after >= walk.stop or not walk.takes("quote", "inna"):
        return None
    if walk.forms[after] in WORDS.inna and after + 1 < walk.stop:
        return Opening("inna", after + 1)
    if after in walk.reading.opening:
        return Opening("quote", after)
    return None if walk.takes("weak") else Opening("colon", after)


def _quoted(walk: Walk, at: int) -> Opening | None:
    """Speech in marks, not a name in marks: a name stands after its kind and something else still follows."""
    if walk.takes("object") and at == walk.cue.last and not walk.takes("inna"):
        return Opening("object", at)
    if walk.takes("person", "ila") and not walk.takes("inna") and _deed_in_marks(walk, at):
        return Opening("preposition", at)
    if _is_name(walk, at) or (not walk.reading.opening[at].closed and _clause_near(walk, at)):
        return None
    if at > walk.cue.last and not walk.takes("described") and _led(walk.forms[at - 1]):
        return None
    if walk.takes("quote", "restated") and (walk.form.past or not walk.skipped):
        return Opening("quote", at)
    return Opening("object", at) if walk.takes("object") and walk.phrases else None


def _deed_in_marks(walk: Walk, at: int) -> bool:
    """«دعا … "للإفراج عن زملائه"», «حث … "على الحوار"»: the preposition stands inside the marks."""
    form = walk.forms[at + 1] if at + 1 < walk.stop else ""
    joined = form[:1] in (WITH_BI, WITH_LI) and WORDS.verbal_noun(form[1:].removeprefix(WITH_LI))
    return bool(walk.phrases) and (joined or form in (ILA, ALA))


def _led(before: str) -> bool:
    """A quotation after a preposition or in a circumstance is part of it."""
    return before in (WITH_BI, WITH_LI) or before in WORDS.preposition or before in WORDS.circumstance


def _clause_near(walk: Walk, at: int) -> bool:
    """A mark that never closes, with a clause right after the next words, opened a name."""
    return not WORDS.inna.isdisjoint(walk.forms[at + 2 : at + 8])


def _is_name(walk: Walk, at: int) -> bool:
    quotation = walk.reading.opening[at]
    close = walk.reading.close_of(quotation)
    if not quotation.closed or close - at > LONG_NAME:
        return False
    before = walk.forms[at - 1]
    if at == walk.cue.last and walk.takes("quote") and close + 1 < walk.stop and walk.forms[close + 1] in BREAKS_AND_ENDS:
        told = close + 2 < walk.stop and walk.forms[close + 2] in WORDS.relative
        return told or (walk.takes("object") and _deed_near(walk, close + 1))
    labelled = walk.heads[at - 1] is not None or before in (WITH_LI, WITH_BI, MAA) or before in WORDS.medium
    labelled = labelled or before.startswith(ARTICLE) or at == walk.cue.last
    return (labelled or (close - at < SHORT_NAME and walk.takes("bi"))) and more_follows(walk, close + 1)


def more_follows(walk: Walk, at: int) -> bool:
    """Say whether another beginning of the content follows, so that a quotation before it is no more than a name."""
    prepositions = {form for frame, form in _PREPOSITIONS.items() if walk.takes(frame)}
    for place in range(at, walk.stop):
        form = walk.forms[place]
        if form in WORDS.inna or form == ":" or place in walk.reading.opening or form in prepositions:
            return True
        if form[0] == WITH_BI and walk.takes("bi") and WORDS.verbal_noun(form[1:]):
            return True
        if walk.takes("object") and place < at + NEAR and WORDS.content_noun(form):
            return True
        if CUES[form] and form != BAYNA and walk.heads[place] is None:
            return False
    return False


def _deed_near(walk: Walk, at: int) -> bool:
    """«أكد "المركز"، (مركز الإغاثة)، وصول …»: a verbal noun follows the name in marks."""
    return any(WORDS.content_noun(form) for form in walk.forms[at : min(walk.stop, at + NEAR)])


def prepositional(walk: Walk, at: int) -> Opening | None:
    """A complement after the preposition that the verb asks for, alone or joined to its noun."""
    form = walk.forms[at]
    for frame, preposition in _PREPOSITIONS.items():
        if form == preposition and walk.takes(frame) and at + 1 < walk.stop and _fits(walk, frame, at):
            clause = walk.forms[at + 1] in WORDS.inna and at + 2 < walk.stop
            return Opening("inna", at + 2) if clause else Opening("preposition", at)
    if form[0] == WITH_BI and (_gesture(walk, form) or _bi(walk, at, form)):
        return Opening("preposition", at)
    if form[0] == WITH_LI and len(form) > 3 and walk.takes("li") and _li(walk, form):
        return Opening("preposition", at)
    return None


def _gesture(walk: Walk, form: str) -> bool:
    """«لوح بإغلاق الطريق» threatens, «لوح بالأعلام» waves."""
    return walk.takes("gesture") and WORDS.verbal_noun(form[1:])


def _li(walk: Walk, form: str) -> bool:
    """«سمح للسكان بالعودة» names whom first; a verbal noun is the content itself."""
    whom = len(walk.phrases) > 1 or (bool(walk.phrases) and walk.form.kind == "participle")
    return (whom and form.startswith(LI_WITH_ARTICLE)) or WORDS.verbal_noun(form[1:].removeprefix(WITH_LI))


def _fits(walk: Walk, frame: str, at: int) -> bool:
    """An occasion («في بيان», «على هامش») or a side («من جانبه») is no content."""
    after = walk.forms[at + 1]
    if frame == "an" and walk.takes("an_always"):
        return True
    if frame == "min" and (after in WORDS.side or (walk.takes("asks_from") and not walk.phrases)):
        return False
    if frame == "fi" and (after in WORDS.occasion or after in WORDS.time):
        return False
    if frame == "ala" and walk.forms[at - 1].startswith(OVERLOOKING):
        return False
    return after not in WORDS.setting


def _bi(walk: Walk, at: int, form: str) -> bool:
    """«طالب بفتح الطريق», not «بشدة», «بحضور الوزير» or «بحسب …»."""
    takes = walk.takes("bi", "described") or (walk.takes("accused") and bool(walk.phrases))
    if not takes or form in WORDS.no_complement:
        return False
    if form == WITH_BI:
        return at + 1 in walk.reading.opening or walk.reading.words[at + 1].kind in ("latin", "number")
    if walk.takes("described") or len(form) < 3 or walk.heads[at] is not None or form.startswith(IN_THE_NAME_OF):
        return False
    name = walk.reading.names[at]
    plain = POSSESSIVE.sub("", form)
    if plain != form and plain.removesuffix(FEMININE_VERB) + FEMININE in WORDS.manner:
        return False  # «مصرحا بطريقته المعتادة أن …»
    return form not in WORDS.manner and (name is None or name.start != walk.reading.words[at].start)


def object_at(walk: Walk, at: int) -> Opening | None:
    """A content that is the object of the verb: a verbal noun, «هذا», or a phrase after the subject."""
    form = walk.forms[at]
    if walk.takes("pointed"):
        return Opening("object", at) if form in WORDS.pointing and at > walk.cue.last else None
    if walk.takes("blamed"):
        return _blamed(walk, at)
    if walk.takes("weakobject"):
        return Opening("object", at) if WORDS.content_noun(form) and (not walk.adjuncts or _asked(walk)) else None
    if walk.takes("asks_from") and WORDS.content_noun(form) and _asked(walk):
        return Opening("object", at)
    if walk.form.pronoun or walk.takes("accused") or not walk.takes("object", "restated"):
        return None
    if walk.takes("restated") and not _restates(walk, at, form):
        return None
    if form in WORDS.no_object or walk.reading.words[at].kind == "mark":
        return None
    if (form in WORDS.pointing and not _points_at_speaker(walk, at)) or _names_deed(walk, at, form):
        return Opening("object", at)
    started = bool(walk.phrases) or walk.before_clause
    if started and (len(walk.phrases) > 1 or not walk.takes("person")) and _object_phrase(walk, at):
        return Opening("object", at)
    return None


def _blamed(walk: Walk, at: int) -> Opening | None:
    """«محملا الشركة مسؤولية الإغلاق»: who is blamed, and then the word that blames."""
    subject = walk.form.kind == "participle" or bool(walk.phrases)
    near = walk.forms[at + 1 : min(walk.stop, at + BLAMED)]
    if not subject or WORDS.blame.isdisjoint(near) or phrase_at(walk.reading, at, walk.stop) is None:
        return None
    return Opening("object", at)


def _points_at_speaker(walk: Walk, at: int) -> bool:
    """«أكدت تلك الدول رفضها»: the subject itself, where none has been named."""
    named = at + 1 < walk.stop and walk.forms[at + 1].startswith(ARTICLE) and walk.heads[at + 1] is not None
    return named and not walk.phrases and walk.form.kind == "verb"


def _names_deed(walk: Walk, at: int, form: str) -> bool:
    """A verbal noun, unless it is a person's name or, where the subject should stand, an office."""
    named = walk.reading.names[at]
    if (named is not None and named.kind == "person") or not WORDS.verbal_noun(form):
        return False
    return bool(walk.phrases) or walk.heads[at] is None or (WORDS.content_noun(form) and not form.startswith(ARTICLE))


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
