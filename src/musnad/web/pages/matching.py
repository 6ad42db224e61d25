"""Matching: two incidents are one, or two reports of one story, or they are not. Each is a verdict with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from musnad.ledger import Held, Reader, Where
from musnad.model.errors import LedgerError, Overtaken
from musnad.web.office import Looks, Works
from musnad.web.pages.verdict import LONG
from musnad.web.reading import headline
from musnad.web.rendering import page

router = APIRouter()

OTHERS = 12  # others that are shown to be chosen from
DAYS = 7  # between the days of reports that may tell of the same
DAY = 10  # characters of an ISO date
KINDS = {"statement": "same_statement", "incident": "same_incident", "report": "same_story"}
PLACES = {"statement": "statements", "incident": "incidents", "report": "story"}

Words = Annotated[str, Form(max_length=LONG)]


@dataclass(frozen=True, slots=True)
class Matched:
    """What the page shows.

    Attributes:
        held: The statement, incident or report.
        title: Headline of its report.
        back: Address of its incident's or story's page.
        same: Those of one incident or story with it, with the headlines of their reports.
        others: Those found by words, likewise.
        like: The words.
        message: What went wrong, or None.
    """

    held: Held
    title: str
    back: str
    same: list[tuple[Held, str]]
    others: list[tuple[Held, str]]
    like: str = ""
    message: str | None = None


@router.get("/records/{record}/match")
def matching(request: Request, works: Works, record: str, like: str = "") -> Response:
    """Show what an incident or report is taken to be one with, and others so told that may be."""
    return _shown(request, works.reader, record, like=like.strip()[:200])


@router.post("/records/{record}/match")
def match(request: Request, works: Works, who: Looks, record: str, act: Annotated[Literal["match", "unmatch"], Form()],
          other: Annotated[str, Form()] = "", reason: Words = "",
          like: Annotated[str, Form(max_length=200)] = "") -> Response:
    """Say that two are one, or are not, or say why that cannot be kept."""
    if works.joins is None or not who.may("review"):
        return _shown(request, works.reader, record, like=like, message="right", status=403)
    if not other or not reason.strip():
        return _shown(request, works.reader, record, like=like, message="reason" if other else "other", status=422)
    try:
        does = works.joins.match if act == "match" else works.joins.unmatch
        does(record, other, reviewer=who.name, reason=reason.strip())
    except Overtaken:
        return _shown(request, works.reader, record, like=like, message="overtaken", status=409)
    except LedgerError:
        gone = act == "unmatch"
        return _shown(request, works.reader, record, like=like, message="overtaken" if gone else "unfit",
                      status=409 if gone else 422)
    return RedirectResponse(f"/records/{works.reader.record(record).id}/match", 303)


def _shown(request: Request, reader: Reader, record: str, *, like: str = "", message: str | None = None,
           status: int = 200) -> Response:
    held = reader.record(record)
    if held.type not in KINDS:
        raise LedgerError(f"{held.id}: only statements, incidents and reports are matched")
    ids, _ = reader.cluster(KINDS[held.type], held.id)
    same = sorted((one for one in reader.several(ids).values() if one.id != held.id),
                  key=lambda one: (one.published or "9999", one.number))
    found = reader.records(held.type, _near(held, like), OTHERS + len(ids)) if like else ()
    others = [one for one in found if one.id not in ids][:OTHERS]
    title, *_ = _titled(reader, [held])
    made = Matched(held, title[1], f"/{PLACES[held.type]}/{held.id}", _titled(reader, same), _titled(reader, others), like,
                   message)
    return page(request, "matching.html", made, status=status)


def _near(held: Held, like: str) -> Where:
    """Return what others that may be the same have: the words, the kind, and a day near to its own."""
    kind = held.record["kind"] if held.type == "incident" else None
    try:
        day = date.fromisoformat((held.published or "")[:DAY])
    except ValueError:
        return Where(text=like, kind=kind)
    since, until = ((day + timedelta(days=by)).isoformat() for by in (-DAYS, DAYS))
    return Where(text=like, kind=kind, since=since, until=until)


def _titled(reader: Reader, found: list[Held]) -> list[tuple[Held, str]]:
    """Return records with the headlines of their reports."""
    reports = reader.several(one.record.get("report", one.id) for one in found)
    return [(one, headline(reports[one.record.get("report", one.id)])) for one in found]
