"""The log: what was read when, by which version; what the log holds, what is signed of it, and proofs of both."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from musnad.ledger import Checkpoint, Logged, Proof, Reader, Run, extends, includes
from musnad.model.errors import LedgerError, NoSuchRecord
from musnad.web.office import Asks
from musnad.web.rendering import page

router = APIRouter()

SHOWN = 20  # entries of a page
PROVED = 20  # entries of one thing that are proved
LONG = 100  # characters of an id


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the log.

    Attributes:
        logged: The entry.
        moment: When it was added, UTC.
    """

    logged: Logged
    moment: str


@dataclass(frozen=True, slots=True)
class Runs:
    """What the page shows.

    Attributes:
        runs: The runs, the newest first.
        size: Entries of the log.
        root: The root over them, hexadecimal.
        checkpoints: What is signed of it, the newest first.
        entries: Some entries, the newest first.
        before: Number to go on before; 0 at the beginning of the log.
    """

    runs: list[Run]
    size: int
    root: str
    checkpoints: list[Checkpoint]
    entries: list[Entry]
    before: int


@dataclass(frozen=True, slots=True)
class Proved:
    """An entry with its proof, and whether it leads to the root."""

    proof: Proof
    holds: bool


@dataclass(frozen=True, slots=True)
class Inclusion:
    """What is proved of one thing.

    Attributes:
        of: Number of an entry, or id of what it is about.
        proved: The proofs.
        signed: The first checkpoint that covers them all; None where none does.
    """

    of: str
    proved: list[Proved]
    signed: Checkpoint | None


@dataclass(frozen=True, slots=True)
class Consistency:
    """That an earlier log is the beginning of today's.

    Attributes:
        old: Entries of the earlier log.
        old_root: The root over them, hexadecimal.
        size: Entries of today's.
        root: The root over those.
        path: The proof, hexadecimal.
        holds: Whether it leads from the one root to the other.
    """

    old: int
    old_root: str
    size: int
    root: str
    path: tuple[str, ...]
    holds: bool


@router.get("/log")
def log(request: Request, reader: Asks, before: int = 0) -> Response:
    """Show the log."""
    size = reader.log.size()
    last = min(size, before - 1) if before > 0 else size
    first = max(0, last - SHOWN)
    entries = [_entry(made) for made in reader.log.some(first, last)][::-1]
    return page(request, "log.html", Runs(
        reader.runs()[::-1], size, reader.log.root(size), reader.checkpoints()[::-1], entries, first + 1 if first else 0))


@router.get("/log/proof")
def proof(request: Request, reader: Asks, of: Annotated[str, Query(max_length=LONG)] = "", form: str = "") -> Response:
    """Prove that what was added is in the log: a page, or the proof itself as a file."""
    asked = of.strip()
    if not asked:
        raise NoSuchRecord("which entry? Give its number, or the id of what it is about")
    proved = [_proved(reader, number) for number in _numbers(reader, asked)]
    if form == "json":
        return _file("proof", [_told(one.proof) for one in proved])
    last = max(one.proof.entry.number for one in proved)
    signed = next((made for made in reader.checkpoints() if made.size >= last), None)
    return page(request, "proof.html", Inclusion(asked, proved, signed))


@router.get("/log/consistency")
def consistency(request: Request, reader: Asks, old: int = 0, form: str = "") -> Response:
    """Prove that the log of so many entries is the beginning of today's."""
    held = reader.log
    size = held.size()
    if not 0 < old <= size:
        raise LedgerError(f"the log has {size:,} entries; {old:,} cannot be compared with it")
    path, old_root, root = held.consistency(old, size), held.root(old), held.root(size)
    holds = extends(old, bytes.fromhex(old_root), size, bytes.fromhex(root), [bytes.fromhex(step) for step in path])
    made = Consistency(old, old_root, size, root, path, holds)
    return _file("consistency", asdict(made)) if form == "json" else page(request, "consistency.html", made)


@router.get("/log/checkpoints/{number}")
def checkpoint(reader: Asks, number: int) -> Response:
    """Give a signed checkpoint as a file, for somebody else to keep."""
    for made in reader.checkpoints():
        if made.number == number:
            return Response(made.note, media_type="text/plain; charset=utf-8",
                            headers={"Content-Disposition": f'attachment; filename="checkpoint-{made.size}.txt"'})
    raise NoSuchRecord(f"checkpoint {number}: none of this ledger")


def _entry(made: Logged) -> Entry:
    return Entry(made, str(json.loads(made.body).get("moment", "")))


def _numbers(reader: Reader, asked: str) -> list[int]:
    if asked.isdecimal():
        return [int(asked)]
    found = [entry.number for entry in reader.logged(asked)]
    if not found:
        raise NoSuchRecord(f"{asked}: the log has no entry of it")
    return found[:PROVED]


def _proved(reader: Reader, number: int) -> Proved:
    made = reader.log.prove(number)
    path = [bytes.fromhex(step) for step in made.path]
    holds = includes(bytes.fromhex(made.entry.hash), number - 1, made.size, path, bytes.fromhex(made.root))
    return Proved(made, holds)


def _told(made: Proof) -> dict[str, object]:
    return {"entry": made.entry.number, "body": made.entry.body, "leaf": made.entry.hash, "size": made.size,
            "path": made.path, "root": made.root}


def _file(name: str, made: object) -> Response:
    return Response(json.dumps(made, ensure_ascii=False, indent=1), media_type="application/json",
                    headers={"Content-Disposition": f'attachment; filename="{name}.json"'})
