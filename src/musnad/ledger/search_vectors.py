"""Where the vectors of records are kept: a file beside a ledger, or two tables of its database. Derived, safe to delete.

A row holds the pieces of some readings: numbers of their records, where each piece begins, and the vectors, so that
hundreds of thousands of them are read in a moment.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from musnad.ledger.backend import VECTORS, Backend, open_backend

HALF, WHOLE = np.dtype("<f2"), np.dtype("<i8")
STATE, ROWS = "search_vectors_state", "search_vectors"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a record: the record's number, the code point of the document at which it begins, its vector."""

    number: int
    start: int
    vector: bytes


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces of records of one type, as arrays of one length; ``vectors`` has a row for each."""

    numbers: NDArray[np.int64]
    starts: NDArray[np.int64]
    vectors: NDArray[np.float32]


class Vectors:
    """The vectors of a ledger. Threads may share it."""

    def __init__(self, ledger: Backend) -> None:
        self._ledger = ledger
        self._path = Path(f"{ledger.where}{VECTORS}")
        self._lock = Lock()
        self._kept: dict[str, tuple[dict[str, str], Pieces]] = {}

    def state(self, kind: str) -> dict[str, str]:
        """Return what the vectors of one type say of themselves; nothing where there are none."""
        if not self._is_there():
            return {}
        with self._reading() as connection:
            return self._state(connection, kind)

    def write(self, kind: str, pieces: Sequence[Piece], before: Mapping[str, str], after: Mapping[str, str]) -> bool:
        """Append pieces, if the vectors still say ``before`` of themselves; say whether so. From nothing, begin anew."""
        mark = "%s" if self._ledger.postgres else "?"
        with self._writing() as connection:
            self._make(connection)
            if not before:
                connection.exec_driver_sql(f"DELETE FROM {ROWS} WHERE kind = {mark}", (kind,))
            elif self._state(connection, kind) != dict(before):
                return False
            if pieces:
                row = (kind, _bytes([one.number for one in pieces]), _bytes([one.start for one in pieces]),
                       b"".join(one.vector for one in pieces))
                columns = "kind, numbers, starts, vectors"
                connection.exec_driver_sql(f"INSERT INTO {ROWS} ({columns}) VALUES ({', '.join([mark] * 4)})", row)
            connection.exec_driver_sql(f"DELETE FROM {STATE} WHERE kind = {mark}", (kind,))
            connection.exec_driver_sql(f"INSERT INTO {STATE} VALUES ({', '.join([mark] * 3)})",
                                       [(kind, *item) for item in after.items()])
        return True

    def pieces(self, kind: str) -> Pieces:
        """Return all pieces of one type; they are kept in memory until others are written."""
        with self._lock, self._reading() as connection:
            state = self._state(connection, kind)
            if kind not in self._kept or self._kept[kind][0] != state:
                self._kept[kind] = (state, self._read(connection, kind))
            return self._kept[kind][1]

    def _read(self, connection: Connection, kind: str) -> Pieces:
        mark = "%s" if self._ledger.postgres else "?"
        asked = f"SELECT numbers, starts, vectors FROM {ROWS} WHERE kind = {mark} ORDER BY number"
        rows = [tuple(map(bytes, row)) for row in connection.exec_driver_sql(asked, (kind,))]
        numbers = np.frombuffer(b"".join(row[0] for row in rows), WHOLE)
        starts = np.frombuffer(b"".join(row[1] for row in rows), WHOLE)
        vectors = np.frombuffer(b"".join(row[2] for row in rows), HALF).astype(np.float32)
        return Pieces(numbers, starts, vectors.reshape(len(numbers), -1) if len(numbers) else vectors.reshape(0, 0))

    def _state(self, connection: Connection, kind: str) -> dict[str, str]:
        there = "to_regclass(%s)" if self._ledger.postgres else "(SELECT 1 FROM sqlite_master WHERE name = ?)"
        if connection.exec_driver_sql(f"SELECT {there}", (STATE,)).scalar() is None:
            return {}
        mark = "%s" if self._ledger.postgres else "?"
        asked = f"SELECT name, value FROM {STATE} WHERE kind = {mark}"
        return {row[0]: row[1] for row in connection.exec_driver_sql(asked, (kind,))}

    def _make(self, connection: Connection) -> None:
        counted, data = ("bigserial", "bytea") if self._ledger.postgres else ("INTEGER", "BLOB")
        connection.exec_driver_sql(f"CREATE TABLE IF NOT EXISTS {STATE} (kind TEXT, name TEXT, value TEXT NOT NULL, "
                                   "PRIMARY KEY (kind, name))")
        connection.exec_driver_sql(f"CREATE TABLE IF NOT EXISTS {ROWS} (number {counted} PRIMARY KEY, kind TEXT NOT NULL, "
                                   f"numbers {data} NOT NULL, starts {data} NOT NULL, vectors {data} NOT NULL)")

    def _is_there(self) -> bool:
        return self._ledger.postgres or (self._path.is_file() and self._path.stat().st_size > 0)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        if self._ledger.postgres:
            with self._ledger.reading() as connection:
                yield connection
            return
        with closing(open_backend(self._path, "read")) as backend, backend.reading() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if self._ledger.postgres:
            with self._ledger.writing() as connection:
                yield connection
            return
        with closing(open_backend(self._path, "record")) as backend, backend.writing() as connection:
            yield connection


def _bytes(numbers: Sequence[int]) -> bytes:
    return np.array(numbers, WHOLE).tobytes()
