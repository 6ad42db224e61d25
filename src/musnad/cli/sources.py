"""Paths of the command line to documents, and what of them could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from musnad.cli.console import DONE, PARTLY, say
from musnad.intake import IntakeOptions, read
from musnad.model.document import Document, Source, Unreadable

NOTE = "I006"  # something worth saying, and nothing lost


@dataclass
class Sources:
    """What the paths name, read as it is asked for.

    Attributes:
        paths: Files, folders, or - for standard input.
        options: How to read them.
        unreadable: How many sources or rows could not be read so far.
        documents: How many documents were handed on so far.
    """

    paths: Sequence[str]
    options: IntakeOptions
    unreadable: int = 0
    documents: int = 0
    faults: list[str] = field(default_factory=list)
