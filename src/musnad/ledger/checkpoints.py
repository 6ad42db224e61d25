"""Checkpoints: what the log holds, signed. See ``signing`` for keys and notes."""

from __future__ import annotations

import base64
import os
from dataclasses import dataclass

from sqlalchemy import Connection, select

from musnad.ledger.backend import Backend, open_backend
from musnad.ledger.entries import row_entry
from musnad.ledger.log import append, frontier, name_of, size_of
from musnad.ledger.migrations import check, now
from musnad.ledger.schema_custody import checkpoints, keys
from musnad.ledger.signing import SigningKey
from musnad.model.errors import LedgerError

_KEY = ("id", "public", "follows", "signature", "moment")
_CHECKPOINT = ("size", "root", "key", "moment", "note")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A checkpoint that the ledger keeps.

    Attributes:
        number: Its number.
        size: Entries that it covers.
        root: Root over them, hexadecimal.
        key: Id of the key.
        public: The public key.
        moment: When it was signed, UTC.
        note: The signed note.
    """

    number: int
    size: int
    root: str
    key: str
    public: bytes
    moment: str
    note: str


def sign(where: str | os.PathLike[str], key: SigningKey) -> Checkpoint:
    """Sign what the log holds now; where the last checkpoint says it already, return that.

    Raises:
        LedgerError: There is no ledger, it is empty, or it knows another key that this one does not follow.
    """
    backend = open_backend(where, "judge")
    try:
        check(backend)
        with backend.writing() as connection:
            _know(backend, connection, key)
            last = last_checkpoint(connection)
            size, name = size_of(connection), name_of(connection)
            if last is not None and (last.size, last.key) == (size, key.id):
                return last
            moment, root = now(), frontier(connection).root().hex()
            note = key.note(name, size, root, moment)
            number = backend.append_one(connection, checkpoints, _CHECKPOINT, (size, root, key.id, moment, note))
            return Checkpoint(int(number or 0), size, root, key.id, key.public, moment, note)
    finally:
        backend.close()


def last_checkpoint(connection: Connection, key: str | None = None) -> Checkpoint | None:
    """Return the last checkpoint, or the last one of a key."""
    found = all_checkpoints(connection, key)
    return found[-1] if found else None


def all_checkpoints(connection: Connection, key: str | None = None) -> list[Checkpoint]:
    """Return the checkpoints, in order."""
    asked = select(checkpoints, keys.c.public).join(keys, keys.c.id == checkpoints.c.key).order_by(checkpoints.c.number)
    if key is not None:
        asked = asked.where(checkpoints.c.key == key)
    return [Checkpoint(row.number, row.size, row.root, row.key, base64.b64decode(row.public), row.moment, row.note)
            for row in connection.execute(asked)]


def checkpoints_of(where: str | os.PathLike[str]) -> list[Checkpoint]:
    """Return the checkpoints of a ledger, in order.

    Raises:
        LedgerError: There is no ledger.
    """
    backend = open_backend(where, "read")
    try:
        check(backend)
        with backend.reading() as connection:
            return all_checkpoints(connection)
    finally:
        backend.close()


def _know(backend: Backend, connection: Connection, key: SigningKey) -> None:
    """Note a key that this ledger has not seen, and log it."""
    if connection.execute(select(keys.c.number).where(keys.c.id == key.id)).scalar() is not None:
        return
    name_of(connection)  # an empty log is not signed
    before, signature = key.follows or (None, None)
    known = connection.execute(select(keys.c.number).where(keys.c.id == before)).scalar() if before else None
    if before is not None and known is None and connection.execute(select(keys.c.number)).first() is not None:
        raise LedgerError(f"the key {key.id[:12]} follows {before[:12]}, which this ledger does not know")
    row = (key.id, base64.b64encode(key.public).decode(), before,
           None if signature is None else base64.b64encode(signature).decode(), now())
    backend.append_one(connection, keys, _KEY, row)
    append(backend, connection, [row_entry("key", key.id, row, key=key.id, public=row[1], follows=before, signature=row[3])])
