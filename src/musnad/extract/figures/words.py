"""The words that figures are read by: counted nouns, duals, approximations, labels; from two lexicons.

``units.tsv`` holds the counted nouns, ``figures.tsv`` the words around a number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from musnad.lang.pack import folded_key, read_lexicon
from musnad.lang.words import Word, fold

Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
JOINED = ("و", "ف", "ب", "ل", "وب", "ول", "فب")
_FEMININE, _FEMININE_STEM = "ه", "ت"
_SUBJECT_DUAL, _OBJECT_DUAL = "ان", "ين"
_SOUND_PLURALS = ("ون", "ين")
_FEMININE_PLURAL = "ات"
_ALEF, _ARTICLE = "ا", "ال"
_NO_TANWIN_ALEF = ("ه", "ا", "ات")


@dataclass(frozen=True, slots=True)
class Unit:
    """A counted noun.

    Attributes:
        kind: ``person`` and ``percent``, or one of the values of a figure's ``about``.
        plural: Whether this form is one of its plurals.
    """

    kind: str
    plural: bool = False


@cache
def units() -> Mapping[str, Unit]:
    """Return the counted nouns by folded form: as listed, in the accusative, in the sound plural."""
    found: dict[str, Unit] = {}
    rows = [(folded_key(row["form"]), row) for row in read_lexicon("units")]
    for key, row in rows:
        if len(key) == 1:
            found[key[0]] = Unit(row["kind"], row["dual"] == "no" and row["kind"] not in {"money", "distance"})
    for key, row in rows:
        if len(key) == 1:
            for form, plural in _inflected(key[0], row["dual"]):
                found.setdefault(form, Unit(row["kind"], plural))
    return found


def _inflected(form: str, dual: str) -> Iterator[tuple[str, bool]]:
    if not form.endswith(_NO_TANWIN_ALEF):
        yield form + _ALEF, False
    if dual == "subject":
        yield from ((form + ending, True) for ending in _SOUND_PLURALS)
    if form.endswith(_FEMININE) and dual != "no":
        yield form[:-1] + _FEMININE_PLURAL, True


@cache
def duals() -> Mapping[str, tuple[str, str]]:
    """Return, for the folded form of each indefinite dual, its kind and the letters joined before it."""
    found: dict[str, tuple[str, str]] = {}
    taken = {fold(row["form"]) for row in read_lexicon("units")}
    for row in read_lexicon("units"):
        if row["dual"] == "no":
            continue
        form = fold(row["form"])
        stem = form[:-1] + _FEMININE_STEM if form.endswith(_FEMININE) else form
        endings = (_SUBJECT_DUAL,) if row["dual"] == "subject" else (_SUBJECT_DUAL, _OBJECT_DUAL)
        for ending in endings:
            if stem + ending in taken:  # «بلدان» is countries before it is two of them
                continue
            found[stem + ending] = (row["kind"], "")
            for joined in JOINED:
                found.setdefault(joined + stem + ending, (row["kind"], joined))
    return found


@cache
def ones() -> Mapping[str, str]:
    """Return the kinds of the nouns that stand for one of them after an approximation: «أكثر من سنة»."""
    return {fold(row["form"]): row["kind"] for row in read_lexicon("units")
            if row["kind"] in {"duration", "distance"} and row["dual"] == "yes"}


@cache
def forms(kind: str) -> frozenset[str]:
    """Return the folded one-word forms of one kind of ``figures.tsv``."""
    return frozenset(key[0] for key, _ in _rows(kind) if len(key) == 1)


@cache
def senses(kind: str) -> Mapping[str, str]:
    """Return the sense of each folded one-word form of one kind of ``figures.tsv``."""
    return {key[0]: sense for key, sense in _rows(kind) if len(key) == 1}


@cache
def phrases_by_last(kind: str) -> Phrases:
    """Return the phrases of one kind by their last word, longest first."""
    return _grouped(kind, -1)


@cache
def phrases_by_first(kind: str) -> Phrases:
    """Return the phrases of one kind by their first word, longest first."""
    return _grouped(kind, 0)


def _grouped(kind: str, place: int) -> Phrases:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for key, sense in sorted(_rows(kind), key=lambda row: -len(row[0])):
        found.setdefault(key[place], []).append((key, sense))
    return {form: tuple(rows) for form, rows in found.items()}


@cache
def _rows(kind: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    return tuple((folded_key(row["form"]), row["sense"]) for row in read_lexicon("figures") if row["kind"] == kind)


def bare(form: str) -> str:
    """Return a folded form without its article."""
    return form[2:] if form.startswith(_ARTICLE) and len(form) > 4 else form


def unit_of(word: Word) -> Unit | None:
    """Return the counted noun that a word is, with the article or without."""
    if word.kind != "word":
        return None
    known = units()
    return known.get(word.form) or known.get(bare(word.form))
