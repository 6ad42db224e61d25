"""Particles of attribution: «بحسب المتحدث», «وفقا لما نقلته الوكالة», «على حد قوله»."""

from __future__ import annotations

from musnad.extract.statements.cues import Cue, particle
from musnad.extract.statements.draft import CARRIED, Draft, Subject
from musnad.extract.statements.grammar import (
    AN,
    ARTICLE,
    CITING,
    ENDS,
    FI,
    KAMA,
    LI_WITH_ARTICLE,
    PAUSES,
    WITH_LI,
    WITH_WA,
    WORDS,
)
from musnad.extract.statements.inflection import CUES
from musnad.extract.statements.phrases import Phrase, phrase_at
from musnad.extract.statements.reading import Reading
from musnad.extract.statements.sources import after_comma, source_at

DESCRIBED = 16  # words from a source to the comma after what is told of it
WHERE = 7  # words from a source to the comma after where it is
BRACKETS = 6  # words, the brackets with them


def particle_draft(reading: Reading, cue: Cue, first: int, stop: int) -> Draft | None:
    """Return the draft of a particle, None where no source follows; its content is what it trails, or what it leads."""
    at = _source_place(reading, cue, stop)
    if at is None or reading.forms[at].removeprefix(WITH_LI).removeprefix(ARTICLE) in WORDS.provision:
        return None  # «وفق القرار 2254»
    phrase = source_at(reading, at, stop)
    own = reading.forms[cue.last - 1] in WORDS.own_word  # «على حد قوله»: the pronoun is the source
    if phrase is None:
        if not own and reading.forms[at] not in WORDS.his_word:
            return None
        return _placed(reading, Draft(cue, at if own else at + 1, "trailing", CARRIED), first, stop)
    after, apposition = phrase.last, after_comma(reading, phrase, stop)
    if apposition is not None and apposition.person_named:
        after = apposition.last
    draft = Draft(cue, after, "trailing", Subject(phrase, apposition, "after"), relayed=_is_medium(reading, phrase))
    return _placed(reading, draft, first, stop)


def as_told(reading: Reading, cue: Cue, stop: int) -> Draft | None:
    """«…، كما ذكرت مصادر محلية.»: a verb after «كما» that nothing follows but who says it; it trails, as «بحسب» does."""
    forms, at = reading.forms, cue.first
    if at < 2 or forms[at - 1] != KAMA or not cue.form.past or not (forms[at - 2] in PAUSES or forms[at - 2] == ")"):
        return None
    phrase = phrase_at(reading, cue.last, stop)
    ended = phrase is not None and (phrase.last >= stop or forms[phrase.last] in PAUSES or forms[phrase.last] in ENDS)
    if phrase is None or not phrase.speaks or not ended:
        return None
    cited = particle(reading, at - 1, cue.last, cue.form.act, cue.form.gender)
    subject = Subject(phrase, after_comma(reading, phrase, stop), "after")
    return Draft(cited, phrase.last, "trailing", subject, relayed=_is_medium(reading, phrase))


def _source_place(reading: Reading, cue: Cue, stop: int) -> int | None:
    """Where the source begins: past «عن» after «نقلا», past «في» after «ورد»."""
    at, forms = cue.last, reading.forms
    if at >= stop:
        return None
    if forms[at] == AN:
        at += 1
    elif cue.form.lemma == CITING:
        return None
    if at < stop and forms[at] == FI and forms[at - 1] in WORDS.came:
        at += 1
    return at if at < stop else None


def _placed(reading: Reading, draft: Draft, first: int, stop: int) -> Draft | None:
    """Say what a particle covers: what follows where it leads its clause, else what stands before it."""
    forms, at = reading.forms, draft.first
    if all(form in (WITH_WA, KAMA) for form in forms[first : draft.cue.first]):
        if forms[at : at + 1] == ["("] and ")" in forms[at : at + BRACKETS]:
            at = forms.index(")", at) + 1  # «وفق الوكالة (رسمية)، …»
        at = _past_where(reading, at, stop)
        while at < stop and (forms[at] in PAUSES or forms[at] in WORDS.after_leading_source):
            at += 1
        draft.first, draft.complement = at, "leading"
        return draft if at < stop - 1 else None
    if at + 1 < stop and forms[at] in PAUSES and forms[at + 1] in WORDS.after_source:
        draft.first, draft.complement = at + 2, "inna"
    return draft


def _past_where(reading: Reading, at: int, stop: int) -> int:
    """«وبحسب ناشطين على مواقع التواصل، …», «ما قالت الوزيرة خلال مؤتمرها فإن»: where they are or when, up to the clause."""
    forms = reading.forms
    if at < stop and forms[at] in WORDS.relative:
        return next((i for i in range(at + 1, min(stop, at + DESCRIBED)) if forms[i] in PAUSES), at)
    where = at < stop and (forms[at] in WORDS.preposition or forms[at] in WORDS.circumstance or _told(reading, at))
    if not (where or _told_before_clause(reading, at, stop)):
        return at
    for place in range(at + 1, min(stop, at + WHERE)):
        if forms[place] in PAUSES or forms[place] in WORDS.after_leading_source:
            return place
        if CUES[forms[place]] and CUES[forms[place]][0].kind == "verb":
            break
    return at


def _told(reading: Reading, at: int) -> bool:
    """«وبحسب مصادر محلية لـ"الوكالة"، …», «وفق ما قال المتحدث لوكالة الساحل، …»: whoever was told."""
    form, name = reading.forms[at], reading.names[at]
    joined = form[0] == WITH_LI and name is not None and name.start > reading.words[at].start
    return form == WITH_LI or joined or form in WORDS.audience or (form[0] == WITH_LI and form[1:] in WORDS.medium)


def _told_before_clause(reading: Reading, at: int, stop: int) -> bool:
    """«وبحسب مصدر عسكري لشبكة سهلاب، فإن …»: «لـ» and a name that nobody knows, up to the word that begins the clause."""
    if at >= stop or reading.forms[at][0] != WITH_LI or len(reading.forms[at]) < 4:
        return False
    near = reading.forms[at + 1 : min(stop, at + WHERE)]
    pause = next((n for n, form in enumerate(near) if form in PAUSES), None)
    return pause is not None and pause + 1 < len(near) and near[pause + 1] in WORDS.after_leading_source


def _is_medium(reading: Reading, phrase: Phrase) -> bool:
    form = reading.forms[phrase.first]
    return form.removeprefix(LI_WITH_ARTICLE).removeprefix(WITH_LI).removeprefix(ARTICLE) in WORDS.medium
