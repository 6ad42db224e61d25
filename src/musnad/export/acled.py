"""ACLED-shaped CSV: the 31 columns of that layout, machine-drafted, with ids of our own.

Only events that are said to have happened. No number where none is said; no actor code, no side: a person sets them.
"""

from __future__ import annotations

from pathlib import Path

from musnad.export.event_rows import write_rows
from musnad.export.events import Event, mapping
from musnad.export.flat import Cell
from musnad.export.loss import Loss
from musnad.export.places import Point
from musnad.export.selection import Choice, select
from musnad.ledger import Reader

COLUMNS = ("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
           "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
           "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
           "source", "source_scale", "notes", "fatalities", "tags", "timestamp")
DRAFT = "machine-drafted; not reviewed; not by ACLED"
PRECISION = {"minute": 1, "hour": 1, "day": 1, "week": 2, "month": 3}
NEAR = {"facility": 1, "settlement": 1, "neighbourhood": 1, "district": 2, "subdistrict": 2, "area": 2, "river": 2}
DISORDER = {"Protests": "Demonstrations", "Strategic developments": "Strategic developments"}


def write(reader: Reader, choice: Choice, out: Path) -> Loss:
    """Write the events of the choice and return what the rows could not hold."""
    loss = Loss("acled", notes=["ACLED-shaped and machine-drafted: the ids are ours, inter codes and sides are for a person",
                                "actor1 is who is said to have done it, actor2 to whom; neither is a finding"])
    return write_rows(select(reader, choice), out, loss, COLUMNS, _row)


def _row(event: Event, loss: Loss) -> dict[str, Cell] | None:
    kind = mapping("acled")[event.kind]
    when = event.when
    if not kind["event_type"]:
        loss.lost[f"event: no counterpart for {event.kind}, left out"] += 1
        return None
    if when is None or when.first is None or when.grain not in PRECISION:
        loss.lost["event: its words give no day, week or month, left out"] += 1
        return None
    if event.injured != (None, None):
        loss.lost["event: injured, for which there is no column; in notes"] += 1
    at = event.point
    return {
        "event_id_cnty": event.id, "event_date": when.first, "year": int(when.first[:4]),
        "time_precision": PRECISION[when.grain], "event_type": kind["event_type"],
        "disorder_type": DISORDER.get(kind["event_type"], "Political violence"), "sub_event_type": kind["sub_event_type"],
        "actor1": event.actors[0] if event.actors else None, "assoc_actor_1": "; ".join(event.actors[1:]),
        "actor2": event.targets[0] if event.targets else None, "assoc_actor_2": "; ".join(event.targets[1:]),
        **_place(at), "source": "; ".join(event.outlets), "notes": notes(event), "fatalities": _whole(event.killed[0]),
        "tags": DRAFT,
    }


def _place(at: Point | None) -> dict[str, Cell]:
    if at is None:
        return {}
    return {"location": at.name, "latitude": at.lat, "longitude": at.lon, "geo_precision": NEAR.get(at.precision or "", 3),
            "country": at.chain[-1] if at.chain else None, "admin1": at.chain[-2] if len(at.chain) > 2 else None}


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)


def notes(event: Event) -> str:
    """Return what a row's columns have no place for: whose word it is, the words, and what else is said."""
    parts = [f"According to {', '.join(event.speakers) or ', '.join(event.outlets) or 'a report'}: "
             f"«{event.items[0].held.record['text']}»", f"{len(event.reports)} report(s), copies not counted"]
    if event.when:
        parts.append(f"date as reported: «{event.when.raw}»")
    for side, (low, high) in (("killed", event.killed), ("injured", event.injured)):
        if low is not None or high is not None:
            parts.append(f"{side}: {'?' if low is None else f'{low:g}'} to {'?' if high is None else f'{high:g}'}")
    if event.denied:
        parts.append("another source denies it")
    return ". ".join([*parts, DRAFT])
