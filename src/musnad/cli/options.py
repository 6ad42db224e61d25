"""Options that several commands share: declared once, so that they mean and are called the same everywhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from musnad.model.parts import PARTS, Part
from musnad.text.reports import Bundling


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day of the calendar; write it as YYYY-MM-DD") from None


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH…",
        help="Files or folders: .txt, .html, .jsonl, .csv, also as .gz or .xz; - reads a text from standard input.",
        show_default=False,
    ),
]
PublishedOption = Annotated[
    str | None,
    typer.Option(
        "--published", parser=_day, metavar="YYYY-MM-DD", show_default=False,
        help="Day of publication, for sources that do not say it; «yesterday» is counted from it.",
    ),
]
DayOption = Annotated[
    str | None, typer.Option(parser=_day, metavar="YYYY-MM-DD", show_default=False, help="Day of publication.")
]
HappenedOption = Annotated[
    str | None, typer.Option(parser=_day, metavar="YYYY-MM-DD", show_default=False, help="Of incidents: when it happened.")
]
Form = Literal["direct", "mixed", "indirect"]
Status = Literal["reported", "claimed", "denied", "planned", "threatened", "hypothetical"]

# What records are asked for; `list`, `export` and `dossier` ask in the same way.
SpeakerFilter = Annotated[str | None, typer.Option(help="Words of the speaker's name, in any spelling.")]
ActFilter = Annotated[str | None, typer.Option(help="assert, announce, deny, accuse, warn, threaten, demand, …")]
FormFilter = Annotated[Form | None, typer.Option(help="In quotation marks wholly, partly, or not.")]
OutletFilter = Annotated[str | None, typer.Option(help="The outlet's name.")]
KindFilter = Annotated[str | None, typer.Option("--kind", help="Kind of incident.")]
StatusFilter = Annotated[Status | None, typer.Option(help="Status of an incident.")]
PlaceFilter = Annotated[str | None, typer.Option(help="Of incidents: the place, an area that holds it, or LAT,LON.")]
RadiusFilter = Annotated[float | None, typer.Option(min=0, metavar="KM", help="Of incidents: so near --place.")]
AboutFilter = Annotated[str | None, typer.Option(help="killed, injured, displaced, … of figures.")]

OutletOption = Annotated[
    str | None, typer.Option("--outlet", metavar="NAME", show_default=False, help="Who published the sources.")
]
BundleOption = Annotated[
    Bundling,
    typer.Option("--bundle", help="Whether a text holds many reports: found out, surely, or surely not."),
]
WithoutOption = Annotated[
    str | None,
    typer.Option(
        "--without", metavar="PART,…", show_default=False,
        help=f"Leave out {', '.join(PARTS)}, to be quicker. Incidents need all the others: they go with any of them.",
    ),
]
WorkersOption = Annotated[
    int, typer.Option("--workers", min=1, max=256, help="How many processes read at once.")
]
ClusterOption = Annotated[
    str | None,
    typer.Option(
        "--cluster", metavar="ADDRESS", show_default=False,
        help="Read on a cluster of Dask instead: its scheduler, such as tcp://10.0.0.5:8786.",
    ),
]
MapOption = Annotated[
    list[str] | None,
    typer.Option(
        "--map", metavar="FIELD=COLUMN", show_default=False,
        help="Column of a table for id, title, text, published, outlet or url; may be repeated: --map text=body.",
    ),
]
GazetteerOption = Annotated[
    Path | None,
    typer.Option(
        "--gazetteer", metavar="FILE", show_default=False,
        help="Your own places beside the package's; if not given, those added with `musnad places import`.",
    ),
]
LedgerOption = Annotated[  # no Path: that would make one slash of the two in an address
    str, typer.Option("--ledger", metavar="FILE", help="The ledger: a file, or postgresql://…", envvar="MUSNAD_LEDGER")
]
LEDGER = "musnad.db"
RecordArgument = Annotated[
    str,
    typer.Argument(
        metavar="ID", help="Id of a record, or enough of its beginning.", show_default=False,
        parser=lambda text: text.removesuffix("…"),  # as a narrow table cuts it
    ),
]


def columns(pairs: list[str] | None) -> dict[str, str]:
    """Return the mapping that `--map` tells."""
    made: dict[str, str] = {}
    for pair in pairs or ():
        name, sign, column = pair.partition("=")
        if not (name and sign and column):
            raise typer.BadParameter(f"--map {pair}: write FIELD=COLUMN, such as text=body")
        made[name] = column
    return made


def parts(words: str | None) -> frozenset[Part]:
    """Return what `--without` names."""
    named = [word.strip() for word in words.split(",")] if words else []
    if strange := [word for word in named if word not in PARTS]:
        raise typer.BadParameter(f"--without {words}: {strange[0]!r} is no part; write one or more of {','.join(PARTS)}")
    return frozenset(part for part in PARTS if part in named)


def check_places(workers: int, cluster: str | None) -> None:
    """Refuse to be told two places to read at."""
    if cluster and workers > 1:
        raise typer.BadParameter("--workers counts processes of this machine; a --cluster has its own workers")
