"""Places of the gazetteer through the API: what a correction can say of where a place lies."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from musnad.web.api.asked import Words
from musnad.web.office import Works

router = APIRouter(tags=["verdicts"])


class AskedSites(BaseModel):
    """A name."""

    model_config = ConfigDict(extra="forbid")

    name: Words = Field(description="A name in Arabic letters, or how it begins.")


class Place(BaseModel):
    """A place of the gazetteer."""

    key: str = Field(description="What `place` of a correction is to say.")
    chain: list[str] = Field(description="Its name, and what contains it, up to the country.")
    precision: str
    lat: float
    lon: float
    geonames: str | None
    pcode: str | None


class Sites(BaseModel):
    """Places of a name, the larger first; none where the desk was opened without a gazetteer."""

    items: list[Place]


@router.get("/gazetteer", response_model=Sites)
def gazetteer(works: Works, asked: Annotated[AskedSites, Query()]) -> JSONResponse:
    """List the places of a name."""
    found = works.sites.named(asked.name) if works.sites else ()
    return JSONResponse({"items": [asdict(site) for site in found]})
