"""Search: a question over everything, the best first."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from musnad.ledger import BadQuery, Found
from musnad.web.office import Works
from musnad.web.rendering import page

router = APIRouter()

SIZE = 20


@dataclass(frozen=True, slots=True)
class Searched:
    """What the page shows.

    Attributes:
        asked: The question.
        found: The answer; None where nothing was asked, or it could not be read.
        fault: What is wrong with the question.
        skip: How many hits stand on the pages before.
        size: Hits of a page.
    """

    asked: str
    found: Found | None
    fault: str = ""
    skip: int = 0
    size: int = SIZE


@router.get("/search")
def search(request: Request, works: Works, q: str = "", skip: int = 0) -> Response:
    """Show one page of the hits."""
    asked, skip = q.strip(), max(0, skip)
    if not asked or works.search is None:
        return page(request, "search.html", Searched(asked, None))
    try:
        found = works.search.find(asked, SIZE, skip)
    except BadQuery as error:
        return page(request, "search.html", Searched(asked, None, str(error)), status=400)
    return page(request, "search.html", Searched(asked, found, skip=skip))
