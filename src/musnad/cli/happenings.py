"""Happenings on a map: records as features of GeoJSON. What incidents are narrowed by stands in the ledger's room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from musnad.ledger import Happenings as Happenings
from musnad.ledger import Held
from musnad.ledger import Sought as Asked
from musnad.model.records import Json

__all__ = ["Asked", "Happenings", "feature"]


def feature(held: Held, places: Sequence[Json], when: str | None) -> dict[str, Any]:
    """Return a record as a feature of GeoJSON: a point at the first of its places that has coordinates, else none."""
    line = held.record
    at = next((p for p in places if p.get("lat") is not None), None)
    where = {"place": at["name"], "place_precision": at["place_precision"]} if at else {}
    told = {"id": held.id, "outlet": held.outlet, "published": held.published, "origin": held.origin}
    rest = {k: v for k, v in line.items() if k not in {"type", "id", "by", "lat", "lon", "place_precision"}}
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [at["lon"], at["lat"]]} if at else None,
        "properties": {**told, **({"when": when} if line["type"] == "incident" else {}), **where, **rest},
    }
