"""`musnad diff`: what reading a ledger's texts again, with this version, would change."""

from __future__ import annotations

import json
from collections import Counter
from typing import Annotated, Any

import typer

from musnad import __version__
from musnad.cli.console import guarded, say
from musnad.cli.options import LEDGER, GazetteerOption, LedgerOption
from musnad.cli.own import own_table
from musnad.cli.progress import Bar
from musnad.cli.tables import cell, table, terminal
from musnad.lang.words import fold_name
from musnad.ledger import Diff, Reader, open_reader
from musnad.model.records import Record
from musnad.pipeline.reading import read_document
from musnad.pipeline.settings import Settings


@guarded
def command(
    ledger: LedgerOption = LEDGER,
    gazetteer: GazetteerOption = None,
    limit: Annotated[int, typer.Option(min=0, help="How many changed records to show one by one.")] = 20,
) -> None:
    """Tell what this version would read otherwise in a ledger made by another. Nothing is written.

    Every text is read again from the ledger. A record that comes out with the same id is the same;
    others are told as new or gone. `musnad add` with the same sources would write the change.

    Example:
    musnad diff --ledger idlib.db
    """
    with open_reader(ledger, fold=fold_name) as reader:
        bundle = _bundle(reader)
        with Bar("Reading again", reader.summary().documents) as bar:
            diffs = list(_diffs(reader, Settings(bundle=bundle, gazetteer=own_table(gazetteer)), bar))
    _tell(diffs, limit)


def _bundle(reader: Reader) -> Any:
    """Return how the last run cut its texts."""
    runs = reader.runs()
    return json.loads(runs[-1].settings).get("bundle", "auto") if runs else "auto"


def _diffs(reader: Reader, settings: Settings, bar: Bar) -> Any:
    for document in reader.documents():
        found = reader.compare(document.source, read_document(document, settings))
        bar.advance()
        yield found


def _tell(diffs: list[Diff], limit: int) -> None:
    same: Counter[str] = Counter()
    for diff in diffs:
        same.update(diff.same)
    new = [record for diff in diffs for record in diff.added]
    gone = [held for diff in diffs for held in diff.removed]
    added, removed = Counter(r.type for r in new), Counter(h.type for h in gone)
    kinds = [kind for kind in ("report", "entity", "mention", "statement", "figure", "time", "incident", "refusal")
             if same[kind] or added[kind] or removed[kind]]
    rows = [(kind, f"{same[kind]:,}", f"{added[kind]:,}", f"{removed[kind]:,}") for kind in kinds]
    out = terminal()
    out.print(table(f"Read by {__version__}", ("records", "the same", "new", "gone"), rows))
    for mark, type_, text, id_ in [*(("new ", r.type, _words(r), r.id) for r in new),
                                   *(("gone", h.type, h.record.get("text", ""), h.id) for h in gone)][:limit]:
        out.print(f"{mark} {type_:<9} {id_}  ", cell(text), sep="", markup=False, soft_wrap=True)
    if not new and not gone:
        say("Nothing would change.")


def _words(record: Record) -> str:
    return str(getattr(record, "text", getattr(record, "name", "")))
