"""GeoJSON (RFC 7946): one feature an incident, at the first of its places that has coordinates.

A feature says its status, so that nothing denied or threatened passes for something that happened, and how large the
place is that the point stands for. An incident without coordinates is a feature without geometry.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from musnad.export.days import days
from musnad.export.happenings import group_of, groups
from musnad.export.loss import Loss
from musnad.export.places import names, points
from musnad.export.selection import Choice, Item, Selection, select
from musnad.ledger import Reader

NO_POINT = "incident: none of its places has coordinates; its feature has no geometry"
MORE = "place: only the first of an incident's places is the point; the names of all are in «places»"


def write(reader: Reader, choice: Choice, out: Path) -> Loss:
    """Write the incidents of the choice and return what the features could not hold."""
    loss = Loss("geojson", notes=["a point stands for a place of the size that place_precision says, not for a spot"])
    made = select(reader, choice)
    loss.judged_away(made.rejected)
    groups_of = group_of(groups(made))
    with out.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        for index, item in enumerate(made.of("incident")):
            told = json.dumps(feature(made, item, groups_of[item.id], loss), ensure_ascii=False)
            file.write(("," if index else "") + "\n" + told)
            loss.written["features"] += 1
        file.write("\n]}\n")
    for kind in ("statement", "figure"):
        loss.lost[f"{kind}: has no place of its own; what an incident points at is named by its id"] += len(made.of(kind))
    return loss


def feature(made: Selection, item: Item, group: str, loss: Loss) -> dict[str, Any]:
    """Return an incident as a feature."""
    found = points(made, item)
    loss.lost[NO_POINT] += not found
    loss.lost[MORE] += max(0, len(found) - 1)
    when = days(made, item)
    at = found[0] if found else None
    rest = {k: v for k, v in item.line.items() if k not in {"type", "id", "by", "places", "mentions"}}
    return {
        "type": "Feature", "id": item.id,
        "geometry": {"type": "Point", "coordinates": [at.lon, at.lat]} if at else None,
        "properties": {
            "kind": item.line["kind"], "status": item.line["status"], "place": at.name if at else None,
            "place_precision": at.precision if at else None, "places": names(made, item),
            "when": when.value if when else None, "when_text": when.raw if when else None,
            "when_first": when.first if when else None, "when_last": when.last if when else None,
            "outlet": item.held.outlet, "published": item.held.published, "origin": item.held.origin,
            "verdict": item.held.verdict, "corrected": list(item.corrected), "same_incident": group, **rest,
        },
    }
