"""The roster of a report: everybody and everything met so far, found again by the words of their names."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.extract.statements.actors import Actor, name_tokens, same_person, skeleton
from musnad.extract.statements.grammar import ARTICLE, LI_WITH_ARTICLE, WORDS
from musnad.extract.statements.nations import of_countries
from musnad.extract.statements.reading import Reading
from musnad.lang.words import fold
from musnad.text.names import Name


class Roster:
    """Who is known.

    Attributes:
        reading: The report.
        actors: Everybody and everything, in the order in which they were met.
        spoken: Those who have spoken, in the order of their statements.
        named_later: Offices that spoke before the report said who holds them.
    """

    def __init__(self, reading: Reading) -> None:
        """Know nobody yet."""
        self.reading = reading
        self.actors: list[Actor] = []
        self.spoken: list[Actor] = []
        self.named_later: list[Actor] = []
        self._by_token: dict[str, list[Actor]] = {}
        self._within: dict[Actor, set[tuple[int, int]]] = {}  # names that stand inside a longer mention of their bearer
        self._at: dict[tuple[int, int], Actor] = {}  # by the span of a name, the person who was met there

    def person(self, name: Name) -> Actor:
        """Meet a person by name; the longer name becomes the name."""
        text, span = self.text_of(name), (name.start, name.end)
        tokens = name_tokens(text)
        actor = self._at.get(span) or self.known(tokens)
        if actor is None:
            actor = self.add(Actor("person", text, span, tokens, number="s"))
        else:
            self.lengthen(actor, text, span, tokens)
        actor.met(text, span, name.first)
        self._at[span] = actor
        return actor

    def thing(self, name: Name) -> Actor:
        """Meet a place, an organisation or the like: the same words are the same thing."""
        text, span = self.written(name), (name.start, name.end)
        tokens = name_tokens(text)
        actor = self.same_thing(name.kind, tokens)
        if actor is None:
            actor = self.add(Actor(name.kind, text, span, tokens))
        elif tokens not in actor.aliases:
            self.lengthen(actor, text, span, tokens)
        actor.met(text, span, name.first)
        return actor

    def same_thing(self, kind: str, tokens: Sequence[str]) -> Actor | None:
        """Return what was named before by these words, or, for a body, with its kind or its country and without."""
        known = [a for a in self.sharing(tokens[-1]) if a.kind == kind] if tokens else []
        same = next((a for a in known if a.tokens == tokens or tokens in a.aliases), None)
        if same is not None or kind != "organization":
            return same
        known += (a for a in self.sharing(tokens[0]) if a.kind == kind and a.mentions) if len(tokens) > 1 else ()
        return max((a for a in known if _one_body(a.tokens, tokens)), key=lambda a: a.seen, default=None)

    def alias(self, actor: Actor, name: Name) -> None:
        """Take a name that stands in marks after a body's name («حزب العمال "بي كي كي"») for one more name of it."""
        text, span = self.written(name), (name.start, name.end)
        tokens = name_tokens(text)
        other = self.same_thing(name.kind, tokens)
        if other is not None and other is not actor:
            self._absorb(actor, other)
        if tokens and tokens not in actor.aliases:
            actor.aliases.append(tokens)
            self.index(actor, tokens)
        actor.met(text, span, name.first)

    def _absorb(self, actor: Actor, other: Actor) -> None:
        """Let two bodies that were met apart be one."""
        self.actors.remove(other)
        for known in self._by_token.values():
            if other in known:
                known[known.index(other)] = actor
        actor.mentions += other.mentions
        actor.aliases += (tokens for tokens in (other.tokens, *other.aliases) if tokens not in actor.aliases)
        actor.surfaces += (form for form in other.surfaces if form not in actor.surfaces)
        actor.seen = max(actor.seen, other.seen)

    def whole(self, name: Name) -> Actor | None:
        """Return the body whose name stands after its kind («وكالة "رويترز"»); both are one mention of it from now on."""
        tokens = name_tokens(self.text_of(name))
        known = self.sharing(tokens[-1]) if tokens else ()
        actor = next((a for a in known if a.tokens == tokens or tokens in a.aliases), None)
        if actor is not None:
            self._within.setdefault(actor, set()).add((name.start, name.end))
            if tokens not in actor.aliases:
                actor.aliases.append(tokens)
        return actor

    def part_mentions(self) -> None:
        """Drop the mentions that stand inside longer ones of the same body."""
        for actor, inner in self._within.items():
            actor.mentions = [span for span in actor.mentions if span not in inner]
        self._within.clear()

    def known(self, tokens: Sequence[str]) -> Actor | None:
        """Return the person whose name can be this one: whom the report names most, and of those the one met last."""
        best, most = None, (-1, -1)
        for token in tokens:
            for actor in self.sharing(token):
                met = (len(actor.mentions) + (actor.tokens[-1:] == list(tokens[-1:])), actor.seen)
                if met >= most and actor.kind == "person" and actor.named and same_person(tokens, actor.tokens):
                    best, most = actor, met
        return best

    def sharing(self, token: str) -> Sequence[Actor]:
        """Return those with a word in their name that is spelled like this one."""
        return self._by_token.get(skeleton(token), ())

    def add(self, actor: Actor) -> Actor:
        """Take somebody or something new in."""
        self.actors.append(actor)
        self.index(actor, actor.tokens)
        return actor

    def lengthen(self, actor: Actor, name: str, span: tuple[int, int], tokens: list[str]) -> None:
        """Let a longer name become the name."""
        if len(tokens) > len(actor.tokens):
            actor.name, actor.span, actor.tokens = name, span, tokens
            self.index(actor, tokens)

    def unite(self, office: Actor, person: Actor) -> None:
        """Give an office that spoke without a name the person who turned out to hold it."""
        self.actors.remove(person)
        self.named_later.append(office)
        for known in self._by_token.values():
            if person in known:
                known.remove(person)
        office.roles.append(office.span)
        office.role_words |= set(office.tokens)
        office.name, office.span, office.tokens = person.name, person.span, person.tokens
        office.surfaces, office.named, office.number = person.surfaces, True, "s"
        office.mentions += person.mentions
        self._at.update((span, office) for span in person.mentions)
        office.seen = max(office.seen, person.seen)
        self.index(office, office.tokens)

    def index(self, actor: Actor, tokens: Sequence[str]) -> None:
        """Let an actor be found by further words."""
        for token in tokens:
            known = self._by_token.setdefault(skeleton(token), [])
            if actor not in known:
                known.append(actor)

    def written(self, name: Name) -> str:
        """Return the words of a name with the article that a preposition has swallowed («للأمم» is ل + الأمم)."""
        text = self.text_of(name)
        start = self.reading.words[name.first].start
        swallowed = name.start > start + 1 and fold(self.reading.text[start : name.start]).endswith(LI_WITH_ARTICLE)
        return ARTICLE + text if swallowed else text

    def text_of(self, name: Name) -> str:
        """Return the words of a name."""
        return self.reading.text[name.start : name.end]



def _one_body(left: Sequence[str], right: Sequence[str]) -> bool:
    """«منظمة الإغاثة», «الإغاثة»; «مجلس النواب الألماني», «مجلس النواب»: the same words but for the kind or the country."""
    short, long = sorted((left, right), key=len)
    if long[1:] == short:
        return long[0] in WORDS.class_of_body
    alike = len(long) == len(short) + 1 > 2 and long[: len(short)] == short
    return alike and (long[-1] in WORDS.worldwide or ARTICLE + long[-1] in of_countries())
