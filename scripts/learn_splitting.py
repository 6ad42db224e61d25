"""Learn the weights of report splitting from bundles made of single articles.

    python scripts/learn_splitting.py [--bundles 1500]

Writes src/musnad/lang/ar/models/reports.tsv: one row one weight. The articles of every fourth week are kept for
``measure_splitting.py``.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from splitting_bundles import OUTLETS, Article, Bundle, articles, bundles, first_word, held_out

from musnad.lang.words import fold
from musnad.text import reports
from musnad.text.reports_features import NAMES
from musnad.text.reports_lines import blocks, kinds
from musnad.text.reports_weights import weights

MODEL = Path(__file__).resolve().parents[1] / "src/musnad/lang/ar/models/reports.tsv"
# How much more a single article weighs than a bundle: single articles are many, and must stay whole.
SINGLES = 3.0
# Share of answers that are turned while the net is first taught, so that it learns to go on after a mistake.
WRONG = 0.05
EVIDENCE = ("bias", "cuts", "first", "second", "sum", "share", "blocks", "headed", "heads_kept", "long", "first_share")


def cut_rows(bundle: Bundle, wrong: Callable[[bool, list[float]], bool]) -> tuple[list[list[float]], list[bool]]:
    """Return the features and the truth of each block; ``wrong`` makes of the truth the answer that the walk takes."""
    starts, found = set(bundle.starts), blocks(bundle.text)
    values: list[list[float]] = []
    truth: list[bool] = []

    def decide(index: int, row: list[float]) -> bool:
        values.append(row)
        truth.append(found[index].start in starts)
        return wrong(truth[-1], row)

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


@dataclass
class Net:
    """A net of one hidden layer of sigmoids beside direct weights, trained by Adam."""

    hidden: np.ndarray
    out: np.ndarray
    direct: np.ndarray

    def forward(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the hidden units and the log-odds."""
        h = 1 / (1 + np.exp(-np.clip(x @ self.hidden[:, :-1].T + self.hidden[:, -1], -60, 60)))
        return h, h @ self.out[:-1] + self.out[-1] + x @ self.direct


def train(x: np.ndarray, y: np.ndarray, *, units: int = 16, rounds: int = 60, decay: float = 1e-6, seed: int = 3) -> Net:
    """Return a net fitted to the rows; it is trained on scaled features, and the scale is then put into its weights."""
    mean, scale = x.mean(0), x.std(0) + 1e-3
    net = _train((x - mean) / scale, y, units=units, rounds=rounds, decay=decay, seed=seed)
    hidden, direct = net.hidden[:, :-1] / scale, net.direct / scale
    out = net.out.copy()
    out[-1] -= direct @ mean
    return Net(np.hstack([hidden, (net.hidden[:, -1] - hidden @ mean)[:, None]]), out, direct)


def _train(x: np.ndarray, y: np.ndarray, *, units: int, rounds: int, decay: float, seed: int) -> Net:
    draw = np.random.default_rng(seed)
    net = Net(draw.normal(0, 0.3, (units, x.shape[1] + 1)), draw.normal(0, 0.3, units + 1), np.zeros(x.shape[1]))
    parts = [net.hidden, net.out, net.direct]
    first, second, t = [np.zeros_like(p) for p in parts], [np.zeros_like(p) for p in parts], 0
    for epoch in range(rounds):
        rate = 0.01 * (1 - epoch / rounds) + 1e-4
        for rows in np.array_split(draw.permutation(len(y)), max(1, len(y) // 256)):
            t += 1
            for p, g, m, v in zip(parts, _gradient(net, x[rows], y[rows]), first, second, strict=True):
                g = g + decay * p
                m += 0.1 * (g - m)
                v += 0.001 * (g * g - v)
                p -= rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return net


def _gradient(net: Net, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    h, score = net.forward(x)
    wrong = (1 / (1 + np.exp(-np.clip(score, -60, 60))) - y) / len(y)
    inner = wrong[:, None] * net.out[:-1] * h * (1 - h)
    hidden = np.hstack([inner.T @ x, inner.sum(0)[:, None]])
    return hidden, np.append(h.T @ wrong, wrong.sum()), x.T @ wrong


def learn_openers(pool: list[Article]) -> dict[str, float]:
    """Learn which first words open articles and which open later paragraphs; only words of the lexicon are counted."""
    known = frozenset().union(*(kinds()[k] for k in ("lead", "joined", "stop", "title", "anaphor", "weekday")))
    first, later = Counter[str](), Counter[str]()
    for a in pool:
        for place, paragraph in enumerate(a.paragraphs):
            word = fold(first_word(paragraph))
            if word in known:
                (later if place else first)[word] += 1
    base = np.log(sum(first.values()) / sum(later.values()))
    often = sorted(w for w in {*first, *later} if first[w] + later[w] > 5)
    return {w: round(float(np.log((first[w] + 1) / (later[w] + 3)) - base), 3) for w in often}


def learn_cuts(pools: dict[str, list[Article]], number: int, write_net: Callable[[Net], None]) -> Net:
    """Learn when a block opens a report: first from true answers with some turned, then from the net's own answers."""
    draw = random.Random(7)
    made = [b for seed, pool in enumerate(pools.values()) for b in bundles(pool, number, seed=seed)]
    rows = [cut_rows(b, lambda truth, _: truth != (draw.random() < WRONG)) for b in made]
    single = [a for pool in list(pools.values())[:-1] for a in pool if _has_parts(a)]
    made += [Bundle("\n".join((a.title, *a.paragraphs)), (0,), "single") for a in single]
    rows += [cut_rows(b, lambda _, __: False) for b in made[len(rows) :]]
    net = _learn(rows)
    write_net(net)
    rows += [cut_rows(b, lambda _, row: weights().score(row) > 0) for b in made]
    return _learn(rows)


def _has_parts(a: Article) -> bool:
    """Say whether an article has headlines inside: they must be told from those of reports."""
    return any(b.headline for b in blocks("\n".join(a.paragraphs))[1:])


def _learn(rows: list[tuple[list[list[float]], list[bool]]]) -> Net:
    x = np.array([v for values, _ in rows for v in values], dtype=float)
    y = np.array([t for _, truth in rows for t in truth], dtype=float)
    net = train(x, y)
    guess = net.forward(x)[1] > 0
    fits = f"P {y[guess].mean():.4f} R {guess[y > 0].mean():.4f}"
    print(f"{len(y)} blocks, {y.sum():.0f} first of a report; fits: {fits}", flush=True)
    return net


def learn_verdict(pools: dict[str, list[Article]], number: int) -> np.ndarray:
    """Learn when the cuts of a source are enough for a bundle; single articles weigh as the many more that they are."""
    x, y = [], []
    for seed, (name, pool) in enumerate(pools.items()):
        for bundle in bundles(pool, number // 2, seed=100 + seed, size=(2, 15)):
            _evidence(bundle.text, x, y, truth=True)
        for a in pool if name != "mixed" else ():
            for text in (a.raw, a.raw.partition("\n")[2]):
                _evidence(text, x, y, truth=False)
    print(f"{len(y)} sources with a cut, {sum(y)} of them bundles")
    truth = np.array(y, dtype=float)
    return fit(np.array(x), truth, np.where(truth > 0, 1.0, SINGLES))


def _evidence(text: str, x: list[list[float]], y: list[bool], *, truth: bool) -> None:
    found = blocks(text)
    cuts = reports.scored(text, found) if len(found) > 1 else []
    if cuts:
        x.append(reports.evidence(cuts, found))
        y.append(truth)


def write(net: Net, verdict: list[float], openers: dict[str, float]) -> None:
    """Write the weights."""

    def numbers(row: np.ndarray) -> str:
        return " ".join(f"{n:.4g}" for n in row)

    lines = ["model\tname\tnumbers", *(f"hidden\t{i}\t{numbers(row)}" for i, row in enumerate(net.hidden))]
    alone = {"out": net.out, "direct": net.direct, "bundle": np.array(verdict)}
    lines += [f"{model}\tall\t{numbers(row)}" for model, row in alone.items()]
    lines += [f"opener\t{word}\t{odds}" for word, odds in openers.items()]
    MODEL.parent.mkdir(exist_ok=True)
    MODEL.write_text("\n".join(lines) + "\n", encoding="utf-8")
    weights.cache_clear()


def main() -> None:
    """Learn all weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundles", type=int, default=400, help="bundles of each outlet")
    number = parser.parse_args().bundles
    pools = {o: [a for a in articles(o) if not held_out(a.day)] for o in OUTLETS}
    pools["mixed"] = [a for pool in pools.values() for a in pool]
    openers = learn_openers(pools["mixed"])
    none = Net(np.zeros((0, len(NAMES) + 1)), np.zeros(1), np.zeros(len(NAMES)))
    write(none, [0.0] * len(EVIDENCE), openers)
    net = learn_cuts(pools, number, lambda net: write(net, [0.0] * len(EVIDENCE), openers))
    write(net, [0.0] * len(EVIDENCE), openers)
    write(net, list(learn_verdict(pools, number)), openers)


if __name__ == "__main__":
    main()
