"""One incident: who says so, where and when, who did what to whom, and what other reports say of it."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from musnad.ledger import Held, Reader, Where
from musnad.web.office import Asks
from musnad.web.pages.verdict import Bench, bench
from musnad.web.reading import headline
from musnad.web.rendering import page

router = APIRouter()

OTHERS = 40


@dataclass(frozen=True, slots=True)
class Claim:
    """What one report says of an incident.

    Attributes:
        held: The incident as that report has it.
        statement: Whose word it is; None for the outlet's own.
        figures: The numbers it gives.
        tie: Why it is taken for the same; None for the incident itself.
        copy: Whether its report copies one that is shown already.
    """

    held: Held
    statement: Held | None
    figures: tuple[Held, ...]
    tie: Held | None
    copy: bool = False


@dataclass(frozen=True, slots=True)
class Incident:
    """What the page shows.

    Attributes:
        bench: The record, and what a reviewer needs.
        title: Headline of its report.
        places: Its places, most specific first.
        time: When it happened, as far as the text says.
        claims: This one first, then what other reports say.
    """

    bench: Bench
    title: str
    places: list[Held]
    time: Held | None
    claims: list[Claim]


@router.get("/incidents/{record}")
def incident(request: Request, reader: Asks, record: str) -> Response:
    """Show one incident."""
    made = bench(reader, record)
    held = made.detail.held
    line = made.detail.line
    places = [reader.record(place) for place in line["places"]]
    time = reader.record(line["time"]) if line.get("time") else None
    return page(request, "incident.html", Incident(
        made, headline(reader.record(line["report"])), places, time, _claims(reader, held)))


def _claims(reader: Reader, held: Held) -> list[Claim]:
    claims = [_claim(reader, held, None)]
    for tie in reader.links(Where(entity=held.id, kind="same_incident"), OTHERS):
        line = tie.record
        other = reader.record(line["to"] if line["from"] == held.id else line["from"])
        claims.append(_claim(reader, other, tie))
    copies = _copied(reader, [claim.held.record["report"] for claim in claims])
    return [Claim(c.held, c.statement, c.figures, c.tie, c.held.record["report"] in copies) for c in claims]


def _claim(reader: Reader, held: Held, tie: Held | None) -> Claim:
    line = held.record
    statement = reader.record(line["statement"]) if line.get("statement") else None
    figures = tuple(f for f in reader.figures(Where(report=line["report"])) if f.record.get("incident") == held.id)
    return Claim(held, statement, figures, tie)


def _copied(reader: Reader, reports: list[str]) -> set[str]:
    """Return those reports that are near copies of one that stands before them."""
    found: set[str] = set()
    for place, report in enumerate(reports):
        ties = [link.record for link in reader.links(Where(entity=report, kind="near_copy"))]
        ends = {tie["to"] if tie["from"] == report else tie["from"] for tie in ties}
        if ends & set(reports[:place]):
            found.add(report)
    return found
