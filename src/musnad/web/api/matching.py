"""Joining and parting through the API: two records are the same or are not, with the rights and checks of the pages."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from musnad.model.errors import NoSuchRecord
from musnad.web.api.asked import Id as Other
from musnad.web.api.errors import Failed, Invalid, Lacking
from musnad.web.api.single import Id
from musnad.web.office import Looks, Works

router = APIRouter(tags=["verdicts"])

LONG = 2_000  # code points of a reason


class Sameness(BaseModel):
    """Whether two records are the same: two entities one, two incidents one event, two reports of one story."""

    model_config = ConfigDict(extra="forbid")

    other: Other = Field(description="Id of the other record, of the same type.")
    same: bool = Field(description="false: the other one leaves what both were taken to be.")
    reason: str = Field(min_length=1, max_length=LONG, pattern=r"^[^\x00]*\S[^\x00]*$", description="Why.")


class Said(BaseModel):
    """What was kept."""

    record: str
    other: str
    same: Literal[True, False]


@router.post("/records/{record}/same", response_model=Said, status_code=201, responses={
    409: {"model": Failed, "description": "Somebody else judged their tie since: look at it again."},
    403: {"model": Failed, "description": "Not the role of a reviewer, or a browser's call without its token."},
})
def same(works: Works, who: Looks, record: Id, said: Sameness) -> JSONResponse:
    """Say that two records are the same, or are not: a verdict on the tie between them."""
    if not who.may("review"):
        raise Lacking("you may read here; joining and parting need the role reviewer")
    if works.joins is None:
        raise NoSuchRecord("this desk was opened without what joins and parts")
    held, other = works.reader.record(record), works.reader.record(said.other)
    if held.type != other.type or held.type not in {"entity", "statement", "incident", "report"}:
        raise Invalid("two entities, statements, incidents or reports are the same or are not", "other")
    acts = (works.joins.part, works.joins.join) if held.type == "entity" else (works.joins.unmatch, works.joins.match)
    acts[said.same](held.id, other.id, reviewer=who.name, reason=said.reason.strip())
    return JSONResponse({"record": held.id, "other": other.id, "same": said.same}, 201)
