"""Blocks: a dossier as its parts, before any form. The three forms draw the same blocks, so that they say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

NUMBERS = re.compile(r"\d[\d,]*(?:\s?[-\u2013/:.]\s?\d[\d,]*)+")  # \u2013 is the dash of a range

Style = Literal["plain", "strong", "quote", "mono", "faint"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one kind.

    Attributes:
        text: The words, raw.
        style: How they are set; ``quote`` is the words of a source, ``mono`` a digest or an id.
        note: Number of the footnote after them, or None.
        link: Number of the claim that they lead to, or None.
    """

    text: str
    style: Style = "plain"
    note: int | None = None
    link: int | None = None


Cell = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a level, 1 or 2; ``anchor`` is unique in the dossier."""

    text: str
    level: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``item`` makes it a point of a list."""

    runs: Cell
    item: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        head: Headings of the columns; empty for none.
        rows: The rows.
        widths: Shares of the width, one a column.
        claims: Number of the claim that each row is, for links; empty where rows are none.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    claims: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing: SVG with its own width and height, and what it shows in words."""

    svg: str
    alt: str
    width: int
    height: int


Block = Heading | Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class Dossier:
    """A whole dossier.

    Attributes:
        lang: ``ar`` or ``en``: the language of our own words; sources keep theirs.
        title: What it is about.
        kind: What it is: the word for dossier.
        lead: Paragraphs of the cover.
        blocks: What follows the cover.
        notes: Footnotes; note 1 is the first.
        words: The words of the forms themselves: contents, page, notes.
    """

    lang: str
    title: str
    kind: str
    lead: tuple[Paragraph, ...]
    blocks: tuple[Block, ...]
    notes: tuple[Cell, ...]
    words: dict[str, str] = field(default_factory=dict)

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return "rtl" if self.lang == "ar" else "ltr"


def plain(text: str) -> Cell:
    """Return words as a cell."""
    return (Run(text),)


def around(text: str, *inner: Run, mark: str = "\0") -> Cell:
    """Return words with runs in the place of a mark: what is set in another direction stands on its own."""
    before, _, after = text.partition(mark)
    return tuple(run for run in (Run(before), *inner, Run(after)) if run.text)


def isolated(text: str) -> str:
    """Return words of another language so that they keep their order: in a left-to-right isolate."""
    return f"\u2066{text}\u2069"


def turned(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of words, each with whether it is a date or a range, which runs from left to right anywhere."""
    start = 0
    for found in NUMBERS.finditer(text):
        if found.start() > start:
            yield text[start : found.start()], False
        yield found.group(), True
        start = found.end()
    if start < len(text):
        yield text[start:], False


def words_of(cell: Sequence[Run]) -> str:
    """Return the words of a cell without their style."""
    return "".join(run.text for run in cell)
