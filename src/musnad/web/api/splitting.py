"""Splitting through the API: two statements are made of one, and made one again, with the rights and checks of the pages."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from musnad.web.api.asked import Id as Seen
from musnad.web.api.errors import Failed, Invalid, Lacking
from musnad.web.api.single import Id
from musnad.web.correcting import Wrong
from musnad.web.office import Looks, Works
from musnad.web.pages.splitting import cut

router = APIRouter(tags=["verdicts"])

LONG = 2_000  # code points of a reason
PLACES = 2**53  # code points of a text, more than any has
_WRONG = {"at": ("at", "a place inside the content, with words on both sides, is wanted"),
          "speaker": ("speaker", "this speaker is not named in the report"),
          "name": ("speaker_name", "a name is at most 200 characters long"),
          "already": ("record", "this statement is split already"), "unfit": ("record", "only statements are split")}
_ANSWERS: dict[int | str, dict[str, object]] = {
    409: {"model": Failed, "description": "Somebody else judged it since: read the history, and look at it again."},
    403: {"model": Failed, "description": "Not the role of a reviewer, or a browser's call without its token."},
}

Name = Annotated[str, Field(max_length=LONG, pattern=r"^[^\x00]*$")]


class Split(BaseModel):
    """Where a statement is split, and who said the second part."""

    model_config = ConfigDict(extra="forbid")

    at: int = Field(ge=0, le=PLACES, description="Code point of the text at which the second part begins, in the content.")
    until: int | None = Field(None, ge=0, le=PLACES,
                              description="Code point that the first part ends before, where words between are of neither.")
    speaker: Seen | None = Field(None, description="Who said the second: id of an entity of the report, or `nobody`; "
                                                   "null for the same.")
    speaker_name: Name | None = Field(None, description="Or the name of somebody who is no entity of the report.")
    reason: str = Field(min_length=1, max_length=LONG, pattern=r"^[^\x00]*\S[^\x00]*$", description="Why.")
    seen: Seen | None = Field(description="The last verdict that the reviewer saw: `seen` of the history; null for none.")


class Whole(BaseModel):
    """That a statement is to be made whole again, or split again as it was."""

    model_config = ConfigDict(extra="forbid")

    seen: Seen | None = Field(description="The last verdict that the reviewer saw: `seen` of the history; null for none.")


class Halves(BaseModel):
    """What was kept."""

    record: str
    halves: list[str] = Field(description="Ids of the two statements, in text order; none where it was made whole again.")


@router.post("/records/{record}/split", response_model=Halves, status_code=201, responses=_ANSWERS)
def split(works: Works, who: Looks, record: Id, said: Split) -> JSONResponse:
    """Make two statements of one, which is rejected: all of it, or nothing."""
    if not who.may("review"):
        raise Lacking("you may read here; splitting needs the role reviewer")
    held = works.reader.record(record).id
    fields = {name: str(value) for name in ("at", "until", "speaker", "speaker_name")
              if (value := getattr(said, name)) is not None}
    try:
        made = cut(works, held, fields, reviewer=who.name, reason=said.reason.strip(), seen=said.seen)
    except Wrong as error:
        field, why = _WRONG.get(str(error), ("speaker", str(error)))
        raise Invalid(why, field) from None
    return JSONResponse({"record": made[0], "halves": list(made[1:])}, 201)


@router.post("/records/{record}/whole", response_model=Halves, status_code=201, responses=_ANSWERS)
def whole(works: Works, who: Looks, record: Id, said: Whole) -> JSONResponse:
    """Take a split back: what held of the statement before holds again, and its halves are rejected."""
    if not who.may("review"):
        raise Lacking("you may read here; splitting needs the role reviewer")
    held = works.reader.record(record).id
    works.desk.take_back(held, reviewer=who.name, seen=said.seen)
    return JSONResponse({"record": held, "halves": []}, 201)
