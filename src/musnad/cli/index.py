"""`musnad index`: what `musnad search` looks things up in, made before anybody asks."""

from __future__ import annotations

from contextlib import closing
from importlib import import_module
from typing import Annotated

import typer

from musnad.cli.console import guarded, say
from musnad.cli.options import LEDGER, LedgerOption
from musnad.cli.progress import Bar
from musnad.cli.search import refresh
from musnad.ledger import MEANT, MeaningSearch, open_search, open_search_by_meaning
from musnad.link.terms import ANALYSIS


@guarded
def command(
    ledger: LedgerOption = LEDGER,
    semantic: Annotated[bool, typer.Option("--semantic", help="Also by meaning; takes long.")] = False,
    statements: Annotated[bool, typer.Option("--statements", help="By meaning: statements, too.")] = False,
) -> None:
    """Bring the index of `musnad search` up to date.

    The words are indexed with the first question in any case; this does it now. The index of meanings, for
    `musnad search --semantic`, is made only here: a model reads every text, some texts a second. What has been read
    stays, so after an interruption the same command goes on where it stopped.

    The indexes stand beside the ledger, as FILE-search and FILE-vectors, or in tables of its database. They are no
    evidence and may be deleted at any time.

    Examples:
    musnad index

    musnad index --semantic --statements
    """
    if statements and not semantic:
        raise typer.BadParameter("--statements is for --semantic; words of statements are always indexed")
    if not semantic:
        with open_search(ledger, ANALYSIS) as search:
            refresh(search)
        say(f"{ledger}: the index of words is up to date")
        return
    meaning = import_module("musnad.link.meaning").meaning()  # extra `semantic`
    with closing(open_search_by_meaning(ledger, ANALYSIS, meaning)) as by_meaning:
        refresh(by_meaning)
        for kind in MEANT if statements else MEANT[:1]:
            _read(by_meaning, kind)


def _read(search: MeaningSearch, kind: str) -> None:
    with Bar(f"Reading {kind}s for their meaning", search.waiting(kind)) as bar:
        count = search.refresh_meaning(kind, lambda done, of: bar.advance(done - bar.done))
    say(f"{kind}s of {count:,} new texts can be found by their meaning")
