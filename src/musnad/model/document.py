"""Sources and documents: what came in, byte for byte, and the text that every offset points into."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes as they came, with where and when from.

    A row of a table is a source of its own: its bytes are its text in UTF-8. A packed text (``.gz``, ``.xz``) is the
    source that comes out of the packing, so that a report is the same source packed or not.

    Attributes:
        sha256: Hexadecimal digest of ``data``. The same bytes twice are one source.
        data: The bytes, unchanged.
        origin: The path or address that they were read from, ``-`` for standard input.
        fetched: Moment of reading, UTC, ISO 8601 with seconds.
        media: ``text``, ``html``, ``jsonl`` or ``csv``: what the document was read out of.
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
        container: SHA-256 of the bytes of the table, for a row, or of the packed file, for a packed text or page.
        encoding: Codec that the bytes were read with: outside pages ``data.decode(encoding)`` is ``text``.
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
    """A source, or a part of one, that could not be read; the others go on.

    Attributes:
        origin: Path, or path and line as ``path:line``.
        why: What is wrong, where, and what to do: one line for a person.
        code: I001 cannot be opened, I002 no text in any encoding tried, I003 lacks the parts it needs,
            I004 a bad row, I005 too large, I006 a note.
        details: Values of the message apart, such as ``line`` or ``offset``.
    """

    origin: str
    why: str
    code: str = "I001"
    details: dict[str, str] = field(default_factory=dict)

    @property
    def is_note(self) -> bool:
        """Say whether nothing that was asked for is lost: files of other kinds in a folder, a date left out."""
        return self.code == "I006"

    def __str__(self) -> str:
        return "".join(c if c.isprintable() else repr(c)[1:-1] for c in f"{self.origin}: {self.why}")
