"""A progress bar beside the output, for whatever takes longer than a second."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

Piece = TypeVar("Piece")
QUIET = 1.0  # seconds without a bar: what ends sooner needs none


class Bar:
    """Counts what is done and shows it on standard error, if that is a terminal.

    Attributes:
        done: How much is done.
    """

    def __init__(self, label: str, total: int | None = None, *, at_once: bool = False) -> None:
        self._began = time.monotonic() - (QUIET if at_once else 0)
        console = Console(stderr=True)
        self._progress = Progress(
            SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"), TimeElapsedColumn(),
            console=console, transient=not at_once, disable=not console.is_terminal,
        )
        self._task = self._progress.add_task(label, total=total, rate="")
        self._shown = False
        self.done = 0

    def advance(self, count: int = 1) -> None:
        """Count some more as done."""
        self.done += count
        spent = time.monotonic() - self._began
        if not self._shown and spent >= QUIET:
            self._progress.start()
            self._shown = True
        if self._shown:
            rate = f"{self.done / spent:.0f}/s" if spent > 2 * QUIET else ""
            self._progress.update(self._task, completed=self.done, rate=rate)

    def over(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        """Yield the pieces, counting each as done when the next is asked for."""
        with self:
            for piece in pieces:
                yield piece
                self.advance()

    def __enter__(self) -> Bar:
        """Begin counting."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take the bar away, or leave it full."""
        if self._shown:
            self._progress.stop()
