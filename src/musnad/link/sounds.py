"""Sounds: the consonants of a name, by which its Arabic and its Latin spellings meet.

Joins    ميركل = Merkel, إدلب = Idlib, لافروف = Lavrov
Leaves   حلب, Aleppo          two names: lang/ar/search.tsv knows such pairs

Vowels are left out but at the head of a name. Where a Latin letter may stand for several Arabic ones, a name has
several keys, and one in common is enough. It is coarse on purpose: it finds names, it does not tell them apart.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from unicodedata import normalize

MOST = 24  # keys of one Latin word
SHORTEST = 2  # signs of a key
_ARTICLE = "ال"
_ARABIC = str.maketrans({
    **dict.fromkeys("بپ", "b"), **dict.fromkeys("تطث", "t"), **dict.fromkeys("دضذ", "d"), **dict.fromkeys("سصزظ", "s"),
    **dict.fromkeys("فڤ", "f"), **dict.fromkeys("كقگ", "k"), **dict.fromkeys("جغ", "g"), **dict.fromkeys("حه", "h"),
    "ر": "r", "ل": "l", "م": "m", "ن": "n", "ش": "x", "چ": "x", "خ": "q",
    **dict.fromkeys("اويءعئؤى", ""),
})
_HEADS = {"و": "w", "ي": "y", "ا": "a", "ع": "a"}
# A Latin sign or group of signs, longest first, with the signs of the key that it may stand for.
_LATIN: dict[str, tuple[str, ...]] = {
    "tsch": ("tx", "x"), "sch": ("x", "sk"), "tch": ("tx", "x"), "sh": ("x",), "ch": ("x", "tx", "q", "k"), "kh": ("q",),
    "gh": ("g",), "th": ("t",), "dh": ("d", "s"), "ph": ("f",), "ck": ("k",), "dj": ("g", "dg"), "ou": ("",), "qu": ("k",),
    "b": ("b",), "p": ("b",), "t": ("t",), "d": ("d",), "s": ("s", "x"), "z": ("s", "ts"), "f": ("f",), "v": ("f",),
    "k": ("k",), "q": ("k",), "c": ("k", "s"), "g": ("g", "k"), "j": ("g", "", "q"), "h": ("h", ""), "r": ("r",),
    "l": ("l",), "m": ("m",), "n": ("n",), "x": ("ks",), "w": ("", "f"),
}
_SIGNS = re.compile("|".join(sorted(_LATIN, key=len, reverse=True)) + "|.")
_TWICE = re.compile(r"(.)\1+")
_VOWELS = "aeiou"


@lru_cache(maxsize=1 << 16)
def arabic_key(form: str) -> str:
    """Return the key of a folded Arabic word of a name; empty where too little is left of it."""
    bare = form[len(_ARTICLE):] if form.startswith(_ARTICLE) and len(form) > 4 else form
    if not bare:
        return ""
    body = bare[:-1] if len(bare) > 2 and bare[-1] == "ه" else bare
    head = _HEADS.get(body[0], "")
    return _long(head + (body[1:] if head else body).translate(_ARABIC))


@lru_cache(maxsize=4096)
def latin_keys(word: str) -> tuple[str, ...]:
    """Return the keys under which an Arabic spelling of a Latin word may be found."""
    plain = re.sub("[^a-z]", "", normalize("NFKD", word.lower()))
    if not plain:
        return ()
    parts = [_LATIN.get(sign, ("",)) for sign in _SIGNS.findall(plain)]
    parts[0] = _head(plain, parts[0])
    made = ("".join(signs) for signs in _few(parts))
    return tuple(dict.fromkeys(key for key in map(_long, made) if key))


def _head(plain: str, signs: tuple[str, ...]) -> tuple[str, ...]:
    if plain[0] in _VOWELS:
        return ("a",)
    return {"w": ("w", "f"), "y": ("y",), "j": ("g", "y", "q")}.get(plain[0], signs)


def _few(parts: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the ways to choose one of each, the likeliest first."""
    ways = [(signs, sum(part.index(sign) for part, sign in zip(parts, signs, strict=True))) for signs in _all(parts)]
    return [signs for signs, _ in sorted(ways, key=lambda way: way[1])[:MOST]]


def _all(parts: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    count = 1
    kept = []
    for part in parts:  # a word of many such signs has its first ones opened, and of the others the likeliest taken
        kept.append(part if count * len(part) <= 512 else part[:1])
        count *= len(kept[-1])
    return list(product(*kept))


def _long(key: str) -> str:
    key = _TWICE.sub(r"\1", key)
    return key if len(key) >= SHORTEST else ""
