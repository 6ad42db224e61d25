"""What a tagger calls each word of the news, over many reports: a hint for the next tagger."""

from __future__ import annotations

import json
import lzma
from bisect import bisect_left
from collections import Counter, defaultdict
from pathlib import Path

from musnad.extract.names_model import Model
from musnad.text.passage import Passage

EVERY = 3  # one article in so many is read
SURE = 0.8
News = list[list[list[str]]]  # articles of sentences of forms


def read_news(folder: Path) -> News:
    """Return every third article as sentences of folded forms."""
    found: News = []
    for path in sorted(folder.glob("ant-*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            found += [_cut(json.loads(line)) for n, line in enumerate(lines) if n % EVERY == 0]
    return found


def _cut(article: dict[str, str]) -> list[list[str]]:
    passage = Passage.of(f"{article['title']}\n{article['text']}")
    starts = passage.word_starts
    cut = ((bisect_left(starts, s.start), bisect_left(starts, s.end)) for s in passage.sentences)
    return [[w.form for w in passage.words[a:b] if w.form][:150] for a, b in cut if a < b]


def heard(model: Model, news: News) -> dict[str, list[str]]:
    """Return for each word what it is called in the reports that have it, with the share of those reports."""
    seen: Counter[str] = Counter()
    called: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article in news:
        bases, scores = model.scores(article)
        best, sure = model.decode(scores)
        seen.update(set(bases))
        labels = (model.weights.labels[k] for k in best)
        for base, kind in {(b, k if k[2:] == "PER" else k[2:]) for b, k, p in zip(bases, labels, sure, strict=True)
                           if k != "O" and p > SURE}:
            called[base][kind] += 1
    return {base: found for base, kinds in called.items() if (found := _hint(kinds, seen[base]))}


def _hint(kinds: Counter[str], reports: int) -> list[str]:
    often = "+" if reports >= 5 else ""
    return [f"n{kind}:{_share(n / reports)}{often}" for kind, n in sorted(kinds.items()) if n > 1 and n / reports >= 0.03]


def _share(share: float) -> str:
    return "a" if share > 0.6 else "m" if share > 0.3 else "s" if share > 0.1 else "t"
