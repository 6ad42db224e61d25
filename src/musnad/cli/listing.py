"""`musnad list`: records of a ledger, by what they say, who says it, where and when."""

from __future__ import annotations

import csv
import itertools
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

import typer

from musnad.cli.console import guarded, say
from musnad.cli.happenings import Asked, Happenings, feature
from musnad.cli.options import (
    LEDGER,
    AboutFilter,
    ActFilter,
    DayOption,
    FormFilter,
    HappenedOption,
    LedgerOption,
    OutletFilter,
    PlaceFilter,
    RadiusFilter,
    SpeakerFilter,
    StatusFilter,
)
from musnad.cli.rows import COLUMNS, IDS, WHOLE, cells, short
from musnad.cli.tables import table, terminal
from musnad.lang.words import fold_name
from musnad.ledger import Held, Reader, Where, open_reader
from musnad.model.values import CLOSED

Kind = Literal["statements", "reports", "entities", "places", "mentions", "figures", "times", "incidents", "refusals",
               "links"]
PLACES = frozenset(("place", "facility"))  # kinds of entities that `list places` shows
Shape = Literal["table", "csv", "jsonl", "geojson"]
MAPPED = frozenset(("incidents", "places"))  # what has a place on a map
SHOWN = 50  # rows of a table where no limit is given


@guarded
def command(
    kind: Annotated[Kind, typer.Argument(metavar="WHAT", help=" | ".join(COLUMNS), show_default=False)],
    ledger: LedgerOption = LEDGER,
    speaker: SpeakerFilter = None,
    act: ActFilter = None,
    form: FormFilter = None,
    since: DayOption = None,
    until: DayOption = None,
    text: Annotated[str | None, typer.Option(help="Words that stand together in the record, in any spelling.")] = None,
    outlet: OutletFilter = None,
    of_kind: Annotated[str | None, typer.Option("--kind", help="Kind of entity or incident.")] = None,
    status: StatusFilter = None,
    place: PlaceFilter = None,
    radius: RadiusFilter = None,
    happened_from: HappenedOption = None,
    happened_to: HappenedOption = None,
    actor: Annotated[str | None, typer.Option(help="Of incidents: words of who did it.")] = None,
    target: Annotated[str | None, typer.Option(help="Of incidents: words of whom or what it was done to.")] = None,
    code: Annotated[str | None, typer.Option(help="Code of a refusal, such as S001.")] = None,
    about: AboutFilter = None,
    limit: Annotated[int | None, typer.Option(min=1, help=f"At most so many; a table shows {SHOWN} at first.")] = None,
    shape: Annotated[Shape, typer.Option("--format", help="How to print; geojson for incidents and places.")] = "table",
) -> None:
    """List statements, reports, entities, places or other records of a ledger.

    All that is asked must hold. Names and words are found whatever their hamza, vowel marks or article.
    Days are days of publication, both included; --happened-from and --happened-to are days of the incident itself.

    Examples:
    musnad list statements --speaker ماكرون --since 2018-09-10

    musnad list statements --act deny --format csv > denials.csv

    musnad list figures --about killed --since 2018-09-01

    musnad list places --format csv > places.csv

    musnad list incidents --kind airstrike --status claimed --place إدلب --radius 30 --format geojson > strikes.geojson
    """
    asked = Asked(place=place, radius=radius, happened_from=happened_from, happened_to=happened_to, actor=actor,
                  target=target)
    _check(kind, asked, shape)
    _check_kind(kind, of_kind)
    where = Where(speaker=speaker, act=act, form=form, since=since, until=until, text=text, outlet=outlet, kind=of_kind,
                  status=status, code=code, about=about)
    with open_reader(ledger, fold=fold_name) as reader:
        most = limit or (SHOWN + 1 if shape == "table" else None)
        if shape == "geojson":
            _geojson(reader, _found(reader, kind, where, asked, most))
        else:
            found = _found(reader, kind, where, asked, most)
            told = map(Happenings(reader).told, found) if kind == "incidents" and shape != "jsonl" else found
            _print(kind, told, shape, limit or SHOWN, ledger)


def _check(kind: str, asked: Asked, shape: str) -> None:
    if asked.given() and kind != "incidents":
        raise typer.BadParameter(f"{kind} have no place, actor, target or day of their own to ask for; incidents have")
    if asked.radius is not None and asked.place is None:
        raise typer.BadParameter("--radius needs --place")
    if shape == "geojson" and kind not in MAPPED:
        raise typer.BadParameter(f"--format geojson is for {' and '.join(sorted(MAPPED))}")


def _check_kind(kind: str, of_kind: str | None) -> None:
    known = CLOSED.get((_record_type(kind), "kind"), ())
    if of_kind is not None and known and of_kind not in known:
        raise typer.BadParameter(f"no kind of {kind} is {of_kind!r}; there are {', '.join(known)}")


def _found(reader: Reader, kind: str, where: Where, asked: Asked, most: int | None) -> Iterator[Held]:
    if kind == "places":  # the entities that are places; facilities are among them
        return itertools.islice((held for held in reader.entities(where) if held.record["kind"] in PLACES), most)
    if asked.given():
        return itertools.islice(Happenings(reader).narrowed(reader.incidents(where), asked), most)
    return reader.records(_record_type(kind), where, most)


def _geojson(reader: Reader, found: Iterable[Held]) -> None:
    """Print a FeatureCollection, one feature a line."""
    happenings = Happenings(reader)
    sys.stdout.write('{"type": "FeatureCollection", "features": [')
    sign = "\n"
    for held in found:
        line = held.record
        own = line["type"] == "incident"
        made = feature(held, happenings.places(line) if own else [line], happenings.when(line) if own else None)
        sys.stdout.write(f"{sign}{json.dumps(made, ensure_ascii=False)}")
        sign = ",\n"
    sys.stdout.write("\n]}\n")


def _record_type(kind: str) -> str:
    return "entity" if kind == "entities" else kind.removesuffix("s")


def _print(kind: str, found: Iterable[Held], shape: str, shown: int, ledger: str) -> None:
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


def _table(kind: str, found: Iterator[Held], shown: int, ledger: str) -> None:
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
