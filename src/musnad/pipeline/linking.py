"""Linking: new reports compared with what the ledger holds, on arrival, and what is found appended.

How a linker (``link/frame.py``) and this room go together, for each batch of new documents:

1. The records of its types (``reads``) are read from the ledger, and ``sign`` makes signatures of them, maybe in another
   process: it must be a pure function of the report.
2. For every signature the earlier ones that share a key are looked up. A key with ``limit`` holders or more is *common*:
   nothing is found by it, and it takes no further holders. Put the week or the outlet into a key that would fill up.
   Of those found, the ``most`` that share most keys are handed over, of equals the latest.
3. ``judge`` proposes links, report by report in the order of the ledger; all linkers judge a report before the next one.
   So linking all at once and linking bit by bit give the same.
4. Signatures, keys, links and the note that the reading was compared are written in one transaction.

What a linker can rely on: earlier records that a later reading no longer finds are never handed over; a link that a person
has rejected may be proposed again and still does not stand; one that a person accepted is never withdrawn; ``group`` and
``ties`` know of no other links than those that stand. A new ``version`` of a linker compares everything anew, and what it
no longer finds is dropped, by an appended row.

The order of the linkers is that of ``link/linkers.py``. Whatever is derived from whole groups (conflicts, timelines) is
best made when it is asked for, from the links.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import TypeVar

from musnad.ledger import Batch, Linkings
from musnad.link.frame import Linker, ReportView, Signature
from musnad.model.lines import record_of
from musnad.model.records import Entity, Record, Report
from musnad.pipeline.executor import executor
from musnad.pipeline.linking_groups import Standing
from musnad.pipeline.linking_index import Index

Progress = Callable[[int, int], None]
Item = TypeVar("Item")
Signed = list[list[tuple[int, Signature]]]  # by report: number of the linker, signature

DOCUMENTS = 64  # compared in one step, written in one transaction
ALONE = 300  # documents up to which no other process is worth its start


@dataclass(slots=True)
class Tally:
    """What a run of linking did.

    Attributes:
        documents: Documents compared.
        links: Links that the ledger did not hold, by kind.
        dropped: Links that no longer stand.
    """

    documents: int = 0
    links: dict[str, int] = field(default_factory=dict)
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class _Piece:
    """Documents to be signed: their lines, heads, and which linkers have not seen each."""

    lines: tuple[list[str], ...]
    heads: tuple[tuple[str | None, str | None], ...]
    wanted: tuple[tuple[int, ...], ...]
    readings: tuple[tuple[tuple[int, str], ...], ...]


def label(linker: Linker) -> str:
    """Return the name under which the ledger knows a linker."""
    return f"{linker.name}@{linker.version}"


def link_all(linkings: Linkings, linkers: Sequence[Linker], *, workers: int = 1, progress: Progress | None = None) -> Tally:
    """Compare what has not been compared.

    Args:
        linkings: The ledger; closing it is the caller's.
        linkers: Who compares, in order.
        workers: Processes that make signatures.
        progress: Told how many documents are done, of how many.
    """
    work = _pending(linkings, linkers)
    anew = [at for at, linker in enumerate(linkers) if _is_anew(linkings, linker, work, at)]
    standing = Standing(linkings)
    steps = [Index(linkings, linker, label(linker)) for linker in linkers]
    tally = Tally()
    with executor(workers if len(work) > ALONE else 1, preload=(__name__,)) as place:
        pieces: list[_Piece] = []  # those under way, in order
        for signed in place.map(partial(_sign, tuple(linkers)), _pieces(linkings, linkers, work, pieces)):
            piece = pieces.pop(0)
            _judge(linkings, steps, standing, piece, signed, tally)
            if progress:
                progress(tally.documents, len(work))
    for at in anew:
        _sweep(linkings, linkers[at], standing, tally)
    return tally


def _pending(linkings: Linkings, linkers: Sequence[Linker]) -> list[tuple[int, dict[int, tuple[int, ...]]]]:
    """Return the documents to compare, in order; of each, which linkers have which readings to see."""
    found: dict[int, dict[int, tuple[int, ...]]] = {}
    for at, linker in enumerate(linkers):
        for pending in linkings.pending(label(linker)):
            found.setdefault(pending.document, {})[at] = pending.readings
    return sorted(found.items())


def _is_anew(linkings: Linkings, linker: Linker, work: list[tuple[int, dict[int, tuple[int, ...]]]], at: int) -> bool:
    """Say whether a linker compares all there is while another version of it has done so before."""
    return bool(work) and linkings.is_first(label(linker)) and all(at in wanted for _, wanted in work)


def _pieces(linkings: Linkings, linkers: Sequence[Linker], work: list[tuple[int, dict[int, tuple[int, ...]]]],
            under_way: list[_Piece]) -> Iterator[_Piece]:
    kinds = {"report"}.union(*(linker.reads for linker in linkers))
    for some in _chunks(work, DOCUMENTS):
        numbers = [number for number, _ in some]
        lines, heads = linkings.lines(numbers, kinds), linkings.heads(numbers)
        readings = tuple(tuple((reading, label(linkers[at])) for at, them in wanted.items() for reading in them)
                         for _, wanted in some)
        piece = _Piece(tuple(lines[n] for n in numbers), tuple(heads[n] for n in numbers),
                       tuple(tuple(wanted) for _, wanted in some), readings)
        under_way.append(piece)
        yield piece


def _sign(linkers: Sequence[Linker], piece: _Piece) -> Signed:
    """Make the signatures of documents, report by report."""
    made: Signed = []
    for lines, head, wanted in zip(piece.lines, piece.heads, piece.wanted, strict=True):
        for view in views([record_of(line) for line in lines], *head):
            made.append([(at, signature) for at in wanted for signature in linkers[at].sign(view)])
    return made


def views(records: Sequence[Record], outlet: str | None = None, published: str | None = None) -> Iterator[ReportView]:
    """Yield the reports of one document, each with its records and the entities of the source.

    Args:
        records: The document's records, in order.
        outlet: What the document says of its outlet; the report's own word goes before it.
        published: Likewise its day.
    """
    shared = tuple(record for record in records if isinstance(record, Entity))
    own: dict[str, list[Record]] = {}
    for record in records:
        own.setdefault(getattr(record, "report", ""), []).append(record)
    for report in records:
        if isinstance(report, Report):
            yield ReportView(report, report.outlet or outlet, report.published or published,
                             (*shared, *own.get(report.id, ())))


def _judge(linkings: Linkings, steps: Sequence[Index], standing: Standing, piece: _Piece, signed: Signed,
           tally: Tally) -> None:
    """Judge the signatures of one piece in order, and append all that came of it."""
    batch = Batch(readings=[reading for some in piece.readings for reading in some])
    for at, step in enumerate(steps):
        step.find([signature for report in signed for of, signature in report if of == at])
        for kind in step.linker.kinds:
            standing.fetch(kind, step.subjects())
    for report in signed:
        for at, signature in report:
            around = steps[at].around(signature, standing)
            standing.take(steps[at].linker.judge(signature, steps[at].near(signature), around))
    for step in steps:
        step.fill(batch)
    standing.fill(batch)
    linkings.append(batch)
    tally.documents += len(piece.lines)
    tally.dropped += sum(change == "dropped" for _, change, _ in batch.changes)
    for link in batch.links:
        tally.links[link.kind] = tally.links.get(link.kind, 0) + 1


def _sweep(linkings: Linkings, linker: Linker, standing: Standing, tally: Tally) -> None:
    """Drop what an earlier version of a linker found and this one does not."""
    batch = Batch()
    for link in linkings.of_rule(linker.kinds, f"link.{linker.name}."):
        standing.drop_unseen(link, f"{label(linker)} does not find it", batch)
    if batch.changes:
        linkings.append(batch)
        tally.dropped += len(batch.changes)


def _chunks(items: Sequence[Item], size: int) -> Iterator[list[Item]]:
    left = iter(items)
    while some := list(islice(left, size)):
        yield some
