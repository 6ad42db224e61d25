"""The subject of a dossier: from what a person asks to the records that answer it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from musnad.cli.happenings import Asked, Happenings
from musnad.export.dossier.wording import Wording
from musnad.export.happenings import joined
from musnad.ledger import Held, Reader, Where
from musnad.model.errors import NoSuchRecord

IDS = ("incident-", "entity-", "report-", "statement-", "figure-")
BETWEEN = " · "
LONG = 90  # code points of a title that is a report's own words


@dataclass(frozen=True, slots=True)
class Sought:
    """What is asked for.

    Attributes:
        query: An id, or words; None where only the filters ask.
        where: What must hold of incidents; day and outlet hold of all.
        asked: What must hold of an incident's place and day.
    """

    query: str | None
    where: Where
    asked: Asked


@dataclass(frozen=True, slots=True)
class Subject:
    """What a dossier is about.

    Attributes:
        title: In words.
        ids: Ids of the records that answer.
    """

    title: str
    ids: tuple[str, ...]


def subject(reader: Reader, sought: Sought, lang: str) -> Subject:
    """Return the records that answer what is asked, and a title for them.

    Raises:
        NoSuchRecord: Nothing answers it.
    """
    say = Wording(lang)
    found: list[Held] = []
    titles = []
    if sought.query and sought.query.startswith(IDS):
        held = reader.record(sought.query.removesuffix("…"))
        found += _about(reader, held)
        titles.append(_title(reader, held, say))
    elif sought.query:
        found += _words(reader, sought)
        titles.append(sought.query)
    if sought.where.kind or sought.where.status or sought.asked.given():
        incidents = list(Happenings(reader).narrowed(reader.incidents(sought.where), sought.asked))
        found += [*incidents, *_carriers(reader, incidents)]
        told = (say.of("kind", sought.where.kind), say.of("status", sought.where.status), sought.asked.place,
                sought.asked.happened_from, sought.asked.happened_to)
        titles.append(BETWEEN.join(part for part in told if part))
    if not found:
        raise NoSuchRecord("nothing in the ledger answers this; try fewer words, or musnad list incidents")
    found += _told_in(reader, found, sought.where.kind)
    return Subject(BETWEEN.join(titles), tuple(dict.fromkeys(held.id for held in found)))


def _title(reader: Reader, held: Held, say: Wording) -> str:
    line = held.record
    if held.type == "entity":
        return str(line["name"])
    if held.type == "incident":
        places = [reader.record(place).record["name"] for place in line["places"]]
        return BETWEEN.join([say.of("kind", line["kind"]), *places])
    text = str(line.get("title") or line["text"]).partition("\n")[0]
    return text if len(text) <= LONG else text[: text.rfind(" ", 0, LONG)] + " …"


def _about(reader: Reader, held: Held) -> Iterator[Held]:
    """Yield what a dossier on one record holds."""
    if held.type == "incident":
        same = _joined(reader, "same_incident", held)
        incidents = [reader.record(name) for name in same]
        yield from incidents
        yield from _carriers(reader, incidents)
    elif held.type == "entity":
        for name in _joined(reader, "same_entity", held):
            yield from reader.statements(Where(entity=name))
            source = reader.record(name).record["source"]
            touched = [one for one in reader.incidents(Where(source=source)) if name in one.line]
            yield from touched
            yield from _carriers(reader, touched)
    elif held.type == "report":
        for name in _joined(reader, "same_story", held):
            yield from reader.statements(Where(report=name))
            yield from reader.incidents(Where(report=name))
    else:
        yield held


def _joined(reader: Reader, kind: str, held: Held) -> list[str]:
    """Return the records that links of a kind join with one, which is among them; no link that a person rejected."""
    pairs = [(line["from"], line["to"]) for link in reader.links(Where(kind=kind)) if link.verdict != "rejected"
             for line in (link.record,)]
    names = list(dict.fromkeys([held.id, *(end for pair in pairs for end in pair)]))
    root = joined(names, pairs)
    return [name for name in names if root[name] == root[held.id]]


def _words(reader: Reader, sought: Sought) -> list[Held]:
    """Return the statements in which every word of the query occurs, in any spelling."""
    near = sought.where
    found: dict[str, Held] | None = None
    for word in (sought.query or "").split():
        asked = Where(text=word, since=near.since, until=near.until, outlet=near.outlet)
        here = {held.id: held for held in reader.statements(asked)}
        found = here if found is None else {name: held for name, held in found.items() if name in here}
    return list((found or {}).values())


def _carriers(reader: Reader, incidents: Iterable[Held]) -> Iterator[Held]:
    for held in incidents:
        carrier = held.record.get("statement")
        if carrier:
            yield reader.record(carrier)


def _told_in(reader: Reader, found: Iterable[Held], kind: str | None) -> list[Held]:
    """Return the incidents that the statements found tell of; of the kind that is asked for, if one is."""
    statements = {held.id: held for held in found if held.type == "statement"}
    reports = dict.fromkeys(held.record["report"] for held in statements.values())
    return [incident for report in reports for incident in reader.incidents(Where(report=report, kind=kind))
            if incident.record.get("statement") in statements]
