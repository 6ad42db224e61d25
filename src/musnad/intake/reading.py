"""Paths to documents: every file in turn, one document at a time, and for what cannot be read the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from importlib import import_module
from typing import TYPE_CHECKING

from musnad.intake import delimited, jsonl
from musnad.intake.addresses import day_in
from musnad.intake.decoding import encoding_of, page_encoding
from musnad.intake.finding import Found, find
from musnad.intake.lines import lines, table_encoding
from musnad.intake.opening import Opened, TooLarge, opened, read_whole
from musnad.intake.options import IntakeOptions
from musnad.intake.rows import Rows
from musnad.model.document import Document, Source, Unreadable
from musnad.model.errors import EncodingError, FormatError, SourceError

if TYPE_CHECKING:
    from musnad.intake.html import Page

CODES: tuple[tuple[type[SourceError], str], ...] = (
    (TooLarge, "I005"),
    (EncodingError, "I002"),
    (FormatError, "I003"),
    (SourceError, "I001"),
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document with its source.

    Attributes:
        source: What the ledger keeps.
        document: What is read.
    """

    source: Source
    document: Document


def read(
    paths: Sequence[str], options: IntakeOptions | None = None, *, progress: Callable[[int], None] | None = None
) -> Iterator[Arrival | Unreadable]:
    """Read files, folders and standard input (``-``), in the order given; a folder in the order of names.

    Nothing that is wrong with one of them stops the others: it is yielded as an Unreadable in its place.

    Args:
        paths: Where to read.
        options: How to read.
        progress: Told after each document how many more bytes of the disk were read; they add up to ``survey(paths).size``.
    """
    options = options or IntakeOptions()
    for found in find(paths, options):
        if isinstance(found, Unreadable):
            yield found
        else:
            yield from _read_file(found, options, progress or (lambda _: None))


def text_of(data: bytes, media: str, encoding: str) -> str:
    """Return the text of a source again, as ``Document.text`` had it: for reading spans back.

    Args:
        data: The bytes of the source.
        media: As in ``Source``.
        encoding: As in ``Document``. A row is kept in UTF-8, whatever its table is in.

    Raises:
        SourceError: The bytes are not what they were.
    """
    try:
        text = data.decode("utf-8" if media in {"jsonl", "csv"} else encoding)
    except UnicodeDecodeError as error:
        raise EncodingError(f"byte {error.start} is no {encoding}") from error
    return _page(text).text if media == "html" else text


def _read_file(
    found: Found, options: IntakeOptions, progress: Callable[[int], None]
) -> Iterator[Arrival | Unreadable]:
    left = found.size
    try:
        with opened(found) as file:
            fetched = datetime.now(UTC).isoformat(timespec="seconds")
            for item in _items(found, file, options, fetched):
                yield item
                step = min(left, file.advance())
                left -= step
                progress(step)
    except SourceError as error:
        code = next(code for kind, code in CODES if isinstance(error, kind))
        yield Unreadable(found.origin, str(error), code)
    progress(left)


def _items(found: Found, file: Opened, options: IntakeOptions, fetched: str) -> Iterator[Arrival | Unreadable]:
    if found.media in {"jsonl", "csv"}:
        yield from _table(found, file, options, fetched)
    else:
        yield _whole(found, file, options, fetched)


def _whole(found: Found, file: Opened, options: IntakeOptions, fetched: str) -> Arrival:
    data = read_whole(found, file.stream, options)
    if not data:
        raise FormatError("an empty file: nothing to read; check how it was saved")
    document = _page_document(data, options) if found.media == "html" else _text_document(data, options)
    if not document.text.strip("\ufeff \t\r\n\f\v"):
        raise FormatError("nothing but blanks: nothing to read; check how it was saved")
    digest = sha256(data).hexdigest()
    container = file.sha256 if found.packing and found.path != "-" else None
    document = replace(document, source=digest, origin=found.origin, container=container)
    return Arrival(Source(digest, data, found.origin, fetched, found.media), document)


def _text_document(data: bytes, options: IntakeOptions) -> Document:
    encoding = encoding_of(data)
    given = "given" if options.published else None
    return Document("", data.decode(encoding), outlet=options.outlet, published=options.published,
                    published_from=given, encoding=encoding)


def _page_document(data: bytes, options: IntakeOptions) -> Document:
    encoding = page_encoding(data)
    page = _page(data.decode(encoding))
    told = page.published or (day_in(page.url) if page.url else None)
    published = options.published or told
    given = "given" if options.published else "metadata" if told else None
    return Document("", page.text, title=page.title, outlet=options.outlet or page.outlet, published=published,
                    published_from=given, url=page.url, encoding=encoding)


def _page(html: str) -> Page:
    # The one late import of this room. trafilatura takes longer to load than the whole program may take to start, and most
    # runs read no page: so its module is loaded with the first page. Do not import ``musnad.intake.html`` elsewhere.
    page: Page = import_module("musnad.intake.html").page(html)
    return page


def _table(found: Found, file: Opened, options: IntakeOptions, fetched: str) -> Iterator[Arrival | Unreadable]:
    codec = table_encoding(file.stream)
    maker = Rows(found.origin, options, codec)
    told = lines(file.stream, codec, options.longest_line)
    for row in delimited.rows(told, options) if found.media == "csv" else jsonl.rows(told):
        for item in maker.documents(row):
            yield item if isinstance(item, Unreadable) else _arrival(item, found, file, fetched)
    if not maker.number:
        raise FormatError("an empty table: no row in it; check how it was saved")


def _arrival(document: Document, found: Found, file: Opened, fetched: str) -> Arrival:
    data = document.text.encode()
    digest = sha256(data).hexdigest()
    return Arrival(
        Source(digest, data, found.origin, fetched, found.media),
        replace(document, source=digest, container=file.sha256),
    )
