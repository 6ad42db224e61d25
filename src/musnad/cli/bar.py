"""How a progress bar looks."""

from __future__ import annotations

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn


def started(label: str, total: int | None) -> Progress:
    """Show a bar on standard error; where the total is not known it only moves."""
    progress = Progress(
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(),
        TextColumn("{task.fields[note]}"), TimeElapsedColumn(), console=Console(stderr=True),
    )
    progress.add_task(label, total=total, note="")
    progress.start()
    return progress
