"""`musnad split`: an entity is not one with those that it is tied to; a statement is two."""

from __future__ import annotations

from typing import Annotated

import typer

from musnad.cli.console import guarded, say
from musnad.cli.joining import KINDS, Joining
from musnad.cli.options import LEDGER, LedgerOption
from musnad.cli.splitting import mend, two_of
from musnad.cli.ties import EntityArgument, ReasonOption, ReviewerOption, who


@guarded
def command(
    entity: EntityArgument,
    reason: ReasonOption,
    other: Annotated[
        str | None,
        typer.Option("--from", metavar="ENTITY", show_default=False, help="Only from this one; without it, from all."),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="WORDS", show_default=False,
                     help="Of a statement: where the second begins; words of it, or a code point of the text."),
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="WORDS", show_default=False, help="Before which the first ends already.")
    ] = None,
    speaker: Annotated[
        str | None,
        typer.Option("--speaker", metavar="ENTITY", show_default=False,
                     help="Who said the second: an entity of the report, or `nobody`; without it, the same."),
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Make a statement that was split one again.")] = False,
    ledger: LedgerOption = LEDGER,
    reviewer: ReviewerOption = None,
) -> None:
    """Say that an entity is not one with those that it is tied to, or that a statement is two, and why.

    Nothing is changed: its ties are rejected, with your name, the moment and the reason. Those that were tied over it
    stay tied to each other. `musnad merge` takes it back, and that is kept, too.
    An incident or a report leaves the incident or story of the one that --from names in the same way.
    A statement becomes two, of the words before and from those of --at on, and is rejected; --undo takes that back.

    Examples:
    musnad split entity-1b2c --reason "the father, not the son"

    musnad split entity-1b2c --from entity-9f0e --reason "a namesake"

    musnad split incident-77a0 --from incident-03de --reason "another day, another street"

    musnad split statement-5d1f --at "وإن المعبر" --reason "two things are said"
    """
    if undo:
        say(f"{mend(ledger, entity, who(reviewer))}: one again")
        return
    if at is not None:
        say(" and ".join(two_of(ledger, entity, at, until, speaker, reviewer=who(reviewer), reason=reason)))
        return
    if other and entity.partition("-")[0] in KINDS:
        many = Joining(ledger).unmatch(other, entity, reviewer=who(reviewer), reason=reason)
        say(f"{entity}: {many} ties rejected")
        return
    one, cut, left = Joining(ledger).part(entity, other, reviewer=who(reviewer), reason=reason)
    say(f"{one.name}: {cut} ties rejected" + (f"; the {left} others stay tied" if left else ""))
