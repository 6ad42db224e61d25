"""What the ledger holds of one source: which records are known, and which of them the last reading still found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select, union_all

from musnad.ledger.schema import RECORDS, changes, documents, link_changes, readings, runs
from musnad.ledger.withheld import shown

AT_ONCE = 900  # ids asked for in one question
SPLIT = "desk.split_statement"  # the rule of statements that a reviewer made of another one
_BY_HAND = '{"desk":'  # what the settings of a run begin with that a reviewer's act made


@dataclass(frozen=True, slots=True)
class Standing:
    """The records of one source.

    Attributes:
        readings: Numbers of its documents with the keys of the runs that read them.
        known: Ids of all records ever found in it.
        current: Ids of those that its last reading found.
        by_hand: Ids of those that a reviewer made, or had stand again: no reading drops them.
    """

    readings: frozenset[tuple[int, str]] = frozenset()
    known: frozenset[str] = frozenset()
    current: frozenset[str] = field(default=frozenset())
    by_hand: frozenset[str] = field(default=frozenset())

    def read(self, document: int, key: str) -> bool:
        """Say whether a run of this key has read the document."""
        return (document, key) in self.readings


_LATER = changes.alias("later")
_LAST = ~select(_LATER.c.number).where(_LATER.c.record == changes.c.record, _LATER.c.number > changes.c.number).exists()
_HAND = runs.c.settings.startswith(_BY_HAND, autoescape=True)
_READINGS = (select(readings.c.document, readings.c.key, _HAND.label("by_hand"))
             .join(documents, documents.c.number == readings.c.document).join(runs, runs.c.id == readings.c.run))
_KNOWN = union_all(*(select(table.c.id, table.c.document, table.c.rule)
                     for kind, table in RECORDS.items() if kind != "link")).subquery()
_CHANGES = (select(changes.c.record, changes.c.change).join(readings, readings.c.number == changes.c.reading)
            .join(documents, documents.c.number == readings.c.document).order_by(changes.c.number))


def standing(connection: Connection, source: str) -> Standing:
    """Return how the records of a source stand."""
    rows = connection.execute(_READINGS.where(documents.c.source == source)).all()
    read = frozenset((row[0], row[1]) for row in rows)
    if not read:
        return Standing()
    numbers = sorted({number for number, _ in read})
    rules = dict(map(tuple, connection.execute(select(_KNOWN.c.id, _KNOWN.c.rule).where(_KNOWN.c.document.in_(numbers)))))
    known = frozenset(rules)
    last = {row[0]: row[1] for row in connection.execute(_CHANGES.where(documents.c.source == source))}
    made = frozenset(one for one, rule in rules.items() if rule == SPLIT)
    if any(row.by_hand for row in rows):
        made |= frozenset(connection.execute(_returned(numbers)).scalars())
    current = frozenset(known - {record for record, change in last.items() if change == "dropped"} - made)
    return Standing(read, known, current, made)


def _returned(numbers: Sequence[int]) -> Select[tuple[str]]:
    """Return the SELECT of what reviewers had stand again in some documents."""
    return (select(changes.c.record).join(readings, readings.c.number == changes.c.reading)
            .join(runs, runs.c.id == readings.c.run)
            .where(readings.c.document.in_(numbers), changes.c.change == "returned", by_hand()))


def by_hand() -> ColumnElement[bool]:
    """Return the condition that a run was a reviewer's act, and read no text."""
    return _HAND


def known(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Return those of some ids of records that the ledger holds."""
    found: set[str] = set()
    by_kind: dict[str, list[str]] = {}
    for one in ids:
        by_kind.setdefault(one.partition("-")[0], []).append(one)
    for kind, some in by_kind.items():
        for at in range(0, len(some) if kind in RECORDS else 0, AT_ONCE):
            column = RECORDS[kind].c.id
            found.update(connection.execute(select(column).where(column.in_(some[at : at + AT_ONCE]))).scalars())
    return found


def last_read() -> Select[tuple[int]]:
    """Return the SELECT of the documents that the last reading of their source read."""
    last = (select(func.max(readings.c.number)).join(documents, documents.c.number == readings.c.document)
            .join(runs, runs.c.id == readings.c.run).where(~by_hand()).group_by(documents.c.source))
    return select(readings.c.document).where(readings.c.number.in_(last))


def present(record_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition that the last reading of its source found a record."""
    gone = select(changes.c.number).where(and_(changes.c.record == record_id, changes.c.change == "dropped", _LAST))
    return and_(~gone.exists(), shown(record_id))


def gone_link(link: ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition that a link no longer stands: the last change to it dropped it."""
    gone, later = link_changes.alias("gone"), link_changes.alias("later_change")
    last = ~select(later.c.number).where(later.c.link == gone.c.link, later.c.number > gone.c.number).exists()
    return select(gone.c.number).where(and_(gone.c.link == link, gone.c.change == "dropped", last)).exists()
