"""`musnad restore`: a ledger from its backup."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from musnad.cli.console import guarded, say
from musnad.cli.options import LEDGER, LedgerOption
from musnad.cli.progress import Bar
from musnad.ledger import restore


@guarded
def command(
    copy: Annotated[Path, typer.Argument(metavar="BACKUP", help="What `musnad backup` made.", show_default=False)],
    ledger: LedgerOption = LEDGER,
) -> None:
    """Put a backup in the place of a ledger that is not there any more, once it is verified.

    Nothing is overwritten: move a damaged ledger away first. A backup may also go into an empty PostgreSQL database,
    whatever it was made of: so a team that outgrows its file moves to a server.

    Examples:
    musnad restore /media/safe/idlib-2018-09-12.db --ledger idlib.db

    musnad restore /media/safe/idlib-2018-09-12.db --ledger postgresql://desk.example.org/idlib
    """
    with Bar("Restoring", 100) as bar:
        restore(copy, ledger, progress=bar.share("verifying"), carried=bar.share("copying"))
    say(f"{ledger}: restored from {copy}; everything holds")
