"""The only file that knows a driver or a dialect: SQLite by default, PostgreSQL by its address.

A path opens a SQLite file in WAL mode: one writer, any number of readers, and a process killed at any moment leaves
whole transactions only. An address such as ``postgresql://host/name`` opens a PostgreSQL database.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Literal
from urllib.parse import quote

from sqlalchemy import Connection, CursorResult, Engine, Select, Table, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import QueuePool

from musnad.ledger.schema import APPLICATION_ID, EXPUNGEABLE
from musnad.model.errors import LedgerError

Mode = Literal["read", "record", "judge"]

WAIT = 30_000  # milliseconds that a writer waits for another one
PAUSE = 0.005  # seconds between two tries to open a file that another process is making
CHECKPOINT = 8_000  # pages of the log before it is folded into the file: 32 MB, few syncs in a long run
SEARCH, VECTORS = "-search", "-vectors"  # what the names of a ledger's indexes end with
SEARCHED = ("state", "report", "statement", "incident", "entity", "vectors", "vectors_state")  # their tables in PostgreSQL
PAGE = 500  # rows fetched at a time
LOCK = 0x6D736E64  # PostgreSQL's advisory lock: one writing transaction at a time, as SQLite has it


class Backend:
    """One open database.

    Attributes:
        where: What a message calls it: the path, or the address without its password.
        postgres: Whether it is a PostgreSQL database.
    """

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self.where = where
        self.postgres = engine.dialect.name == "postgresql"
        self._reads = engine.execution_options(isolation_level="REPEATABLE READ") if self.postgres else engine
        self._inserts: dict[str, str] = {}

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the ledger from its first question to its last."""
        with told(self.where), self._reads.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in a transaction that no other writer shares: all of it is kept, or nothing."""
        with told(self.where), self._engine.begin() as connection:
            if self.postgres:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
            yield connection

    def append(self, connection: Connection, table: Table, columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
        """Append rows; those whose unique key is there already are left out."""
        if rows:
            connection.exec_driver_sql(self._insert(table, columns), rows)

    def append_one(self, connection: Connection, table: Table, columns: Sequence[str], row: tuple[Any, ...]) -> int | None:
        """Append one row and return its number, None if its unique key is there already."""
        number = connection.exec_driver_sql(f"{self._insert(table, columns)} RETURNING number", row).scalar()
        return None if number is None else int(number)

    def _insert(self, table: Table, columns: Sequence[str]) -> str:
        made = self._inserts.get(table.name)
        if made is None:
            names = ", ".join(f'"{name}"' for name in columns)
            marks = ", ".join(["%s" if self.postgres else "?"] * len(columns))
            made = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING'
            self._inserts[table.name] = made
        return made

    def is_ledger(self, connection: Connection) -> bool:
        """Say whether the database holds a ledger; False for an empty one.

        Raises:
            LedgerError: It holds something else.
        """
        if self.postgres:
            return connection.exec_driver_sql("SELECT to_regclass('stamps')").scalar() is not None
        if connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID:
            return True
        if connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar():
            raise LedgerError(f"{self.where}: a SQLite file, but no ledger of musnad; choose another path")
        return False

    def seal(self, connection: Connection, tables: Sequence[Table]) -> None:
        """Make the database itself refuse every change and removal in ``tables``."""
        for statement in (_postgres_seal if self.postgres else _sqlite_seal)(tables):
            connection.exec_driver_sql(statement)

    def expunge(self, connection: Connection, table: Table, number: int) -> None:
        """Remove the words or bytes of a row. The database refuses it for all that no decision has named before."""
        emptied = ", ".join(f'"{name}" = {empty}' for name, empty in self._emptied(table).items())
        connection.exec_driver_sql(f'UPDATE "{table.name}" SET {emptied} WHERE number = {int(number)}')

    def scrub(self) -> None:
        """See that what was expunged does not linger in the log beside the file, or in dead rows."""
        if self.postgres:
            loose = self._engine.execution_options(isolation_level="AUTOCOMMIT")
            with told(self.where), loose.connect() as connection:
                for table in EXPUNGEABLE:
                    connection.exec_driver_sql(f'VACUUM "{table}"')
                for table in SEARCHED:
                    connection.exec_driver_sql(f"DROP TABLE IF EXISTS search_{table}")
        else:
            with told(self.where), closing(self._engine.raw_connection()) as raw:
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            for index in (SEARCH, VECTORS):  # the search holds which words stood where; it is made anew without them
                for end in ("", "-wal", "-shm"):
                    Path(f"{self.where}{index}{end}").unlink(missing_ok=True)

    def _emptied(self, table: Table) -> dict[str, str]:
        none = _none_postgres if self.postgres else _none_sqlite
        return {name: none(empty) for name, empty in EXPUNGEABLE[table.name][1].items()}

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


def open_backend(where: str | os.PathLike[str], mode: Mode, *, lenient: bool = False) -> Backend:
    """Open a database: ``read`` never writes, ``record`` is fast, ``judge`` waits until the disc has what was said.

    Args:
        where: Path of a SQLite file, or address of a PostgreSQL database.
        mode: What is to be done.
        lenient: Give damaged text, too, its bad bytes as surrogates, so that it can be named.

    Raises:
        LedgerError: There is nothing to read, or the address is of no database known here.
    """
    address = os.fspath(where)
    if "://" in address:
        return _open_postgres(address)
    path = Path(address)
    if mode != "record" and (not path.is_file() or not path.stat().st_size):
        raise LedgerError(f"{path}: no ledger here; `musnad add` makes one")
    if mode == "record":
        with _named(path):
            path.parent.mkdir(parents=True, exist_ok=True)
    return Backend(_open_sqlite(path, mode, lenient=lenient), str(path))


def copy_sqlite(source: Path, out: Path) -> None:
    """Copy a SQLite file as it is at one moment, while others read and write it; the copy is one file and on the disc.

    Raises:
        LedgerError: It is damaged, or no SQLite file.
    """
    try:
        out.unlink(missing_ok=True)
        with (closing(sqlite3.connect(f"file:{quote(str(source))}?mode=ro", uri=True)) as left,
              closing(sqlite3.connect(out)) as right):
            left.execute(f"PRAGMA busy_timeout={WAIT}")
            left.backup(right)  # one transaction: whole, at one moment
            right.execute("PRAGMA journal_mode=DELETE")
        with out.open("rb+") as made:
            os.fsync(made.fileno())
    except sqlite3.Error as error:
        raise LedgerError(f"{source}: {error}") from error


def streamed(connection: Connection, asked: Select[Any], values: dict[str, Any] | None = None) -> CursorResult[Any]:
    """Ask for rows that come a page at a time, however many there are; to be used in a ``with``."""
    return connection.execute(asked, values, execution_options={"yield_per": PAGE})


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turn what a driver raises into one line that names the ledger."""
    try:
        yield
    except DBAPIError as error:
        raise LedgerError(f"{where}: {error.orig}") from error


@contextmanager
def _named(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise LedgerError(f"{path}: {error.strerror}") from error


def _open_postgres(address: str) -> Backend:
    try:
        url = make_url(address)
        if url.drivername in {"postgres", "postgresql"}:
            url = url.set(drivername="postgresql+psycopg")
        engine = create_engine(url, isolation_level="READ COMMITTED", pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError) as error:
        raise LedgerError(f"{address.partition('://')[0]}://…: {error}") from error
    except ModuleNotFoundError as error:
        raise LedgerError("PostgreSQL needs the extra: pip install 'musnad[postgres]'") from error
    return Backend(engine, url.render_as_string(hide_password=True))


def _open_sqlite(path: Path, mode: Mode, *, lenient: bool) -> Engine:
    address = f"file:{quote(str(path))}?mode={'ro' if mode == 'read' else 'rwc'}"
    if mode == "read" and not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists():
        address += "&immutable=1"  # a write-protected folder: no log beside the file, and none can be made

    def connect() -> sqlite3.Connection:
        made = sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)
        for pragma in _pragmas(mode):
            _patiently(made, f"PRAGMA {pragma}")
        if lenient:
            made.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
        return made

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=4, max_overflow=-1)
    begin = "BEGIN" if mode == "read" else "BEGIN IMMEDIATE"
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin) and None)
    return engine


def _patiently(connection: sqlite3.Connection, statement: str) -> None:
    """Ask again while another process holds the file: SQLite does not wait by itself where the mode of the log changes."""
    until = monotonic() + WAIT / 1000
    while True:
        try:
            connection.execute(statement)
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(PAUSE)


def _pragmas(mode: Mode) -> list[str]:
    if mode == "read":
        return ["query_only=ON", f"busy_timeout={WAIT}", "cache_size=-32768", "temp_store=MEMORY"]
    return [
        f"busy_timeout={WAIT}", "journal_mode=WAL", f"synchronous={'FULL' if mode == 'judge' else 'NORMAL'}",
        "foreign_keys=ON", "recursive_triggers=ON", "secure_delete=ON",
        f"wal_autocheckpoint={CHECKPOINT}", "cache_size=-32768",
    ]


def _sqlite_seal(tables: Sequence[Table]) -> Iterator[str]:
    yield f"PRAGMA application_id={APPLICATION_ID}"
    for table in tables:
        for act in ("UPDATE", "DELETE"):
            may = act == "UPDATE" and table.name in EXPUNGEABLE
            when = f"WHEN NOT ({_decided(table, 'IS', _none_sqlite)})" if may else ""
            yield (f'CREATE TRIGGER "{table.name}_no_{act.lower()}" BEFORE {act} ON "{table.name}" {when} '
                   f"BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: {table.name}'); END")


def _postgres_seal(tables: Sequence[Table]) -> Iterator[str]:
    yield ("CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS "
           "$$ BEGIN RAISE EXCEPTION 'the ledger is append-only: %%', TG_TABLE_NAME; END $$")
    for table in tables:
        name, refuse = table.name, "append_only"
        if name in EXPUNGEABLE:
            refuse = f"{name}_expunged_only"
            decided = _decided(table, "IS NOT DISTINCT FROM", _none_postgres)
            yield (f"CREATE OR REPLACE FUNCTION {refuse}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                   f"IF TG_OP = 'UPDATE' THEN IF {decided} THEN RETURN NEW; END IF; END IF; "
                   "RAISE EXCEPTION 'the ledger is append-only: %%', TG_TABLE_NAME; END $$")
        yield (f'CREATE TRIGGER "{name}_sealed" BEFORE UPDATE OR DELETE ON "{name}" '
               f"FOR EACH ROW EXECUTE FUNCTION {refuse}()")
        yield (f'CREATE TRIGGER "{name}_kept" BEFORE TRUNCATE ON "{name}" '
               "FOR EACH STATEMENT EXECUTE FUNCTION append_only()")


def _none_sqlite(empty: str) -> str:
    return "x''" if empty == "bytes" else empty


def _none_postgres(empty: str) -> str:
    return "''::bytea" if empty == "bytes" else empty


def _decided(table: Table, same: str, none: Callable[[str], str]) -> str:
    """Return the condition under which a row may be emptied: a decision names it, and nothing else of it changes."""
    keys, emptied = EXPUNGEABLE[table.name]
    named = " OR ".join(f'tombstones.subject = OLD."{key}"' for key in keys)
    kept = [f'NEW."{column.name}" {same} {none(emptied[column.name])}' if column.name in emptied
            else f'NEW."{column.name}" {same} OLD."{column.name}"' for column in table.columns]
    return f"EXISTS (SELECT 1 FROM tombstones WHERE tombstones.expunged = 1 AND ({named})) AND {' AND '.join(kept)}"
