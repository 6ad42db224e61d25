"""Incidents, with filters."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from musnad.ledger import Where
from musnad.web.office import Asks
from musnad.web.reading import Sheet, names, sheet
from musnad.web.rendering import page

router = APIRouter()

SIZE = 30
KINDS = ("airstrike", "shelling", "missile_strike", "chemical_attack", "armed_clash", "bombing", "shooting", "killing",
         "abduction", "detention", "displacement", "siege", "destruction", "military_operation", "capture", "deployment",
         "patrol", "withdrawal", "evacuation", "meeting", "visit", "agreement", "ceasefire", "sanction", "resolution", "aid",
         "arms_transfer", "protest", "trial", "appointment", "accident")
STATUSES = ("reported", "claimed", "denied", "planned", "threatened", "hypothetical")


@dataclass(frozen=True, slots=True)
class Incidents:
    """What the page shows.

    Attributes:
        sheet: The incidents.
        places: Names of their places, by id.
        asked: The filters.
        kinds: What can be chosen.
        statuses: Likewise.
    """

    sheet: Sheet
    places: dict[str, str]
    asked: dict[str, str]
    kinds: tuple[str, ...] = KINDS
    statuses: tuple[str, ...] = STATUSES


@router.get("/incidents")
def incidents(request: Request, reader: Asks, kind: str = "", status: str = "", outlet: str = "", since: str = "",
              until: str = "", after: str = "") -> Response:
    """Show one page of the incidents."""
    asked = {"kind": kind, "status": status, "outlet": outlet.strip(), "since": since, "until": until}
    where = Where(**{name: value for name, value in asked.items() if value})  # type: ignore[arg-type]
    found = sheet(reader, "incident", where, after=after, size=SIZE)
    places = names(reader, [place for row in found.rows for place in row.record["places"][:1]])
    return page(request, "incidents.html", Incidents(found, places, asked))
