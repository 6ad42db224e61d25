"""`musnad export`: records of a ledger in a form that another program takes in."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer

from musnad.cli.console import guarded, say
from musnad.cli.handed import handed_out
from musnad.cli.happenings import Asked, Happenings
from musnad.cli.options import (
    LEDGER,
    AboutFilter,
    ActFilter,
    DayOption,
    FormFilter,
    HappenedOption,
    KindFilter,
    LedgerOption,
    OutletFilter,
    PlaceFilter,
    RadiusFilter,
    SpeakerFilter,
    StatusFilter,
)
from musnad.export.formats import writer
from musnad.export.selection import Choice
from musnad.lang.words import fold_name
from musnad.ledger import Reader, Where, open_reader

Shape = Literal["csv", "xlsx", "jsonl", "parquet", "geojson", "kml", "jsonld", "ftm", "bayanat", "uwazi", "acled", "ged",
                "timemap", "bundle"]


@guarded
def command(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="File or folder to write.", show_default=False)],
    query: Annotated[str | None, typer.Argument(metavar="[QUERY]", help="Words that stand together in the record.",
                                                show_default=False)] = None,
    shape: Annotated[Shape, typer.Option("--format", help="The form.")] = "jsonl",
    ledger: LedgerOption = LEDGER,
    speaker: SpeakerFilter = None,
    act: ActFilter = None,
    form: FormFilter = None,
    since: DayOption = None,
    until: DayOption = None,
    outlet: OutletFilter = None,
    of_kind: KindFilter = None,
    status: StatusFilter = None,
    place: PlaceFilter = None,
    radius: RadiusFilter = None,
    happened_from: HappenedOption = None,
    happened_to: HappenedOption = None,
    about: AboutFilter = None,
    verdict: Annotated[str | None, typer.Option(help="accepted, rejected, corrected, unsure, or none.")] = None,
) -> None:
    """Write records in a form that another program takes in, and say what that form could not hold.

    Without a filter everything goes out; with filters, what fits, with the reports, people, places, times and figures
    that it points at. What a person rejected stays behind; a correction is taken. The account of what was lost is
    printed, and written beside the file as OUT.loss.json. The log of the ledger keeps what was handed out, with its hash.

    Examples:
    musnad export news.jsonl

    musnad export strikes.geojson --format geojson --kind airstrike --since 2018-09-01

    musnad export idlib.csv --format acled --place إدلب --radius 30

    musnad export tables/ --format csv --speaker ماكرون
    """
    where = Where(text=query, speaker=speaker, act=act, form=form, since=since, until=until, outlet=outlet, kind=of_kind,
                  status=status, about=about, verdict=verdict)
    asked = Asked(place=place, radius=radius, happened_from=happened_from, happened_to=happened_to)
    if not out.absolute().parent.is_dir():
        raise typer.BadParameter(f"{out.absolute().parent}: no such folder")
    write = partial(writer(shape), ledger=ledger) if shape == "bundle" else writer(shape)
    with open_reader(ledger, fold=fold_name) as reader:
        loss = write(reader, _choice(reader, where, asked), out)
    account = loss.beside(out)
    handed_out(ledger, shape, out, loss.written)
    for line in loss.lines():
        say(line)
    say(f"{out}; the account of what was lost: {account}")


def _choice(reader: Reader, where: Where, asked: Asked) -> Choice:
    """Return what is to go out; what is asked of an incident's place or day is found here, for the ledger knows neither."""
    if not asked.given():
        return Choice(where=where)
    found = Happenings(reader).narrowed(reader.incidents(where), asked)
    return Choice(ids=tuple(held.id for held in found))
