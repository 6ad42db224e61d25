"""Documents into lines of JSON: what `extract` prints. Workers hand back finished text, which is cheap to pass on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from musnad.model.document import Document
from musnad.pipeline.batches import batches
from musnad.pipeline.executor import Cluster, executor
from musnad.pipeline.reading import read_document
from musnad.pipeline.settings import Settings


@dataclass(frozen=True, slots=True)
class Lines:
    """The records of some documents, as text.

    Attributes:
        text: Lines of JSON, each with its line end.
        documents: How many documents were read.
        records: How many records the text holds.
        faults: Refusals R001 among them: reports that could not be read to their end.
    """

    text: str
    documents: int
    records: int
    faults: tuple[str, ...]


def read_lines(documents: Iterable[Document], settings: Settings, *, workers: int = 1,
               cluster: Cluster | None = None) -> Iterator[Lines]:
    """Yield the records of the documents as lines, in order, a batch at a time.

    Args:
        documents: What to read.
        settings: How to read.
        workers: How many processes read.
        cluster: What reads instead, see ``reading_cluster``.
    """
    with executor(workers, preload=(__name__,), cluster=cluster) as place:
        yield from place.map(partial(_read, settings), batches(documents, lambda d: len(d.text)))


def _read(settings: Settings, batch: list[Document]) -> Lines:
    made: list[str] = []
    faults: list[str] = []
    for document in batch:
        for record in read_document(document, settings):
            made.append(record.line())
            if getattr(record, "code", "") == "R001":
                faults.append(f"{document.origin}: {getattr(record, 'why', '')}")
    return Lines("".join(f"{line}\n" for line in made), len(batch), len(made), tuple(faults))
