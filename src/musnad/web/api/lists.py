"""The lists of the API, by cursor: a page never depends on how many came before."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from musnad.ledger import Reader
from musnad.web.api.answers import Records, Sources, source, told
from musnad.web.api.asked import (
    Asked,
    AskedEntities,
    AskedFigures,
    AskedIncidents,
    AskedLinks,
    AskedMentions,
    AskedRefusals,
    AskedReports,
    AskedStatements,
    AskedTimes,
    Paged,
)
from musnad.web.api.errors import Invalid
from musnad.web.narrowing import narrowed
from musnad.web.office import Asks, Works

router = APIRouter(tags=["lists"])


def _page(reader: Reader, kind: str, asked: Asked) -> JSONResponse:
    found = list(reader.records(kind, asked.where(), asked.limit + 1, asked.after))
    shown = found[:asked.limit]
    return _answer([told(held) for held in shown], shown[-1].id if len(found) > asked.limit else None)


def _answer(items: list[dict[str, Any]], after: str | None) -> JSONResponse:
    return JSONResponse({"items": items, "after": after})


@router.get("/reports", response_model=Records)
def reports(reader: Asks, asked: Annotated[AskedReports, Query()]) -> JSONResponse:
    """List reports."""
    return _page(reader, "report", asked)


@router.get("/statements", response_model=Records)
def statements(reader: Asks, asked: Annotated[AskedStatements, Query()]) -> JSONResponse:
    """List statements."""
    return _page(reader, "statement", asked)


@router.get("/entities", response_model=Records)
def entities(reader: Asks, asked: Annotated[AskedEntities, Query()]) -> JSONResponse:
    """List entities."""
    return _page(reader, "entity", asked)


@router.get("/mentions", response_model=Records)
def mentions(reader: Asks, asked: Annotated[AskedMentions, Query()]) -> JSONResponse:
    """List mentions of entities."""
    return _page(reader, "mention", asked)


@router.get("/incidents", response_model=Records)
def incidents(works: Works, asked: Annotated[AskedIncidents, Query()]) -> JSONResponse:
    """List incidents.

    With `place`, `actor`, `target` or a day of happening, one call looks at some thousand incidents:
    a page may hold fewer than `limit`, even none, and still go on with `after`.
    """
    sought = asked.sought()
    if sought.radius is not None and sought.place is None:
        raise Invalid("a distance from which place? `place` is missing", "radius")
    if not sought.given():
        return _page(works.reader, "incident", asked)
    found = narrowed(works, asked.where(), sought, asked.limit, asked.after)
    return _answer([told(held) for held in found.rows], found.after)


@router.get("/figures", response_model=Records)
def figures(reader: Asks, asked: Annotated[AskedFigures, Query()]) -> JSONResponse:
    """List figures."""
    return _page(reader, "figure", asked)


@router.get("/times", response_model=Records)
def times(reader: Asks, asked: Annotated[AskedTimes, Query()]) -> JSONResponse:
    """List times."""
    return _page(reader, "time", asked)


@router.get("/refusals", response_model=Records)
def refusals(reader: Asks, asked: Annotated[AskedRefusals, Query()]) -> JSONResponse:
    """List refusals: what was recognised and not understood."""
    return _page(reader, "refusal", asked)


@router.get("/links", response_model=Records)
def links(reader: Asks, asked: Annotated[AskedLinks, Query()]) -> JSONResponse:
    """List links between records: copies, stories, the same incident, what contradicts."""
    return _page(reader, "link", asked)


@router.get("/sources", response_model=Sources)
def sources(reader: Asks, asked: Annotated[Paged, Query()]) -> JSONResponse:
    """List sources."""
    found = reader.sources(asked.limit + 1, asked.after)
    shown = found[:asked.limit]
    return _answer([source(kept) for kept in shown], shown[-1].sha256 if len(found) > asked.limit else None)
