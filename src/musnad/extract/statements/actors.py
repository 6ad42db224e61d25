"""Actors: somebody or something that a report names, and when two names are one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from musnad.extract.statements.grammar import ARTICLE, LI_WITH_ARTICLE, WORDS
from musnad.lang.words import words

_ARTICLES = (ARTICLE, LI_WITH_ARTICLE)
_SOUNDS = str.maketrans("طغقثظزڤ", "تجكتضسف")  # letters in which spellings of one foreign name differ
_FINAL = "ي"
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
        mentions: Where it is named.
        aliases: Folded words of names in marks inside a longer one.
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
        tokens = [skeleton(t) for t in self.core]
        return tokens[-1] if self.kind == "person" and tokens else " ".join(sorted(tokens))

    @property
    def core(self) -> list[str]:
        """The words of a body's name without the kind that may stand before it, or «الدولي» after two words of it."""
        if self.kind != "organization":
            return self.tokens
        tokens = self.tokens[:-1] if len(self.tokens) > 2 and self.tokens[-1] in WORDS.worldwide else self.tokens
        return tokens[1:] if len(tokens) > 1 and tokens[0] in WORDS.class_of_body and tokens is self.tokens else tokens

    def met(self, surface: str, span: tuple[int, int], word: int) -> None:
        """Note one more mention and its form."""
        if surface not in self.surfaces:
            self.surfaces.append(surface)
        self.seen = max(self.seen, word)
        self.mentions.append(span)

    def last_before(self, place: int) -> int:
        """Return the last mention before a code point, -1 if there is none."""
        return max((start for start, _ in self.mentions if start < place), default=-1)

    def agrees(self, gender: str, number: str) -> bool:
        """Say whether a verb of this gender and number can be said of it; an empty one fits all."""
        people = self.number == "p" and self.gender == "m"
        if (number == "p") != people and (number == "p" or self.kind in ("person", "source")):
            return False
        if not gender or not self.gender:
            return True
        return gender == self.gender or (self.number == "p" and gender == "m" and self.kind == "person")


def name_tokens(text: str) -> list[str]:
    """Return the folded words of a name, the article dropped; «عبد» and the particles of foreign names joined on."""
    return list(_name_tokens(text))


@lru_cache(maxsize=16384)
def _name_tokens(text: str) -> tuple[str, ...]:
    joined: list[str] = []
    held = ""
    for token in without_articles(w.form for w in words(text) if w.kind != "mark"):
        if token in WORDS.name_particle:
            held += token
        else:
            joined.append(held + token)
            held = ""
    return (*joined, held) if held else tuple(joined)


def without_articles(forms: Iterable[str]) -> list[str]:
    """Return folded words without their articles."""
    return [form[2:] if len(form) > 4 and form.startswith(_ARTICLES) else form for form in forms]


@lru_cache(maxsize=16384)
def skeleton(token: str) -> str:
    """Return the consonants of a word, the same for most spellings of a foreign name."""
    return _DOUBLE.sub(r"\1", _VOWELS.sub("", token).translate(_SOUNDS))


def same_name(left: Actor, right: Actor) -> bool:
    """Say whether two actors of different reports bear one name.

    People need two words in common, the last among them; anything else needs the same words, but that one name may give
    the kind of the body and the other not. A name of one word is the same only as itself.
    """
    if left.kind != right.kind:
        return False
    kinds = {actor.tokens[0] for actor in (left, right) if actor.tokens[:1] != actor.core[:1]}
    whole = len(kinds) > 1  # «حركة …», «حزب …»: two bodies
    one, two = ([skeleton(t) for t in (actor.tokens if whole else actor.core)] for actor in (left, right))
    if left.kind != "person" or min(len(one), len(two)) < 2:
        return sorted(one) == sorted(two)
    alike = one[-1] == two[-1] and left.tokens[-1].endswith(_FINAL) == right.tokens[-1].endswith(_FINAL)
    return alike and (set(one) <= set(two) or set(two) <= set(one))


def one_name(actor: Actor, surfaces: Iterable[str]) -> str | None:
    """Return why other forms than the name are names of the same, in clauses; None where there is nothing to tell."""
    whole, said = [skeleton(t) for t in actor.tokens], []
    for surface in surfaces if actor.named else ():
        tokens = name_tokens(surface)
        heard = [skeleton(t) for t in tokens]
        if tokens == actor.tokens or not tokens:
            continue
        if heard == whole:
            said.append(f"«{surface}» is another spelling of «{actor.name}»: the same consonants")
        elif tokens in actor.aliases:
            said.append(f"«{surface}» stands in marks beside «{actor.name}»")
        elif set(heard) <= set(whole):
            said.append(f"«{surface}» is part of «{actor.name}»")
    return "; ".join(said) or None


def same_person(left: Sequence[str], right: Sequence[str]) -> bool:
    """Say whether two names of one report can be one person's: one is part of the other, spelling apart."""
    short, long = sorted((left, right), key=len)
    if len(short) == 1 and short[0] == long[-1]:
        return True  # a surname of two letters, too
    return any(len(t) > 2 for t in short) and all(any(_same_word(t, u) for u in long) for t in short)


def _same_word(left: str, right: str) -> bool:
    """One word in two spellings: «سامنثا» and «سامنتا», not «بوريطة» and «بريت»."""
    if left == right:
        return True
    if left.endswith(_FINAL) != right.endswith(_FINAL):
        return False  # «قاسم» is not «قاسمي»
    return min(len(left), len(right)) > 3 and abs(len(left) - len(right)) < 2 and skeleton(left) == skeleton(right)
