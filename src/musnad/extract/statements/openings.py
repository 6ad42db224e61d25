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
    AS_MUCH,
    BAYNA,
    BREAKS_AND_ENDS,
    FEMININE,
    FEMININE_VERB,
    FI,
    FOLLOWS,
    ILA,
    IN_THE_NAME_OF,
    LI_WITH_ARTICLE,
    MAA,
    MIN,
    OVERLOOKING,
    POSSESSIVE,
    WITH_BI,
    WITH_LI,
    WORDS,
)
from musnad.extract.statements.inflection import CUES
from musnad.extract.statements.objects import judged, object_begins
from musnad.extract.statements.outlets import MEDIA, OUTLETS
from musnad.extract.statements.walk import Walk

NEAR = 6  # words after a name in marks in which the object may begin
LONG_NAME = 8  # words in marks, the marks with them, that may be a name
SHORT_NAME = 5
BBC = "بي"  # «بي بي سي»
IF = "إن"  # raw: «طلب» is followed by «أن», which is written alike when folded
CLAUSE_NEAR = 10  # words after «بالكتاب» in which «بأنه» may follow
CLAUSE_FAR = 20  # words after «عن وصول …» in which a clause may still follow
BI_WITH_ARTICLE = "بال"
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
        described = walk.takes("described") and bool(POSSESSIVE.search(walk.forms[at]))  # «وصف الباحث التقرير أنه …»
        takes = takes or described or walk.takes("restated")
    count = len(walk.forms)
    if walk.forms[at - 1] in WORDS.spelled_letter and walk.forms[at - 2] != BBC:
        return None  # «سي إن …», not «بي بي سي إن …»
    if walk.forms[at - 1] == walk.forms[at] and walk.forms[at - 2] in WORDS.spelled_letter:
        return None  # «سي إن إن»
    if not takes or at + 1 >= count or (at > walk.cue.last and _of_the_word_before(walk, at)):
        return None
    return Opening("inna", at + 2 if walk.forms[at + 1] == ":" and at + 2 < count else at + 1)


def _of_the_word_before(walk: Walk, at: int) -> bool:
    """«قبل أن», «بعد أن» are one conjunction; «قال من قبل إن», «أكد فيما بعد أن» are not."""
    earlier = f"{walk.forms[at - 2]} {walk.forms[at - 1]}" in WORDS.at_another_time
    return walk.forms[at - 1] in WORDS.before_anna and not earlier


def _colon(walk: Walk, at: int) -> Opening | None:
    after = at + 1
    if after >= walk.stop or not walk.takes("quote", "inna"):
        return None
    if walk.forms[after] in WORDS.inna and after + 1 < walk.stop:
        return Opening("inna", after + 1)
    if after in walk.reading.opening:
        return Opening("quote", after)
    occasion = walk.run_start > walk.cue.last  # «كتب في تغريدة: …»
    return Opening("colon", after) if occasion or not walk.takes("weak") else None


def _quoted(walk: Walk, at: int) -> Opening | None:
    """Speech in marks, not a name in marks: a name stands after its kind and something else still follows."""
    if walk.takes("object") and at == walk.cue.last and not walk.takes("inna"):
        return Opening("object", at)
    if walk.takes("person", "ila") and not walk.takes("inna") and _deed_in_marks(walk, at):
        return Opening("preposition", at)
    if named_before_speech(walk, at) or _is_name(walk, at) or _never_closed(walk, at) or _speaks(walk, at):
        return None
    if at > walk.cue.last and not walk.takes("described") and _led(walk.forms[at - 1]):
        return None
    if walk.takes("relay") and _told_in_marks(walk, at):
        return Opening("quote", at)
    if walk.takes("quote", "restated") and (walk.form.past or not walk.skipped):
        return Opening("quote", at)
    return Opening("object", at) if walk.takes("object") and walk.phrases else None


def named_before_speech(walk: Walk, at: int) -> bool:
    """«قال المدير "سالم الراوي": "…"»: a few words in marks, a colon, and then speech in marks are a name."""
    close = walk.reading.close_of(walk.reading.opening[at])
    speech = walk.forms[close + 1 : close + 2] == [":"] and close + 2 in walk.reading.opening
    return speech and close - at <= SHORT_NAME and bool(walk.phrases) and walk.reading.names_in_marks(at)


def _deed_in_marks(walk: Walk, at: int) -> bool:
    """«دعا … "للإفراج عن زملائه"», «حث … "على الحوار"»: the preposition stands inside the marks."""
    form = walk.forms[at + 1] if at + 1 < walk.stop else ""
    joined = form[:1] in (WITH_BI, WITH_LI) and WORDS.verbal_noun(form[1:].removeprefix(WITH_LI))
    return bool(walk.phrases) and (joined or form in (ILA, ALA))


def _told_in_marks(walk: Walk, at: int) -> bool:
    """«نقلت الوكالة عن المتحدث "الطريق مفتوح الآن"»: many words in marks, and no «قوله» after them."""
    close = walk.reading.close_of(walk.reading.opening[at])
    after = walk.forms[close + 1 : close + 2]
    return close - at > LONG_NAME and AN in walk.forms[walk.cue.last : at] and WORDS.his_saying.isdisjoint(after)


def _led(before: str) -> bool:
    """A quotation after a preposition or in a circumstance is part of it."""
    return before in (WITH_BI, WITH_LI) or before in WORDS.preposition or before in WORDS.circumstance


def _speaks(walk: Walk, at: int) -> bool:
    """«أقرت "الجبهة" …», «التي أشارت لها "الجبهة"»: in the marks stands no more than who speaks."""
    close = walk.reading.close_of(walk.reading.opening[at])
    name, head = walk.reading.names[at + 1], walk.heads[at + 1]
    if walk.phrases or walk.takes("described", "accused") or not walk.reading.opening[at].closed or close - at > LONG_NAME:
        return False
    known = name is not None and name.first == at + 1 and name.last == close and name.kind in ("person", "organization")
    body = head is not None and head.kind == "organization" and walk.reading.names_in_marks(at) and close - at > 2
    return known or (body and not any(CUES[form] for form in walk.forms[at + 1 : close]))


def _never_closed(walk: Walk, at: int) -> bool:
    """A mark that never closes, with a clause right after the next words, opened a name."""
    return not walk.reading.opening[at].closed and not WORDS.inna.isdisjoint(walk.forms[at + 2 : at + 8])


def _is_name(walk: Walk, at: int) -> bool:
    quotation = walk.reading.opening[at]
    close = walk.reading.close_of(quotation)
    if not quotation.closed or close - at > LONG_NAME:
        return False
    if any(tuple(walk.forms[at + 1 : close]) == key for key, _ in OUTLETS[walk.forms[at + 1]]):
        return True  # «أوردت "الساحل" نقلا عن …»
    before = walk.forms[at - 1]
    if at == walk.cue.last and walk.takes("quote") and close + 1 < walk.stop and walk.forms[close + 1] in BREAKS_AND_ENDS:
        told = close + 2 < walk.stop and (walk.forms[close + 2] in WORDS.relative or walk.forms[close + 2] in WORDS.and_it)
        short = close - at <= SHORT_NAME and walk.reading.names[at + 1] is not None and more_follows(walk, close + 2)
        return told or short or (walk.takes("object") and _deed_near(walk, close + 1))
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
    if form == AN and _tells_of(walk, at):
        return Opening("preposition", at)
    if form[0] == WITH_BI and (_gesture(walk, form) or _bi(walk, at, form)):
        return Opening("preposition", at)
    if form[0] == WITH_LI and len(form) > 3 and walk.takes("li") and _li(walk, form):
        return Opening("preposition", at)
    return None


def _tells_of(walk: Walk, at: int) -> bool:
    """«أكد المركز عن وصول القافلة», as some outlets write of any verb of saying: after the subject, and a deed."""
    said = walk.form.kind == "verb" and walk.form.past and walk.takes("inna") and not walk.takes("relay", "restated", "an")
    after = walk.another_follows(at)
    if not said or not walk.phrases or after.startswith(ARTICLE) or not WORDS.content_noun(after):
        return False
    if at - walk.phrases[-1].last > walk.comma:
        return False  # «وافقت الحكومة على … التي أسفرت عن سقوط …»
    return WORDS.inna.isdisjoint(walk.forms[at : at + CLAUSE_FAR])


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
    if frame == "ala" and (walk.forms[at - 1].startswith(OVERLOOKING) or MEDIA[after] or OUTLETS[after]):
        return False  # «أكدت عبر حسابها على موقع …»
    return after not in WORDS.setting


def _bi(walk: Walk, at: int, form: str) -> bool:
    """«طالب بفتح الطريق», not «بشدة», «بحضور الوزير» or «بحسب …»."""
    takes = walk.takes("bi", "described") or (walk.takes("accused") and bool(walk.phrases))
    if not takes or form in WORDS.no_complement or (form == AS_MUCH and walk.forms[at + 1] == FOLLOWS):
        return False
    if form[1:] in WORDS.place_kind and walk.phrases:
        return False  # «أفاد مراسل سهلاب نيوز بريف الساحل أن»
    if form == WITH_BI:
        return at + 1 in walk.reading.opening or walk.reading.words[at + 1].kind in ("latin", "number")
    if walk.takes("described") and form.startswith(BI_WITH_ARTICLE) and (len(walk.phrases) > 1 or walk.form.pronoun):
        return WORDS.inna.isdisjoint(walk.forms[at + 1 : at + CLAUSE_NEAR])  # «وصف الوزير الهجوم بالجبان»
    if walk.takes("described") or len(form) < 3 or walk.heads[at] is not None or form.startswith(IN_THE_NAME_OF):
        return False
    name = walk.reading.names[at]
    plain = POSSESSIVE.sub("", form)
    if plain != form and plain.removesuffix(FEMININE_VERB) + FEMININE in WORDS.manner:
        return False  # «مصرحا بطريقته المعتادة أن …»
    return form not in WORDS.manner and (name is None or name.start != walk.reading.words[at].start)


def object_at(walk: Walk, at: int) -> Opening | None:
    """A content that is the object of the verb."""
    found = (walk.takes("judged") and judged(walk, at)) or object_begins(walk, at)
    return Opening("object", _with_count(walk, at)) if found else None


def _with_count(walk: Walk, at: int) -> int:
    """«وثق أكثر من 470 هجوما»: the content begins with how many."""
    first = at - 1
    passed = bool(walk.adjuncts) and walk.adjuncts[-1].last > first  # «في عام 2022»
    counted = walk.reading.words[first].kind == "number" and walk.reading.names[first] is None
    if first < walk.cue.last or passed or not counted or walk.forms[first - 1] in WORDS.time:
        return at
    while first > walk.cue.last and walk.forms[first - 1] in WORDS.how_many:
        first -= 1
    return first
