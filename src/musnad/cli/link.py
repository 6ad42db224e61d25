"""`musnad link`: ties across the reports of a ledger."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from musnad import __version__
from musnad.cli.console import guarded, say
from musnad.cli.options import LEDGER, LedgerOption, WorkersOption
from musnad.cli.progress import Bar
from musnad.cli.ties import entity_of, ties, write
from musnad.lang.words import fold_name
from musnad.ledger import RunInfo, Where, open_linkings, open_reader, open_search
from musnad.link import link_people
from musnad.link.linkers import linkers
from musnad.link.terms import ANALYSIS
from musnad.pipeline.linking import label, link_all


@guarded
def command(
    what: Annotated[
        Literal["all", "reports", "people"],
        typer.Argument(help="What is tied: reports and what they say, people by their names, or all of it."),
    ] = "all",
    ledger: LedgerOption = LEDGER,
    workers: WorkersOption = 2,
) -> None:
    """Tie what is the same in different reports of a ledger.

    Near copies, the same statement, the same incident, the same story: only reports that are new since the last time
    are compared. A person whom reports spell in different ways is one; a surname alone ties nobody.

    Each tie has its reason and its score. What people rejected or split stays so, and what they accepted stands.
    With all of it the index of `musnad search` is brought up to date, too.

    Examples:
    musnad link

    musnad link people
    """
    if what != "people":
        _reports(ledger, workers)
    if what != "reports":
        _people(ledger)
    if what == "all":
        _index(ledger)


def _reports(ledger: str, workers: int) -> None:
    """Link the reports that have not been compared, and say what came of it."""
    chosen = linkers()
    run = RunInfo(__version__, {"links": " ".join(map(label, chosen))})
    with open_linkings(ledger, run=run) as linkings, Bar("Comparing reports", 100) as bar:
        tally = link_all(linkings, chosen, workers=workers, progress=lambda n, of: bar.advance(n * 100 // of - bar.done))
    found = ", ".join(f"{count:,} {kind}" for kind, count in sorted(tally.links.items())) or "no new ties"
    say(f"{ledger}: {tally.documents:,} new texts compared; {found}"
        + (f"; {tally.dropped:,} ties no longer stand" if tally.dropped else ""))


def _people(ledger: str) -> None:
    """Tie the people of a ledger, and say what came of it."""
    with open_reader(ledger, fold=fold_name) as reader:
        apart = {frozenset((tie.record["from"], tie.record["to"])) for tie in ties(reader, verdict="rejected")}
        people = [entity_of(held) for held in reader.entities(Where(kind="person"))]
    with Bar("Comparing names", 100) as bar:
        found = list(link_people(people, apart=apart, progress=lambda n, of: bar.advance(n * 100 // of - bar.done)))
    added = write(ledger, found, "people")
    say(f"{ledger}: {len(people):,} people, {len(found):,} ties, {added:,} of them new")


def _index(ledger: str) -> None:
    """Bring the index of the search up to date, so that the first question need not wait for it."""
    with open_search(ledger, ANALYSIS) as search, Bar("Indexing", 100) as bar:
        search.refresh(lambda done, of: bar.advance(done * 100 // of - bar.done))
