"""Words: how raw text is cut, and the folded form under which lexicons know a word.

The word is folded, never the text: a word keeps the raw characters and their place.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Marks that are read through: tashkeel, superscript alef, Quranic signs, tatweel, zero-width and bidi controls, BOM.
MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0640" \
        "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad"
ARABIC = "\u0620-\u063f\u0641-\u064a\u066e-\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff" \
         "\ufb50-\ufdff\ufe70-\ufefc"
DIGITS = "0-9\u0660-\u0669\u06f0-\u06f9"
# Marks lead a word only from the first of their run on: a run that no letter follows is looked through once.
_TOKEN = re.compile(
    rf"(?P<word>(?:(?<![{MARKS}])[{MARKS}]+)?[{ARABIC}][{ARABIC}{MARKS}]*"
    rf"(?:(?<=\u0640) (?=\u0640+[{ARABIC}])[{ARABIC}{MARKS}]+)*)"  # «قـ ـصـ ـف»: drawn apart, so that no filter reads it
    rf"|(?P<number>[{DIGITS}]+(?:[{MARKS}]*[.,\u066b\u066c][{MARKS}]*[{DIGITS}]+)*)"
    r"|(?P<latin>(?!\u0640)[^\W\d_]+(?:['\u2019&][^\W\d_]+)*)"
    rf"|(?P<mark>[^\s{MARKS}]|\u0640+)",  # tatweel that stands alone is a dash
)
_LOOSE = re.compile(f"[{MARKS}]")
_LETTERS = str.maketrans(
    "أإآٱىةؤئيك"
    "\u06cc\u06a9\u0649\u06c1\u06be\u06d2"
    "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669"
    "\u06f0\u06f1\u06f2\u06f3\u06f4\u06f5\u06f6\u06f7\u06f8\u06f9",
    "اااايهوييك"
    "يكيههي"
    "0123456789"
    "0123456789",
)
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufeff]")


@dataclass(slots=True)
class Word:
    """One word, number or mark of the text.

    Attributes:
        start: First code point in the raw text.
        end: One past the last.
        raw: The characters themselves.
        form: The folded form; a number's digits are ASCII.
        kind: ``word`` (Arabic letters), ``number``, ``latin`` or ``mark``.
    """

    start: int
    end: int
    raw: str
    form: str
    kind: str


REMEMBERED = 32_768  # words: a corpus has no end of them, memory has


@lru_cache(maxsize=16384)
def fold(word: str) -> str:
    """Return the form under which a word is looked up.

    Marks, tatweel and invisible controls go; the hamza carriers, alef maqsura and ta marbuta become plain letters;
    presentation forms become letters; Arabic-Indic and Persian digits become ASCII; Latin letters become lower case.
    """
    if _PRESENTATION.search(word):
        word = unicodedata.normalize("NFKC", word)
    return _LOOSE.sub("", word).translate(_LETTERS).lower()


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Cut ``text[start:end]`` into words, numbers and marks, in text order.

    White space and stray invisible marks are in no word. Offsets are code points of the whole ``text``.
    """
    stop = len(text) if end is None else end
    made = []
    for match in _TOKEN.finditer(text, start, stop):
        raw = match[0]
        form, kind = _KNOWN.get(raw) or _learnt(raw, match.lastgroup or "mark")
        first, last = match.span()
        made.append(Word(first, last, raw, form, kind))
    return made


_KNOWN: dict[str, tuple[str, str]] = {}  # folded form and kind of the words met


def _learnt(raw: str, kind: str) -> tuple[str, str]:
    if len(_KNOWN) >= REMEMBERED:
        _KNOWN.clear()
    form = fold(raw.replace(" ", "")) or raw
    known = _KNOWN[raw] = (raw if form == raw else form, kind)
    return known


@lru_cache(maxsize=4096)
def fold_name(name: str) -> str:
    """Return a name folded for comparing: each word folded, a leading «ال» dropped, marks of writing left out."""
    parts = [w.form for w in words(name) if w.kind != "mark"]
    return " ".join(p[2:] if p.startswith("ال") and len(p) > 4 else p for p in parts)
