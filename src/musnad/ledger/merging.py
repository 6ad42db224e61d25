"""Merging: another team's ledger taken into this one, by content ids. What both have read is one; what is here holds.

Sources, texts, records, standing links and verdicts come over, each reading under the version and settings that it was
made with. Where both have read a source by different versions, what only the other found comes over as superseded.
Where both have judged a record otherwise, it is told as a conflict. What the other withholds is told and not taken.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

from sqlalchemy import LABEL_STYLE_TABLENAME_PLUS_COL as _LABELS
from sqlalchemy import Connection, select

from musnad.ledger.accounts import unpacked
from musnad.ledger.backend import open_backend, streamed
from musnad.ledger.importing import Importer, Taken, import_verdicts
from musnad.ledger.log import frontier, name_of, note, size_of
from musnad.ledger.migrations import bring, check
from musnad.ledger.packing import Fold, Packed, Row, row_columns, unfolded
from musnad.ledger.schema import RECORDS, changes, documents, readings, runs, sources, verdicts
from musnad.ledger.standing import SPLIT, Standing, gone_link, known
from musnad.ledger.views import RunInfo
from musnad.ledger.withheld import all_withheld, shown
from musnad.model.document import Document, Source
from musnad.model.errors import LedgerError
from musnad.model.lines import record_of
from musnad.model.records import Link

_RULE = row_columns("statement").index("rule")
_DOCUMENT = tuple(column.name for column in documents.columns if column.name not in {"number", "id"})


class _Replayer(Importer):
    """A recorder of another ledger's readings, in their order."""

    before: frozenset[str] = frozenset()  # sources that were here before the merge

    def _turn(self, connection: Connection, packed: Packed, held: Standing, reading: int) -> list[Row]:
        if packed.document.source not in self.before:
            return super(Importer, self)._turn(connection, packed, held, reading)
        new = sorted({made[0] for rows in packed.rows.values() for made in rows} - held.known - _by_hand(packed))
        rows: list[Row] = [(record, reading, "dropped") for record in new]
        self._backend.append(connection, changes, ("record", "reading", "change"), rows)
        return rows


def merge(where: str | os.PathLike[str], other: str | os.PathLike[str], *, fold: Fold = unfolded, theirs: bool = False,
          dry: bool = False) -> Taken:
    """Take another ledger into this one.

    Args:
        where: The ledger; it is made if there is none.
        other: The other one; nothing is written to it.
        fold: What makes two spellings one for a search.
        theirs: Where both have judged otherwise, append the other's verdict, too.
        dry: Count only, and write nothing.

    Raises:
        LedgerError: One of them is no ledger, or both are the same.
    """
    if os.fspath(where) == os.fspath(other):
        raise LedgerError(f"{os.fspath(other)}: a ledger is not merged with itself")
    taken = Taken()
    backend = open_backend(other, "read")
    try:
        check(backend)
        with backend.reading() as connection:
            taken.withheld = [one.told() for one in all_withheld(connection)]
            subject, root = name_of(connection), frontier(connection).root().hex()
            size = size_of(connection)
            if dry:
                _count(where, connection, taken)
            else:
                _records(where, connection, taken, fold)
            said = [row._asdict() for row in connection.execute(select(verdicts).order_by(verdicts.c.number))]
    finally:
        backend.close()
    judged = import_verdicts(where, said, origin=subject, theirs=theirs, dry=dry)
    taken.verdicts, taken.conflicts, taken.faults = judged.verdicts, judged.conflicts, judged.faults
    if not dry and (taken.records or taken.documents):
        counts = {"documents": taken.documents, "records": taken.records, "verdicts": taken.verdicts}
        note(where, "import", subject, {"from": subject, "size": size, "root": root, **counts})
    return taken


def _by_hand(packed: Packed) -> set[str]:
    """Return the records of a reading that a reviewer made: they stand here as they stand there."""
    return {made[0] for made in packed.rows.get("statement", ()) if made[_RULE] == SPLIT}


def _count(where: str | os.PathLike[str], connection: Connection, taken: Taken) -> None:
    backend = open_backend(where, "read")
    try:
        check(backend)
        with backend.reading() as here:
            for table in RECORDS.values():
                ids = list(connection.execute(select(table.c.id).where(shown(table.c.id))).scalars())
                held = known(here, ids)
                taken.known += len(held)
                taken.records += len(ids) - len(held)
            ids = list(connection.execute(select(documents.c.id).where(shown(documents.c.id))).scalars())
            found = set(here.execute(select(documents.c.id)).scalars())
            taken.documents = len(set(ids) - found)
    finally:
        backend.close()


def _records(where: str | os.PathLike[str], connection: Connection, taken: Taken, fold: Fold) -> None:
    before = _sources_of(where)
    for run in connection.execute(select(runs).order_by(runs.c.number)).all():
        backend = open_backend(where, "record")
        bring(backend)
        with _Replayer(backend, RunInfo(run.version, json.loads(run.settings)), fold) as replayer:
            replayer.before = before
            for source, packed in _readings(connection, run.id):
                replayer.put(source, packed)
            replayer.flush()
            replayer.add_links(_links(connection, run.id))
        taken.documents += replayer.tally.documents
        taken.records += replayer.tally.records


def _sources_of(where: str | os.PathLike[str]) -> frozenset[str]:
    backend = open_backend(where, "record")
    try:
        bring(backend)
        with backend.reading() as connection:
            return frozenset(connection.execute(select(documents.c.source)).scalars())
    finally:
        backend.close()


def _readings(connection: Connection, run: str) -> Iterator[tuple[Source | None, Packed]]:
    """Yield the readings of a run, each with the source and all the records that it found."""
    asked = (select(readings, documents).join(documents, documents.c.number == readings.c.document)
             .where(readings.c.run == run, shown(documents.c.id)).order_by(readings.c.number))
    with streamed(connection, asked.set_label_style(_LABELS)) as rows:
        for row in rows:
            found = row._mapping
            document = Document(**{name: found[f"documents_{name}"] for name in _DOCUMENT})
            rows_of = _rows(connection, document.source, found["readings_document"], found["readings_number"])
            size = sum(len(made[-1]) for made_of in rows_of.values() for made in made_of)
            yield _source(connection, document), Packed(
                document, found["documents_id"], rows_of, found["readings_records"], size, found["readings_digest"])


def _source(connection: Connection, document: Document) -> Source | None:
    wanted = [name for name in (document.source, document.container) if name]
    rows = connection.execute(select(sources).where(sources.c.sha256.in_(wanted), shown(sources.c.sha256))).all()
    own = [row for row in rows if row.sha256 == document.source] or rows
    return Source(own[0].sha256, unpacked(own[0].data), own[0].origin, own[0].fetched, own[0].media) if own else None


def _rows(connection: Connection, source: str, document: int, reading: int) -> dict[str, list[Row]]:
    """Return the rows of the records that a reading found, those found before it included."""
    earlier = list(connection.execute(
        select(readings.c.number).join(documents, documents.c.number == readings.c.document)
        .where(documents.c.source == source, readings.c.number < reading)).scalars())
    gone: set[str] = set()
    if earlier:
        asked = select(changes.c.record, changes.c.change).where(changes.c.reading.in_([*earlier, reading]))
        for record, change in connection.execute(asked.order_by(changes.c.number)):
            (gone.add if change == "dropped" else gone.discard)(record)
    found: dict[str, list[Row]] = {}
    for kind, table in RECORDS.items():
        if kind != "link":
            columns = [table.c[name] for name in row_columns(kind)]
            here = table.c.document == document if not earlier else table.c.reading.in_([*earlier, reading])
            asked_rows: Any = select(*columns).where(here, table.c.reading <= reading, shown(table.c.id))
            made = [tuple(row) for row in connection.execute(asked_rows.order_by(table.c.position)) if row[0] not in gone]
            if made:
                found[kind] = made
    return found


def _links(connection: Connection, run: str) -> list[Link]:
    links = RECORDS["link"]
    asked = select(links.c.line).where(links.c.run == run, ~gone_link(links.c.id), shown(links.c.id))
    made = (record_of(line) for line in connection.execute(asked.order_by(links.c.number)).scalars())
    return [one for one in made if isinstance(one, Link)]
