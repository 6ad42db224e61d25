"""A passage: one report, cut once into words, sentences and quotations; what every extractor reads."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from musnad.lang.words import Word, words
from musnad.model.span import Span
from musnad.text.quotations import Quotation, quotations
from musnad.text.sentences import sentences


@dataclass(frozen=True)
class Passage:
    """One report of a source text.

    Attributes:
        text: The whole source text; all offsets point into it.
        span: Where the report stands.
        words: Its words, numbers and marks, in order.
        sentences: Its sentences; they tile the span.
        quotations: Its quotations, in order.
    """

    text: str
    span: Span
    words: tuple[Word, ...]
    sentences: tuple[Span, ...]
    quotations: tuple[Quotation, ...]

    @classmethod
    def of(cls, text: str, start: int = 0, end: int | None = None) -> Passage:
        """Cut ``text[start:end]``."""
        stop = len(text) if end is None else end
        return cls(text, Span(start, stop), tuple(words(text, start, stop)), tuple(sentences(text, start, stop)),
                   tuple(quotations(text, start, stop)))

    @cached_property
    def forms(self) -> list[str]:
        """The folded form of each word."""
        return [w.form for w in self.words]

    @cached_property
    def word_starts(self) -> list[int]:
        """First code point of each word, for finding words by place."""
        return [w.start for w in self.words]

    def word_at(self, place: int) -> int:
        """Return the index of the first word that starts at ``place`` or after it."""
        return bisect_left(self.word_starts, place)

    @cached_property
    def sentence_starts(self) -> list[int]:
        """First code point of each sentence."""
        return [s.start for s in self.sentences]

    def sentence_at(self, place: int) -> int:
        """Return the index of the sentence that holds ``place``."""
        return max(0, bisect_left(self.sentence_starts, place + 1) - 1)
