"""Add a page by its address: fetched once, within limits, then read like any other text. Only where it was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from musnad.model.errors import MusnadError
from musnad.web.fetching import Fetched, Unfetchable
from musnad.web.office import Works
from musnad.web.rendering import page

router = APIRouter()

DAY = r"^(\d{4}-\d\d-\d\d)?$"
LONG = 2_000  # code points of an address


@dataclass(frozen=True, slots=True)
class Fetch:
    """What the page shows.

    Attributes:
        address: What was asked for.
        published: Day that was given.
        outlet: Outlet that was given.
        message: Key of what went wrong, or nothing.
        told: What the reading said of it, where it could not be read.
        fetched: What came, once it did.
        records: How many records it added.
    """

    address: str = ""
    published: str = ""
    outlet: str = ""
    message: str = ""
    told: str = ""
    fetched: Fetched | None = None
    records: int = 0


@router.get("/fetch")
def asked(request: Request) -> Response:
    """Ask for the address."""
    return page(request, "fetch.html", Fetch())


@router.post("/fetch")
def fetch(request: Request, works: Works, address: Annotated[str, Form(max_length=LONG)] = "",
          published: Annotated[str, Form(pattern=DAY)] = "",
          outlet: Annotated[str, Form(max_length=200)] = "") -> Response:
    """Fetch a page and read it."""
    if works.fetch is None or works.intake is None:
        return page(request, "fetch.html", Fetch(address, published, outlet, "off"), status=404)
    try:
        found = works.fetch(address)
        steps = list(works.intake(found.address, found.data, published or None, outlet.strip() or None))
    except Unfetchable as error:
        return page(request, "fetch.html", Fetch(address, published, outlet, error.code), status=422)
    except MusnadError as error:
        return page(request, "fetch.html", Fetch(address, published, outlet, "unread", str(error)), status=422)
    told = next((step.message for step in reversed(steps) if step.message), "")
    made = Fetch(address, published, outlet, "unread" if told else "", told, found, steps[-1].records if steps else 0)
    return page(request, "fetch.html", made)
