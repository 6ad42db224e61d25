"""Drafts: cues with their content and the phrase that says who speaks, before anybody is resolved."""

from __future__ import annotations

from dataclasses import dataclass, field

from musnad.extract.statements.complements import Complement, complement
from musnad.extract.statements.contents import bounded, closed_content
from musnad.extract.statements.cues import Cue, find_cues
from musnad.extract.statements.heads import HEADS, Head
from musnad.extract.statements.inflection import CUES, PARTICLES, CueForm
from musnad.extract.statements.outlets import OUTLETS, MEDIA, shared_names
from musnad.extract.statements.grammar import *
from musnad.extract.statements.grammar import WORDS
from musnad.extract.statements.phrases import Phrase, phrase_at
from musnad.extract.statements.reading import Reading
from musnad.extract.statements.draft import Draft, Subject
from musnad.extract.statements.subjects import subject_before

_COMMAS = "،,-–—؛"


def find_drafts(reading: Reading) -> list[Draft]:
    """Return the drafts of a report in the order of their cues."""
    cues = find_cues(reading)
    drafts: list[Draft] = []
    at = 0
    for first, stop in reading.units:
        here = []
        while at < len(cues) and cues[at].first < stop:
            here.append(cues[at])
            at += 1
        drafts.extend(_unit(reading, here, first, stop))
    return drafts


def _unit(reading: Reading, cues: list[Cue], first: int, stop: int) -> list[Draft]:
    found: list[Draft] = []
    for cue in cues:
        if found and found[-1].first == cue.first and found[-1].cue.form.takes("restated"):
            continue  # «جدد طلبه عودة …» is one act of saying
        draft = _draft(reading, cue, first, _within(reading, cue, stop), found)
        if draft is not None:
            found.append(draft)
    for place, draft in enumerate(found):
        if draft.complement not in ("trailing", "before"):
            outer = min((d.first for d in found[:place] if d.first > draft.first), default=stop)
            bounded(reading, draft, found[place + 1 :], min(outer, _within(reading, draft.cue, stop)))
    for draft in found:
        if draft.complement == "trailing":
            _trail(reading, draft, found, first, stop)
    return [d for d in found if d.end > d.start]


def _within(reading: Reading, cue: Cue, stop: int) -> int:
    """What is said inside a quotation ends with it."""
    quotation = reading.inside[cue.first]
    if quotation is None or reading.passage.word_at(quotation.inner.end) - cue.first < 3:
        return stop
    return min(stop, reading.passage.word_at(quotation.inner.end))


def _draft(reading: Reading, cue: Cue, first: int, stop: int, before: list[Draft]) -> Draft | None:
    if cue.form.kind == "particle":
        return _particle(reading, cue, first, stop)
    if cue.form.kind == "noun":
        return _noun(reading, cue, stop)
    found = complement(reading, cue, stop)
    if cue.form.takes("relay"):
        return _relay(reading, cue, found, stop)
    if _impersonal(reading, cue, found):
        return None
    if found is None and cue.joined and cue.first == first and cue.form.takes("carry"):
        return _plain_continuation(reading, cue, stop)
    if found is None or (found.kind == "object" and cue.form.takes("weak")):
        return _quotation_before(reading, cue, first, stop)
    if cue.form.kind == "participle" and not _parted(reading, cue) and found.kind not in ("inna", "quote", "colon"):
        return None
    if cue.form.takes("weak") and found.kind not in ("inna", "quote", "colon", "preposition"):
        return None
    if not cue.form.past and cue.form.kind == "verb" and not _present_holds(reading, cue, found, first):
        return None
    if reading.forms[cue.first - 1 : cue.first] == ["ما"] and found.subject is None and cue.form.kind == "verb":
        return None  # «على ما كشف مؤخرا»: nobody is said to speak
    subject = _behind(reading, _subject(reading, cue, found, first, before), stop)
    if cue.form.takes("weak") and subject.phrase is None and not cue.joined and cue.form.kind == "verb" and cue.first > first + 1:
        return None
    draft = Draft(cue, found.first, found.kind, subject, found.adjuncts, negated=_negated(reading, cue))
    return draft


def _parted(reading: Reading, cue: Cue) -> bool:
    """A comma, a closing mark or a conjunction parts an adverbial participle from the clause before it."""
    return cue.joined or cue.first == 0 or reading.forms[cue.first - 1] in "،,.-–—" or cue.first - 1 in reading.closing


def _plain_continuation(reading: Reading, cue: Cue, stop: int) -> Draft | None:
    """«وأضاف المحققون في تقريرهم … حيث …», «وتابع ثم …»: more of the same with no complementiser."""
    phrase = phrase_at(reading, cue.last, stop)
    for at in range(phrase.last if phrase else cue.last, stop - 3):
        if reading.forms[at] in ("حيث", "ثم", "لقد"):
            return Draft(cue, at, "colon", Subject(phrase, None, "after" if phrase else "carried"))
    return None


def _behind(reading: Reading, subject: Subject, stop: int) -> Subject:
    """A statement, a bulletin or a message speaks for whoever issued it («قال بيان أصدرته الرئاسة»)."""
    phrase = subject.phrase
    if phrase is None or phrase.head is None or phrase.head.kind != "document" or reading.forms[phrase.first] not in _ISSUES:
        return subject
    inner = _inner_source(reading, phrase.first, stop)
    if inner is None:
        genitive = phrase_at(reading, phrase.first + 1, phrase.last)
        inner = genitive if genitive is not None and genitive.last == phrase.last and (genitive.names or genitive.head) else None
    return Subject(inner, subject.apposition, subject.place) if inner is not None and (inner.names or inner.head) else subject


_ISSUES = frozenset(("بيان", "بيانا", "تصريح", "تصريحات", "بلاغ", "رساله", "تغريده", "برقيه", "نص"))


def _impersonal(reading: Reading, cue: Cue, found: Complement | None) -> bool:
    """«يذكر أن», «يشار إلى أن», «تجدر الإشارة»: nobody is said to speak."""
    if cue.form.kind != "verb" or cue.form.past or cue.form.number or found is None:
        return False
    alone = found.subject is None and not found.adjuncts and found.addressee is None
    return alone and cue.form.gender == "m" and cue.form.lemma in _IMPERSONAL


def _subject(reading: Reading, cue: Cue, found: Complement, first: int, before: list[Draft]) -> Subject:
    """The phrase after the cue, unless «كان الوزير قد أبلغ الدول» has named the subject already."""
    if found.subject is None:
        return subject_before(reading, cue, first, before)
    if cue.form.kind == "verb" and not cue.joined and any(f in WORDS.was for f in reading.forms[max(first, cue.first - 12) : cue.first]):
        earlier = subject_before(reading, cue, first, before)
        if earlier.phrase is not None:
            found.addressee = found.subject
            return earlier
    return Subject(found.subject, found.apposition, "after")


_IMPERSONAL = frozenset(("ذكر", "أشار", "لفت", "توقع", "رجح", "اعتقد", "زعم", "ظن", "خشي", "أمل"))


def _present_holds(reading: Reading, cue: Cue, found: Complement, first: int) -> bool:
    """A verb in the present is a statement with a clause or a quotation, not after «أن» or «قد»."""
    before = reading.forms[cue.first - 1] if cue.first else ""
    if before in WORDS.inna or before in ("قد", "لن", "لكي", "كي", "حتي", "سوف", "ان", "يمكن"):
        return False
    headline = reading.line_start(first) and reading.unit_at(first)[0] == 0
    return found.kind in ("inna", "quote", "colon") or headline or before in ("لم",)


def _negated(reading: Reading, cue: Cue) -> bool:
    return cue.first > 0 and reading.forms[cue.first - 1] in ("لم", "لن", "لا")


def _noun(reading: Reading, cue: Cue, stop: int) -> Draft | None:
    """«قوله إن», «تهديد الشركة بإغلاق», «تصريح الحكومة بأنها»: the agent follows in the genitive or as a pronoun."""
    if reading.forms[cue.first].startswith("ال") or (cue.joined and not cue.form.pronoun):
        return None
    agent = phrase_at(reading, cue.last + 1, stop) if reading.forms[cue.last : cue.last + 1] == ["من"] else None
    found = complement(reading, cue, min(stop, cue.last + 25), agent if agent and _speaks(reading, agent) else None)
    if found is None:
        return None
    if cue.form.lemma == "قول":
        if not cue.form.pronoun or found.kind not in ("inna", "quote", "colon"):
            return None
        return Draft(cue, found.first, found.kind, _told(reading, cue), found.adjuncts)
    agent = found.addressee or found.subject
    if cue.form.pronoun:
        return Draft(cue, found.first, found.kind, Subject(None, None, "carried"), found.adjuncts) if found.first <= cue.last + 3 else None
    if found.kind == "colon" or (found.kind == "quote" and not cue.form.takes("quote")):
        return None
    if agent is None or agent.first > cue.last + 1 or not _speaks(reading, agent) or found.first - agent.last > 8:
        return None
    if cue.form.takes("accused"):
        return Draft(cue, found.first, found.kind, Subject(agent, None, "after"), found.adjuncts) if found.first > agent.last else None
    return Draft(cue, found.first, found.kind, Subject(agent, None, "after"), found.adjuncts)


def _speaks(reading: Reading, phrase: Phrase) -> bool:
    return bool(phrase.names) or phrase.head is not None


def _told(reading: Reading, cue: Cue) -> Subject:
    """«نقلت الوكالة عن المتحدث قوله»: the speaker stands after «عن» before the cue."""
    for at in range(cue.first - 1, max(-1, cue.first - 26), -1):
        form = reading.forms[at]
        if form in ("عن", "لسان"):
            phrase = phrase_at(reading, at + 1, cue.first)
            return Subject(phrase, _after_comma(reading, phrase, cue.first), "told") if phrase else Subject(None, None, "carried")
        if form in ".؟!":
            break
    return Subject(None, None, "carried")


def _after_comma(reading: Reading, phrase: Phrase | None, stop: int) -> Phrase | None:
    if phrase is None or phrase.last + 1 >= stop or reading.forms[phrase.last] not in _COMMAS:
        return None
    more = phrase_at(reading, phrase.last + 1, stop)
    if more is None or not (more.head is not None and more.head.kind == "person" or more.names):
        return None
    return more


def _relay(reading: Reading, cue: Cue, found: Complement | None, stop: int) -> Draft | None:
    """«نقلت الوكالة عن المتحدث أن»: the verb is the cue only where no «قوله» follows."""
    if found is None or found.kind != "inna" or cue.form.kind != "verb":
        return None
    between = reading.forms[cue.last : found.first]
    if any(f in ("قوله", "قولها", "قولهم") for f in between) or "عن" not in between:
        return None
    at = cue.last + between.index("عن")
    speaker = phrase_at(reading, at + 1, found.first)
    if speaker is None:
        return None
    medium = phrase_at(reading, cue.last, at)
    return Draft(cue, found.first, "inna", Subject(speaker, _after_comma(reading, speaker, found.first), "told"), [], [medium] if medium else [])


def _quotation_before(reading: Reading, cue: Cue, first: int, stop: int) -> Draft | None:
    """«"سنعود غدا"، قال المتحدث»: the quotation stands just before the cue."""
    if cue.form.kind != "verb" or not cue.form.takes("quote") or cue.joined or not cue.form.past:
        return None
    at = cue.first - 1
    while at >= first and reading.forms[at] in _COMMAS:
        at -= 1
    quotation = reading.closing.get(at)
    if quotation is None or quotation.depth:
        return None
    opener = reading.passage.word_at(quotation.outer.start)
    if at - opener < 4 or (opener > first and reading.forms[opener - 1] not in ".،:" and not reading.line_start(opener)):
        return None
    phrase = phrase_at(reading, cue.last, stop)
    if phrase is None:
        return None
    return Draft(cue, opener + 1, "before", Subject(phrase, _after_comma(reading, phrase, stop), "after"), start=quotation.inner.start, end=quotation.inner.end, direct=True)


def _particle(reading: Reading, cue: Cue, first: int, stop: int) -> Draft | None:
    at = cue.last
    forms = reading.forms
    if at >= stop:
        return None
    if cue.form.lemma == "نقلا" or forms[at] == "عن":
        if forms[at] != "عن":
            return None
        at += 1
    if forms[at] == "في" and forms[at - 1] in ("جاء", "جاءت", "ورد", "وردت"):
        at += 1
    phrase = _source(reading, at, stop)
    pronoun = forms[at] in ("قوله", "قولها", "قولهم", "تعبيره", "تعبيرها", "وصفه", "وصفها", "زعمه", "رايه", "زعمهم") or _own(reading, cue)
    if phrase is None and not pronoun:
        return None
    after = phrase.last if phrase else at + (1 if not _own(reading, cue) else 0)
    apposition = _after_comma(reading, phrase, stop)
    if apposition is not None and any(n.kind == "person" for n in apposition.names):
        after = apposition.last
    subject = Subject(phrase, apposition, "after") if phrase else Subject(None, None, "carried")
    relayed = phrase is not None and _is_medium(reading, phrase)
    leads = cue.first - first <= 0 or all(f in ("و", "كما") for f in forms[first : cue.first])
    draft = Draft(cue, after, "leading" if leads else "trailing", subject, relayed=relayed)
    if leads:
        while draft.first < stop and (forms[draft.first] in _COMMAS or forms[draft.first] in ("فان", "فقد", "ف", "فانه", "فانها", "ان", "انه", "انها")):
            draft.first += 1
        return draft if draft.first < stop - 1 else None
    if after < stop and forms[after] in _COMMAS and after + 1 < stop and forms[after + 1] in ("ان", "انه", "انها", "فان"):
        draft.first, draft.complement = after + 2, "inna"
    return draft


def _own(reading: Reading, cue: Cue) -> bool:
    return reading.forms[cue.last - 1] in ("قوله", "قولها", "تعبيره", "تعبيرها", "وصفه", "زعمه")


def _source(reading: Reading, at: int, stop: int) -> Phrase | None:
    """The phrase after a particle, if it can speak: a name, an office, a source, an organisation, a document."""
    forms = reading.forms
    if at < stop and forms[at].startswith("ل") and HEADS[forms[at]] is None and len(forms[at]) > 2 and forms[at][1:] not in _DOCUMENTS:
        return _source_after_li(reading, at, stop)
    bare = forms[at][1:] if forms[at][1:] in _DOCUMENTS else forms[at]
    inner = _inner_source(reading, at, stop) if bare in _DOCUMENTS else None
    if inner is not None and (inner.names or inner.head):
        return inner
    phrase = phrase_at(reading, at, stop)
    if phrase is None:
        return None
    if bare in _DOCUMENTS and bare not in ("اخر", "احدث", "حصيله"):
        return phrase
    return phrase if phrase.names or phrase.head is not None or at in reading.opening else None


def _inner_source(reading: Reading, at: int, stop: int) -> Phrase | None:
    """«بيانات صادرة عن الهيئة», «آخر حصيلة للمرصد», «حصيلة أدلى بها المتحدث»: whoever stands behind the document."""
    forms = reading.forms
    for place in range(at + 1, min(stop, at + 7)):
        form = forms[place]
        if form in _COMMAS or form in ".؟!" or form in WORDS.inna or form in ("الي", "علي", "عن"):
            return None
        if form in _ISSUED:
            begin = place + 1 + (forms[place + 1] in ("عن", "بها", "به", "من") if place + 1 < stop else 0)
            return phrase_at(reading, begin, stop)
        if form.startswith("لل") and len(form) > 4 or (form[0] == "ل" and HEADS[form] is None and (HEADS[form[1:]] is not None or reading.names[place] is not None)):
            return _source_after_li(reading, place, stop)
    return None


_ISSUED = frozenset(("صادر", "صادره", "الصادر", "الصادره", "ادلي", "ادلت", "نشرها", "نشرتها", "نشره", "اعلنها", "اعلنتها", "اصدرها", "اصدره", "اصدرته", "اصدرتها"))
_DOCUMENTS = frozenset(("اخر", "احدث", "حصيله", "بيانات", "بيان", "تصريحات", "تصريح", "احصاء", "احصاءات", "احصاييات", "تقديرات", "تقرير", "معلومات", "مصادر"))


def _source_after_li(reading: Reading, at: int, stop: int) -> Phrase | None:
    form = reading.forms[at]
    bare = "ال" + form[2:] if form.startswith("لل") else form[1:]
    head = HEADS[bare]
    phrase = phrase_at(reading, at, stop)
    if phrase is None:
        phrase = Phrase(at, at + 1, head, ())
    outlet = OUTLETS[form[1:]] or OUTLETS[form[2:]]
    if head is None and not phrase.names and reading.names[at] is None and form not in ("ل",) and not outlet:
        return None
    return Phrase(phrase.first, phrase.last, head or phrase.head, phrase.names)


def _is_medium(reading: Reading, phrase: Phrase) -> bool:
    from_head = reading.forms[phrase.first].removeprefix("لل").removeprefix("ل").removeprefix("ال")
    return from_head in WORDS.medium


def _trail(reading: Reading, draft: Draft, found: list[Draft], first: int, stop: int) -> None:
    """A trailing particle covers the innermost content that it closes, else the clause before it."""
    at = draft.cue.first
    holders = [d for d in found if d is not draft and d.cue.first < at and d.complement not in ("trailing",) and d.end >= d.start
               and d.first < at and reading.words[at - 1].end >= d.end >= reading.words[max(0, at - 6)].start and d.end > d.start]
    if holders and (draft.relayed or draft.subject.phrase is None or holders[-1].cue.joined or holders[-1].cue.form.kind != "verb" or _same_source(reading, draft)):
        draft.start, draft.end = holders[-1].start, min(holders[-1].end, draft.cue.start)
        draft.direct = holders[-1].direct
        return
    begin = first
    while begin < at and reading.words[begin].kind == "mark" and begin not in reading.opening:
        begin += 1
    draft.first = begin
    start = reading.words[begin].start
    word = reading.words[begin]
    if word.raw[0] == "و" and len(word.form) > 3 and HEADS[word.form] is None and reading.names[begin] is None and not CUES[word.form]:
        start += 1
    end = draft.cue.first
    phrase = draft.subject.phrase
    after = phrase.last if phrase else draft.cue.last
    if after < len(reading.forms) and _goes_on(reading, after):
        while after < stop and reading.forms[after] not in ".؟!" and not (reading.forms[after] in _COMMAS and reading.forms[after + 1 : after + 2] and reading.forms[after + 1][0] == "و"):
            after += 1
        end = after
    draft.start, draft.end = closed_content(reading, start, end)


def _same_source(reading: Reading, draft: Draft) -> bool:
    """A document («بحسب البيان») only repeats whose word it was; a person or body vouches for the whole clause."""
    phrase = draft.subject.phrase
    return phrase is None or phrase.head is None or phrase.head.kind in ("document", "pronoun") or reading.forms[phrase.first] in _DOCUMENTS


def _goes_on(reading: Reading, at: int) -> bool:
    """«تتعرض البلدة وفق المرصد لغارات»: the clause goes on after the source with a preposition of its verb."""
    form = reading.forms[at]
    return form in ("الي", "علي", "عن") or (form[0] in "لب" and len(form) > 4 and reading.names[at] is None and HEADS[form] is None and form not in WORDS.circumstance)
