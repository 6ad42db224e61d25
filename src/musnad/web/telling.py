"""What reports tell of one incident: their records with whose word each is, copies told apart, figures to be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from musnad.ledger import Held, Reader
from musnad.web.plotting import Plot, Told, plot

HARMS = ("killed", "injured")
FEW = 2  # reports whose figures make a picture


@dataclass(frozen=True, slots=True)
class Claim:
    """What one report says of an incident.

    Attributes:
        held: The incident as that report has it.
        statement: Whose word it is; None for the outlet's own.
        tie: Why it is taken for the same; None where nothing but other ties leads to it.
        copy: Whether its report copies one that stands before it.
    """

    held: Held
    statement: Held | None
    tie: Held | None
    copy: bool = False


def claims(reader: Reader, incident: Held, most: int) -> list[Claim]:
    """Return what reports say of an incident: this one first, then the others by their days."""
    ids, links = reader.cluster("same_incident", incident.id, most)
    records = reader.several(ids)
    others = sorted((held for held in records.values() if held.id != incident.id),
                    key=lambda held: (held.published or "9999", held.number))
    ties = {end: link for link in reversed(links) for end in (link.record["from"], link.record["to"])}
    return claimed(reader, [incident, *others][:most], ties)


def claimed(reader: Reader, incidents: Sequence[Held], ties: dict[str, Held] | None = None) -> list[Claim]:
    """Return incidents as claims, in their order: with the statements that carry them, copies told apart."""
    lines = [held.record for held in incidents]
    statements = reader.several(line["statement"] for line in lines if line.get("statement"))
    copies = copied(reader, [line["report"] for line in lines])
    first = incidents[0].id if incidents else ""
    return [Claim(held, statements.get(line.get("statement") or ""),
                  (ties or {}).get(held.id) if held.id != first else None, line["report"] in copies)
            for held, line in zip(incidents, lines, strict=True)]


def copied(reader: Reader, reports: Sequence[str]) -> dict[str, Held]:
    """Return those reports that are near copies of one that stands before them, each with the tie that says so."""
    order = {report: place for place, report in reversed(list(enumerate(reports)))}
    found: dict[str, Held] = {}
    for link in reader.ties("near_copy", order):
        ends = [order.get(link.record[end]) for end in ("from", "to")]
        if None not in ends:
            later = max(("from", "to"), key=lambda end: order[link.record[end]])
            found.setdefault(link.record[later], link)
    return found


def plots(made: Iterable[Claim]) -> list[tuple[str, Plot]]:
    """Return the figures of claims over time: a drawing for each harm that several reports count."""
    told: dict[str, dict[tuple[object, ...], Told]] = {harm: {} for harm in HARMS}
    reports: dict[str, set[str]] = {harm: set() for harm in HARMS}
    for claim in made:
        line = claim.held.record
        for harm in HARMS:
            if line.get(harm):  # what one report says twice is one figure
                told[harm].setdefault((line["report"], line[harm]["low"], line[harm]["high"]), _told(claim, line[harm]))
                reports[harm].add(line["report"])
    every = sorted((one for rows in told.values() for one in rows.values()), key=lambda one: one.day or "9999")
    order = list(dict.fromkeys(one.outlet for one in every))
    return [(harm, plot(rows.values(), order)) for harm, rows in told.items() if len(reports[harm]) >= FEW]


def _told(claim: Claim, toll: dict[str, float | None]) -> Told:
    speaker = (claim.statement.record.get("speaker") or {}) if claim.statement else {}
    return Told(claim.held.outlet, claim.held.published, toll.get("low"), toll.get("high"), f"/incidents/{claim.held.id}",
                speaker.get("name") or speaker.get("text"), claim.held.record["text"])
