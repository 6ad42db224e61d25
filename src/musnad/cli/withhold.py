"""`musnad withhold`: a source or a record is not shown, by a decision that stays."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from musnad.cli.console import guarded, say
from musnad.cli.options import LEDGER, LedgerOption
from musnad.cli.tables import table, terminal
from musnad.cli.ties import ReviewerOption, who
from musnad.ledger import Tombstone, Withholding, open_withholding
from musnad.model.errors import LedgerError, NoSuchRecord

Basis = Literal["safety", "court_order", "request", "error", "other"]


@guarded
def command(
    subject: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", show_default=False,
                       help="SHA-256 of a source, or id of a record; without it, what is withheld is listed."),
    ] = None,
    ledger: LedgerOption = LEDGER,
    reason: Annotated[str, typer.Option(metavar="WORDS", help="Why, in words that give nothing away: they stay.")] = "",
    basis: Annotated[Basis, typer.Option(help="On what ground.")] = "other",
    expunge: Annotated[bool, typer.Option("--expunge", help="Remove the words and bytes, too; this is final.")] = False,
    release: Annotated[bool, typer.Option("--release", help="Show it again.")] = False,
    reviewer: ReviewerOption = None,
) -> None:
    """Withhold a source with all that was read in it, or one record.

    Nobody is shown it any more, in lists, exports or pages; what is left is a tombstone with the hash and the decision,
    so that the log can still be checked. The words of a record stand in its report and its source, too: to keep a
    name from being read, withhold the source. --expunge removes the bytes.

    Examples:
    musnad withhold 503aa32c… --reason "a witness asked for it" --basis safety

    musnad withhold statement-1b2c --reason "recorded twice" --basis error
    """
    with open_withholding(ledger) as door:
        if subject is None:
            _list(door.withheld())
        elif release:
            made = door.release(subject, who=who(reviewer), reason=reason)
            say(f"{subject}: shown again ({made.id})")
        else:
            _withhold(door, subject, who(reviewer), reason, basis, expunge)


def _withhold(door: Withholding, subject: str, by: str, reason: str, basis: str, expunge: bool) -> None:
    if not reason.strip():
        raise LedgerError("a decision needs --reason")
    try:
        made = door.withhold(subject, who=by, reason=reason, basis=basis, expunge=expunge)
    except NoSuchRecord as error:
        raise NoSuchRecord(f"{error}; give the id in full: musnad show prints it") from None
    say(f"{subject}: {made.act}; the decision {made.id} covers {made.covers:,} {'thing' if made.covers == 1 else 'things'}")
    for container in made.remains:
        say(f"The words still stand in the table {container}, which is kept whole: withhold that, too")


def _list(found: list[Tombstone]) -> None:
    rows = [(one.moment[:10], "expunged" if one.expunged else "withheld", one.type, one.subject, one.basis, one.reason)
            for one in found]
    terminal().print(table(None, ("day", "what", "type", "id", "ground", "reason"), rows))
    say(f"{len(rows):,} things are withheld")
