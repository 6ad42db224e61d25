"""Lines: what a record says now, with the last correction of it, if that holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from musnad.ledger.views import Held
from musnad.model.records import Json

if TYPE_CHECKING:
    from musnad.ledger.reader import Reader

CORRECTED = "corrected"


def line_now(reader: Reader, held: Held) -> Json:
    """Return the fields of a record as they stand: those that a person corrected say what that person said."""
    if held.verdict != CORRECTED:
        return held.record
    said = [event.correction for event in reader.history(held.id) if event.correction]
    return {**held.record, **(said[-1] if said else {})}


def lines_now(reader: Reader, held: Iterable[Held]) -> dict[str, Json]:
    """Return the fields of several records as they stand, by id."""
    return {one.id: line_now(reader, one) for one in held}
