"""Sentences and paragraphs: they tile the text, nothing is lost between them.

Finds    قال الوزير كذا. وأضاف كذا.       two sentences
Leaves   بنسبة 3.5 بالمئة                  a point inside a number
Leaves   جورج و. بوش                       a point after a single letter
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from musnad.model.span import Span

# A line end always closes a paragraph; within it a sentence ends at . ! ? ؟ … with its closing quotation marks.
_LINE = re.compile(r"[^\n\r\u2028\u2029\x85]*(?:\r\n|[\n\r\u2028\u2029\x85]|\Z)")
_END = re.compile(r"(?<![\s.][^\W\d_])(?:[!?\u061f\u06d4]+|\.{3,}|\u2026+|\.(?![0-9\u0660-\u0669\w]))"
                  r"[\"\u201d\u201c\u00bb\u2019')\]]*(?=\s|\Z)"
                  r"|\.(?=[\u0621-\u064a]{3})")


def paragraphs(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the lines of ``text[start:end]``, each with its line end; joined, they are the text."""
    stop = len(text) if end is None else end
    at = start
    while at < stop:
        match = _LINE.match(text, at, stop)
        close = match.end() if match and match.end() > at else stop
        yield Span(at, close)
        at = close


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the sentences of ``text[start:end]`` in order; joined, they are the text."""
    found: list[Span] = []
    for line in paragraphs(text, start, end):
        at = line.start
        for match in _END.finditer(text, line.start, line.end):
            close = _past_space(text, match.end(), line.end)
            if close < line.end:
                found.append(Span(at, close))
                at = close
        found.append(Span(at, line.end))
    return found


def _past_space(text: str, at: int, stop: int) -> int:
    while at < stop and text[at].isspace():
        at += 1
    return at
