"""Words that speak for news of sport: there «ليفربول» is a club, elsewhere a town.

Learnt from the sections of the unannotated news: the logarithm of how much commoner a word is in reports of sport.
"""

from __future__ import annotations

import json
import lzma
from collections import Counter
from collections.abc import Mapping
from math import log
from pathlib import Path

from musnad.extract.names_features import stem
from musnad.lang.words import words

LEAST = 15  # reports with a word
WEIGHT = 0.7  # what a word must weigh to count, and
MOST = 3.0  # the most that one counts
BEGINNING = 1500  # characters of a report that are looked at


def table(folder: Path, known: Mapping[str, str]) -> str:
    """Return the table: word, weight."""
    seen: tuple[Counter[str], Counter[str]] = Counter(), Counter()
    reports = Counter[bool]()
    for path in sorted(folder.glob("ant-*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                sport = article["section"] == "sport"
                reports[sport] += 1
                seen[sport].update({stem(w.form, known)[1] for w in words(article["text"][:BEGINNING]) if w.form})
    rest, own = seen
    weights = {w: log((n + 0.5) / reports[True]) - log((rest[w] + 0.5) / reports[False])
               for w, n in own.items() if n + rest[w] >= LEAST}
    return "".join(f"{w}\t{min(weight, MOST):.2f}\n" for w, weight in sorted(weights.items()) if weight > WEIGHT)
