"""`musnad verify`: every span and hash of a ledger read again."""

from __future__ import annotations

import typer

from musnad.cli.console import DONE, PARTLY, guarded, say
from musnad.cli.options import LEDGER, LedgerOption
from musnad.cli.progress import Bar
from musnad.cli.tables import table, terminal
from musnad.ledger import Part, verify

NAMED = 20  # failures that are told one by one


@guarded
def command(ledger: LedgerOption = LEDGER) -> None:
    """Read every span and every hash of a ledger again.

    The bytes of each source are hashed, each record's words are looked up in the text, each reference is followed.
    Ends with 1 if anything does not hold.

    Example:
    musnad verify --ledger idlib.db
    """
    with Bar("Verifying", 100) as bar:
        found = verify(ledger, progress=lambda done, total: bar.advance(done * 100 // max(total, 1) - bar.done))
    rows = [(part.name, f"{part.passed:,}", f"{part.failed:,}", f"{part.not_checkable:,}") for part in found.parts]
    terminal().print(table(None, ("checked", "holds", "fails", "not checkable here"), rows))
    for part in found.parts:
        _tell(part)
    say(f"{ledger}: everything holds" if found.ok else f"{ledger}: NOT everything holds")
    raise typer.Exit(DONE if found.ok else PARTLY)


def _tell(part: Part) -> None:
    for failure in part.failures[:NAMED]:
        say(f"{part.name}: {failure.id}: {failure.why}")
    if part.failed > NAMED:
        say(f"{part.name}: and {part.failed - NAMED:,} more")
    if part.not_checkable and part.why_not:
        say(f"{part.name}: {part.not_checkable:,} not checkable here: {part.why_not}")
