"""`musnad import`: what others hand over, into a ledger."""

from __future__ import annotations

import csv
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer

from musnad import __version__
from musnad.cli.console import DONE, PARTLY, guarded, say
from musnad.cli.options import LEDGER, LedgerOption
from musnad.lang.words import fold_name
from musnad.ledger import RunInfo, Taken, import_lines, import_verdicts, merge
from musnad.model.errors import LedgerError, SourceError

NAMED = 20  # conflicts and faults that are told one by one
SQLITE = b"SQLite format 3\0"


@guarded
def command(
    path: Annotated[
        Path, typer.Argument(metavar="FILE", show_default=False, help="Records (.jsonl), verdicts (.csv), or a ledger.")
    ],
    ledger: LedgerOption = LEDGER,
    dry: Annotated[bool, typer.Option("--dry-run", help="Say what would be added, and write nothing.")] = False,
    theirs: Annotated[bool, typer.Option("--theirs", help="Where both have judged otherwise, theirs holds.")] = False,
) -> None:
    """Take records, verdicts or another team's ledger into this one.

    What is known adds nothing, so the same import twice is the same as once. Where both sides have judged a record
    otherwise, that is told as a conflict and yours stays; both are kept with --theirs. Ends with 1 if there were
    conflicts, or lines that could not be taken in.

    Examples:
    musnad import records.jsonl --dry-run

    musnad import verdicts.csv

    musnad import colleague.db --ledger idlib.db
    """
    try:
        with path.open("rb") as file:
            head = file.read(len(SQLITE))
        taken = _take(path, head, ledger, dry, theirs)
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SourceError(f"{path}: no UTF-8 at byte {error.start}") from error
    _tell(taken, ledger, dry)
    raise typer.Exit(PARTLY if taken.faults or (taken.conflicts and not theirs) else DONE)


def _take(path: Path, head: bytes, ledger: str, dry: bool, theirs: bool) -> Taken:
    if head == SQLITE:
        return merge(ledger, path, fold=fold_name, theirs=theirs, dry=dry)
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return import_verdicts(ledger, csv.DictReader(file), origin=path.name, theirs=theirs, dry=dry)
    if path.suffix == ".jsonl":
        with path.open("rb") as file:
            digest = sha256()
            for piece in iter(lambda: file.read(1 << 20), b""):
                digest.update(piece)
        run = RunInfo(__version__, {"import": digest.hexdigest()})
        with path.open(encoding="utf-8", newline="\n") as lines:
            return import_lines(ledger, lines, run=run, origin=path.name, fold=fold_name, dry=dry)
    raise LedgerError(f"{path}: .jsonl with records, .csv with verdicts, or a ledger is expected")


def _tell(taken: Taken, ledger: str, dry: bool) -> None:
    would = "would be added" if dry else "added"
    say(f"{ledger}: {taken.documents:,} texts, {taken.records:,} records, {taken.verdicts:,} verdicts {would}"
        + (f"; {taken.known:,} were known" if taken.known else ""))
    for record, here, there in taken.conflicts[:NAMED]:
        say(f"conflict: {record}: {here} here, {there} there")
    for fault in taken.faults[:NAMED]:
        say(f"not taken in: {fault}")
    for told in taken.withheld[:NAMED]:
        say(f"withheld there, not taken in: {told}")
    for name, some in (("conflicts", taken.conflicts), ("not taken in", taken.faults), ("withheld there", taken.withheld)):
        if len(some) > NAMED:
            say(f"{name}: {len(some):,} in all")
