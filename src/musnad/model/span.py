"""Spans: where something stands in the raw text."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of Unicode code points of the raw, untouched source text.

    Attributes:
        start: First code point.
        end: One past the last code point.
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words at this span."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Say whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Say whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end
