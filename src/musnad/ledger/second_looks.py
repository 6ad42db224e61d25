"""Second looks: where the ledger asks for it, one person's verdict waits for another's; where they differ, it shows.

Each reviewer has one opinion of a record: their last verdict on it. To undo one's own writes the
verdict before again, whoever it is of, and that is no second look. A withdrawn verdict leaves no opinion at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from sqlalchemy import Connection, func, select

from musnad.ledger.backend import Backend
from musnad.ledger.entries import row_entry
from musnad.ledger.log import append
from musnad.ledger.migrations import now
from musnad.ledger.schema import verdicts
from musnad.ledger.schema_review import review_rules
from musnad.model.errors import LedgerError
from musnad.model.ids import content_id

SECOND = ("none", "refusing", "all")  # which verdicts wait for a second reviewer
NEEDED = 2  # people who say the same

State = Literal["unseen", "waits", "differs", "settled"]

_REFUSING = {"rejected", "corrected"}
_COLUMNS = ("id", "second", "who", "moment")


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one reviewer says of a record.

    Attributes:
        reviewer: Who.
        verdict: accepted, rejected, corrected or unsure.
        reason: Why, or None.
        correction: What they say instead, one line of JSON; or None.
        moment: UTC.
    """

    reviewer: str
    verdict: str
    reason: str | None
    correction: str | None
    moment: str


@dataclass(frozen=True, slots=True)
class Looked:
    """Who has looked at a record.

    Attributes:
        state: unseen, waits (for a second reviewer), differs (they do not agree) or settled.
        opinions: What each says, the last one last.
    """

    state: State
    opinions: tuple[Opinion, ...]

    def by(self, reviewer: str) -> bool:
        """Say whether somebody has looked at it."""
        return any(one.reviewer == reviewer for one in self.opinions)


class SecondLooks:
    """The desk's part that says what needs another pair of eyes."""

    _backend: Backend

    def ask_second_look(self, second: str, *, who: str) -> str:
        """Say which verdicts wait for a second reviewer, and return the id of the row.

        Args:
            second: none, refusing (rejected and corrected ones) or all.
            who: Who says so.

        Raises:
            LedgerError: There is no such rule, or no name.
        """
        if second not in SECOND:
            raise LedgerError(f"{second}: no rule of second looks; there are {', '.join(SECOND)}")
        if not who.strip():
            raise LedgerError("a rule needs the name of who makes it")
        with self._backend.writing() as connection:
            last = connection.execute(select(review_rules.c.id).order_by(review_rules.c.number.desc()).limit(1)).scalar()
            says = (second, who, now())
            made = content_id("rule", last, *says)
            self._backend.append_one(connection, review_rules, _COLUMNS, (made, *says))
            append(self._backend, connection, [row_entry("review_rule", made, (made, *says), second=second)])
        return made

    def second_look(self) -> str:
        """Return which verdicts wait for a second reviewer: none, refusing or all."""
        with self._backend.reading() as connection:
            return _rule(connection)

    def looked(self, record: str) -> Looked:
        """Return who has looked at a record, and whether that is enough."""
        with self._backend.reading() as connection:
            rows = connection.execute(_SAID.where(verdicts.c.record == record).order_by(verdicts.c.number)).all()
            return _looked(rows, _rule(connection))

    def waiting(self, kind: str, reviewer: str, limit: int) -> list[str]:
        """Return the records of a type that wait for a second look which this reviewer may give, the oldest first."""
        with self._backend.reading() as connection:
            rule = _rule(connection)
            found = _every(connection, kind, rule) if rule != "none" else ()
            return [record for record, looked in found if looked.state == "waits" and not looked.by(reviewer)][:limit]

    def differing(self, kind: str, limit: int) -> list[str]:
        """Return the records of a type of which reviewers say otherwise than each other, the oldest first."""
        otherwise = verdicts.c.verdict + func.coalesce(verdicts.c.correction, "")
        several = (select(verdicts.c.record).where(verdicts.c.record.startswith(f"{kind}-")).group_by(verdicts.c.record)
                   .having(func.count(verdicts.c.reviewer.distinct()) > 1, func.count(otherwise.distinct()) > 1))
        with self._backend.reading() as connection:
            rule = _rule(connection)
            asked = _SAID.where(verdicts.c.record.in_(several)).order_by(verdicts.c.record, verdicts.c.number)
            return [record for record, looked in _in_order(connection.execute(asked).all(), rule)
                    if looked.state == "differs"][:limit]


_SAID = select(verdicts.c.number, verdicts.c.record, verdicts.c.verdict, verdicts.c.reviewer, verdicts.c.reason,
               verdicts.c.correction, verdicts.c.moment)


def _rule(connection: Connection) -> str:
    return str(connection.execute(
        select(review_rules.c.second).order_by(review_rules.c.number.desc()).limit(1)).scalar() or "none")


def _every(connection: Connection, kind: str, rule: str) -> list[tuple[str, Looked]]:
    asked = _SAID.where(verdicts.c.record.startswith(f"{kind}-")).order_by(verdicts.c.record, verdicts.c.number)
    return _in_order(connection.execute(asked).all(), rule)


def _in_order(rows: Iterable[Any], rule: str) -> list[tuple[str, Looked]]:
    """Return who has looked at each record, in the order of the first verdicts."""
    made = [(some[0].number, record, _looked(some, rule))
            for record, of in groupby(rows, key=lambda row: row.record) if (some := list(of))]
    return [(record, looked) for _, record, looked in sorted(made, key=lambda one: one[0])]


def _looked(rows: Sequence[Any], rule: str) -> Looked:
    opinions = _opinions(rows)
    return Looked(_state(opinions, rule), opinions)


def _opinions(rows: Sequence[Any]) -> tuple[Opinion, ...]:
    found: dict[str, Opinion] = {}
    for at, row in enumerate(rows):
        if row.verdict == "withdrawn":
            found.clear()
        elif at > 1 and _undoes(rows[at - 2], rows[at - 1], row):
            found.pop(row.reviewer, None)
            found.pop(rows[at - 2].reviewer, None)
            found[rows[at - 2].reviewer] = Opinion(rows[at - 2].reviewer, *_said(row), row.moment)
        else:
            found.pop(row.reviewer, None)
            found[row.reviewer] = Opinion(row.reviewer, *_said(row), row.moment)
    return tuple(found.values())


def _said(row: Any) -> tuple[Any, Any, Any]:
    return row.verdict, row.reason, row.correction


def _undoes(before: Any, own: Any, row: Any) -> bool:
    """Say whether somebody takes their own verdict back, so that another's before it stands again."""
    return own.reviewer == row.reviewer != before.reviewer and _said(before) == _said(row)


def _state(opinions: Sequence[Opinion], rule: str) -> State:
    if not opinions:
        return "unseen"
    counted = Counter((one.verdict, one.correction) for one in opinions)
    last = opinions[-1]
    most = counted.pop((last.verdict, last.correction))
    if counted and (most < NEEDED or most <= max(counted.values())):
        return "differs"
    asked = rule == "all" or (rule == "refusing" and last.verdict in _REFUSING)
    return "waits" if asked and most < NEEDED else "settled"
