"""What is handed out is written into the log of its ledger: its form, its hash, and how much it holds."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import file_digest, sha256
from pathlib import Path

from musnad.ledger import note


def handed_out(ledger: str, form: str, out: Path, holds: Mapping[str, int]) -> None:
    """Write an export into the log.

    Args:
        ledger: The ledger.
        form: Name of the form.
        out: The file, or the folder: its hash is over ``HASH  NAME`` lines of its files, as sha256sum prints them.
        holds: How many of what it holds.

    Raises:
        LedgerError: The ledger cannot be written.
    """
    made = _hash(out) if out.is_file() else _folder(out)
    note(ledger, "export", made, {"what": form, "name": out.name, "sha256": made, "holds": dict(sorted(holds.items()))})


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _folder(folder: Path) -> str:
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sha256("".join(f"{_hash(folder / name)}  {name}\n" for name in names).encode()).hexdigest()
