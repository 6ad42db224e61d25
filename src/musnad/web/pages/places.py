"""The map: the places that reports name, with how precise their coordinates are. It has a table behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from musnad.ledger import Counted, Reader
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
    return JSONResponse(located(works.reader, works.counts.rows("places", None) or []))


def located(reader: Reader, rows: Sequence[Counted]) -> list[dict[str, Any]]:
    """Return those places that have coordinates, as the map draws them."""
    entities = reader.several(row.example for row in rows)
    lines = ((row, entities[row.example].record) for row in rows if row.example in entities)
    return [{"name": row.key, "lat": line["lat"], "lon": line["lon"], "count": row.count,
             "precision": line.get("place_precision"), "path": f"/entities/{row.example}"}
            for row, line in lines if line.get("lat") is not None]
