"""Outlets: the agencies, papers, channels and pages that reports name, and the nouns that say what each is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from musnad.extract.statements.grammar import WORDS
from musnad.extract.statements.lookup import Lookup
from musnad.lang.pack import folded_key, read_lexicon
from musnad.lang.words import Word

Named = tuple[tuple[str, ...], str]  # the folded words of a name, and the kind of outlet


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


def said_as_words(words: Sequence[Word], first: int, last: int) -> bool:
    """«الرأي العام» is a paper after «صحيفة» or in marks, elsewhere two words.

    Args:
        words: The words of the report.
        first: Where a name begins that is one of an outlet, and common words as well.
        last: One past its last word.
    """
    key = tuple(word.form for word in words[first:last])
    if len(key) < 2 or key not in shared_names():
        return False
    before = words[first - 1] if first else None
    return before is None or (before.kind != "mark" and not MEDIA[before.form])
