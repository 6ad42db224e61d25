"""Add a page by its address: fetched once, within limits, then read like any other text. Only where it was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from musnad.web.fetching import Fetcher
from musnad.web.jobs import begin
from musnad.web.office import Intake, Step, Works
from musnad.web.rendering import page

router = APIRouter()

DAY = r"^(\d{4}-\d\d-\d\d)?$"
LONG = 2_000  # code points of an address


@dataclass(frozen=True, slots=True)
class Fetch:
    """What the page shows.

    Attributes:
        address: What is asked for.
        message: Key of what went wrong, or nothing.
    """

    address: str = ""
    message: str = ""


@router.get("/fetch")
def asked(request: Request, address: str = "") -> Response:
    """Ask for the address."""
    return page(request, "fetch.html", Fetch(address[:LONG]))


@router.post("/fetch")
def fetch(request: Request, works: Works, address: Annotated[str, Form(max_length=LONG)] = "",
          published: Annotated[str, Form(pattern=DAY)] = "",
          outlet: Annotated[str, Form(max_length=200)] = "") -> Response:
    """Begin to fetch a page and to read it."""
    if works.fetch is None or works.intake is None:
        return page(request, "fetch.html", Fetch(address, "off"), status=404)
    steps = _steps(works.fetch, works.intake, address, published or None, outlet.strip() or None)
    return RedirectResponse(f"/intake/{begin(address, steps, fetching=True).id}", 303)


def _steps(fetcher: Fetcher, intake: Intake, address: str, published: str | None, outlet: str | None) -> Iterator[Step]:
    """Fetch a page, say that it has come, and read it."""
    came = fetcher(address)
    yield Step(0, 0)
    yield from intake(came.address, came.data, published, outlet)
