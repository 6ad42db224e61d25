"""Joining and parting entities: what `merge`, `split` and the desk do alike.

Nothing is changed: ties are added and judged, with who says so, when and why. Each can be taken back.
"""

from __future__ import annotations

from dataclasses import dataclass

from musnad import __version__
from musnad.cli.matching import KINDS as KINDS
from musnad.cli.matching import Matching
from musnad.cli.ties import entity_of, last_verdict, link_from, other_end, ties
from musnad.lang.words import fold_name
from musnad.ledger import Held, Reader, RunInfo, Tied, open_desk, open_reader
from musnad.link import Match, link_of, match
from musnad.model.errors import LedgerError
from musnad.model.records import Entity, Link

MERGED, PARTED = "desk.merge", "desk.split"


@dataclass(frozen=True, slots=True)
class Joining(Matching):
    """Joins and parts the entities of one ledger, and matches its incidents and reports.

    Attributes:
        ledger: Its address.
    """

    ledger: str

    def join(self, left: str, right: str, *, reviewer: str, reason: str) -> tuple[Entity, Entity, str]:
        """Say that two entities are one; return both, and the id of the tie.

        Raises:
            NoSuchRecord: There is no such entity.
            LedgerError: They are not two entities of a kind, or no reason is given.
        """
        with open_reader(self.ledger, fold=fold_name) as reader:
            one, two = entity_of(reader.record(left)), entity_of(reader.record(right))
        if one.id == two.id:
            raise LedgerError(f"{one.id}: named twice; merging needs two entities")
        if one.kind != two.kind:
            raise LedgerError(f"{one.name} is a {one.kind} and {two.name} a {two.kind}; merging needs two of a kind")
        if not reason.strip():
            raise LedgerError("merging needs a reason")
        tie = link_of(one, two, Match(True, match(one.name, two.name).score, "merged by hand"), rule=MERGED)
        self._keep([Tied(tie, "accepted")], MERGED, reviewer, reason)
        return one, two, tie.id

    def part(self, entity: str, other: str | None = None, *, reviewer: str, reason: str) -> tuple[Entity, int, int]:
        """Say that an entity is not one with another, or with all that it is tied to.

        Those that were tied over it stay tied to each other.

        Returns:
            The entity, how many ties were rejected, and how many others stay tied.

        Raises:
            NoSuchRecord: There is no such entity.
            Overtaken: Somebody else has judged one of the ties in the meantime.
            LedgerError: They are not tied, or no reason is given.
        """
        if not reason.strip():
            raise LedgerError("splitting needs a reason")
        with open_reader(self.ledger, fold=fold_name) as reader:
            one = entity_of(reader.record(entity))
            standing = [tie for tie in ties(reader, one.id) if tie.verdict != "rejected"]
            wanted = reader.record(other).id if other else None
            cut = [tie for tie in standing if wanted in (None, other_end(tie.record, one.id))]
            left = _among(reader, one.id, standing) if wanted is None else []
            seen = {tie.id: last_verdict(reader, tie.id) for tie in cut}
        if not cut:
            raise LedgerError(f"{one.name}: not tied" + (f" to {wanted}" if wanted else ""))
        said = [Tied(link_from(tie.record), "rejected", seen[tie.id]) for tie in cut]
        self._keep([*said, *(Tied(tie, None) for tie in left)], PARTED, reviewer, reason)
        return one, len(cut), len(left) + 1 if left else 0

    def _keep(self, said: list[Tied], made_by: str, reviewer: str, reason: str) -> None:
        """Write ties and verdicts in one transaction."""
        with open_desk(self.ledger) as desk:
            desk.tie(said, run=RunInfo(__version__, {"links": made_by}), reviewer=reviewer, reason=reason)


def _among(reader: Reader, entity: str, standing: list[Held]) -> list[Link]:
    """Return what ties the others to each other once the entity is gone: each to the first of them."""
    others = [entity_of(reader.record(other_end(tie.record, entity))) for tie in standing]
    return [link_of(others[0], other, match(others[0].name, other.name), rule=PARTED) for other in others[1:]]
