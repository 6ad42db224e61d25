"""The linkings: what was compared across reports, what is kept to compare with, which links stand. Appends only.

    with open_linkings("news.ledger", run=RunInfo(version, {"link": "all"})) as linkings:
        for pending in linkings.pending("copies@1"):
            ...

It knows nothing of how anything is compared: signatures and keys are numbers and bytes to it.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from secrets import token_hex
from types import TracebackType
from typing import TypeVar

from sqlalchemy import Connection, func, or_, select

from musnad.ledger.backend import Backend, open_backend
from musnad.ledger.entries import Span, end_run, run_entry
from musnad.ledger.log import Entry
from musnad.ledger.log import append as append_log
from musnad.ledger.migrations import bring, now
from musnad.ledger.packing import row, row_columns, unfolded
from musnad.ledger.schema import (
    RECORDS,
    documents,
    link_changes,
    linkings,
    links,
    readings,
    runs,
    signature_keys,
    signatures,
    verdicts,
)
from musnad.ledger.standing import gone_link, present
from musnad.ledger.views import RunInfo
from musnad.model.ids import content_id
from musnad.model.records import Link

Item = TypeVar("Item")

AT_ONCE = 900  # values asked for in one question
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"  # SHA-256 of nothing: no reading is added

_SIGNATURE = ("mark", "linker", "subject", "report", "outlet", "published", "data")


@dataclass(frozen=True, slots=True)
class Pending:
    """A document that is to be compared, with the readings of it that have not been.

    Attributes:
        document: Its number.
        readings: Their numbers.
    """

    document: int
    readings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A signature as the ledger keeps it; see the table ``signatures``."""

    mark: int
    linker: str
    subject: str
    report: str
    outlet: str | None
    published: str | None
    data: bytes


@dataclass(slots=True)
class Batch:
    """What one step of linking adds, all of it or nothing.

    Attributes:
        readings: Readings compared, each with the linker.
        signatures: Signatures made.
        keys: Keys with the marks of their holders.
        links: Links proposed.
        changes: Links that no longer stand, or stand again: id, dropped or returned, why.
    """

    readings: list[tuple[int, str]] = field(default_factory=list)
    signatures: list[Kept] = field(default_factory=list)
    keys: list[tuple[int, int]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    changes: list[tuple[str, str, str]] = field(default_factory=list)


class Linkings:
    """Reads what is to be compared and appends what came of it. Made by ``open_linkings``; to be used in a ``with``.

    Attributes:
        added: Links that the ledger did not hold.
    """

    def __init__(self, backend: Backend, run: RunInfo) -> None:
        self.added = 0
        self._backend = backend
        self._info = run
        self._started = now()
        self._key = content_id("key", run.version, run.settings_line())
        self._run = content_id("run", self._key, self._started, token_hex(8))
        self._begun = False

    def pending(self, linker: str) -> list[Pending]:
        """Return the documents that a linker has not compared, in order of arrival."""
        done = select(linkings.c.number).where(linkings.c.reading == readings.c.number, linkings.c.linker == linker)
        asked = (select(readings.c.document, readings.c.number).where(~done.exists())
                 .order_by(readings.c.document, readings.c.number))
        found: dict[int, list[int]] = defaultdict(list)
        with self._backend.reading() as connection:
            for document, reading in connection.execute(asked):
                found[document].append(reading)
        return [Pending(document, tuple(numbers)) for document, numbers in found.items()]

    def is_first(self, linker: str) -> bool:
        """Say whether a linker has compared nothing in this ledger."""
        with self._backend.reading() as connection:
            return connection.execute(select(linkings.c.number).where(linkings.c.linker == linker).limit(1)).scalar() is None

    def lines(self, numbers: Sequence[int], kinds: Collection[str]) -> dict[int, list[str]]:
        """Return the current records of documents as lines: by document, in the order of ``extract``."""
        found: dict[int, list[tuple[int, str]]] = {number: [] for number in numbers}
        with self._backend.reading() as connection:
            for kind in sorted(kinds):
                table = RECORDS[kind]
                columns = select(table.c.document, table.c.position, table.c.line)
                for some in _chunks(numbers):
                    for made in connection.execute(columns.where(table.c.document.in_(some), present(table.c.id))):
                        found[made[0]].append((made[1], made[2]))
        return {number: [line for _, line in sorted(rows)] for number, rows in found.items()}

    def heads(self, numbers: Sequence[int]) -> dict[int, tuple[str | None, str | None]]:
        """Return outlet and day of publication of documents, as they were given."""
        asked = select(documents.c.number, documents.c.outlet, documents.c.published)
        with self._backend.reading() as connection:
            return {made[0]: (made[1], made[2]) for some in _chunks(numbers)
                    for made in connection.execute(asked.where(documents.c.number.in_(some)))}

    def holders(self, keys: Iterable[int]) -> dict[int, dict[int, int]]:
        """Return the marks that stand under each key, with the number of their arrival; keys without any are left out."""
        found: dict[int, dict[int, int]] = defaultdict(dict)
        asked = select(signature_keys.c.key, signature_keys.c.mark, signature_keys.c.number)
        with self._backend.reading() as connection:
            for some in _chunks(keys):
                for made in connection.execute(asked.where(signature_keys.c.key.in_(some))):
                    found[made[0]][made[1]] = made[2]
        return found

    def signatures(self, marks: Iterable[int]) -> Iterator[Kept]:
        """Yield the signatures of marks, as far as their records are still found."""
        asked = select(*(signatures.c[name] for name in _SIGNATURE)).where(present(signatures.c.subject))
        for some in _chunks(marks):
            with self._backend.reading() as connection:
                for made in connection.execute(asked.where(signatures.c.mark.in_(some))):
                    yield Kept(*made)

    def links(self, kind: str, subjects: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield the links of one kind that end at the subjects, dropped and rejected ones too: id and line."""
        for some in _chunks(subjects):
            with self._backend.reading() as connection:
                ends = or_(links.c["from"].in_(some), links.c.to.in_(some))
                for made in connection.execute(select(links.c.id, links.c.line).where(links.c.kind == kind, ends)):
                    yield made[0], made[1]

    def held(self, ids: Iterable[str]) -> set[str]:
        """Return those of the ids of links that the ledger holds."""
        with self._backend.reading() as connection:
            return {found for some in _chunks(ids)
                    for found in connection.execute(select(links.c.id).where(links.c.id.in_(some))).scalars()}

    def judged(self) -> dict[str, str]:
        """Return the last verdict on each link that people have judged."""
        last = select(func.max(verdicts.c.number)).where(verdicts.c.record.like("link-%")).group_by(verdicts.c.record)
        with self._backend.reading() as connection:
            return {made[0]: made[1] for made in connection.execute(
                select(verdicts.c.record, verdicts.c.verdict).where(verdicts.c.number.in_(last)))}

    def dropped(self) -> set[str]:
        """Return the links that no longer stand."""
        with self._backend.reading() as connection:
            return set(connection.execute(select(link_changes.c.link).where(gone_link(link_changes.c.link))).scalars())

    def of_rule(self, kinds: Sequence[str], rule: str) -> list[str]:
        """Return the ids of the links of some kinds that rules beginning so have found."""
        asked = select(links.c.id).where(links.c.kind.in_(kinds), links.c.rule.startswith(rule, autoescape=True))
        with self._backend.reading() as connection:
            return list(connection.execute(asked).scalars())

    def append(self, batch: Batch) -> None:
        """Append what one step of linking gave, all of it or nothing."""
        kept = [tuple(getattr(made, name) for name in _SIGNATURE) for made in batch.signatures]
        with self._backend.writing() as connection:
            begun = self._begin(connection)
            span = Span(connection, [linkings, link_changes, links])
            add = self._adder(connection)
            add(linkings, ("reading", "linker", "run"), [(*made, self._run) for made in batch.readings])
            add(signatures, _SIGNATURE, kept)
            add(signature_keys, ("key", "mark"), batch.keys)
            add(link_changes, ("link", "run", "change", "why"),
                [(link, self._run, change, why) for link, change, why in batch.changes])
            rows = [(self._run, *row(link, at, link.line(), unfolded)) for at, link in enumerate(batch.links)]
            add(links, ("run", *row_columns("link")), rows)
            append_log(self._backend, connection, [*begun, Entry("links", self._run, span.says())])
        self.added += len(batch.links)

    def close(self) -> None:
        """Write the run's end, if it added something, and close the ledger."""
        try:
            if self._begun:
                with self._backend.writing() as connection:
                    end = (self._run, now(), 0, self.added, EMPTY)
                    end_run(self._backend, connection, end)
        finally:
            self._backend.close()

    def __enter__(self) -> Linkings:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if error is None:
            self.close()
        else:
            self._backend.close()  # without its end the run shows as cut short

    def _adder(self, connection: Connection) -> Callable[..., None]:
        return lambda table, columns, rows: self._backend.append(connection, table, columns, rows)

    def _begin(self, connection: Connection) -> list[Entry]:
        """Write the run's own row with the first thing that it adds; return what the log is to say of it."""
        if self._begun:
            return []
        values = (self._run, self._key, self._info.version, self._info.settings_line(), self._started)
        self._backend.append_one(connection, runs, ("id", "key", "version", "settings", "started"), values)
        self._begun = True
        return [run_entry(values)]


def open_linkings(where: str | os.PathLike[str], *, run: RunInfo) -> Linkings:
    """Open a ledger to compare its reports.

    Raises:
        LedgerError: There is no ledger, or it cannot be written.
    """
    open_backend(where, "read").close()  # no ledger is made where there is none
    backend = open_backend(where, "record")
    try:
        bring(backend)
    except BaseException:
        backend.close()
        raise
    return Linkings(backend, run)


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    left = iter(items)
    while some := list(islice(left, AT_ONCE)):
        yield some
