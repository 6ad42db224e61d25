"""The log: an append-only Merkle tree over everything that a ledger was told. See docs/custody.md.

Who writes to the ledger hands over what is to be logged and writes it in the same transaction: the thing and its entry
are both there, or neither. Appending costs as many hashes as the tree is high, at most.

    with open_log("news.ledger") as log:
        proof = log.prove(entry.number)
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, and_, func, select, tuple_

from musnad.ledger.backend import Backend, open_backend, streamed
from musnad.ledger.merkle import EMPTY, Frontier, consistency, inclusion, leaf_hash, peaks
from musnad.ledger.migrations import check, now
from musnad.ledger.schema_custody import log_entries, log_nodes
from musnad.model.errors import LedgerError, NoSuchRecord

_ENTRY = ("number", "kind", "subject", "body", "hash")
_NODE = ("level", "at", "hash")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that is to be logged.

    Attributes:
        kind: What happened; see docs/custody.md.
        subject: Id of what it happened to.
        says: The rest of the body.
    """

    kind: str
    subject: str
    says: Mapping[str, Any] = field(default_factory=dict)

    def body(self, moment: str) -> str:
        """Return the line that is logged."""
        made = {"kind": self.kind, "moment": moment, "subject": self.subject, **self.says}
        return json.dumps(made, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Logged:
    """An entry of the log.

    Attributes:
        number: Its number, from 1; it is leaf ``number - 1``.
        kind: What happened.
        subject: Id of what it happened to.
        body: The line itself.
        hash: Hash of the leaf, hexadecimal.
    """

    number: int
    kind: str
    subject: str
    body: str
    hash: str


@dataclass(frozen=True, slots=True)
class Proof:
    """That an entry is in the log.

    Attributes:
        entry: The entry.
        size: Entries of the tree that the path leads to the root of.
        path: Hashes beside the way up, hexadecimal.
        root: The root, hexadecimal.
    """

    entry: Logged
    size: int
    path: tuple[str, ...]
    root: str


def append(backend: Backend, connection: Connection, entries: Sequence[Entry]) -> None:
    """Append entries within the caller's transaction; to be called once in it, last."""
    if not entries:
        return
    tree = frontier(connection)
    rows: list[tuple[Any, ...]] = []
    nodes: list[tuple[Any, ...]] = []
    first = [] if tree.size else [Entry("ledger", f"ledger-{token_hex(8)}")]
    moment = now()
    for entry in (*first, *entries):
        body = entry.body(moment)
        leaf, *above = tree.append(leaf_hash(body.encode()))
        rows.append((tree.size, entry.kind, entry.subject, body, leaf[2].hex()))
        nodes += [(level, at, made.hex()) for level, at, made in above]
    backend.append(connection, log_entries, _ENTRY, rows)
    backend.append(connection, log_nodes, _NODE, nodes)


def note(where: str | os.PathLike[str], kind: str, subject: str, says: Mapping[str, Any] | None = None) -> None:
    """Log something that has no table of its own: that something was handed out, or that somebody may now do something.

    Raises:
        LedgerError: There is no ledger, or it cannot be written.
    """
    backend = open_backend(where, "judge")
    try:
        check(backend)
        with backend.writing() as connection:
            append(backend, connection, [Entry(kind, subject, says or {})])
    finally:
        backend.close()


def size_of(connection: Connection) -> int:
    """Return the number of entries."""
    return int(connection.execute(select(func.max(log_entries.c.number))).scalar() or 0)


def name_of(connection: Connection) -> str:
    """Return the name of the ledger, which its first entry gave it.

    Raises:
        LedgerError: The log is empty.
    """
    found = connection.execute(select(log_entries.c.subject).where(log_entries.c.number == 1)).scalar()
    if found is None:
        raise LedgerError("the log is empty: nothing was added to the ledger yet")
    return str(found)


def frontier(connection: Connection, size: int | None = None) -> Frontier:
    """Return the tree over the first ``size`` entries, or over all."""
    size = size_of(connection) if size is None else size
    node = nodes_of(connection, peaks(size))
    return Frontier(size, [node(*peak) for peak in peaks(size)])


def nodes_of(connection: Connection, ahead: Sequence[tuple[int, int]] = ()) -> Callable[[int, int], bytes]:
    """Return what gives the hash of a node of the log; those that are known to be needed are asked for at once."""
    known: dict[tuple[int, int], bytes] = {}
    above = [peak for peak in ahead if peak[0]]
    if above:
        asked = select(log_nodes.c.level, log_nodes.c.at, log_nodes.c.hash)
        found = connection.execute(asked.where(tuple_(log_nodes.c.level, log_nodes.c.at).in_(above)))
        known = {(row[0], row[1]): bytes.fromhex(row[2]) for row in found}

    def node(level: int, at: int) -> bytes:
        if (level, at) not in known:
            asked = (select(log_nodes.c.hash).where(log_nodes.c.level == level, log_nodes.c.at == at) if level
                     else select(log_entries.c.hash).where(log_entries.c.number == at + 1))
            found = connection.execute(asked).scalar()
            if found is None:
                raise LedgerError(f"the log lacks its node {level}/{at}; `musnad verify` says what is wrong")
            known[level, at] = bytes.fromhex(found)
        return known[level, at]

    return node


def proof_of(connection: Connection, number: int, size: int | None = None) -> Proof:
    """Return the proof that an entry is among the first ``size``, or among all.

    Raises:
        NoSuchRecord: There is no such entry.
    """
    size = size_of(connection) if size is None else size
    if not 0 < number <= size:
        raise NoSuchRecord(f"entry {number}: the log has {size:,} entries")
    row = connection.execute(select(*(log_entries.c[name] for name in _ENTRY)).where(log_entries.c.number == number)).one()
    path = inclusion(nodes_of(connection), number - 1, size)
    root = frontier(connection, size).root()
    return Proof(Logged(*row), size, tuple(made.hex() for made in path), root.hex())


class Log:
    """Asks the log of one ledger. Made by ``open_log``; to be closed, or used in a ``with``."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def name(self) -> str:
        """Return the name of the ledger."""
        with self._backend.reading() as connection:
            return name_of(connection)

    def size(self) -> int:
        """Return the number of entries."""
        with self._backend.reading() as connection:
            return size_of(connection)

    def root(self, size: int | None = None) -> str:
        """Return the root over the first ``size`` entries, or over all, hexadecimal."""
        with self._backend.reading() as connection:
            return frontier(connection, size).root().hex() if size != 0 else EMPTY.hex()

    def entries(self, after: int = 0, kind: str | None = None) -> Iterator[Logged]:
        """Yield the entries in order, those after a number."""
        asked = select(*(log_entries.c[name] for name in _ENTRY)).where(log_entries.c.number > after)
        if kind is not None:
            asked = asked.where(log_entries.c.kind == kind)
        with self._backend.reading() as connection, streamed(connection, asked.order_by(log_entries.c.number)) as rows:
            for row in rows:
                yield Logged(row.number, row.kind, row.subject, row.body, row.hash)

    def some(self, after: int, last: int) -> list[Logged]:
        """Return the entries after a number, up to another one."""
        asked = select(*(log_entries.c[name] for name in _ENTRY)).order_by(log_entries.c.number)
        with self._backend.reading() as connection:
            here = asked.where(log_entries.c.number > after, log_entries.c.number <= last)
            return [Logged(*row) for row in connection.execute(here)]

    def of(self, subject: str) -> list[Logged]:
        """Return the entries about a thing, by its id or the beginning of it."""
        named = select(*(log_entries.c[name] for name in _ENTRY))
        ends = and_(log_entries.c.subject >= subject, log_entries.c.subject <= subject + "~")  # all that begin so
        with self._backend.reading() as connection:
            return [Logged(*row) for row in connection.execute(named.where(ends).order_by(log_entries.c.number))]

    def prove(self, number: int, size: int | None = None) -> Proof:
        """Return the proof that an entry is in the log.

        Raises:
            NoSuchRecord: There is no such entry.
        """
        with self._backend.reading() as connection:
            return proof_of(connection, number, size)

    def consistency(self, old: int, size: int | None = None) -> tuple[str, ...]:
        """Return the proof that the log of ``old`` entries is the beginning of that of ``size``, or of today's.

        Raises:
            LedgerError: It was never so long.
        """
        with self._backend.reading() as connection:
            whole = size_of(connection) if size is None else size
            if not 0 <= old <= whole <= size_of(connection):
                raise LedgerError(f"the log has {size_of(connection):,} entries; {old} to {whole} cannot be compared")
            return tuple(made.hex() for made in consistency(nodes_of(connection), old, whole))

    def close(self) -> None:
        """Close the ledger."""
        self._backend.close()

    def __enter__(self) -> Log:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_log(where: str | os.PathLike[str]) -> Log:
    """Open the log of a ledger to ask it.

    Raises:
        LedgerError: There is no ledger, or it is of another schema.
    """
    backend = open_backend(where, "read")
    try:
        check(backend)
    except BaseException:
        backend.close()
        raise
    return Log(backend)
