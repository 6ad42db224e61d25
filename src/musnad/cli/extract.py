"""`musnad extract`: texts into records on standard output, without a ledger."""

from __future__ import annotations

import sys
from datetime import date
from importlib import import_module
from typing import Annotated, Literal

import typer

from musnad.cli.console import guarded, say
from musnad.cli.options import (
    BundleOption,
    ClusterOption,
    GazetteerOption,
    MapOption,
    OutletOption,
    Paths,
    PublishedOption,
    WithoutOption,
    WorkersOption,
    check_places,
    columns,
    parts,
)
from musnad.cli.own import own_table
from musnad.cli.sources import Sources
from musnad.intake import IntakeOptions
from musnad.pipeline.fingerprint import reading_cluster
from musnad.pipeline.lines import read_lines
from musnad.pipeline.reading import read_document
from musnad.pipeline.settings import Settings


@guarded
def command(
    paths: Paths,
    form: Annotated[
        Literal["jsonl", "table"],
        typer.Option("--format", help="One JSON object a line, reports first; or what was said, to be read by you."),
    ] = "jsonl",
    published: PublishedOption = None,
    outlet: OutletOption = None,
    bundle: BundleOption = "auto",
    workers: WorkersOption = 1,
    cluster: ClusterOption = None,
    mapping: MapOption = None,
    gazetteer: GazetteerOption = None,
    without: WithoutOption = None,
) -> None:
    """Print the records of texts, without a ledger.

    Each record says what was found, where it stands (code points of the source), and by which rule.
    What cannot be read is told on standard error, and the rest goes on.

    Examples:
    musnad extract report.txt --published 2018-09-12

    musnad extract news/ --format table

    musnad extract wire.jsonl --map text=body --workers 4 > records.jsonl

    musnad extract wire.jsonl --without incidents
    """
    check_places(workers, cluster)
    sources = Sources(paths, IntakeOptions(published=published, outlet=outlet, columns=columns(mapping)))
    day = date.fromisoformat(published) if published else None
    settings = Settings(published=day, outlet=outlet, bundle=bundle, gazetteer=own_table(gazetteer),
                        without=parts(without))
    faults = _table(sources, settings) if form == "table" else _lines(sources, settings, workers, cluster)
    raise typer.Exit(sources.exit_code(faults))


def _lines(sources: Sources, settings: Settings, workers: int, cluster: str | None) -> int:
    faults = 0
    documents = (arrival.document for arrival in sources.arrivals())
    where = reading_cluster(cluster, settings) if cluster else None
    for made in read_lines(documents, settings, workers=workers, cluster=where):
        sys.stdout.write(made.text)
        for fault in made.faults:
            say(f"{fault} (please report this; the rest was read)")
        faults += len(made.faults)
    return faults


def _table(sources: Sources, settings: Settings) -> int:
    show_records = import_module("musnad.cli.blocks").show_records  # tables take long to load, and lines need none
    faults = 0
    for arrival in sources.arrivals():
        records = read_document(arrival.document, settings)
        show_records(arrival.document.origin, records)
        faults += sum(getattr(record, "code", "") == "R001" for record in records)
    return faults
