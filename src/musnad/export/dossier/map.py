"""The map of a dossier: drawn here, from borders that travel with the package; nothing is asked of a network."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from math import cos, radians
from typing import Any

from musnad.export.places import Point

WIDTH = 1000  # of the drawing; its height follows from the places
LEAST, MOST = 420, 900  # height
SPAN = 3.0  # degrees that are shown at least
MARGIN = 0.18  # of the span, around the outermost places
DEGREE = 111.2  # kilometres
FONT = "Amiri, IBM Plex Sans Arabic, sans-serif"

Line = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Spot:
    """One place on the map.

    Attributes:
        point: The place.
        happened: Incidents that are said to have happened there.
        others: Incidents that are denied, planned, threatened or supposed.
    """

    point: Point
    happened: int
    others: int


@dataclass(frozen=True, slots=True)
class View:
    """The part of the world that is shown: degrees, and units a degree."""

    west: float
    north: float
    across: float
    along: float
    height: int

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a point of the world lies in the drawing."""
        return round((lon - self.west) * self.across, 1), round((self.north - lat) * self.along, 1)


@cache
def lands() -> tuple[tuple[Line, ...], ...]:
    """Return the rings of every country, as (longitude, latitude)."""
    told = json.loads(files("musnad").joinpath("web/static/vendor/countries.json").read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = told["transform"]["scale"], told["transform"]["translate"]
    arcs = []
    for arc in told["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        arcs.append(line)
    return tuple(tuple(_ring(arcs, ring) for ring in _rings(shape))
                 for shape in told["objects"]["countries"]["geometries"] if shape.get("arcs"))


def _rings(shape: dict[str, Any]) -> Iterator[list[int]]:
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    for polygon in polygons:
        yield from polygon


def _ring(arcs: list[Line], ring: list[int]) -> Line:
    made: Line = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        made += arc[1:] if made else arc
    return made


def view(points: Iterable[Point]) -> View:
    """Return the part of the world in which all points lie, with room around them."""
    found = list(points)
    lats, lons = [p.lat for p in found], [p.lon for p in found]
    middle = (min(lats) + max(lats)) / 2
    narrow = max(cos(radians(middle)), 0.1)
    tall = max(max(lats) - min(lats), SPAN * 0.6) * (1 + 2 * MARGIN)
    wide = max((max(lons) - min(lons)) * narrow, SPAN) * (1 + 2 * MARGIN)
    height = round(min(max(WIDTH * tall / wide, LEAST), MOST))
    along = min(WIDTH / wide, height / tall)
    west = (min(lons) + max(lons)) / 2 - WIDTH / (2 * along * narrow)
    return View(west, middle + height / (2 * along), along * narrow, along, height)


def draw(spots: list[Spot], km: str) -> tuple[str, int, int]:
    """Return the drawing as SVG with its width and height.

    Args:
        spots: The places, at least one.
        km: The word for kilometres on the scale.
    """
    seen = view(spot.point for spot in spots)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{seen.height}" '
        f'viewBox="0 0 {WIDTH} {seen.height}">',
        f'<clipPath id="frame"><rect width="{WIDTH}" height="{seen.height}"/></clipPath>',
        f'<g clip-path="url(#frame)"><rect width="{WIDTH}" height="{seen.height}" fill="#dde7ec"/>',
        *(f'<path d="{path}" fill="#f6f3ec" stroke="#9a968c" stroke-width="1.2"/>' for path in _paths(seen)),
        *_spots(spots, seen), *_scale(seen, km), "</g>",
        f'<rect x="0.5" y="0.5" width="{WIDTH - 1}" height="{seen.height - 1}" fill="none" stroke="#6b675e"/></svg>',
    ]
    return "\n".join(parts) + "\n", WIDTH, seen.height


def _paths(seen: View) -> Iterator[str]:
    for country in lands():
        rings = [ring for ring in country if _meets(ring, seen)]
        if rings:
            yield "".join("M" + "L".join(f"{x} {y}" for x, y in _thin(seen, ring)) + "Z" for ring in rings)


def _meets(ring: Line, seen: View) -> bool:
    lons, lats = [p[0] for p in ring], [p[1] for p in ring]
    east, south = seen.west + WIDTH / seen.across, seen.north - seen.height / seen.along
    return max(lons) >= seen.west and min(lons) <= east and max(lats) >= south and min(lats) <= seen.north


def _thin(seen: View, ring: Line) -> Iterator[tuple[float, float]]:
    """Yield the points of a ring, those that fall nearly together once; what lies far outside is drawn to the edge."""
    last = None
    for lon, lat in ring:
        x, y = seen.at(lon, lat)
        x, y = min(max(x, -WIDTH), 2.0 * WIDTH), min(max(y, -WIDTH), 2.0 * WIDTH)
        if last is None or abs(x - last[0]) + abs(y - last[1]) > 1.5:
            last = (x, y)
            yield last


def _spots(spots: list[Spot], seen: View) -> Iterator[str]:
    rows: list[tuple[float, float]] = []  # where labels stand, so that none covers another
    for spot in sorted(spots, key=lambda s: (-s.happened, -s.others, s.point.entity)):
        x, y = seen.at(spot.point.lon, spot.point.lat)
        fill = "#a3361f" if spot.happened else "#ffffff"
        size = round(7 + 2.5 * min(spot.happened + spot.others, 12) ** 0.5, 1)
        yield f'<circle cx="{x}" cy="{y}" r="{size}" fill="{fill}" fill-opacity="0.85" stroke="#7c2412" stroke-width="2"/>'
        label = y + 7
        while any(abs(label - other) < 24 and abs(x - there) < 150 for there, other in rows):
            label += 24
        rows.append((x, label))
        anchor, at = ("start", x + size + 6) if x < WIDTH * 0.8 else ("end", x - size - 6)
        yield (f'<text x="{round(at, 1)}" y="{round(label, 1)}" font-family="{FONT}" font-size="23" text-anchor="{anchor}" '
               f'fill="#1d1b17">{escape(spot.point.name)}</text>')


def _scale(seen: View, km: str) -> Iterator[str]:
    length = next((n for n in (1000, 500, 200, 100, 50, 20, 10) if n / DEGREE * seen.along <= WIDTH / 4), 10)
    end, y = round(30 + length / DEGREE * seen.along, 1), seen.height - 26
    yield f'<path d="M30 {y - 8}V{y}H{end}V{y - 8}" fill="none" stroke="#1d1b17" stroke-width="2"/>'
    yield (f'<text x="{end + 8}" y="{y + 4}" font-family="{FONT}" font-size="18" fill="#1d1b17">{length} '
           f"{escape(km)}</text>")
