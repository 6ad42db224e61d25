"""Heads: the nouns that can head the name of a speaker, with and without their article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from musnad.extract.statements.grammar import ARTICLE, INDEFINITE, NOUN_PLURALS
from musnad.extract.statements.lookup import Lookup
from musnad.lang.pack import read_lexicon
from musnad.lang.words import fold


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that can head the name of a speaker.

    Attributes:
        kind: person, organization, source, document or pronoun.
        gender: ``m`` or ``f``.
        number: ``s`` or ``p``.
        definite: True with the article.
    """

    kind: str
    gender: str
    number: str
    definite: bool = False


class Heads(Lookup[Head | None]):
    """Speaker heads by folded form, with and without the article."""

    def derived(self, form: str) -> Head | None:
        """Find a form with the article, or with the ending of a plural."""
        if form.startswith(ARTICLE) and len(form) > 4:
            bare = self.get(form[2:])
            return replace(bare, definite=True) if bare else self._plural(form[2:], definite=True)
        if form.endswith(INDEFINITE) and len(form) > 4 and form[:-1] not in _participles():
            return self.get(form[:-1])  # «مصدرا»; «مشيرا» tells how somebody spoke
        return self._plural(form, definite=False)

    def _plural(self, form: str, *, definite: bool) -> Head | None:
        """A sound masculine plural («منسقون», «منسقو») is known by its singular."""
        for end in NOUN_PLURALS:
            single = self.get(form.removesuffix(end)) if form.endswith(end) and len(form) > 4 else None
            if single is not None and single.kind == "person" and single.gender == "m" and single.number == "s":
                return Head("person", "m", "p", definite)
        return None


@cache
def _participles() -> frozenset[str]:
    return frozenset(fold(row["form"]) for row in read_lexicon("statements") if row["kind"] == "participle")


def _heads() -> Mapping[str, Head | None]:
    table: dict[str, Head | None] = {}
    nominative, oblique, _ = NOUN_PLURALS
    for row in read_lexicon("speakers"):
        form = fold(row["form"])
        table[form] = Head(row["kind"], row["gender"], row["number"])
        if row["number"] == "p" and form.endswith(nominative):
            table[form[:-2] + oblique] = table[form]
            table[form[:-1]] = table[form]
    return table


HEADS = Heads(_heads, None)
"""The nouns that head names of speakers, by folded form; None for any other word."""


def is_office(form: str) -> bool:
    """Say whether a word is the head of somebody's office."""
    head = HEADS[form]
    return head is not None and head.kind == "person"
