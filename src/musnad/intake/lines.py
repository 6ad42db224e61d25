"""The lines of a table, one at a time, in bounded memory, each decoded on its own: a bad one spoils no other."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from musnad.intake.decoding import UTF16, looks_like_windows_1256, refuse_binary
from musnad.intake.options import MIB
from musnad.model.errors import EncodingError

HEAD = MIB // 16  # bytes by which the encoding of a table is told
GIVE_UP = 64 * MIB  # a line that goes on for so long has no end worth waiting for


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table.

    Attributes:
        number: From 1.
        text: The line with its end; empty where it could not be read.
        why: What is wrong with it, else None.
        code: As in ``Unreadable``.
    """

    number: int
    text: str
    why: str | None = None
    code: str = ""


def table_encoding(stream: BinaryIO) -> str:
    """Return the codec of a table by its beginning, and leave the stream after its byte order mark.

    Raises:
        FormatError: The beginning is binary.
    """
    head = stream.read(HEAD)
    refuse_binary(head)
    stream.seek(0)
    if head.startswith(tuple(UTF16)):
        return "utf-16"
    if head.startswith(codecs.BOM_UTF8):
        stream.seek(len(codecs.BOM_UTF8))
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1256" if looks_like_windows_1256(head) else "utf-8"
    return "utf-8"


def lines(stream: BinaryIO, codec: str, longest: int) -> Iterator[Line]:
    """Yield the lines of a table; those too long, or in another encoding, without their text."""
    if codec == "utf-16":
        yield from _utf16_lines(stream, longest)
        return
    number = 0
    while raw := stream.readline(longest + 1):
        number += 1
        if len(raw) > longest and not raw.endswith(b"\n"):
            yield _too_long(number, longest)
            if not _skip(stream):
                return
            continue
        try:
            yield Line(number, raw.decode(codec))
        except UnicodeDecodeError as error:
            why = f"byte {error.start} of the line (0x{raw[error.start]:02x}) is no UTF-8; save the table as UTF-8"
            yield Line(number, "", why, "I002")


def _skip(stream: BinaryIO) -> bool:
    """Read on to the end of a line; say whether there is one before it is time to give up."""
    for _ in range(GIVE_UP // MIB):
        piece = stream.readline(MIB)
        if not piece or piece.endswith(b"\n"):
            return True
    return False


def _utf16_lines(stream: BinaryIO, longest: int) -> Iterator[Line]:
    number = 0
    try:
        for line in _long_or_not(stream, longest):
            yield line
            number = line.number
    except UnicodeError as error:
        raise EncodingError(
            f"no UTF-16 at or after line {number + 1}, although the table begins as such: damaged or cut off there; "
            "fetch it again, or save it as UTF-8"
        ) from error


def _long_or_not(stream: BinaryIO, longest: int) -> Iterator[Line]:
    number, characters = 0, longest // 2
    with _Lent(stream) as text:
        while line := text.readline(characters + 1):
            number += 1
            if len(line) <= characters or line.endswith("\n"):
                yield Line(number, line)
                continue
            yield _too_long(number, longest)
            if not _skip_text(text):
                return


def _skip_text(text: io.TextIOWrapper) -> bool:
    for _ in range(GIVE_UP // MIB):
        piece = text.readline(MIB)
        if not piece or piece.endswith("\n"):
            return True
    return False


class _Lent(io.TextIOWrapper):
    """Text over a stream that somebody else closes."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(stream, encoding="utf-16", newline="\n")

    def __exit__(self, *_: object) -> None:
        if not self.closed:  # the stream may be gone before a reader that stopped half way
            self.detach()


def _too_long(number: int, longest: int) -> Line:
    why = f"longer than {longest:,} bytes: no report has such a row; check the line ends, or split the text"
    return Line(number, "", why, "I005")
