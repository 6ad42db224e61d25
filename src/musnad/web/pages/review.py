"""The queue: one record after the other, those first that deserve a second look."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from musnad.ledger import Held, Where
from musnad.web.office import Looks, Office, Viewer, Works
from musnad.web.pages.verdict import Bench, bench
from musnad.web.reading import headline
from musnad.web.rendering import page

router = APIRouter()

AHEAD = 12  # records of the queue that are listed
KINDS = ("statement", "incident")
QUEUES = ("any", "mine", "second", "differs", "conflict", "nameless", "score", "length", "unsure", "all")
SECOND = ("none", "refusing", "all")  # which verdicts wait for a second reviewer


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
        differing: Ids of those ahead that reviewers judge otherwise than each other.
        second: Which verdicts of this ledger wait for a second reviewer.
        rules: What can be asked for.
    """

    bench: Bench | None
    title: str
    ahead: list[Held]
    queue: str
    kind: str
    last: str
    differing: frozenset[str] = frozenset()
    second: str = "none"
    rules: tuple[str, ...] = SECOND
    queues: tuple[str, ...] = QUEUES
    kinds: tuple[str, ...] = KINDS


@router.get("/review")
def review(request: Request, works: Works, who: Looks, queue: str = "any", kind: str = "statement", at: str = "",
           last: str = "", after: str = "") -> Response:
    """Show the next record of a queue, or the one chosen from it."""
    queue = queue if queue in QUEUES else "any"
    kind = kind if kind in KINDS else "statement"
    if kind == "incident" and queue in {"nameless", "length"}:
        queue = "any"
    reader, second = works.reader, works.desk.second_look()
    differing = works.desk.differing(kind, AHEAD) if queue in {"any", "all", "differs"} and not after else []
    ahead = _ahead(works, who, queue, kind, after, differing)
    now = at or (ahead[0].id if ahead else "")
    if not now:
        return page(request, "review.html", Review(None, "", [], queue, kind, last, second=second))
    on = f"/review?queue={queue}&kind={kind}&last={now}" + (f"&after={now}" if queue in {"unsure", "differs"} else "")
    made = bench(reader, now, next=on)
    title = headline(reader.record(made.detail.line["report"]))
    return page(request, "review.html", Review(made, title, ahead, queue, kind, last, frozenset(differing), second))


def _ahead(works: Office, who: Viewer, queue: str, kind: str, after: str, differing: list[str]) -> list[Held]:
    """Return the next records of a queue: what reviewers judge otherwise than each other stands before all."""
    if queue == "mine":
        return _several(works, works.desk.assigned_to(who.name, kind, AHEAD))
    if queue == "second":
        return _several(works, works.desk.waiting(kind, who.name, AHEAD))
    first = _several(works, [one for one in differing if not works.desk.looked(one).by(who.name)] if queue != "differs"
                     else differing)
    if queue == "differs":
        return first
    return [*first, *works.reader.records(kind, _where(queue), AHEAD, after or None)][:AHEAD]


def _several(works: Office, ids: list[str]) -> list[Held]:
    """Return records in the order of their ids."""
    found = works.reader.several(ids)
    return [found[one] for one in ids if one in found]


def _where(queue: str) -> Where:
    if queue == "unsure":
        return Where(verdict="unsure")
    return Where(verdict="none", doubt=None if queue == "all" else queue)
