"""Verbs and participles of saying: when one introduces a statement, and who does the saying.

Finds    أكد الوزير إغلاق الطريق                verb, subject, object
Finds    نقلت الوكالة عن المتحدث أن …            the verb passes on what another says
Finds    "سنعود غدا"، قال المتحدث               the quotation stands before its verb
Leaves   يذكر أن الطريق مفتوح                    nobody is said to speak
"""

from __future__ import annotations

from musnad.extract.statements.citing import cited, source_cited
from musnad.extract.statements.complements import Complement, complement
from musnad.extract.statements.cues import Cue
from musnad.extract.statements.draft import Draft, Subject
from musnad.extract.statements.grammar import (
    ARTICLE,
    BREAKS,
    FEMININE,
    FEMININE_VERB,
    INDEFINITE,
    LAM,
    MA,
    PAUSES,
    POSSESSIVE,
    WORDS,
)
from musnad.extract.statements.particles import as_told
from musnad.extract.statements.phrases import Phrase, phrase_at
from musnad.extract.statements.reading import Reading
from musnad.extract.statements.relays import named_media
from musnad.extract.statements.sources import after_comma, behind
from musnad.extract.statements.subjects import leads_as_topic, subject_before

SHORTEST_SPEECH = 4  # words of a quotation that stands before its verb, its first mark with them
NOMINATIVE = ("ان", "ون")  # endings of a dual and a plural that are a subject
HE_OR_SHE = ("هو", "هي")
SUBJECT = 12  # words between «كان» and its verb
_BREAKS_AND_STOP = BREAKS | {"."}
_BEFORE_QUOTATION = frozenset(".،:")


def verb_draft(reading: Reading, cue: Cue, first: int, stop: int, before: list[Draft]) -> Draft | None:
    """Return the draft of a verb or participle, None where it introduces nothing.

    Args:
        reading: The report.
        cue: The verb or participle.
        first: First word of its unit.
        stop: End of the unit, or of the quotation that it stands in.
        before: The drafts of the unit so far.
    """
    if _measures(reading, cue):
        return None
    found = complement(reading, cue, stop)
    if cue.form.takes("relay") or cue.form.takes("came") or cue.form.takes("learns"):
        return cited(reading, cue, found, stop)
    if found is None:
        return _without_complement(reading, cue, first, stop)
    if _impersonal(reading, cue, found):
        return None
    if found.kind == "object" and cue.form.takes("weak"):
        return _quotation_before(reading, cue, first, stop)
    if not _holds(reading, cue, found, first):
        return None
    subject = behind(reading, _subject(reading, cue, found, first, before), stop)
    if cue.form.takes("monitors") and not _monitor(reading, subject.phrase):
        return None  # «رصدت الدفاعات إطلاق صاروخ»
    if (source := source_cited(reading, found, subject)) is not None:
        return source
    weak = cue.form.takes("weak") and cue.form.kind == "verb" and not cue.joined
    if weak and subject.phrase is None and cue.first > first + 1:
        return None
    return Draft(cue, found.first, found.kind, subject, found.adjuncts, negated=_negated(reading, cue),
                 via=_told(reading, cue, found))


def _without_complement(reading: Reading, cue: Cue, first: int, stop: int) -> Draft | None:
    """What is said stands before the verb, or goes on with no complementiser."""
    if (told := as_told(reading, cue, stop)) is not None:
        return told
    if cue.joined and cue.first == first and cue.form.takes("carry"):
        return _plain_continuation(reading, cue, stop)
    return _quotation_before(reading, cue, first, stop)


def _told(reading: Reading, cue: Cue, found: Complement) -> list[Phrase]:
    """«أبلغ مسؤول رويترز أن …»: whoever is told, where that is a medium."""
    told = found.addressee if cue.form.takes("person") else None
    return [told] if told is not None and any(named_media(reading, told.first, told.last)) else []


def _measures(reading: Reading, cue: Cue) -> bool:
    """«فائضا قدره 61 مليارا», «تبلغ سبعة أعوام»: a measure, nothing said."""
    after = reading.forms[cue.last : cue.last + 2]
    if not after:
        return False
    number = reading.words[cue.last].kind == "number" or after[0] in WORDS.of_time
    return (number and after[-1] in WORDS.time) or (cue.form.pronoun and reading.words[cue.last].kind == "number")


def _holds(reading: Reading, cue: Cue, found: Complement, first: int) -> bool:
    """Say whether the word introduces what it is followed by, or is used in another sense here."""
    if cue.form.takes("weak") and not (found.proves or found.kind == "preposition"):
        return False
    if cue.form.takes("document") and (found.subject is None or not found.subject.is_a("document")):
        return False  # «يتضمن الفيلم», not «تضمن البيان أن»
    if cue.form.takes("goes_on") and any(WORDS.verbal_noun(form) for form in reading.forms[cue.last : found.first]):
        return False  # «تواصل شن الهجمات "القاتلة"»
    if cue.form.takes("restated") and any(_deed(form) for form in reading.forms[cue.last : found.first + 1]):
        return False  # «جددت القوات قصفها»
    if cue.form.kind == "participle":
        if _parted(reading, cue):
            return True
        between = reading.forms[cue.last : found.first]
        near = found.kind == "quote" or len(between) < 3 or PAUSES.isdisjoint(between)
        return found.proves and near  # «تتخذ من المدينة مقرا لها، أن …»
    if cue.form.takes("reaches") and found.kind not in ("inna", "colon"):
        return WORDS.verbal_noun(reading.forms[found.first][1:])  # not «يبلغ الإنتاج مليار برميل»
    if cue.form.takes("judged") and not cue.form.past and _is_called(reading, found):
        return False
    if not cue.form.past and not _present_holds(reading, cue, found, first):
        return False
    nobody = found.subject is None and reading.forms[cue.first - 1 : cue.first] == [MA]
    return not nobody  # «على ما كشف مؤخرا»: nobody is said to speak


def _is_called(reading: Reading, found: Complement) -> bool:
    """«تعتبر سهلاب مركزا حيويا …», «لا يعتبر الاتصال هو الأول»: the passive, and what it is held to be."""
    if found.subject is None or found.kind != "inna":
        return False
    return any(_predicate(reading, at) for at in range(found.subject.last, found.first - 1))


def _predicate(reading: Reading, at: int) -> bool:
    """«هو», «هي», or a word in the accusative («مركزا») that is no name and no adverb."""
    form = reading.forms[at]
    held = form.endswith(INDEFINITE) and len(form) > 3 and reading.names[at] is None and not form.startswith(ARTICLE)
    adverbial = form in WORDS.adverb or form in WORDS.time or form in WORDS.demonstrative or form in WORDS.opener
    return form in WORDS.and_it or form in HE_OR_SHE or (held and not adverbial)


def _monitor(reading: Reading, phrase: Phrase | None) -> bool:
    """Somebody whose work is to keep count and publish it: «رصد نشطاء المرصد مقتل …»."""
    return phrase is not None and reading.forms[phrase.first].removeprefix(ARTICLE) in WORDS.monitor


def _deed(form: str) -> bool:
    """A deed with the pronoun of whoever did it: «قصفها», «عملياته», «حملتها»."""
    plain = POSSESSIVE.sub("", form)
    return plain != form and (plain in WORDS.deed or plain.removesuffix(FEMININE_VERB) + FEMININE in WORDS.deed)


def _parted(reading: Reading, cue: Cue) -> bool:
    """A comma, a closing mark or a conjunction parts an adverbial participle from the clause before it."""
    before = cue.first - 1
    return cue.joined or before < 0 or before in reading.closing or reading.forms[before] in _BREAKS_AND_STOP


def _impersonal(reading: Reading, cue: Cue, found: Complement) -> bool:
    """«يذكر أن», «يشار إلى أن», «الزيارة التي وصفت بـ"الأخوية"»: nobody is said to speak."""
    if cue.form.takes("described") and cue.form.past and found.first <= cue.last + 1 and not cue.form.pronoun:
        return _after_described(reading, cue, found)
    if cue.form.takes("accused") and found.subject is None and found.addressee is not None:
        accused = reading.forms[found.addressee.first]
        return accused.startswith(ARTICLE) and accused.endswith(NOMINATIVE) and not found.addressee.names  # «واتهم الصيادان»
    if not cue.form.takes("impersonal") or cue.form.kind != "verb" or cue.form.gender != "m" or cue.form.number:
        return False
    return found.subject is None and not found.adjuncts and found.addressee is None


def _after_described(reading: Reading, cue: Cue, found: Complement) -> bool:
    """«الزيارة التي وصفت بـ"الأخوية"», «زيارة وصفت بأنها تاريخية»: a passive of what stands right before it."""
    before = reading.forms[cue.first - 1] if cue.first else ""
    if found.first == cue.last and before in WORDS.relative:
        return True
    noun = bool(before) and before not in WORDS.before_clause_verb and reading.names[cue.first - 1] is None
    return found.kind == "inna" and not cue.joined and noun and reading.words[cue.first - 1].kind == "word"


def _present_holds(reading: Reading, cue: Cue, found: Complement, first: int) -> bool:
    """A verb in the present is a statement with a clause or a quotation, not after «أن» or «قد»."""
    before = reading.forms[cue.first - 1] if cue.first else ""
    if before in WORDS.inna or before in WORDS.modal:
        return False
    return found.proves or before == LAM or (reading.line_start(first) and reading.unit_at(first)[0] == 0)


def _negated(reading: Reading, cue: Cue) -> bool:
    return cue.first > 0 and reading.forms[cue.first - 1] in WORDS.denial


def _subject(reading: Reading, cue: Cue, found: Complement, first: int, before: list[Draft]) -> Subject:
    """The phrase after the cue, unless «كان الوزير قد أبلغ الدول» has named the subject already."""
    if found.subject is None:
        return subject_before(reading, cue, first, before)
    was = not WORDS.was.isdisjoint(reading.forms[max(first, cue.first - SUBJECT) : cue.first])
    addressed = cue.form.takes("person") or cue.form.takes("accused") or cue.form.takes("described")
    topic = cue.joined and leads_as_topic(reading, cue, first)
    if cue.form.kind == "verb" and (topic or (not cue.joined and (was or addressed))):
        earlier = subject_before(reading, cue, first, before)
        if earlier.phrase is not None and not _bare_place(earlier.phrase) and (earlier.place == "before" or was):
            found.addressee = found.subject
            return earlier
    return Subject(found.subject, found.apposition, "after")


def _bare_place(phrase: Phrase) -> bool:
    """«دبي، الإمارات -- اتهم الوزير …»: the place of a dateline is no subject."""
    return phrase.head is None and bool(phrase.names) and phrase.names[0].kind == "place"


def _plain_continuation(reading: Reading, cue: Cue, stop: int) -> Draft | None:
    """«وأضاف المحققون في تقريرهم … حيث …», «وتابع ثم …»: more of the same with no complementiser."""
    phrase = phrase_at(reading, cue.last, stop)
    for at in range(phrase.last if phrase else cue.last, stop - 3):
        if reading.forms[at] in WORDS.continues:
            return Draft(cue, at, "colon", Subject(phrase, None, "after" if phrase else "carried"))
    return None


def _quotation_before(reading: Reading, cue: Cue, first: int, stop: int) -> Draft | None:
    """«"سنعود غدا"، قال المتحدث»: the quotation stands just before the cue."""
    if cue.joined or cue.form.kind != "verb" or not cue.form.past or not cue.form.takes("quote"):
        return None
    at = cue.first - 1
    while at >= first and reading.forms[at] in PAUSES:
        at -= 1
    quotation = reading.closing.get(at)
    if quotation is None or quotation.depth:
        return None
    opener = reading.passage.word_at(quotation.outer.start)
    if at - opener < SHORTEST_SPEECH or not _stands_alone(reading, opener, first):
        return None
    phrase = phrase_at(reading, cue.last, stop)
    if phrase is None:
        return None
    subject = Subject(phrase, after_comma(reading, phrase, stop), "after")
    return Draft(cue, opener + 1, "before", subject, start=quotation.inner.start, end=quotation.inner.end, direct=True)


def _stands_alone(reading: Reading, opener: int, first: int) -> bool:
    """The quotation begins a sentence or a line, it does not end one in the reporter's words."""
    return opener <= first or reading.forms[opener - 1] in _BEFORE_QUOTATION or reading.line_start(opener)
