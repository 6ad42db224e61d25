"""Speakers: whether two reports name one speaker, in whatever spelling, by name or by office.

Joins    أنجيلا ميركل = ميركل               the surname, where the report calls them so
Joins    الحكومة الألمانية = حكومة ألمانيا     one body in the same words
Parts    وزير الخارجية الفرنسي ≠ وزير الخارجية الألماني
"""

from __future__ import annotations

from functools import lru_cache

from musnad.lang.words import words
from musnad.link.names import match
from musnad.link.parts import parts
from musnad.link.people import heard
from musnad.link.stems import stem, weight

NAMED = 1.0  # one name in two spellings
SURNAME = 0.8  # a surname beside the whole name
OFFICE = 0.7  # an office or a body: the words of the one stand in the other
WEAK = 0.5  # a part of the name only: enough where the words said are nearly the same
SAME_WORDS = 0.75  # share of the weight of the words of an office
TELLING = 2.5  # weight of a word of a name that tells somebody
SOUND = 3  # consonants that two spellings of one surname begin with


def speaker_keys(name: str, person: bool) -> tuple[str, ...]:
    """Return the words under which a speaker is found: how the last part of the name sounds, or the heaviest words."""
    named = parts(name) if person else ()
    if named:
        ends = {heard(named[-1].form)[:3], heard(named[-1].form)[-3:]}
        return tuple(sorted(f"p{end}" for end in ends))
    stems = sorted(_stems(name), key=lambda made: (-weight(made), made))
    return tuple(f"w{made}" for made in stems[:2])


@lru_cache(maxsize=1 << 16)
def alike(one: str, two: str) -> float:
    """Return how sure it is that two speakers are one, in 0..1; 0 where they are two."""
    mine, theirs = parts(one), parts(two)
    if min(len(mine), len(theirs)) >= 2 and match(one, two).same:
        return NAMED
    if min(len(mine), len(theirs)) == 1 and mine[-1].form == theirs[-1].form:
        return NAMED if len(mine) == len(theirs) else SURNAME
    shared, least = _shared(one, two)
    if shared and shared >= SAME_WORDS * least:
        return OFFICE
    sounds = mine and theirs and heard(mine[-1].form)[:SOUND] == heard(theirs[-1].form)[:SOUND]
    return WEAK if shared >= TELLING or (sounds and len(heard(mine[-1].form)) >= SOUND) else 0.0


def _shared(one: str, two: str) -> tuple[float, float]:
    """Return the weight of the words that two descriptions share, and the weight of the lighter one."""
    mine, theirs = _stems(one), _stems(two)
    own, other, both = (sum(map(weight, some)) for some in (mine, theirs, mine & theirs))
    return both, min(own, other)


@lru_cache(maxsize=1 << 16)
def _stems(name: str) -> frozenset[str]:
    return frozenset(stem(word.form) for word in words(name) if word.kind in ("word", "latin"))
