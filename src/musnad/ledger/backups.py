"""Backup and restore: a copy of a ledger that is whole although the ledger is in use, and that was verified."""

from __future__ import annotations

import os
from pathlib import Path

from musnad.ledger.backend import copy_sqlite
from musnad.ledger.verifier import Progress, verify
from musnad.ledger.views import Verification
from musnad.model.errors import LedgerError


def backup(where: str | os.PathLike[str], out: str | os.PathLike[str], *, progress: Progress | None = None) -> Verification:
    """Copy a ledger as it is at one moment, and verify the copy.

    Args:
        where: Path of a SQLite file; a PostgreSQL database is backed up with its own tools.
        out: The copy; nothing may be there.
        progress: Told how far the verification is.

    Returns:
        What the verification of the copy found. It is kept even where something does not hold.

    Raises:
        LedgerError: There is no ledger, or something stands in the place of the copy.
    """
    if "://" in os.fspath(where):
        raise LedgerError("a PostgreSQL database is backed up with pg_dump, which sees one state of it, too")
    return _copied(Path(where), Path(out), progress)


def restore(copy: str | os.PathLike[str], out: str | os.PathLike[str], *, progress: Progress | None = None) -> Verification:
    """Put a backup in the place of a ledger that is not there (any more), and verify it; see ``backup``.

    Raises:
        LedgerError: The backup does not verify, or a ledger is there.
    """
    found = _copied(Path(copy), Path(out), progress)
    if not found.ok:
        Path(out).unlink()
        raise LedgerError(f"{os.fspath(copy)}: does not verify; nothing was restored. `musnad verify --ledger` says why")
    return found


def _copied(source: Path, out: Path, progress: Progress | None) -> Verification:
    if not source.is_file():
        raise LedgerError(f"{source}: no ledger here")
    if out.exists():
        raise LedgerError(f"{out}: something is there; nothing is overwritten")
    part = out.with_name(f".{out.name}.part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        copy_sqlite(source, part)
        found = verify(part, progress=progress)
        os.link(part, out)  # refuses to replace what came there meanwhile
    except OSError as error:
        raise LedgerError(f"{out}: {error.strerror}") from error
    finally:
        for end in ("", "-wal", "-shm", "-journal"):
            part.with_name(part.name + end).unlink(missing_ok=True)
    return found
