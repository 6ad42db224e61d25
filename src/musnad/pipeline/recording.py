"""Documents into a ledger: read on one process or many, written by this one, a document whole or not at all."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial

from musnad.intake import Arrival
from musnad.lang.words import fold_name
from musnad.ledger import Packed, Recorder, RunInfo, pack
from musnad.model.document import Document, Source
from musnad.pipeline.batches import batches
from musnad.pipeline.executor import Cluster, executor
from musnad.pipeline.fingerprint import packs_digest
from musnad.pipeline.own_places import places_digest
from musnad.pipeline.reading import read_document
from musnad.pipeline.settings import Settings


def run_info(settings: Settings) -> RunInfo:
    """Return what decides, beside a document, how it is read: version, way of cutting, and a digest of the packs."""
    places = {"places": digest} if (digest := places_digest(settings.gazetteer)) else {}
    return RunInfo(settings.version, {"bundle": settings.bundle, "packs": packs_digest(), **places})


def record_all(arrivals: Iterable[Arrival], settings: Settings, recorder: Recorder, *, workers: int = 1,
               cluster: Cluster | None = None) -> Iterator[Packed]:
    """Read documents and append them, and yield each as it is appended; what the ledger knows is passed over.

    Args:
        arrivals: Documents with their sources.
        settings: How to read.
        recorder: Where to append; closing it is the caller's.
        workers: How many processes read.
        cluster: What reads instead, see ``reading_cluster``; this process writes, in any case.
    """
    sources: deque[Source] = deque()

    def unknown() -> Iterator[Document]:
        for arrival in arrivals:
            if recorder.knows(arrival.document):
                recorder.tally.known += 1
            else:
                sources.append(arrival.source)
                yield arrival.document

    with executor(workers, preload=(__name__,), cluster=cluster) as place:
        for batch in place.map(partial(_pack, settings), batches(unknown(), lambda document: len(document.text))):
            for packed in batch:
                recorder.put(sources.popleft(), packed)
                yield packed


def _pack(settings: Settings, documents: list[Document]) -> list[Packed]:
    return [pack(document, read_document(document, settings), fold_name) for document in documents]
