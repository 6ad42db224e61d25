"""Assignments: a record is given to a reviewer, to somebody else, or back to all. Each is a row, and so stays.

What was assigned waits with its reviewer until they have judged it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from musnad.ledger.backend import Backend
from musnad.ledger.entries import row_entry
from musnad.ledger.log import append
from musnad.ledger.migrations import now
from musnad.ledger.schema import RECORDS, verdicts
from musnad.ledger.schema_review import assignments
from musnad.model.errors import LedgerError, NoSuchRecord, Overtaken
from musnad.model.ids import content_id

LONGEST = 120  # code points of a reviewer's name
ANY = "any"  # in place of the assignment that was seen: whatever is there is replaced

_COLUMNS = ("id", "act", "record", "reviewer", "who", "moment", "replaces")


@dataclass(frozen=True, slots=True)
class Assignment:
    """Whose a record is to look at.

    Attributes:
        id: Of the row that says so.
        reviewer: Whose it is.
        who: Who gave it to them.
        moment: UTC.
    """

    id: str
    reviewer: str
    who: str
    moment: str


class Assignments:
    """The desk's part that says who looks at what."""

    _backend: Backend

    def assign(self, record: str, reviewer: str | None, *, who: str, seen: str | None = ANY) -> str:
        """Give a record to a reviewer, or back to all, and return the id of the row.

        Args:
            record: Id of the record, in full.
            reviewer: Whose it is to look at; None for nobody's.
            who: Who says so.
            seen: Id of the assignment that they saw, None if they saw none. Another one since is not passed over.

        Raises:
            NoSuchRecord: No run has ever recorded this id.
            Overtaken: Somebody else has assigned it in the meantime.
            LedgerError: A name is missing or too long.
        """
        given = None if reviewer is None else " ".join(reviewer.split())
        if not who.strip() or (given is not None and not 0 < len(given) <= LONGEST):
            raise LedgerError(f"an assignment needs the names of both, with 1 to {LONGEST} characters")
        with self._backend.writing() as connection:
            see_held(connection, record)
            last, standing = _last(connection, record)
            if seen not in {ANY, standing.id if standing else None}:
                raise Overtaken(f"{record}: assigned by somebody else in the meantime; look at it again")
            says = ("released" if given is None else "assigned", record, given, who, now(), last)
            made = content_id("assignment", *says)
            self._backend.append_one(connection, assignments, _COLUMNS, (made, *says))
            entry = row_entry("assignment", record, (made, *says), assignment=made, record=record)
            append(self._backend, connection, [entry])
        return made

    def assignment(self, record: str) -> Assignment | None:
        """Return whose a record is to look at; None for nobody's."""
        with self._backend.reading() as connection:
            return _last(connection, record)[1]

    def assigned_to(self, reviewer: str, kind: str, limit: int) -> list[str]:
        """Return the records of a type that wait with a reviewer, those first that have waited longest."""
        table, later, said = assignments, assignments.alias("later"), verdicts
        held = ~select(later.c.number).where(later.c.record == table.c.record, later.c.number > table.c.number).exists()
        judged = select(said.c.number).where(said.c.record == table.c.record, said.c.reviewer == reviewer,
                                             said.c.moment >= table.c.moment).exists()
        asked = (select(table.c.record).where(table.c.reviewer == reviewer, table.c.record.startswith(f"{kind}-"), held,
                                              ~judged).order_by(table.c.number).limit(limit))
        with self._backend.reading() as connection:
            return list(connection.execute(asked).scalars())


def see_held(connection: Connection, record: str) -> None:
    """See that a ledger holds a record.

    Raises:
        NoSuchRecord: It does not.
    """
    table = RECORDS.get(record.partition("-")[0])
    if table is None or connection.execute(select(table.c.number).where(table.c.id == record)).scalar() is None:
        raise NoSuchRecord(f"{record}: no record of this ledger")


def _last(connection: Connection, record: str) -> tuple[str | None, Assignment | None]:
    """Return the id of the last row of a record, and the assignment if it is one."""
    table = assignments.c
    asked = (select(table.id, table.act, table.reviewer, table.who, table.moment).where(table.record == record)
             .order_by(table.number.desc()).limit(1))
    row = connection.execute(asked).one_or_none()
    if row is None:
        return None, None
    return row.id, Assignment(row.id, row.reviewer, row.who, row.moment) if row.act == "assigned" else None
