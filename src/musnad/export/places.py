"""Places: where an incident is put on a map, and how surely; nothing is put where no place entity has coordinates."""

from __future__ import annotations

from dataclasses import dataclass

from musnad.export.selection import Item, Selection

# How near a point a place may lie, from the gazetteer's kinds, the nearest first.
PRECISE = ("facility", "settlement", "neighbourhood", "district", "subdistrict", "area", "river", "governorate", "region",
           "country")


@dataclass(frozen=True, slots=True)
class Point:
    """A place with coordinates.

    Attributes:
        entity: Id of the place entity.
        name: Its name in the source.
        lat: Degrees north.
        lon: Degrees east.
        precision: What kind of place the point stands for: settlement, governorate, country, …; None if not known.
        chain: The areas that it lies in, its own gazetteer name first.
        geonames: Its number there.
    """

    entity: str
    name: str
    lat: float
    lon: float
    precision: str | None
    chain: tuple[str, ...]
    geonames: str | None


def point(item: Item | None) -> Point | None:
    """Return a place entity as a point, or None where it has no coordinates."""
    if item is None or item.get("lat") is None or item.get("lon") is None:
        return None
    return Point(item.id, item.line["name"], item.line["lat"], item.line["lon"], item.get("place_precision"),
                 tuple(item.get("chain") or ()), item.get("geonames"))


def points(made: Selection, incident: Item) -> list[Point]:
    """Return the places of an incident that have coordinates, in the order of the record: the most specific first."""
    return [p for p in (point(made.get(place)) for place in incident.get("places") or ()) if p]


def names(made: Selection, incident: Item) -> list[str]:
    """Return the names of an incident's places."""
    return [item.line["name"] for item in map(made.get, incident.get("places") or ()) if item]
