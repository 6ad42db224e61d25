"""The frame that every linker fits: what it is given, what it gives, and nothing of where it is kept.

A linker is a pure object. For each new report it makes *signatures*: small, of one record each (the report itself, a
statement, an incident), with *keys*. Whatever shares a key may be the same; the pipeline finds those and hands them back
to be judged. So no report is ever compared with all, and a new one is linked without looking at the ledger again.

    class Floods:
        name, version = "floods", "1"
        kinds = ("same_incident",)
        reads = frozenset({"incident"})
        limit, most = 50, 40

        def sign(self, report): ...          # -> Signature(subject=incident.id, keys=("flood|2018-09",), data={...})
        def judge(self, new, near, around): ...  # -> tie("same_incident", new.subject, other.subject, ...)

The pipeline's side stands in ``pipeline/linking.py``; docs/linking.md tells how to add one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from musnad import __version__
from musnad.model.ids import content_id
from musnad.model.records import By, Json, Link, Record, Report

Kind = TypeVar("Kind", bound=Record)


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report with the records that a linker reads.

    Attributes:
        report: The report; its ``text`` is ``source[start:end]``, and the spans of all records count in the source.
        outlet: Who published it, as far as is known.
        published: ISO date, or None.
        records: Its records of the types that were asked for, in text order. Entities are those of its source.
    """

    report: Report
    outlet: str | None
    published: str | None
    records: tuple[Record, ...]

    def of(self, kind: type[Kind]) -> Iterator[Kind]:
        """Yield the records of one type, in text order."""
        return (record for record in self.records if isinstance(record, kind))


@dataclass(frozen=True, slots=True)
class Signature:
    """What is kept of one record so that later ones can be compared with it.

    Attributes:
        subject: Id of the record: what a link will stand at.
        report: Id of its report.
        keys: Words under which it is found. Whatever shares one with it is handed over to be judged.
        left: Words under which later ones find it, and by which it finds nothing itself.
        asked: Words by which it finds earlier ones, and under which it is not found itself.
        data: All that ``judge`` needs of it, small: it must become JSON and come back the same (lists, no tuples).
        outlet: Outlet of the report.
        published: ISO date of the report, or None.
    """

    subject: str
    report: str
    keys: tuple[str, ...]
    data: Json = field(default_factory=dict)
    outlet: str | None = None
    published: str | None = None
    left: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A link that no longer stands, now that more is known: a late report can split what was one.

    Attributes:
        link: Id of the link.
        why: One line for a person.
    """

    link: str
    why: str


class Surroundings(Protocol):
    """What a linker may ask while it judges: what stands by now, links of this very report included."""

    def group(self, kind: str, subject: str) -> frozenset[str]:
        """Return the records that standing links of one kind make one with ``subject``, itself among them."""
        ...

    def ties(self, kind: str, subject: str) -> Sequence[Link]:
        """Return the standing links of one kind that end at ``subject``."""
        ...

    def signature(self, subject: str) -> Signature | None:
        """Return what this linker keeps of another record."""
        ...

    def common(self, key: str) -> bool:
        """Say whether a key of the new record is too common to find anything by."""
        ...


class Linker(Protocol):
    """Compares one kind of record across reports. It keeps nothing between two calls.

    Attributes:
        name: One word, the same for all time.
        version: Raised when it judges or signs otherwise: everything is then linked anew by it.
        kinds: Kinds of links that it proposes.
        reads: Types of records that ``sign`` reads; the report itself always comes.
        limit: Holders from which a key is too common to be asked for.
        most: How many earlier records are handed over for one new one; those that share most keys, then the latest.
    """

    @property
    def name(self) -> str:
        """One word."""

    @property
    def version(self) -> str:
        """How it judges and signs."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of links."""

    @property
    def reads(self) -> frozenset[str]:
        """Types of records."""

    @property
    def limit(self) -> int:
        """Holders of a key."""

    @property
    def most(self) -> int:
        """Earlier records for a new one."""

    def sign(self, report: ReportView) -> Iterable[Signature]:
        """Make the signatures of a new report, in text order. The same report gives the same signatures."""
        ...

    def judge(self, new: Signature, near: Sequence[Signature], around: Surroundings) -> Iterable[Link | Withdrawal]:
        """Compare a new record with earlier ones, those that share most keys first; records of its own report may be there.

        Yields:
            Links to be proposed, best with ``tie``; links that should no longer stand.
        """
        ...


def tie(kind: str, from_: str, to: str, *, why: str, score: float, rule: str) -> Link:
    """Return a link. Its id is the same whichever end comes first, so that a verdict on it stays with it.

    Args:
        kind: Kind of link.
        from_: Id of the later record, the copy, the update.
        to: Id of the earlier one.
        why: One line for a person: what speaks for it, with the figures.
        score: In 0..1.
        rule: What found it, such as ``link.copies.words``.
    """
    one, two = sorted((from_, to))
    score = round(score, 4)
    return Link(id=content_id("link", kind, one, two), by=By(rule, __version__, score), kind=kind, from_=from_, to=to,
                why=why, score=score)
