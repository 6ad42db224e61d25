"""Ties between entities: read from a ledger, written to it, judged."""

from __future__ import annotations

import getpass
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Annotated, Any

import typer

from musnad import __version__
from musnad.lang.words import fold_name
from musnad.ledger import Held, Reader, RunInfo, Where, open_recorder
from musnad.model.errors import LedgerError
from musnad.model.records import By, Entity, Link

VERDICTS = {"accepted", "rejected", "corrected", "unsure", "withdrawn"}
AT_ONCE = 1000  # ties that are written in one transaction

EntityArgument = Annotated[
    str,
    typer.Argument(metavar="ENTITY", help="Id of an entity, or enough of its beginning.", show_default=False,
                   parser=lambda text: text.removesuffix("…")),
]
ReasonOption = Annotated[
    str, typer.Option("--reason", metavar="WORDS", help="Why; it is kept with the verdict.", show_default=False)
]
ReviewerOption = Annotated[
    str | None,
    typer.Option("--reviewer", metavar="NAME", help="Who says so; without it, the name you are logged in with.",
                 envvar="MUSNAD_REVIEWER", show_default=False),
]


def entity_of(held: Held) -> Entity:
    """Return a held record as the entity that it is.

    Raises:
        LedgerError: It is no entity.
    """
    line = held.record
    if held.type != "entity":
        raise LedgerError(f"{held.id}: a {held.type}, no entity")
    made = line["by"]
    return Entity(id=held.id, by=By(made["rule"], made["version"], made.get("score")), row=line.get("row"),
                  source=line["source"], kind=line["kind"], name=line["name"], names=tuple(line["names"]))


def ties(reader: Reader, entity: str | None = None, verdict: str | None = None) -> Iterator[Held]:
    """Yield the ties of one entity, or all ties between entities, with what was said of them."""
    return reader.links(Where(kind="same_entity", entity=entity, verdict=verdict))


def other_end(tie: dict[str, Any], entity: str) -> str:
    """Return the entity at the other end of a tie."""
    return str(tie["to"] if tie["from"] == entity else tie["from"])


def link_from(tie: dict[str, Any]) -> Link:
    """Return a held tie as the link that it is."""
    made = tie["by"]
    return Link(id=tie["id"], by=By(made["rule"], made["version"], made.get("score")), kind=tie["kind"], from_=tie["from"],
                to=tie["to"], why=tie["why"], score=tie["score"])


def last_verdict(reader: Reader, record: str) -> str | None:
    """Return the id of the last verdict on a record; None if nobody has judged it."""
    return next((event.id for event in reversed(reader.history(record)) if event.what in VERDICTS), None)


def write(ledger: str, links: Iterable[Link], made_by: str) -> int:
    """Append ties, some at a time, and return how many were new."""
    left = iter(links)
    with open_recorder(ledger, run=RunInfo(__version__, {"links": made_by}), fold=fold_name) as recorder:
        while some := list(islice(left, AT_ONCE)):
            recorder.add_links(some)
    return recorder.tally.records


def who(reviewer: str | None) -> str:
    """Return the reviewer's name."""
    return reviewer or getpass.getuser()
