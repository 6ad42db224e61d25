"""Rows of events: a CSV of one row an event, for the layouts that are so made."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

from musnad.export.events import Event, events
from musnad.export.flat import Cell, safe
from musnad.export.loss import Loss
from musnad.export.selection import Selection

Rower = Callable[[Event, Loss], dict[str, Cell] | None]


def write_rows(made: Selection, out: Path, loss: Loss, columns: Sequence[str], row_of: Rower) -> Loss:
    """Write one row for each event that the layout can hold, and return what it could not.

    Args:
        made: What is chosen, with people's verdicts applied.
        out: The file.
        loss: The account so far.
        columns: The columns of the layout.
        row_of: Makes the row of an event; None, with a word in the account, where the layout cannot hold it.
    """
    loss.judged_away(made.rejected)
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for event in events(made, loss):
            row = row_of(event, loss)
            if row is not None:
                writer.writerow([safe(row.get(name), loss) for name in columns])
                loss.written["events"] += 1
    return loss
