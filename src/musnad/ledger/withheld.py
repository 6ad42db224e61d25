"""What is withheld: asked by the doors that read. The door that decides is ``withholding``."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, select

from musnad.ledger.schema_custody import tombstones, withholdings


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of something that is withheld.

    Attributes:
        subject: Id of the record or document, or SHA-256 of the source.
        type: source, document, or type of record.
        hash: SHA-256 of the bytes, the text or the line.
        expunged: Whether its words or bytes were removed.
        decision: Id of the decision.
        who: Who decided.
        reason: Why.
        basis: On what ground.
        moment: When, UTC.
    """

    subject: str
    type: str
    hash: str
    expunged: bool
    decision: str
    who: str
    reason: str
    basis: str
    moment: str

    def told(self) -> str:
        """Return the tombstone as one line for a person."""
        done = "expunged" if self.expunged else "withheld"
        return f"{self.subject}: {done} on {self.moment[:10]} ({self.basis}: {self.reason}); SHA-256 {self.hash}"


_later = withholdings.alias("later_decision")
_COLUMNS = (tombstones.c.subject, tombstones.c.type, tombstones.c.hash, tombstones.c.expunged, withholdings.c.id,
            withholdings.c.who, withholdings.c.reason, withholdings.c.basis, withholdings.c.moment)
_STANDING = (select(*_COLUMNS).join(withholdings, withholdings.c.number == tombstones.c.decision)
             .where(~select(_later.c.number).where(_later.c.releases == withholdings.c.id).exists()))


def withheld(connection: Connection, subject: str) -> Tombstone | None:
    """Return the tombstone of a thing; None if it is shown."""
    asked = _STANDING.where(tombstones.c.subject == subject).order_by(tombstones.c.number.desc()).limit(1)
    row = connection.execute(asked).one_or_none()
    return None if row is None else Tombstone(*row[:3], bool(row[3]), *row[4:])


def shown(subject: ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition that a thing is not withheld."""
    released = select(_later.c.number).where(_later.c.releases == withholdings.c.id)
    grave = (select(tombstones.c.number).join(withholdings, withholdings.c.number == tombstones.c.decision)
             .where(and_(tombstones.c.subject == subject, ~released.exists())))
    return ~grave.exists()


def among(connection: Connection, subjects: Collection[str]) -> set[str]:
    """Return those of some things that are withheld."""
    return set(connection.execute(_STANDING.where(tombstones.c.subject.in_(subjects))).scalars())


def all_withheld(connection: Connection) -> list[Tombstone]:
    """Return all tombstones that stand, in order."""
    found = connection.execute(_STANDING.order_by(tombstones.c.number))
    return [Tombstone(*row[:3], bool(row[3]), *row[4:]) for row in found]
