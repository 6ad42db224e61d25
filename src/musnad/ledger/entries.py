"""What the log says of each thing that is added: the entries, with the digests of the rows that they cover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, func, select

from musnad.ledger.backend import Backend
from musnad.ledger.columns import metadata
from musnad.ledger.hashing import digest, listed, record_digest, row_digest
from musnad.ledger.log import Entry, append
from musnad.ledger.schema import KINDS, documents, plural, run_ends

Row = tuple[Any, ...]

TABLES = {kind: plural(made) for kind, made in KINDS.items()}


MARK = 8  # hexadecimal digits of a row digest that tell which record of a reading was changed


def source_entry(row: Row) -> Entry:
    """Return the entry of a source, from its row."""
    return Entry("source", row[0], {"source": row[0], "row": row_digest(row)})


def run_entry(row: Row, kind: str = "run") -> Entry:
    """Return the entry of a run's beginning or end, from its row."""
    return Entry(kind, row[0], {"run": row[0], "row": row_digest(row)})


def row_entry(kind: str, subject: str, row: Row, **says: Any) -> Entry:
    """Return the entry of something else with a row of its own."""
    return Entry(kind, subject, {**says, "row": row_digest(row)})


def reading_entry(connection: Connection, number: int, row: Row, rows: Mapping[str, Sequence[Row]],
                  turned: Sequence[Row]) -> Entry:
    """Return the entry of a reading.

    Args:
        connection: Where the document is read back from.
        number: Number of the reading.
        row: Its row.
        rows: Rows of the records that it added, by type, without the numbers of document and reading.
        turned: Rows of the records that it no longer found, or found again.
    """
    lines, digests = digests_of(rows)
    read = document_row(connection, row[0])
    says = {"reading": number, "document": read[0], "source": read[1], "run": row[2], "records": len(lines),
            "lines": listed(lines), "rows": listed(digests), "row": row_digest(row), "document_row": row_digest(read),
            "marks": "".join(made[:MARK] for made in digests)}
    if turned:
        says["changes"] = row_digest([[made[0], made[2]] for made in turned])
    return Entry("reading", read[0], says)


def digests_of(rows: Mapping[str, Sequence[Row]]) -> tuple[list[str], list[str]]:
    """Return the digests of lines and of rows of a reading's records, in the order of the records."""
    found = sorted((int(made[1]), kind, made) for kind, kept in rows.items() for made in kept)
    return [digest(made[-1]) for _, _, made in found], [record_digest(TABLES[kind], made) for _, kind, made in found]


def document_row(connection: Connection, number: int) -> Row:
    """Return the row of a document, without its number."""
    columns = [column for column in documents.columns if column.name != "number"]
    return tuple(connection.execute(select(*columns).where(documents.c.number == number)).one())


class Span:
    """The rows that are added to some tables between two moments of one transaction."""

    def __init__(self, connection: Connection, tables: Sequence[Table]) -> None:
        self._connection = connection
        self._before = {table.name: _last(connection, table) for table in tables}

    def says(self) -> dict[str, list[Any]]:
        """Return, for each table that was added to, the first number, the last, and the digest over the rows."""
        made = {}
        for name, before in self._before.items():
            last = _last(self._connection, metadata.tables[name])
            if last > before:
                made[name] = [before + 1, last, span_digest(self._connection, name, before + 1, last)]
        return made


def span_digest(connection: Connection, name: str, first: int, last: int,
                graves: Mapping[str, tuple[str, str, bool]] | None = None) -> str:
    """Return the digest over the rows of a table from one number to another; of what was expunged, the one that was kept."""
    table = metadata.tables[name]
    asked = select(table).where(table.c.number.between(first, last)).order_by(table.c.number)
    gone = {subject: row for subject, (row, _, expunged) in (graves or {}).items() if expunged}
    return listed(gone.get(row[1]) or row_digest(tuple(row)[1:]) for row in connection.execute(asked))


def _last(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.max(table.c.number))).scalar() or 0)


def end_run(backend: Backend, connection: Connection, end: tuple[str, str, int, int, str]) -> None:
    """Append a run's end and its entry: id of the run, moment, documents, records, digest."""
    backend.append(connection, run_ends, ("run", "finished", "documents", "records", "digest"), [end])
    append(backend, connection, [run_entry(end, "run_end")])
