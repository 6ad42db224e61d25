"""Refusals: what was recognised and could not be made a record without guessing."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from musnad.ledger import Where
from musnad.model.refusals import CODES, Code
from musnad.web.office import Asks
from musnad.web.reading import Sheet, sheet
from musnad.web.rendering import page

router = APIRouter()

SIZE = 30


@dataclass(frozen=True, slots=True)
class Refusals:
    """What the page shows.

    Attributes:
        sheet: The refusals.
        code: The code asked for, or empty.
        codes: All codes with their meanings.
    """

    sheet: Sheet
    code: str
    codes: dict[str, Code]


@router.get("/refusals")
def refusals(request: Request, reader: Asks, code: str = "", after: str = "") -> Response:
    """Show one page of the refusals."""
    found = sheet(reader, "refusal", Where(code=code or None), after=after, size=SIZE)
    return page(request, "refusals.html", Refusals(found, code, CODES))
