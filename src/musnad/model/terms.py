"""Terms: what a search finds a word under. Made by a language, kept by the ledger, which knows none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True, unsafe_hash=True)  # not frozen: every word of every text becomes one, and freezing doubles the cost
class Term:
    """One word of a text.

    Attributes:
        start: First code point of the text.
        end: One past the last.
        word: The word, folded and without what is joined to it; letters and digits only.
        stem: What it shares with its relatives; empty for words that every text has, such as «in».
    """

    start: int
    end: int
    word: str
    stem: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One word of a question.

    Attributes:
        term: The word.
        keys: Sounds by which names are found that are spelled in other letters.
        others: Its names in the language of the texts, each the words of one name.
    """

    term: Term
    keys: tuple[str, ...] = ()
    others: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """How texts and questions become terms.

    Attributes:
        version: Name and version: an index made by another one is made anew.
        terms: The words of a text.
        asked: The words of a question.
        keys: The sounds of a name, ASCII letters.
    """

    version: str
    terms: Callable[[str], list[Term]]
    asked: Callable[[str], list[Asked]]
    keys: Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Meaning:
    """How texts and questions become vectors that lie near each other where they mean much the same.

    A vector is its numbers as half floats, little-endian, all of one count and of length 1.

    Attributes:
        version: Name and version of the model and of the cutting: vectors made by another one are made anew.
        pieces: Where a text is cut: spans of code points, each short enough for the model.
        passages: The vectors of pieces of text, in order.
        question: The vector of a question.
    """

    version: str
    pieces: Callable[[str], list[tuple[int, int]]]
    passages: Callable[[list[str]], list[bytes]]
    question: Callable[[str], bytes]
