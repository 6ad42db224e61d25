"""What a form could not hold: counted while writing, told to the person, and left beside the file."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from musnad.ledger import Summary


@dataclass(slots=True)
class Loss:
    """An account of one export.

    Attributes:
        form: Name of the form, such as ``csv``.
        written: Number of things written, by what the form calls them.
        lost: Number of times that something could not be held as it is, by a line that says what.
        notes: What whoever takes the file in has to know.
    """

    form: str
    written: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def judged_away(self, rejected: Counter[str]) -> None:
        """Count the records that people rejected, and that therefore did not go out."""
        for kind, number in sorted(rejected.items()):
            self.lost[f"{kind}: rejected by a person, or tied to what is; left out"] += number

    def lines(self) -> list[str]:
        """Return the account as lines for a person."""
        made = [f"{self.form}: " + (", ".join(f"{n:,} {what}" for what, n in sorted(self.written.items())) or "nothing")]
        made += [f"  {number:,} × {what}" for what, number in sorted((+self.lost).items())]
        return [*made, *(f"  note: {note}" for note in self.notes)]

    def beside(self, out: Path) -> Path:
        """Write the account beside what was exported, and return its path."""
        path = out.with_name(out.name + ".loss.json")
        told = {"form": self.form, "written": dict(sorted(self.written.items())),
                "lost": dict(sorted((+self.lost).items())), "notes": self.notes}
        path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        return path


def any_verdict(summary: Summary, *verdicts: str) -> bool:
    """Say whether a ledger holds any of these verdicts as the last one on a record."""
    return any(summary.verdicts.get(verdict) for verdict in verdicts)
