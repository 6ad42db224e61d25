"""Bytes to text: which encoding they are in, said honestly, or where they stop being text.

Finds    UTF-8; UTF-16 by its byte order mark; windows-1256 where what comes out has the letters of Arabic
Leaves   every byte that was read: the text is ``data.decode(encoding)``, byte order mark and line ends included
Refuses  damaged UTF-8, other encodings, binary files: the message names the offset
"""

from __future__ import annotations

import codecs
import re

from musnad.model.errors import EncodingError, FormatError

# Files that people take for texts. The first bytes decide, whatever the name says.
KNOWN_FORMATS = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip, Word or Excel file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip file; name it .txt.gz, .jsonl.gz, .csv.gz or .html.gz, or unpack it"),
    (b"\xfd7zXZ\x00", "an xz file; name it .txt.xz, .jsonl.xz, .csv.xz or .html.xz, or unpack it"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3\x00", "an SQLite file"),
)
UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
CODECS = {"windows-1256": "cp1256", "cp1256": "cp1256", "iso-8859-6": "iso8859-6", "windows-1252": "cp1252",
          "iso-8859-1": "cp1252"}  # a page that says iso-8859-1 means windows-1252: so the HTML standard
CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\r\f\x1b") + b"\x7f"
CONTROLS_IN_TEXT = 0.05  # share of bytes; above it nobody wrote this
FEWEST_LETTERS = 10  # of Arabic, to tell windows-1256 from chance
SAVE = "save it as UTF-8 and read it again"

ARABIC = re.compile("[\u0621-\u063a\u0640-\u0652\u060c\u061b\u061f]")
BESIDE_LATIN = re.compile("[A-Za-z][\u0621-\u063a\u0641-\u064a]|[\u0621-\u063a\u0641-\u064a][A-Za-z]")
FREQUENT = re.compile("[\u0627\u0644\u064a\u0645\u0648\u0646\u0631\u062a\u0628\u0629]")  # more than half of Arabic prose


def encoding_of(data: bytes) -> str:
    """Return the codec that a whole text is in.

    Raises:
        FormatError: The bytes are a file of another kind, or binary.
        EncodingError: They are no text in any encoding tried; the message names the first bad byte.
    """
    refuse_binary(data)
    for mark, codec in UTF16.items():
        if data.startswith(mark):
            return _utf16(data, codec)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if looks_like_windows_1256(data):
            return "cp1256"
        raise _undecodable(data, error) from error
    return "utf-8"


def page_encoding(data: bytes) -> str:
    """Return the codec of a page: as for a text, and where it is not UTF-8, the one that the page declares.

    Raises:
        FormatError: The bytes are a file of another kind, or binary.
        EncodingError: They are no text in any encoding tried.
    """
    refuse_binary(data)
    declared = DECLARED.search(data, 0, 4096)
    codec = CODECS.get(declared[1].decode("ascii").lower()) if declared else None
    if codec and not data.startswith(tuple(UTF16)) and not _decodes(data, "utf-8") and _decodes(data, codec):
        return codec
    return encoding_of(data)


def _decodes(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def refuse_binary(data: bytes) -> None:
    """Raise a FormatError if the bytes are a file of a known other kind, or no text at all."""
    for magic, name in KNOWN_FORMATS:
        if data.startswith(magic):
            raise FormatError(f"this is {name}, not text; save its text as UTF-8 and read that")
    if data.startswith(tuple(UTF16)) and not data.startswith(codecs.BOM_UTF32_LE):
        return
    nul = data.find(0)
    if nul >= 0:
        raise FormatError(f"byte {nul} is NUL: a binary file, or UTF-16 without a byte order mark; if it is text, {SAVE}")
    controls = len(data) - len(data.translate(None, CONTROLS))
    if controls > CONTROLS_IN_TEXT * len(data):
        raise FormatError(f"{controls} of {len(data)} bytes are control characters: a binary file; read a text instead")


def looks_like_windows_1256(data: bytes) -> bool:
    """Say whether bytes that are not UTF-8 read as Arabic prose in windows-1256.

    Any bytes decode as windows-1256, so the letters decide: broken UTF-8 still holds mostly whole characters of UTF-8,
    other 8-bit encodings give letters that Arabic does not have, or has seldom, or give them within Latin words.
    """
    high = sum(len(run) for run in re.findall(rb"[\x80-\xff]+", data))
    whole = len(data.decode("utf-8", "ignore").encode()) - (len(data) - high)
    if whole > 0.5 * high:
        return False
    text = data.decode("cp1256")
    arabic = len(ARABIC.findall(text))
    return (
        arabic >= max(FEWEST_LETTERS, 0.9 * high)
        and len(FREQUENT.findall(text)) >= 0.45 * arabic
        and text.count("\u0627\u0644") >= 0.02 * arabic  # the article: ISO 8859-6, say, has another letter there
        and len(BESIDE_LATIN.findall(text)) <= 0.1 * arabic
    )


def _utf16(data: bytes, codec: str) -> str:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        raise EncodingError(
            f"byte {error.start} is no {codec.upper()} although the file begins as such: damaged or cut off there; "
            "fetch the file again"
        ) from error
    if "\0" in text:
        at = len(text[: text.index("\0")].encode(codec))
        raise FormatError(f"byte {at} begins a NUL character: a binary file, or UTF-32; if it is text, {SAVE}")
    return codec


def _undecodable(data: bytes, error: UnicodeDecodeError) -> EncodingError:
    where = f"byte {error.start} (0x{data[error.start]:02x})"
    if error.end == len(data) and error.reason == "unexpected end of data":
        return EncodingError(f"cut off inside the UTF-8 character at {where}, the end of the file; fetch the file again")
    return EncodingError(
        f"{where} is no UTF-8, and the whole does not read as Arabic in windows-1256: "
        f"repair the damage there, or {SAVE}"
    )
