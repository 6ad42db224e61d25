"""The signing key of the person at the keyboard, and signing with it: what several commands do in the same way."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from musnad.cli.console import say
from musnad.ledger import Checkpoint, SigningKey, sign, signing_key

KeyOption = Annotated[
    Path | None,
    typer.Option("--key", metavar="FILE", envvar="MUSNAD_KEY", show_default=False,
                 help="The signing key; without it, signing.pem in your folder of settings, made on first use."),
]


def own_key(path: Path | None) -> SigningKey:
    """Return the signing key, and say so where it was made just now."""
    key = signing_key(path)
    if key.made:
        say(f"A signing key was made: {key.path}. Keep a copy; whoever has it can sign as you.")
    return key


def signed(ledger: str, path: Path | None) -> Checkpoint:
    """Sign what the log of a ledger holds now."""
    return sign(ledger, own_key(path))
