"""The pictures of the whole ledger: activity by day, what happened when, who speaks about whom. Each has its table."""

from __future__ import annotations

import math
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from musnad.ledger import Counted
from musnad.web.office import Works
from musnad.web.rendering import page

router = APIRouter()

DAYS = 120  # the last days that are drawn


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
        rows: All that is counted, for the table; None while it is counted for the first time.
        bars: The bars.
        width: Of the drawing.
        most: The highest count.
    """

    rows: list[Counted] | None
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
    """The network; no rows while it is counted for the first time."""

    rows: list[Counted] | None
    nodes: list[Node]
    edges: list[Edge]


@router.get("/activity")
def activity(request: Request, works: Works) -> Response:
    """Show reports by day of publication."""
    rows = works.counts.rows("days")
    return page(request, "activity.html", bars(rows, rows or []))


@router.get("/timeline")
def timeline(request: Request, works: Works) -> Response:
    """Show incidents by the day on which they happened."""
    rows = works.counts.rows("happened")
    days: dict[str, Counted] = {}
    for row in rows or ():
        before = days.get(row.key)
        days[row.key] = Counted(row.key, "", row.count + (before.count if before else 0), row.example)
    return page(request, "timeline.html", bars(rows and rows[-DAYS * 3:], list(days.values())))


def bars(rows: list[Counted] | None, days: list[Counted]) -> Bars:
    """Return counts of days as bars, those of the last days."""
    last = days[-DAYS:]
    most = max((row.count for row in last), default=1)
    step = max(6.0, min(28.0, 900 / max(1, len(last))))
    drawn = [Bar(round(i * step, 1), round(160 * row.count / most, 1), row) for i, row in enumerate(last)]
    return Bars(rows, drawn, max(300.0, step * len(last)), most)


@router.get("/network")
def network(request: Request, works: Works) -> Response:
    """Show who speaks about whom: the pairs that occur most."""
    counted = works.counts.rows("spoken")
    rows = counted or []
    names = list(dict.fromkeys(name for row in rows for name in (row.key, row.other)))
    places = {name: _place(i, len(names)) for i, name in enumerate(names)}
    count = {name: sum(row.count for row in rows if name in (row.key, row.other)) for name in names}
    most = max((row.count for row in rows), default=1)
    nodes = [Node(name, *places[name], round(4 + 8 * math.sqrt(count[name] / (2 * most)), 1),
                  "start" if places[name][0] >= CENTRE[0] else "end") for name in names]
    edges = [Edge(_curve(places[row.key], places[row.other]), round(1 + 5 * row.count / most, 1), row) for row in rows]
    return page(request, "network.html", Network(counted, nodes, edges))


CENTRE, RADIUS = (480.0, 330.0), 260.0


def _place(i: int, of: int) -> tuple[float, float]:
    turn = 2 * math.pi * i / max(1, of)
    return round(CENTRE[0] + RADIUS * math.cos(turn), 1), round(CENTRE[1] + RADIUS * math.sin(turn), 1)


def _curve(a: tuple[float, float], b: tuple[float, float]) -> str:
    bend = [(a[i] + b[i]) / 2 * 0.45 + CENTRE[i] * 0.55 for i in (0, 1)]
    return f"M{a[0]} {a[1]}Q{bend[0]:.1f} {bend[1]:.1f} {b[0]} {b[1]}"
