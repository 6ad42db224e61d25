"""`musnad dossier`: what a ledger holds on one matter, as a document for people."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from musnad.cli.console import guarded, say
from musnad.cli.handed import handed_out
from musnad.cli.happenings import Asked
from musnad.cli.options import (
    LEDGER,
    DayOption,
    HappenedOption,
    KindFilter,
    LedgerOption,
    OutletFilter,
    PlaceFilter,
    RadiusFilter,
    StatusFilter,
)
from musnad.cli.subject import Sought, Subject, subject
from musnad.export.dossier.compose import compose
from musnad.export.dossier.forms import render
from musnad.export.selection import Choice, select
from musnad.lang.words import fold_name
from musnad.ledger import Reader, Where, open_reader


@guarded
def command(
    query: Annotated[str | None, typer.Argument(
        metavar="[QUERY]", show_default=False,
        help="Id of an incident, an entity or a report (its story); or words, each of which must occur.")] = None,
    shape: Annotated[Literal["pdf", "docx", "html"], typer.Option("--format", help="The form.")] = "html",
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", show_default=False,
                                             help="File to write; otherwise dossier.pdf, .docx or .html.")] = None,
    lang: Annotated[Literal["ar", "en"], typer.Option(help="Language of all but the quotations.")] = "ar",
    title: Annotated[str | None, typer.Option(help="Title on the cover.", show_default=False)] = None,
    ledger: LedgerOption = LEDGER,
    of_kind: KindFilter = None,
    status: StatusFilter = None,
    place: PlaceFilter = None,
    radius: RadiusFilter = None,
    happened_from: HappenedOption = None,
    happened_to: HappenedOption = None,
    since: DayOption = None,
    until: DayOption = None,
    outlet: OutletFilter = None,
) -> None:
    """Lay out what a ledger holds on an incident, a person, a place, a story or a search.

    QUERY and the filters of incidents each find claims; the dossier holds what either finds: timeline, map, claims with
    their words and where these stand, figures, conflicts, copies, verdicts, and what is not known.
    Claims stay claims: nothing denied, planned or threatened becomes an event. The same ledger gives the same bytes.

    Examples:
    musnad dossier "كيماوي إدلب" --format pdf

    musnad dossier --kind chemical_attack --place إدلب --lang en --format html

    musnad dossier incident-9d75e9810d --format docx --out incident.docx
    """
    if query is None and not any((of_kind, status, place, happened_from, happened_to)):
        raise typer.BadParameter("name what the dossier is about: a QUERY, --kind, --status, --place or days")
    target = out or Path(f"dossier.{shape}")
    if not target.absolute().parent.is_dir():
        raise typer.BadParameter(f"{target.absolute().parent}: no such folder")
    where = Where(kind=of_kind, status=status, since=since, until=until, outlet=outlet)
    asked = Asked(place=place, radius=radius, happened_from=happened_from, happened_to=happened_to)
    with open_reader(ledger, fold=fold_name) as reader:
        found = subject(reader, Sought(query, where, asked), lang)
        holds = _write(reader, found, title or found.title, lang, shape, target)
    handed_out(ledger, f"dossier {shape}", target, holds)


def _write(reader: Reader, found: Subject, title: str, lang: str, shape: str, target: Path) -> dict[str, int]:
    made = select(reader, Choice(ids=found.ids))
    target.write_bytes(render(compose(made, title, lang), shape))
    holds = {f"{kind}s": len(made.of(kind)) for kind in ("report", "statement", "incident", "figure")}
    say(f"{target}: " + ", ".join(f"{number:,} {what}" for what, number in holds.items()))
    return holds
