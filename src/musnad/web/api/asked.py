"""What the lists of the API can be asked for: for each type of record, the filters that its fields allow."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from musnad.ledger import Sought, Where

MOST = 500  # records of one answer
LONG = 300  # code points of a filter
FAR = 20_100  # kilometres: half way around the world
SOUGHT = ("place", "radius", "actor", "target", "happened_from", "happened_to")

# Without control characters: no database takes a zero character in its words.
Words = Annotated[str, Field(min_length=1, max_length=LONG, pattern=r"^[^\x00-\x1f]+$")]
Id = Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[A-Za-z0-9_-]+$")]
Verdict = Literal["none", "accepted", "rejected", "corrected", "unsure"]
Doubt = Literal["any", "nameless", "length", "score", "conflict"]
OtherDoubt = Literal["any", "score", "conflict"]


class Paged(BaseModel):
    """A list, page by page."""

    model_config = ConfigDict(extra="forbid")

    after: Id | None = Field(None, description="Go on after this one: `after` of the page before.")
    limit: int = Field(50, ge=1, le=MOST, description="How many at most.")


class Asked(Paged):
    """A list of records."""

    verdict: Verdict | None = Field(None, description="The last verdict; `none` for what nobody has judged.")
    superseded: bool = Field(False, description="Also what a later version of the package no longer finds.")

    def where(self) -> Where:
        """Return the question to the ledger."""
        return Where(**self._told(exclude={"after", "limit", *SOUGHT}))

    def _told(self, **chosen: set[str]) -> dict[str, Any]:
        given = self.model_dump(exclude_none=True, **chosen)  # type: ignore[arg-type]
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in given.items()}


class Placed(Asked):
    """A list of records that stand in reports."""

    source: Id | None = Field(None, description="SHA-256 of a source.")
    outlet: Words | None = Field(None, description="The outlet's name.")
    since: date | None = Field(None, description="First day of publication.")
    until: date | None = Field(None, description="Last day of publication, included.")


class AskedReports(Placed):
    """Reports."""

    text: Words | None = Field(None, description="Words of the title or the beginning, in any spelling.")


class AskedEntities(Placed):
    """Entities."""

    text: Words | None = Field(None, description="Words of its names, in any spelling.")
    kind: Words | None = Field(None, description="person, organization, place, facility, group, document, event, other.")
    report: Id | None = Field(None, description="Named in this report.")


class AskedStatements(Placed):
    """Statements."""

    speaker: Words | None = Field(None, description="Words of the speaker's name, in any spelling.")
    text: Words | None = Field(None, description="Words that stand together in it, in any spelling.")
    act: Words | None = Field(None, description="assert, announce, deny, accuse, warn, threaten, demand, …")
    form: Literal["direct", "mixed", "indirect"] | None = Field(None, description="In quotation marks wholly or partly.")
    entity: Id | None = Field(None, description="Said by this entity.")
    report: Id | None = Field(None, description="Of this report.")
    doubt: Doubt | None = Field(None, description="Why it deserves a second look.")


class AskedFigures(Placed):
    """Figures."""

    text: Words | None = Field(None, description="Words that stand together in it, in any spelling.")
    about: Words | None = Field(None, description="killed, injured, displaced, …")
    report: Id | None = Field(None, description="Of this report.")


class AskedTimes(Placed):
    """Times."""

    text: Words | None = Field(None, description="Words that stand together in it, in any spelling.")
    report: Id | None = Field(None, description="Of this report.")


class AskedIncidents(Placed):
    """Incidents."""

    text: Words | None = Field(None, description="Words that stand together in it, in any spelling.")
    kind: Words | None = Field(None, description="airstrike, shelling, meeting, protest, …")
    status: Literal["reported", "claimed", "denied", "planned", "threatened", "hypothetical"] | None = None
    report: Id | None = Field(None, description="Of this report.")
    doubt: OtherDoubt | None = Field(None, description="Why it deserves a second look.")
    place: Words | None = Field(None, description="Where: a place, or an area that it lies in, or `LAT,LON`.")
    radius: float | None = Field(None, gt=0, le=FAR, description="Kilometres around `place`, instead of its name.")
    actor: Words | None = Field(None, description="Words of who did it.")
    target: Words | None = Field(None, description="Words of whom or what it was done to.")
    happened_from: date | None = Field(None, description="First day of happening; `since` is of publication.")
    happened_to: date | None = Field(None, description="Last day, included.")

    def sought(self) -> Sought:
        """Return what is no question of columns: where, when, who, to whom."""
        return Sought(**self._told(include=set(SOUGHT)))


class AskedMentions(Placed):
    """Mentions."""

    kind: Words | None = Field(None, description="Kind of the entity.")
    entity: Id | None = Field(None, description="Of this entity.")
    report: Id | None = Field(None, description="In this report.")


class AskedRefusals(Placed):
    """Refusals."""

    text: Words | None = Field(None, description="Words that stand together in it, in any spelling.")
    code: Words | None = Field(None, description="Code, such as S001.")
    report: Id | None = Field(None, description="Of this report.")


class AskedLinks(Asked):
    """Links."""

    kind: Words | None = Field(None, description="same_entity, near_copy, same_statement, same_incident, contradicts, …")
    entity: Id | None = Field(None, description="With this record at one of its ends.")
