"""Sources: the phrase after a particle or behind a document that can be the origin of what is said."""

from __future__ import annotations

from musnad.extract.statements.draft import Subject
from musnad.extract.statements.grammar import ARTICLE, ENDS, LI_WITH_ARTICLE, PAUSES, WITH_LI, WORDS
from musnad.extract.statements.heads import HEADS
from musnad.extract.statements.outlets import OUTLETS
from musnad.extract.statements.phrases import Phrase, phrase_at
from musnad.extract.statements.reading import Reading
from musnad.extract.statements.scan import Scan

ISSUER = 7  # words from a document to whoever stands behind it


def source_at(reading: Reading, at: int, stop: int) -> Phrase | None:
    """The phrase after a particle, if it can speak: a name, an office, a source, an organisation, a document."""
    if at >= stop:
        return None
    form = reading.forms[at]
    document = form in WORDS.document or form[1:] in WORDS.document
    if form.startswith(WITH_LI) and reading.heads[at] is None and len(form) > 2 and form[1:] not in WORDS.document:
        return _after_li(reading, at, stop)
    inner = (_genitive(reading, at, stop) or issuer(reading, at, stop)) if document else None
    if inner is not None and inner.speaks:
        return inner
    phrase = phrase_at(reading, at, stop)
    if phrase is None or phrase.speaks or at in reading.opening:
        return phrase
    latest = form[1:] in WORDS.latest or (form[1:] not in WORDS.document and form in WORDS.latest)
    return phrase if document and not latest else None


def passed_on_by(reading: Reading, at: int, stop: int) -> Phrase | None:
    """The medium after «نقلت», its name in brackets or not («نقلت (وام) عن …»)."""
    return phrase_at(reading, at + 1 if reading.forms[at] == "(" else at, stop)


def after_comma(reading: Reading, phrase: Phrase, stop: int) -> Phrase | None:
    """An office or a name after a comma that says more of a source."""
    if phrase.last + 1 >= stop or reading.forms[phrase.last] not in PAUSES:
        return None
    more = phrase_at(reading, phrase.last + 1, stop)
    return more if more is not None and (more.names or more.is_a("person")) else None


def behind(reading: Reading, subject: Subject, stop: int) -> Subject:
    """A statement, a bulletin or a message speaks for whoever issued it («قال بيان أصدرته الرئاسة»)."""
    phrase = subject.phrase
    if phrase is None or not phrase.is_a("document") or reading.forms[phrase.first] not in WORDS.issued_text:
        return subject
    inner = _genitive(reading, phrase.first, phrase.last) or issuer(reading, phrase.first, stop)
    return Subject(inner, subject.apposition, subject.place) if inner is not None and inner.speaks else subject


def _genitive(reading: Reading, document: int, stop: int) -> Phrase | None:
    """«بيان الوزارة», «تقديرات مركز الإغاثة»: whoever stands right after the document."""
    issued = reading.forms[document + 1 : document + 2]
    genitive = phrase_at(reading, document + 1, stop) if issued and issued[0] not in WORDS.issued else None
    return genitive if genitive is not None and genitive.speaks and not genitive.is_a("document") else None


def issuer(reading: Reading, at: int, stop: int) -> Phrase | None:
    """«بيانات صادرة عن الهيئة», «آخر حصيلة للمرصد», «حصيلة أدلى بها المتحدث»: whoever stands behind the document."""
    forms = reading.forms
    for place in range(at + 1, min(stop, at + ISSUER)):
        form = forms[place]
        if form in PAUSES or form in ENDS or form in WORDS.inna or form in WORDS.verb_preposition:
            return None
        if form in WORDS.issued:
            led = place + 1 < stop and forms[place + 1] in WORDS.before_issuer
            return phrase_at(reading, place + 2 if led else place + 1, stop)
        if form[0] == WITH_LI and _for_somebody(reading, place, form):
            return _after_li(reading, place, stop)
    return None


def _for_somebody(reading: Reading, place: int, form: str) -> bool:
    if form.startswith(LI_WITH_ARTICLE) and len(form) > 4:
        return True
    return reading.heads[place] is None and (HEADS[form[1:]] is not None or reading.names[place] is not None)


def _walked(reading: Reading, at: int, stop: int) -> Phrase:
    """«لوكالة رويترز», «للشبكة السورية لحقوق الإنسان»: a source whom elsewhere the words would be spoken to."""
    scan = Scan(reading, at, stop, "")
    return Phrase(at, max(scan.run(), at + 1), scan.head, tuple(scan.found))


def _after_li(reading: Reading, at: int, stop: int) -> Phrase | None:
    form = reading.forms[at]
    head = HEADS[ARTICLE + form[2:] if form.startswith(LI_WITH_ARTICLE) else form[1:]]
    phrase = phrase_at(reading, at, stop) or _walked(reading, at, stop)
    outlet = OUTLETS[form[1:]] or OUTLETS[form[2:]]
    if head is None and not phrase.names and reading.names[at] is None and form != WITH_LI and not outlet:
        return None
    return Phrase(phrase.first, phrase.last, head or phrase.head, phrase.names)
