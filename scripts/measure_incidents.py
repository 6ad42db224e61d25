"""Measure the incidents: against annotated reports, judged sentences, coded incidents, and light news.

    python scripts/measure_incidents.py [--shared ../shared] [--errors] [gold own gsr clusters light speed]

Where the shared data is absent, its parts are left out. `docs/extractors/incidents.md` says how each figure is counted.
"""

from __future__ import annotations

import argparse
import json
import lzma
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from musnad.evaluate.corpus import cases
from musnad.extract import read_report, records
from musnad.lang.words import words
from musnad.ledger.happenings import distance
from musnad.model.frame import Frame
from musnad.pipeline.reading import read_document
from musnad.pipeline.settings import Settings
from musnad.text.passage import Passage

Json = dict[str, Any]
ROOT = Path(__file__).resolve().parents[1]
ASSAULT = {
    "airstrike",
    "shelling",
    "missile_strike",
    "chemical_attack",
    "armed_clash",
    "bombing",
    "shooting",
    "killing",
    "abduction",
    "military_operation",
}
TOLD = 0.6  # score from which a sentence counts as telling of an event
NEAR = 10.0  # kilometres between a coded place and one of ours
GENERIC = {"جيش", "قوات", "وحدات", "بقياده", "نظام", "دفاع"}  # words that armies share
ALSO = {  # whom the coders mean, as the articles call them
    "وحدات حماية الشعب": "قسد سوريا الديمقراطية الكردية",
    "التحالف بقيادة": "التحالف الأمريكي الأميركي",
    "النظام السوري": "الأسد السورية",
}
SHOWN = 220  # code points of a slip's paragraph on either side of the trigger
LIGHT = ("sport", "cultur", "economy", "business", "technolog", "art", "scien", "health", "entertain")


def read(text: str, published: date | None) -> list[Json]:
    """Return the records of a text that is one report."""
    frame = Frame(sha256(text.encode("utf-8", "replace")).hexdigest(), "report", "0", published)
    return [record.as_json() for record in records([read_report(Passage.of(text), frame)])]


def folded(text: str) -> set[str]:
    """Return the folded words of a phrase, without the article, of three letters or more."""
    forms = (w.form.removeprefix("ال").removeprefix("لل") for w in words(text) if w.kind != "mark")
    return {form for form in forms if len(form) > 2}


def rows(path: Path) -> Iterator[Json]:
    """Yield the rows of a packed file of lines."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


# --- annotated reports


def gold(folders: Sequence[Path], *, errors: bool) -> None:
    """Print F1, the accuracy of the status and of each field over annotated reports."""
    tally: Counter[str] = Counter()
    for case in cases(folders):
        made = [
            r.as_json() for r in read_document(case.document, Settings(published=date.fromisoformat(case.published)))
        ]
        raw = _raw(folders, case.name)
        _judge(raw["incidents"], made, case.document.text, tally, case.name if errors else None)
    p, r = tally["pairs"] / max(1, tally["found"]), tally["pairs"] / max(1, tally["wanted"])
    counts = f"({tally['pairs']} of {tally['found']} found, {tally['wanted']} wanted)"
    print(f"incidents      P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(1e-9, p + r):.3f}  {counts}")
    print(f"status         {tally['status'] / max(1, tally['pairs']):.3f}")
    for name in ("places", "time", "actors", "targets", "killed"):
        said, right, extra = tally[f"{name} said"], tally[f"{name} right"], tally[f"{name} extra"]
        none = tally["pairs"] - said
        whole = (right + none - extra) / max(1, tally["pairs"])
        print(f"{name:14} {right / max(1, said):.3f} of {said} that say it; {extra} of {none} that do not; all {whole:.3f}")


def _raw(folders: Sequence[Path], name: str) -> Json:
    path = next(f / f"{name}.gold.json" for f in folders if (f / f"{name}.gold.json").exists())
    made: Json = json.loads(path.read_text(encoding="utf-8"))
    return made


def _judge(wanted: list[Json], made: list[Json], text: str, tally: Counter[str], name: str | None) -> None:
    found = [r for r in made if r["type"] == "incident"]
    entities = {r["id"]: r for r in made if r["type"] == "entity"}
    times = {r["id"]: r["value"] for r in made if r["type"] == "time"}
    tally["wanted"] += len(wanted)
    tally["found"] += len(found)
    pairs = _pairs(wanted, found, entities)
    for i, j in pairs:
        _fields(wanted[i], found[j], entities, times, tally, text if name else None)
    if name:
        for i, g in enumerate(wanted):
            if i not in dict(pairs):
                print(f"missed    {name} {g['kind']} {g['status']} «{g['trigger']}»")
        for j, p in enumerate(found):
            if j not in {b for _, b in pairs}:
                print(f"spurious  {name} {p['kind']} {p['status']} «{text[max(0, p['start'] - 40) : p['end'] + 40]!r}»")


def _pairs(wanted: list[Json], found: list[Json], entities: Mapping[str, Json]) -> list[tuple[int, int]]:
    scored = sorted(
        ((_likeness(g, p, entities), i, j) for i, g in enumerate(wanted) for j, p in enumerate(found)),
        key=lambda t: (-t[0], t[1], t[2]),
    )
    ours: set[int] = set()
    theirs: set[int] = set()
    pairs = []
    for score, i, j in scored:
        if score and i not in theirs and j not in ours:
            theirs.add(i)
            ours.add(j)
            pairs.append((i, j))
    return pairs


def _likeness(g: Json, p: Json, entities: Mapping[str, Json]) -> int:
    """The scorer's own: the same kind, and a trigger that overlaps (2), one within 120 characters or a place shared (1)."""
    if g["kind"] != p["kind"]:
        return 0
    spans = [(p["start"], p["end"]), *((m["start"], m["end"]) for m in p["mentions"])]
    names = {_plain(n) for i in p["places"] for n in [entities[i]["name"], *entities[i]["names"]]}
    near = any(abs(a - g["start"]) < 120 for a, _ in spans)
    over = any(a < g["end"] and g["start"] < b for a, b in spans)
    return 2 * over + near + bool({_plain(n) for n in g["places"]} & names)


def _plain(name: str) -> str:
    return " ".join(w.form for w in words(name) if w.kind != "mark")


def _fields(
    g: Json,
    p: Json,
    entities: Mapping[str, Json],
    times: Mapping[str, str | None],
    tally: Counter[str],
    text: str | None,
) -> None:
    tally["pairs"] += 1
    tally["status"] += g["status"] == p["status"]
    named = [n for i in p["places"] for n in [entities[i]["name"]]]
    day = times.get(p.get("time") or "")
    killed = p.get("killed") or {}
    checks = {
        "places": (g["places"], named, any(_same_place(a, b) for a in g["places"] for b in named)),
        "time": (
            g["time"],
            day,
            bool(day and g["time"] and (day.startswith(g["time"][:10]) or g["time"].startswith(day))),
        ),
        "actors": (g["actors"], p["actors"], _shared(g["actors"], p["actors"], entities)),
        "targets": (g["targets"], p["targets"], _shared(g["targets"], p["targets"], entities)),
        "killed": (g["killed"], killed, bool(g["killed"]) and g["killed"]["low"] == killed.get("low")),
    }
    for name, (said, ours, right) in checks.items():
        tally[f"{name} said"] += bool(said)
        tally[f"{name} right"] += bool(said) and right
        tally[f"{name} extra"] += not said and bool(ours)
        if text and ((said and not right) or (not said and ours)):
            shown = [a["text"] for a in ours] if name in ("actors", "targets") else ours
            print(f"{name:9} {g['kind']} «{g['trigger']}» want {said} got {shown} in {_around(text, p)!r}")
    if text and g["status"] != p["status"]:
        print(
            f"status    {g['kind']} «{text[max(0, p['start'] - 60) : p['end'] + 40]!r}» want {g['status']} got {p['status']}"
        )


def _around(text: str, p: Json) -> str:
    """The paragraph of an incident's first trigger, cut short on either side."""
    first = text.rfind("\n", 0, p["start"]) + 1
    end = text.find("\n", p["end"])
    return text[max(first, p["start"] - SHOWN) : min(end if end > 0 else len(text), p["end"] + SHOWN)]


def _same_place(one: str, other: str) -> bool:
    left, right = set(_plain(one).split()), set(_plain(other).split())
    return left <= right or right <= left


def _shared(wanted: list[str], found: list[Json], entities: Mapping[str, Json]) -> bool:
    ours: set[str] = set()
    for piece in found:
        ours |= folded(piece["text"])
        if piece.get("entity"):
            ours |= folded(entities[piece["entity"]]["name"])
    return any(folded(name) & ours for name in wanted)


# --- judged sentences


def gsr(path: Path, *, errors: bool) -> None:
    """Print yes against no over judged sentences, and the overlap of source and target spans."""
    tally: dict[str, Counter[str]] = {"ASSAULT": Counter(), "PROTEST": Counter()}
    spans: Counter[str] = Counter()
    for row in rows(path):
        if row["kind"] == "event_spans":
            _spans(row, spans, errors=errors)
        elif row["label"] != "ambiguous":
            found = [r for r in read(row["text"], None) if r["type"] == "incident"]
            kinds = {r["kind"] for r in found if r["by"]["score"] >= TOLD}
            says = bool(kinds & ASSAULT) if row["event_type"] == "ASSAULT" else "protest" in kinds
            tally[row["event_type"]][f"{row['label'] == 'yes'}{says}"] += 1
            if errors and (row["label"] == "yes") != says:
                print(row["event_type"], row["label"], [(r["kind"], r["text"]) for r in found], row["text"][:200])
    for name, t in tally.items():
        p = t["TrueTrue"] / max(1, t["TrueTrue"] + t["FalseTrue"])
        r = t["TrueTrue"] / max(1, t["TrueTrue"] + t["TrueFalse"])
        print(f"{name:14} P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(1e-9, p + r):.3f}  {dict(t)}")
    for side in ("source", "target"):
        named, said = spans[f"{side} found"], spans[f"{side} said"]
        print(f"{side:14} {spans[f'{side} right'] / max(1, named):.3f} of {named} found overlap; {said} said")


def _spans(row: Json, tally: Counter[str], *, errors: bool) -> None:
    found = [r for r in read(row["text"], None) if r["type"] == "incident"]
    wanted_kinds = ASSAULT | {"detention", "destruction"} if row["event_type"] == "ASSAULT" else {"protest"}
    found = [r for r in found if r["kind"] in wanted_kinds]
    for side, field in (("source", "actors"), ("target", "targets")):
        wanted = [set().union(*(folded(w) for w in s[f"{side}_actor"])) for s in row["spans"] if s[f"{side}_actor"]]
        tally[f"{side} said"] += bool(wanted)
        ours = [folded(p["text"]) for r in found for p in r[field]]
        if wanted and ours:
            right = any(a & b for a in wanted for b in ours)
            tally[f"{side} found"] += 1
            tally[f"{side} right"] += right
            if errors and not right:
                print(side, wanted[0], ours, row["text"][:160])


# --- coded incidents


def clusters(path: Path, *, errors: bool) -> None:
    """Print how often day, deaths and accused of coded incidents are among ours, over the articles' texts."""
    tally: Counter[str] = Counter()
    for row in rows(path):
        coded = row["incident"]
        day = date.fromisoformat(coded["incident_date"])
        made = [
            (read(f"{a['title']}\n{a['text']}"[:12000], _published(a) or day + timedelta(days=1)))
            for a in row["articles"]
        ]
        incidents = [
            (r, one) for one in made for r in one if r["type"] == "incident" and r["kind"] in ASSAULT | {"destruction"}
        ]
        _coded(coded, day, incidents, tally, errors=errors)
        told = {w[:4] for a in row["articles"] for w in folded(f"{a['title']} {a['text']}")}
        tally["accused unsaid"] += bool(coded.get("alleged_belligerent_ar")) and not accused_words(coded) & told
    for name in ("day", "place", "deaths", "accused"):
        print(f"{name:14} {tally[name + ' right'] / max(1, tally[name + ' said']):.3f} of {tally[name + ' said']}")
    print(f"accused whom no article names at all: {tally['accused unsaid']}")


def accused_words(coded: Json) -> set[str]:
    """Return the beginnings of the words that name the accused, and not an army or forces in general."""
    named = coded["alleged_belligerent_ar"]
    more = " ".join(words_ for party, words_ in ALSO.items() if party in named)
    return {w[:4] for w in folded(f"{named} {more}") - GENERIC}


def _published(article: Json) -> date | None:
    try:
        return date.fromisoformat(article["publication_date"][:10])
    except ValueError:
        return None


def _coded(
    coded: Json, day: date, incidents: list[tuple[Json, list[Json]]], tally: Counter[str], *, errors: bool
) -> None:
    days, lows, actors, places, points = set(), [], set(), set(), set()
    for r, made in incidents:
        times = {t["id"]: t["value"] for t in made if t["type"] == "time"}
        entities = {e["id"]: e for e in made if e["type"] == "entity"}
        days.add((times.get(r.get("time") or "") or "")[:10])
        lows += [r["killed"]] if r.get("killed") else []
        actors |= set().union(*(folded(a["text"]) for a in r["actors"]), set())
        places |= {_plain(entities[i]["name"]) for i in r["places"]}
        points |= {(e["lat"], e["lon"]) for i in r["places"] for e in [entities[i]] if e.get("lat") is not None}
    around = {(day + timedelta(days=d)).isoformat() for d in (-1, 0, 1)}
    tally["day said"] += bool(days - {""})
    tally["day right"] += bool(days & around)
    if coded.get("location_ar"):
        tally["place said"] += 1
        near = any(_same_place(coded["location_ar"], p) for p in places) or _within(coded, points)
        tally["place right"] += near
        if errors and not near:
            print("place", coded["location_ar"], places)
    if coded.get("civilian_deaths_max") and lows:
        tally["deaths said"] += 1
        if errors and not _bounded(coded, lows):
            bounds = [(k["low"], k["high"]) for k in lows]
            print("deaths", coded["civilian_deaths_min"], coded["civilian_deaths_max"], bounds)
        tally["deaths right"] += _bounded(coded, lows)
    if coded.get("alleged_belligerent_ar") and actors:
        tally["accused said"] += 1
        right = bool(accused_words(coded) & {w[:4] for w in actors})
        tally["accused right"] += right
        if errors and not right:
            print("accused", coded["alleged_belligerent_ar"], sorted(actors)[:14])


def _within(coded: Json, points: set[tuple[float, float]]) -> bool:
    """Whether one of our points lies within ``NEAR`` kilometres of the coded one."""
    if coded.get("latitude") is None:
        return False
    return any(distance((coded["latitude"], coded["longitude"]), point) <= NEAR for point in points)


def _bounded(coded: Json, tolls: list[Json]) -> bool:
    low, high = coded["civilian_deaths_min"] or 0, coded["civilian_deaths_max"]
    return any((t["low"] or 0) <= high and (t["high"] is None or t["high"] >= low) for t in tolls)


# --- light news


def light(folder: Path, count: int) -> None:
    """Print the incidents found in articles about sport, culture and the economy: a person reads them."""
    read_, held = 0, 0
    for path in sorted(folder.glob("*.jsonl.xz")):
        taken = 0
        for row in rows(path):
            if taken >= count // 3 + 1:
                break
            if not any(word in f"{row.get('section', '')} {row.get('url', '')}".lower() for word in LIGHT):
                continue
            taken += 1
            read_ += 1
            text = f"{row['title']}\n{row['text']}"
            found = [r for r in read(text, date.fromisoformat(row["published"][:10])) if r["type"] == "incident"]
            held += bool(found)
            for r in found:
                print(f"  {r['kind']:18} {text[max(0, r['start'] - 50) : r['end'] + 40]!r}")
    print(f"light          {held} of {read_} articles with an incident")


def main() -> None:
    """Run the parts asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", default=["gold", "own", "gsr", "clusters"])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--count", type=int, default=100)
    asked = parser.parse_args()
    began = time.perf_counter()
    parts = {
        "own": lambda: gold([ROOT / "gold"], errors=asked.errors),
        "gold": lambda: gold([asked.shared / "gold" / "dev"], errors=asked.errors),
        "gsr": lambda: gsr(asked.shared / "data" / "event" / "arabic_event_gsr_dev.jsonl.xz", errors=asked.errors),
        "clusters": lambda: clusters(
            asked.shared / "data" / "clusters" / "incidents_dev.jsonl.xz", errors=asked.errors
        ),
        "light": lambda: light(asked.shared / "data" / "news", asked.count),
    }
    for part in asked.parts:
        if part != "own" and not asked.shared.exists():
            print(f"{part}: {asked.shared} is absent")
            continue
        print(f"--- {part}")
        parts[part]()
    print(f"{time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main()
