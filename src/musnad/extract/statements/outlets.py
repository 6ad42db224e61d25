"""Outlets: the agencies, papers, channels and pages that reports name, and the nouns that say what each is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from musnad.extract.statements.grammar import WORDS
from musnad.extract.statements.lookup import Lookup
from musnad.lang.pack import folded_key, read_lexicon
from musnad.lang.words import Word
from musnad.text.names import Name

Named = tuple[tuple[str, ...], str]  # the folded words of a name, and the kind of outlet

LISTED = 0.75  # the score of a name that the tagger passed over and a list knows


def _outlets() -> Mapping[str, tuple[Named, ...]]:
    table: dict[str, list[Named]] = {}
    for row in read_lexicon("outlets"):
        key = folded_key(row["form"])
        table.setdefault(key[0], []).append((key, row["kind"]))
    return {first: tuple(sorted(known, key=lambda k: -len(k[0]))) for first, known in table.items()}


def _media() -> Mapping[str, str]:
    kinds = {"agency": WORDS.agency, "newspaper": WORDS.newspaper, "broadcaster": WORDS.broadcaster,
             "website": WORDS.website, "social": WORDS.social, "book": WORDS.book}
    return {form: kind for kind, forms in kinds.items() for form in forms}


OUTLETS: Lookup[tuple[Named, ...]] = Lookup(_outlets, ())
"""The outlets by the first folded word of their names, longest first."""

MEDIA: Lookup[str] = Lookup(_media, "")
"""What kind of medium a noun means («صحيفة» is a newspaper), by folded form; empty for any other word."""


@cache
def shared_names() -> frozenset[tuple[str, ...]]:
    """Return the names of outlets that are also common words or places («الحياة», «الشرق الأوسط»)."""
    return frozenset(folded_key(row["form"]) for row in read_lexicon("outlets") if row["shared"] == "yes")


def is_outlet(form: str) -> bool:
    """Say whether a word is the whole name of an outlet, and nothing else."""
    return any(key == (form,) and key not in shared_names() for key, _ in OUTLETS[form])


def said_as_words(words: Sequence[Word], name: Name) -> bool:
    """«الرأي العام» is a paper after «صحيفة» or in marks; elsewhere, where only a list knew it, it is two words."""
    if name.score > LISTED or name.last - name.first < 2:
        return False
    key = tuple(word.form for word in words[name.first : name.last])
    if key not in shared_names():
        return False
    before = words[name.first - 1] if name.first else None
    return before is None or (before.kind != "mark" and not MEDIA[before.form])


def as_outlet(words: Sequence[Word], name: Name) -> Name:
    """«لفرانس برس»: a name of two words or more that is an outlet's is nobody's."""
    if name.kind != "person" or name.last - name.first < 2:
        return name
    word = words[name.first]
    key = (word.form[name.start > word.start :], *(w.form for w in words[name.first + 1 : name.last]))
    known = any(key == outlet for outlet, _ in OUTLETS[key[0]])
    return name._replace(kind="organization") if known else name
