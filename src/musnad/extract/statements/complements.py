"""Complements: what follows a cue. The walk from the cue to where the content begins, and who stands between.

Finds    قال الوزير، أمس، في بيان، إن …      subject, time, occasion, then the clause
Finds    دعا المجلس الأطراف إلى …             subject, addressee, then the demand
Finds    وأكد على …                            no subject: it is carried over
Leaves   قال كلمة                              nothing that was said
"""

from __future__ import annotations

from dataclasses import dataclass, field

from musnad.extract.statements.adjuncts import adjunct
from musnad.extract.statements.cues import Cue
from musnad.extract.statements.draft import Adjunct
from musnad.extract.statements.grammar import ARTICLE, ENDS, ILA, PAUSES, WORDS
from musnad.extract.statements.inflection import CUES, cues_of
from musnad.extract.statements.lookalikes import anonymous
from musnad.extract.statements.openings import Opening, named_before_speech, opening_at
from musnad.extract.statements.phrases import Phrase, phrase_at
from musnad.extract.statements.reading import Reading
from musnad.extract.statements.subjects import headline_subject
from musnad.extract.statements.walk import Walk


@dataclass(slots=True)
class Complement:
    """Where the content of a cue begins.

    Attributes:
        kind: inna, quote, colon, preposition or object.
        first: First word of the content.
        subject: The phrase after the cue that does the saying, None if there is none.
        apposition: A further phrase that names the same.
        addressee: The phrase that is spoken to.
        adjuncts: The other words passed on the way.
    """

    kind: str
    first: int
    subject: Phrase | None = None
    apposition: Phrase | None = None
    addressee: Phrase | None = None
    adjuncts: list[Adjunct] = field(default_factory=list)

    @property
    def proves(self) -> bool:
        """True for a clause or a quotation: after these an ordinary word too is one of saying."""
        return self.kind in ("inna", "quote", "colon")


BRACKETS = 6  # words between brackets after a subject, the last one with them
LED = 12  # words of a subject before its verb
OWN_OBLIQUE = ("يها", "يهم")
OWN = ("ها", "هم", "هما", "ه")  # raw: a feminine ending is another letter


def complement(reading: Reading, cue: Cue, stop: int, agent: Phrase | None = None) -> Complement | None:
    """Return where the content of a verb, participle or noun of saying begins, None if it introduces nothing.

    Args:
        reading: The report.
        cue: The cue.
        stop: End of its unit.
        agent: Who does the saying, where that is known before the walk begins («تحذير من الوزير من أن»).
    """
    walk = Walk(reading, cue, stop, phrases=[agent] if agent else [])
    at: int | None = agent.last if agent else cue.last
    while at is not None and at < walk.stop:
        found = opening_at(walk, at)
        if found is not None:
            return _made(walk, found)
        at = _passed(walk, at)
    return None


def _passed(walk: Walk, at: int) -> int | None:
    """Step over what is not content: commas, subject, addressee, time, occasion; None where the walk ends."""
    form = walk.forms[at]
    if form in PAUSES:
        walk.comma = True
        return at + 1
    if form == "(" and walk.phrases and ")" in walk.forms[at + 1 : min(walk.stop, at + BRACKETS)]:
        return walk.forms.index(")", at) + 1  # «مؤسسة "الجسر"، (أصحاب الخوذ)، …»
    if _ends(walk, at, form):
        return None
    after = adjunct(walk, at)
    if after is None:
        after = _phrase(walk, at)
    walk.comma = False
    if after is None:
        walk.skipped += 1
        return at + 1
    return after


def _ends(walk: Walk, at: int, form: str) -> bool:
    """The walk ends with the sentence, or where another word of saying takes over."""
    if form in ENDS or form == "?":
        return True
    known = cues_of(form, 3)
    if anonymous(walk.forms, at):
        return False
    if not known or walk.heads[at] is not None or known[0].kind == "noun" or form in WORDS.circumstance:
        return False
    noun = known[0].takes("feminine_noun") and walk.another_follows(at) != ILA  # «في مدينة»
    if not walk.comma and (noun or (known[0].takes("restated") and form in WORDS.adverb)):
        return False  # «طالب مجددا»
    if walk.forms[at - 1] in WORDS.relative or known[0].takes("weak") or walk.reading.names[at] is not None:
        return False
    joined = not CUES[form]  # «رفضته ووصفته بأنه …»: another verb, no subject
    return known[0].kind == "participle" or at > walk.cue.last or joined


def _phrase(walk: Walk, at: int) -> int | None:
    phrase = phrase_at(walk.reading, at, walk.stop, ends_at=walk.phrase_ends_at)
    if walk.forms[at] in WORDS.object_pronoun:
        phrase = Phrase(at, at + 1, None, ())  # «متهما إياه بـ»
    if phrase is None:
        return None
    addressed = walk.takes("person", "accused", "described")
    if walk.form.kind == "participle" and not addressed:
        walk.phrases.append(phrase)
        return phrase.last if len(walk.phrases) < 2 and walk.takes("relay") else walk.stop
    if not walk.phrases:
        walk.phrases.append(phrase)
    elif at in walk.reading.opening and named_before_speech(walk, at):
        walk.apposition = phrase
    elif _apposed(walk, phrase):
        earlier = walk.apposition
        named = phrase.person_named and not walk.takes("person", "accused", "object")
        better = earlier is None or (named and earlier.head is None and not earlier.names)
        walk.apposition = phrase if better else walk.apposition
    elif addressed:
        walk.phrases.append(phrase)
    return phrase.last


def _apposed(walk: Walk, phrase: Phrase) -> bool:
    """After a comma an office or a name says more of the subject, unless both are full names."""
    if not walk.comma or len(walk.phrases) > 1 or walk.forms[phrase.first] in WORDS.and_it:
        return False
    named = walk.phrases[0].person_named
    office = phrase.is_a("person", "source")
    naming = not named and (phrase.person_named or phrase.head is None)
    if walk.takes("accused", "person"):
        return ((named and office) or naming) and _comma_after(walk, phrase)
    return office or naming


def _comma_after(walk: Walk, phrase: Phrase) -> bool:
    if phrase.last >= walk.stop:
        return False
    form = walk.forms[phrase.last]
    return form in PAUSES or form in WORDS.relative


def _made(walk: Walk, found: Opening) -> Complement:
    """Tell apart who speaks and who is spoken to, now that the content is known."""
    subject, addressee = [*walk.phrases, None, None][:2]
    if walk.form.kind in ("participle", "noun") or (walk.before_clause and walk.form.past):
        subject, addressee = None, subject
    kind, first = found
    if walk.takes("accused"):
        # The accused is part of the content; with one phrase only, that one is the accused.
        if addressee is None:
            subject, addressee = _parted(walk, subject) if subject is not None else (None, None)
        first = addressee.first if addressee else first
        return Complement(kind, first, subject, walk.apposition, addressee, walk.adjuncts)
    if kind != "object" and walk.apposition is None and subject is not None and subject.is_a("person"):
        walk.apposition = _name_before(walk, first - 1, subject)
    if subject is not None and addressee is None and _spoken_of(walk, subject):
        subject, addressee = None, subject
    return Complement(kind, first, subject, walk.apposition, addressee, walk.adjuncts)


def _parted(walk: Walk, phrase: Phrase) -> tuple[Phrase | None, Phrase]:
    """«اتهم نشطاء قوات النظام»: people, and then a body, are two parties; else the only phrase is the accused."""
    people = phrase.head is not None and phrase.head.number == "p" and phrase.head.kind in ("person", "source")
    body = walk.heads[phrase.first + 1] if phrase.last > phrase.first + 1 else None
    two = body is not None and body.kind == "organization" and not body.definite  # not «ضباط الشرطة»
    accused = phrase_at(walk.reading, phrase.first + 1, phrase.last) if two else None
    if accused is None or not people or walk.form.kind != "verb" or walk.forms[phrase.first].startswith(ARTICLE):
        return None, phrase
    return Phrase(phrase.first, phrase.first + 1, phrase.head, ()), accused


def _name_before(walk: Walk, at: int, subject: Phrase) -> Phrase | None:
    """The name right before the clause belongs to a long office whose words the phrase could not hold."""
    if subject.person_named:
        return None
    while at > subject.last and walk.forms[at - 1] in PAUSES:
        at -= 1
    name = walk.reading.names[at - 1]
    if name is None or name.kind != "person" or name.last != at or name.first < subject.last:
        return None
    return Phrase(name.first, name.last, None, (name,))


def _spoken_of(walk: Walk, phrase: Phrase) -> bool:
    """«طالب المعلمين بـ», «وصفت الشاب بـ»: the only phrase is whom the verb is about; its subject stands elsewhere."""
    if walk.takes("described"):
        head = phrase.head
        single = head is not None and head.kind == "person" and head.number == "s" and not phrase.names
        clash = single and head is not None and walk.form.gender not in ("", head.gender)
        return walk.form.kind == "verb" and walk.form.past and (_oblique(walk, phrase) or clash)
    return walk.takes("person") and _only_addressee(walk, phrase)


def _only_addressee(walk: Walk, phrase: Phrase) -> bool:
    """«ودعا الدول إلى …»: the verb does not agree with the phrase, or the phrase is one that is always called on."""
    if phrase.names and phrase.names[0].kind == "person":
        return False
    if _oblique(walk, phrase) or _led(walk) or _of_the_subject(walk, phrase):
        return True
    if headline_subject(walk.reading, walk.cue) is not None:
        return True
    if _feminine_place(walk, phrase):
        return True
    clash = phrase.head is not None and walk.form.gender == "m" and phrase.head.gender == "f" and walk.form.kind == "verb"
    return clash or (walk.cue.joined and walk.forms[phrase.first] in WORDS.addressed)


def _feminine_place(walk: Walk, phrase: Phrase) -> bool:
    """«وطالب إيران بـ»: most states are feminine, a masculine verb has another subject."""
    bare = phrase.head is None and bool(phrase.names) and phrase.names[0].kind == "place"
    masculine = walk.forms[phrase.first] in WORDS.masculine_place
    return bare and not masculine and walk.cue.joined and walk.form.gender == "m" and walk.form.past


def _oblique(walk: Walk, phrase: Phrase) -> bool:
    """«طالب المعلمين بـ», «أبلغت موظفيها بـ»: a plural in that case is never the subject."""
    form = walk.forms[phrase.first]
    if form.endswith(OWN_OBLIQUE) and len(form) > 5 and not phrase.names:
        return True
    return form.startswith(ARTICLE) and form.endswith("ين") and len(form) > 6 and not phrase.names


def _led(walk: Walk) -> bool:
    """«الإمارات تدعو الأطراف إلى …»: the phrase that opens the sentence right before the verb is its subject."""
    first = walk.reading.unit_at(walk.cue.first)[0]
    if walk.cue.joined or not first < walk.cue.first <= first + LED:
        return False
    phrase = phrase_at(walk.reading, first, walk.cue.first)
    return phrase is not None and phrase.speaks and phrase.last == walk.cue.first


def _of_the_subject(walk: Walk, phrase: Phrase) -> bool:
    """«وحثت شركاتها على …»: what is the subject's own, and no person, is called on."""
    raw = walk.reading.words[phrase.first].raw
    own = walk.cue.joined and len(raw) > 4 and raw.endswith(OWN) and phrase.last == phrase.first + 1
    return own and not (phrase.is_a("person") and phrase.head is not None and phrase.head.number != "p")
