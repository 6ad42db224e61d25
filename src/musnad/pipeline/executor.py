"""Where work is done: in this process, in several, or on a cluster.

Results come in the order of the work; little is under way at once. Work is a plain function of one argument that is
defined at the top of a module; a batch of documents is one piece of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import TracebackType
from typing import Protocol, Self, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


class Executor(Protocol):
    """Does pieces of work and yields what they make, in order."""

    def map(self, work: Callable[[Given], Made], pieces: Iterable[Given]) -> Iterator[Made]:
        """Yield ``work(piece)`` for each piece, in order; pieces are drawn only as they are needed."""
        ...

    def __enter__(self) -> Self:
        """Start."""
        ...

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        """Stop, and leave no process behind."""
        ...


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster of Dask that does the work.

    Attributes:
        address: Where its scheduler listens, such as ``tcp://10.0.0.5:8786``.
        same: What every worker must answer as this process does, or its results would not be the same.
    """

    address: str
    same: Callable[[], object] | None = None


def executor(workers: int, preload: Sequence[str] = (), cluster: Cluster | None = None) -> Executor:
    """Return what does the work: this process for one worker, else that many processes, or a cluster.

    Args:
        workers: How many pieces are worked on at once; a cluster has its own number.
        preload: Modules that every worker needs; they are loaded once.
        cluster: Where the work is done instead.

    Raises:
        ClusterError: The cluster cannot be reached, or reads otherwise than this process.
    """
    # What starts processes or speaks to a cluster takes long to load, and one worker needs none of it. Do not import it
    # elsewhere.
    if cluster is not None:
        there: Executor = import_module("musnad.pipeline.cluster").OnCluster(cluster.address, preload, cluster.same)
        return there
    if workers <= 1:
        return InProcess()
    made: Executor = import_module("musnad.pipeline.processes").Processes(workers, preload)
    return made


class InProcess:
    """Does each piece here, when its result is asked for."""

    def map(self, work: Callable[[Given], Made], pieces: Iterable[Given]) -> Iterator[Made]:
        """Yield ``work(piece)`` for each piece."""
        return map(work, pieces)

    def __enter__(self) -> Self:
        """Start."""
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        """Stop."""
