"""Backup and restore: a copy of a ledger that is whole although the ledger is in use, and that was verified.

A backup is always one SQLite file, a ledger like any other; that of a PostgreSQL ledger holds the same rows under the
same numbers, so it can be read where there is no PostgreSQL, and brought back into one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Table, func, insert, select

from musnad.ledger.backend import Backend, copy_sqlite, open_backend, streamed
from musnad.ledger.columns import metadata
from musnad.ledger.migrations import check
from musnad.ledger.schema import EVIDENCE
from musnad.ledger.verifier import Progress, verify
from musnad.ledger.views import Verification
from musnad.model.errors import LedgerError

ROWS = 500  # carried from one database to another at a time


def backup(where: str | os.PathLike[str], out: str | os.PathLike[str], *, progress: Progress | None = None,
           carried: Progress | None = None) -> Verification:
    """Copy a ledger as it is at one moment, and verify the copy.

    Args:
        where: Path of a SQLite file, or address of a PostgreSQL database.
        out: The copy, a file; nothing may be there.
        progress: Told how far the verification is.
        carried: Told how many rows of a database are copied, of how many.

    Returns:
        What the verification of the copy found. It is kept even where something does not hold.

    Raises:
        LedgerError: There is no ledger, or something stands in the place of the copy.
    """
    if "://" not in os.fspath(where):
        return _copied(Path(where), Path(out), progress)
    target = Path(out)
    _refuse(target)
    with _beside(target, "rows") as rows:
        _carry_out(os.fspath(where), rows, carried)
        return _copied(rows, target, progress)


def restore(copy: str | os.PathLike[str], out: str | os.PathLike[str], *, progress: Progress | None = None,
            carried: Progress | None = None) -> Verification:
    """Put a backup in the place of a ledger that is not there (any more), and verify it; see ``backup``.

    Args:
        copy: The backup, a file.
        out: Path of a SQLite file, or address of a PostgreSQL database that holds no ledger.
        progress: Told how far the verification is.
        carried: Told how many rows are brought into a database, of how many.

    Raises:
        LedgerError: The backup does not verify, or a ledger is there.
    """
    if "://" in os.fspath(out):
        return _carried_in(Path(copy), os.fspath(out), progress, carried)
    found = _copied(Path(copy), Path(out), progress)
    if not found.ok:
        Path(out).unlink()
        raise _unsound(copy)
    return found


def _unsound(copy: str | os.PathLike[str]) -> LedgerError:
    return LedgerError(f"{os.fspath(copy)}: does not verify; nothing was restored. `musnad verify --ledger` says why")


def _carry_out(address: str, out: Path, carried: Progress | None) -> None:
    """Write all rows of a database into a new file, as they are in one transaction."""
    with closing(open_backend(address, "read")) as source:
        check(source)
        with closing(open_backend(out, "record")) as target, source.reading() as left, target.writing() as right:
            metadata.create_all(right)
            target.seal(right, EVIDENCE)
            _carry(left, right, carried)


def _carried_in(copy: Path, address: str, progress: Progress | None, carried: Progress | None) -> Verification:
    """Bring a verified backup into a database: all of it, or nothing."""
    if not verify(copy, progress=progress).ok:
        raise _unsound(copy)
    with (closing(open_backend(copy, "read")) as source, closing(open_backend(address, "record")) as target,
          source.reading() as left, target.writing() as right):
        if target.is_ledger(right):
            raise LedgerError(f"{target.where}: a ledger is there; nothing is overwritten")
        metadata.create_all(right)
        target.seal(right, EVIDENCE)
        _carry(left, right, carried)
        for table in metadata.sorted_tables:
            _go_on(target, right, table)
    found = verify(address, progress=progress)
    if not found.ok:
        raise LedgerError(f"{target.where}: restored, but it does not verify; `musnad verify --ledger` says why")
    return found


def _carry(left: Connection, right: Connection, carried: Progress | None) -> None:
    """Append all rows of a ledger to an empty one, under their numbers."""
    tables: Sequence[Table] = metadata.sorted_tables  # what others point at goes first
    total = sum(int(left.execute(select(func.count()).select_from(table)).scalar() or 0) for table in tables)
    done = 0
    for table in tables:
        with streamed(left, select(table).order_by(table.c.number)) as found:
            for some in found.mappings().partitions(ROWS):
                right.execute(insert(table), [dict(row) for row in some])
                done += len(some)
                if carried:
                    carried(done, total)


def _go_on(target: Backend, connection: Connection, table: Table) -> None:
    """See that the next row of a table gets the next number."""
    if target.postgres:
        last = connection.execute(select(func.max(table.c.number))).scalar()
        if last is not None:
            sequence = func.pg_get_serial_sequence(f'"{table.name}"', "number")
            connection.execute(select(func.setval(sequence, last)))


def _refuse(out: Path) -> None:
    if out.exists():
        raise LedgerError(f"{out}: something is there; nothing is overwritten")


@contextmanager
def _beside(out: Path, name: str) -> Iterator[Path]:
    """Give a place for a file that is in the making, and leave nothing there."""
    part = out.with_name(f".{out.name}.{name}")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        yield part
    except OSError as error:
        raise LedgerError(f"{out}: {error.strerror}") from error
    finally:
        for end in ("", "-wal", "-shm", "-journal"):
            part.with_name(part.name + end).unlink(missing_ok=True)


def _copied(source: Path, out: Path, progress: Progress | None) -> Verification:
    if not source.is_file():
        raise LedgerError(f"{source}: no ledger here")
    _refuse(out)
    with _beside(out, "part") as part:
        copy_sqlite(source, part)
        found = verify(part, progress=progress)
        os.link(part, out)  # refuses to replace what came there meanwhile
    return found
