"""`musnad merge`: two entities are one."""

from __future__ import annotations

from musnad.cli.console import guarded, say
from musnad.cli.options import LEDGER, LedgerOption
from musnad.cli.ties import EntityArgument, ReasonOption, ReviewerOption, entity_of, who, write
from musnad.lang.words import fold_name
from musnad.ledger import open_desk, open_reader
from musnad.link import Match, link_of, match
from musnad.model.errors import LedgerError

RULE = "desk.merge"


@guarded
def command(
    left: EntityArgument,
    right: EntityArgument,
    reason: ReasonOption,
    ledger: LedgerOption = LEDGER,
    reviewer: ReviewerOption = None,
) -> None:
    """Say that two entities are one, and why.

    Nothing is changed: a tie between the two is added and accepted, with your name, the moment and the reason.
    `musnad split` takes it back, and that is kept, too.

    Example:
    musnad merge entity-1b2c entity-9f0e --reason "the same minister, spelled in two ways"
    """
    with open_reader(ledger, fold=fold_name) as reader:
        one, two = entity_of(reader.record(left)), entity_of(reader.record(right))
    if one.id == two.id:
        raise LedgerError(f"{one.id}: named twice; merging needs two entities")
    if one.kind != two.kind:
        raise LedgerError(f"{one.name} is a {one.kind} and {two.name} a {two.kind}; merging needs two of a kind")
    if not reason.strip():
        raise LedgerError("merging needs a reason")
    tie = link_of(one, two, Match(True, match(one.name, two.name).score, "merged by hand"), rule=RULE)
    write(ledger, [tie], RULE)
    with open_desk(ledger) as desk:
        desk.judge(tie.id, "accepted", reviewer=who(reviewer), reason=reason)
    say(f"{one.name} = {two.name}: {tie.id} accepted")
