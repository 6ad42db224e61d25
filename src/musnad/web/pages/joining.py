"""Joining and parting: two entities are one, or are not. Each is a verdict with a reason, and can be taken back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from musnad.model.errors import LedgerError
from musnad.web.office import Looks, Works
from musnad.web.pages.entity import shown
from musnad.web.pages.verdict import LONG

router = APIRouter()

Words = Annotated[str, Form(max_length=LONG)]


@router.post("/entities/{record}/join")
def joined(request: Request, works: Works, who: Looks, record: str, other: Annotated[str, Form()] = "", reason: Words = "",
           like: Annotated[str, Form()] = "") -> Response:
    """Say that an entity is one with another, or say why not."""
    if works.joins is None or not who.may("review"):
        return shown(request, works.reader, record, like=like, message="right", status=403)
    if not other or not reason.strip():
        return shown(request, works.reader, record, like=like, message="reason" if other else "other", status=422)
    try:
        works.joins.join(record, other, reviewer=who.name, reason=reason.strip())
    except LedgerError:
        return shown(request, works.reader, record, like=like, message="unfit", status=422)
    return RedirectResponse(f"/entities/{record}#same", 303)


@router.post("/entities/{record}/part")
def parted(request: Request, works: Works, who: Looks, record: str, other: Annotated[str, Form()],
           reason: Words = "") -> Response:
    """Say that an entity is not one with another, or say why not."""
    if works.joins is None or not who.may("review"):
        return shown(request, works.reader, record, message="right", status=403)
    if not reason.strip():
        return shown(request, works.reader, record, message="reason", status=422)
    try:
        works.joins.part(record, other, reviewer=who.name, reason=reason.strip())
    except LedgerError:  # somebody else has parted them in the meantime
        return shown(request, works.reader, record, message="overtaken", status=409)
    return RedirectResponse(f"/entities/{record}#same", 303)
