"""The frame of a report: what its records need to know besides the text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from musnad.model.ids import content_id
from musnad.model.records import By


@dataclass(frozen=True, slots=True)
class Frame:
    """Where records come from.

    Attributes:
        source: SHA-256 of the source.
        report: Id of the report.
        version: Version of the package.
        published: Day of publication, None if unknown.
        row: Row of the table, None outside tables.
    """

    source: str
    report: str
    version: str
    published: date | None = None
    row: str | None = None

    def by(self, rule: str, score: float | None = None) -> By:
        """Return the mark of the rule that made a record."""
        return By(rule, self.version, score)

    def id(self, kind: str, start: int, end: int, *says: str | float | None) -> str:
        """Return the content id of a record of this source at a span."""
        return content_id(kind, self.source, start, end, *says)
