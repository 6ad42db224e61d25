"""Verifying the log: the tree made again from the bodies, and each thing that an entry is about compared with its digest."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Table, func, select

from musnad.ledger.backend import streamed
from musnad.ledger.columns import metadata
from musnad.ledger.entries import span_digest
from musnad.ledger.merkle import Frontier, leaf_hash
from musnad.ledger.schema import EVIDENCE
from musnad.ledger.schema_custody import checkpoints, log_entries, log_nodes
from musnad.ledger.tallying import Count
from musnad.model.records import Json


class LogCheck:
    """One pass over the log.

    Attributes:
        count: What came of it.
        said: Bodies by kind, and in it by what the entry is about; of a reading by its number.
        roots: Roots at the sizes that checkpoints name.
        size: Number of entries.
        name: Name of the ledger.
    """

    def __init__(self, connection: Connection, graves: Mapping[str, tuple[str, str, bool]]) -> None:
        self.count = Count("log")
        self.said: dict[str, dict[str | int, Json]] = {}
        self.spans: list[tuple[int, str, list[Any]]] = []
        self.roots: dict[int, str] = {}
        self.size = 0
        self.name = ""
        self._connection = connection
        self._graves = graves
        self._wanted = set(connection.execute(select(checkpoints.c.size)).scalars())

    def all(self) -> LogCheck:
        """Check the entries, the nodes, and the rows that spans cover."""
        nodes = {(row.level, row.at): row.hash for row in self._each(log_nodes)}
        tree = Frontier()
        for row in self._each(log_entries):
            self.size += 1
            leaf, *above = tree.append(leaf_hash(row.body.encode("utf-8", "surrogatepass")))
            wrong = [node for node in above if nodes.pop(node[:2], None) != node[2].hex()]
            fault = self._fault(row, leaf[2].hex())
            if fault is None and wrong:
                fault = f"the node {wrong[0][0]}/{wrong[0][1]} that it closes does not follow from the entries"
            self.count.note(f"entry {self.size}", fault)
            if self.size in self._wanted:
                self.roots[self.size] = tree.root().hex()
        for level, at in nodes:
            self.count.note(f"node {level}/{at}", "no entry closes it")
        for number, name, (first, last, expected) in self.spans:
            right = name in metadata.tables and span_digest(self._connection, name, first, last, self._graves) == expected
            self.count.note(f"entry {number}", None if right else f"rows {first} to {last} of {name} differ from the log")
        return self

    def _fault(self, row: Any, leaf: str) -> str | None:
        if row.hash != leaf:
            return "its hash is not that of its body"
        if row.number != self.size:
            return f"it stands as number {row.number}"
        try:
            body = json.loads(row.body)
            self._take(row.number, body)
        except (ValueError, TypeError, AttributeError):
            return "its body is not what the log holds"
        if (body.get("kind"), body.get("subject")) != (row.kind, row.subject):
            return "its kind or subject differs from its body"
        return None

    def _take(self, number: int, body: Json) -> None:
        kind = body["kind"]
        if number == 1:
            self.name = body["subject"]
        about = {"reading": "reading", "verdict": "verdict", "withheld": "decision", "expunged": "decision",
                 "released": "decision"}.get(kind, "subject")
        self.said.setdefault(kind, {})[body[about]] = body
        self.spans += [(number, name, said) for name, said in body.items()
                       if isinstance(said, list) and name in metadata.tables]

    def _each(self, table: Table) -> Iterator[Any]:
        with streamed(self._connection, select(table).order_by(table.c.number)) as rows:
            yield from rows


def check_numbers(connection: Connection, *, gaps: bool) -> Count:
    """Check that the rows of each table are numbered from 1 without a gap: none is missing, none was moved."""
    count = Count("rows")
    for table in EVIDENCE:
        first, last, many = connection.execute(
            select(func.min(table.c.number), func.max(table.c.number), func.count()).select_from(table)).one()
        if gaps:  # PostgreSQL leaves out numbers of what was rolled back
            count.leave("PostgreSQL leaves gaps between numbers")
        elif not many or (first, last) == (1, many):
            count.note(table.name, None)
        else:
            count.note(table.name, f"{many:,} rows stand at numbers {first:,} to {last:,}: {_odd(connection, table, many)}")
    return count


def _odd(connection: Connection, table: Table, many: int) -> str:
    numbers = set(connection.execute(select(table.c.number)).scalars())
    missing = next((n for n in range(1, many + 1) if n not in numbers), None)
    beyond = next((n for n in sorted(numbers) if not 1 <= n <= many), None)
    return f"number {missing} is missing, number {beyond} is not expected"
