"""Paths to files: which there are, in a stable order, and what each holds by its name."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from musnad.intake.options import IntakeOptions
from musnad.model.document import Unreadable

SUFFIXES = {".txt": "text", ".jsonl": "jsonl", ".csv": "csv", ".html": "html", ".htm": "html"}
PACKINGS = (".gz", ".xz")
NOT_TEXT = {
    ".json": "save it as .jsonl, one object a line",
    ".ndjson": "name it .jsonl",
    ".tsv": "name it .csv; tabs between columns are understood",
    ".xml": "save its texts as .txt, or as a .jsonl or .csv table",
}
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Found:
    """One file to read.

    Attributes:
        path: Where it is, for opening.
        origin: The same for people: always encodable.
        media: One of ``options.MEDIA``.
        packing: ``.gz``, ``.xz`` or empty.
        size: Bytes on the disk, 0 for standard input and pipes.
    """

    path: str
    origin: str
    media: str
    packing: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Survey:
    """How much there is to read, for a progress bar.

    Attributes:
        files: Files that will be opened.
        size: Their bytes on the disk.
    """

    files: int
    size: int


def survey(paths: Sequence[str], options: IntakeOptions | None = None) -> Survey:
    """Count the files under ``paths`` without opening one."""
    found = [item.size for item in find(paths, options or IntakeOptions()) if isinstance(item, Found)]
    return Survey(len(found), sum(found))


def find(paths: Iterable[str], options: IntakeOptions) -> Iterator[Found | Unreadable]:
    """Yield the files that ``paths`` name, those of a folder sorted by name, and what cannot be read."""
    for path in paths:
        if path == STANDARD_INPUT:
            yield Found(path, path, options.standard_input)
        elif os.path.isdir(path):
            yield from _folder(path)
        else:
            yield _named(path)


def _named(path: str) -> Found | Unreadable:
    """Return a file that the user names: without a known suffix it is taken as a text."""
    stem, packing = _unpacked(path)
    suffix = os.path.splitext(stem)[1].lower()
    if suffix in NOT_TEXT:
        return Unreadable(printable(path), f"a {suffix} file is not read: {NOT_TEXT[suffix]}", "I003")
    return _file(path, SUFFIXES.get(suffix, "text"), packing)


def _folder(top: str) -> Iterator[Found | Unreadable]:
    """Yield what is under a folder, depth first; a folder that links lead back to is read once."""
    waiting, seen, files = [top], set[tuple[int, int]](), 0
    while waiting:
        path = waiting.pop()
        if not os.path.isdir(path):
            stem, packing = _unpacked(path)
            files += 1
            yield _file(path, SUFFIXES.get(os.path.splitext(stem)[1].lower(), "text"), packing)
            continue
        try:
            status = os.stat(path)
            names = sorted(os.listdir(path))
        except OSError as error:
            yield Unreadable(printable(path), cause(error))
            continue
        if (status.st_dev, status.st_ino) in seen:
            yield Unreadable(printable(path), "note: a link to a folder that is read already; not read twice", "I006")
            continue
        seen.add((status.st_dev, status.st_ino))
        kept = [name for name in names if _is_read(path, name)]
        yield from _passed_over(path, set(names) - set(kept))
        waiting.extend(os.path.join(path, name) for name in reversed(kept))
    if not files:
        yield Unreadable(printable(top), f"no file in this folder is read; the suffixes read are {_suffixes()}", "I003")


def _is_read(folder: str, name: str) -> bool:
    if name.startswith("."):
        return False
    suffix = os.path.splitext(_unpacked(name)[0])[1].lower()
    return suffix in SUFFIXES or os.path.isdir(os.path.join(folder, name))


def _passed_over(folder: str, names: set[str]) -> Iterator[Unreadable]:
    if names:
        kinds = Counter("hidden" if n.startswith(".") else os.path.splitext(n)[1] or "no suffix" for n in names)
        shown = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items(), key=lambda k: (-k[1], k[0]))[:5])
        files = "1 file" if len(names) == 1 else f"{len(names)} files"
        why = f"note: {files} of other kinds not read ({shown}); in a folder {_suffixes()} are"
        yield Unreadable(printable(folder), why, "I006", {"files": str(len(names))})


def _file(path: str, media: str, packing: str) -> Found | Unreadable:
    try:
        status = os.stat(path)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        return Unreadable(printable(path), cause(error, linked=os.path.islink(path)))
    size = status.st_size if stat.S_ISREG(status.st_mode) else 0
    return Found(path, printable(path), media, packing, size)


def _unpacked(path: str) -> tuple[str, str]:
    stem, suffix = os.path.splitext(path)
    return (stem, suffix.lower()) if suffix.lower() in PACKINGS else (path, "")


def cause(error: OSError | ValueError, *, linked: bool = False) -> str:
    """Return why the system refused a path, and what to do about it."""
    if isinstance(error, FileNotFoundError):
        return "a link that points to nothing; mend or remove it" if linked else "no such file or folder; check the path"
    if isinstance(error, PermissionError):
        return "no permission to read it; change its permissions or read as another user"
    if isinstance(error, OSError):
        return f"the system cannot read it: {error.strerror or error}; check the path and the disk"
    return f"no path of a file: {error}"


def printable(path: str) -> str:
    """Return a path with the bytes that are no UTF-8 written out, so that it can go into any record."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _suffixes() -> str:
    return " ".join(SUFFIXES) + ", also packed as .gz or .xz"
