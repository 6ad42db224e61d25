"""`musnad add`: texts into a ledger."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from musnad.cli.console import guarded, say
from musnad.cli.keys import KeyOption, signed
from musnad.cli.options import (
    LEDGER,
    BundleOption,
    ClusterOption,
    GazetteerOption,
    LedgerOption,
    MapOption,
    OutletOption,
    Paths,
    PublishedOption,
    WorkersOption,
    check_places,
    columns,
)
from musnad.cli.own import own_table
from musnad.cli.sources import Sources
from musnad.intake import IntakeOptions
from musnad.lang.words import fold_name
from musnad.ledger import open_recorder
from musnad.pipeline.fingerprint import reading_cluster
from musnad.pipeline.recording import record_all, run_info
from musnad.pipeline.settings import Settings

SignOption = Annotated[
    bool, typer.Option("--sign", envvar="MUSNAD_SIGN", help="Sign what the log of the ledger holds then; see `musnad log`.")
]


@guarded
def command(
    paths: Paths,
    ledger: LedgerOption = LEDGER,
    published: PublishedOption = None,
    outlet: OutletOption = None,
    bundle: BundleOption = "auto",
    workers: WorkersOption = 1,
    cluster: ClusterOption = None,
    mapping: MapOption = None,
    gazetteer: GazetteerOption = None,
    sign: SignOption = False,
    key: KeyOption = None,
) -> None:
    """Read texts into a ledger, which is made if there is none.

    Every source is kept byte for byte. What the ledger has read already is passed over, so after an
    interruption the same command goes on where it stopped. What cannot be read is told, and the rest goes on.

    Examples:
    musnad add news/ --published 2018-09-12

    musnad add wire.jsonl --map text=body --outlet "Example Agency" --workers 4

    musnad add page.html --ledger idlib.db

    musnad add news/ --sign
    """
    check_places(workers, cluster)
    sources = Sources(paths, IntakeOptions(published=published, outlet=outlet, columns=columns(mapping)))
    day = date.fromisoformat(published) if published else None
    settings = Settings(published=day, outlet=outlet, bundle=bundle, gazetteer=own_table(gazetteer))
    faults = fill(ledger, sources, settings, workers, cluster)
    if sign:
        checkpoint = signed(ledger, key)
        say(f"{ledger}: signed, {checkpoint.size:,} entries; `musnad log checkpoints` prints what to give to others")
    raise typer.Exit(sources.exit_code(faults))


def fill(ledger: str, sources: Sources, settings: Settings, workers: int = 1, cluster: str | None = None) -> int:
    """Read the sources into the ledger, say what came of it, and return how many reports could not be read."""
    faults = 0
    where = reading_cluster(cluster, settings) if cluster else None
    with open_recorder(ledger, run=run_info(settings), fold=fold_name) as recorder:
        for packed in record_all(sources.arrivals(), settings, recorder, workers=workers, cluster=where):
            faults += sum('"code":"R001"' in row[-1] for row in packed.rows.get("refusal", ()))
    tally = recorder.tally
    say(f"{ledger}: {tally.documents:,} texts read, {tally.records:,} records added"
        + (f"; {tally.known:,} texts were known" if tally.known else "")
        + (f"; {tally.dropped:,} records are no longer found" if tally.dropped else ""))
    if sources.unreadable:
        say(f"{sources.unreadable:,} could not be read (told above)")
    if faults:
        say(f"{faults:,} reports could not be read to their end: musnad list refusals")
    return faults
