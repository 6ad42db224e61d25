"""The desk: appends what people say of records. A later verdict on a record holds; the earlier ones stay.

    with open_desk("news.ledger") as desk:
        desk.judge("statement-…", "rejected", reviewer="…", reason="the colon opens a list")

A verdict is on the disc when ``judge`` returns.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import fields
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, select

from musnad.ledger.assignments import Assignments
from musnad.ledger.backend import Backend, open_backend
from musnad.ledger.halves import told
from musnad.ledger.migrations import check
from musnad.ledger.packing import Fold, unfolded
from musnad.ledger.saved import SavedSearches
from musnad.ledger.schema import KINDS, RECORDS
from musnad.ledger.second_looks import SecondLooks
from musnad.ledger.splitting import Splitting
from musnad.ledger.tying import ANY, Tying, append_verdict
from musnad.model.errors import LedgerError, NoSuchRecord
from musnad.model.values import see_values

VERDICTS = ("accepted", "rejected", "corrected", "unsure", "withdrawn")  # withdrawn: as if nobody had judged it

_FIXED = {"id", "type", "by", "row"}  # what makes a record itself: a correction leaves it alone


class Desk(SavedSearches, Assignments, SecondLooks, Tying, Splitting):
    """Appends verdicts, assignments and saved searches. Made by ``open_desk``; to be closed, or used in a ``with``."""

    def __init__(self, backend: Backend, fold: Fold = unfolded) -> None:
        self._backend = backend
        self._fold = fold

    def judge(self, record: str, verdict: str, *, reviewer: str, reason: str | None = None,
              correction: Mapping[str, Any] | None = None, seen: str | None = ANY) -> str:
        """Append a verdict and return its id.

        Args:
            record: Id of the record, in full.
            verdict: accepted, rejected, corrected, unsure or withdrawn.
            reviewer: Who says so.
            reason: Why; obligatory for rejected and corrected.
            correction: For corrected, the fields that are otherwise, by their names in the format.
            seen: Id of the last verdict on the record that the reviewer saw, None if they saw none. Another one since
                then is not passed over.

        Raises:
            NoSuchRecord: No run has ever recorded this id.
            Overtaken: Another reviewer was faster.
            WrongValue: The correction says what such a field cannot say.
            LedgerError: Something obligatory is missing; the message says which.
        """
        kind = see_whole(record, verdict, reviewer, reason, correction)
        if told(reason).halves:
            raise LedgerError("a reason that ends so is kept for splits; name the two otherwise")
        with self._backend.writing() as connection:
            _find(connection, kind, record)
            return append_verdict(self._backend, connection, record, verdict, reviewer=reviewer, reason=reason,
                                  correction=correction, seen=seen)

    def close(self) -> None:
        """Close the ledger."""
        self._backend.close()

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def open_desk(where: str | os.PathLike[str], *, fold: Fold = unfolded) -> Desk:
    """Open a ledger to judge its records.

    Args:
        where: Path of a SQLite file, or address of a PostgreSQL database.
        fold: What the recorder folded its search texts with; what a split adds is folded with it.

    Raises:
        LedgerError: There is no ledger, or it is of another schema.
    """
    backend = open_backend(where, "judge")
    try:
        check(backend)
    except BaseException:
        backend.close()
        raise
    return Desk(backend, fold)


def see_whole(record: str, verdict: str, reviewer: str, reason: str | None, correction: Mapping[str, Any] | None) -> str:
    """See that a verdict is whole; return the type of its record."""
    kind = record.partition("-")[0]
    if kind not in KINDS:
        raise NoSuchRecord(f"{record}: no record of this ledger")
    if verdict not in VERDICTS:
        raise LedgerError(f"{verdict}: no verdict; there are {', '.join(VERDICTS)}")
    if not reviewer.strip():
        raise LedgerError("a verdict needs its reviewer")
    if verdict in {"rejected", "corrected"} and not (reason or "").strip():
        raise LedgerError(f"{verdict} needs a reason")
    if (verdict == "corrected") != bool(correction):
        raise LedgerError("corrected needs a correction, and only corrected has one")
    names = {field.name.rstrip("_") for field in fields(KINDS[kind])} - _FIXED
    wrong = sorted(set(correction or ()) - names)
    if wrong:
        raise LedgerError(f"a {kind} has no field {', '.join(wrong)} to correct; there are {', '.join(sorted(names))}")
    see_values(kind, correction or {})
    return kind


def _find(connection: Connection, kind: str, record: str) -> None:
    table = RECORDS[kind]
    if connection.execute(select(table.c.number).where(table.c.id == record)).scalar() is None:
        raise NoSuchRecord(f"{record}: no record of this ledger")

