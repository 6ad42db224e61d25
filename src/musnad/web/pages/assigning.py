"""Who looks at a record: whose it is, who has looked, whether a second reviewer is to look, and where they differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from musnad.ledger import Assignment, Looked
from musnad.model.errors import LedgerError, Overtaken
from musnad.web.accounts import RIGHTS
from musnad.web.office import Looks, Office, Works
from musnad.web.rendering import page
from musnad.web.sessions import Sessions

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a record's reviewers.

    Attributes:
        record: Its id.
        assignment: Whose it is; None for nobody's.
        looked: Who has looked at it.
        reviewers: Who may be chosen; None where there are no accounts, and any name will do.
        message: What went wrong, or None.
    """

    record: str
    assignment: Assignment | None
    looked: Looked
    reviewers: list[str] | None
    message: str | None = None


@router.get("/records/{record}/looks")
def looks(request: Request, works: Works, record: str) -> Response:
    """Show who looks at a record, as part of a page or as one of its own."""
    return _shown(request, works, works.reader.record(record).id)


@router.post("/records/{record}/assign")
def assign(request: Request, works: Works, who: Looks, record: str, reviewer: Annotated[str, Form(max_length=120)] = "",
           act: Annotated[str, Form()] = "assign", seen: Annotated[str, Form()] = "") -> Response:
    """Give a record to a reviewer, or back to all, or say why not."""
    if not who.may("review"):
        return _shown(request, works, record, "right", 403)
    held = works.reader.record(record).id
    may = reviewers(request)
    if act != "release" and may is not None and reviewer not in may:
        return _shown(request, works, held, "unknown", 422)
    try:
        works.desk.assign(held, None if act == "release" else reviewer, who=who.name, seen=seen or None)
    except Overtaken:
        return _shown(request, works, held, "overtaken", 409)
    except LedgerError:
        return _shown(request, works, held, "unknown", 422)
    if "hx-request" not in request.headers:
        return RedirectResponse(f"/records/{held}/looks", 303)
    return _shown(request, works, held)


@router.post("/review/second")
def rule(works: Works, who: Looks, second: Annotated[str, Form(max_length=20)]) -> Response:
    """Say which verdicts of this ledger wait for a second reviewer; the guard lets only administrators do it."""
    works.desk.ask_second_look(second, who=who.name)
    return RedirectResponse("/review", 303)


def reviewers(request: Request) -> list[str] | None:
    """Return who may review this ledger; None where there are no accounts."""
    sessions: Sessions | None = getattr(request.app.state, "sessions", None)
    if sessions is None:
        return None
    roles = sessions.members.roles(sessions.ledger)
    return sorted(name for name, role in roles.items() if "review" in RIGHTS.get(role, ()))


def _shown(request: Request, works: Office, record: str, message: str | None = None, status: int = 200) -> Response:
    made = Shown(record, works.desk.assignment(record), works.desk.looked(record), reviewers(request), message)
    whole = "hx-request" not in request.headers
    return page(request, "looks.html" if whole else "part_looks.html", made, status=status)
