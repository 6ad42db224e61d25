"""One report: its text with all records marked, and a panel for the one that is looked at."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from musnad.ledger import Held
from musnad.model.document import Document
from musnad.web.marking import Piece, marks_of, paragraphs, pieces
from musnad.web.office import Asks
from musnad.web.reading import headline
from musnad.web.rendering import page

router = APIRouter()

LAYERS = ("statement", "person", "organization", "place", "time", "figure", "incident", "refusal")


@dataclass(frozen=True, slots=True)
class Report:
    """What the page shows.

    Attributes:
        held: The report.
        title: Its headline.
        document: The text that it stands in.
        lines: Its paragraphs, in marked pieces.
        statements: Its statements, in text order.
        incidents: Its incidents.
        counts: How many records of each kind it has.
        story: Whether other reports tell the same story.
    """

    held: Held
    title: str
    document: Document
    lines: list[list[Piece]]
    statements: list[Held]
    incidents: list[Held]
    counts: dict[str, int]
    story: bool


@router.get("/reports/{record}")
def report(request: Request, reader: Asks, record: str) -> Response:
    """Show one report."""
    held = reader.record(record)
    line = held.record
    document = reader.document(held.document or 0)
    found = reader.contents(held.id)
    marked = pieces(document.text, line["start"], line["end"], marks_of(found))
    counts = Counter(h.record["kind"] if h.type == "mention" else h.type for h in found)
    return page(request, "report.html", Report(
        held, headline(held), document, paragraphs(marked), [h for h in found if h.type == "statement"],
        [h for h in found if h.type == "incident"], {name: counts[name] for name in LAYERS if counts[name]},
        bool(reader.ties("same_story", [held.id]))))
