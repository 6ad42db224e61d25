"""`musnad positions`: what an actor said of a topic, in order of time."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from itertools import islice
from typing import Annotated, Any, Literal

import typer

from musnad.cli.clusters import clusters
from musnad.cli.console import guarded, say
from musnad.cli.options import LEDGER, DayOption, LedgerOption
from musnad.cli.rows import short
from musnad.cli.tables import table, terminal
from musnad.lang.words import fold_name
from musnad.ledger import Held, Reader, Where, open_reader
from musnad.link.positions import Said, Turn, in_order, turns

SHOWN = 50
COLUMNS = ("day", "act", "polarity", "outlets", "what it says", "turn", "id")


@guarded
def command(
    actor: Annotated[str, typer.Argument(help="Words of the speaker's name, in any spelling.", show_default=False)],
    topic: Annotated[str | None, typer.Argument(metavar="[TOPIC]", show_default=False,
                                                help="Words that the statements have, in any form.")] = None,
    ledger: LedgerOption = LEDGER,
    since: DayOption = None,
    until: DayOption = None,
    turning: Annotated[bool, typer.Option("--turning", help="Only statements that differ from the one before.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help=f"At most so many; a table shows {SHOWN} at first.")] = None,
    shape: Annotated[Literal["table", "jsonl"], typer.Option("--format", help="How to print.")] = "table",
) -> None:
    """Tell what an actor said of a topic, in order of time.

    What several reports tell of one utterance is told once. Where a statement denies what the one before it said, gives
    another number, or rejects what was welcomed, it is marked: a mark asks a reader to look and says nothing of the actor.

    Examples:
    musnad positions ميركل الأسلحة

    musnad positions "وزارة الدفاع" --turning --format jsonl
    """
    with open_reader(ledger, fold=fold_name) as reader:
        held = {made.id: made for made in reader.statements(Where(speaker=actor, since=since, until=until))}
        same = _same(reader, held) if held else {}
        days = {one: _day(reader, made) for one, made in held.items() if one not in same}
    said = in_order((_said(held[one], day) for one, day in days.items()), topic)
    marked: dict[str, list[Turn]] = defaultdict(list)
    for turn in turns(said, topic):
        marked[turn.later].append(turn)
    rows = [_row(held, made, marked.get(made.id, []), same) for made in said if not turning or made.id in marked]
    _print(list(islice(rows, limit or (SHOWN if shape == "table" else None))), shape, len(rows), actor)


def _same(reader: Reader, held: dict[str, Held]) -> dict[str, str]:
    """Return those statements that are one utterance with an earlier one, each with that one."""
    found = {}
    for cluster in clusters(reader, "same_statement", "statement"):
        first, *others = [made.id for made in cluster.members if made.id in held] or [""]
        found.update(dict.fromkeys(others, first))
    return found


def _day(reader: Reader, held: Held) -> str | None:
    """Return the day of a saying: its own where it is told, else that of its report."""
    time = held.record.get("time")
    value = reader.record(time).record["value"] if time else None
    told = value if value and "/" not in value and len(value) >= len("2018-09-12") else held.published
    return told[:10] if told else None


def _said(held: Held, day: str | None) -> Said:
    line = held.record
    return Said(held.id, day, line["text"], line["act"], line["polarity"], line["certainty"])


def _row(held: dict[str, Held], made: Said, marks: list[Turn], same: dict[str, str]) -> dict[str, Any]:
    also = [one for one, first in same.items() if first == made.id]
    outlets = dict.fromkeys(held[one].outlet for one in (made.id, *also) if held[one].outlet)
    return {"id": made.id, "day": made.day, "speaker": held[made.id].record["speaker"]["name"], "act": made.act,
            "polarity": made.polarity, "certainty": made.certainty, "text": made.text, "outlets": list(outlets),
            "also": also, "turns": [{"from": mark.earlier, "kind": mark.kind, "why": mark.why} for mark in marks]}


def _print(rows: list[dict[str, Any]], shape: str, whole: int, actor: str) -> None:
    if shape == "jsonl":
        sys.stdout.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    elif not rows:
        say(f"{actor}: no statement that fits")
    else:
        cells = ((row["day"], row["act"], row["polarity"], ", ".join(row["outlets"]) or "?", row["text"],
                  "; ".join(f"{mark['kind']}: {mark['why']}" for mark in row["turns"]), short(row["id"])) for row in rows)
        terminal().print(table(None, COLUMNS, cells))
        if whole > len(rows):
            say(f"The first {len(rows)} of {whole}; --limit shows more.")
