"""Verdicts through the API: the same rights, the same checks and the same lock as on the pages."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from musnad.model.errors import WrongValue
from musnad.web.api.answers import Given
from musnad.web.api.asked import Id as Seen
from musnad.web.api.errors import Failed, Invalid, Lacking
from musnad.web.api.single import Id
from musnad.web.correcting import CHOICES, NUMBERS, WORDS, Wrong, correction
from musnad.web.office import Looks, Works

router = APIRouter(tags=["verdicts"])

LONG = 2_000  # code points of a reason
_SPAN = ("start", "end")
_SPEAKER = ("speaker", "speaker_start", "speaker_end", "speaker_name")
_SPANNED = ("statement", "incident", "figure", "time")
_WRONG = {"same": "nothing is said otherwise than the record says it", "span": "these words do not stand in the report",
          "number": "not a number", "speaker": "this speaker is not named in the report",
          "name": "a name is at most 200 characters long", "place": "no such place is in the gazetteer, or this is no place"}

Value = Annotated[str, Field(max_length=LONG, pattern=r"^[^\x00]*$")] | int | float


class Verdict(BaseModel):
    """What a reviewer says of a record."""

    model_config = ConfigDict(extra="forbid")

    verdict: Literal["accepted", "rejected", "corrected", "unsure", "withdrawn"]
    seen: Seen | None = Field(description="The last verdict that the reviewer saw: `seen` of the history; null for none.")
    reason: str | None = Field(None, max_length=LONG, pattern=r"^[^\x00]*$",
                               description="Why; obligatory for rejected and corrected.")
    correction: dict[str, Value] | None = Field(
        None, max_length=20,
        description="For corrected: `act`, `form`, `kind`, `status`, `about`, `value`, `name`, …; `start` and `end` cut its "
                    "words anew; `speaker` is the id of an entity of the report, `nobody`, or `words` with "
                    "`speaker_start` and `speaker_end`; `place` is a key of `/api/gazetteer`, or `nowhere`.")


@router.post("/records/{record}/verdicts", response_model=Given, status_code=201, responses={
    409: {"model": Failed, "description": "Somebody else judged it since: read the history, and judge again."},
    403: {"model": Failed, "description": "Not the role of a reviewer, or a browser's call without its token."},
})
def judge(works: Works, who: Looks, record: Id, said: Verdict) -> JSONResponse:
    """Append a verdict. Nothing is overwritten; the last verdict on a record holds."""
    if not who.may("review"):
        raise Lacking("you may read here; judging needs the role reviewer")
    held = works.reader.record(record)
    fields = None
    if said.correction is not None:
        fields = _corrected(works, held.id, held.type, said.correction)
    made = works.desk.judge(held.id, said.verdict, reviewer=who.name, reason=(said.reason or "").strip() or None,
                            correction=fields, seen=said.seen)
    return JSONResponse({"id": made, "record": held.id, "verdict": said.verdict}, 201)


def _corrected(works: Works, record: str, kind: str, said: dict[str, str | int | float]) -> dict[str, object]:
    """Return the fields of a correction, checked as those of a page's form are.

    Raises:
        Invalid: It names a field that cannot be corrected, or says what cannot be.
    """
    known = {*CHOICES.get(kind, ()), *WORDS.get(kind, ()), *NUMBERS.get(kind, ())}
    known |= {*_SPAN} if kind in _SPANNED else set()
    known |= {*_SPEAKER} if kind == "statement" else {"place"} if kind == "entity" else set()
    for name in said.keys() - known:
        raise Invalid(f"no field of a {kind} that can be corrected; there are {', '.join(sorted(known)) or 'none'}",
                      f"correction.{name}")
    try:
        return correction(works.reader, record, {name: str(value) for name, value in said.items()}, works.sites)
    except Wrong as error:
        raise Invalid(_WRONG.get(str(error), str(error)), "correction") from None
    except WrongValue as error:
        raise Invalid(str(error), f"correction.{error.field}") from None
