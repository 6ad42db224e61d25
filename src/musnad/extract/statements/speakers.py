"""Speakers: who says what a draft holds, from the phrase that names them or from what stands before."""

from __future__ import annotations

from musnad.extract.statements.actors import Actor
from musnad.extract.statements.cast import Cast
from musnad.extract.statements.draft import Draft
from musnad.extract.statements.grammar import KAMA, POSSESSIVE, WITH_FA, WORDS
from musnad.extract.statements.said import Said

NESTED = 4  # statements in nouns that may stand between a participle and its verb
Found = tuple[Actor | None, list[str]]  # who speaks, and the steps that led there


def speaker_of(cast: Cast, draft: Draft, said: list[Said]) -> Found:
    """Return who speaks and how that was found; None where the text names nobody.

    Args:
        cast: Everybody whom the report names.
        draft: The statement.
        said: The statements before it.
    """
    form, subject = draft.cue.form, draft.subject
    if subject.phrase is not None:
        return cast.resolve(subject.phrase, subject.apposition, form.gender if form.kind == "verb" else "")
    if subject.place == "nobody":
        return None, []
    if (speaking := _first_person(cast, draft, said)) is not None:
        return speaking
    if subject.place == "governing" and said:
        verbs = [s for s in said[-NESTED:] if s.draft.cue.form.kind != "noun" or s.draft.subject.place == "told"]
        governing = _governing(cast, draft, _main(cast, draft, verbs) if verbs else said[-1])
        if governing is not None:
            return governing
    if _points_back(cast, draft):
        gender = "" if form.takes("came") else form.gender  # «بيان الوزارة جاء فيه»
        near_by = cast.nearest(draft.cue.first, gender, "p" if form.kind == "noun" and form.number == "d" else "")
        if near_by is not None:
            return near_by, [f"the last one named before it who agrees: {near_by.name}"]
    return _carried(cast, draft, said)


def _first_person(cast: Cast, draft: Draft, said: list[Said]) -> Found | None:
    """«قال سالم "… وأوضحت له أن …"»: inside a quotation a verb that ends like «أوضحتُ» speaks for whoever is quoted."""
    form, place = draft.cue.form, draft.cue.start
    if form.kind != "verb" or not form.past or form.gender != "f" or cast.reading.inside[draft.cue.first] is None:
        return None
    if not _could_be_first(cast, draft):
        return None
    quoted = next((s for s in reversed(said) if s.draft.direct and s.draft.start <= place < s.draft.end), None)
    if quoted is None or quoted.actor is None:
        return None
    return quoted.actor, [f"first person inside the words of {quoted.actor.name}"]


def _could_be_first(cast: Cast, draft: Draft) -> bool:
    """It opens the quotation, or goes on where another word says "I"; «أوضحت أنها» is of a third person."""
    reading, first = cast.reading, draft.cue.first
    if draft.first and POSSESSIVE.search(reading.forms[draft.first - 1]) and reading.forms[draft.first - 1] in WORDS.inna:
        return False
    if first - 1 in reading.opening:
        return True
    quotation = reading.inside[first]
    if quotation is None or not draft.cue.joined:
        return False
    words = reading.forms[reading.passage.word_at(quotation.inner.start) : reading.close_of(quotation)]
    return not WORDS.first_person.isdisjoint(words)


def _main(cast: Cast, draft: Draft, verbs: list[Said]) -> Said:
    """The last verb of the sentence; what trails as «بحسب» governs only where the sentence has none."""
    first = cast.reading.unit_at(draft.cue.first)[0]
    here = [s for s in verbs if s.draft.cue.first >= first]
    told = [s for s in here if s.draft.cue.form.kind != "particle" or s.draft.complement == "inna"]
    return (told or verbs)[-1]


def _governing(cast: Cast, draft: Draft, governor: Said) -> Found | None:
    """A participle speaks for the subject of the verb before it, or, inside a quotation, for somebody named there."""
    inside = cast.reading.inside
    if governor.draft.direct and inside[draft.cue.first] is not inside[governor.draft.cue.first]:
        inner = cast.last_named(draft.cue.first)
        if inner is not None:
            return inner, [f"inside a quotation: the last person named there, {inner.name}"]
    actor = governor.actor
    if actor is None:
        return None
    return actor, [f"the participle speaks for the subject of «{governor.draft.cue.form.lemma}»: {actor.name}"]


def _points_back(cast: Cast, draft: Draft) -> bool:
    """«كلمة هدد فيها», «في قولها»: a pronoun points back at who was named before the cue."""
    form, forms = draft.cue.form, cast.reading.forms
    if form.kind == "noun" and form.pronoun and draft.subject.place == "carried":
        return True
    return not draft.cue.joined and draft.cue.last < len(forms) and forms[draft.cue.last] in WORDS.in_it


def _carried(cast: Cast, draft: Draft, said: list[Said]) -> Found:
    """With no subject, a verb goes on about the last speaker, or about whom its sentence is about."""
    form, first = draft.cue.form, draft.cue.first
    number = form.number if form.kind != "verb" or form.number == "p" else ""
    number = "p" if form.kind == "noun" and number == "d" else number  # «وعودهما»
    near = bool(said) and said[-1].draft.cue.first >= cast.reading.unit_at(first)[0]
    told = not _goes_on(cast, draft) or _mid_sentence(cast, draft) or _then(cast, draft)
    fresh = not near and not form.takes("carry") and told
    if fresh and draft.subject.place == "carried" and form.kind == "verb":
        topic = cast.topic(first, form.gender, number)
        if topic is not None:
            return _about(topic)
    actor, steps = cast.carried(first, form.gender, number)
    if actor is not None:
        return actor, steps
    topic = cast.topic(first, form.gender, number)
    if topic is None and form.kind == "participle":
        topic = cast.first_person(first)
    if topic is None and near and draft.cue.joined and said[-1].actor is not None:
        return said[-1].actor, [f"no subject that agrees: the sentence goes on about {said[-1].actor.name}"]
    return _about(topic) if topic is not None else (None, [])


def _about(topic: Actor) -> Found:
    return topic, [f"no subject: the sentence is about {topic.name}"]


def _mid_sentence(cast: Cast, draft: Draft) -> bool:
    """«تسلم الوزير منصبه، وتعهد بأن …»: the verb goes on about whom its own sentence is about."""
    first = draft.cue.first
    return draft.cue.joined and first - cast.reading.unit_at(first)[0] > 2


def _then(cast: Cast, draft: Draft) -> bool:
    """«وبدا الأمين العام مستاء. فقال …»: the verb goes on about whom the sentence before it is about."""
    return cast.reading.words[draft.cue.first].raw[0] == WITH_FA


def _goes_on(cast: Cast, draft: Draft) -> bool:
    """«وأكد», «كما أكد»: the same speaker goes on."""
    first = draft.cue.first
    return draft.cue.joined or (first > 0 and cast.reading.forms[first - 1] == KAMA)
