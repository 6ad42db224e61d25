"""A progress bar beside the output, for whatever takes longer than a second."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn

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
        self._shown = False
        console = Console(stderr=True)
        self._progress = Progress(
            SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(),
            TextColumn("{task.fields[note]}"), TimeElapsedColumn(),
            console=console, transient=not at_once, disable=not console.is_terminal,
        )
        self._task = self._progress.add_task(label, total=total or None, note="")

    def advance(self, count: int = 1) -> None:
        """Count some more as done."""
        self.done += count
        if not self._shown and time.monotonic() - self._began >= QUIET:
            self._progress.start()
            self._shown = True
        if self._shown:
            self._progress.update(self._task, completed=self.done, note=self._note)

    def note(self, text: str) -> None:
        """Say something beside the bar from the next step on."""
        self._note = text

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bar away while something else is written to the terminal."""
        if self._shown:
            self._progress.stop()
        yield
        if self._shown:
            self._progress.start()

    def __enter__(self) -> Bar:
        """Begin counting."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take the bar away, or leave it full."""
        if self._shown:
            self._progress.stop()
