"""Where work is done: in this process or in several. Results come in the order of the work; little is under way at once.

Work is a plain function of one argument that is defined at the top of a module; a batch of documents is one piece of it.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing.context import BaseContext
from types import TracebackType
from typing import Protocol, Self, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

AHEAD = 3  # pieces of work under way for each worker: none waits for work, and memory stays small


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


def executor(workers: int, preload: Sequence[str] = ()) -> Executor:
    """Return what does the work: this process for one worker, else that many processes.

    Args:
        workers: How many pieces are worked on at once.
        preload: Modules that every worker needs; they are loaded once.
    """
    return InProcess() if workers <= 1 else Processes(workers, preload)


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


class Processes:
    """Does pieces in several processes, which end with this one however it ends."""

    def __init__(self, workers: int, preload: Sequence[str] = ()) -> None:
        self._workers = workers
        self._others = set(multiprocessing.active_children())  # of the program that uses this one
        self._pool = ProcessPoolExecutor(workers, mp_context=_context(preload), initializer=_begin)

    def map(self, work: Callable[[Given], Made], pieces: Iterable[Given]) -> Iterator[Made]:
        """Yield ``work(piece)`` for each piece, in order, with a bounded number of pieces under way."""
        under_way: deque[Future[Made]] = deque()
        for piece in pieces:
            under_way.append(self._pool.submit(work, piece))
            if len(under_way) >= self._workers * AHEAD:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()

    def __enter__(self) -> Self:
        """Start."""
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        """Stop; what has not begun is not begun any more, and after a fault or an interrupt nothing is finished either."""
        if kind is not None:
            for worker in set(multiprocessing.active_children()) - self._others:
                worker.terminate()
        self._pool.shutdown(wait=True, cancel_futures=True)


def _context(preload: Sequence[str]) -> BaseContext:
    """Return how processes are started: from a clean server that has the modules loaded, where the system can."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    return context


def _begin() -> None:
    """Prepare a worker: an interrupt from the keyboard is for the first process, and without that one no worker lives."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
