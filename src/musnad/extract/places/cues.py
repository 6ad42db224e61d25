"""Words of place: «town», «countryside», «crossing»; and what a word of the text may open.

Lexicon: lang/ar/lexicon/places.tsv.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from musnad.extract.places.region import nationalities
from musnad.lang.gazetteer import Gazetteer
from musnad.lang.pack import read_lexicon
from musnad.lang.words import Word, fold

SOFT = frozenset({"near", "direction", "glue", "never"})
KEPT = 32_768  # folded words whose reading is remembered
_AND = "وف"
_ONE = ("و", "ف", "ب", "ل", "ك")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of place: its folded form, its kind, whether several names may follow it, and how it is written."""

    form: str
    kind: str
    many: bool
    written: str


@cache
def cues() -> dict[str, Cue]:
    """Return the words of place by their folded forms."""
    made = (Cue(fold(row["form"]), row["kind"], row["number"] == "many", row["form"]) for row in read_lexicon("places"))
    return {cue.form: cue for cue in made}


@lru_cache(maxsize=4096)
def bare(form: str) -> tuple[tuple[int, str], ...]:
    """Return the ways to take joined letters off a word, with their number: «وبحلب» is also «بحلب» and «حلب».

    Only a conjunction stands before another letter: «بوليا» is not «ليا».
    """
    if form[:1] not in _ONE or len(form) < 4:
        return ((0, form),)
    ways = [(0, form)]
    cut = 0
    while len(form) > 3 and form[0] in _ONE and cut < 2 and (not cut or ways[0][1][0] in _AND):
        if form.startswith("لل"):
            ways.append((cut + 2, f"ال{form[2:]}"))
            break
        form, cut = form[1:], cut + 1
        ways.append((cut, form))
    return tuple(ways)


@lru_cache(maxsize=4096)
def cue_of(form: str) -> Cue | None:
    """Return the word of place that a folded word is, with or without what is joined to it."""
    known = cues()
    if form in known:
        return known[form]
    return next((known[base] for _, base in bare(form) if base in known), None) if form[:1] in _ONE else None


class Opening(NamedTuple):
    """What a word may open or say: a name after it, sure names that begin with it, the country of its nationality."""

    cue: Cue | None
    sure: tuple[tuple[int, str, tuple[tuple[str, ...], ...]], ...]
    country: str | None


class Openings(dict[str, "Opening | None"]):
    """Folded words to what they open, None for most; filled as words are met."""

    def __init__(self, places: Gazetteer) -> None:
        super().__init__()
        self._sure = places.sure
        self._nationalities = nationalities(places)

    def __missing__(self, form: str) -> Opening | None:
        if len(self) >= KEPT:
            self.clear()
        cue = cue_of(form)
        known = self._sure
        sure = tuple([(cut, base, known[base]) for cut, base in bare(form) if base in known])
        country = self._nationalities.get(form)
        hard = cue if cue is not None and cue.kind not in SOFT else None
        self[form] = found = Opening(hard, sure, country) if hard or sure or country else None
        return found


@lru_cache(maxsize=4)
def openings(places: Gazetteer) -> Openings:
    """Return the openings of a gazetteer."""
    return Openings(places)


def cut_off(word: Word, letters: int) -> int:
    """Return the code point of a word after its first letters, marks of writing passed over."""
    if not letters:
        return word.start
    at = 0
    while at < len(word.raw) and letters > 0:
        letters -= len(fold(word.raw[at]))
        at += 1
    while at < len(word.raw) and not fold(word.raw[at]):
        at += 1
    return word.start + at
