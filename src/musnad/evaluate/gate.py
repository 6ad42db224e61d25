"""The gate: floors under every figure, which rise with the work and fall only for a reason that is written down.

The floors file keeps a history, each entry sealed with the one before it. A floor lowered by hand, a history cut short
or a corpus that lost a document is told as a fault; nothing here trusts the file's first lines alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from itertools import pairwise
from math import floor
from pathlib import Path
from typing import Any

from musnad.evaluate.corpus import Case, counts_of, digest_of
from musnad.evaluate.tally import Scores
from musnad.model.errors import FloorError, FormatError

SLACK = 0.02  # a new floor lies this far under what was measured, so that a change of rules may trade a little
STEP = 1000  # floors are whole thousandths
REASONS = 10  # characters of the shortest reason that can say anything


@dataclass(frozen=True, slots=True)
class Standing:
    """What was measured, and on what.

    Attributes:
        values: Figures, in 0..1.
        sha256: Digest of the annotations and inputs.
        counts: Documents and judgements.
    """

    values: Mapping[str, float]
    sha256: str
    counts: Mapping[str, int]


def measured(corpus: Iterable[Case], scores: Scores) -> Standing:
    """Return what the scores of a corpus come to."""
    every = list(corpus)
    values = {name: tally.value for name, tally in scores.items() if tally.wanted}
    return Standing(values, digest_of(every), counts_of(every))


@dataclass(frozen=True, slots=True)
class Entry:
    """Floors as they were set on a day.

    Attributes:
        date: ISO date.
        sha256: The corpus they were measured on.
        counts: How large it was.
        floors: Lowest figures allowed.
        reason: Why a floor or a count fell; None where none did.
        seal: SHA-256 over the entry and the seal before it.
    """

    date: str
    sha256: str
    counts: dict[str, int]
    floors: dict[str, float]
    reason: str | None
    seal: str = ""

    def sealed(self, before: str) -> str:
        """Return the seal that this entry must bear after the one before it."""
        said = {**asdict(self), "seal": before}
        return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Gate:
    """The floors file.

    Attributes:
        floors: Lowest figures allowed; the last entry of the history says the same.
        history: How the floors came to be, the oldest first.
    """

    floors: Mapping[str, float]
    history: tuple[Entry, ...]

    @classmethod
    def read(cls, path: Path) -> Gate:
        """Read a floors file.

        Raises:
            FormatError: It is no floors file.
        """
        try:
            said: dict[str, Any] = json.loads(path.read_text("utf-8"))
            return cls(said["floors"], tuple(Entry(**entry) for entry in said["history"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
            raise FormatError(f"{path}: no floors file: {fault!r}") from None

    def write(self, path: Path) -> None:
        """Write the floors file, one floor a line."""
        said = {"floors": self.floors, "history": [asdict(entry) for entry in self.history]}
        path.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", "utf-8")

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with the file itself."""
        if not self.history:
            yield "the floors have no history"
            return
        seal = ""
        for number, entry in enumerate(self.history, 1):
            seal = entry.sealed(seal)
            if entry.seal != seal:
                yield f"entry {number} of the history, of {entry.date}, is not what was sealed"
                seal = entry.seal
        for before, after in pairwise(self.history):
            if after.reason is None:
                fallen = _fallen(before, after)
                yield from (f"{name} of {after.date} fell without a reason: {change}" for name, change in fallen)
        for name, value in self.history[-1].floors.items():
            if self.floors.get(name, -1.0) < value:
                yield f"the floor of {name} is {self.floors.get(name)}, its history says {value}"

    def failures(self, standing: Standing) -> Iterator[str]:
        """Yield why what was measured does not pass: faults of the file, another corpus, figures under their floors."""
        yield from self.faults()
        if not self.history:
            return
        last = self.history[-1]
        for kind in sorted({*last.counts, *standing.counts}):
            then, now = last.counts.get(kind, 0), standing.counts.get(kind, 0)
            if then != now:
                yield f"the gold has {now} {kind} where the floors were set on {then}"
        if last.sha256 != standing.sha256:
            yield "the gold or its texts are not those that the floors were set on; if that is meant, use --update"
        for name, lowest in self.floors.items():
            value = standing.values.get(name)
            if value is None:
                yield f"{name} was not measured; its floor is {lowest:.3f}"
            elif value < lowest:
                yield f"{name} is {value:.4f}, under its floor {lowest:.3f}"

    def updated(self, standing: Standing, *, today: date, reason: str | None = None) -> Gate:
        """Return the gate with the floors raised to what was measured, less ``SLACK``.

        Args:
            standing: What was measured.
            today: Day of the change.
            reason: Why floors or counts may fall; without one, none may.

        Raises:
            FloorError: Something would fall, and no reason was given.
        """
        faults = list(self.faults()) if self.history else []
        if faults:
            raise FloorError("the floors file was changed by hand; restore it first: " + "; ".join(faults))
        if reason is not None and len(reason.strip()) < REASONS:
            raise FloorError("a reason says in a sentence why the floors may fall")
        entry = self._next(standing, today, reason)
        if self.history:
            last = self.history[-1]
            fallen = [f"{name}: {change}" for name, change in _fallen(last, entry)] + list(_under(last, standing))
            if fallen and reason is None:
                raise FloorError("would fall: " + "; ".join(fallen))
            if (entry.floors, entry.counts, entry.sha256) == (last.floors, last.counts, last.sha256):
                return self
        return Gate(entry.floors, (*self.history, entry))

    def _next(self, standing: Standing, today: date, reason: str | None) -> Entry:
        reached = {name: max(0, floor((value - SLACK) * STEP + 1e-9)) / STEP for name, value in standing.values.items()}
        if self.history:
            kept = {n: v for n, v in self.floors.items() if reason is None or standing.values.get(n, -1.0) >= v}
            reached |= {name: max(value, reached.get(name, 0.0)) for name, value in kept.items()}
        entry = Entry(today.isoformat(), standing.sha256, dict(standing.counts), dict(sorted(reached.items())), reason)
        seal = entry.sealed(self.history[-1].seal if self.history else "")
        return Entry(**{**asdict(entry), "seal": seal})


def _fallen(before: Entry, after: Entry) -> Iterator[tuple[str, str]]:
    """Yield the floors and counts that are lower after than before, or gone."""
    was: Mapping[str, float] = {**before.floors, **before.counts}
    now: Mapping[str, float] = {**after.floors, **after.counts}
    for name, value in was.items():
        if now.get(name, -1) < value:
            yield name, f"{value} to {now.get(name, 'none')}"


def _under(last: Entry, standing: Standing) -> Iterator[str]:
    """Yield the figures that are under their floors: a floor that is kept would fail at once."""
    for name, lowest in last.floors.items():
        value = standing.values.get(name, -1.0)
        if value < lowest:
            yield f"{name}: {value:.4f} measured, floor {lowest:.3f}"
