"""Texts from the desk: uploaded or pasted, read while the page tells how far it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from secrets import token_hex
from threading import Lock, Thread
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, Response, UploadFile
from fastapi.responses import RedirectResponse

from musnad.model.errors import MusnadError
from musnad.web.office import Intake, Looks, Step, Works
from musnad.web.rendering import page

router = APIRouter()

SIZE = 50_000_000  # bytes of an upload
KEPT = 50  # jobs whose end is remembered


@dataclass(slots=True)
class Job:
    """One intake, while it runs and after.

    Attributes:
        id: Its name in addresses.
        name: Name of the file, as data.
        done: Texts read so far.
        records: Records added so far.
        faults: What could not be read.
        over: Whether it has ended.
    """

    id: str
    name: str
    done: int = 0
    records: int = 0
    faults: list[str] = field(default_factory=list)
    over: bool = False


@dataclass(frozen=True, slots=True)
class Offered:
    """What the form shows: a message, if something was wrong."""

    message: str = ""


_jobs: dict[str, Job] = {}
_lock = Lock()


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
    job = Job(token_hex(8), name)
    with _lock:
        _jobs[job.id] = job
        for old in [made for made in _jobs.values() if made.over][:-KEPT]:
            del _jobs[old.id]
    steps = _steps(works.intake, name, data, published, outlet)
    Thread(target=_read, args=(job, steps), daemon=True).start()
    return RedirectResponse(f"/intake/{job.id}", 303)


def _steps(intake: Intake, name: str, data: bytes, published: str, outlet: str) -> Iterator[Step]:
    return intake(name, data, published or None, outlet.strip() or None)


def _read(job: Job, steps: Iterator[Step]) -> None:
    try:
        for step in steps:
            job.done, job.records = step.done, step.records
            if step.message:
                job.faults.append(step.message)
    except MusnadError as error:
        job.faults.append(str(error))
    finally:
        job.over = True


@router.get("/intake/{job}")
def progress(request: Request, job: str) -> Response:
    """Show how far an intake is: a part of the page where the page itself asks again."""
    found = _jobs.get(job) or Job(job, "", over=True)
    part = "hx-request" in request.headers
    return page(request, "part_intake.html" if part else "intake_job.html", found)
