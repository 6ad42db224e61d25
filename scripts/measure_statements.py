"""Measure the same statement: `python scripts/measure_statements.py`, on judged pairs of statements of different outlets.

``gold/same_statements.tsv`` names them by article and place; the texts lie outside the project. A pair counts as tied where
its two statements share a key and are judged to be one utterance. What extraction does not find counts as not tied.
"""

from __future__ import annotations

import json
import lzma
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from musnad.link.frame import ReportView, Signature
from musnad.link.statements import ENOUGH, Statements, judged
from musnad.link.utterances import Content, liken
from musnad.model.document import Document
from musnad.model.records import Statement
from musnad.pipeline.linking import views
from musnad.pipeline.reading import read_document
from musnad.pipeline.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
NEWS = ROOT.parent / "shared/data/news"
JUDGED = ROOT / "gold/same_statements.tsv"


@dataclass(frozen=True)
class Pair:
    """A judged pair: part of the gold, label, and the two places."""

    split: str
    same: bool
    places: tuple[tuple[str, int, int], tuple[str, int, int]]


def pairs() -> Iterator[Pair]:
    """Yield the judged pairs."""
    for line in JUDGED.read_text("utf-8").splitlines()[1:]:
        split, label, one, start, end, two, other, last = line.split("\t")
        yield Pair(split, label == "same", ((one, int(start), int(end)), (two, int(other), int(last))))


def read(wanted: set[str]) -> dict[str, ReportView]:
    """Read the articles that are named."""
    found = {}
    for path in sorted(NEWS.glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row["id"] in wanted:
                    document = Document(row["id"], f"{row['title']}\n{row['text']}", row=row["id"], title=row["title"],
                                        outlet=row["outlet"], published=row["published"], published_from="metadata")
                    records = list(read_document(document, Settings()))
                    found[row["id"]] = next(views(records, row["outlet"], row["published"]))
    return found


def signature(view: ReportView, start: int, end: int) -> Signature | None:
    """Return the signature of the statement that stands at a place, at least by half."""
    by_id = {said.id: said for said in view.of(Statement)}
    best, most = None, 0.5 * (end - start)
    for made in Statements().sign(view):
        said = by_id[made.subject]
        common = min(end, said.end) - max(start, said.start)
        if common > most:
            best, most = made, common
    return best


def tied(pair: Pair, read_: dict[str, ReportView]) -> bool:
    """Say whether the linker ties a pair."""
    one, two = (signature(read_[name], start, end) for name, start, end in pair.places)
    if one is None or two is None or not set(one.keys) & set(two.keys):
        return False
    return judged(one, two, liken(Content.kept(one.data), Content.kept(two.data)))[0] >= ENOUGH


def main() -> None:
    """Print the measures."""
    known = list(pairs())
    read_ = read({name for pair in known for name, _, _ in pair.places})
    answers = [(pair.split, tied(pair, read_), pair.same) for pair in known]
    for split in ("dev", "test", "all"):
        count = Counter((found, truth) for name, found, truth in answers if split in (name, "all"))
        hits, wrong, missed = count[True, True], count[True, False], count[False, True]
        print(f"{split:>5}  P {hits / max(1, hits + wrong):.3f}  R {hits / max(1, hits + missed):.3f}  "
              f"({hits} tied, {wrong} wrongly, {missed} missed, of {sum(count.values())} pairs)")


if __name__ == "__main__":
    main()
