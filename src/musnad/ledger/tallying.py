"""Tallying: what a recorder has written, and what a verification has found of one kind of check."""

from __future__ import annotations

from dataclasses import dataclass, field

from musnad.ledger.views import Failure, Part

LISTED = 1_000  # failures that are named; all are counted


@dataclass(slots=True)
class Count:
    """Counts of one kind of check, while it runs.

    Attributes:
        name: The kind.
        passed: How many hold.
        failed: How many do not.
        left: How many cannot be checked.
        failures: The first of those that failed.
        why_not: Why some cannot be checked.
    """

    name: str
    passed: int = 0
    failed: int = 0
    left: int = 0
    failures: list[Failure] = field(default_factory=list)
    why_not: str | None = None

    def note(self, made: str, fault: str | None) -> None:
        """Note that something holds, or what is wrong with it."""
        if fault is None:
            self.passed += 1
            return
        self.failed += 1
        if len(self.failures) < LISTED:
            self.failures.append(Failure(made, fault))

    def leave(self, why: str) -> None:
        """Note that something cannot be checked."""
        self.left += 1
        self.why_not = why

    def take(self, part: Part) -> None:
        """Add the counts of a part of the same kind."""
        self.passed += part.passed
        self.failed += part.failed
        self.left += part.not_checkable
        self.failures += part.failures[: LISTED - len(self.failures)]
        self.why_not = part.why_not or self.why_not

    def part(self) -> Part:
        """Return the counts as the answer."""
        return Part(self.name, self.passed, self.failed, self.left, tuple(self.failures), self.why_not)


@dataclass(slots=True)
class Tally:
    """What a recorder has written.

    Attributes:
        documents: Documents read that this version had not read.
        known: Documents that it had read; they added nothing.
        records: Records that the ledger did not hold.
        dropped: Records that an earlier version found and this one does not.
    """

    documents: int = 0
    known: int = 0
    records: int = 0
    dropped: int = 0
