"""Tables and passages of Arabic in a terminal.

A terminal orders each line by itself. So an Arabic cell is never broken inside a line of borders, it stands between
columns of Latin letters or at the end of its line, and isolates keep its order its own.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

ISOLATE, CLOSE = "\u2068", "\u2069"  # FIRST STRONG ISOLATE, POP DIRECTIONAL ISOLATE
WIDE = 200  # columns where nobody watches: whole cells in a file


def terminal() -> Console:
    """Return the console for output."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else WIDE)


def cell(text: str | None, limit: int = 60) -> Text:
    """Return one cell: one line, cut at ``limit`` characters, ordered by itself."""
    line = " ".join((text or "").split())
    shown = line if len(line) <= limit else f"{line[: limit - 1]}…"
    arabic = sys.stdout.isatty() and any("\u0590" <= c <= "\u08ff" for c in shown)
    return Text(f"{ISOLATE}{shown}{CLOSE}" if arabic else shown, no_wrap=True, overflow="ellipsis")


def table(title: str | None, columns: Sequence[str], rows: Iterable[Sequence[str | None]], *, limit: int = 60) -> Table:
    """Return a table of one-line cells."""
    made = Table(*columns, title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for row in rows:
        made.add_row(*(cell(value, limit) for value in row))
    return made
