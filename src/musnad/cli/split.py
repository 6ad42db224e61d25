"""`musnad split`: an entity is not one with those that it is tied to."""

from __future__ import annotations

from typing import Annotated

import typer

from musnad.cli.console import guarded, say
from musnad.cli.joining import KINDS, Joining
from musnad.cli.options import LEDGER, LedgerOption
from musnad.cli.ties import EntityArgument, ReasonOption, ReviewerOption, who


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
    An incident or a report leaves the incident or story of the one that --from names in the same way.

    Examples:
    musnad split entity-1b2c --reason "the father, not the son"

    musnad split entity-1b2c --from entity-9f0e --reason "a namesake"

    musnad split incident-77a0 --from incident-03de --reason "another day, another street"
    """
    if other and entity.partition("-")[0] in KINDS:
        many = Joining(ledger).unmatch(other, entity, reviewer=who(reviewer), reason=reason)
        say(f"{entity}: {many} ties rejected")
        return
    one, cut, left = Joining(ledger).part(entity, other, reviewer=who(reviewer), reason=reason)
    say(f"{one.name}: {cut} ties rejected" + (f"; the {left} others stay tied" if left else ""))
