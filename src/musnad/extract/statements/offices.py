"""Offices: the titles written beside names, and the organisations known by what they are."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.extract.statements.actors import Actor
from musnad.extract.statements.bodies import Body, owned
from musnad.extract.statements.descriptions import add_alias, bare_span, by_description, description_tokens
from musnad.extract.statements.grammar import (
    ARTICLE,
    COMMAS,
    FEMININE,
    IN_THE_NAME_OF,
    LI_WITH_ARTICLE,
    WITH_LI,
    WITH_WA,
    WORDS,
)
from musnad.extract.statements.heads import HEADS, is_office
from musnad.extract.statements.inflection import CUES
from musnad.extract.statements.phrases import Phrase, phrase_at
from musnad.extract.statements.reading import Reading
from musnad.extract.statements.roster import Roster
from musnad.text.names import Name

LONGEST_OFFICE = 20  # words
LONGEST_NAME = 5  # words of a personal name
MINISTER = "وزير"
LEADS = "يت"  # a verb with its object before its subject: «يرأسه», «تقودها»
UNTAGGED = 0.5  # score of a name that no tagger marked


def read_offices(roster: Roster) -> None:
    """Read the office beside each name, before it or after a comma, and every organisation by its kind."""
    reading = roster.reading
    at = 0
    for index, head in enumerate(reading.heads):
        if index < at or head is None or reading.names[index] is not None:
            continue
        at = index + 1
        if head.kind == "organization" and not _of_a_minister(reading, index):
            at = _organization(roster, index)
        elif head.kind == "person":
            phrase = phrase_at(reading, index, min(len(reading.forms), index + LONGEST_OFFICE))
            if phrase is not None:
                _office(roster, phrase)
                at = max(at, phrase.last) if phrase.names and phrase.names[-1].kind == "person" else at
    roster.part_mentions()


def _of_a_minister(reading: Reading, at: int) -> bool:
    """«وزير الخارجية الفرنسي»: the adjective is the minister's, and no ministry is named."""
    before = reading.forms[at - 1].removesuffix(FEMININE) if at else ""
    return before.endswith(MINISTER) and len(before) < len(MINISTER) + 3  # «وزير», «ولوزير»


def _organization(roster: Roster, at: int) -> int:
    """Meet an organisation by its kind and what follows («وزارة الصحة»); a bare «الوزارة» is resolved when it speaks."""
    reading = roster.reading
    if owned(reading.words[at].raw):
        return at + 1  # «شرطه», «حكومتهم»
    body = Body(reading, at)
    if body.last < at + 2 or body.only_described:
        return at + 1
    phrase = Phrase(at, body.last, reading.heads[at], tuple(body.names))
    tokens = description_tokens(reading, phrase.first, phrase.last)
    span = bare_span(reading, phrase)
    surface = reading.text[span[0] : span[1]]
    name = body.named_by
    actor = by_description(roster, tokens, phrase.head, at) if name is None else roster.whole(name)
    if actor is not None:
        roster.lengthen(actor, surface, span, tokens)
    else:
        actor = roster.add(Actor("organization", surface, span, tokens, number=phrase.head.number if phrase.head else ""))
    add_alias(roster, actor, phrase)
    if name is not None or body.is_name:
        actor.met(surface, span, at)
    return phrase.last


def _office(roster: Roster, phrase: Phrase) -> None:
    person = person_of(phrase, roster.reading) or _beside(roster.reading, phrase)
    if person is not None:
        keep_role(roster, roster.person(person), phrase, person)


def _beside(reading: Reading, phrase: Phrase) -> Name | None:
    """The person's name after an office and a comma, or right before it."""
    if phrase.last + 1 < len(reading.forms) and reading.forms[phrase.last] in COMMAS and not _serves(reading, phrase):
        after = reading.names[phrase.last + 1]
        if after is not None and after.kind == "person" and after.first == phrase.last + 1:
            return after
    before = phrase.first - 1
    if before >= 0 and (reading.forms[before] in COMMAS or before in reading.closing):
        before -= 1  # «"فلان الفلاني" رئيس اللجنة»
    name = reading.names[before] if before >= 0 else None
    return name if name is not None and name.kind == "person" and name.last == before + 1 else None


def keep_role(roster: Roster, actor: Actor, phrase: Phrase, person: Name) -> None:
    """Keep the words of a phrase that are not the name as the actor's office."""
    reading, first, last = roster.reading, phrase.first, phrase.last
    if first <= person.first < last:
        if all(reading.words[i].kind == "mark" for i in range(first, person.first)):
            first = person.last + (person.last in reading.closing)
        else:
            last = person.first
    first = _past_others(reading, phrase, person, first, last)
    while last > first and reading.words[last - 1].kind == "mark" and reading.forms[last - 1] != ")":
        last -= 1
    if last <= first or not any(reading.heads[first:last]):
        return  # «(29 عاما)»
    span = reading.span(first, last)
    if span not in actor.roles:
        actor.roles.append(span)
    actor.role_words |= set(description_tokens(reading, first, last))


def _past_others(reading: Reading, phrase: Phrase, person: Name, first: int, last: int) -> int:
    """«الرئيس سالم الراوي ووزير خارجيته فلان»: the office of one begins after the name of the other."""
    others = [n.last for n in phrase.names if n.kind == "person" and first <= n.first and n.last < last and n is not person]
    joined = [at for at in others if reading.forms[at][0] == WITH_WA]
    return joined[-1] if joined else first


def person_of(phrase: Phrase, reading: Reading) -> Name | None:
    """The personal name of a phrase that is its subject: not that of a chief whom an office serves."""
    people = [n for n in phrase.names if n.kind == "person"]
    if not people:
        return None
    if people[0].first == phrase.first:
        return people[0]
    person = people[0]
    if _ruled(reading, phrase.first, person.first):
        return None
    if len(people) > 1:
        return people[-1]
    between = reading.forms[phrase.first + 1 : person.first]
    served = _serves(reading, phrase) or _of_another(reading, phrase.first, person.first) or _done_to(between)
    if reading.forms[phrase.first] in WORDS.kin and any(is_office(form) for form in between):
        return None  # «زوجة الرئيس سالم الراوي»
    if served or phrase.is_a("organization", "source", "document"):
        return None
    apart = between[-1] == IN_THE_NAME_OF if between else phrase.head is not None and person.first > phrase.first + 1
    return None if apart else person


def _serves(reading: Reading, phrase: Phrase) -> bool:
    """«مستشار الشؤون الدولية للمرشد»: the office is that of somebody who serves another."""
    forms = reading.forms[phrase.first + 1 : phrase.last]
    return any(form.startswith(LI_WITH_ARTICLE) and is_office(ARTICLE + form[2:]) for form in forms)


def _done_to(between: Sequence[str]) -> bool:
    """«سيرسل الوزير للقاء الملك سالم»: what is done to somebody is no part of an office."""
    return any(form.startswith(LI_WITH_ARTICLE[0]) and WORDS.content_noun(form[1:]) for form in between)


def _of_another(reading: Reading, first: int, person: int) -> bool:
    """«مستشار الراوي», «قيادي باتحاد يرأسه الراوي»: the name is of somebody else."""
    before = reading.words[person - 1].raw
    led = before[0] in LEADS and owned(before) and person - 1 > first
    return led or (person == first + 1 and reading.forms[first] in WORDS.serving)


def _ruled(reading: Reading, first: int, person: int) -> bool:
    """«مسؤول في إدارة موالية لحكومة الرئيس سالم الراوي»: the name is of the chief whose body that is."""
    back = range(person - 1, max(first + 1, person - LONGEST_NAME), -1)
    at = next((i for i in back if reading.heads[i] is not None), 0)
    if not at or reading.forms[at] not in WORDS.chief:
        return False
    body = HEADS[reading.forms[at - 1].removeprefix(WITH_LI)]
    return body is not None and body.kind == "organization" and not body.definite


def untagged_person(office: Phrase, apposition: Phrase, reading: Reading) -> Name | None:
    """«رئيس الغرفة التجارية، يحيى آل إسحاق، أن …»: bare words between commas or marks after an office of one person."""
    first, last = apposition.first, apposition.last
    alone = office.is_a("person") and office.head is not None and office.head.number == "s"
    if not alone or office.person_named or apposition.names or apposition.head is not None:
        return None
    if not 1 < last - first <= LONGEST_NAME:
        return None
    bounded = reading.forms[first - 1] in COMMAS and last < len(reading.forms) and reading.forms[last] in COMMAS
    if first in reading.opening and last - 1 in reading.closing:
        first, last, bounded = first + 1, last - 1, last > first + 2
    plain = all(_nameable(reading, at) for at in range(first, last))
    return Name(first, last, *reading.span(first, last), "person", UNTAGGED) if bounded and plain else None


def _nameable(reading: Reading, at: int) -> bool:
    """A word that could be part of a name: not «وهو ضابط سابق»."""
    form = reading.forms[at]
    plain = reading.words[at].kind == "word" and reading.heads[at] is None and not form.startswith(ARTICLE)
    return plain and not (form in WORDS.outside_names or form in WORDS.pronoun or form in WORDS.around or CUES[form])
