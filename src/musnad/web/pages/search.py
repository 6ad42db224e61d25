"""Search: a question over everything, the best first; as a list, on the map, or over days."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from musnad.ledger import BadQuery, Counted, Found, Hit, Reader, SavedSearch
from musnad.model.errors import LedgerError
from musnad.web.office import Looks, Office, Viewer, Works
from musnad.web.pages.pictures import Bars, bars
from musnad.web.pages.places import located
from musnad.web.rendering import page

router = APIRouter()

SIZE = 20
DRAWN = 100  # the best so many hits stand on a map or over days
VIEWS = ("list", "map", "timeline")
LONG = 2_000  # code points of a name or a question that are taken in
DAY = 10  # code points of an ISO day


@dataclass(frozen=True, slots=True)
class Searched:
    """What the page shows.

    Attributes:
        asked: The question.
        found: The answer; None where nothing was asked, or it could not be read.
        fault: What is wrong with the question.
        skip: How many hits stand on the pages before.
        size: Hits of a page.
        view: list, map or timeline.
        places: Places of the hits with how many name each, for the table of the map.
        days: Hits by their days of publication.
        saved: The searches that were saved.
        unsaved: Whether the last one could not be saved or removed.
    """

    asked: str
    found: Found | None
    fault: str = ""
    skip: int = 0
    size: int = SIZE
    view: str = "list"
    places: list[Counted] = field(default_factory=list)
    days: Bars | None = None
    saved: Sequence[SavedSearch] = ()
    unsaved: bool = False
    views: tuple[str, ...] = VIEWS


@router.get("/search")
def search(request: Request, works: Works, who: Looks, q: str = "", skip: int = 0, view: str = "list") -> Response:
    """Show one page of the hits, or all of the best as a picture."""
    made = _searched(works, q.strip(), max(0, skip), view if view in VIEWS else "list")
    return _shown(request, works, who, made, status=400 if made.fault else 200)


@router.post("/search/saved")
def save(request: Request, works: Works, who: Looks, act: Annotated[str, Form(max_length=10)] = "",
         name: Annotated[str, Form(max_length=LONG)] = "", q: Annotated[str, Form(max_length=LONG)] = "",
         view: Annotated[str, Form(max_length=10)] = "list") -> Response:
    """Save the present search under a name, or remove one; then show the search again."""
    owner = _owner(works, who)
    try:
        if act == "remove":
            works.desk.remove_search(name, who=who.name, owner=owner)
        else:
            works.desk.save_search(name, q, view=view, who=who.name, owner=owner)
    except LedgerError:
        made = Searched(q.strip(), None, view=view if view in VIEWS else "list", unsaved=True)
        return _shown(request, works, who, made, status=422)
    asked = {"q": q.strip(), **({"view": view} if view in VIEWS[1:] else {})}
    return RedirectResponse(f"/search?{urlencode(asked)}", 303)


def _shown(request: Request, works: Office, who: Viewer, made: Searched, *, status: int) -> Response:
    saved = works.desk.saved_searches(_owner(works, who))
    return page(request, "search.html", replace(made, saved=saved), status=status)


def _owner(works: Office, who: Viewer) -> str | None:
    """Return whose list it is: each account has its own; without accounts there is one."""
    return who.name if works.see is not None else None


def _searched(works: Office, asked: str, skip: int, view: str) -> Searched:
    if not asked or works.search is None:
        return Searched(asked, None, view=view)
    try:
        found = works.search.find(asked, SIZE, skip) if view == "list" else works.search.find(asked, DRAWN)
    except BadQuery as error:
        return Searched(asked, None, str(error), view=view)
    places = named(works.reader, found.hits) if view == "map" else []
    days = _over_days(found.hits) if view == "timeline" else None
    return Searched(asked, found, skip=skip, view=view, places=places, days=days)


@router.get("/search/places.json")
def places(works: Works, q: str = "") -> JSONResponse:
    """Give the places of the best hits, with their coordinates."""
    return JSONResponse(located(works.reader, named(works.reader, _best(works, q.strip()))))


def _best(works: Office, asked: str) -> Sequence[Hit]:
    try:
        return works.search.find(asked, DRAWN).hits if asked and works.search else ()
    except BadQuery:
        return ()


def named(reader: Reader, hits: Sequence[Hit]) -> list[Counted]:
    """Return the places of hits, those of most hits first: where an incident was, what a report or statement names."""
    ids = list(_places(reader, hits))
    entities = reader.several(ids)
    names = {one: held.record for one, held in entities.items() if held.record["kind"] in ("place", "facility")}
    key = {one: line.get("geonames") or line.get("pcode") or line["name"] for one, line in names.items()}
    counts = Counter(key[one] for one in ids if one in key)
    first = {key[one]: one for one in reversed(ids) if one in key}
    return [Counted(names[first[place]]["name"], place, count, first[place]) for place, count in counts.most_common()]


def _places(reader: Reader, hits: Sequence[Hit]) -> Iterator[str]:
    """Yield the entities of each hit, those of one hit once."""
    lines = [hit.held.record for hit in hits]
    reports = reader.several(line.get("report") or line["id"] for line in lines if line["type"] in ("report", "statement"))
    inside: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for held in reader.inside("mention", reports.values()):
        made = held.record
        inside[made["report"]].append(made)
    for line in lines:
        if line["type"] == "entity":
            yield line["id"]
        elif line["type"] == "incident":
            yield from line["places"]
        else:
            here = inside[line.get("report") or line["id"]]
            yield from dict.fromkeys(made["entity"] for made in here
                                     if line["start"] <= made["start"] and made["end"] <= line["end"])


def _over_days(hits: Sequence[Hit]) -> Bars:
    known = [(hit.held.published[:DAY], hit.held.id) for hit in hits if hit.held.published]
    counts, first = Counter(day for day, _ in known), dict(reversed(known))
    rows = [Counted(day, "", counts[day], first[day]) for day in sorted(counts)]
    return bars(rows, rows)
