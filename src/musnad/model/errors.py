"""Exceptions, all told.

    MusnadError
    ├── SourceError          a source cannot be read; the message says what, where and what to do
    │   ├── EncodingError    bytes that are no text in any encoding tried
    │   └── FormatError      a table or a page without the parts it needs
    ├── LedgerError          the ledger cannot be opened, or is of another schema
    │   ├── Overtaken        somebody else judged the record in the meantime
    │   └── WrongValue       a correction says what such a field cannot say
    ├── NoSuchRecord         no record has this id
    │   └── Withheld         it is there and not shown; the message is its tombstone
    ├── PackError            a lexicon or a model file of the package is broken
    ├── ClusterError         a cluster cannot be reached, is lost, or would not read as this process does
    └── FloorError           a floor under the figures would fall, and nobody said why
"""

from __future__ import annotations


class MusnadError(Exception):
    """Anything that this project raises on purpose."""


class SourceError(MusnadError):
    """A source cannot be read."""


class EncodingError(SourceError):
    """The bytes are no text in any encoding tried."""


class FormatError(SourceError):
    """A table or a page lacks the parts that it needs."""


class LedgerError(MusnadError):
    """The ledger cannot be opened, or has another schema."""


class Overtaken(LedgerError):
    """Somebody else judged the record in the meantime."""


class WrongValue(LedgerError):
    """A correction says what such a field cannot say; ``field`` is its name in the format."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


class NoSuchRecord(MusnadError):
    """No record has this id."""


class Withheld(NoSuchRecord):
    """A decision withholds it: the message says what is left, never the words."""


class PackError(MusnadError):
    """A lexicon or a model file of the package is broken."""


class ClusterError(MusnadError):
    """A cluster cannot be reached, is lost, or would not read as this process does."""


class FloorError(MusnadError):
    """A floor under the figures would fall, and nobody said why."""
