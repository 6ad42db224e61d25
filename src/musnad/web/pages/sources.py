"""Sources: the bytes that came in, one row each."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from musnad.ledger import Original
from musnad.web.office import Asks
from musnad.web.rendering import page

router = APIRouter()

SIZE = 40


@dataclass(frozen=True, slots=True)
class Sources:
    """What the page shows.

    Attributes:
        rows: The sources, in order of arrival.
        after: Digest to go on after; None where the list ends.
        begun: Whether it is not the first page.
    """

    rows: list[Original]
    after: str | None
    begun: bool


@router.get("/sources")
def sources(request: Request, reader: Asks, after: str = "") -> Response:
    """Show one page of the sources."""
    found = reader.sources(SIZE + 1, after or None)
    more = found[SIZE - 1].sha256 if len(found) > SIZE else None
    return page(request, "sources.html", Sources(found[:SIZE], more, bool(after)))
