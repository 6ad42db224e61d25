"""Across reports: search, stories with their copies, and records that say otherwise."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from musnad.ledger import BadQuery, Held, Reader, Where
from musnad.model.errors import NoSuchRecord
from musnad.web.api.answers import Found, Ties, told
from musnad.web.api.asked import Paged, Words
from musnad.web.api.errors import Invalid
from musnad.web.office import Asks, Works

router = APIRouter(tags=["across"])

DEEP = 1_000  # hits that can be passed over


class AskedStories(Paged):
    """Reports of one story, or copies."""

    kind: Literal["same_story", "near_copy"] = Field("same_story", description="The same story, or nearly the same words.")


class AskedConflicts(Paged):
    """Records that say otherwise, or later."""

    kind: Literal["contradicts", "updates"] = Field("contradicts", description="Otherwise, or later and otherwise.")


class AskedSearch(BaseModel):
    """A search."""

    model_config = ConfigDict(extra="forbid")

    q: Words = Field(description="Words, «a phrase», speaker:…, after:2018-09-01, …, as on the page.")
    limit: int = Field(20, ge=1, le=100, description="How many at most.")
    skip: int = Field(0, ge=0, le=DEEP, description="How many of the best are passed over.")


@router.get("/stories", response_model=Ties)
def stories(reader: Asks, asked: Annotated[AskedStories, Query()]) -> JSONResponse:
    """List pairs of reports of one story, or of copies."""
    return _ties(reader, asked.kind, asked)


@router.get("/conflicts", response_model=Ties)
def conflicts(reader: Asks, asked: Annotated[AskedConflicts, Query()]) -> JSONResponse:
    """List pairs of records that say otherwise, or later."""
    return _ties(reader, asked.kind, asked)


@router.get("/search", response_model=Found)
def search(works: Works, asked: Annotated[AskedSearch, Query()]) -> JSONResponse:
    """Search everything; the best first."""
    if works.search is None:
        raise NoSuchRecord("this desk was opened without its search")
    try:
        found = works.search.find(asked.q, asked.limit, asked.skip)
    except BadQuery as error:
        raise Invalid(str(error), "q") from None
    items = [{"record": told(hit.held), "score": hit.score, "snippet": hit.snippet, "start": hit.start,
              "spans": hit.spans} for hit in found.hits]
    return JSONResponse({"items": items, "more": found.more, "type": found.type})


def _ties(reader: Reader, kind: str, asked: Paged) -> JSONResponse:
    found = list(reader.links(Where(kind=kind), asked.limit + 1, asked.after))
    shown = found[:asked.limit]
    items = [_tie(reader, link) for link in shown]
    return JSONResponse({"items": items, "after": shown[-1].id if len(found) > asked.limit else None})


def _tie(reader: Reader, link: Held) -> dict[str, Any]:
    sides = [told(reader.record(link.record[end])) for end in ("from", "to")]
    return {"link": told(link), "sides": sides}
