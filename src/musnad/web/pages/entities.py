"""Who and what is named: people, organisations, places."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from musnad.ledger import Where
from musnad.model.values import CLOSED
from musnad.web.office import Asks
from musnad.web.reading import Sheet, sheet
from musnad.web.rendering import page

router = APIRouter()

SIZE = 40
KINDS = CLOSED["entity", "kind"]


@dataclass(frozen=True, slots=True)
class Entities:
    """What the page shows.

    Attributes:
        sheet: The entities.
        asked: The filters.
        kinds: What can be chosen.
    """

    sheet: Sheet
    asked: dict[str, str]
    kinds: tuple[str, ...] = KINDS


@router.get("/entities")
def entities(request: Request, reader: Asks, kind: str = "", text: str = "", after: str = "") -> Response:
    """Show one page of the entities."""
    where = Where(kind=kind or None, text=text.strip() or None)
    found = sheet(reader, "entity", where, after=after, size=SIZE)
    return page(request, "entities.html", Entities(found, {"kind": kind, "text": text}))
