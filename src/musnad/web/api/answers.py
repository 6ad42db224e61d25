"""What the API answers: the shapes that its description shows. A record itself is as `extract` prints it."""

from __future__ import annotations

from dataclasses import asdict
from inspect import cleandoc
from typing import Any, get_type_hints

from pydantic import BaseModel, Field, create_model

from musnad.ledger import Event, Held, Original
from musnad.ledger import Evidence as Proved


class Record(BaseModel):
    """A record as the ledger holds it."""

    id: str
    type: str
    outlet: str | None = Field(description="Outlet of its report, or of the document.")
    published: str | None = Field(description="ISO date of its report, or of the document.")
    origin: str | None = Field(description="Where the document was read from; null for a link.")
    verdict: str | None = Field(description="The last verdict; null if nobody has judged it.")
    record: dict[str, Any] = Field(description="The record itself: its fields, as `extract` prints them.")


class Records(BaseModel):
    """One page of a list."""

    items: list[Record]
    after: str | None = Field(description="Ask for the next page with this; null where the list ends.")


class Source(BaseModel):
    """A source."""

    sha256: str
    size: int = Field(description="Bytes.")
    media: str
    origin: str
    fetched: str = Field(description="UTC.")


class Sources(BaseModel):
    """One page of the sources."""

    items: list[Source]
    after: str | None


class Happened(BaseModel):
    """One thing that happened to a record."""

    moment: str = Field(description="UTC.")
    what: str = Field(description="recorded, dropped, returned, accepted, rejected, corrected, unsure, withdrawn.")
    who: str = Field(description="The reviewer, or the version of the package.")
    reason: str | None
    correction: dict[str, Any] | None
    id: str = Field(description="Id of the verdict, or of the run.")


class History(BaseModel):
    """All that happened to a record, the first thing first."""

    items: list[Happened]
    seen: str | None = Field(description="Id of the last verdict: what a new verdict is to be sent with.")


class Given(BaseModel):
    """A verdict that was kept."""

    id: str
    record: str
    verdict: str


def _described(view: type) -> dict[str, str]:
    """Return what the docstring of a view says of each of its attributes, in the words of JSON."""
    found: dict[str, str] = {}
    for line in cleandoc(view.__doc__ or "").partition("Attributes:\n")[2].splitlines():
        name, sign, told = line.strip().partition(": ")
        if line.startswith("    ") and not line.startswith("     ") and sign:
            found[name] = told
        elif found:
            found[next(reversed(found))] += f" {line.strip()}"
    return {name: told.strip().replace("None", "null") for name, told in found.items()}


def _model(view: type, **others: type) -> type[BaseModel]:
    """Return the shape of a view of the ledger: its fields and what it says of them, but those told otherwise."""
    told = _described(view)
    types = get_type_hints(view) | others
    fields: dict[str, Any] = {name: (types[name], Field(description=told[name])) for name in told}
    return create_model(view.__name__, __doc__=cleandoc(view.__doc__ or "").split("\n")[0], **fields)


Evidence = _model(Proved, record=Record)


class Tie(BaseModel):
    """Two records, and what ties them."""

    link: Record
    sides: list[Record]


class Ties(BaseModel):
    """One page of a list of ties."""

    items: list[Tie]
    after: str | None


class Hit(BaseModel):
    """One record that was found."""

    record: Record
    score: float = Field(description="The higher, the better; comparable within one answer only.")
    snippet: str
    start: int | None = Field(description="Code point of the document at which the snippet begins; null for an entity.")
    spans: list[tuple[int, int]] = Field(description="Where it matched: half-open, code points of the document.")


class Found(BaseModel):
    """The answer to a search, the best first."""

    items: list[Hit]
    more: bool
    type: str = Field(description="What was looked for: report, statement, incident or entity.")


class Counts(BaseModel):
    """How much the ledger holds."""

    sources: int
    source_bytes: int
    documents: int
    records: dict[str, int]
    superseded: dict[str, int]
    verdicts: dict[str, int]
    runs: int
    first: str | None
    last: str | None


def told(held: Held) -> dict[str, Any]:
    """Return a record as the API tells it."""
    return {"id": held.id, "type": held.type, "outlet": held.outlet, "published": held.published, "origin": held.origin,
            "verdict": held.verdict, "record": held.record}


def source(kept: Original) -> dict[str, Any]:
    """Return a source as the API tells it."""
    made = asdict(kept)
    made.pop("number")
    return made


def event(happened: Event) -> dict[str, Any]:
    """Return an event as the API tells it."""
    return asdict(happened)
