"""`musnad demo`: the main job on the shipped sample, told for somebody who sees it for the first time."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from musnad import __version__
from musnad.cli.blocks import COLUMNS, statement_row
from musnad.cli.console import guarded
from musnad.cli.progress import Bar
from musnad.cli.sample import sample_folder
from musnad.cli.tables import table, terminal
from musnad.intake import Arrival, read
from musnad.lang.words import fold_name
from musnad.ledger import Held, Reader, open_reader, open_recorder, verify
from musnad.pipeline.recording import record_all, run_info
from musnad.pipeline.settings import Settings

FOLDER = Path("demo")
LEDGER = "sample.db"
SHOWN = 12
DAY = "2018-09-12"


@guarded
def command(
    folder: Annotated[Path, typer.Option(metavar="FOLDER", help="Where to put the ledger, made afresh.")] = FOLDER,
) -> None:
    """Read the shipped sample into a ledger and show what was found.

    Takes a few seconds, needs no network, and ends by itself.
    """
    out = terminal()
    samples = sample_folder()
    ledger = folder / LEDGER
    about = "short Arabic news reports of September 2018, and of an invented country"
    out.print(f"musnad {__version__} reads the sample: {about}", style="bold", markup=False, soft_wrap=True)
    out.print(f"from {samples}", markup=False, soft_wrap=True)
    arrivals = [_dated(item) for item in read([str(samples)]) if isinstance(item, Arrival)]
    _fill(ledger, arrivals)
    with open_reader(ledger, fold=fold_name) as reader:
        _tell(out, reader, len(arrivals))
    sound = verify(ledger).ok
    out.print("\nEvery span and hash was read again: "
              + ("each record stands in its source." if sound else "NOT everything holds; see musnad verify."))
    _next(out, ledger)
    if not sound:
        raise typer.Exit(1)


def _dated(arrival: Arrival) -> Arrival:
    """Give the day to those of the sample that do not say it themselves, as a user would with `--published`."""
    document = arrival.document
    if document.published:
        return arrival
    return replace(arrival, document=replace(document, published=DAY, published_from="given"))


def _fill(ledger: Path, arrivals: list[Arrival]) -> None:
    ledger.parent.mkdir(parents=True, exist_ok=True)
    for old in ledger.parent.glob(f"{ledger.name}*"):
        old.unlink()
    settings = Settings()
    with Bar("Reading", len(arrivals), at_once=True) as bar, \
            open_recorder(ledger, run=run_info(settings), fold=fold_name) as recorder:
        for _ in record_all(arrivals, settings, recorder):
            bar.advance()


def _tell(out: Console, reader: Reader, texts: int) -> None:
    statements = list(reader.statements())
    count = reader.summary().records
    out.print()
    out.print(table("Found", ("what", "how many", ""), _counts(texts, statements, count), limit=100))
    out.print()
    chosen = _chosen(statements)
    title = f"Who said what: {len(chosen)} of {len(statements)}"
    out.print(table(title, COLUMNS, (statement_row(held.record) for held in chosen), limit=46))


def _counts(texts: int, statements: list[Held], count: dict[str, int]) -> list[tuple[str, str, str]]:
    lines = [held.record for held in statements]
    forms = Counter(line["form"] for line in lines)
    speakers = {line["speaker"]["entity"] for line in lines if line["speaker"]}
    passed_on = sum(bool(line["via"]) for line in lines)
    told = {
        "texts": (texts, "files, pages and rows of a table, each kept byte for byte"),
        "reports": (count.get("report", 0), "one of the texts is a bundle of many with nothing between them"),
        "statements": (len(lines), ", ".join(f"{n} {form}" for form, n in forms.most_common())),
        "speakers": (len(speakers), "people, organisations and unnamed sources, found within each text"),
        "passed on": (passed_on, "statements that came through an agency, a paper or a person"),
        "figures": (count.get("figure", 0), "quantities, each with its bounds"),
        "times": (count.get("time", 0), "places in the calendar"),
        "incidents": (count.get("incident", 0), "what happened, or is said to have"),
        "refusals": (count.get("refusal", 0), "text that was recognised and not understood: told, never guessed"),
    }
    return [(name, f"{n:,}", what) for name, (n, what) in told.items() if n]


def _chosen(statements: list[Held]) -> list[Held]:
    """Return some statements of many reports: first those that were passed on, then one a report."""
    by_report: dict[str, Held] = {}
    for held in sorted(statements, key=lambda h: (not h.record["via"], not h.record["speaker"])):
        by_report.setdefault(held.record["report"], held)
    return list(by_report.values())[:SHOWN]


def _next(out: Console, ledger: Path) -> None:
    out.print(f"\nThe ledger is {ledger}. Try next (in a copy of the project, musnad lies in .venv/bin):", markup=False)
    for line in (
        f"  musnad desk --ledger {ledger}    opens it in the browser, to read, check and correct, in Arabic or English",
        f"  musnad list statements --act deny --ledger {ledger}",
        f"  musnad report 1 --ledger {ledger}",
        f"  musnad why ID --ledger {ledger}    with an id from the table: the words, the rule, how the speaker was found",
        f"  musnad link --ledger {ledger}    ties the same story, the same words and the same incident across reports",
        "  musnad add YOUR-FOLDER --published 2018-09-12",
    ):
        out.print(line, markup=False, soft_wrap=True, highlight=False)
