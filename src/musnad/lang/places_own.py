"""A person's own places: a table beside the package's, read with line and column for every fault.

The table is ``places.tsv`` in the person's folder of data, or the file that ``MUSNAD_GAZETTEER`` or ``--gazetteer``
names. Its columns are ``COLUMNS``, between tabs, under a header; several names stand between bars.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from musnad.lang.gazetteer import KINDS, Entry, Gazetteer, gazetteer, key_of
from musnad.model.errors import FormatError

COLUMNS = ("names", "kind", "country", "within", "lat", "lon", "people", "geonames", "pcode")
HEADER = "\t".join(COLUMNS)


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A row of the table.

    Attributes:
        names: Arabic names, the usual one first.
        kind: One of ``KINDS``.
        country: ISO 3166 code.
        within: Name of what contains it, such as its governorate; may be empty.
        lat: Degrees north.
        lon: Degrees east.
        people: Inhabitants, 0 if unknown.
        geonames: GeoNames id or empty.
        pcode: P-code or empty.
    """

    names: tuple[str, ...]
    kind: str
    country: str
    within: str
    lat: float
    lon: float
    people: int = 0
    geonames: str = ""
    pcode: str = ""

    def line(self) -> str:
        """Return the row as it is written."""
        return "\t".join(
            (
                "|".join(self.names),
                self.kind,
                self.country,
                self.within,
                f"{self.lat:.5f}",
                f"{self.lon:.5f}",
                str(self.people or ""),
                self.geonames,
                self.pcode,
            )
        )


class Cells:
    """The cells of one line of a table; every fault names file, line and column.

    Args:
        file: Name of the file.
        line: Number of the line, from 1.
        cells: Name of each column, its number from 1, and its text.
    """

    def __init__(self, file: str, line: int, cells: Iterable[tuple[str, int, str]]) -> None:
        self.file = file
        self.line = line
        self._cells = {name: (number, text.strip()) for name, number, text in cells}

    def text(self, name: str) -> str:
        """Return a cell, empty if the table has no such column."""
        return self._cells.get(name, (0, ""))[1]

    def needed(self, name: str) -> str:
        """Return a cell that must not be empty."""
        return self.text(name) or self.fail(name, "is empty")

    def degrees(self, name: str, most: float) -> float:
        """Return a cell that is a number of degrees."""
        text = self.needed(name)
        try:
            value = float(text)
        except ValueError:
            return float(self.fail(name, f"{text!r} is no number"))
        return value if -most <= value <= most else float(self.fail(name, f"{text} is not between -{most:g} and {most:g}"))

    def count(self, name: str) -> int:
        """Return a cell that is a whole number or empty."""
        text = self.text(name)
        return (
            int(text)
            if text.isascii() and text.isdigit()
            else int(self.fail(name, f"{text!r} is no whole number"))
            if text
            else 0
        )

    def fail(self, name: str, why: str) -> str:
        """Refuse the table.

        Raises:
            FormatError: Always.
        """
        number = self._cells.get(name, (0, ""))[0]
        raise FormatError(f"{self.file}: line {self.line}, column {number or '?'} ({name}): {why}")


def own_file() -> Path:
    """Return where a person's own places are kept."""
    named = os.environ.get("MUSNAD_GAZETTEER")
    folder = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share"
    return Path(named) if named else Path(folder) / "musnad/places.tsv"


def read_own(file: Path) -> list[OwnPlace]:
    """Read a person's own places.

    Raises:
        FormatError: A fault, with its line and column.
    """
    lines = text_of(file).split("\n")
    if lines[0].rstrip("\r") != HEADER:
        raise FormatError(f"{file}: line 1, column 1: the header is not {', '.join(COLUMNS)}")
    return [_own(cells) for cells in split(str(file), lines[1:], COLUMNS, "\t", first=2)]


def text_of(file: Path) -> str:
    """Return the text of a table.

    Raises:
        FormatError: It cannot be read, or is no UTF-8; the message says where.
    """
    try:
        raw = file.read_bytes()
        return raw.decode("utf-8-sig")
    except OSError as error:
        raise FormatError(f"{file}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise FormatError(f"{file}: line {line}: byte {error.start} is no UTF-8") from error


def split(file: str, lines: Iterable[str], columns: Sequence[str], mark: str, *, first: int) -> Iterator[Cells]:
    """Yield the cells of the lines that are not empty.

    Raises:
        FormatError: A line has another number of columns than the header.
    """
    for number, line in enumerate(lines, first):
        if not line.strip():
            continue
        cells = line.rstrip("\r").split(mark)
        if len(cells) != len(columns):
            raise FormatError(
                f"{file}: line {number}, column {min(len(cells), len(columns)) + 1}: {len(cells)} columns where "
                f"{len(columns)} are wanted"
            )
        yield Cells(file, number, zip(columns, range(1, len(columns) + 1), cells, strict=True))


def _own(cells: Cells) -> OwnPlace:
    kind = cells.needed("kind")
    if kind not in KINDS:
        cells.fail("kind", f"{kind!r} is none of {', '.join(KINDS)}")
    names = tuple(name.strip() for name in cells.needed("names").split("|") if name.strip())
    return OwnPlace(
        names,
        kind,
        cells.needed("country"),
        cells.text("within"),
        cells.degrees("lat", 90),
        cells.degrees("lon", 180),
        cells.count("people"),
        cells.text("geonames"),
        cells.text("pcode"),
    )


AREAS = ("country", "governorate", "district", "subdistrict", "region")


def with_own(own: Sequence[OwnPlace], places: Gazetteer | None = None) -> Gazetteer:
    """Return the gazetteer with a person's own places, each put into the area that its row names, if that is known.

    A place that the package has already keeps what is known of it, and gains the P-code and the names.
    """
    base = places or gazetteer()
    ahead = len(base.lines)
    mine: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, place in enumerate(own):
        for name in place.names if place.kind in AREAS else ():
            mine[place.country, key_of(name)].append(number)
    entries = []
    for number, place in enumerate(own):
        parent = _parent(place, own, mine, base)
        entries.append(
            Entry(
                ahead + number,
                place.names,
                place.kind,
                place.country,
                parent,
                place.lat,
                place.lon,
                place.people,
                place.geonames,
                place.pcode,
                "u",
            )
        )
    return base.with_own(entries)


def _rank(kind: str) -> int:
    return AREAS.index(kind) if kind in AREAS else len(AREAS)


def _parent(place: OwnPlace, own: Sequence[OwnPlace], mine: Mapping[tuple[str, str], list[int]], base: Gazetteer) -> int:
    """Return the number of the smallest area of the name that the row gives, among those larger than the place."""
    key, rank = key_of(place.within), _rank(place.kind)
    known = [(_rank(e.kind), e.number) for e in base.of_key(key) if e.country == place.country and _rank(e.kind) < rank]
    known += [
        (_rank(own[n].kind), len(base.lines) + n) for n in mine.get((place.country, key), ()) if _rank(own[n].kind) < rank
    ]
    country = next((e.number for e in base.countries() if e.country == place.country), -1) if not known else -1
    return max(known)[1] if known else country
