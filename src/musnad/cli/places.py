"""`musnad places`: look a name up in the gazetteer, and add places of your own to it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from musnad.cli.console import fail, guarded, say
from musnad.lang.gazetteer import Entry, Gazetteer, gazetteer
from musnad.lang.places_import import Shape, add_places, import_places
from musnad.lang.places_own import own_file, read_own, with_own


@guarded
def command(
    action: Annotated[Literal["find", "import"], typer.Argument(help="Look a name up, or add the places of a file.")],
    what: Annotated[str, typer.Argument(metavar="NAME|FILE", help="The name, or the file.", show_default=False)],
    shape: Annotated[
        Shape, typer.Option("--format", help="A GeoNames dump, a table of OCHA P-codes, or any table with a header.")
    ] = "csv",
    mapped: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="FIELD=COLUMN",
            show_default=False,
            help="Column for name, others, kind, country, within, lat, lon, people, geonames or pcode.",
        ),
    ] = None,
    country: Annotated[
        str, typer.Option(metavar="CODE", show_default=False, help="Country of rows that do not say it.")
    ] = "",
    own: Annotated[
        Path | None,
        typer.Option("--gazetteer", metavar="FILE", show_default=False, help="Your own places, if not the usual file."),
    ] = None,
) -> None:
    """Look places up by name, or add your own: GeoNames dumps, OCHA P-code tables, any table.

    Malformed files are refused with line and column, and nothing of them is added.

    Examples:
    musnad places find دوما

    musnad places import SY.txt --format geonames

    musnad places import villages.csv --map name=arabic_name --country SY
    """
    file = own or own_file()
    if action == "import":
        found = import_places(Path(what), shape, mapping=_mapping(mapped), country=country)
        if not found:
            raise fail(f"{what}: no row has a name in Arabic letters; tell their column with --map name=COLUMN")
        added = add_places(found, file)
        say(f"{len(found):,} places read, {added:,} of them new, added to {file}")
        return
    places = with_own(read_own(file)) if file.exists() else gazetteer()
    entries = places.named(what)
    if not entries:
        raise fail(f"no place named {what}")
    for entry in entries:
        sys.stdout.write(_line(entry, places))


def _mapping(pairs: list[str] | None) -> dict[str, str]:
    made: dict[str, str] = {}
    for pair in pairs or ():
        field, sign, column = pair.partition("=")
        if not (field and sign and column):
            raise typer.BadParameter(f"--map {pair}: write FIELD=COLUMN, such as name=arabic_name")
        made[field] = column
    return made


def _line(entry: Entry, places: Gazetteer) -> str:
    ids = [f"geonames {entry.geonames}"] * bool(entry.geonames) + [f"P-code {entry.pcode}"] * bool(entry.pcode)
    size = [f"{entry.people:,} people"] * bool(entry.people)
    told = ", ".join([entry.kind, entry.country or "-", f"{entry.lat:.4f} {entry.lon:.4f}", *size, *ids])
    return f"{' ← '.join(places.chain(entry))}  ({told})\n"
