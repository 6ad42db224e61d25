"""Places of a text by themselves, for `musnad parse places` and for programs."""

from __future__ import annotations

from typing import Any

import musnad.extract.entities as entities
from musnad.extract.places import Place, resolve
from musnad.lang.gazetteer import Gazetteer
from musnad.text.passage import Passage


def parse_places(text: str, places: Gazetteer | None = None) -> list[dict[str, Any]]:
    """Return the places that a text names, each with its span, text, value, score, steps and other candidates.

    Args:
        text: Any text.
        places: The gazetteer, the package's own if not given.
    """
    passage = Passage.of(text)
    return [_found(place, text) for place in resolve(passage, entities.tag(passage.words), places)]


def _found(place: Place, text: str) -> dict[str, Any]:
    entry = place.entry
    value = (
        None
        if entry is None
        else {
            "lat": entry.lat,
            "lon": entry.lon,
            "precision": place.precision,
            "kind": entry.kind,
            "country": entry.country or None,
            "geonames": entry.geonames or None,
            "pcode": entry.pcode or None,
            "chain": list(place.chain),
        }
    )
    return {
        "start": place.start,
        "end": place.end,
        "text": text[place.start : place.end],
        "value": value,
        "score": place.score,
        "steps": list(place.steps),
        "note": place.note,
    }
