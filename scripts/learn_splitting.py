"""Learn the weights of report splitting from bundles made of single articles.

    python scripts/learn_splitting.py [--bundles 1500]

Writes src/musnad/lang/ar/models/reports.tsv: one row one weight. The articles of every fourth week are kept for
``measure_splitting.py``.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from splitting_bundles import OUTLETS, Article, Bundle, articles, bundles, held_out

from musnad.text import reports
from musnad.text.reports_features import NAMES
from musnad.text.reports_lines import blocks

MODEL = Path(__file__).resolve().parents[1] / "src/musnad/lang/ar/models/reports.tsv"
EVIDENCE = ("bias", "cuts", "first", "second", "sum", "share", "blocks")


def cut_rows(bundle: Bundle, draw: random.Random, noise: float = 0.03) -> tuple[list[list[float]], list[bool]]:
    """Return the features and the truth of each block; now and then the walk is told a wrong answer, as it will be in use."""
    starts, found = set(bundle.starts), blocks(bundle.text)
    values: list[list[float]] = []
    truth: list[bool] = []

    def decide(index: int, row: list[float]) -> bool:
        values.append(row)
        truth.append(found[index].start in starts)
        return truth[-1] != (draw.random() < noise)

    reports.walk(bundle.text, found, decide)
    return values, truth


def fit(x: np.ndarray, y: np.ndarray, weight: np.ndarray | None = None, ridge: float = 1.0) -> np.ndarray:
    """Return the weights of a ridge logistic regression (Newton's method)."""
    weight = np.ones(len(y)) if weight is None else weight
    w = np.zeros(x.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (weight * (p - y)) + ridge * w
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(w))
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return w


def learn_cuts(pools: dict[str, list[Article]], number: int) -> np.ndarray:
    """Learn when a block opens a report."""
    draw, x, y = random.Random(7), [], []
    for seed, pool in enumerate(pools.values()):
        for bundle in bundles(pool, number, seed=seed):
            values, truth = cut_rows(bundle, draw)
            x += values
            y += truth
    print(f"{len(y)} blocks, {sum(y)} of them first of a report")
    return fit(np.array(x), np.array(y, dtype=float))


def learn_verdict(pools: dict[str, list[Article]], number: int) -> np.ndarray:
    """Learn when the cuts of a source are enough for a bundle; single articles weigh as the many more that they are."""
    x, y = [], []
    for seed, (name, pool) in enumerate(pools.items()):
        for bundle in bundles(pool, number // 2, seed=100 + seed, size=(2, 15)):
            _evidence(bundle.text, x, y, truth=True)
        for a in pool if name != "mixed" else ():
            for text in ("\n".join(a.paragraphs), "\n".join((a.title, *a.paragraphs))):
                _evidence(text, x, y, truth=False)
    print(f"{len(y)} sources with a cut, {sum(y)} of them bundles")
    truth = np.array(y, dtype=float)
    return fit(np.array(x), truth, np.where(truth > 0, 1.0, 3.0))


def _evidence(text: str, x: list[list[float]], y: list[bool], *, truth: bool) -> None:
    found = blocks(text)
    cuts = reports.scored(text, found) if len(found) > 1 else []
    if cuts:
        x.append(reports.evidence(cuts, len(found)))
        y.append(truth)


def write(cut: Sequence[float], verdict: Sequence[float]) -> None:
    """Write the weights."""
    lines = ["model\tfeature\tweight"]
    lines += [f"cut\t{name}\t{w:.4f}" for name, w in zip(NAMES, cut, strict=True)]
    lines += [f"bundle\t{name}\t{w:.4f}" for name, w in zip(EVIDENCE, verdict, strict=True)]
    MODEL.parent.mkdir(exist_ok=True)
    MODEL.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Learn both models."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundles", type=int, default=500, help="bundles of each outlet")
    number = parser.parse_args().bundles
    pools = {o: [a for a in articles(o) if not held_out(a.day)] for o in OUTLETS}
    pools["mixed"] = [a for pool in pools.values() for a in pool]
    cut = learn_cuts(pools, number)
    write(cut, [0.0] * len(EVIDENCE))
    reports._weights.cache_clear()
    write(cut, learn_verdict(pools, number))


if __name__ == "__main__":
    main()
