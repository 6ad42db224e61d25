"""Matching: two incidents are one event, two statements or reports the same, or they are not: as people say.

Each is a verdict on the tie between the two, which `musnad link` leaves alone. Who leaves a cluster leaves it whole: all
its ties there are rejected, and those that only it held together are tied to each other anew, as a proposal.
"""

from __future__ import annotations

from dataclasses import dataclass

from musnad import __version__
from musnad.cli.ties import last_verdict, link_from
from musnad.lang.words import fold_name
from musnad.ledger import Held, Reader, RunInfo, Tied, open_desk, open_reader
from musnad.link.frame import tie
from musnad.model.errors import LedgerError
from musnad.model.records import Link

MATCHED, UNMATCHED = "desk.match", "desk.unmatch"
KINDS = {"statement": "same_statement", "incident": "same_incident", "report": "same_story"}
SURE = 1.0


@dataclass(frozen=True, slots=True)
class Matching:
    """Matches the statements, incidents and reports of one ledger.

    Attributes:
        ledger: Its address.
    """

    ledger: str

    def match(self, left: str, right: str, *, reviewer: str, reason: str) -> str:
        """Say that two incidents are one, or two reports of one story; return the id of the tie.

        Raises:
            NoSuchRecord: There is no such record.
            LedgerError: They are not two of a type, or no reason is given.
        """
        with open_reader(self.ledger, fold=fold_name) as reader:
            one, two = _two(reader, left, right)
            made = _tie(KINDS[one.type], one, two, "matched by a reviewer", MATCHED)
        self._keep([Tied(made, "accepted")], MATCHED, reviewer, reason)
        return made.id

    def unmatch(self, record: str, other: str, *, reviewer: str, reason: str) -> int:
        """Say that a record is not of one incident or story with another; return how many ties were rejected.

        Args:
            record: What stays.
            other: What leaves the cluster of both.
            reviewer: Who says so.
            reason: Why.

        Raises:
            NoSuchRecord: There is no such record.
            Overtaken: Somebody else has judged one of the ties in the meantime.
            LedgerError: They are not two of a type, nothing ties them, or no reason is given.
        """
        with open_reader(self.ledger, fold=fold_name) as reader:
            one, two = _two(reader, record, other)
            said = _leaving(reader, KINDS[one.type], one, two)
        self._keep(said, UNMATCHED, reviewer, reason)
        return sum(made.verdict == "rejected" for made in said)

    def _keep(self, said: list[Tied], made_by: str, reviewer: str, reason: str) -> None:
        with open_desk(self.ledger) as desk:
            desk.tie(said, run=RunInfo(__version__, {"links": made_by}), reviewer=reviewer, reason=reason)


def _two(reader: Reader, left: str, right: str) -> tuple[Held, Held]:
    one, two = reader.record(left), reader.record(right)
    if one.id == two.id or one.type != two.type or one.type not in KINDS:
        raise LedgerError(f"{one.id} and {two.id}: matching needs two statements, two incidents or two reports")
    return one, two


def _tie(kind: str, one: Held, two: Held, why: str, rule: str) -> Link:
    """Return the tie of two records, the later one first."""
    earlier, later = sorted((one, two), key=lambda held: (held.published or "9999", held.number))
    return tie(kind, later.id, earlier.id, why=why, score=SURE, rule=rule)


def _leaving(reader: Reader, kind: str, stays: Held, leaves: Held) -> list[Tied]:
    """Return what parts a record from its cluster: its ties rejected, what only it held together tied anew.

    Where the two were tied over others alone, the tie between them is made, so that it can be rejected.
    """
    ids, links = reader.cluster(kind, leaves.id)
    if stays.id not in ids:
        raise LedgerError(f"{stays.id} and {leaves.id}: nothing ties them, or no longer")
    ends = {held.id: (held.record["from"], held.record["to"]) for held in links}
    cut = [held for held in links if leaves.id in ends[held.id]]
    rest = [ends[held.id] for held in links if leaves.id not in ends[held.id]]
    found = [Tied(link_from(held.record), "rejected", last_verdict(reader, held.id)) for held in cut]
    direct = _tie(kind, stays, leaves, "told apart by a reviewer", UNMATCHED)
    found += [Tied(direct, "rejected")] if direct.id not in ends else []
    heads = _heads([one for one in ids if one != leaves.id], rest)
    records = reader.several(set(heads.values()) | {stays.id})
    others = sorted({head for one, head in heads.items() if head != heads[stays.id]})
    return [*found, *(Tied(_tie(kind, stays, records[head], "tied over a third that was told apart", UNMATCHED), None)
                      for head in others)]


def _heads(ids: list[str], ends: list[tuple[str, str]]) -> dict[str, str]:
    """Return, for each record, one that stands for all that ties lead to."""
    heads = {one: one for one in ids}
    for left, right in ends:
        gone, kept = heads[right], heads[left]
        heads = {one: kept if head == gone else head for one, head in heads.items()}
    return heads
