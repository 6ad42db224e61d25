"""Bayanat: bodies for its session API as JSON, with a loader script beside them (``OUT.load.py``).

A report is a bulletin, a person or group an actor, an event an incident. Reliability is never set: a machine cannot judge
it. What a text alleges stays in tags and comments unless a person accepted the record; then its labels are named by
their path, for the loader to resolve. What one report says stays with its bulletin: only incidents join several.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from musnad.export.days import Days, days
from musnad.export.events import Event, events, mapping
from musnad.export.happenings import HAPPENED, linked, originals
from musnad.export.loss import Loss
from musnad.export.places import Point, points
from musnad.export.selection import Choice, Item, Selection, select
from musnad.ledger import Reader

ACTORS = ("person", "organization", "group")  # kinds of entities
LONG = 255  # signs that its columns hold
STATUS = "Machine Created"
COMMENT = "First data entry using musnad (machine reading of the source)."
LABELS = ("Content, Media", "Priority, Low")
DUPLICATE, RELATED, PERPETRATOR, INJURED = 1, 7, 3, 1  # codes of its relations


def write(reader: Reader, choice: Choice, out: Path) -> Loss:
    """Write the bodies and the loader, and return what they could not hold."""
    loss = Loss("bayanat", notes=["run the loader beside the file; it keeps our ids with the numbers that Bayanat gives",
                                  "Reliability is never set; suggestions are tags unless a person accepted the record"])
    made = select(reader, choice)
    loss.judged_away(made.rejected)
    body = {"format": "musnad-bayanat-1", "bulletins": [_bulletin(made, item, loss) for item in made.of("report")],
            "actors": [_actor(item) for item in made.of("entity") if item.line["kind"] in ACTORS],
            "incidents": [_incident(made, event) for event in events(made, loss)], "relations": _relations(made)}
    for name in ("bulletins", "actors", "incidents", "relations"):
        loss.written[name] += len(body[name])
    out.write_text(json.dumps(body, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    loader = files("musnad.export").joinpath("bayanat_loader.txt").read_text(encoding="utf-8")
    out.with_name(out.name + ".load.py").write_text(loader, encoding="utf-8")
    loss.lost["figure: no field for a number that somebody says; in the description"] += len(made.of("figure"))
    loss.lost["statement: no table for statements; in the description of the bulletin"] += len(made.of("statement"))
    return loss


def _bulletin(made: Selection, item: Item, loss: Loss) -> dict[str, Any]:
    said = [one for one in made.of("statement") if one.line["report"] == item.id]
    told = [one for one in made.of("incident") if one.line["report"] == item.id]
    title = item.get("title") or item.line["text"]
    loss.lost[f"title: longer than {LONG} signs, cut"] += len(title) > LONG
    tags = sorted({f"musnad:{one.line['status']}:{one.line['kind']}" for one in told})
    accepted = [one for one in told if one.held.verdict in ("accepted", "corrected") and one.line["status"] in HAPPENED]
    body = {
        "originid": item.id, "title": title[:LONG], "title_ar": title[:LONG], "sjac_title": "", "status": STATUS,
        "comments": COMMENT, "source_link": "NA", "description": _description(said), "tags": tags,
        "geoLocations": [_place(at, index == 0) for index, at in enumerate(_places(made, told))],
        "events": [made_event for one in told if (made_event := _when(made, one))],
    }
    if item.held.published:
        body["publish_date"] = item.held.published
    paths = sorted({path for one in accepted for path in _paths(one)})
    return {"our_id": item.id, "item": body, "ver_label_paths": list(LABELS), "label_paths": paths}


def _description(said: list[Item]) -> str:
    rows = []
    for one in said:
        speaker = one.get("speaker")
        name = (speaker.get("name") or speaker["text"]) if speaker else "?"
        rows.append(f"<p>{_plain(name)} ({one.line['act']}): «{_plain(one.line['text'])}» "
                    f"[{one.line['start']}–{one.line['end']}]</p>")
    return "".join(rows)


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _paths(item: Item) -> list[str]:
    return [path.strip() for path in mapping("bayanat")[item.line["kind"]]["label_path"].split(";") if path.strip()]


def _places(made: Selection, told: list[Item]) -> list[Point]:
    found = {at.entity: at for item in told for at in points(made, item)}
    return list(found.values())


def _place(at: Point, main: bool) -> dict[str, Any]:
    return {"title": at.name, "lat": at.lat, "lng": at.lon, "main": main,
            "comment": f"a point for a place of this size: {at.precision or 'not known'}"}


def _when(made: Selection, item: Item) -> dict[str, Any] | None:
    """Return the event of a bulletin: only of what is said to have happened, with a whole day on both sides."""
    when = days(made, item)
    if item.line["status"] not in HAPPENED or when is None or not when.first or not when.last:
        return None
    return _dates(when, item.line["kind"], item.line["status"])


def _dates(when: Days, kind: str, status: str) -> dict[str, Any]:
    return {"title": kind.replace("_", " "), "comments": f"{status}, as the source tells it", "comments_ar": when.raw,
            "from_date": when.first, "to_date": when.last, "estimated": not when.exact,
            "eventtype_title": "Incident"}


def _actor(item: Item) -> dict[str, Any]:
    line = item.line
    person = line["kind"] == "person"
    names = line["name"].split()
    named = {"first_name_ar": names[0], "last_name_ar": " ".join(names[1:])} if person else {"name_ar": line["name"]}
    return {"our_id": item.id, "item": {"type": "Person" if person else "Entity", "comments": COMMENT, "status": STATUS,
                                        "tags": ["musnad"], "actor_profiles": [{"mode": 1, "originid": item.id}], **named}}


def _incident(made: Selection, event: Event) -> dict[str, Any]:
    place = f", {event.point.name}" if event.point else ""
    whose = ", ".join((*event.speakers, *event.outlets)) or "a report"
    first = event.items[0]
    title = f"{event.kind.replace('_', ' ')}{place}"[:LONG]
    accepted = all(item.held.verdict in ("accepted", "corrected") for item in event.items)
    when = event.when
    body = {"title": title, "title_ar": title, "comments": f"{COMMENT} According to {whose}.", "status": STATUS,
            "description": "".join(f"<p>«{_plain(item.held.record['text'])}»</p>" for item in event.items),
            "events": [_dates(when, event.kind, first.line["status"])] if when and when.first and when.last else []}
    return {"our_id": event.id, "item": body, "label_paths": _paths(first) if accepted else [],
            "bulletins": sorted({item.line["report"] for item in event.items}),
            "actors": [{"our_id": piece["entity"], "related_as": [PERPETRATOR if side == "actors" else INJURED],
                        "comment": f"alleged: {piece['text']}"}
                       for item in event.items for side in ("actors", "targets") for piece in item.get(side) or ()
                       if (known := made.get(piece.get("entity"))) and known.line["kind"] in ACTORS]}


def _relations(made: Selection) -> list[dict[str, Any]]:
    """Return the ties of bulletins: exact copies as duplicates of the first, the same story as maybe related."""
    first = originals(made)
    ties = [{"from": report, "to": origin, "related_as": [RELATED], "comment": "near copy"}
            for report, origin in first.items() if report != origin]
    ties += [{"from": a, "to": b, "related_as": [RELATED], "comment": "same story"} for a, b in linked(made, "same_story")
             if made.get(a) and made.get(b)]
    texts: dict[str, str] = {}
    for item in made.of("report"):
        if item.held.document is None:
            continue
        text = made.reader.document(item.held.document).text[item.line["start"] : item.line["end"]]
        if text in texts:
            ties.append({"from": item.id, "to": texts[text], "related_as": [DUPLICATE], "comment": "the same text"})
        texts.setdefault(text, item.id)
    return ties
