"""Documents in batches: big enough that handing one over costs nothing beside reading it, small enough to hold a few."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from musnad.model.document import Document

DOCUMENTS = 64
CODE_POINTS = 200_000


def batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Yield the documents in order, at most ``DOCUMENTS`` at a time, and fewer where they are long."""
    batch: list[Document] = []
    size = 0
    for document in documents:
        if batch and (len(batch) == DOCUMENTS or size + len(document.text) > CODE_POINTS):
            yield batch
            batch, size = [], 0
        batch.append(document)
        size += len(document.text)
    if batch:
        yield batch
