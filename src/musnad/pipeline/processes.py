"""Work in several processes, which end with this one however it ends; see ``executor``, the door to it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing.context import BaseContext
from multiprocessing.synchronize import Barrier
from types import TracebackType
from typing import Self

from musnad.pipeline.executor import Given, Made

AHEAD = 3  # pieces of work under way for each worker: none waits for work, and memory stays small


class Processes:
    """Does pieces in several processes, which end with this one however it ends."""

    def __init__(self, workers: int, preload: Sequence[str] = ()) -> None:
        self._workers = workers
        self._others = set(multiprocessing.active_children())  # of the program that uses this one
        context = _context(preload)
        gate = (context.Barrier(workers),)
        self._pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=gate)
        with _uninterrupted():  # a worker that is ended while it starts would say so at length
            wait([self._pool.submit(_begun) for _ in range(workers)])

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


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let an interrupt from the keyboard wait, and never reach what is started meanwhile."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _begin(gate: Barrier) -> None:
    """Prepare a worker, and wait for the others.

    An interrupt from the keyboard is for the first process, and without that one no worker lives.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gate.wait()


def _begun() -> None:
    """Say that a worker is there."""


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
