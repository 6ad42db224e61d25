"""`musnad merge`: two entities are one, two incidents one event, two reports one story."""

from __future__ import annotations

from musnad.cli.console import guarded, say
from musnad.cli.joining import KINDS, Joining
from musnad.cli.options import LEDGER, LedgerOption
from musnad.cli.ties import EntityArgument, ReasonOption, ReviewerOption, who


@guarded
def command(
    left: EntityArgument,
    right: EntityArgument,
    reason: ReasonOption,
    ledger: LedgerOption = LEDGER,
    reviewer: ReviewerOption = None,
) -> None:
    """Say that two entities are one, or two incidents, or two reports of one story; and why.

    Nothing is changed: a tie between the two is added and accepted, with your name, the moment and the reason.
    `musnad split` takes it back, and that is kept, too.

    Examples:
    musnad merge entity-1b2c entity-9f0e --reason "the same minister, spelled in two ways"

    musnad merge incident-77a0 incident-03de --reason "the same blast, told with another toll"
    """
    if left.partition("-")[0] in KINDS:
        made = Joining(ledger).match(left, right, reviewer=who(reviewer), reason=reason)
        say(f"{left} = {right}: {made} accepted")
        return
    one, two, tie = Joining(ledger).join(left, right, reviewer=who(reviewer), reason=reason)
    say(f"{one.name} = {two.name}: {tie} accepted")
