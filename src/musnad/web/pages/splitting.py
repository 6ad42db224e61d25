"""Splitting: a reviewer makes two statements of one, at a word of it. The one is rejected, and can be made whole again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from musnad import __version__
from musnad.ledger import Half, Held, Reader, halves_at
from musnad.model.errors import LedgerError, Overtaken
from musnad.web.correcting import Wrong, spoken
from musnad.web.office import Looks, Office, Works
from musnad.web.pages.verdict import LONG, bench, local
from musnad.web.reading import Detail
from musnad.web.rendering import page, path_of

router = APIRouter()

HERE = 3  # words by which a place in the content is told
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the content.

    Attributes:
        start: Its first code point in the text.
        text: The word.
        here: It and the words after it, so that it can be told from others like it.
    """

    start: int
    text: str
    here: str


@dataclass(frozen=True, slots=True)
class Cutting:
    """What is shown.

    Attributes:
        detail: The statement.
        speakers: Who of its report may have said the second part.
        words: The words of its content.
        next: Where to go on afterwards, empty for its page.
        message: What went wrong, or None.
        tried: What the reviewer had chosen and written.
    """

    detail: Detail
    speakers: list[Held]
    words: list[Word]
    next: str = ""
    message: str | None = None
    tried: Mapping[str, str] | None = None


@router.get("/records/{record}/split")
def cutting(request: Request, works: Works, record: str, next: str = "") -> Response:  # noqa: A002
    """Show the words of a statement, to choose the one that the second part begins with."""
    return _shown(request, works.reader, record, {"next": local(next)})


@router.post("/records/{record}/split")
async def split(request: Request, works: Works, who: Looks, record: str, reason: Annotated[str, Form(max_length=LONG)] = "",
                seen: Annotated[str, Form()] = "", next: Annotated[str, Form()] = "") -> Response:  # noqa: A002
    """Make two statements of one, or say why that cannot be kept."""
    form = await request.form()
    fields = {name: value for name, value in form.items() if isinstance(value, str)} | {"next": local(next)}
    if not who.may("review"):
        return _shown(request, works.reader, record, fields, "right", 403)
    if not reason.strip():
        return _shown(request, works.reader, record, fields, "reason", 422)
    try:
        made = cut(works, record, fields, reviewer=who.name, reason=reason.strip(), seen=seen or None)
    except Overtaken:
        return _shown(request, works.reader, record, fields, "overtaken", 409)
    except Wrong as error:
        return _shown(request, works.reader, record, fields, str(error), 422)
    except LedgerError:
        return _shown(request, works.reader, record, fields, "unfit", 422)
    on = fields["next"] or path_of(made[0])
    if "hx-request" in request.headers:
        return Response(status_code=204, headers={"HX-Redirect": on})
    return RedirectResponse(on, 303)


def cut(works: Office, record: str, fields: Mapping[str, str], *, reviewer: str, reason: str,
        seen: str | None) -> tuple[str, str, str]:
    """Make two statements of one as a form says, and return the ids of all three, the one first.

    Raises:
        Wrong: The form names no place inside the content, or nobody of the report.
        Overtaken: Somebody else has judged it in the meantime.
        LedgerError: It cannot be split.
    """
    made = bench(works.reader, record).detail
    if made.held.type != "statement" or made.halves:
        raise Wrong("already" if made.halves else "unfit")
    first, second = halves(works.reader, made.line, fields)
    ids = works.desk.split(made.held.id, (first, second), version=__version__, reviewer=reviewer, reason=reason, seen=seen)
    return (made.held.id, *ids)


def halves(reader: Reader, line: Mapping[str, Any], fields: Mapping[str, str]) -> tuple[Half, Half]:
    """Return where the two parts of a statement stand, and who said them, as a form says.

    Raises:
        Wrong: It names no place inside the content, or nobody of the report.
    """
    try:
        at = int(fields.get("at", ""))
        first, second = halves_at(line, at, int(fields["until"]) if fields.get("until") else None)
    except (ValueError, LedgerError):
        raise Wrong("at") from None
    said = spoken(reader, {**line, "start": second.start, "end": second.end}, fields)
    return first, Half(second.start, second.end, said["speaker"]) if said else second


def words(line: Mapping[str, Any]) -> list[Word]:
    """Return the words of a statement's content, as they stand between spaces."""
    found = list(_WORD.finditer(line["text"]))
    return [Word(line["start"] + one.start(), one[0], " ".join(near[0] for near in found[at : at + HERE]))
            for at, one in enumerate(found)]


def _shown(request: Request, reader: Reader, record: str, fields: Mapping[str, str], message: str | None = None,
           status: int = 200) -> Response:
    made = bench(reader, record)
    if made.detail.held.type != "statement":
        raise LedgerError(f"{made.detail.held.id}: only statements are split")
    shown = Cutting(made.detail, made.speakers, words(made.detail.line), fields["next"], message, fields)
    return page(request, "part_split.html" if "hx-request" in request.headers else "split.html", shown, status=status)
