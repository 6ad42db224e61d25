"""Reports, in the order in which they came."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from musnad.ledger import Where
from musnad.web.office import Asks
from musnad.web.reading import Sheet, headline, sheet
from musnad.web.rendering import page

router = APIRouter()

SIZE = 30


@dataclass(frozen=True, slots=True)
class Reports:
    """What the page shows.

    Attributes:
        sheet: The reports.
        titles: Their headlines, by id.
        asked: The filters.
    """

    sheet: Sheet
    titles: dict[str, str]
    asked: dict[str, str]


@router.get("/reports")
def reports(request: Request, reader: Asks, text: str = "", outlet: str = "", since: str = "", until: str = "",
            after: str = "") -> Response:
    """Show one page of the reports."""
    where = Where(text=text or None, outlet=outlet or None, since=since or None, until=until or None)
    found = sheet(reader, "report", where, after=after, size=SIZE)
    asked = {"text": text, "outlet": outlet, "since": since, "until": until}
    return page(request, "reports.html", Reports(found, {row.id: headline(row) for row in found.rows}, asked))
