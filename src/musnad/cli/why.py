"""`musnad why`."""

from __future__ import annotations

from musnad.cli.console import fail


def command() -> None:
    """Not there yet."""
    raise fail("not there yet")
