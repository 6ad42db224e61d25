"""Paths of the command line to documents, what of them could not be read, and a bar over the bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from musnad.cli.console import DONE, PARTLY, say
from musnad.cli.progress import Bar
from musnad.intake import Arrival, IntakeOptions, Unreadable, read, survey

NOTE = "I006"  # worth saying, and nothing lost by it


class Sources:
    """What the paths name, read as it is asked for; what cannot be read is told at once and counted.

    Attributes:
        unreadable: How many sources or rows could not be read so far.
        documents: How many documents were handed on so far.
    """

    def __init__(self, paths: Sequence[str], options: IntakeOptions) -> None:
        self.unreadable = 0
        self.documents = 0
        self._paths = paths
        self._options = options

    def arrivals(self) -> Iterator[Arrival]:
        """Yield each document with its source."""
        with Bar("Reading", survey(self._paths, self._options).size) as bar:
            for item in read(self._paths, self._options, progress=bar.advance):
                if isinstance(item, Unreadable):
                    self._tell(item, bar)
                else:
                    self.documents += 1
                    bar.note(f"{self.documents:,} documents")
                    yield item

    def exit_code(self, faults: int = 0) -> int:
        """Return how the command ends: whether everything was read."""
        return PARTLY if self.unreadable or faults else DONE

    def _tell(self, item: Unreadable, bar: Bar) -> None:
        with bar.aside():
            say(f"{item.origin}: {item.why}")
        self.unreadable += item.code != NOTE
