"""Counting ahead: what the overview and the pictures show of a large ledger takes seconds, once."""

from __future__ import annotations

from threading import Thread

from musnad.ledger import Reader
from musnad.model.errors import LedgerError
from musnad.web.pages.overview import summarised
from musnad.web.pages.pictures import LIMITS, counted


def warm(reader: Reader) -> None:
    """Begin to count in the background; a desk that is closed meanwhile leaves it unfinished."""
    Thread(target=_count, args=(reader,), daemon=True, name="counting ahead").start()


def _count(reader: Reader) -> None:
    try:
        summarised(reader)
        for what in ("days", "places", "happened", "spoken"):
            counted(reader, what, LIMITS.get(what, 400))
    except LedgerError:
        return
