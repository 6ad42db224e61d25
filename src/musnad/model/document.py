"""Sources and documents: what came in, byte for byte, and the text that every offset points into."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes as they came, with where and when from.

    Attributes:
        sha256: Hexadecimal digest of ``data``. The same bytes twice are one source.
        data: The bytes, unchanged.
        origin: The path or address that they were read from, ``-`` for standard input.
        fetched: Moment of reading, UTC, ISO 8601 with seconds.
        media: ``text``, ``html``, ``jsonl`` or ``csv``.
    """

    sha256: str
    data: bytes
    origin: str
    fetched: str
    media: str = "text"


@dataclass(frozen=True, slots=True)
class Document:
    """One text to read: a whole file, a page, or a row of a table.

    Attributes:
        source: SHA-256 of the source's bytes; for a row, of the row's own text in UTF-8.
        text: The decoded text. Never changed again: every offset of every record points into it.
        origin: Where it was read from.
        row: A table row's own id, or its number from 1, as a string; None outside tables.
        title: Title if the source gives one apart from the text; it is also the first line of ``text``.
        outlet: Outlet if the source or the user names it.
        published: ISO date if the source or the user gives it.
        published_from: ``given``, ``metadata`` or None.
        url: Address of the page if the source gives it.
        container: SHA-256 of the table's bytes, for a row.
        encoding: Codec that the bytes were read with.
    """

    source: str
    text: str
    origin: str = "-"
    row: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    published_from: str | None = None
    url: str | None = None
    container: str | None = None
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A source, or a row of one, that could not be read; the others go on.

    Attributes:
        origin: Path, or path and row.
        why: What is wrong, where, and what to do: one line for a person.
    """

    origin: str
    why: str
    code: str = "S001"
    details: dict[str, str] = field(default_factory=dict)
