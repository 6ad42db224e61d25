"""The cast of a report: who speaks in it, under which names, titles and descriptions.

Finds    هايكو ماس … ماس … الوزير                     one person
Finds    المرصد السوري لحقوق الإنسان … المرصد         one organisation
Leaves   مصدر عسكري مطلع … المصدر                     unnamed, and one entity
"""

from __future__ import annotations

from collections.abc import Iterator

from musnad.extract.statements.actors import Actor
from musnad.extract.statements.bodies import stands_for
from musnad.extract.statements.descriptions import unnamed
from musnad.extract.statements.grammar import ARTICLE, COMMAS, FI, FIRST_FI, WITH_LI, WORDS
from musnad.extract.statements.inflection import cues_of
from musnad.extract.statements.offices import keep_role, person_of, read_offices, untagged_person
from musnad.extract.statements.outlets import OUTLETS
from musnad.extract.statements.phrases import Phrase, phrase_at
from musnad.extract.statements.reading import Reading
from musnad.extract.statements.roster import Roster
from musnad.extract.statements.tagged import Parting
from musnad.text.names import Name
from musnad.text.quotations import Quotation

TOPICS = 3  # sentences looked back on for what a clause without subject is about
TOPIC = 6  # words at the head of a sentence in which its topic begins
ADJUNCT = 10  # words of a time or place that leads a sentence in
WIDER = 4  # words before a noun at which the phrase that holds it may begin
RECENT = 12  # speakers looked back on for one that agrees with a verb


class Cast:
    """The people, organisations and sources of one report."""

    def __init__(self, reading: Reading) -> None:
        """Meet everybody whom the tagger found, with the offices written beside them."""
        self.reading = reading
        self.roster = Roster(reading)
        self._spoken_in: list[Quotation | None] = []
        self._leading: dict[tuple[int, int], int] = {}  # by unit, the first word of its first person's name
        last: tuple[Name, Actor] | None = None
        for name in Parting(reading.forms, reading.words, reading.names, reading.names_list).parted():
            if name.kind == "person":
                self.roster.person(name)
            elif last is not None and stands_for(reading, last[0], name):
                self.roster.alias(last[1], name)
            else:
                last = name, self.roster.thing(name)
        read_offices(self.roster)

    @property
    def actors(self) -> list[Actor]:
        """Everybody and everything that the report names, in the order in which they were met."""
        return self.roster.actors

    def said(self, actor: Actor, index: int) -> None:
        """Note that an actor has spoken, with a cue at a word."""
        self.roster.spoken.append(actor)
        self._spoken_in.append(self.reading.inside[index])

    def resolve(self, phrase: Phrase, apposition: Phrase | None, gender: str) -> tuple[Actor, list[str]]:
        """Return the actor whom a phrase names, and how that was found."""
        spelled = apposition is not None and apposition.first in self.reading.opening  # «رئيس الوكالة "سالم الراوي"»
        person = person_of(apposition if spelled and apposition else phrase, self.reading)
        if person is None and apposition is not None and not self._is_body(phrase):
            person = person_of(apposition, self.reading)
            person = person or untagged_person(phrase, apposition, self.reading)
        if person is not None:
            actor, text = self.roster.person(person), self.roster.text_of(person)
            office = self._holding(actor, phrase, person, gender)
            if office is not None:
                self.roster.unite(office, actor)
                return office, [f"{text} is not introduced: the one who spoke last, by office and without a name"]
            for role in (phrase, apposition):
                if role is not None:
                    keep_role(self.roster, actor, role, person)
            steps = [f"named here: {actor.name}" if actor.name == text else f"{text} is part of {actor.name}"]
        else:
            actor, steps = unnamed(self.roster, phrase)
        head = phrase.head
        if not (head and head.number == "p"):
            actor.gender = actor.gender or gender
        if head is not None:
            actor.gender = actor.gender or head.gender
        return actor, steps

    def _holding(self, actor: Actor, phrase: Phrase, person: Name, gender: str) -> Actor | None:
        """Return the office that spoke last, where a full name that nothing introduces goes on after it.

        News names nobody bare at the first mention, unless the office was given just before.
        """
        last = self.roster.spoken[-1] if self.roster.spoken else None
        bare = phrase.first == person.first and phrase.last == person.last and len(actor.tokens) > 1
        if last is None or not bare or actor.roles or min(actor.mentions) != (person.start, person.end):
            return None
        held = last.kind == "person" and not last.named and last.number == "s" and last.name.startswith(ARTICLE)
        near = self.reading.unit_at(last.seen)[1] >= self.reading.unit_at(person.first)[0] - 1
        return last if held and near and len(last.tokens) > 1 and gender in ("", last.gender) else None

    def _is_body(self, phrase: Phrase) -> bool:
        """A phrase that begins with the kind of an organisation, not with its name: no person in apposition is meant."""
        return phrase.is_a("organization") and not (phrase.names and phrase.names[0].first == phrase.first)

    def carried(self, index: int, gender: str, number: str) -> tuple[Actor | None, list[str]]:
        """Return the last speaker who agrees with a verb that names none; not one who speaks inside another's words."""
        spoken = zip(self.roster.spoken[-RECENT:], self._spoken_in[-RECENT:], strict=True)
        place = self.reading.words[index].start
        for actor, quotation in reversed(list(spoken)):
            told = quotation is not None and not quotation.outer.start <= place < quotation.outer.end
            if not told and actor.agrees(gender, number):
                return actor, [f"no subject: carried over from the last speaker who agrees, {actor.name}"]
        return None, []

    def nearest(self, index: int, gender: str, number: str = "") -> Actor | None:
        """Return the last person or body named before a word in its sentence that agrees («كلمة للزعيم هدد فيها»)."""
        first = self.reading.unit_at(index)[0]
        places = [at for at in range(index - 1, first - 1, -1) if self._can_speak(at)]
        for at in sorted(places, key=self._governed):  # whom a preposition governs only if there is nobody else
            phrase = phrase_at(self.reading, at, index)
            if phrase is None or (gender and not phrase.person_named and phrase.head and phrase.head.gender != gender):
                continue
            phrase = self._widest(phrase, max(first, at - WIDER), index)
            actor, _ = self.resolve(phrase, None, "")
            if actor.agrees(gender, number):
                return actor
        return None

    def _governed(self, at: int) -> bool:
        """«رسالة إلى المجلس جاء فيها», «بيانا على فيسبوك قال فيه»: not whoever stands after these."""
        return at > 0 and self.reading.forms[at - 1] in WORDS.towards

    def _widest(self, phrase: Phrase, first: int, stop: int) -> Phrase:
        """«أحد قادة الحرس»: the whole phrase that a noun stands in."""
        for begin in range(phrase.first - 1, first - 1, -1):
            if self.reading.heads[begin] is None and self.reading.forms[begin] not in WORDS.quantifier:
                continue  # «نشرت صحيفة …»
            wider = phrase_at(self.reading, begin, stop)
            if wider is not None and wider.head is not None and wider.last >= phrase.last:
                phrase = wider
        return phrase

    def _can_speak(self, at: int) -> bool:
        """A name or a noun of a person or body begins at a word."""
        name, head = self.reading.names[at], self.reading.heads[at]
        named = name is not None and name.first == at and name.kind in ("person", "organization")
        speaks = head is not None and head.kind in ("person", "organization", "source")
        form = self.reading.forms[at]
        if any(kind == "social" for _, kind in OUTLETS[form] + OUTLETS[form[1:]]):
            return False  # «تويتر», «بتويتر»
        return named or speaks or (form in WORDS.medium and not self._governed(at))

    def topic(self, index: int, gender: str, number: str) -> Actor | None:
        """Return who the clause before a word is about: the phrase near the head of its sentence, or of the one before."""
        unit = self.reading.unit_at(index)[0]
        for head in self._heads_back(unit):
            if head != unit and self._says(head):
                return None  # that sentence is about its speaker, who is found among those that have spoken
            begin = self._past_adjunct(head, index)
            for at in range(begin, min(begin + TOPIC, index - 1)):
                phrase = phrase_at(self.reading, at, index)
                if phrase is not None and phrase.head is None and phrase.names and phrase.names[0].first > at:
                    phrase = phrase_at(self.reading, phrase.names[0].first, index)  # «ونعى الحزب …، وقال»
                if phrase is None or not self._is_topic(phrase, head):
                    continue
                actor, _ = self.resolve(phrase, None, "")
                if actor.agrees(gender, number):
                    return actor
        return None

    def _past_adjunct(self, head: int, stop: int) -> int:
        """«وفي الخامس من الشهر، بث التلفزيون …»: the clause begins after the comma."""
        forms = self.reading.forms
        if forms[head] in (FI, FIRST_FI):
            for at in range(head + 1, min(head + ADJUNCT, stop - 1)):
                if forms[at] in COMMAS:
                    return at + 1
        return head

    def _heads_back(self, unit: int) -> Iterator[int]:
        """The first words of a sentence and of those before it, nearest first."""
        yield unit
        for _ in range(TOPICS - 1):
            if not unit:
                return
            unit = self.reading.unit_at(unit - 1)[0]
            yield unit

    def _is_topic(self, phrase: Phrase, head: int) -> bool:
        """A phrase that speaks, is no bare place, and does not stand after a preposition."""
        if not phrase.speaks or (phrase.head is None and phrase.names[0].kind == "place"):
            return False
        form = self.reading.forms[phrase.first]
        if form[0] == WITH_LI and OUTLETS[form[1:]]:
            return False  # «وفي حديث لفرانس 24 انتقد …»
        return phrase.first <= head or self.reading.forms[phrase.first - 1] not in WORDS.place_preposition

    def _says(self, unit: int) -> bool:
        """Say whether a sentence begins with a verb of saying."""
        return any((said := cues_of(form)) and said[0].kind == "verb" for form in self.reading.forms[unit : unit + 2])

    def first_person(self, index: int) -> Actor | None:
        """Return the first person named in a sentence before a word."""
        unit = first, stop = self.reading.unit_at(index)
        if unit not in self._leading:
            names = self.reading.names
            people = (at for at in range(first, stop) if (n := names[at]) is not None and n.kind == "person")
            self._leading[unit] = next(people, stop)
        at = self._leading[unit]
        name = self.reading.names[at] if at < index else None
        return self.roster.person(name) if name is not None else None

    def last_named(self, index: int) -> Actor | None:
        """Return the last person named before a word inside the same quotation."""
        quotation = self.reading.inside[index]
        for at in range(index - 1, -1, -1):
            if self.reading.inside[at] is not quotation:
                return None
            name = self.reading.names[at]
            if name is not None and name.kind == "person":
                return self.roster.person(name)
        return None
