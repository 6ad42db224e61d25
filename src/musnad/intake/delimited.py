"""Tables of columns: CSV with a header, its cells quoted where they hold commas or line feeds.

A quotation mark that never closes would swallow the rows after it. So the marks are read strictly, and after a row that
breaks the rules reading goes on with its second line: one bad row costs one row.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator

from musnad.intake.jsonl import Row
from musnad.intake.lines import Line
from musnad.intake.options import IntakeOptions
from musnad.model.errors import FormatError

DELIMITERS = (",", ";", "\t")
NAMES_SHOWN, NAME_LENGTH = 12, 40


class _Feed:
    """The lines of a table for ``csv.reader``, held until their row is whole."""

    def __init__(self, lines: Iterator[Line], longest: int) -> None:
        self.lines = lines
        self.longest = longest
        self.again: deque[Line] = deque()
        self.held: list[Line] = []
        self.size = 0
        self.bad: Line | None = None

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """Return the next line; stop where the row has become too long, or a line cannot be read."""
        if self.size > self.longest or self.bad:
            raise StopIteration
        line = self.again.popleft() if self.again else next(self.lines)
        if line.why is not None:
            self.bad = line
            raise StopIteration
        self.held.append(line)
        self.size += len(line.text)
        return line.text

    def begin(self) -> None:
        """Forget the row that was read."""
        self.held, self.size = [], 0

    def second_line(self) -> None:
        """Go back to the line after the one with which the row began."""
        self.again.extendleft(reversed(self.held[1:]))
        if self.bad:
            self.again.insert(len(self.held) - 1, self.bad)
            self.bad = None


def rows(lines: Iterator[Line], options: IntakeOptions) -> Iterator[Row]:
    """Yield a row for each line of cells under the header.

    Raises:
        FormatError: The header lacks the text, or a column that the user names.
    """
    # The limit is the whole interpreter's, and the only one there is: it is raised, never lowered.
    csv.field_size_limit(max(csv.field_size_limit(), options.longest_line + 1))
    feed = _Feed(lines, options.longest_line)
    delimiter, header = _header(feed, options)
    for line, cells, why, code in _records(feed, delimiter):
        if why is not None:
            yield Row(line, {}, why, code)
        elif len(cells) != len(header):
            yield Row(line, {}, f"{len(cells)} cells under {len(header)} columns; quote the cells that hold "
                                f"{delimiter!r} or line feeds, or add the missing ones")
        else:
            yield Row(line, dict(zip(header, cells, strict=True)))


def _records(feed: _Feed, delimiter: str) -> Iterator[tuple[int, list[str], str | None, str]]:
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        feed.begin()
        try:
            cells = next(reader)
        except StopIteration:
            if feed.bad is None:
                return
            yield feed.bad.number, [], feed.bad.why, feed.bad.code
            feed.bad = None
            reader = csv.reader(feed, delimiter=delimiter, strict=True)
        except csv.Error as error:
            first = feed.held[0].number
            feed.second_line()
            yield first, [], _broken(error), "I004"
            reader = csv.reader(feed, delimiter=delimiter, strict=True)
        else:
            if cells:
                yield feed.held[0].number, cells, None, ""


def _broken(error: csv.Error) -> str:
    if "new-line" in str(error):
        return "a carriage return stands outside quotation marks; quote that cell, or end the lines with line feeds"
    return f'the quotation marks of the row do not match ({error}); write "" for a mark inside a quoted cell'


def _header(feed: _Feed, options: IntakeOptions) -> tuple[str, list[str]]:
    """Read the header: the delimiter is the one with which it has the columns that are needed."""
    line = next(feed.lines, None)
    if line is None:
        raise FormatError("an empty table; the first line names the columns, such as id,title,text")
    if line.why is not None:
        raise FormatError(f"line {line.number}, the header: {line.why}")
    tried = [_names(line.text, delimiter) for delimiter in DELIMITERS]
    for delimiter, names in zip(DELIMITERS, tried, strict=True):
        if options.column("text") in names:
            _check(names, options)
            return delimiter, names
    raise missing(options.column("text"), max(tried, key=len))


def _names(text: str, delimiter: str) -> list[str]:
    try:
        return [name.strip() for name in next(csv.reader([text], delimiter=delimiter), [])]
    except csv.Error:  # a lone carriage return, say: no header
        return []


def _check(names: list[str], options: IntakeOptions) -> None:
    for column in options.columns.values():
        if column not in names:
            raise missing(column, names)
    doubled = [name for name in dict.fromkeys(names) if name and names.count(name) > 1]
    if doubled:
        raise FormatError(f"two columns are called {doubled[0]!r}; rename one")


def missing(column: str, names: list[str]) -> FormatError:
    """Return the error for a table without a column that is needed."""
    shown = ", ".join(repr(name[:NAME_LENGTH]) for name in names[:NAMES_SHOWN]) or "none"
    more = f" and {len(names) - NAMES_SHOWN} more" if len(names) > NAMES_SHOWN else ""
    return FormatError(
        f"no column {column!r}; the columns found are {shown}{more}; "
        "say which one holds it by mapping field to column, such as text=body"
    )
