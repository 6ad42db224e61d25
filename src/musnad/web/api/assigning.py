"""Who looks at a record, through the API: assignments and second looks, with the rights of the pages."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from musnad.web.api.asked import Id as Seen
from musnad.web.api.errors import Failed, Invalid, Lacking
from musnad.web.api.single import Id
from musnad.web.office import Looks, Office, Works
from musnad.web.pages.assigning import reviewers

router = APIRouter(tags=["review"])


class Opinion(BaseModel):
    """What one reviewer says of a record."""

    reviewer: str
    verdict: str
    reason: str | None
    correction: str | None = Field(description="What they say instead, as JSON.")
    moment: str = Field(description="UTC.")


class Assigned(BaseModel):
    """Whose a record is to look at."""

    id: str
    reviewer: str
    who: str = Field(description="Who gave it to them.")
    moment: str = Field(description="UTC.")


class Looked(BaseModel):
    """Who looks at a record."""

    record: str
    state: Literal["unseen", "waits", "differs", "settled"] = Field(
        description="waits: for a second reviewer; differs: reviewers do not agree.")
    opinions: list[Opinion]
    assignment: Assigned | None


class Assigning(BaseModel):
    """Whose a record is to be."""

    model_config = ConfigDict(extra="forbid")

    reviewer: str | None = Field(max_length=120, pattern=r"^[^\x00]*$", description="Who is to look at it; null for nobody.")
    seen: Seen | None = Field(description="Id of the assignment that was seen; null for none.")


class Rule(BaseModel):
    """Which verdicts wait for a second reviewer."""

    model_config = ConfigDict(extra="forbid")

    second: Literal["none", "refusing", "all"] = Field(description="refusing: rejected and corrected.")


@router.get("/records/{record}/looks", response_model=Looked)
def looks(works: Works, record: Id) -> JSONResponse:
    """Say who looks at a record."""
    return JSONResponse(_told(works, works.reader.record(record).id))


@router.post("/records/{record}/assignments", response_model=Looked, status_code=201, responses={
    409: {"model": Failed, "description": "Somebody else assigned it since: look at it again."},
    403: {"model": Failed, "description": "Not the role of a reviewer, or a browser's call without its token."},
})
def assign(request: Request, works: Works, who: Looks, record: Id, said: Assigning) -> JSONResponse:
    """Give a record to a reviewer, or back to all."""
    if not who.may("review"):
        raise Lacking("you may read here; assigning needs the role reviewer")
    held, may = works.reader.record(record).id, reviewers(request)
    if said.reviewer is not None and may is not None and said.reviewer not in may:
        raise Invalid("nobody of this name may review here", "reviewer")
    works.desk.assign(held, said.reviewer, who=who.name, seen=said.seen)
    return JSONResponse(_told(works, held), 201)


@router.get("/review", response_model=Rule)
def rule(works: Works) -> JSONResponse:
    """Say which verdicts of this ledger wait for a second reviewer."""
    return JSONResponse({"second": works.desk.second_look()})


@router.post("/review", response_model=Rule, status_code=201, responses={
    403: {"model": Failed, "description": "Not the role of an administrator, or a browser's call without its token."}})
def ask(works: Works, who: Looks, said: Rule) -> JSONResponse:
    """Ask for second looks, or no longer."""
    if not who.may("administer"):
        raise Lacking("asking for second looks needs the role administrator")
    works.desk.ask_second_look(said.second, who=who.name)
    return JSONResponse({"second": said.second}, 201)


def _told(works: Office, record: str) -> dict[str, Any]:
    looked, assignment = works.desk.looked(record), works.desk.assignment(record)
    return {"record": record, "state": looked.state, "opinions": [asdict(one) for one in looked.opinions],
            "assignment": asdict(assignment) if assignment else None}
