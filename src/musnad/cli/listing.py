"""`musnad list`: records of a ledger, by what they say, who says it and when."""

from __future__ import annotations

import csv
import itertools
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Literal

import typer

from musnad.cli.console import guarded, say
from musnad.cli.options import LEDGER, DayOption, LedgerOption
from musnad.cli.rows import COLUMNS, IDS, WHOLE, cells, short
from musnad.cli.tables import table, terminal
from musnad.lang.words import fold_name
from musnad.ledger import Held, Reader, Where, open_reader

Kind = Literal["statements", "reports", "entities", "places", "mentions", "figures", "times", "incidents", "refusals",
               "links"]
PLACES = frozenset(("place", "facility"))  # kinds of entities that `list places` shows
Form = Literal["direct", "mixed", "indirect"]
SHOWN = 50  # rows of a table where no limit is given


@guarded
def command(
    kind: Annotated[Kind, typer.Argument(metavar="WHAT", help=" | ".join(COLUMNS), show_default=False)],
    ledger: LedgerOption = LEDGER,
    speaker: Annotated[str | None, typer.Option(help="Words of the speaker's name, in any spelling.")] = None,
    act: Annotated[str | None, typer.Option(help="assert, announce, deny, accuse, warn, threaten, demand, …")] = None,
    form: Annotated[Form | None, typer.Option(help="In quotation marks wholly, partly, or not.")] = None,
    since: DayOption = None,
    until: DayOption = None,
    text: Annotated[str | None, typer.Option(help="Words that stand together in the record, in any spelling.")] = None,
    outlet: Annotated[str | None, typer.Option(help="The outlet's name.")] = None,
    of_kind: Annotated[str | None, typer.Option("--kind", help="Kind of entity or incident.")] = None,
    code: Annotated[str | None, typer.Option(help="Code of a refusal, such as S001.")] = None,
    about: Annotated[str | None, typer.Option(help="killed, injured, displaced, … of figures.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help=f"At most so many; a table shows {SHOWN} at first.")] = None,
    shape: Annotated[Literal["table", "csv", "jsonl"], typer.Option("--format", help="How to print.")] = "table",
) -> None:
    """List statements, reports, entities, places or other records of a ledger.

    All that is asked must hold. Names and words are found whatever their hamza, vowel marks or article.
    Days are days of publication, both included.

    Examples:
    musnad list statements --speaker ماكرون --since 2018-09-10

    musnad list statements --act deny --format csv > denials.csv

    musnad list figures --about killed --since 2018-09-01

    musnad list places --format csv > places.csv
    """
    where = Where(speaker=speaker, act=act, form=form, since=since, until=until, text=text, outlet=outlet, kind=of_kind,
                  code=code, about=about)
    with open_reader(ledger, fold=fold_name) as reader:
        most = limit or (SHOWN + 1 if shape == "table" else None)
        found = _places(reader, where, most) if kind == "places" else reader.records(_record_type(kind), where, most)
        _print(kind, found, shape, limit or SHOWN, ledger)


def _places(reader: Reader, where: Where, most: int | None) -> Iterator[Held]:
    """Return the entities that are places; facilities are among them."""
    found = (held for held in reader.entities(where) if held.record["kind"] in PLACES)
    return itertools.islice(found, most)


def _record_type(kind: str) -> str:
    return "entity" if kind == "entities" else kind.removesuffix("s")


def _print(kind: str, found: Iterable[Held], shape: str, shown: int, ledger: Path) -> None:
    if shape == "jsonl":
        sys.stdout.writelines(f"{held.line}\n" for held in found)
    elif shape == "csv":
        _csv(kind, found)
    else:
        _table(kind, iter(found), shown, ledger)


def _csv(kind: str, found: Iterable[Held]) -> None:
    columns = WHOLE[kind]
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(columns)
    out.writerows(cells(held, columns) for held in found)


def _table(kind: str, found: Iterator[Held], shown: int, ledger: Path) -> None:
    columns = COLUMNS[kind]
    rows = [_shortened(columns, cells(held, columns)) for held in itertools.islice(found, shown)]
    if not rows:
        say(f"{ledger}: no {kind} that fit")
        return
    terminal().print(table(None, [c.replace("_", " ") for c in columns], rows))
    if next(found, None) is not None:
        say(f"The first {shown}; --limit shows more, --format csv shows all.")


def _shortened(columns: tuple[str, ...], row: tuple[str, ...]) -> list[str]:
    return [short(value) if column in IDS else value for column, value in zip(columns, row, strict=True)]
