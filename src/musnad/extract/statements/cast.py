"""The cast of a report: who speaks in it, under which names, titles and descriptions.

Finds    هايكو ماس … ماس … الوزير                     one person
Finds    المرصد السوري لحقوق الإنسان … المرصد         one organisation
Leaves   مصدر عسكري مطلع … المصدر                     unnamed, and one entity
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from musnad.extract.statements.heads import HEADS, Head
from musnad.extract.statements.inflection import CUES, PARTICLES, CueForm
from musnad.extract.statements.outlets import OUTLETS, MEDIA, shared_names
from musnad.extract.statements.grammar import *
from musnad.extract.statements.grammar import WORDS
from musnad.extract.statements.phrases import Phrase, phrase_at
from musnad.extract.statements.reading import Reading
from musnad.extract.statements.tagged import Parting
from musnad.lang.pack import read_lexicon
from musnad.lang.words import words
from musnad.text.names import Name

TOPICS = 3  # sentences looked back on for what a clause without subject is about
RECENT = 12  # speakers looked back on for one that agrees with a verb
_EMPTY = frozenset(("في", "من", "علي", "و", "باسم", "لدي", "ب", "ل", "اليوم", "نفسه", "ذاته", "نفسها", "ذاتها", "السابق"))
_GENERIC = frozenset(("كاتب", "كاتبه", "مولف", "صحفي", "صحافي", "رجل", "سيده", "مسوول", "مسووله", "قيادي", "متحدث", "متحدثه", "دبلوماسي", "خبير", "باحث", "محلل"))
_TEAMS = frozenset(("فريق", "تحالف", "ايتلاف", "مرصد", "تنظيم", "جماعه", "مجموعه"))
_SAME = frozenset(("نفسه", "نفسها", "ذاته", "ذاتها", "انفسهم"))
_JOINS = frozenset(("عبد", "ابو", "ابي", "بن", "ابن", "بنت", "لو", "لا", "دي", "دو", "فون", "دير", "فان", "ماك", "آل", "ال", "سان"))
_SOUNDS = str.maketrans("طغقثظزڤ", "تجكتضسف")
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = re.compile("(?<=.)[اويه]")


@dataclass(slots=True, eq=False)
class Actor:
    """Somebody or something that a report names.

    Attributes:
        kind: person, organization, place, group, source, document, facility, event or other.
        name: Fullest name so far, without titles; for an unnamed source, its fullest description.
        span: Where that name stands.
        tokens: Folded words of the name.
        surfaces: Every form met.
        roles: Spans of titles and offices.
        role_words: Folded words of those.
        gender: ``m``, ``f`` or empty if unknown.
        number: ``s``, ``p`` or empty.
        named: False for a description such as «مصدر عسكري».
        seen: Last word index at which it was met.
    """

    kind: str
    name: str
    span: tuple[int, int]
    tokens: list[str]
    surfaces: list[str] = field(default_factory=list)
    roles: list[tuple[int, int]] = field(default_factory=list)
    role_words: set[str] = field(default_factory=set)
    gender: str = ""
    number: str = ""
    named: bool = True
    seen: int = -1
    mentions: list[tuple[int, int]] = field(default_factory=list)

    aliases: list[list[str]] = field(default_factory=list)

    @property
    def key(self) -> str:
        """A word of the name under which others of the same name are sure to be found."""
        tokens = [_skeleton(t) for t in self.tokens]
        return tokens[-1] if self.kind == "person" and tokens else " ".join(sorted(tokens))

    def met(self, text: str, span: tuple[int, int], word: int) -> None:
        """Note one more form of the name; the longer name becomes the name."""
        surface = text[span[0] : span[1]]
        if surface not in self.surfaces:
            self.surfaces.append(surface)
        self.seen = max(self.seen, word)
        self.mentions.append(span)


def name_tokens(text: str) -> list[str]:
    """Return the folded words of a name, the article dropped; «عبد» and the particles of foreign names joined on."""
    joined: list[str] = []
    held = ""
    for token in _split(text):
        if token in _JOINS:
            held += token
        else:
            joined.append(held + token)
            held = ""
    return [*joined, held] if held else joined


def same_name(left: Actor, right: Actor) -> bool:
    """Say whether two actors of different reports bear one name.

    People need two words in common, the last among them; anything else needs the same words. A name of one word is the
    same only as itself.
    """
    if left.kind != right.kind:
        return False
    one, two = [_skeleton(t) for t in left.tokens], [_skeleton(t) for t in right.tokens]
    if left.kind != "person" or min(len(one), len(two)) < 2:
        return sorted(one) == sorted(two)
    return one[-1] == two[-1] and (set(one) <= set(two) or set(two) <= set(one))


def _split(text: str) -> list[str]:
    return [w.form[2:] if w.form.startswith(("ال", "لل")) and len(w.form) > 4 else w.form for w in words(text) if w.kind != "mark"]


def _skeleton(token: str) -> str:
    return _DOUBLE.sub(r"\1", _VOWELS.sub("", token).translate(_SOUNDS))


def same_person(left: Sequence[str], right: Sequence[str]) -> bool:
    """Say whether two names of one report can be one person's: one is part of the other, spelling apart."""
    short, long = sorted((left, right), key=len)
    return bool(short) and all(any(_same_word(t, u) for u in long) for t in short) and any(len(t) > 2 for t in short)


def _same_word(left: str, right: str) -> bool:
    """One word in two spellings: «سامنثا» and «سامنتا», not «بوريطة» and «بريت»."""
    return left == right or (_skeleton(left) == _skeleton(right) and min(len(left), len(right)) > 3 and abs(len(left) - len(right)) < 2)


class Cast:
    """The people, organisations and sources of one report."""

    def __init__(self, reading: Reading) -> None:
        """Meet everybody whom the tagger found, with the offices written beside them."""
        self.reading = reading
        self.actors: list[Actor] = []
        self.spoken: list[Actor] = []
        self._by_token: dict[str, list[Actor]] = {}
        for name in Parting(reading.forms, reading.words, reading.names, reading.names_list).parted():
            if name.kind == "person":
                self._person(name)
            else:
                self._thing(name)
        self._offices()

    def resolve(self, phrase: Phrase, apposition: Phrase | None, gender: str, *, speaks: bool = True) -> tuple[Actor, list[str]]:
        """Return the actor whom a phrase names, and how that was found."""
        body = phrase.head is not None and phrase.head.kind == "organization" and not (phrase.names and phrase.names[0].first == phrase.first)
        person = _person_name(phrase, self.reading) or (_person_name(apposition, self.reading) if apposition and not body else None)
        if person is not None:
            actor = self._person(person)
            self._role(actor, phrase, person)
            if apposition is not None:
                self._role(actor, apposition, person)
            steps = [f"named here: {actor.name}" if actor.name == self._text(person) else f"{self._text(person)} is part of {actor.name}"]
        else:
            actor, steps = self._unnamed(phrase)
        if gender and not (phrase.head and phrase.head.number == "p"):
            actor.gender = actor.gender or gender
        if actor.gender == "" and phrase.head is not None:
            actor.gender = phrase.head.gender
        return actor, steps

    def carried(self, gender: str, number: str) -> tuple[Actor | None, list[str]]:
        """Return the last speaker who agrees with a verb that names none."""
        for actor in reversed(self.spoken[-RECENT:]):
            if _agrees(actor, gender, number):
                return actor, [f"no subject: carried over from the last speaker who agrees, {actor.name}"]
        return None, []

    def nearest(self, index: int, gender: str, number: str) -> Actor | None:
        """Return the last person or body named before a word in its sentence that agrees («كلمة للزعيم هدد فيها»)."""
        first = self.reading.unit_at(index)[0]
        for at in range(index - 1, first - 1, -1):
            name, head = self.reading.names[at], HEADS[self.reading.forms[at]]
            named = name is not None and name.first == at and name.kind in ("person", "organization")
            if not named and (head is None or head.kind not in ("person", "organization")):
                continue
            phrase = phrase_at(self.reading, at, index)
            if phrase is None or (phrase.head is not None and gender and not phrase.names and phrase.head.gender != gender):
                continue
            actor, _ = self.resolve(phrase, None, "")
            if _agrees(actor, gender, number):
                return actor
        return None

    def topic(self, index: int, gender: str, number: str) -> Actor | None:
        """Return who the clause before a word is about: the phrase near the head of its sentence, or of the one before."""
        unit = self.reading.unit_at(index)[0]
        heads_back = [unit]
        while heads_back[-1] and len(heads_back) < TOPICS:
            heads_back.append(self.reading.unit_at(heads_back[-1] - 1)[0])
        for head in heads_back:
            if head != unit and self._says(head):
                return None  # that sentence is about its speaker, who is found among those that have spoken
            for at in range(head, min(head + 6, index - 1)):
                phrase = phrase_at(self.reading, at, index)
                if phrase is None or not (phrase.names or phrase.head) or (phrase.names and phrase.names[0].kind == "place" and not phrase.head):
                    continue
                if self.reading.forms[at - 1] in ("في", "من", "علي", "الي", "عن") and at > head:
                    continue
                actor, _ = self.resolve(phrase, None, "")
                if _agrees(actor, gender, number):
                    return actor
        return None

    def _says(self, unit: int) -> bool:
        """Say whether a sentence begins with a verb of saying."""
        for form in self.reading.forms[unit : unit + 2]:
            said = CUES[form] or (form[1:] and form[0] in "وف" and CUES[form[1:]]) or ()
            if said and said[0].kind == "verb":
                return True
        return False

    def first_person(self, index: int) -> Actor | None:
        """Return the first person named in a sentence before a word."""
        first = self.reading.unit_at(index)[0]
        name = next((n for n in self.reading.names[first:index] if n is not None and n.kind == "person"), None)
        return self._person(name) if name is not None else None

    def last_named(self, index: int) -> Actor | None:
        """Return the last person named before a word inside the same quotation."""
        quotation = self.reading.inside[index]
        for at in range(index - 1, -1, -1):
            if self.reading.inside[at] is not quotation:
                return None
            name = self.reading.names[at]
            if name is not None and name.kind == "person":
                return self._person(name)
        return None

    def said(self, actor: Actor) -> None:
        """Note that an actor has spoken."""
        self.spoken.append(actor)

    def _text(self, name: Name) -> str:
        return self.reading.text[name.start : name.end]

    def _person(self, name: Name) -> Actor:
        text = self._text(name)
        tokens = name_tokens(text)
        actor = self._known(tokens)
        if actor is None:
            actor = self._add(Actor("person", text, (name.start, name.end), tokens, number="s"))
        elif len(tokens) > len(actor.tokens):
            actor.name, actor.span, actor.tokens = text, (name.start, name.end), tokens
            self._index(actor, tokens)
        actor.met(self.reading.text, (name.start, name.end), name.first)
        return actor

    def _thing(self, name: Name) -> Actor:
        """Meet a place, an organisation or the like: the same words are the same thing."""
        text = self._text(name)
        tokens = name_tokens(text)
        same = (a for a in self._by_token.get(_skeleton(tokens[0]), ()) if a.kind == name.kind and a.tokens == tokens) if tokens else iter(())
        actor = next(same, None) or self._add(Actor(name.kind, text, (name.start, name.end), tokens))
        actor.met(self.reading.text, (name.start, name.end), name.first)
        return actor

    def _known(self, tokens: list[str]) -> Actor | None:
        best: Actor | None = None
        for token in tokens:
            for actor in self._by_token.get(_skeleton(token), ()):
                if actor.kind == "person" and actor.named and same_person(tokens, actor.tokens) and (best is None or actor.seen >= best.seen):
                    best = actor
        return best

    def _add(self, actor: Actor) -> Actor:
        self.actors.append(actor)
        self._index(actor, actor.tokens)
        return actor

    def _index(self, actor: Actor, tokens: list[str]) -> None:
        for token in tokens:
            known = self._by_token.setdefault(_skeleton(token), [])
            if actor not in known:
                known.append(actor)

    def _offices(self) -> None:
        """Read the office beside each name, before it or after a comma."""
        reading = self.reading
        at = 0
        while at < len(reading.forms):
            head = HEADS[reading.forms[at]]
            if head is not None and head.kind == "organization" and reading.names[at] is None:
                at = self._organization(at)
                continue
            if head is None or head.kind != "person" or reading.names[at] is not None:
                at += 1
                continue
            phrase = phrase_at(reading, at, min(len(reading.forms), at + 20))
            if phrase is None:
                at += 1
                continue
            self._office(phrase)
            at = max(at + 1, phrase.last if phrase.names and phrase.names[-1].kind == "person" else at + 1)

    def _organization(self, at: int) -> int:
        """Meet an organisation by its kind and what follows («وزارة الصحة»); a bare «الوزارة» is resolved when it speaks."""
        phrase = phrase_at(self.reading, at, min(len(self.reading.forms), at + 8))
        if phrase is None or phrase.last < at + 2 or any(n.kind == "person" for n in phrase.names):
            return at + 1
        tokens = self._role_tokens(phrase.first, phrase.last)
        span = self._bare_span(phrase)
        known = self._by_description(tokens, phrase.head, at) if tokens else None
        if known is not None and len(tokens) > len(known.tokens):
            known.name, known.span, known.tokens = self.reading.text[span[0] : span[1]], span, tokens
            self._index(known, tokens)
        actor = known or self._add(Actor("organization", self.reading.text[span[0] : span[1]], span, tokens, number=phrase.head.number if phrase.head else ""))
        self._alias(actor, phrase)
        actor.met(self.reading.text, span, at)
        return phrase.last

    def _office(self, phrase: Phrase) -> None:
        reading = self.reading
        person = _person_name(phrase, reading)
        if person is None and phrase.last + 1 < len(reading.forms) and reading.forms[phrase.last] in "،,":
            after = reading.names[phrase.last + 1]
            person = after if after is not None and after.kind == "person" and after.first == phrase.last + 1 else None
        if person is None:
            before = phrase.first - 1
            if before >= 0 and reading.forms[before] in "،,":
                before -= 1
            name = reading.names[before] if before >= 0 else None
            person = name if name is not None and name.kind == "person" and name.last == before + 1 else None
        if person is not None:
            self._role(self._person(person), phrase, person)

    def _role(self, actor: Actor, phrase: Phrase, person: Name) -> None:
        """Keep the words of a phrase that are not the name as the actor's office."""
        first, last = phrase.first, phrase.last
        if first <= person.first < last:
            if all(self.reading.words[i].kind == "mark" for i in range(first, person.first)):
                first = person.last + (person.last in self.reading.closing)
            else:
                last = person.first
        while last > first and self.reading.words[last - 1].kind == "mark" and self.reading.forms[last - 1] != ")":
            last -= 1
        if last <= first or (phrase.head is None and first < person.first):
            return
        span = self.reading.span(first, last)
        if span not in actor.roles:
            actor.roles.append(span)
        actor.role_words |= set(self._role_tokens(first, last))

    def _role_tokens(self, first: int, last: int) -> list[str]:
        return [t for t in _split(self.reading.text[self.reading.words[first].start : self.reading.words[last - 1].end]) if t not in _EMPTY]

    def _unnamed(self, phrase: Phrase) -> tuple[Actor, list[str]]:
        """Resolve a phrase without a personal name: an office, a surname not tagged, an organisation, a source."""
        tokens = self._role_tokens(phrase.first, phrase.last)
        text_span = self._bare_span(phrase)
        head = phrase.head
        if head is None or (head.kind == "person" and len(tokens) <= 3):
            actor = self._known(tokens)
            if actor is not None and head is None:
                actor.met(self.reading.text, text_span, phrase.first)
                return actor, [f"{self.reading.text[text_span[0] : text_span[1]]} is part of {actor.name}"]
        if head is not None and head.kind in ("person", "pronoun"):
            actor = self._by_office(tokens, head, phrase.first)
            if actor is not None:
                actor.met(self.reading.text, text_span, phrase.first)
                return actor, [f"the office {self.reading.text[text_span[0] : text_span[1]]} is that of {actor.name}"]
        actor = self._country_of(tokens, head) or self._by_description(tokens, head, phrase.first) or self._by_kind(tokens, head)
        surface = self.reading.text[text_span[0] : text_span[1]]
        if actor is not None:
            if len(tokens) > len(actor.tokens):
                actor.name, actor.span, actor.tokens = surface, text_span, tokens
                self._index(actor, tokens)
            actor.met(self.reading.text, text_span, phrase.first)
            return actor, [f"{surface} is the {actor.name} named before" if surface != actor.name else f"named here: {surface}"]
        if self.reading.forms[phrase.first].startswith("لل") and text_span[0] == self.reading.words[phrase.first].start + 2:
            surface = "ال" + surface  # «للمرصد» is ل + المرصد: the article is written as one lam
        actor = self._add(Actor(_kind(phrase, self.reading), surface, text_span, tokens, named=head is None or head.kind == "organization",
                                gender=head.gender if head else "", number=head.number if head else ""))
        self._alias(actor, phrase)
        actor.met(self.reading.text, text_span, phrase.first)
        unnamed = head is not None and head.kind in ("person", "source")
        return actor, [f"unnamed source: {surface}" if unnamed else f"named here: {surface}"]

    def _bare_span(self, phrase: Phrase) -> tuple[int, int]:
        """The phrase without a joined preposition and without quotation marks around the whole of it."""
        first, last = phrase.first, phrase.last
        if first in self.reading.opening and self.reading.closing.get(last - 1) is self.reading.opening[first]:
            first, last = first + 1, last - 1
        start, end = self.reading.span(first, last)
        raw = self.reading.words[first].raw
        name = self.reading.names[first]
        if name is not None and name.start > start:
            start = name.start
        elif raw.startswith("لل") and len(raw) > 4:
            start += 2
        elif raw[:1] in "لبو" and HEADS[self.reading.forms[first]] is None and len(raw) > 3 and HEADS[self.reading.forms[first][1:]] is not None:
            start += 1
        return start, end

    def _by_office(self, tokens: list[str], head: Head, at: int) -> Actor | None:
        """The person who holds an office: all words of the office are among the words of theirs."""
        wanted = {_skeletal(t) for t in tokens if t not in _SAME}
        if not wanted or (not head.definite and len(wanted) < 2):
            return None
        fits = [a for a in self.actors if a.kind == "person" and a.named and _fits(wanted, {_skeletal(w) for w in a.role_words}, head)]
        before = [a for a in fits if any(m[0] < self.reading.words[at].start for m in a.mentions)]
        spoken = [a for a in before if a in self.spoken]
        if not fits and len(tokens) == 1 and tokens[0] in _GENERIC and head.definite:
            return next((a for a in reversed(self.spoken) if a.kind == "person" and a.named and a.gender in ("", head.gender)), None)
        for group in (spoken if len(wanted) == 1 else [], before, fits):
            if group:
                return max(group, key=lambda a: max((m[0] for m in a.mentions if m[0] < self.reading.words[at].start), default=-1))
        return None

    def _country_of(self, tokens: list[str], head: Head | None) -> Actor | None:
        """A capital that speaks is its state, where the report names that state too."""
        for country in _capitals().get(" ".join(tokens), ()) if head is None else ():
            for actor in self._by_token.get(_skeleton(country[0]), ()):
                if actor.kind == "place" and actor.tokens[: len(country)] == country:
                    return actor
        return None

    def _alias(self, actor: Actor, phrase: Phrase) -> None:
        """A name in marks inside a longer one («وكالة الأنباء السورية "سانا"») is a name of its own."""
        for at in range(phrase.first + 1, phrase.last):
            quotation = self.reading.opening.get(at)
            if quotation is not None and quotation.closed:
                tokens = name_tokens(quotation.inner.of(self.reading.text))
                if tokens and tokens not in actor.aliases and len(tokens) < len(actor.tokens):
                    actor.aliases.append(tokens)
                    self._index(actor, tokens)

    def _by_kind(self, tokens: list[str], head: Head | None) -> Actor | None:
        """«المنظمة», «التنظيم المتطرف»: the only one of its kind, or the organisation that spoke last."""
        if head is None or head.kind != "organization" or len(tokens) > 3 or not (head.definite or tokens[0] in _TEAMS):
            return None
        same = [a for a in self.actors if a.kind == "organization" and a.tokens and _skeletal(a.tokens[0]) == _skeletal(tokens[0])]
        if len(same) == 1:
            return same[0]
        last = self.spoken[-1] if self.spoken and len(tokens) == 1 and head.definite else None
        return last if last is not None and last.kind == "organization" and last.gender in ("", head.gender) else None

    def _by_description(self, tokens: list[str], head: Head | None, at: int) -> Actor | None:
        """An organisation or source named before: the same first word, and the shorter is part of the longer."""
        wanted = [t for t in tokens if t not in _SAME]
        if not wanted:
            return None
        place = self.reading.words[at].start
        fits = [a for a in self._by_token.get(_skeleton(wanted[0]), ()) if _described(wanted, a, head)]
        fits += [a for a in self._by_token.get(_skeleton(wanted[-1]), ()) if _within(wanted, a.tokens)]
        fits = [a for a in fits if wanted in a.aliases] or fits
        before = [a for a in fits if any(m[0] < place for m in a.mentions)]
        return max(before or fits, key=lambda a: max((m[0] for m in a.mentions if m[0] < place), default=-1), default=None)


def _described(wanted: list[str], actor: Actor, head: Head | None) -> bool:
    """The same first word, and the words of the shorter are all in the longer; or the name in marks by itself."""
    if wanted in actor.aliases:
        return True
    if (actor.kind == "person" and actor.named) or not actor.tokens or _skeletal(actor.tokens[0]) != _skeletal(wanted[0]):
        return False
    left, right = {_skeletal(t) for t in wanted}, {_skeletal(t) for t in actor.tokens}
    definite = head is None or head.definite or head.kind == "organization" or left == right
    return (left <= right or right <= left) and definite


@cache
def _capitals() -> dict[str, list[list[str]]]:
    table: dict[str, list[list[str]]] = {}
    for row in read_lexicon("capitals"):
        table.setdefault(" ".join(name_tokens(row["form"])), []).append(name_tokens(row["kind"]))
    return table


def _within(wanted: list[str], tokens: list[str]) -> bool:
    """Say whether two words or more stand together inside a longer description."""
    size = len(wanted)
    return size > 1 and len(tokens) > size and tokens[0] in _TEAMS and tokens[1 : 1 + size] == wanted


def _fits(wanted: set[str], held: set[str], head: Head) -> bool:
    """The words asked for are among those of the office, or say more than it does."""
    return wanted <= held or (held <= wanted and (len(held) > 1 or (len(held) == 1 and head.definite)))


def _skeletal(token: str) -> str:
    bare = token.removesuffix("ه").removesuffix("ا") if len(token) > 4 else token.removesuffix("ه")
    return bare.removesuffix("ي")


def _person_name(phrase: Phrase | None, reading: Reading) -> Name | None:
    """The personal name of a phrase that is its subject: not that of a chief whom an office serves."""
    if phrase is None:
        return None
    people = [n for n in phrase.names if n.kind == "person"]
    if not people:
        return None
    if people[0].first == phrase.first or len(people) > 1 and people[0].first > phrase.first:
        return people[0] if people[0].first == phrase.first else people[-1]
    person = people[0]
    between = reading.forms[phrase.first + 1 : person.first]
    if any(f.startswith("لل") and HEADS["ال" + f[2:]] is not None and _is_office("ال" + f[2:]) for f in between):
        return None
    if phrase.head is not None and phrase.head.kind in ("organization", "source", "document"):
        return None
    if between and between[-1] == "باسم" or (not between and phrase.head is not None and person.first > phrase.first + 1):
        return None
    return person


def _is_office(form: str) -> bool:
    head = HEADS[form]
    return head is not None and head.kind == "person"


def _kind(phrase: Phrase, reading: Reading) -> str:
    if phrase.head is not None:
        return {"source": "source", "document": "document", "organization": "organization"}.get(phrase.head.kind, "person")
    name = phrase.names[0] if phrase.names else None
    return name.kind if name is not None else "person" if phrase.first not in reading.opening else "organization"


def _agrees(actor: Actor, gender: str, number: str) -> bool:
    people = actor.number == "p" and actor.gender == "m"
    if (number == "p") != people and (number == "p" or actor.kind in ("person", "source")):
        return False
    if not gender or not actor.gender:
        return True
    return gender == actor.gender or (actor.number == "p" and gender == "m" and actor.kind == "person")
