"""`musnad timeline`: a story from its first report to its last."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any, Literal

import typer

from musnad.cli.clusters import Cluster, cluster_of, report_named, standing
from musnad.cli.console import guarded
from musnad.cli.options import LEDGER, LedgerOption
from musnad.cli.rows import short
from musnad.cli.stories import title
from musnad.cli.tables import table, terminal
from musnad.lang.words import fold_name
from musnad.ledger import Held, Reader, Where, open_reader

Row = dict[str, Any]


@guarded
def command(
    report: Annotated[str, typer.Argument(metavar="REPORT", show_default=False,
                                          help="Number or id of any report of the story, or the id of anything in it.")],
    ledger: LedgerOption = LEDGER,
    shape: Annotated[Literal["table", "jsonl"], typer.Option("--format", help="How to print.")] = "table",
) -> None:
    """Tell a story in order of time: what was published when, and what is said to have happened when.

    A report that is a near copy of another one of the story says so. Of what happened, only what has a day is told;
    what the reports doubt, deny or plan is marked so.

    Examples:
    musnad timeline 1

    musnad timeline 1 --format jsonl
    """
    with open_reader(ledger, fold=fold_name) as reader:
        story = cluster_of(reader, "same_story", report_named(reader, report).id)
        told = [*_reports(reader, story), *_incidents(reader, story)]
        rows = sorted(told, key=lambda row: (row["day"] or "9", row["sort"]))
    for row in rows:
        del row["sort"]
    if shape == "jsonl":
        sys.stdout.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    else:
        columns = ("day", "what", "outlet", "note", "words")
        terminal().print(table(None, columns, ([row[name] for name in columns] for row in rows), limit=90))


def _reports(reader: Reader, story: Cluster) -> list[Row]:
    return [{"type": "report", "id": held.id, "day": held.published, "what": f"report {held.number}", "outlet": held.outlet,
             "note": _copied(reader, story, held), "words": title(held.record), "sort": (0, held.number)}
            for held in story.members]


def _copied(reader: Reader, story: Cluster, held: Held) -> str:
    """Say which earlier report of the story a report copies."""
    numbers = {member.id: member.number for member in story.members}
    found = [link.record for link in standing(reader, "near_copy", held.id)]
    first = [f"{link['score']:.0%} as report {numbers[link['to']]}" for link in found
             if link["from"] == held.id and link["to"] in numbers]
    return "; ".join(first)


def _incidents(reader: Reader, story: Cluster) -> list[Row]:
    """Return what the reports say happened on a day: one row for each kind, day and status, from the first to tell it."""
    found: dict[tuple[str, ...], Row] = {}
    for member in story.members:
        times = {held.id: held.record for held in reader.times(Where(report=member.id))}
        for held in reader.incidents(Where(report=member.id)):
            line = held.record
            day = (times.get(line.get("time") or "") or {}).get("value")
            if day:
                key = (line["kind"], day, line["status"])
                row = found.setdefault(key, {
                    "type": "incident", "id": held.id, "day": day, "what": line["kind"].replace("_", " "),
                    "outlet": member.outlet, "note": line["status"], "words": line["text"], "reports": [],
                    "sort": (1, member.number)})
                if member.number not in row["reports"]:
                    row["reports"].append(member.number)
    for row in found.values():
        told = ", ".join(map(str, row["reports"]))
        row["note"] = f"{row['note']}, in report {told} ({short(row['id'])})"
    return list(found.values())
