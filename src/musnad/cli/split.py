"""`musnad split`: an entity is not one with those that it is tied to."""

from __future__ import annotations

from typing import Annotated

import typer

from musnad.cli.console import guarded, say
from musnad.cli.options import LEDGER, LedgerOption
from musnad.cli.ties import EntityArgument, ReasonOption, ReviewerOption, entity_of, other_end, ties, who, write
from musnad.lang.words import fold_name
from musnad.ledger import Held, Reader, open_desk, open_reader
from musnad.link import link_of, match
from musnad.model.errors import LedgerError
from musnad.model.records import Link

RULE = "desk.split"


@guarded
def command(
    entity: EntityArgument,
    reason: ReasonOption,
    other: Annotated[
        str | None,
        typer.Option("--from", metavar="ENTITY", show_default=False, help="Only from this one; without it, from all."),
    ] = None,
    ledger: LedgerOption = LEDGER,
    reviewer: ReviewerOption = None,
) -> None:
    """Say that an entity is not one with those that it is tied to, and why.

    Nothing is changed: its ties are rejected, with your name, the moment and the reason. Those that were tied over it
    stay tied to each other. `musnad merge` takes it back, and that is kept, too.

    Examples:
    musnad split entity-1b2c --reason "the father, not the son"

    musnad split entity-1b2c --from entity-9f0e --reason "a namesake"
    """
    if not reason.strip():
        raise LedgerError("splitting needs a reason")
    with open_reader(ledger, fold=fold_name) as reader:
        one = entity_of(reader.record(entity))
        standing = [tie for tie in ties(reader, one.id) if tie.verdict != "rejected"]
        wanted = reader.record(other).id if other else None
        cut = [tie for tie in standing if wanted in (None, other_end(tie.record, one.id))]
        left = _among(reader, one.id, standing) if wanted is None else []
    if not cut:
        raise LedgerError(f"{one.name}: not tied" + (f" to {wanted}" if wanted else ""))
    write(ledger, left, RULE)
    with open_desk(ledger) as desk:
        for tie in cut:
            desk.judge(tie.id, "rejected", reviewer=who(reviewer), reason=reason)
    say(f"{one.name}: {len(cut)} ties rejected" + (f"; the {len(left) + 1} others stay tied" if left else ""))


def _among(reader: Reader, entity: str, standing: list[Held]) -> list[Link]:
    """Return what ties the others to each other once the entity is gone: each to the first of them."""
    others = [entity_of(reader.record(other_end(tie.record, entity))) for tie in standing]
    return [link_of(others[0], other, match(others[0].name, other.name), rule=RULE) for other in others[1:]]
