"""Placing: the places of the gazetteer that a reviewer may choose from, to say where a place of the ledger lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from musnad.ledger.happenings import distance
from musnad.web.office import Looks, Site, Works
from musnad.web.pages.verdict import bench
from musnad.web.rendering import page

router = APIRouter()

LIKE = 100  # code points of a name


@dataclass(frozen=True, slots=True)
class Choice:
    """A place with how far it lies from where the record lies now.

    Attributes:
        site: The place.
        away: Kilometres; None where the record lies nowhere.
    """

    site: Site
    away: float | None


@dataclass(frozen=True, slots=True)
class Choices:
    """What is offered: the places of a name, in the order of the gazetteer."""

    like: str
    found: list[Choice]


@router.get("/records/{record}/places")
def places(request: Request, works: Works, who: Looks, record: str,
           place_like: Annotated[str, Query(max_length=LIKE)] = "") -> Response:
    """Show the places of a name, to choose where a record lies; the whole bench with them where there is no script."""
    shown = bench(works.reader, record)
    line, like = shown.detail.line, place_like.strip()
    here = (line["lat"], line["lon"]) if line.get("lat") is not None else None
    sites = works.sites.named(like) if works.sites and like and who.may("review") else ()
    made = Choices(like, [Choice(site, distance(here, (site.lat, site.lon)) if here else None) for site in sites])
    if "hx-request" in request.headers:
        return page(request, "part_sites.html", made)
    return page(request, "record.html", bench(works.reader, record, sites=made, tried={"verdict": "corrected"}))
