"""Any record by its id: a page where its type has none of its own, and a panel beside a text."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from musnad.web.office import Asks
from musnad.web.pages.verdict import bench
from musnad.web.reading import detail
from musnad.web.rendering import page, path_of

router = APIRouter()


@router.get("/records/{record}")
def record(request: Request, reader: Asks, record: str) -> Response:
    """Show a record, or lead to its own page."""
    held = reader.record(record)
    own = path_of(held.id)
    if not own.startswith("/records/"):
        return RedirectResponse(own, 307)
    return page(request, "record.html", bench(reader, held.id))


@router.get("/records/{record}/panel")
def panel(request: Request, reader: Asks, record: str) -> Response:
    """Show a record in few words, as part of a page."""
    return page(request, "part_panel.html", detail(reader, record))
