"""JSON lines: the public format of the project, every line byte for byte as it was recorded.

An id stands for what a record says, so a corrected record keeps its line; what people said stands beside it, in
``OUT.verdicts.csv``. What a person rejected leaves, with the links that hang on it.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from musnad.export.loss import Loss, any_verdict
from musnad.export.selection import TYPES, Choice, select
from musnad.ledger import Reader, Where

AT_ONCE = 4096  # lines that are written together
ID = '"id":"'
HEAD = ("id", "record", "verdict", "reviewer", "moment", "reason", "correction", "replaces")
JUDGED = ("accepted", "rejected", "corrected", "unsure")


def write(reader: Reader, choice: Choice, out: Path) -> Loss:
    """Write the chosen records and return what the lines could not hold."""
    loss = Loss("jsonl")
    lines: Iterable[str] = reader.lines()
    if not choice.everything:
        made = select(reader, choice)
        loss.judged_away(made.rejected)
        chosen = {item.id for item in made}
        lines = (line for line in lines if _id(line) in chosen)
    elif any_verdict(reader.summary(), "rejected"):
        lines = _without(lines, _rejected(reader, loss), loss)
    loss.written["records"] = written(lines, out)
    _verdicts(reader, out, loss)
    return loss


def written(lines: Iterable[str], out: Path) -> int:
    """Write lines to a file, each ended by a line feed, and return how many there were."""
    number, left = 0, iter(lines)
    with out.open("w", encoding="utf-8", newline="\n") as file:
        while some := list(islice(left, AT_ONCE)):
            number += len(some)
            file.write("\n".join(some) + "\n")
    return number


def _id(line: str) -> str:
    start = line.index(ID) + len(ID)
    return line[start : line.index('"', start)]


def _rejected(reader: Reader, loss: Loss) -> set[str]:
    found = set()
    for kind in TYPES:
        ids = {held.id for held in reader.records(kind, Where(verdict="rejected"))}
        if ids:
            loss.judged_away(Counter({kind: len(ids)}))
        found |= ids
    return found


def _without(lines: Iterable[str], gone: set[str], loss: Loss) -> Iterator[str]:
    for line in lines:
        if _id(line) in gone:
            continue
        if line.startswith('{"type":"link"'):
            link = json.loads(line)
            if link["from"] in gone or link["to"] in gone:
                loss.judged_away(Counter(link=1))
                continue
        yield line


def _verdicts(reader: Reader, out: Path, loss: Loss) -> None:
    """Write what people said beside the lines, which have no place for it, as ``musnad import`` takes it in."""
    if not any_verdict(reader.summary(), *JUDGED):
        return
    path = out.with_name(out.name + ".verdicts.csv")
    number = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        for kind in TYPES:
            for verdict in JUDGED:
                for held in reader.records(kind, Where(verdict=verdict)):
                    rows = _said(reader, held.id)
                    writer.writerows(rows)
                    number += len(rows)
    loss.lost[f"verdict: no field for it in the format; they are in {path.name}"] = number


def _said(reader: Reader, record: str) -> list[tuple[str | None, ...]]:
    """Return the verdicts on a record, the first first, each with the one that it replaces."""
    rows: list[tuple[str | None, ...]] = []
    for event in reader.history(record):
        if event.what in JUDGED:
            correction = json.dumps(event.correction, ensure_ascii=False, sort_keys=True) if event.correction else None
            rows.append((event.id, record, event.what, event.who, event.moment, event.reason, correction,
                         rows[-1][0] if rows else None))
    return rows
