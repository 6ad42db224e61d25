"""The overview: what the ledger holds, what is new, what waits for review, what conflicts."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from musnad.ledger import Held, Run, Summary, Where
from musnad.web.office import Works
from musnad.web.rendering import page

router = APIRouter()

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page shows.

    Attributes:
        summary: How much there is; None while it is counted for the first time.
        runs: The last runs, the newest first.
        waiting: Some statements that deserve a second look.
        conflicts: Some pairs of records that say otherwise.
        judged: Statements and other records that people have judged.
    """

    summary: Summary | None
    runs: tuple[Run, ...]
    waiting: tuple[Held, ...]
    conflicts: tuple[Held, ...]
    judged: int


@router.get("/")
def overview(request: Request, works: Works) -> Response:
    """Show the overview."""
    reader, summary = works.reader, works.counts.summary()
    runs = tuple(reversed(reader.runs()))[:SHOWN]
    waiting = tuple(reader.statements(Where(doubt="any", verdict="none"), SHOWN))
    conflicts = tuple(reader.links(Where(kind="contradicts"), SHOWN))
    judged = sum(summary.verdicts.values()) if summary else 0
    return page(request, "overview.html", Overview(summary, runs, waiting, conflicts, judged))
