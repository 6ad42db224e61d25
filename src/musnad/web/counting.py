"""Counts over the whole ledger, which take seconds on a large one: made in the background, kept until texts come in.

Who asks waits a moment for them. If they take longer, the last ones are shown; where there are none yet, the page says so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Lock, Thread
from typing import Any

from musnad.ledger import Counted, Reader, Summary
from musnad.model.errors import LedgerError

PATIENCE = 0.05  # seconds that a page waits
LIMITS = {"places": 2_000, "spoken": 18, "days": 400, "happened": 400}  # rows of each picture


class Counting:
    """The counts of one ledger. Threads may share it."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._kept: dict[str, tuple[int, Any]] = {}
        self._running: dict[str, Thread] = {}
        self._lock = Lock()

    def summary(self, wait: float | None = PATIENCE) -> Summary | None:
        """Return how much the ledger holds, verdicts as they are now.

        Args:
            wait: Seconds to wait at most; None to wait for the end.
        """
        held: Summary | None = self._value("summary", self._reader.summary, wait)
        return None if held is None else replace(held, verdicts=self._reader.judged())

    def rows(self, what: str, wait: float | None = PATIENCE) -> list[Counted] | None:
        """Return the counts of a picture: one of ``LIMITS``; see ``summary``."""
        found: list[Counted] | None = self._value(what, lambda: self._reader.counted(what, LIMITS[what]), wait)
        return found

    def warm(self) -> None:
        """Begin to count in the background; a desk that is closed meanwhile leaves it unfinished."""
        Thread(target=self._all, daemon=True, name="counting ahead").start()

    def _all(self) -> None:
        try:
            self.summary(None)
            for what in LIMITS:
                self.rows(what, None)
        except LedgerError:
            return

    def _value(self, what: str, count: Callable[[], Any], wait: float | None) -> Any:
        stamp, _ = self._reader.stamp()
        with self._lock:
            if what in self._kept and self._kept[what][0] == stamp:
                return self._kept[what][1]
            running = self._running.get(what)
            if running is None:
                running = Thread(target=self._count, args=(what, stamp, count), daemon=True, name=f"counting {what}")
                self._running[what] = running
                running.start()
        running.join(wait)
        return self._kept.get(what, (0, None))[1]

    def _count(self, what: str, stamp: int, count: Callable[[], Any]) -> None:
        try:
            self._kept[what] = (stamp, count())
        except LedgerError:
            return  # the page says that it has none, and whoever looks again counts again
        finally:
            with self._lock:
                del self._running[what]
