"""One actor or place: names, roles, what it said, where it is named, and who else it may be."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from musnad.ledger import Held, Reader, Where
from musnad.web.office import Asks
from musnad.web.pages.verdict import Bench, bench
from musnad.web.reading import headline
from musnad.web.rendering import page

router = APIRouter()

SHOWN = 30
OTHERS = 12  # others of a name that are shown to be tied
NEAR = 20  # other entities tied to it whose statements are shown too


@dataclass(frozen=True, slots=True)
class Entity:
    """What the page shows.

    Attributes:
        bench: The record, and what a reviewer needs.
        said: Its statements, also those under its other records, the first ones.
        about: Statements of others that name it.
        same: Records of other sources tied to it as the same, with the tie.
        incidents: Incidents that happened there, or in which it takes part.
        like: The name by which others of its kind were looked for; empty where none was.
        others: Those found, which may be tied to it, each with the headline of a report that names it.
        message: What went wrong with joining or parting it, or None.
    """

    bench: Bench
    said: list[Held]
    about: list[Held]
    same: list[tuple[Held, Held]]
    incidents: list[Held]
    like: str = ""
    others: tuple[tuple[Held, str], ...] = ()
    message: str | None = None


@router.get("/entities/{record}")
def entity(request: Request, reader: Asks, record: str, like: str = "") -> Response:
    """Show one entity; where a name is given, with others so called that may be the same."""
    return shown(request, reader, record, like=like.strip())


def shown(request: Request, reader: Reader, record: str, *, like: str = "", message: str | None = None,
          status: int = 200) -> Response:
    """Return the page of an entity.

    Raises:
        NoSuchRecord: There is no such entity.
    """
    made = bench(reader, record)
    held = made.detail.held
    same = []
    for tie in reader.links(Where(entity=held.id, kind="same_entity"), NEAR):
        line = tie.record
        if tie.verdict != "rejected":
            same.append((reader.record(line["to"] if line["from"] == held.id else line["from"]), tie))
    ids = [held.id, *(other.id for other, _ in same)]
    said = [s for one in ids for s in reader.statements(Where(entity=one), SHOWN)][:SHOWN]
    about, incidents = _beside(held, reader)
    found = reader.entities(Where(kind=held.record["kind"], text=like), OTHERS) if like else ()
    others = tuple((one, _named_in(one, reader)) for one in found if one.id not in ids)
    return page(request, "entity.html", Entity(made, said, about, same, incidents, like, others, message), status=status)


def _named_in(held: Held, reader: Reader) -> str:
    """Return the headline of a report that names an entity, empty where none does."""
    mention = next(reader.mentions(Where(entity=held.id), 1), None)
    return headline(reader.record(mention.record["report"])) if mention is not None else ""


def _beside(held: Held, reader: Reader) -> tuple[list[Held], list[Held]]:
    """Return the statements of others around a mention of it, and the incidents with it."""
    mentions = list(reader.mentions(Where(entity=held.id), SHOWN))
    about: dict[str, Held] = {}
    incidents: dict[str, Held] = {}
    for report in dict.fromkeys(m.record["report"] for m in mentions):
        spans = [(m.record["start"], m.record["end"]) for m in mentions if m.record["report"] == report]
        for said in reader.statements(Where(report=report)):
            line = said.record
            inside = any(line["start"] <= a and b <= line["end"] for a, b in spans)
            if inside and (line["speaker"] or {}).get("entity") != held.id:
                about[said.id] = said
        for happened in reader.incidents(Where(report=report)):
            if f'"{held.id}"' in happened.line:
                incidents[happened.id] = happened
    return list(about.values())[:SHOWN], list(incidents.values())[:SHOWN]
