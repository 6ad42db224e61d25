"""The pictures: activity by day, what happened when, who speaks about whom, and the map. Each has a table behind it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from musnad.ledger import Counted, Reader
from musnad.web.office import Asks
from musnad.web.rendering import page

router = APIRouter()

DAYS = 120  # the last days that are drawn
PLACES, PAIRS = 300, 18
LIMITS = {"places": PLACES, "spoken": PAIRS}
_kept: dict[tuple[int, str], tuple[int, list[Counted]]] = {}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: where it stands, what it counts."""

    x: float
    height: float
    row: Counted


@dataclass(frozen=True, slots=True)
class Bars:
    """A picture of bars.

    Attributes:
        rows: All that is counted, for the table.
        bars: The bars.
        width: Of the drawing.
        most: The highest count.
    """

    rows: list[Counted]
    bars: list[Bar]
    width: float
    most: int


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody in the network: on a circle, the size by how often they occur."""

    name: str
    x: float
    y: float
    size: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Edge:
    """Who speaks about whom."""

    path: str
    width: float
    row: Counted


@dataclass(frozen=True, slots=True)
class Network:
    """The network."""

    rows: list[Counted]
    nodes: list[Node]
    edges: list[Edge]


@dataclass(frozen=True, slots=True)
class Map:
    """The places of the map, the most named first."""

    rows: list[Counted]


def counted(reader: Reader, what: str, limit: int = 400) -> list[Counted]:
    """Return counts for a picture, kept until texts come in."""
    stamp, key = reader.stamp()[0], (id(reader), what)
    if key not in _kept or _kept[key][0] != stamp:
        _kept[key] = (stamp, reader.counted(what, limit))
    return _kept[key][1]


@router.get("/activity")
def activity(request: Request, reader: Asks) -> Response:
    """Show reports by day of publication."""
    return page(request, "activity.html", _bars(counted(reader, "days"), counted(reader, "days")))


@router.get("/timeline")
def timeline(request: Request, reader: Asks) -> Response:
    """Show incidents by the day on which they happened."""
    rows = counted(reader, "happened")
    days: dict[str, Counted] = {}
    for row in rows:
        before = days.get(row.key)
        days[row.key] = Counted(row.key, "", row.count + (before.count if before else 0), row.example)
    return page(request, "timeline.html", _bars(rows[-DAYS * 3:], list(days.values())))


def _bars(rows: list[Counted], days: list[Counted]) -> Bars:
    last = days[-DAYS:]
    most = max((row.count for row in last), default=1)
    step = max(6.0, min(28.0, 900 / max(1, len(last))))
    bars = [Bar(round(i * step, 1), round(160 * row.count / most, 1), row) for i, row in enumerate(last)]
    return Bars(rows, bars, max(300.0, step * len(last)), most)


@router.get("/network")
def network(request: Request, reader: Asks) -> Response:
    """Show who speaks about whom: the pairs that occur most."""
    rows = counted(reader, "spoken", PAIRS)
    names = list(dict.fromkeys(name for row in rows for name in (row.key, row.other)))
    places = {name: _place(i, len(names)) for i, name in enumerate(names)}
    count = {name: sum(row.count for row in rows if name in (row.key, row.other)) for name in names}
    most = max((row.count for row in rows), default=1)
    nodes = [Node(name, *places[name], round(4 + 8 * math.sqrt(count[name] / (2 * most)), 1),
                  "start" if places[name][0] >= CENTRE[0] else "end") for name in names]
    edges = [Edge(_curve(places[row.key], places[row.other]), round(1 + 5 * row.count / most, 1), row) for row in rows]
    return page(request, "network.html", Network(rows, nodes, edges))


CENTRE, RADIUS = (480.0, 330.0), 260.0


def _place(i: int, of: int) -> tuple[float, float]:
    turn = 2 * math.pi * i / max(1, of)
    return round(CENTRE[0] + RADIUS * math.cos(turn), 1), round(CENTRE[1] + RADIUS * math.sin(turn), 1)


def _curve(a: tuple[float, float], b: tuple[float, float]) -> str:
    bend = [(a[i] + b[i]) / 2 * 0.45 + CENTRE[i] * 0.55 for i in (0, 1)]
    return f"M{a[0]} {a[1]}Q{bend[0]:.1f} {bend[1]:.1f} {b[0]} {b[1]}"


@router.get("/map")
def map_(request: Request, reader: Asks) -> Response:
    """Show where the places are that the ledger names."""
    return page(request, "map.html", Map(counted(reader, "places", PLACES)))


@router.get("/map/places.json")
def places(reader: Asks) -> Response:
    """Give the places with their coordinates and how precise those are."""
    made = []
    for row in counted(reader, "places", PLACES):
        line: dict[str, Any] = reader.record(row.example).record
        if line.get("lat") is not None:
            made.append({"name": row.key, "lat": line["lat"], "lon": line["lon"], "count": row.count,
                         "precision": line.get("place_precision"), "path": f"/entities/{row.example}"})
    return JSONResponse(made)
