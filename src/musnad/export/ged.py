"""UCDP-GED-shaped CSV: one row an event with deaths said, with the chain of who says so.

``source_office`` is the outlet, ``source_original`` whose word it is. ``best`` is the lowest number said, never a choice
of ours; deaths are split by side nowhere. type_of_violence is for a person, for it hangs on the parties.
"""

from __future__ import annotations

from pathlib import Path

from musnad.export.acled import DRAFT
from musnad.export.event_rows import write_rows
from musnad.export.events import Event, mapping
from musnad.export.flat import Cell
from musnad.export.loss import Loss
from musnad.export.selection import Choice, select
from musnad.ledger import Reader

COLUMNS = ("id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_name", "dyad_name", "side_a",
           "side_b", "number_of_sources", "source_article", "source_office", "source_date", "source_headline",
           "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2", "latitude",
           "longitude", "geom_wkt", "country", "region", "event_clarity", "date_prec", "date_start", "date_end", "deaths_a",
           "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low")
PRECISION = {"minute": 1, "hour": 1, "day": 1, "week": 3, "month": 4, "season": 5, "year": 5}
WHERE = {"facility": 1, "settlement": 1, "neighbourhood": 1, "subdistrict": 3, "district": 3, "area": 3, "governorate": 4,
         "region": 5, "country": 6}


def write(reader: Reader, choice: Choice, out: Path) -> Loss:
    """Write the events of the choice and return what the rows could not hold."""
    loss = Loss("ged", notes=["UCDP-GED-shaped, machine-drafted: ids are ours, type_of_violence and sides are for a person",
                              "best is the lowest number that any source says; deaths are by no side: deaths_unknown"])
    return write_rows(select(reader, choice), out, loss, COLUMNS, _row)


def _row(event: Event, loss: Loss) -> dict[str, Cell] | None:
    low, high = event.killed
    if not mapping("ucdp")[event.kind]["type_of_violence"]:
        loss.lost[f"event: no counterpart for {event.kind}, left out"] += 1
        return None
    if not low:
        loss.lost["event: no death said in a number, left out"] += 1
        return None
    when, at = event.when, event.point
    if when is None or not when.first or not when.last:
        loss.lost["event: its words give no date that begins and ends, left out"] += 1
        return None
    loss.lost["event: injured, for which there is no column"] += event.injured != (None, None)
    first = event.reports[0] if event.reports else None
    place: dict[str, Cell] = {} if at is None else {
        "where_prec": WHERE.get(at.precision or "", 7), "where_coordinates": at.name,
        "where_description": " ← ".join(at.chain),
        "latitude": at.lat, "longitude": at.lon, "geom_wkt": f"POINT ({at.lon} {at.lat})",
        "country": at.chain[-1] if at.chain else None, "adm_1": at.chain[-2] if len(at.chain) > 2 else None,
    }
    return {
        "id": event.id, "year": int(when.first[:4]), "code_status": DRAFT, "side_a": "; ".join(event.actors),
        "side_b": "; ".join(event.targets), "number_of_sources": len(event.reports),
        "source_article": "; ".join(f"{item.held.origin} {item.id}" for item in event.reports),
        "source_office": "; ".join(event.outlets), "source_date": first.held.published if first else None,
        "source_headline": first.get("title") if first else None, "source_original": "; ".join(event.speakers), **place,
        "event_clarity": 1 if when.exact else 2, "date_prec": PRECISION.get(when.grain or "", 5), "date_start": when.first,
        "date_end": when.last, "deaths_unknown": int(low), "best": int(low), "low": int(low),
        "high": int(low if high is None else high),
    }
