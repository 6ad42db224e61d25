"""Verdicts: what a reviewer sees of a record, and what happens when they have judged it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from musnad.ledger import Held, Reader, Where, told
from musnad.model.errors import LedgerError, Overtaken, WrongValue
from musnad.model.values import CLOSED
from musnad.web.correcting import Wrong, correction
from musnad.web.office import Asks, Looks, Works
from musnad.web.reading import JUDGED, Detail, detail
from musnad.web.rendering import page, path_of

router = APIRouter()

SPEAKERS = ("person", "organization", "group", "other")
LONG = 2_000  # code points of a reason


@dataclass(frozen=True, slots=True)
class Bench:
    """A record on the bench, with what a reviewer may choose.

    Attributes:
        detail: The record.
        speakers: For a statement: who of its report may have said it.
        next: Where to go on after a verdict; empty to stay.
        message: What went wrong with the last verdict, or None.
        done: Whether a verdict has just been given.
        tried: What the reviewer had written, when it could not be kept.
        sites: Places to choose from, where they were asked for.
        seen_halves: Where it was split in two: the last verdict on each, as a form sends it.
    """

    detail: Detail
    speakers: list[Held]
    next: str = ""
    message: str | None = None
    done: bool = False
    tried: dict[str, str] | None = None
    sites: Any = None
    seen_halves: str = ""

    @property
    def choices(self) -> dict[str, tuple[str, ...]]:
        """What may stand in each closed field of the record."""
        return {name: known for (kind, name), known in CLOSED.items() if kind == self.detail.held.type}


@dataclass(frozen=True, slots=True)
class Given:
    """A verdict as the form sends it.

    Attributes:
        verdict: What is said.
        reason: Why.
        seen: Id of the last verdict that the reviewer saw, empty for none.
        next: Where to go on, empty to stay.
        fields: The form's further fields: a correction.
    """

    verdict: str
    reason: str
    seen: str
    next: str
    fields: dict[str, str]


def bench(reader: Reader, record_id: str, **more: Any) -> Bench:
    """Return a record with what a reviewer needs.

    Raises:
        NoSuchRecord: No run has ever recorded this id.
    """
    made = detail(reader, record_id)
    speakers: list[Held] = []
    if made.held.type == "statement":
        speakers = [e for e in reader.entities(Where(report=made.held.record["report"])) if e.record["kind"] in SPEAKERS]
    return Bench(made, speakers, seen_halves=seen_halves(reader, made), **more)


def seen_halves(reader: Reader, made: Detail) -> str:
    """Return the last verdicts on the two that a statement was split into, as a form sends them."""
    last = ((half.id, [event.id for event in reader.history(half.id) if event.what in JUDGED]) for half in made.halves)
    return " ".join(f"{half}={said[-1]}" for half, said in last if said)


@router.get("/records/{record}/bench")
def shown(request: Request, reader: Asks, record: str, next: str = "") -> Response:  # noqa: A002
    """Show the bench of a record, as part of a page."""
    return page(request, "part_bench.html", bench(reader, record, next=local(next)))


@router.post("/records/{record}/verdict")
async def judged(request: Request, works: Works, who: Looks, record: str, verdict: Annotated[str, Form()],
                 reason: Annotated[str, Form(max_length=LONG)] = "", seen: Annotated[str, Form()] = "",
                 next: Annotated[str, Form()] = "") -> Response:  # noqa: A002
    """Append a verdict, or say why not."""
    form = await request.form()
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    given = Given(verdict, reason.strip(), seen, local(next), fields)
    if not who.may("review"):
        return _again(request, works.reader, record, given, "right", 403)
    anew = given.verdict == "undo" and of_split(works.reader, record)  # all of the page says something else then
    try:
        _judge(works, record, given, who.name)
    except Overtaken:
        return _again(request, works.reader, record, given, "overtaken", 409)
    except Wrong as error:
        return _again(request, works.reader, record, given, str(error), 422)
    except WrongValue:
        return _again(request, works.reader, record, given, "value", 422)
    except LedgerError:
        return _again(request, works.reader, record, given, "reason" if not given.reason else "unfit", 422)
    return _done(request, works.reader, record, replace(given, next=given.next or path_of(record)) if anew else given)


def _judge(works: Works, record: str, given: Given, who: str) -> None:
    reason, correct, verdict = given.reason or None, None, given.verdict
    if verdict == "corrected":
        correct = correction(works.reader, record, given.fields, works.sites)
    if verdict == "undo" and of_split(works.reader, record):
        seen = dict(pair.split("=", 1) for pair in given.fields.get("seen_halves", "").split() if "=" in pair)
        works.desk.take_back(record, reviewer=who, seen=given.seen or None, seen_halves=seen)
        return
    if verdict == "undo":
        verdict, reason, correct = before(works.reader, record)
    works.desk.judge(record, verdict, reviewer=who, reason=reason, correction=correct, seen=given.seen or None)


def of_split(reader: Reader, record: str) -> bool:
    """Say whether the last verdict on a record, or the one before it, split it in two."""
    said = [event for event in reader.history(record) if event.what in JUDGED]
    return any(told(event.reason).halves for event in said[-2:])


def before(reader: Reader, record: str) -> tuple[str, str | None, dict[str, Any] | None]:
    """Return what a record was judged before its last verdict: to undo is to say that again.

    Raises:
        Wrong: Nobody has judged it.
    """
    said = [event for event in reader.history(record) if event.what in JUDGED]
    if not said or said[-1].what == "withdrawn":
        raise Wrong("nothing")
    if len(said) == 1:
        return "withdrawn", None, None
    last = said[-2]
    return last.what, last.reason, last.correction


def _again(request: Request, reader: Reader, record: str, given: Given, message: str, status: int) -> Response:
    """Show the bench again with what went wrong, and what was written."""
    made = bench(reader, record, next=given.next, message=message, tried={**given.fields, "verdict": given.verdict})
    whole = "hx-request" not in request.headers
    return page(request, "record.html" if whole else "part_bench.html", made, status=status)


def _done(request: Request, reader: Reader, record: str, given: Given) -> Response:
    if "hx-request" not in request.headers:
        return RedirectResponse(given.next or path_of(record), 303)
    if given.next:
        return Response(status_code=204, headers={"HX-Redirect": given.next})
    return page(request, "part_bench.html", bench(reader, record, done=True))


def local(path: str) -> str:
    """Return a path of this desk, or nothing."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else ""
