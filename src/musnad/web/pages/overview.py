"""The overview: what the ledger holds, what is new, what waits for review, what conflicts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fastapi import APIRouter, Request, Response

from musnad.ledger import Held, Reader, Run, Summary, Where
from musnad.web.office import Asks
from musnad.web.rendering import page

router = APIRouter()

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page shows.

    Attributes:
        summary: How much there is.
        runs: The last runs, the newest first.
        waiting: Some statements that deserve a second look.
        conflicts: Some pairs of records that say otherwise.
        judged: Statements and other records that people have judged.
    """

    summary: Summary
    runs: tuple[Run, ...]
    waiting: tuple[Held, ...]
    conflicts: tuple[Held, ...]
    judged: int


@router.get("/")
def overview(request: Request, reader: Asks) -> Response:
    """Show the overview."""
    summary = summarised(reader)
    runs = tuple(reversed(reader.runs()))[:SHOWN]
    waiting = tuple(reader.statements(Where(doubt="any", verdict="none"), SHOWN))
    conflicts = tuple(reader.links(Where(kind="contradicts"), SHOWN))
    return page(request, "overview.html", Overview(summary, runs, waiting, conflicts, sum(summary.verdicts.values())))


_kept: dict[int, tuple[int, Summary]] = {}


def summarised(reader: Reader) -> Summary:
    """Return how much the ledger holds: texts counted again only after some came, verdicts each time."""
    read, _ = reader.stamp()
    held = _kept.get(id(reader))
    if held is None or held[0] != read:
        held = _kept[id(reader)] = (read, reader.summary())
    return replace(held[1], verdicts=reader.judged())
