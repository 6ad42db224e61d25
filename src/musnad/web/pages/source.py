"""One source: its bytes, its digest, and what was read from it."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from musnad.ledger import Held, Original, Where
from musnad.web.office import Asks
from musnad.web.reading import headline
from musnad.web.rendering import page

router = APIRouter()

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Source:
    """What the page shows.

    Attributes:
        kept: What the ledger keeps of it.
        reports: Its reports, the first ones.
        titles: Their headlines, by id.
    """

    kept: Original
    reports: list[Held]
    titles: dict[str, str]


@router.get("/sources/{sha256}")
def source(request: Request, reader: Asks, sha256: str) -> Response:
    """Show one source."""
    kept = reader.original(sha256)
    reports = list(reader.reports(Where(source=sha256), SHOWN))
    return page(request, "source.html", Source(kept, reports, {made.id: headline(made) for made in reports}))


@router.get("/sources/{sha256}/bytes")
def data(reader: Asks, sha256: str) -> Response:
    """Give the bytes as they came, to keep: never to be shown as a page."""
    found = reader.source(sha256)
    return Response(found, media_type="application/octet-stream",
                    headers={"Content-Disposition": f'attachment; filename="{sha256[:16]}.bin"'})
