"""The map: the places that reports name, with how precise their coordinates are. It has a table behind it."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from musnad.ledger import Counted
from musnad.web.office import Works
from musnad.web.rendering import page

router = APIRouter()

SHOWN = 300  # rows of the table


@dataclass(frozen=True, slots=True)
class Map:
    """What the page shows.

    Attributes:
        rows: The places that most sources name, for the table; None while they are counted for the first time.
        more: How many others are on the map.
    """

    rows: list[Counted] | None
    more: int


@router.get("/map")
def map_(request: Request, works: Works) -> Response:
    """Show where the places are that the ledger names."""
    rows = works.counts.rows("places")
    return page(request, "map.html", Map(rows and rows[:SHOWN], max(0, len(rows or ()) - SHOWN)))


@router.get("/map/places.json")
def places(works: Works) -> JSONResponse:
    """Give the places with their coordinates and how precise those are."""
    rows = works.counts.rows("places", None) or []
    entities = works.reader.several(row.example for row in rows)
    made = []
    for row in rows:
        line = entities[row.example].record if row.example in entities else {}
        if line.get("lat") is not None:
            made.append({"name": row.key, "lat": line["lat"], "lon": line["lon"], "count": row.count,
                         "precision": line.get("place_precision"), "path": f"/entities/{row.example}"})
    return JSONResponse(made)
