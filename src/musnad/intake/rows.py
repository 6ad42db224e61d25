"""Rows of tables to documents: which cell is which field, and what a row must have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from musnad.intake.addresses import day_in
from musnad.intake.delimited import missing
from musnad.intake.jsonl import Row
from musnad.intake.options import IntakeOptions, iso_day
from musnad.model.document import Document, Unreadable
from musnad.model.errors import FormatError

FIRST_ROWS = 20  # where none of them can be read, this is no such table


class NoTable(FormatError):
    """None of the first rows can be read."""


class Rows:
    """Makes documents of the rows of one table."""

    def __init__(self, origin: str, options: IntakeOptions, codec: str) -> None:
        self.origin = origin
        self.options = options
        self.codec = codec
        self.number = 0
        self.good = 0

    def documents(self, row: Row) -> Iterator[Document | Unreadable]:
        """Yield the document of a row, after a note if part of it is left out; or why there is none.

        Raises:
            NoTable: This is one bad row too many, and none was good.
        """
        self.number += 1
        try:
            document, notes = self._document(row)
        except FormatError as error:
            yield self._bad(row, str(error), row.code if row.why else "I004")
            if not self.good and self.number >= FIRST_ROWS:
                raise NoTable(
                    f"none of the first {FIRST_ROWS} rows can be read, for the reasons told; the rest is left"
                ) from error
            return
        self.good += 1
        for note in notes:
            yield self._bad(row, note, "I006")
        yield document

    def _document(self, row: Row) -> tuple[Document, list[str]]:
        if row.why is not None:
            raise FormatError(row.why)
        notes: list[str] = []
        title = self._optional(row.cells, "title", notes)
        body = self._text(row.cells)
        published, published_from = self._published(row.cells, notes)
        return Document(
            source="",
            text=body if title is None else f"{title}\n{body}",
            origin=self.origin,
            row=self._id(row.cells, notes),
            title=title,
            outlet=self.options.outlet or self._optional(row.cells, "outlet", notes),
            published=published,
            published_from=published_from,
            url=self._optional(row.cells, "url", notes),
            encoding=self.codec,
        ), notes

    def _text(self, cells: Mapping[str, Any]) -> str:
        column = self.options.column("text")
        if column not in cells:
            raise missing(column, list(cells))
        text = cells[column]
        if not isinstance(text, str):
            raise FormatError(f"{column!r} is {_kind(text)} where the text is expected; write it as a string")
        if not text.strip():
            raise FormatError(f"{column!r} is empty: nothing to read; fill it or remove the row")
        _refuse_half_characters(column, text)
        return text

    def _id(self, cells: Mapping[str, Any], notes: list[str]) -> str:
        value = cells.get(self.options.column("id"))
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return self._optional(cells, "id", notes) or str(self.number)

    def _optional(self, cells: Mapping[str, Any], name: str, notes: list[str]) -> str | None:
        """Return a field that a row may lack; what is no string is left out, with a note."""
        column = self.options.column(name)
        value = cells.get(column)
        if value is None:
            return None
        if not isinstance(value, str):
            notes.append(f"note: {column!r} is {_kind(value)}, no string; left out")
            return None
        _refuse_half_characters(column, value)
        return value if value.strip() else None

    def _published(self, cells: Mapping[str, Any], notes: list[str]) -> tuple[str | None, str | None]:
        if self.options.published:
            return self.options.published, "given"
        written = self._optional(cells, "published", notes)
        day = iso_day(written) if written else self._day_of_address(cells)
        if written and not day:
            column = self.options.column("published")
            notes.append(f"note: {column!r} is {written[:40]!r}, no day as YYYY-MM-DD; the row is read without a date")
        return day, "metadata" if day else None

    def _day_of_address(self, cells: Mapping[str, Any]) -> str | None:
        address = cells.get(self.options.column("url"))
        return day_in(address) if isinstance(address, str) else None

    def _bad(self, row: Row, why: str, code: str) -> Unreadable:
        details = {"line": str(row.line), "row": str(self.number)}
        return Unreadable(f"{self.origin}:{row.line}", why, code, details)


def _refuse_half_characters(column: str, text: str) -> None:
    """Refuse what no text can hold: NUL, and halves of characters, which JSON can write and UTF-8 cannot."""
    at = next((i for i, c in enumerate(text) if c == "\0" or "\ud800" <= c <= "\udfff"), None) if _suspect(text) else None
    if at is not None:
        raise FormatError(f"character {at} of {column!r} is U+{ord(text[at]):04X}, which no text holds; remove it")


def _suspect(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return "\0" in text


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names.get(type(value), "null")
