"""Shingles: the running words of a text as numbers, and the least of them, sentence by sentence.

Two texts that share a passage share the shingles (a few folded words in a row) of that passage. Of each sentence a few
least hashes are kept: one band of MinHash each. Sentences that share most of their words share most of these, however much
was cut, added or moved around them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from musnad.lang.words import Word, words
from musnad.text.sentences import sentences

Hashes: TypeAlias = NDArray[np.uint64]

LENGTH = 5  # words of a shingle: four running words are often chance
FEWEST = 3  # shingles of a sentence that is worth finding: seven words
BANDS = (0x9E3779B97F4A7C15, 0xD1B54A32D192ED03, 0xABC98388FB8FAC03)  # odd numbers, one for each band
SPACE = " "

_MIX, _STEP = np.uint64(0x9E3779B97F4A7C15), np.uint64(1099511628211)
_SHIFT = np.uint64(29)


@dataclass(frozen=True, slots=True)
class Folded:
    """The words of a text, folded, without marks, cut into sentences.

    Attributes:
        words: The folded words.
        sentences: Half-open ranges of words, one for each sentence that has any.
    """

    words: tuple[str, ...]
    sentences: tuple[tuple[int, int], ...]


@lru_cache(maxsize=4)
def cut(text: str) -> tuple[tuple[Word, ...], tuple[tuple[int, int], ...]]:
    """Return the words of a text without its marks, and the sentences as half-open ranges of them.

    The last few texts are remembered: several linkers read the same report, one after the other.
    """
    found: list[Word] = []
    ranges: list[tuple[int, int]] = []
    for span in sentences(text):
        first = len(found)
        found += [word for word in words(text, span.start, span.end) if word.kind != "mark"]
        if len(found) > first:
            ranges.append((first, len(found)))
    return tuple(found), tuple(ranges)


def folded(text: str) -> Folded:
    """Return the words of a text, folded, cut into sentences."""
    found, ranges = cut(text)
    return Folded(tuple(word.form for word in found), ranges)


def shingles(forms: Sequence[str], length: int = LENGTH) -> Hashes:
    """Return a number for each ``length`` words in a row, in order; none for fewer words."""
    count = len(forms) - length + 1
    if count <= 0:
        return np.zeros(0, np.uint64)
    hashes = np.fromiter(map(_hash, forms), np.uint64, len(forms))
    made = np.zeros(count, np.uint64)
    for step in range(length):
        made = (made * _STEP + hashes[step : step + count]) * _MIX
        made ^= made >> _SHIFT
    return made


def minima(text: Folded, end: int | None = None) -> list[tuple[str, ...]]:
    """Return the bands of each sentence; none for one that is too short to be found by, counting words before ``end``."""
    made = shingles(text.words)
    spun = [made * np.uint64(band) for band in BANDS]
    stop = len(text.words) if end is None else end
    return [_least(spun, first, min(last, stop) - LENGTH + 1) for first, last in text.sentences]


def _least(spun: Sequence[Hashes], first: int, last: int) -> tuple[str, ...]:
    if last - first < FEWEST:
        return ()
    return tuple(f"{band:x}{int(some[first:last].min()):x}" for band, some in enumerate(spun))


@lru_cache(maxsize=1 << 17)
def _hash(form: str) -> int:
    return int.from_bytes(blake2b(form.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
