"""`musnad show`: one record, all of its fields, and what happened to it."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from musnad.cli.console import guarded
from musnad.cli.options import LEDGER, LedgerOption, RecordArgument
from musnad.cli.rows import plain
from musnad.cli.tables import cell, terminal
from musnad.lang.words import fold_name
from musnad.ledger import Event, Held, open_reader

WIDE = 400  # code points of a value that are shown on its line


@guarded
def command(
    record: RecordArgument,
    ledger: LedgerOption = LEDGER,
    shape: Annotated[Literal["text", "json"], typer.Option("--format", help="For you, or as one line of JSON.")] = "text",
) -> None:
    """Show one record: its fields, where it was read, and what happened to it since.

    Examples:
    musnad show statement-1b2c

    musnad show entity-77aa --format json
    """
    with open_reader(ledger, fold=fold_name) as reader:
        held = reader.record(record)
        if shape == "json":
            sys.stdout.write(f"{held.line}\n")
        else:
            _show(held, reader.history(held.id))


def _show(held: Held, history: list[Event]) -> None:
    out = terminal()
    told = {"read in": held.origin, "outlet": held.outlet, "published": held.published, "verdict": held.verdict}
    for name, value in {**held.record, **{k: v for k, v in told.items() if v}}.items():
        if value not in (None, [], ()):
            out.print(f"{name:>16}  ", cell(_value(value), WIDE), sep="", end="\n", markup=False, soft_wrap=True)
    for event in history:
        said = f"{event.moment}  {event.what} by {event.who}" + (f": {event.reason}" if event.reason else "")
        out.print(f"{'history':>16}  {said}", markup=False, soft_wrap=True)


def _value(value: object) -> str:
    if isinstance(value, dict) and "text" in value:
        rest = ", ".join(f"{k} {plain(v)}" for k, v in value.items() if k not in {"text"} and v is not None)
        return f"{value['text']}  ({rest})"
    if isinstance(value, dict):
        return ", ".join(f"{k} {plain(v)}" for k, v in value.items() if v is not None)
    return plain(value)
