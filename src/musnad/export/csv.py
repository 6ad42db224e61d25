"""CSV: one table a type of record, in a folder; or one table in a file whose name ends with .csv.

UTF-8 with a byte order mark, because spreadsheets ask for it; lines end with CR LF, as RFC 4180 has it.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from musnad.export.flat import columns, plural, row, safe
from musnad.export.loss import Loss
from musnad.export.selection import SEEDS, TYPES, Choice, Item, Selection, hangs, judged, select
from musnad.ledger import Reader

FIELD = "field {}: not among the columns"


def write(reader: Reader, choice: Choice, out: Path) -> Loss:
    """Write the chosen records and return what the tables could not hold."""
    loss = Loss("csv", notes=["an empty cell is unknown or unsaid; lists and bounds are JSON in their cell"])
    if choice.everything and out.suffix != ".csv":
        gone: set[str] = set()
        return _folder({kind: _streamed(reader, kind, gone, loss) for kind in TYPES}, out, loss)
    made = select(reader, choice)
    loss.judged_away(made.rejected)
    if out.suffix != ".csv":
        return _folder({kind: made.of(kind) for kind in TYPES}, out, loss)
    _one(made, out, loss)
    return loss


def _one(made: Selection, out: Path, loss: Loss) -> None:
    """Write the first type that anything was chosen of as one table."""
    kind = next((kind for kind in SEEDS if made.of(kind)), SEEDS[0])
    _table(kind, made.of(kind), out, loss)
    for other in TYPES:
        if other != kind:
            loss.lost[f"{other}: one file holds one table; name a folder to have them all"] += len(made.of(other))


def _streamed(reader: Reader, kind: str, gone: set[str], loss: Loss) -> Iterator[Item]:
    """Yield all records of a type one at a time, so that a large ledger needs little memory."""
    for held in reader.records(kind):
        if held.verdict == "rejected" or hangs(held, gone):
            gone.add(held.id)
            loss.judged_away(Counter({kind: 1}))
        else:
            yield judged(reader, held)


def _folder(held: Mapping[str, Iterable[Item]], out: Path, loss: Loss) -> Loss:
    out.mkdir(parents=True, exist_ok=True)
    for kind in TYPES:
        _table(kind, held[kind], out / f"{plural(kind)}.csv", loss)
    return loss


def _table(kind: str, items: Iterable[Item], path: Path, loss: Loss) -> None:
    head = columns(kind)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        for item in items:
            cells = row(item)
            writer.writerow([safe(cells.get(name), loss) for name in head])
            loss.written[plural(kind)] += 1
