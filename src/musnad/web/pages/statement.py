"""One statement: its words where they stand, the way it came, how it was read, and what people said of it."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from musnad.ledger import Held, Where
from musnad.web.office import Asks
from musnad.web.pages.verdict import Bench, bench
from musnad.web.reading import headline
from musnad.web.rendering import page

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Statement:
    """What the page shows.

    Attributes:
        bench: The record, and what a reviewer needs.
        title: Headline of its report.
        inside: The statements that stand inside it.
        figures: The figures that it gives.
        ties: What other records it is tied to.
    """

    bench: Bench
    title: str
    inside: list[Held]
    figures: list[Held]
    ties: list[Held]


@router.get("/statements/{record}")
def statement(request: Request, reader: Asks, record: str) -> Response:
    """Show one statement."""
    made = bench(reader, record)
    held = made.detail.held
    report = held.record["report"]
    here = list(reader.statements(Where(report=report)))
    whole = {held.id: held, **(reader.several([made.detail.whole]) if made.detail.whole else {})}
    figures = [f for f in reader.figures(Where(report=report)) if f.record.get("statement") in whole
               and (f.record["statement"] == held.id or _inside(f, held))]
    return page(request, "statement.html", Statement(
        made, headline(reader.record(report)), [h for h in here if h.record.get("parent") == held.id], figures,
        list(reader.links(Where(entity=held.id), 50))))


def _inside(figure: Held, half: Held) -> bool:
    """Say whether a figure of a statement that was split stands in the words of one half."""
    return bool(half.record["start"] <= figure.record["start"] and figure.record["end"] <= half.record["end"])
