"""`musnad copies`: reports that stand in the same words."""

from __future__ import annotations

import json
import sys
from itertools import islice
from typing import Annotated, Any, Literal

import typer

from musnad.cli.clusters import report_named, standing
from musnad.cli.console import guarded, say
from musnad.cli.options import LEDGER, LedgerOption
from musnad.cli.rows import short
from musnad.cli.stories import title
from musnad.cli.tables import table, terminal
from musnad.lang.words import fold_name
from musnad.ledger import Held, Reader, open_reader

SHOWN = 50
COLUMNS = ("later", "earlier", "share", "outlets", "why", "link")


@guarded
def command(
    report: Annotated[str | None, typer.Argument(metavar="[REPORT]", show_default=False,
                                                 help="Number or id of a report: its copies, and what it copies.")] = None,
    ledger: LedgerOption = LEDGER,
    least: Annotated[float, typer.Option(min=0, max=1, help="Share of the shorter text that is copied at least.")] = 0,
    other_outlets: Annotated[bool, typer.Option("--other-outlets", help="Only what another outlet printed.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help=f"At most so many; a table shows {SHOWN} at first.")] = None,
    shape: Annotated[Literal["table", "jsonl"], typer.Option("--format", help="How to print.")] = "table",
) -> None:
    """List near copies: which report repeats which, who had it first, and what was changed.

    `musnad link` finds them. What an outlet prints under everything is no copying. `musnad compare` shows the two texts
    laid on each other.

    Examples:
    musnad copies

    musnad copies 1 --format jsonl
    """
    with open_reader(ledger, fold=fold_name) as reader:
        named = report_named(reader, report).id if report else None
        links = (held for held in standing(reader, "near_copy", named) if held.record["score"] >= least)
        found = (_told(reader, held) for held in links)
        kept = (row for row in found if not other_outlets or row["outlets"][0] != row["outlets"][1])
        most = limit or (SHOWN if shape == "table" else None)
        rows = list(islice(kept, most))
        more = next(kept, None) is not None
    if shape == "jsonl":
        sys.stdout.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    elif rows:
        terminal().print(table(None, COLUMNS, map(_row, rows), limit=110))
        if more:
            say(f"The first {most}; --limit shows more.")
    else:
        say(f"{ledger}: no near copies; `musnad link` finds them")


def _told(reader: Reader, held: Held) -> dict[str, Any]:
    """Return a link with what is known of the reports at its ends."""
    later, first = (reader.record(held.record[end]) for end in ("from", "to"))
    ends = {name: {"number": made.number, "published": made.published, "outlet": made.outlet, "title": title(made.record)}
            for name, made in (("later", later), ("earlier", first))}
    return {**held.record, **ends, "verdict": held.verdict, "outlets": [later.outlet, first.outlet]}


def _row(row: dict[str, Any]) -> tuple[str, ...]:
    outlets = " ← ".join(dict.fromkeys(outlet or "?" for outlet in row["outlets"]))
    return (str(row["later"]["number"]), str(row["earlier"]["number"]), f"{row['score']:.0%}", outlets, row["why"],
            short(row["id"]))
