"""An index beside a ledger's file: full-text tables of SQLite, derived, safe to delete at any time.

One table a type, so that short records do not weigh on the rank of long ones. The tables keep no text, only where
terms stand; a record's row has its number in the ledger.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection

from musnad.ledger.backend import SEARCH, Backend, open_backend
from musnad.ledger.search_plan import COLUMNS, RANKED, Every, Leaf, Node, Some
from musnad.ledger.search_query import TYPES
from musnad.ledger.search_rows import Row

_WEIGHTS = ", ".join("1.0" if at < RANKED else "0.0" for at in range(len(COLUMNS)))


class FileIndex:
    """The index of a ledger file, in a file beside it."""

    def __init__(self, ledger: str) -> None:
        self._path = Path(f"{ledger}{SEARCH}")
        self._open: Backend | None = None
        self._of: tuple[int, int] | None = None  # device and number of the file that is open: another may take its name

    def state(self) -> dict[str, str]:
        """Return what the index says of itself; nothing where there is none."""
        if not self._path.is_file() or not self._path.stat().st_size:
            self.close()
            return {}
        if self._of != self._file():
            self.close()
        with self._reading().reading() as connection:
            if connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'state'").scalar() is None:
                return {}
            return {row[0]: row[1] for row in connection.exec_driver_sql("SELECT name, value FROM state")}

    def write(self, rows: Mapping[str, Sequence[Row]], before: Mapping[str, str], after: Mapping[str, str]) -> bool:
        """Append rows, if the index still says ``before`` of itself; say whether it did. From nothing, begin anew."""
        with closing(open_backend(self._path, "record")) as backend, backend.writing() as connection:
            if not before:
                _make(connection)
            elif dict(tuple(row) for row in connection.exec_driver_sql("SELECT name, value FROM state")) != dict(before):
                return False
            for kind, some in rows.items():
                _append(connection, kind, some)
            connection.exec_driver_sql("DELETE FROM state")
            connection.exec_driver_sql("INSERT INTO state VALUES (?, ?)", list(after.items()))
        return True

    def best(self, kind: str, asked: Node, limit: int) -> list[tuple[int, float]]:
        """Return the records that fit best, with their scores; the higher, the better."""
        rank = f"bm25({kind}_terms, {_WEIGHTS})"
        sql = f"SELECT rowid, {rank} FROM {kind}_terms WHERE {kind}_terms MATCH ? ORDER BY 2, 1 LIMIT ?"
        with self._reading().reading() as connection:
            return [(row[0], -row[1]) for row in connection.exec_driver_sql(sql, (_match(asked), limit))]

    def count(self, kind: str, asked: Node) -> int:
        """Return how many records fit."""
        sql = f"SELECT count(*) FROM {kind}_terms WHERE {kind}_terms MATCH ?"
        with self._reading().reading() as connection:
            return int(connection.exec_driver_sql(sql, (_match(asked),)).scalar() or 0)

    def latest(self, kind: str, asked: Node) -> list[tuple[int, float]]:
        """Return all records that fit, the latest published first."""
        sql = (f"SELECT number FROM {kind}_days WHERE number IN (SELECT rowid FROM {kind}_terms WHERE {kind}_terms MATCH ?) "
               "ORDER BY published DESC, number DESC")
        with self._reading().reading() as connection:
            return [(row[0], 0.0) for row in connection.exec_driver_sql(sql, (_match(asked),))]

    def close(self) -> None:
        """Close the file."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _reading(self) -> Backend:
        if self._open is None:
            self._of = self._file()
            self._open = open_backend(self._path, "read")
        return self._open

    def _file(self) -> tuple[int, int]:
        found = self._path.stat()
        return found.st_dev, found.st_ino


def _make(connection: Connection) -> None:
    connection.exec_driver_sql("DROP TABLE IF EXISTS state")
    connection.exec_driver_sql("CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
    for kind in TYPES:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {kind}_terms")
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {kind}_days")
        connection.exec_driver_sql(f"CREATE VIRTUAL TABLE {kind}_terms USING fts5({', '.join(COLUMNS)}, content='', "
                                   "tokenize='unicode61 remove_diacritics 0')")
        connection.exec_driver_sql(f"CREATE TABLE {kind}_days (number INTEGER PRIMARY KEY, published TEXT)")


def _append(connection: Connection, kind: str, rows: Sequence[Row]) -> None:
    if rows:
        marks = ", ".join("?" * (len(COLUMNS) + 1))
        connection.exec_driver_sql(f"INSERT INTO {kind}_terms (rowid, {', '.join(COLUMNS)}) VALUES ({marks})",
                                   [(row.number, *row.columns) for row in rows])
        connection.exec_driver_sql(f"INSERT INTO {kind}_days VALUES (?, ?)", [(row.number, row.published) for row in rows])


def _match(node: Node) -> str:
    """Return the expression of FTS5. Terms are letters and digits only, so quotation marks are enough."""
    if isinstance(node, Leaf):
        return f'{{{node.column}}} : "{" ".join(node.terms)}"'
    if isinstance(node, Every | Some):
        return f"({(' AND ' if isinstance(node, Every) else ' OR ').join(map(_match, node.parts))})"
    return f"({_match(node.held)} NOT {_match(node.left_out)})"
