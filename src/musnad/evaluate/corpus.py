"""The gold corpus: documents with their judgements, and a digest that notices when one of them changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from musnad.evaluate.sheets import Sheet, sheet_of_gold
from musnad.intake import Arrival, IntakeOptions, read
from musnad.model.document import Document
from musnad.model.errors import SourceError

SUFFIX = ".gold.json"
COUNTED = ("reports", "statements", "figures", "times", "incidents", "mentions")


@dataclass(frozen=True, slots=True)
class Case:
    """One document of gold.

    Attributes:
        name: The document's name in gold.
        document: What to read.
        published: Day of publication, ISO.
        gold: What a person found in it.
        counts: How many judgements of each kind.
        digest: SHA-256 of the gold file and of the source that it judges.
    """

    name: str
    document: Document
    published: str
    gold: Sheet
    counts: Mapping[str, int]
    digest: str


def cases(folders: Iterable[Path]) -> list[Case]:
    """Return the documents of gold in some folders, by name.

    A text stands beside its gold (``x.gold.json``, ``x.txt``), or the gold names its ``source``, a path seen from the
    folder above, and the ``row`` of a table.

    Raises:
        SourceError: A folder has no gold, or gold has no readable text.
    """
    found: list[Case] = []
    sources: dict[Path, dict[str | None, Document]] = {}
    for folder in folders:
        paths = sorted(folder.glob(f"*{SUFFIX}"))
        if not paths:
            raise SourceError(f"{folder}: no gold here; expected files named *{SUFFIX}")
        found += [_case(path, sources) for path in paths]
    return found


def _case(path: Path, sources: dict[Path, dict[str | None, Document]]) -> Case:
    raw = path.read_bytes()
    gold: dict[str, Any] = json.loads(raw)
    place = path.with_name(path.name.removesuffix(SUFFIX) + ".txt")
    if not place.exists() and gold.get("source"):
        place = path.parent.parent / gold["source"]
    if place not in sources:
        sources[place] = _documents(place, path)
    document = sources[place].get(gold.get("row"))
    if document is None:
        raise SourceError(f"{path}: {place} has no row {gold.get('row')}")
    digest = hashlib.sha256(hashlib.sha256(raw).digest() + bytes.fromhex(document.source)).hexdigest()
    counts = {kind: len(gold[kind]) for kind in COUNTED if kind in gold}
    return Case(gold["docno"], document, gold["published"], sheet_of_gold(gold), counts, digest)


def _documents(place: Path, gold: Path) -> dict[str | None, Document]:
    if not place.exists():
        raise SourceError(f"{gold}: its text is not at {place}")
    arrived = list(read([str(place)], IntakeOptions()))
    lost = [item for item in arrived if not isinstance(item, Arrival) and not item.is_note]
    if lost:
        raise SourceError(f"{gold}: {lost[0]}")
    return {item.document.row: item.document for item in arrived if isinstance(item, Arrival)}


def digest_of(corpus: Iterable[Case]) -> str:
    """Return the SHA-256 over all annotations and all inputs, whatever their order."""
    lines = sorted(f"{case.name} {case.digest}\n" for case in corpus)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def counts_of(corpus: Iterable[Case]) -> dict[str, int]:
    """Return how many documents, and judgements of each kind, there are."""
    counts = {"documents": 0}
    for case in corpus:
        counts["documents"] += 1
        for kind, number in case.counts.items():
            counts[kind] = counts.get(kind, 0) + number
    return counts
