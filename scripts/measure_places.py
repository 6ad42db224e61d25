"""Measure how well places are found and resolved, on data that is not part of the project.

    python scripts/measure_places.py incidents [--misses]     coded incidents against the places of their articles
    python scripts/measure_places.py towns [--misses]         Syrian towns named in the news
    python scripts/measure_places.py speed                    milliseconds an article

    --table: with the table of Syrian places imported, as `musnad places import` would

An incident counts for an article where the article writes the coded place's name. Its true point is the coded one, or,
where none is coded, that of the only place of this name in the table of Syrian places. «near»: some place found in the
article lies within 10 km of it; «itself»: the place found at the name does.

Names of the table that are also those of a city of 50,000 people elsewhere, and NO_TOWNS, are left out of the towns.
A town is named where «city», «town» or «village» stands before a name of the table in an article that speaks of Syria;
right is a place found at it within 10 km of one of the table's places of that name.
"""

from __future__ import annotations

import csv
import json
import lzma
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from musnad.extract import entities
from musnad.extract.places import Place, resolve
from musnad.extract.places.cues import bare, cue_of, cues
from musnad.lang.gazetteer import Gazetteer, gazetteer, key_of, key_of_forms, kilometres
from musnad.lang.places_import import import_places
from musnad.lang.places_own import with_own
from musnad.lang.words import fold
from musnad.text.passage import Passage

DATA = Path(__file__).resolve().parents[2] / "shared/data"
NEAR = 10.0  # km
# Read in the news: after «city» or «village», these words of the table mean something else there.
NO_TOWNS = ("على", "صغيرة", "كبيرة", "عالمية", "كوي", "الملك", "رام", "سان", "سين", "الغوطة", "القلمون", "البعث", "غرب",
            "خراب", "خربة", "كردية", "جديدة", "جدل", "نهر البارد", "الحديدة", "سياحية", "تركية", "شمال", "جنوب", "شرق",
            "الناصرة")
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Named:
    """A place that a text names: the code points of the name and where the place truly is, if one of several."""

    start: int
    end: int
    points: tuple[Point, ...]


def table() -> dict[str, list[Point]]:
    """Return the points of Syrian places by the keys of their names."""
    found: defaultdict[str, list[Point]] = defaultdict(list)
    with (DATA / "places/syria_places.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if row["lat"]:
                names = {row["name_ar"].split("-")[0].split("(")[0], row["old_name_ar"]}
                for key in {key_of(name) for name in names if name}:
                    found[key].append((float(row["lat"]), float(row["lon"])))
    return found


def abroad() -> Iterator[str]:
    """Yield the keys of cities of 50,000 people outside Syria."""
    with (DATA / "places/geonames_cities_arabic.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if row["country"] != "SY" and int(row["population"]) >= 50_000:
                yield from map(key_of, row["ar_names"].split("|"))


def rows(path: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a packed file of lines."""
    with lzma.open(DATA / path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def occurrences(passage: Passage, key: str) -> Iterator[tuple[int, int, int]]:
    """Yield where a name of this key stands: code points, and the index of its first word."""
    words = passage.words
    for i, word in enumerate(words):
        for cut, base in bare(word.form) if word.kind == "word" else ():
            forms = [base]
            for last in range(i + 1, min(i + 5, len(words) + 1)):
                if key_of_forms(forms) == key:
                    yield word.start + cut, words[last - 1].end, i
                    break
                if last < len(words):
                    forms.append(words[last].form)


def place_name(coded: str) -> str:
    """Return a coded place's name without the words before it that say what it is, and what follows a comma."""
    parts = coded.split("،")[0].split(",")[0].split()
    while len(parts) > 1:
        cue = cues().get(fold(parts[0]).removeprefix("ب"))
        if cue is None or cue.kind in {"camp", "dam", "bridge"}:
            break
        parts = parts[1:]
    return " ".join(parts)


def incidents() -> Iterator[tuple[str, str, Passage, list[Named]]]:
    """Yield name, article and true place of the incidents that can be checked."""
    known = table()
    for row in rows("clusters/incidents_dev.jsonl.xz"):
        coded = row["incident"]
        name = place_name(coded["location_ar"] or "")
        point = (coded["latitude"], coded["longitude"])
        places = known.get(key_of(name), [])
        points = (point,) if point[0] is not None else tuple(places) if len(places) == 1 else ()
        for article in row["articles"] if points and name else ():
            passage = Passage.of(article["text"])
            named = [Named(a, b, points) for a, b, _ in occurrences(passage, key_of(name))]
            if named:
                yield name, article["id"], passage, named


def towns() -> Iterator[tuple[str, str, Passage, list[Named]]]:
    """Yield the articles of the news that speak of Syria, with the Syrian towns that they surely name."""
    known = table()
    for key in {*map(key_of, NO_TOWNS), *abroad()} & set(known):
        del known[key]
    for outlet in ("cnn", "france24", "skynews"):
        for article in rows(f"news/ant-{outlet}.jsonl.xz"):
            if "سوري" in article["text"]:
                passage = Passage.of(article["text"])
                named = list(_towns_of(passage, known))
                if named:
                    yield "", article["id"], passage, named


def _towns_of(passage: Passage, known: dict[str, list[Point]]) -> Iterator[Named]:
    words = passage.words
    for i, word in enumerate(words[:-1]):
        cue = cue_of(word.form)
        if cue is None or cue.kind != "settlement":
            continue
        for last in range(min(i + 4, len(words)), i + 1, -1):
            key = key_of_forms([w.form for w in words[i + 1 : last]])
            if key in known:
                yield Named(words[i + 1].start, words[last - 1].end, tuple(known[key]))
                break


def hits(found: Sequence[Place], named: Named) -> tuple[bool, bool]:
    """Return whether any place lies near the true one, and whether the one found at the name does."""
    def near(place: Place) -> bool:
        entry = place.entry
        return entry is not None and any(kilometres(entry.lat, entry.lon, *p) <= NEAR for p in named.points)

    close = [p for p in found if near(p)]
    return bool(close), any(p.start < named.end and named.start < p.end for p in close)


def measure(cases: Iterator[tuple[str, str, Passage, list[Named]]], places: Gazetteer, *, misses: bool) -> None:
    """Print the shares over articles (the name counts as found once a right mention is) and over mentions."""
    count: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for _, _, passage, named in cases:
        found = resolve(passage, entities.tag(passage.words), places)
        results = [(n, *hits(found, n)) for n in named]
        count["articles"] += 1
        count["near"] += any(near for _, near, _ in results)
        count["itself"] += any(own for _, _, own in results)
        count["mentions"] += len(results)
        count["mentions right"] += sum(own for _, _, own in results)
        for n, _, own in results:
            if not own:
                missed[_told(passage, n, found)] += 1
    articles, mentions = count["articles"], count["mentions"]
    print(f"articles {articles}: near {count['near'] / articles:.3f}, itself {count['itself'] / articles:.3f}; "
          f"mentions {mentions}: right {count['mentions right'] / mentions:.3f}")
    if misses:
        for told, times in missed.most_common(150):
            print(f"{times:4} {told}")


def _told(passage: Passage, named: Named, found: Sequence[Place]) -> str:
    at = [p for p in found if p.start < named.end and named.start < p.end]
    told = "; ".join(f"{' ← '.join(p.chain)} {p.score}" if p.entry else f"open: {p.steps[0]} {p.note or ''}" for p in at)
    lat, lon = named.points[0]
    return f"{passage.text[named.start:named.end]} ({lat:.2f} {lon:.2f}): {told or 'not found'}"


def speed() -> None:
    """Print the time that an article of 1,200 characters takes, cutting and tagging left out."""
    ready = []
    for number, article in enumerate(rows("news/ant-skynews.jsonl.xz")):
        passage = Passage.of(article["text"])
        ready.append((passage, entities.tag(passage.words)))
        if number == 1500:
            break
    resolve(*ready[0])
    for label in ("first reading", "second reading"):
        began = time.process_time()
        for passage, names in ready:
            resolve(passage, names)
        taken, size = time.process_time() - began, sum(p.span.end for p, _ in ready)
        print(f"{label}: {1e6 * taken / size * 1.2:.3f} ms per 1,200 characters, {len(ready)} articles")


if __name__ == "__main__":
    what, misses = sys.argv[1], "--misses" in sys.argv
    if what == "speed":
        speed()
    else:
        table_file = DATA / "places/syria_places.tsv"
        known = with_own(import_places(table_file, "csv", country="SY")) if "--table" in sys.argv else gazetteer()
        measure(incidents() if what == "incidents" else towns(), known, misses=misses)
