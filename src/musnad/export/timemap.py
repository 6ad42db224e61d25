"""TimeMap: ``events.json`` and ``sources.json`` in a folder, as its event and source schemas ask: every value a string."""

from __future__ import annotations

import json
from pathlib import Path

from musnad.export.events import Event, events
from musnad.export.loss import Loss
from musnad.export.selection import Choice, Item, select
from musnad.ledger import Reader

NOWHERE = "event: neither a day nor coordinates, which TimeMap asks for one of, left out"


def write(reader: Reader, choice: Choice, out: Path) -> Loss:
    """Write the events of the choice and their sources, and return what the form could not hold."""
    loss = Loss("timemap", notes=["only what is said to have happened; the comments say whose word it is"])
    made = select(reader, choice)
    loss.judged_away(made.rejected)
    out.mkdir(parents=True, exist_ok=True)
    told: list[dict[str, str | list[str]]] = []
    cited: dict[str, dict[str, str | list[str]]] = {}
    for event in events(made, loss):
        if event.point is None and not (event.when and event.when.exact):
            loss.lost[NOWHERE] += 1
            continue
        told.append(_event(event, loss))
        cited |= {item.id: _source(item) for item in event.reports}
    for name, content in (("events", told), ("sources", list(cited.values()))):
        loss.written[name] += len(content)
        text = json.dumps(content, ensure_ascii=False, indent=1)
        (out / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    return loss


def _event(event: Event, loss: Loss) -> dict[str, str | list[str]]:
    when, at, first = event.when, event.point, event.items[0]
    whose = ", ".join((*event.speakers, *event.outlets)) or "a report"
    made: dict[str, str | list[str]] = {
        "id": event.id, "description": first.held.record["text"], "type": event.kind, "category": event.kind,
        "category_full": event.kind, "associations": [event.kind, first.line["status"]],
        "sources": [item.id for item in event.reports],
        "comments": f"{first.line['status']}, according to {whose}; machine-drafted",
        "time_display": when.raw if when else "", "location": at.name if at else "",
    }
    if when and when.exact and when.first:
        made |= {"date": when.first, "time": "", "time_precision": when.grain or ""}
    elif when:
        loss.lost["event: a date that is no single day; only its words are kept, in time_display"] += 1
    if at:
        made |= {"latitude": str(at.lat), "longitude": str(at.lon), "place_precision": at.precision or ""}
    return made


def _source(item: Item) -> dict[str, str | list[str]]:
    return {"id": item.id, "title": item.get("title") or item.held.origin or item.id, "paths": [item.held.origin or ""],
            "type": "article", "author": item.held.outlet or "", "date": item.held.published or "",
            "description": f"SHA-256 {item.line['source']}, characters {item.line['start']}–{item.line['end']}", "url": ""}
