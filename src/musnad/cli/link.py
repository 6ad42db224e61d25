"""`musnad link`: ties across the reports of a ledger."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from musnad.cli.console import guarded, say
from musnad.cli.options import LEDGER, LedgerOption
from musnad.cli.progress import Bar
from musnad.cli.ties import entity_of, ties, write
from musnad.lang.words import fold_name
from musnad.ledger import Where, open_reader
from musnad.link import link_people


@guarded
def command(
    what: Annotated[Literal["people"], typer.Argument(help="What is tied: people, by their names.", show_default=False)],
    ledger: LedgerOption = LEDGER,
) -> None:
    """Tie what is the same in different reports of a ledger.

    A person whom reports spell in different ways is one; each tie has its reason and its score. A surname alone ties
    nobody. Whom people have split stays split. Running it again adds only what is new.

    Example:
    musnad link people
    """
    with open_reader(ledger, fold=fold_name) as reader:
        apart = {frozenset((tie.record["from"], tie.record["to"])) for tie in ties(reader, verdict="rejected")}
        people = [entity_of(held) for held in reader.entities(Where(kind="person"))]
    with Bar("Comparing names", 100) as bar:
        found = list(link_people(people, apart=apart, progress=lambda n, of: bar.advance(n * 100 // of - bar.done)))
    added = write(ledger, found, what)
    say(f"{ledger}: {len(people):,} people, {len(found):,} ties, {added:,} of them new")
