"""Bringing a ledger to this version's schema: from nothing, or step by step from an older one."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Connection, func, select

from musnad.ledger.backend import Backend, open_backend
from musnad.ledger.columns import metadata
from musnad.ledger.schema import EVIDENCE, RECORDS, VERSION, stamps
from musnad.model.errors import LedgerError


def _words_of_statements(connection: Connection) -> None:
    """Version 2: the words of statements have an index; PostgreSQL's hold no long words, so it has none there."""
    if connection.dialect.name == "sqlite":
        named = {str(index.name): index for index in RECORDS["statement"].indexes}
        named["statements_text_folded"].create(connection, checkfirst=True)


# The step that leads to each version from the one before. Version 1 was made whole by the schema.
STEPS: dict[int, Callable[[Connection], None]] = {2: _words_of_statements}


def now() -> str:
    """Return this moment: UTC, ISO 8601 with microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def migrate(where: str | os.PathLike[str]) -> int:
    """Make a ledger if there is none, or bring an older one to this version's schema.

    Args:
        where: Path of a SQLite file, or address of a PostgreSQL database.

    Returns:
        The version of the schema that the ledger had before; 0 if it was made.

    Raises:
        LedgerError: It is no ledger, or one of a newer version of musnad.
    """
    backend = open_backend(where, "record")
    try:
        return bring(backend)
    finally:
        backend.close()


def bring(backend: Backend) -> int:
    """Bring an open database to this version's schema; see ``migrate``."""
    with backend.writing() as connection:
        if not backend.is_ledger(connection):
            metadata.create_all(connection)
            backend.seal(connection, EVIDENCE)
            _stamp(backend, connection, VERSION)
            return 0
        held = _version(connection)
        _refuse_newer(backend, held)
        for version in range(held + 1, VERSION + 1):
            STEPS[version](connection)
            _stamp(backend, connection, version)
        return held


def check(backend: Backend) -> None:
    """See that an open database holds a ledger of this version's schema.

    Raises:
        LedgerError: It does not; the message says what it is and what to do.
    """
    with backend.reading() as connection:
        if not backend.is_ledger(connection):
            raise LedgerError(f"{backend.where}: no ledger here; `musnad add` makes one")
        held = _version(connection)
    _refuse_newer(backend, held)
    if held < VERSION:
        raise LedgerError(f"{backend.where}: schema {held}, this version reads {VERSION}; `musnad add` brings it up")


def _version(connection: Connection) -> int:
    return int(connection.execute(select(func.max(stamps.c.schema))).scalar() or 0)


def _stamp(backend: Backend, connection: Connection, version: int) -> None:
    backend.append_one(connection, stamps, ("schema", "applied"), (version, now()))


def _refuse_newer(backend: Backend, held: int) -> None:
    if held > VERSION:
        raise LedgerError(f"{backend.where}: schema {held} is of a newer musnad; this version knows {VERSION}")
