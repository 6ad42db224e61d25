"""`musnad stories`: reports of one development over days."""

from __future__ import annotations

import json
import sys
from itertools import islice
from typing import Annotated, Any, Literal

import typer

from musnad.cli.clusters import Cluster, clusters
from musnad.cli.console import guarded, say
from musnad.cli.options import LEDGER, DayOption, LedgerOption
from musnad.cli.tables import table, terminal
from musnad.lang.words import fold_name
from musnad.ledger import open_reader

SHOWN = 50
COLUMNS = ("report", "days", "reports", "outlets", "begins with")


@guarded
def command(
    ledger: LedgerOption = LEDGER,
    since: DayOption = None,
    until: DayOption = None,
    least: Annotated[int, typer.Option(min=2, help="Reports that a story has at least.")] = 2,
    limit: Annotated[int | None, typer.Option(min=1, help=f"At most so many; a table shows {SHOWN} at first.")] = None,
    shape: Annotated[Literal["table", "jsonl"], typer.Option("--format", help="How to print.")] = "table",
) -> None:
    """List the stories of a ledger: reports of one development over days.

    `musnad link` finds them. A story is named by any of its reports; the table gives the first one's number.
    Days are days of publication, both included.

    Examples:
    musnad stories

    musnad stories --least 3 --format jsonl
    """
    with open_reader(ledger, fold=fold_name) as reader:
        found = [story for story in clusters(reader, "same_story", "report") if len(story.members) >= least
                 and (not since or (story.last or "") >= since) and (not until or (story.first or "9") <= until)]
    found.sort(key=lambda story: (story.first or "9", story.members[0].number))
    most = limit or (SHOWN if shape == "table" else None)
    if shape == "jsonl":
        sys.stdout.writelines(f"{json.dumps(as_json(story), ensure_ascii=False)}\n" for story in islice(found, most))
        return
    if not found:
        say(f"{ledger}: no stories; `musnad link` finds them")
        return
    terminal().print(table(None, COLUMNS, (_row(story) for story in islice(found, most))))
    if most is not None and len(found) > most:
        say(f"The first {most} of {len(found):,}; --limit shows more.")


def as_json(story: Cluster) -> dict[str, Any]:
    """Return a story as one object: its id, days, reports and links."""
    return {"type": "story", "id": story.id, "first": story.first, "last": story.last, "outlets": story.outlets,
            "reports": [held.id for held in story.members], "title": title(story.members[0].record),
            "links": [link["id"] for link in story.links]}


def title(report: dict[str, Any]) -> str:
    """Return the title of a report, or its first words."""
    return str(report.get("title") or " ".join(report["text"][:90].split()))


def _row(story: Cluster) -> tuple[str, ...]:
    days = story.first or "no date" if story.first == story.last else f"{story.first} – {story.last}"
    first = story.members[0]
    return str(first.number), days, str(len(story.members)), ", ".join(story.outlets), title(first.record)
