"""FollowTheMoney: entities as JSON lines, and beside them the same as statements in CSV, each with the claim it is from.

Its own validation drops bad dates and unknown properties without a word and lets an Event without a name pass; so all
of it is checked here before it is written, and what does not hold is counted.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha1
from pathlib import Path

from musnad.export.events import Event, events
from musnad.export.loss import Loss
from musnad.export.selection import Choice, Item, Selection, select
from musnad.ledger import Reader

DATASET = "musnad"
NAME, TEXT = 384, 65_000  # code points that FollowTheMoney keeps
REQUIRED = {"Event": ("name",), "Person": ("name",), "Organization": ("name",), "Mention": ("document", "name"),
            "UnknownLink": ("subject", "object"), "Documentation": ("document", "entity")}
_BY_TYPE = {
    "name": "name alias",
    "string": "title fileName publisher recordId region role remarks keywords detectedSchema status position",
    "date": "publishedAt date startDate endDate",
    "language": "language",
    "text": "summary description notes",
    "address": "full location",
    "number": "latitude longitude",
    "entity": "addressEntity involved proof entity document resolved subject object",
    "identifier": "wikidataId",
    "url": "publisherUrl",
}
TYPES = {name: kind for kind, names in _BY_TYPE.items() for name in names.split()}
SCHEMAS = {"person": "Person", "organization": "Organization", "group": "Organization", "place": "Address",
           "facility": "Address"}
HEAD = ("canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin", "lang", "original_value",
        "external", "first_seen", "last_seen", "id")


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity: its schema, its values, and the id of the record that it is from."""

    id: str
    schema: str
    properties: dict[str, list[str]]
    origin: str


def write(reader: Reader, choice: Choice, out: Path) -> Loss:
    """Write the chosen records and return what the entities could not hold."""
    loss = Loss("ftm", notes=["statements are Notes; whose word an Event is, an UnknownLink «source of claim»",
                              "everything that no person accepted is external in the statements"])
    made = select(reader, choice)
    loss.judged_away(made.rejected)
    found = [entity for entity in _entities(made, loss) if _whole(entity, loss)]
    known = {entity.id for entity in found}
    found = [_tied(entity, known, loss) for entity in found]
    found = [entity for entity in found if _whole(entity, loss)]
    with out.open("w", encoding="utf-8", newline="\n") as file:
        for entity in found:
            told = {"id": entity.id, "schema": entity.schema, "properties": entity.properties, "datasets": [DATASET],
                    "referents": []}
            file.write(json.dumps(told, ensure_ascii=False) + "\n")
            loss.written[entity.schema] += 1
    accepted = {item.id for item in made if item.held.verdict in ("accepted", "corrected")}
    _statements(found, accepted, out.with_name(out.name + ".statements.csv"), loss)
    loss.lost["figure: no schema for a number that somebody says; left out"] += len(made.of("figure"))
    return loss


def _entities(made: Selection, loss: Loss) -> Iterator[Entity]:
    for item in made.of("report"):
        yield _entity(item, "Article", loss, fileName=[item.held.origin or item.id], title=[item.get("title")],
                      publishedAt=[item.held.published], publisher=[item.held.outlet], language=["ara"],
                      notes=[f"SHA-256 {item.line['source']}, characters {item.line['start']}-{item.line['end']}"])
    for item in made.of("entity"):
        yield from _named(item, loss)
    for item in made.of("mention"):
        schema = SCHEMAS.get(item.line["kind"], "")
        who = [item.line["entity"]] if schema in ("Person", "Organization") else []
        yield _entity(item, "Mention", loss, document=[item.line["report"]], name=[item.line["text"]], resolved=who,
                      detectedSchema=[schema])
    for item in made.of("statement"):
        speaker = item.get("speaker") or {}
        yield _entity(item, "Note", loss, name=[item.line["act"]], description=[item.line["text"]],
                      entity=[speaker.get("entity")], proof=[item.line["report"]],
                      notes=[f"characters {item.line['start']}-{item.line['end']}"])
    for event in events(made, loss):
        yield from _event(made, event, loss)


def _named(item: Item, loss: Loss) -> Iterator[Entity]:
    line = item.line
    schema = SCHEMAS.get(line["kind"])
    if schema is None:
        loss.lost[f"entity: no schema for {line['kind']}, left out"] += 1
    elif schema == "Address":
        numbers = [str(line[side]) if line.get(side) is not None else None for side in ("lat", "lon")]
        yield _entity(item, schema, loss, name=[line["name"]], full=[line["name"]], latitude=numbers[:1],
                      longitude=numbers[1:], remarks=[item.get("place_precision")],
                      region=[line["chain"][-2]] if len(line.get("chain") or ()) > 2 else [])
    else:
        offices = {"position" if schema == "Person" else "notes": [role["text"] for role in line.get("roles") or ()]}
        yield _entity(item, schema, loss, name=[line["name"]], alias=[n for n in line["names"] if n != line["name"]],
                      wikidataId=[item.get("wikidata")], **offices)


def _event(made: Selection, event: Event, loss: Loss) -> Iterator[Entity]:
    first, when, at = event.items[0], event.when, event.point
    name = event.kind.replace("_", " ") + (f", {at.name}" if at else "")
    dates = {"date": [when.first]} if when and when.exact else {
        "startDate": [when.first if when else None], "endDate": [when.last if when else None]}
    actors = [piece.get("entity") for item in event.items for piece in item.get("actors") or ()]
    yield _entity(first, "Event", loss, name=[name], location=[at.name if at else None],
                  addressEntity=[at.entity if at else None], involved=actors, proof=[item.id for item in event.reports],
                  description=[item.held.record["text"] for item in event.items], recordId=[first.id],
                  summary=[f"{first.line['status']}; date as reported: {when.raw if when else 'none'}"],
                  keywords=[event.kind], **dates)
    for item in event.items:
        statement = made.get(item.get("statement"))
        speaker = (statement.get("speaker") or {}).get("entity") if statement else None
        if statement and speaker:
            link = _entity(item, "UnknownLink", loss, subject=[speaker], object=[first.id], role=["source of claim"],
                           proof=[item.line["report"]], summary=[statement.line["text"]])
            yield Entity(f"{item.id}-claim", link.schema, link.properties, statement.id)


def _entity(item: Item, schema: str, loss: Loss, **given: list[str | None]) -> Entity:
    properties = {name: kept for name, values in given.items() if (kept := _values(name, values, loss))}
    return Entity(item.id, schema, properties, item.id)


def _values(name: str, values: list[str | None], loss: Loss) -> list[str]:
    kept = []
    for value in dict.fromkeys(values):
        if not value or not value.strip():
            continue
        kind = TYPES[name]
        if kind == "date" and not is_date(value):
            loss.lost[f"{name}: no date that FollowTheMoney keeps"] += 1
            continue
        limit = NAME if kind in ("name", "address") else TEXT
        loss.lost[f"{name}: longer than {limit:,} signs, cut"] += len(value) > limit
        kept.append(" ".join(value.split())[:limit] if kind in ("name", "address") else value[:limit])
    return kept


def is_date(value: str) -> bool:
    """Say whether FollowTheMoney keeps a date: the beginning of an ISO date, of a day that exists."""
    try:
        date.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) in (4, 7) else value)
    except ValueError:
        return False
    return True


def _whole(entity: Entity, loss: Loss) -> bool:
    missing = [name for name in REQUIRED.get(entity.schema, ()) if not entity.properties.get(name)]
    for name in missing:
        loss.lost[f"{entity.schema}: without {name}, which it needs; left out"] += 1
    return not missing


def _tied(entity: Entity, known: set[str], loss: Loss) -> Entity:
    """Return an entity without ties to what is not there."""
    kept = {}
    for name, values in entity.properties.items():
        here = [value for value in values if TYPES[name] != "entity" or value in known]
        loss.lost[f"{entity.schema}.{name}: points at what has no schema, left out"] += len(values) - len(here)
        if here:
            kept[name] = here
    return Entity(entity.id, entity.schema, kept, entity.origin)


def _statements(found: list[Entity], accepted: set[str], path: Path, loss: Loss) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        for entity in found:
            external = entity.origin not in accepted
            for name, values in [("id", [_checksum(entity)]), *entity.properties.items()]:
                writer.writerows(_statement(entity, name, value, external) for value in values)
                loss.written["statements"] += len(values)


def _statement(entity: Entity, name: str, value: str, external: bool) -> tuple[str, ...]:
    """Return a value as a statement; its id is made as FollowTheMoney makes it."""
    kind = "checksum" if name == "id" else TYPES[name]
    lang = "ara" if kind in ("name", "text", "address") and not value.isascii() else ""
    key = f"{DATASET}.{entity.id}.{name}.{value}{'@' + lang if lang else ''}{'.ext' if external else ''}"
    made = sha1(key.encode(), usedforsecurity=False).hexdigest()
    return (entity.id, entity.id, name, kind, entity.schema, value, DATASET, entity.origin, lang, "",
            "t" if external else "f", "", "", made)


def _checksum(entity: Entity) -> str:
    told = json.dumps(entity.properties, ensure_ascii=False, sort_keys=True)
    return sha1(told.encode(), usedforsecurity=False).hexdigest()
