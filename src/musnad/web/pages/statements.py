"""Statements, with filters."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from musnad.ledger import Where
from musnad.model.values import ACTS, FORMS
from musnad.web.office import Asks
from musnad.web.reading import Sheet, sheet
from musnad.web.rendering import page

router = APIRouter()

SIZE = 25
VERDICTS = ("none", "accepted", "rejected", "corrected", "unsure")


@dataclass(frozen=True, slots=True)
class Statements:
    """What the page shows.

    Attributes:
        sheet: The statements.
        asked: The filters.
        acts: What can be chosen.
        forms: Likewise.
        verdicts: Likewise.
    """

    sheet: Sheet
    asked: dict[str, str]
    acts: tuple[str, ...] = ACTS
    forms: tuple[str, ...] = FORMS
    verdicts: tuple[str, ...] = VERDICTS


@router.get("/statements")
def statements(request: Request, reader: Asks, speaker: str = "", text: str = "", act: str = "", form: str = "",
               outlet: str = "", since: str = "", until: str = "", verdict: str = "", after: str = "") -> Response:
    """Show one page of the statements for which all filters hold."""
    asked = {"speaker": speaker.strip(), "text": text.strip(), "act": act, "form": form, "outlet": outlet.strip(),
             "since": since, "until": until, "verdict": verdict}
    where = Where(**{name: value for name, value in asked.items() if value})  # type: ignore[arg-type]
    return page(request, "statements.html", Statements(sheet(reader, "statement", where, after=after, size=SIZE), asked))
