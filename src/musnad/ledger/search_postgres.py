"""An index inside a PostgreSQL ledger: tables of tsvector, derived, safe to drop at any time.

Terms are made by the analysis, so nothing of PostgreSQL's own languages is used: each lexeme is a letter for its column
and a term. The rank is PostgreSQL's own for one term, weighed by how rare the term is; it is not the BM25 of a file.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection

from musnad.ledger.backend import Backend
from musnad.ledger.search_plan import COLUMNS, RANKED, Every, Leaf, Node, Some
from musnad.ledger.search_query import TYPES
from musnad.ledger.search_rows import Row

LAST = 16_383  # the last place that a tsvector knows; what stands beyond is in no phrase
LONGEST = 400_000  # code points of terms of one column: a tsvector holds a megabyte
_LETTER = dict(zip(COLUMNS, "wsknpo", strict=True))


class TableIndex:
    """The index of a PostgreSQL ledger, in tables of its own."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def state(self) -> dict[str, str]:
        """Return what the index says of itself; nothing where there is none."""
        with self._backend.reading() as connection:
            return _state(connection)

    def write(self, rows: Mapping[str, Sequence[Row]], before: Mapping[str, str], after: Mapping[str, str]) -> bool:
        """Append rows, if the index still says ``before`` of itself; say whether it did. From nothing, begin anew."""
        with self._backend.writing() as connection:
            if not before:
                _make(connection)
            elif _state(connection) != dict(before):
                return False
            for kind, some in rows.items():
                if some:
                    connection.exec_driver_sql(f"INSERT INTO search_{kind} VALUES (%s, %s, %s::tsvector)",
                                               [(row.number, row.published, _vector(row)) for row in some])
            connection.exec_driver_sql("DELETE FROM search_state")
            connection.exec_driver_sql("INSERT INTO search_state VALUES (%s, %s)", list(after.items()))
        return True

    def best(self, kind: str, asked: Node, limit: int) -> list[tuple[int, float]]:
        """Return the records that fit best, with their scores; the higher, the better."""
        with self._backend.reading() as connection:
            weights = _weights(connection, kind, sorted({_match(leaf) for leaf in _leaves(asked)}))
            score = " + ".join(f"{weight:.6f} * ts_rank(vector, %s::tsquery, 1)" for weight in weights.values()) or "0.0"
            sql = (f"SELECT number, {score} AS score FROM search_{kind} WHERE vector @@ %s::tsquery "
                   "ORDER BY score DESC, number LIMIT %s")
            found = connection.exec_driver_sql(sql, (*weights, _match(asked), limit))
            return [(row[0], float(row[1])) for row in found]

    def count(self, kind: str, asked: Node) -> int:
        """Return how many records fit."""
        sql = f"SELECT count(*) FROM search_{kind} WHERE vector @@ %s::tsquery"
        with self._backend.reading() as connection:
            return int(connection.exec_driver_sql(sql, (_match(asked),)).scalar() or 0)

    def latest(self, kind: str, asked: Node) -> list[tuple[int, float]]:
        """Return all records that fit, the latest published first."""
        sql = (f"SELECT number FROM search_{kind} WHERE vector @@ %s::tsquery "
               "ORDER BY published DESC NULLS LAST, number DESC")
        with self._backend.reading() as connection:
            return [(row[0], 0.0) for row in connection.exec_driver_sql(sql, (_match(asked),))]

    def close(self) -> None:
        """Nothing is to be closed: the ledger's own connections are used."""


def _state(connection: Connection) -> dict[str, str]:
    if connection.exec_driver_sql("SELECT to_regclass('search_state')").scalar() is None:
        return {}
    return {row[0]: row[1] for row in connection.exec_driver_sql("SELECT name, value FROM search_state")}


def _make(connection: Connection) -> None:
    connection.exec_driver_sql("DROP TABLE IF EXISTS search_state")
    connection.exec_driver_sql("CREATE TABLE search_state (name text PRIMARY KEY, value text NOT NULL)")
    for kind in TYPES:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS search_{kind}")
        columns = "number bigint PRIMARY KEY, published text, vector tsvector"
        connection.exec_driver_sql(f"CREATE TABLE search_{kind} ({columns})")
        connection.exec_driver_sql(f"CREATE INDEX search_{kind}_vector ON search_{kind} USING gin (vector)")


def _vector(row: Row) -> str:
    """Return a row as PostgreSQL writes a tsvector. Terms are letters and digits only, so nothing is to be escaped."""
    return " ".join(f"'{_LETTER[column]}{term}':{min(place, LAST)}"
                    for column, text in zip(COLUMNS, row.columns, strict=True)
                    for place, term in enumerate(text[:LONGEST].split(), 1))


def _match(node: Node) -> str:
    if isinstance(node, Leaf):
        return f"({' <-> '.join(_lexeme(node.column, term) for term in node.terms)})"
    if isinstance(node, Every | Some):
        return f"({(' & ' if isinstance(node, Every) else ' | ').join(map(_match, node.parts))})"
    return f"({_match(node.held)} & !{_match(node.left_out)})"


def _lexeme(column: str, term: str) -> str:
    """Return a lexeme as PostgreSQL writes it."""
    return f"'{_LETTER[column]}{term}'"


def _leaves(node: Node) -> Iterator[Leaf]:
    if isinstance(node, Leaf):
        if node.column in COLUMNS[:RANKED]:
            yield node
    elif isinstance(node, Every | Some):
        for part in node.parts:
            yield from _leaves(part)
    else:
        yield from _leaves(node.held)


def _weights(connection: Connection, kind: str, asked: Sequence[str]) -> dict[str, float]:
    """Return how telling each part of a question is: the rarer, the more."""
    total = int(connection.exec_driver_sql(f"SELECT count(*) FROM search_{kind}").scalar() or 0)
    made = {}
    for part in asked:
        sql = f"SELECT count(*) FROM search_{kind} WHERE vector @@ %s::tsquery"
        held = int(connection.exec_driver_sql(sql, (part,)).scalar() or 0)
        made[part] = math.log(1 + (total - held + 0.5) / (held + 0.5))
    return made
