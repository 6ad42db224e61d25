"""The queue: one record after the other, those first that deserve a second look."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from musnad.ledger import Held, Where
from musnad.web.office import Asks
from musnad.web.pages.verdict import Bench, bench
from musnad.web.reading import headline
from musnad.web.rendering import page

router = APIRouter()

AHEAD = 12  # records of the queue that are listed
KINDS = ("statement", "incident")
QUEUES = ("any", "conflict", "nameless", "score", "length", "unsure", "all")


@dataclass(frozen=True, slots=True)
class Review:
    """What the page shows.

    Attributes:
        bench: The record on the bench; None where the queue is empty.
        title: Headline of its report.
        ahead: The next ones.
        queue: Which queue.
        kind: Type of the records.
        queues: What can be chosen.
        kinds: Likewise.
        last: Id of the record judged last, empty at the beginning.
    """

    bench: Bench | None
    title: str
    ahead: list[Held]
    queue: str
    kind: str
    last: str
    queues: tuple[str, ...] = QUEUES
    kinds: tuple[str, ...] = KINDS


@router.get("/review")
def review(request: Request, reader: Asks, queue: str = "any", kind: str = "statement", at: str = "", last: str = "",
           after: str = "") -> Response:
    """Show the next record of a queue, or the one chosen from it."""
    queue = queue if queue in QUEUES else "any"
    kind = kind if kind in KINDS else "statement"
    if kind == "incident" and queue in {"nameless", "length"}:
        queue = "any"
    ahead = list(reader.records(kind, _where(queue), AHEAD, after or None))
    now = at or (ahead[0].id if ahead else "")
    if not now:
        return page(request, "review.html", Review(None, "", [], queue, kind, last))
    on = f"/review?queue={queue}&kind={kind}&last={now}" + (f"&after={now}" if queue == "unsure" else "")
    made = bench(reader, now, next=on)
    title = headline(reader.record(made.detail.line["report"]))
    return page(request, "review.html", Review(made, title, ahead, queue, kind, last))


def _where(queue: str) -> Where:
    if queue == "unsure":
        return Where(verdict="unsure")
    return Where(verdict="none", doubt=None if queue == "all" else queue)
