"""`musnad timestamp`: the word of an authority that the log was there at a moment."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from musnad.cli.console import guarded, say
from musnad.cli.keys import KeyOption, signed
from musnad.cli.options import LEDGER, LedgerOption
from musnad.ledger import timestamp, timestamps_of
from musnad.model.errors import LedgerError

CheckOption = Annotated[
    Path | None,
    typer.Option("--ca", metavar="FILE", show_default=False, help="The authority's certificate, for that line."),
]


@guarded
def command(
    authority: Annotated[str, typer.Option("--tsa", metavar="ADDRESS", help="The authority's address.", show_default=False)],
    ledger: LedgerOption = LEDGER,
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where checkpoint and timestamp are put.")] = Path(),
    certificates: CheckOption = None,
    key: KeyOption = None,
) -> None:
    """Sign the log and have the signature stamped by a timestamp authority (RFC 3161).

    Only the hash of the checkpoint goes to the authority. Its answer is kept in the ledger, and written beside the
    checkpoint as a file; the line that checks both with openssl is printed.

    Example:
    musnad timestamp --tsa https://tsa.example.org/ --ca authority.pem
    """
    checkpoint = signed(ledger, key)
    stamp = timestamp(ledger, checkpoint, authority)
    note, answer = out / f"checkpoint-{checkpoint.size}.txt", out / f"checkpoint-{checkpoint.size}.tsr"
    try:
        out.mkdir(parents=True, exist_ok=True)
        note.write_text(checkpoint.note, encoding="utf-8")
        answer.write_bytes(timestamps_of(ledger)[-1].token)
    except OSError as error:
        raise LedgerError(f"{out}: {error.strerror}") from error
    say(f"{checkpoint.size:,} entries, stamped {stamp.moment} by {authority}")
    trusted = shlex.quote(str(certificates or "authority.pem"))
    typer.echo(f"openssl ts -verify -data {shlex.quote(str(note))} -in {shlex.quote(str(answer))} -CAfile {trusted}")
