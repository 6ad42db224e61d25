"""`musnad report`: the text of one report with its statements marked."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from musnad.cli.blocks import through
from musnad.cli.console import guarded
from musnad.cli.marks import Mark, marked
from musnad.cli.options import LEDGER, LedgerOption
from musnad.cli.rows import short
from musnad.cli.tables import table, terminal
from musnad.lang.words import fold_name
from musnad.ledger import Held, Reader, open_reader


@guarded
def command(
    number: Annotated[str, typer.Argument(metavar="N", help="Number of the report, from 1, or its id.", show_default=False)],
    ledger: LedgerOption = LEDGER,
) -> None:
    """Print one report with its statements marked and told below.

    ⟦1 … ⟧ is the content of statement 1; on a terminal contents are green, cues yellow, speakers blue.

    Example:
    musnad report 3
    """
    with open_reader(ledger, fold=fold_name) as reader:
        held = reader.report(int(number)) if number.isdecimal() else reader.record(number)
        _print(reader, held)


def _print(reader: Reader, held: Held) -> None:
    out = terminal()
    told = [f"report {held.number}", held.published or "no date", held.outlet, held.origin, held.id]
    out.print(", ".join(str(t) for t in told if t), style="bold", markup=False, soft_wrap=True)
    statements = [made for made in reader.contents(held.id) if made.type == "statement"]
    marks = [mark for index, made in enumerate(statements, 1) for mark in _marks(made.record, index)]
    line, text = held.record, _text(reader, held)
    out.print(marked(text, line["start"], line["end"], marks), soft_wrap=True)
    out.print()
    rows = [(str(index), *_row(made.record)) for index, made in enumerate(statements, 1)]
    out.print(table(None, ("no", "speaker", "act", "cue", "form", "through", "id"), rows))


def _text(reader: Reader, held: Held) -> str:
    return reader.document(held.document).text if held.document is not None else ""


def _marks(line: dict[str, Any], index: int) -> list[Mark]:
    made = [Mark(line["start"], line["end"], "content", str(index))]
    made += [Mark(line[name]["start"], line[name]["end"], name) for name in ("cue", "speaker") if line.get(name)]
    return made


def _row(line: dict[str, Any]) -> tuple[str, ...]:
    speaker = line.get("speaker") or {}
    name = speaker.get("name") or speaker.get("text") or "(not named)"
    return name, line["act"], line["cue"]["text"], line["form"], through(line.get("via") or ()), short(line["id"])
