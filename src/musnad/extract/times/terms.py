"""Terms: the words that a lexicon knows as words of time, found in one pass over a passage's words.

The lexicon is ``lang/<code>/lexicon/times.tsv``. Its forms are plain; the joined particles (و ف ب ل) and the article
are put before them here, so that a word is looked up once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from musnad.lang.pack import folded_key, read_lexicon
from musnad.lang.words import MARKS, Word

_JOINED = ("", "و", "ف", "ب", "ل", "وب", "ول", "فب", "فل")
_ARTICLE = (("ال", ""), ("وال", "و"), ("فال", "ف"), ("بال", "ب"), ("وبال", "وب"), ("لل", "ل"), ("ولل", "ول"),
            ("كال", "ك"))
_WITH_ARTICLE = {"weekday", "unit", "pair", "cardinal", "ordinal", "season", "part", "decade", "share"}
_ONLY_AND = {"weakmonth", "prep", "past", "function", "latest", "few", "leaning", "about", "at", "named", "nottoday", "this",
             "vague", "future", "era", "fraction", "minus", "hijri"}

_MARK = re.compile(f"[{MARKS}]")


@dataclass(frozen=True, slots=True)
class Term:
    """A word of time, as it stands in a text.

    Attributes:
        kind: Column ``kind`` of the lexicon.
        value: Column ``value``.
        number: The value as a whole number, 0 where it is none.
        definite: True with the article.
        clitic: Particles joined before it, without the article.
        length: Words that it takes.
    """

    kind: str
    value: str
    number: int = 0
    definite: bool = False
    clitic: str = ""
    length: int = 1


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All forms of the lexicon.

    Attributes:
        single: Terms by folded word.
        several: By first and second folded word, the words after them and the term, longest first.
        begins: The folded words that begin a term.
    """

    single: dict[str, tuple[Term, ...]]
    several: dict[str, dict[str, list[tuple[tuple[str, ...], Term]]]]
    begins: frozenset[str]


@cache
def vocabulary(language: str = "ar") -> Vocabulary:
    """Return the forms of a language, each with all its joined particles."""
    single: dict[str, dict[str, Term]] = {}
    several: dict[str, dict[str, list[tuple[tuple[str, ...], Term]]]] = {}
    rows = read_lexicon("times", language=language)
    keys = [(folded_key(row["form"]), row) for row in rows if row["kind"] != "notfuture"]
    joined = [(key, _joined(key[0], row["kind"], row["value"], len(key))) for key, row in keys]
    for plain in (True, False):  # a form of its own wins over the same letters read with a particle
        taken = set(single)
        for key, written in joined:
            for first, term in written:
                if (term.clitic == "") != plain:
                    continue
                if len(key) > 1:
                    several.setdefault(first, {}).setdefault(key[1], []).append((key[2:], term))
                elif plain or first not in taken:
                    single.setdefault(first, {}).setdefault(term.kind, term)
    for seconds in several.values():
        for forms in seconds.values():
            forms.sort(key=lambda form: -len(form[0]))
    return Vocabulary({k: tuple(v.values()) for k, v in single.items()}, several, frozenset((*single, *several)))


@cache
def not_future(language: str = "ar") -> frozenset[str]:
    """Return words that look like a verb in the future and are none («سيطرة»)."""
    return frozenset(folded_key(r["form"])[0] for r in read_lexicon("times", language=language) if r["kind"] == "notfuture")


@cache
def not_future_stems(language: str = "ar") -> tuple[str, ...]:
    """Return beginnings of such words («سياس»)."""
    return tuple(folded_key(r["form"])[0] for r in read_lexicon("times", language=language)
                 if r["kind"] == "notfuture" and r["value"] == "prefix")


def _joined(form: str, kind: str, value: str, length: int) -> list[tuple[str, Term]]:
    number = int(value) if value.lstrip("-").isdigit() else 0
    own = form.startswith("ال") and kind not in _WITH_ARTICLE
    found = [(c + form, Term(kind, value, number, own, c, length))
             for c in (("", "و") if kind in _ONLY_AND else _JOINED)]
    if own:
        found += [(c + "لل" + form[2:], Term(kind, value, number, True, c + "ل", length))
                  for c in ("", "و")]
    if kind in _WITH_ARTICLE:
        found += [(written + form, Term(kind, value, number, True, c, length)) for written, c in _ARTICLE]
    return found


def terms(words: Sequence[Word]) -> dict[int, tuple[Term, ...]]:
    """Return, by index of the word, the terms that begin there; a term of several words stands alone."""
    known = vocabulary()
    single, several = known.single, known.several
    found: dict[int, tuple[Term, ...]] = {}
    count = len(words)
    for i, form in [(i, w.form) for i, w in enumerate(words) if w.form in known.begins]:
        here = single.get(form)
        if form in several and i + 1 < count:
            for rest, term in several[form].get(words[i + 1].form, ()):
                if not rest or tuple(w.form for w in words[i + 2 : i + 2 + len(rest)]) == rest:
                    here = (term, *(here or ()))
                    break
        if here:
            found[i] = here
    return found


def past_clitic(word: Word, clitic: str) -> int:
    """Return the place in the text where a word begins once its joined particles are taken off."""
    at, left = 0, len(clitic)
    while at < len(word.raw) - 1 and (left or _MARK.match(word.raw, at)):
        left -= not _MARK.match(word.raw, at)
        at += 1
    return word.start + at

