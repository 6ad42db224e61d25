"""Figures: what reports count, with their bounds."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from musnad.ledger import Where
from musnad.web.office import Asks
from musnad.web.reading import Sheet, sheet
from musnad.web.rendering import page

router = APIRouter()

SIZE = 40
ABOUT = ("killed", "injured", "displaced", "attacks", "troops", "civilians", "money", "facilities", "distance", "duration",
         "other")


@dataclass(frozen=True, slots=True)
class Figures:
    """What the page shows.

    Attributes:
        sheet: The figures.
        asked: The filters.
        kinds: What can be chosen.
    """

    sheet: Sheet
    asked: dict[str, str]
    kinds: tuple[str, ...] = ABOUT


@router.get("/figures")
def figures(request: Request, reader: Asks, about: str = "", since: str = "", until: str = "", after: str = "") -> Response:
    """Show one page of the figures."""
    asked = {"about": about, "since": since, "until": until}
    where = Where(**{name: value for name, value in asked.items() if value})  # type: ignore[arg-type]
    return page(request, "figures.html", Figures(sheet(reader, "figure", where, after=after, size=SIZE), asked))
