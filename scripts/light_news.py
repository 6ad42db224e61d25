"""Incidents in articles about sport, culture, technology and daily life: drawn by a seed, shown, held against verdicts.

    python scripts/light_news.py draw --seed 41 --count 200 > ids      articles spread over outlets and fields
    python scripts/light_news.py show ids [--judged]                   each incident with its sentence, to be read
    python scripts/light_news.py check [--verdicts FILE]               fails at a figure of speech or an unjudged incident

A verdict is a row of `light_news.tsv`: the article, the draw, an incident as kind and code point, and what it was called:
`real`, `figure` (a metaphor, a game, a plot), `other` (no incident of that kind, and no figure), `none` (none was found).
The words of the fields are in `light_news_fields.tsv`.
"""

from __future__ import annotations

import argparse
import csv
import json
import lzma
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from musnad.extract import read_report, records
from musnad.lang.words import words
from musnad.model.frame import Frame
from musnad.text.passage import Passage

Json = dict[str, Any]
ROOT = Path(__file__).resolve().parents[1]
OPENING = 200  # code points by which two articles are one
NEAR = 12  # code points by which a trigger may move and still be the one that was judged
LEAST, DENSE = 4, 30  # words of a field in an article, one in the headline twice; among how many words one of them


def articles(folder: Path) -> Iterator[Json]:
    """Yield the articles of every outlet, in the order of their files."""
    for path in sorted(folder.glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _bare(form: str) -> str:
    return form.removeprefix("و").removeprefix("ب").removeprefix("ال").removeprefix("لل")


def field_of(row: Json) -> str | None:
    """Return the field whose words an article has most of; None below ``LEAST``, or where they are thin."""
    counts: Counter[str] = Counter()
    length = 0
    for text, weight in ((row["title"], 2), (row["text"], 1)):
        for word in words(text):
            length += 1
            for name, wanted in _FIELD_FORMS.items():
                counts[name] += weight * (word.form in wanted or _bare(word.form) in wanted)
    name, count = max(counts.items(), key=lambda pair: pair[1], default=("", 0))
    return name if count >= max(LEAST, length / DENSE) else None


def _fields() -> dict[str, set[str]]:
    with (ROOT / "scripts" / "light_news_fields.tsv").open(encoding="utf-8", newline="") as lines:
        return {row["field"]: {w.form for w in words(row["words"])} for row in csv.DictReader(lines, delimiter="\t")}


_FIELD_FORMS = _fields()


def draw(folder: Path, seed: int, count: int, known: set[str]) -> list[str]:
    """Return the ids of ``count`` articles, as many from each outlet and field as there are, none of ``known``."""
    shuffled = list({row["text"][:OPENING]: row for row in articles(folder)}.values())
    random.Random(seed).shuffle(shuffled)
    cells = [(outlet, name) for outlet in sorted({r["outlet"] for r in shuffled}) for name in _FIELD_FORMS]
    quota = {cell: count // len(cells) + (i < count % len(cells)) for i, cell in enumerate(cells)}
    taken: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in shuffled:
        if not any(len(taken[c]) < quota[c] for c in cells if c[0] == row["outlet"]) or row["id"] in known:
            continue
        cell = (row["outlet"], field_of(row) or "")
        if len(taken[cell]) < quota.get(cell, 0):
            taken[cell].append(row["id"])
    drawn = [one for cell in cells for one in taken[cell]]
    rest = (r["id"] for r in shuffled if r["id"] not in known and r["id"] not in drawn and field_of(r))
    return drawn + [one for one, _ in zip(rest, range(count - len(drawn)), strict=False)]


def incidents(row: Json) -> tuple[str, list[Json]]:
    """Return the text of an article and the incidents found in it."""
    text = f"{row['title']}\n{row['text']}"
    frame = Frame(sha256(text.encode()).hexdigest(), "report", "0", date.fromisoformat(row["published"][:10]))
    made = (r.as_json() for r in records([read_report(Passage.of(text), frame)]))
    return text, [r for r in made if r["type"] == "incident"]


def show(folder: Path, ids: Iterable[str], judged: dict[str, list[Json]]) -> None:
    """Print each incident of some articles with its sentence; those judged already are left out."""
    wanted = set(ids)
    for row in articles(folder):
        if row["id"] not in wanted:
            continue
        text, found = incidents(row)
        for r in found:
            if _verdict(r, judged.get(row["id"], [])) is None:
                print(f"{row['id']}\t{r['kind']}\t{r['start']}\t{r['status']}\t{_marked(text, r)}")


def _marked(text: str, r: Json) -> str:
    first, end = text.rfind("\n", 0, r["start"]) + 1, text.find("\n", r["end"])
    first, end = max(first, r["start"] - 160), min(end if end > 0 else len(text), r["end"] + 110)
    return f"{text[first : r['start']]}[[{r['text']}]]{text[r['end'] : end]}".replace("\n", " ")


def _verdict(r: Json, judged: list[Json]) -> str | None:
    """Return what an incident was called: of those of its kind near its trigger or one of its other mentions."""
    starts = [r["start"], *(m["start"] for m in r["mentions"])]
    near = [j for j in judged if j["kind"] == r["kind"] and any(abs(int(j["start"]) - s) <= NEAR for s in starts)]
    calls = {j["verdict"] for j in near}
    return next((v for v in ("figure", "other", "real") if v in calls), None)


def verdicts(path: Path) -> dict[str, list[Json]]:
    """Return the rows of verdicts, by article."""
    made: dict[str, list[Json]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            made[row["id"]].append(row)
    return made


def check(folder: Path, judged: dict[str, list[Json]]) -> bool:
    """Print what the judged articles hold now, and return whether no figure of speech and nothing unjudged is among it."""
    tally: Counter[tuple[str, str]] = Counter()
    for row in articles(folder):
        if row["id"] not in judged:
            continue
        part = judged[row["id"]][0]["draw"]
        tally[part, "articles"] += 1
        text, found = incidents(row)
        for r in found:
            call = _verdict(r, judged[row["id"]]) or "unjudged"
            tally[part, call] += 1
            if call in ("figure", "unjudged"):
                print(f"{call}\t{row['id']}\t{r['kind']}\t{r['start']}\t{_marked(text, r)}")
        tally[part, "with an incident"] += bool(found)
    for part in sorted({name for name, _ in tally}):
        calls = ("articles", "with an incident", "real", "other", "figure", "unjudged")
        print(f"draw {part}: " + ", ".join(f"{call} {tally[part, call]}" for call in calls))
    return bool(tally) and not any(n for (_, call), n in tally.items() if call in ("figure", "unjudged"))


def main() -> None:
    """Run the part asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=("draw", "show", "check"))
    parser.add_argument("ids", type=Path, nargs="?")
    parser.add_argument("--news", type=Path, default=ROOT.parent / "shared" / "data" / "news")
    parser.add_argument("--verdicts", type=Path, default=Path(__file__).with_suffix(".tsv"))
    parser.add_argument("--seed", type=int, default=41)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--judged", action="store_true", help="show also what has a verdict")
    asked = parser.parse_args()
    if not asked.news.exists():
        sys.exit(f"{asked.news} is absent")
    judged = verdicts(asked.verdicts) if asked.verdicts.exists() else {}
    if asked.part == "draw":
        print("\n".join(draw(asked.news, asked.seed, asked.count, set(judged))))
    elif asked.part == "show":
        show(asked.news, asked.ids.read_text(encoding="utf-8").split(), {} if asked.judged else judged)
    elif not check(asked.news, judged):
        sys.exit(1)


if __name__ == "__main__":
    main()
