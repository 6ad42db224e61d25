"""The gazetteer: places of the world with their Arabic names, read lazily from tables beside the code.

``places.tsv`` holds one place a line, containers first, so that a line number is a place; ``index.tsv`` the folded names
with the places that each may mean; ``sure.tsv`` the names that mean a place wherever they stand.
``scripts/build_gazetteer.py`` makes all three. A person's own places come from a file of the same columns.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from musnad.lang.pack import pack_file
from musnad.lang.words import words

FILES = {"places": "places.tsv", "index": "index.tsv", "sure": "sure.tsv", "common": "hand/common.tsv"}
PRECISION = {
    "country": "country", "governorate": "governorate", "district": "district", "subdistrict": "district",
    "city": "settlement", "town": "settlement", "village": "settlement", "neighbourhood": "settlement",
    **dict.fromkeys(("continent", "region", "sea", "river", "mountain", "border", "strait", "canal", "island"), "region"),
}
KINDS = (
    *PRECISION, "camp", "airfield", "crossing", "dam", "bridge", "field", "port", "prison", "base", "facility", "square",
)
EARTH = 6371.0  # km
SAME = 5.0  # km within which a person's own place of the same name takes the package's place


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer.

    Attributes:
        number: Its line, from 0; the person's own places follow the package's.
        names: Its Arabic names, the usual one first.
        kind: country, governorate, district, city, town, village, camp, airfield, region and so on.
        country: ISO 3166 code, empty for what no country holds.
        parent: Number of the place that contains it, -1 for none.
        lat: Degrees north.
        lon: Degrees east.
        people: Inhabitants, 0 if unknown.
        geonames: GeoNames id, empty if unknown.
        pcode: OCHA P-code, empty if unknown.
        source: ``c`` countries, ``g`` GeoNames, ``h`` written by hand, ``u`` the person's own.
    """

    number: int
    names: tuple[str, ...]
    kind: str
    country: str
    parent: int
    lat: float
    lon: float
    people: int
    geonames: str
    pcode: str
    source: str

    @property
    def precision(self) -> str:
        """What the coordinates stand for: point, settlement, district, governorate, country or region."""
        return PRECISION.get(self.kind, "point")


@lru_cache(maxsize=16384)
def key_of(name: str) -> str:
    """Return the key of a name: its folded words joined, without a leading article and without a last «ة» or «ا».

    «كفر نبل» and «كفرنبل», «سوريا» and «سورية», «اللطامنة» and «لطامنة» have one key each.
    """
    return key_of_forms([w.form for w in words(name) if w.kind != "mark"])


def key_of_forms(forms: Iterable[str]) -> str:
    """Return the key of a name given as folded words."""
    key = "".join(forms)
    if key.startswith("ال") and len(key) > 4:
        key = key[2:]
    return key[:-1] if len(key) > 3 and key[-1] in "اه" else key


def sure_lines(names: Iterable[str]) -> list[str]:
    """Return names as the lines of ``sure.tsv``: folded words between spaces."""
    folded = {" ".join(w.form for w in words(name) if w.kind != "mark") for name in names}
    return sorted(name for name in folded if len(name) > 3)


def read_entry(number: int, line: str) -> Entry:
    """Read one line of ``places.tsv``."""
    names, kind, country, parent, lat, lon, people, geonames, pcode, source = line.split("\t")
    return Entry(number, tuple(names.split("|")), kind, country, int(parent or -1), float(lat), float(lon), int(people or 0),
                 geonames, pcode, source)


Sure = Mapping[str, tuple[tuple[str, ...], ...]]


class Gazetteer:
    """Places by name.

    Args:
        lines: The rows of ``places.tsv``.
        index: Key of a name to the numbers of its rows, between spaces.
        sure: First word of a sure name to the words after it, the longest first.
        own: A person's own places; they come after the package's.
        common: Keys of names that are common words as well.
    """

    def __init__(
        self, lines: list[str], index: Mapping[str, str], sure: Sure, own: Iterable[Entry] = (),
        common: frozenset[str] = frozenset(),
    ) -> None:
        self.lines = lines
        self.common = common
        self.index = index
        self.sure = sure
        self.own = tuple(own)
        self._own: defaultdict[str, list[Entry]] = defaultdict(list)
        self._entries: dict[int, Entry] = {}
        for entry in self.own:
            keys = dict.fromkeys(key_of(name) for name in entry.names)
            known = next((e for key in keys for e in self.of_key(key) if e.source != "u" and _same(e, entry)), None)
            if known is not None:
                names = tuple(dict.fromkeys([*known.names, *entry.names]))
                self._entries[known.number] = replace(known, names=names, pcode=entry.pcode or known.pcode)
            for key in keys:
                if known is None or (key not in self.index and known not in self._own[key]):
                    self._own[key].append(entry if known is None else self._entries[known.number])

    def entry(self, number: int) -> Entry:
        """Return the place on a line."""
        if number >= len(self.lines):
            return self.own[number - len(self.lines)]
        found = self._entries.get(number)
        if found is None:
            found = self._entries[number] = read_entry(number, self.lines[number])
        return found

    def countries(self) -> Iterator[Entry]:
        """Yield the countries; they come first in the table."""
        for number in range(len(self.lines)):
            entry = self.entry(number)
            if entry.kind != "country":
                return
            yield entry

    def knows(self, key: str) -> bool:
        """Say whether any place has a name of this key."""
        return key in self.index or key in self._own

    def of_key(self, key: str) -> tuple[Entry, ...]:
        """Return the places that have a name of this key."""
        numbers = self.index.get(key)
        found = tuple(self.entry(int(n)) for n in numbers.split(" ")) if numbers else ()
        return found + tuple(self._own.get(key, ()))

    def named(self, name: str) -> tuple[Entry, ...]:
        """Return the places of a name."""
        return self.of_key(key_of(name))

    def above(self, entry: Entry) -> Iterator[Entry]:
        """Yield the places that contain a place, the nearest first."""
        for _ in range(6):
            if entry.parent < 0:
                return
            entry = self.entry(entry.parent)
            yield entry

    def chain(self, entry: Entry) -> tuple[str, ...]:
        """Return the usual names of a place and of what contains it, up to the country."""
        return (entry.names[0], *(e.names[0] for e in self.above(entry)))

    def with_own(self, own: Iterable[Entry]) -> Gazetteer:
        """Return this gazetteer with a person's own places."""
        return Gazetteer(self.lines, self.index, self.sure, own, self.common)


def _same(entry: Entry, own: Entry) -> bool:
    """Say whether a person's own place is a place of the package."""
    if entry.country != own.country or entry.precision != own.precision:
        return False
    return own.kind == "governorate" or kilometres(entry.lat, entry.lon, own.lat, own.lon) < SAME


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the distance of two points, good enough below a few hundred kilometres."""
    x = math.radians(lon2 - lon1) * math.cos(math.radians((lat1 + lat2) / 2))
    return EARTH * math.hypot(x, math.radians(lat2 - lat1))


@cache
def gazetteer(language: str = "ar") -> Gazetteer:
    """Return the gazetteer of a pack; it is read once."""
    def table(stem: str) -> list[str]:
        text = pack_file(f"gazetteer/{FILES[stem]}", language=language).read_text(encoding="utf-8")
        return text.rstrip("\n").split("\n")

    pairs = (line.partition("\t") for line in table("index"))
    index = {key: numbers for key, _, numbers in pairs}
    common = frozenset(map(key_of, table("common")))
    return Gazetteer(table("places"), index, read_sure(table("sure")), common=common)


def read_sure(lines: Iterable[str]) -> Sure:
    """Return the sure names by their first words."""
    found: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for line in lines:
        first, *rest = line.split(" ")
        found[first].append(tuple(rest))
    return {first: tuple(sorted(rests, key=len, reverse=True)) for first, rests in found.items()}
