"""Terms: under what a text is searched, and what a question asks for.

Joins    بالمحادثات = محادثات            one word, its joined letters apart
Joins    محادثات = محادثة               one stem, which counts beside the word
Joins    Merkel = ميركل                  a Latin spelling, by its consonants or by lang/ar/search.tsv

The ledger knows no Arabic: whoever opens a search hands ``ANALYSIS`` to it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache

from musnad.lang.pack import pack_file
from musnad.lang.words import ARABIC, Word, fold, words
from musnad.link.sounds import arabic_key, latin_keys
from musnad.link.stems import stem
from musnad.model.terms import Analysis, Asked, Term

SHORTEST = 3  # letters that stay
_JOINED = ("وال", "فال", "بال", "كال", "ولل", "لل", "ال")
_SINGLE = "ولبف"
_ENDINGS = ("ات", "ون", "ين", "ان", "ها", "هم", "يه", "ه", "ي")
_ODD = re.compile(r"[\W_]")
_ARABIC = re.compile(f"[{ARABIC}]")
_ARTICLES = frozenset(("al", "el", "the", "of", "and", "in"))


def terms(text: str) -> list[Term]:
    """Return the words and numbers of a text with what they are found under, in text order."""
    return [Term(word.start, word.end, *_found_under(word.form)) for word in words(text) if word.kind != "mark"]


def asked(text: str) -> list[Asked]:
    """Return the words of a question, those of Latin letters with their Arabic spellings."""
    made = []
    for word in words(text):
        if word.kind == "mark" or word.form in _ARTICLES:
            continue
        if word.kind == "latin":
            others = tuple(tuple(light(w.form) for w in words(name)) for name in _abroad().get(_plain(word.form), ()))
            made.append(Asked(_term(word), latin_keys(word.form), others))
        else:
            made.append(Asked(_term(word)))
    return made


def keys(name: str) -> list[str]:
    """Return the sounds of the words of a name, Arabic or Latin."""
    found = []
    for word in words(name):
        if word.kind == "word":
            found.append(arabic_key(word.form))
        elif word.kind == "latin":
            found += latin_keys(word.form)[:1]
    return [key for key in found if key]


def light(form: str) -> str:
    """Return a folded word without article, joined letter and ending, as far as it stays a word."""
    if not form or not _ARABIC.match(form[0]):
        return _plain(form)
    for joined in _JOINED:
        if form.startswith(joined) and len(form) - len(joined) >= SHORTEST:
            form = form[len(joined):]
            break
    else:
        if form[0] in _SINGLE and len(form) > SHORTEST + 1:
            form = form[1:]
    for ending in _ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) >= SHORTEST:
            return form[: -len(ending)]
    return form


@lru_cache(maxsize=1 << 17)
def _found_under(form: str) -> tuple[str, str]:
    """Return the word and the stem that a folded form is found under; no stem for what every text has."""
    made = stem(form)
    return light(form), "" if form in _stops() else _plain(_same().get(made, made))


def _term(word: Word) -> Term:
    return Term(word.start, word.end, *_found_under(word.form))


def _plain(form: str) -> str:
    """Return a form without the signs inside numbers and Latin words, at which an index would cut them."""
    return _ODD.sub("", form)


@cache
def _rows() -> list[list[str]]:
    lines = pack_file("search.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[1:]]


@cache
def _stops() -> frozenset[str]:
    return frozenset(fold(form) for kind, form, _ in _rows() if kind == "stop")


@cache
def _same() -> dict[str, str]:
    """Return stems that are another spelling of a word, with the stem that they count as."""
    return {stem(fold(form)): stem(fold(same)) for kind, form, same in _rows() if kind == "same"}


@cache
def _abroad() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for kind, form, same in _rows():
        if kind == "abroad":
            found[form].append(same)
    return found


ANALYSIS = Analysis("ar.terms@1", terms, asked, keys)
