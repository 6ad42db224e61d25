"""The map: the places that reports name, with how precise their coordinates are. It has a table behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from musnad.ledger import Counted, Reader, Where
from musnad.ledger.lines import line_now
from musnad.web.office import Works
from musnad.web.rendering import page

router = APIRouter()

SHOWN = 300  # rows of the table
PLACES = ("place", "facility")
Spot = dict[str, Any]


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
    return JSONResponse(moved(works.reader, located(works.reader, works.counts.rows("places", None) or [])))


def located(reader: Reader, rows: Sequence[Counted]) -> list[Spot]:
    """Return those places that have coordinates, as the map draws them."""
    entities = reader.several(row.example for row in rows)
    lines = ((row, entities[row.example].record) for row in rows if row.example in entities)
    return [_spot(line, row.example, row.count) for row, line in lines if line.get("lat") is not None]


def moved(reader: Reader, spots: Sequence[Spot]) -> list[Spot]:
    """Return the places with those where people have put them instead: a correction is of one source's place alone."""
    at = {spot["site"]: dict(spot) for spot in spots}
    for held in reader.entities(Where(verdict="corrected")):
        if held.record["kind"] not in PLACES:
            continue
        before, now = held.record, line_now(reader, held)
        _counted(at, _site(before, held.id), -1)
        if now.get("lat") is not None:
            at.setdefault(_site(now, held.id), _spot(now, held.id, 0))
            _counted(at, _site(now, held.id), 1)
    return [spot for spot in at.values() if spot["count"] > 0]


def _counted(at: dict[str, Spot], site: str, by: int) -> None:
    if site in at:
        at[site]["count"] += by


def _site(line: Spot, entity: str) -> str:
    return str(line.get("geonames") or line.get("pcode") or entity)


def _spot(line: Spot, entity: str, count: int) -> Spot:
    return {"name": line["name"], "lat": line["lat"], "lon": line["lon"], "count": count, "site": _site(line, entity),
            "precision": line.get("place_precision"), "path": f"/entities/{entity}"}
