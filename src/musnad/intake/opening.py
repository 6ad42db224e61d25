"""Files to bytes: unpacked as they are read, and never more of them than the limits allow."""

from __future__ import annotations

import gzip
import lzma
import shutil
import stat
import sys
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import file_digest
from os import fstat
from tempfile import NamedTemporaryFile
from typing import IO, BinaryIO, cast

from musnad.intake.finding import STANDARD_INPUT, Found, cause
from musnad.intake.options import MIB, IntakeOptions
from musnad.model.errors import FormatError, SourceError

BROKEN_PACKING = (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile)


class TooLarge(FormatError):
    """A source is larger than what is read."""


@dataclass
class Opened:
    """A file that is open for reading.

    Attributes:
        path: A path under which the same bytes can be opened again; empty for a stream.
        raw: Its bytes as they are on the disk.
        stream: Its bytes unpacked; the same object as ``raw`` where nothing is packed.
        packing: As in ``Found``.
    """

    path: str
    raw: BinaryIO
    stream: BinaryIO
    packing: str = ""
    _told: int = field(default=0, init=False)

    @cached_property
    def sha256(self) -> str:
        """Digest of the bytes on the disk: read once more from the beginning, a piece at a time."""
        with open(self.path, "rb") as again:
            return file_digest(again, "sha256").hexdigest()

    def advance(self) -> int:
        """Return how many bytes on the disk were read since the last call."""
        if not self.raw.seekable():
            return 0
        before, self._told = self._told, self.raw.tell()
        return max(0, self._told - before)


@contextmanager
def opened(found: Found) -> Iterator[Opened]:
    """Open a file. What the system or the packing says against it becomes a SourceError."""
    with ExitStack() as held, spoken(found):
        yield _open(found, held)


@contextmanager
def spoken(found: Found) -> Iterator[None]:
    """Turn the faults of reading into a SourceError with a line for a person."""
    try:
        yield
    except BROKEN_PACKING as error:
        raise FormatError(
            f"damaged {found.packing or 'packed'} file ({str(error) or type(error).__name__}); fetch or pack it again"
        ) from error
    except OSError as error:
        raise SourceError(cause(error)) from error


def _open(found: Found, held: ExitStack) -> Opened:
    if found.path == STANDARD_INPUT:
        raw: BinaryIO = sys.stdin.buffer  # not ours to close
    else:
        raw = held.enter_context(open(found.path, "rb"))  # noqa: SIM115
    path = found.path
    if found.media in {"jsonl", "csv"} and not _is_regular(raw):
        # A table is read twice, for its digest and for its rows: a pipe goes through a file that vanishes.
        spool = held.enter_context(NamedTemporaryFile(prefix="musnad-"))  # noqa: SIM115
        shutil.copyfileobj(raw, spool, MIB)
        spool.seek(0)
        raw, path = cast(BinaryIO, spool), spool.name
    return Opened(path, raw, _unpack(raw, found.packing, held), found.packing)


def _is_regular(raw: IO[bytes]) -> bool:
    """Say whether a file can be opened again by its path; standard input never, not even redirected from a file."""
    return raw is not sys.stdin.buffer and stat.S_ISREG(fstat(raw.fileno()).st_mode)


def _unpack(raw: BinaryIO, packing: str, held: ExitStack) -> BinaryIO:
    if packing == ".gz":
        return cast(BinaryIO, held.enter_context(gzip.GzipFile(fileobj=raw)))
    if packing == ".xz":
        return cast(BinaryIO, held.enter_context(lzma.LZMAFile(raw)))
    return raw


def read_whole(found: Found, stream: BinaryIO, options: IntakeOptions) -> bytes:
    """Return the bytes of a text or a page.

    Raises:
        TooLarge: There are more of them than are read, or a line of a text is too long. Not much more than the limit is
            read of any file, and of one whose size the disk tells, only its first line.
    """
    limit = options.largest_page if found.media == "html" else options.largest_text
    known = not found.packing and found.size > limit
    data = stream.read(options.longest_line + 1 if known else limit + 1)
    if len(data) > limit or known:
        if found.media == "text" and b"\n" not in data[: options.longest_line + 1]:
            raise _long_line(1, options)
        raise _too_large(f"{found.size:,}" if known else f"over {limit:,}", found.media, limit)
    if found.media == "text" and len(data) > options.longest_line:
        _refuse_long_lines(data, options)
    return data


def _too_large(size: str, media: str, limit: int) -> TooLarge:
    if media == "html":
        return TooLarge(f"{size} bytes are too many for one page (the limit is {limit:,}); save its text as .txt")
    return TooLarge(
        f"{size} bytes are too many for one text (the limit is {limit:,}); "
        "split it, or make a .jsonl or .csv table of it, which may have any size"
    )


def _refuse_long_lines(data: bytes, options: IntakeOptions) -> None:
    start, number = 0, 1
    while len(data) - start > options.longest_line:
        end = data.find(b"\n", start, start + options.longest_line + 1)
        if end < 0:
            raise _long_line(number, options)
        start, number = end + 1, number + 1


def _long_line(number: int, options: IntakeOptions) -> TooLarge:
    return TooLarge(
        f"line {number} is longer than {options.longest_line:,} bytes: no report has such a line; "
        "put line feeds between its paragraphs, or make a .jsonl or .csv table of it"
    )
