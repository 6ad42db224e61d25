"""Texts from the desk: uploaded or pasted, read while the page tells how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, Response, UploadFile
from fastapi.responses import RedirectResponse

from musnad.web.jobs import begin, found
from musnad.web.office import Looks, Works
from musnad.web.rendering import page

router = APIRouter()

SIZE = 50_000_000  # bytes of an upload


@dataclass(frozen=True, slots=True)
class Offered:
    """What the form shows: a message, if something was wrong."""

    message: str = ""


@router.get("/intake")
def asked(request: Request) -> Response:
    """Show the form."""
    return page(request, "intake.html", Offered())


@router.post("/intake")
def taken(request: Request, works: Works, who: Looks, file: Annotated[UploadFile | None, File()] = None,
          text: Annotated[str, Form()] = "", published: Annotated[str, Form(pattern=r"^(\d{4}-\d\d-\d\d)?$")] = "",
          outlet: Annotated[str, Form(max_length=200)] = "") -> Response:
    """Begin to read what was sent."""
    if works.intake is None or not who.may("review"):
        return page(request, "intake.html", Offered("right"), status=403)
    data, name = text.encode(), "pasted.txt"
    if file is not None and file.filename:
        data, name = file.file.read(SIZE + 1), file.filename
    if not data.strip() or len(data) > SIZE:
        return page(request, "intake.html", Offered("empty" if len(data) <= SIZE else "large"), status=422)
    job = begin(name, works.intake(name, data, published or None, outlet.strip() or None))
    return RedirectResponse(f"/intake/{job.id}", 303)


@router.get("/intake/{job}")
def progress(request: Request, job: str) -> Response:
    """Show how far an intake is: a part of the page where the page itself asks again."""
    part = "hx-request" in request.headers
    return page(request, "part_intake.html" if part else "intake_job.html", found(job))
