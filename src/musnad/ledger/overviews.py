"""The reader's questions about many things at once: records by their ids, sources as a list, counts for pictures."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from musnad.ledger import pictures
from musnad.ledger.backend import Backend
from musnad.ledger.checkpoints import Checkpoint, all_checkpoints
from musnad.ledger.log import Log, Logged
from musnad.ledger.originals import Original, original, originals
from musnad.ledger.pictures import Counted
from musnad.ledger.questions import held, in_documents, some_of, ties_of
from musnad.ledger.schema import RECORDS, documents
from musnad.ledger.standing import AT_ONCE
from musnad.ledger.views import Held

MOST = 400  # records of a cluster that are looked for


class Overviews:
    """The part of the ``Reader`` that looks at many things at once."""

    _backend: Backend

    def several(self, ids: Iterable[str]) -> dict[str, Held]:
        """Return records by their ids, current or not; those that the ledger does not hold are left out."""
        found: dict[str, Held] = {}
        by_kind: dict[str, list[str]] = {}
        for one in dict.fromkeys(ids):
            by_kind.setdefault(one.partition("-")[0], []).append(one)
        with self._backend.reading() as connection:
            for kind in by_kind.keys() & RECORDS.keys():
                for at in range(0, len(by_kind[kind]), AT_ONCE):
                    some = {"ids": by_kind[kind][at : at + AT_ONCE]}
                    found |= {row.id: held(kind, row) for row in connection.execute(some_of(kind), some)}
        return found

    def ties(self, kind: str, ids: Iterable[str]) -> list[Held]:
        """Return the links of a kind that end at one of some records, those left out that people rejected."""
        found: dict[str, Held] = {}
        wanted = list(dict.fromkeys(ids))
        with self._backend.reading() as connection:
            for at in range(0, len(wanted), AT_ONCE):
                rows = connection.execute(ties_of(), {"kind_0": kind, "ids": wanted[at : at + AT_ONCE]})
                found |= {row.id: held("link", row) for row in rows if row.verdict != "rejected"}
        return list(found.values())

    def cluster(self, kind: str, record: str, most: int = MOST) -> tuple[list[str], list[Held]]:
        """Return the records that links of a kind make one with a record, itself first, and these links.

        Args:
            kind: Kind of the links.
            record: Id of any of the records.
            most: Records after which no further ones are looked for.
        """
        found, fresh, links = dict.fromkeys((record,)), [record], dict[str, Held]()
        while fresh and len(found) < most:
            here = self.ties(kind, fresh)
            links |= {held.id: held for held in here}
            ends = (str(held.record[end]) for held in here for end in ("from", "to"))
            fresh = [end for end in dict.fromkeys(ends) if end not in found]
            found |= dict.fromkeys(fresh)
        return list(found), list(links.values())

    def inside(self, kind: str, reports: Iterable[Held]) -> list[Held]:
        """Return the current records of a type that stand in some reports, in text order."""
        found: list[Held] = []
        here = {held.id: held.document for held in reports}
        wanted = sorted({number for number in here.values() if number is not None})
        with self._backend.reading() as connection:
            for at in range(0, len(wanted), AT_ONCE):
                rows = connection.execute(in_documents(kind), {"numbers": wanted[at : at + AT_ONCE]})
                found += [held(kind, row) for row in rows]
        return [made for made in found if made.record.get("report") in here]

    def sources(self, limit: int, after: str | None = None) -> list[Original]:
        """Return sources in order of arrival, those that came after the one with the digest ``after``."""
        with self._backend.reading() as connection:
            return originals(connection, limit, after)

    def original(self, sha256: str) -> Original:
        """Return what the ledger knows of a source; NoSuchRecord if it keeps none of this digest."""
        with self._backend.reading() as connection:
            return original(connection, sha256)

    @property
    def log(self) -> Log:
        """The log of the ledger, to be asked; it is closed with the reader."""
        return Log(self._backend)

    def checkpoints(self) -> list[Checkpoint]:
        """Return the signed checkpoints of the log, in order."""
        with self._backend.reading() as connection:
            return all_checkpoints(connection)

    def logged(self, of: str) -> list[Logged]:
        """Return the entries of the log about a thing, by its id or the beginning of it.

        A record's are the reading that found it, and the verdicts on it.
        """
        found = {entry.number: entry for entry in self.log.of(of)}
        table = RECORDS.get(of.partition("-")[0])
        if table is not None and "document" in table.c:
            asked = select(documents.c.id).join(table, table.c.document == documents.c.number).where(table.c.id == of)
            with self._backend.reading() as connection:
                document = connection.execute(asked).scalar()
            found |= {entry.number: entry for entry in (self.log.of(document) if document else ())}
        return [found[number] for number in sorted(found)]

    def stamp(self) -> tuple[int, int]:
        """Return what changes whenever texts or verdicts are added: pictures may be kept until then."""
        with self._backend.reading() as connection:
            return pictures.stamp(connection)

    def judged(self) -> dict[str, int]:
        """Return the number of records by their last verdict."""
        with self._backend.reading() as connection:
            return pictures.judged(connection)

    def counted(self, what: str, limit: int = 400) -> list[Counted]:
        """Return counts for a picture: ``days``, ``happened``, ``places`` or ``spoken``."""
        with self._backend.reading() as connection:
            return pictures.counted(connection, what, limit)
