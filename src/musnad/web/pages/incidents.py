"""Incidents, with filters."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from musnad.ledger import Sought, Where
from musnad.model.values import INCIDENTS, STATUSES
from musnad.web.api.asked import FAR, LONG, SOUGHT
from musnad.web.narrowing import narrowed
from musnad.web.office import Works
from musnad.web.reading import Sheet, names, sheet
from musnad.web.rendering import page

router = APIRouter()

SIZE = 30


@dataclass(frozen=True, slots=True)
class Incidents:
    """What the page shows.

    Attributes:
        sheet: The incidents.
        places: Names of their places, by id.
        asked: The filters.
        narrowed: Whether where, when, who or to whom is asked, so that a page may be short and go on.
        kinds: What can be chosen.
        statuses: Likewise.
    """

    sheet: Sheet
    places: dict[str, str]
    asked: dict[str, str]
    narrowed: bool = False
    kinds: tuple[str, ...] = INCIDENTS
    statuses: tuple[str, ...] = STATUSES


@router.get("/incidents")
def incidents(request: Request, works: Works, kind: str = "", status: str = "", outlet: str = "", since: str = "",
              until: str = "", after: str = "") -> Response:
    """Show one page of the incidents."""
    asked = {"kind": kind, "status": status, "outlet": outlet.strip(), "since": since, "until": until}
    where = Where(**{name: value for name, value in asked.items() if value})  # type: ignore[arg-type]
    further = {name: request.query_params.get(name, "").strip()[:LONG] for name in SOUGHT}
    sought = _sought(further)
    found = (narrowed(works, where, sought, SIZE, after) if sought.given()
             else sheet(works.reader, "incident", where, after=after, size=SIZE))
    places = names(works.reader, [place for row in found.rows for place in row.record["places"][:1]])
    return page(request, "incidents.html", Incidents(found, places, asked | further, sought.given()))


def _sought(further: dict[str, str]) -> Sought:
    """Return where, when, who and to whom; a distance that is no number counts as none."""
    try:
        radius = float(further["radius"]) if further["place"] and further["radius"] else None
    except ValueError:
        radius = None
    words = {name: further[name] or None for name in SOUGHT if name != "radius"}
    return Sought(**words, radius=radius if radius is not None and 0 < radius <= FAR else None)
