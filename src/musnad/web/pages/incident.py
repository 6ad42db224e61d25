"""One incident: who says so, where and when, who did what to whom, and what other reports say of it."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from musnad.ledger import Held
from musnad.web.office import Asks
from musnad.web.pages.verdict import Bench, bench
from musnad.web.plotting import Plot
from musnad.web.reading import headline
from musnad.web.rendering import page
from musnad.web.telling import Claim, claims, plots

router = APIRouter()

OTHERS = 40


@dataclass(frozen=True, slots=True)
class Incident:
    """What the page shows.

    Attributes:
        bench: The record, and what a reviewer needs.
        title: Headline of its report.
        places: Its places, most specific first.
        time: When it happened, as far as the text says.
        claims: This one first, then what other reports say.
        plots: Figures over time, by harm.
    """

    bench: Bench
    title: str
    places: list[Held]
    time: Held | None
    claims: list[Claim]
    plots: list[tuple[str, Plot]]


@router.get("/incidents/{record}")
def incident(request: Request, reader: Asks, record: str) -> Response:
    """Show one incident."""
    made = bench(reader, record)
    held = made.detail.held
    line = made.detail.line
    records = reader.several([*line["places"], *filter(None, (line.get("time"), line["report"]))])
    places = [records[place] for place in line["places"] if place in records]
    made_claims = claims(reader, held, OTHERS)
    return page(request, "incident.html", Incident(
        made, headline(records[line["report"]]), places, records.get(line.get("time") or ""), made_claims,
        plots(made_claims)))
