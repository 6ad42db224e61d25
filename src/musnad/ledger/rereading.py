"""What was read by which version: so that whoever can read again may compare the digests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, fields

from sqlalchemy import select

from musnad.ledger.backend import open_backend, streamed
from musnad.ledger.migrations import check
from musnad.ledger.schema import documents, readings, runs
from musnad.ledger.standing import by_hand
from musnad.ledger.withheld import shown
from musnad.model.document import Document


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as one version read it.

    Attributes:
        number: Its number in the ledger.
        run: Id of the run.
        version: Version of the package.
        settings: Settings of the run, one line of JSON.
        digest: SHA-256 over the lines of all its records, in order, each ended by a line feed.
        document: The document.
    """

    number: int
    run: str
    version: str
    settings: str
    digest: str
    document: Document


def readings_of(where: str | os.PathLike[str]) -> Iterator[Reading]:
    """Yield the readings of a ledger in order, without what is withheld and what reviewers added.

    Raises:
        LedgerError: There is no ledger, or it is of another schema.
    """
    names = [field.name for field in fields(Document)]
    asked = (select(readings.c.number, readings.c.run, runs.c.version, runs.c.settings, readings.c.digest,
                    *(documents.c[name] for name in names))
             .join(runs, runs.c.id == readings.c.run).join(documents, documents.c.number == readings.c.document)
             .where(shown(documents.c.id), ~by_hand()).order_by(readings.c.number))
    backend = open_backend(where, "read")
    try:
        check(backend)
        with backend.reading() as connection, streamed(connection, asked) as rows:
            for row in rows:
                document = Document(**{name: getattr(row, name) for name in names})
                yield Reading(row.number, row.run, row.version, row.settings, row.digest, document)
    finally:
        backend.close()
