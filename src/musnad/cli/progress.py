"""A progress bar beside the output, for whatever takes longer than a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

QUIET = 1.0  # seconds without a bar: what ends sooner needs none


class Bar:
    """Counts what is done and shows it on standard error, if that is a terminal.

    Attributes:
        done: How much is done.
    """

    def __init__(self, label: str, total: int | None = None, *, at_once: bool = False) -> None:
        self.done = 0
        self._began = time.monotonic() - (QUIET if at_once else 0)
        self._note = ""
        self._label = label
        self._total = total or None
        self._progress: Progress | None = None
        self._wanted = sys.stderr.isatty()
        if at_once:
            self.advance(0)

    def advance(self, count: int = 1) -> None:
        """Count some more as done."""
        self.done += count
        if self._progress is None and self._wanted and time.monotonic() - self._began >= QUIET:
            # Loaded late: the bar's library takes a tenth of the time in which a short text is read.
            self._progress = import_module("musnad.cli.bar").started(self._label, self._total)
        if self._progress is not None:
            self._progress.update(self._progress.task_ids[0], completed=self.done, note=self._note)

    def share(self, note: str) -> Callable[[int, int], None]:
        """Return what shows so much of so much, of a bar whose total is 100, and what is being done."""

        def show(done: int, total: int) -> None:
            self.note(note)
            self.advance(done * 100 // max(total, 1) - self.done)  # a new step begins anew: that is less than before

        return show

    def note(self, text: str) -> None:
        """Say something beside the bar from the next step on."""
        self._note = text

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bar away while something else is written to the terminal."""
        if self._progress is not None:
            self._progress.stop()
        yield
        if self._progress is not None:
            self._progress.start()

    def __enter__(self) -> Bar:
        """Begin counting."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take the bar away, or leave it full."""
        if self._progress is not None:
            self._progress.stop()
