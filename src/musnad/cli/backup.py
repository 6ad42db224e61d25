"""`musnad backup`: a verified copy of a ledger that is in use."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from musnad.cli.console import DONE, PARTLY, guarded, say
from musnad.cli.options import LEDGER, LedgerOption
from musnad.cli.progress import Bar
from musnad.ledger import backup


@guarded
def command(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The copy; nothing may be there.", show_default=False)],
    ledger: LedgerOption = LEDGER,
) -> None:
    """Copy a ledger as it is at this moment, while others may go on writing, and verify the copy.

    The copy is one file, a ledger like any other, also of a ledger in PostgreSQL: all commands read it.

    Examples:
    musnad backup /media/safe/idlib-2018-09-12.db --ledger idlib.db

    musnad backup /media/safe/desk.db --ledger postgresql://desk.example.org/idlib
    """
    with Bar("Backup", 100) as bar:
        found = backup(ledger, out, progress=bar.share("verifying the copy"), carried=bar.share("copying"))
    log = next(part for part in found.parts if part.name == "log")
    if not found.ok:
        say(f"{out}: a copy of {ledger}, and NOT everything in it holds: musnad verify --ledger {out}")
        raise typer.Exit(PARTLY)
    say(f"{out}: a copy of {ledger} with {log.passed:,} entries of its log; everything holds")
    raise typer.Exit(DONE)
