"""Stems: what is left of a word when joined letters, endings and long vowels are gone; and how telling each one is.

Joins    المحادثات = محادثاتها              one stem
Joins    سنتخذ = ستتخذ                      a quotation in the first person, told in the third
Leaves   ألمانيا                            too short without its long vowels: they stay

It is coarse on purpose: it only finds what may be the same. Table: lang/ar/stems.tsv, made by scripts/count_stems.py.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache

from musnad.lang.pack import pack_file

SHORTEST = 3  # letters that stay
UNSEEN = 2  # reports that a stem which the table lacks is taken to stand in
AND = 3  # how much rather «and» is parted: it opens so many sentences that the whole is well known, too
_ARTICLES = ("وبال", "ولال", "فبال", "لال", "وال", "فال", "بال", "كال", "ولل", "فلل", "لل", "ال")
_JOINED = ("وس", "فس", "وب", "ول", "فل", "و", "ف", "ب", "ل", "ك", "س")
_AFTER = ("تهما", "اتها", "اتهم", "اتنا", "هما", "تها", "تهم", "تنا", "كما", "ون", "ين", "ات", "ان", "ها", "هم", "نا", "كم",
          "وا", "ته", "يه", "ه", "ي", "ا")
_PERSONS = "يتنا"
_VOWELS = str.maketrans("", "", "اويء")


@lru_cache(maxsize=1 << 17)
def stem(form: str) -> str:
    """Return the stem of a folded word: of the ways to part joined letters from it, the one that news know best."""
    if not form or not "\u0620" <= form[0] <= "\u06ff":
        return form
    made = core(form)
    if any(form.startswith(article) for article in _ARTICLES):
        return made
    seen, _ = _seen()
    best = seen.get(made, 0)
    for joined in _JOINED:
        if form.startswith(joined) and len(form) - len(joined) >= SHORTEST:
            other = core(form[len(joined) :])
            known = seen.get(other, 0) * (AND if joined == "و" else 1)
            if known > best:
                made, best = other, known
    return made


def core(form: str) -> str:
    """Return the stem of a folded word whose first letter is its own, an article apart."""
    bare = _without_ending(_without_article(form))
    if len(bare) > SHORTEST and bare[0] in _PERSONS:
        bare = bare[1:]
    root = bare[0] + bare[1:].translate(_VOWELS)
    return root if len(root) >= SHORTEST else bare


@lru_cache(maxsize=1 << 17)
def weight(stemmed: str) -> float:
    """Return how telling a stem is: about 1 for a word of every report, 10 for one that is hardly ever seen."""
    seen, total = _seen()
    return math.log(total / seen.get(stemmed, UNSEEN))


@cache
def _seen() -> tuple[dict[str, int], int]:
    lines = pack_file("stems.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines[1:]]
    counts = {form: int(count) for form, count in rows}
    return counts, counts.pop("")


def _without_article(form: str) -> str:
    for article in _ARTICLES:
        if form.startswith(article) and len(form) - len(article) >= SHORTEST:
            return form[len(article) :]
    return form


def _without_ending(form: str) -> str:
    for after in _AFTER:
        if form.endswith(after) and len(form) - len(after) >= SHORTEST:
            return form[: -len(after)]
    return form
