"""Measure clusters of one incident: `python scripts/measure_clusters.py [--learn]`, on reports of incidents coded by people.

What is counted. The articles of 138 incidents (461; each with one incident or more that people coded) are shuffled with
2,000 articles drawn from news of 2018 (seed 5) and read, added and linked as `musnad add` and `musnad link` do it.
An article belongs to the one cluster of incidents by which it is tied to another report most surely; with no tie it stands
alone. B-cubed is counted over the 461 articles: of each, the share of the articles in its cluster, itself and noise
included, that share a coded incident with it (precision), and the share of the articles that share a coded incident with it,
itself included, that are in its cluster (recall); the means make F1. Also told: the same with all clusters of an article.

The weights of the pairs are learned by logistic regression. The figure is a cross-validation: the incidents are cut
into five parts (incidents that share an article stay together), and the articles of a part are measured with weights that
were learned from the other four. `--learn` also writes the weights learned from all.
"""

from __future__ import annotations

import json
import lzma
import random
import re
import shutil
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import typer

from musnad import __version__
from musnad.cli.add import command as add
from musnad.ledger import RunInfo, open_linkings, open_reader
from musnad.link.frame import Signature
from musnad.link.incident_pairs import AGAINST, FEATURES, FOR, Weights, features, parted, weigh
from musnad.link.incidents import ENOUGH, Incidents
from musnad.model.lines import record_of
from musnad.pipeline.linking import link_all, views

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared/data"
WEIGHTS = ROOT / "src/musnad/link/incident_weights.json"
NOISE, FOLDS, SEED = 2000, 5, 5
LIMIT = 150  # holders of a key from which it finds nothing
ROUNDS = 4  # of choosing the records that make two articles one, and learning
RIDGE, CLOSE = 3.0, 1e-3  # held back from large weights; a step that changes nothing any more
CAUTION = {"killed_far": -2.0}  # at least so much against: the articles hardly hold two incidents of one town and day
DOUBTED = 0.3  # probability below which a pair is far from being tied
GUESS = Weights(-6.0, {"places_share": 1.5, "same_day": 1.5, "shared_date": 1.0, "shared_day": 1.0, "same_kind": 0.5,
                       "killed_same": 1.0, "injured_same": 1.0, "words_share": 6.0, "title_share": 3.0, "far": -3.0})


@dataclass(frozen=True)
class Pool:
    """What is measured: rows to read, and the coded incidents of the articles that have one."""

    rows: list[dict[str, str | None]]
    gold: dict[str, frozenset[str]]

    def one(self, article: str, other: str) -> bool:
        """Say whether two articles share a coded incident."""
        return bool(self.gold.get(article, frozenset()) & self.gold.get(other, frozenset()))


@dataclass(frozen=True)
class Candidates:
    """The pairs of incidents of two articles: their numbers, and a row of features each."""

    pairs: list[tuple[int, int]]
    features: np.ndarray

    def told(self, weights: np.ndarray, one: bool) -> Iterator[tuple[np.ndarray, bool]]:
        """Yield features to learn from, each with whether they are of one incident.

        Of two articles that share an incident the likeliest pair is that incident. What is one of the two is not a third:
        the pairs that share one side with it are of two incidents, however alike the articles are.
        """
        best = int(np.argmax(self.features @ weights))
        yield self.features[best], one
        if one:
            (left, right) = self.pairs[best]
            for at, (a, b) in enumerate(self.pairs):
                if (a == left) != (b == right):
                    yield self.features[at], False


def pool() -> Pool:
    """Return the articles, shuffled."""
    rows: dict[str, dict[str, str | None]] = {}
    gold: dict[str, set[str]] = defaultdict(set)
    texts: dict[tuple[str, str], str] = {}
    for incident in lines_of(DATA / "clusters/incidents_dev.jsonl.xz"):
        for article in incident["articles"]:
            title = once(article["title"])
            same = texts.setdefault((title, article["text"]), article["id"])
            gold[same].add(incident["incident"]["internal_id"])
            day = re.match(r"\d{4}-\d\d-\d\d", article["publication_date"] or "")
            rows[same] = {"id": same, "outlet": article["host"], "published": day and day.group(), "title": title,
                          "text": article["text"], "url": article["url"]}
    news = [row for path in sorted((DATA / "news").glob("*.jsonl.xz")) for row in lines_of(path)]
    drawn = random.Random(SEED).sample(news, NOISE)
    rows |= {row["id"]: {name: row[name] for name in ("id", "outlet", "published", "title", "text", "url")} for row in drawn}
    made = list(rows.values())
    random.Random(SEED + 1).shuffle(made)
    return Pool(made, {article: frozenset(some) for article, some in gold.items()})


def lines_of(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a packed file."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def once(title: str) -> str:
    """Return a title that the data repeats, once."""
    words = title.split()
    return next((" ".join(words[:n]) for n in range(len(words) // 2, 3, -1) if words[:n] == words[n : 2 * n]), title)


def read(of: Pool, folder: Path) -> Path:
    """Add the articles to a new ledger."""
    rows, ledger = folder / "pool.jsonl", folder / "read.ledger"
    rows.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in of.rows), encoding="utf-8")
    try:
        add([str(rows)], ledger=str(ledger), workers=2)
    except typer.Exit as done:
        if done.exit_code:
            raise
    return ledger


def signed(ledger: Path) -> tuple[list[Signature], dict[str, str]]:
    """Return the signatures of all incidents, and the article of each."""
    linker, made, rows = Incidents(GUESS), [], {}
    with open_linkings(ledger, run=RunInfo(__version__)) as linkings:
        numbers = [pending.document for pending in linkings.pending("measuring")]
        lines, heads = linkings.lines(numbers, linker.reads | {"report"}), linkings.heads(numbers)
    for number in numbers:
        for view in views([record_of(line) for line in lines[number]], *heads[number]):
            for signature in linker.sign(view):
                made.append(signature)
                rows[signature.subject] = view.report.row or ""
    return made, rows


def candidates(made: Sequence[Signature], rows: dict[str, str], of: Pool) -> dict[tuple[str, str], Candidates]:
    """Return all pairs that share a key, by pair of articles of which one is coded."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at, signature in enumerate(made):
        for key in (*signature.keys, *signature.left):
            holders[key].append(at)
    pairs = {(min(a, b), max(a, b)) for a, signature in enumerate(made) for key in (*signature.keys, *signature.asked)
             for b in holders.get(key, ()) if len(holders[key]) < LIMIT}
    found: dict[tuple[str, str], list[tuple[tuple[int, int], list[float]]]] = defaultdict(list)
    for a, b in sorted(pairs):
        one, two = made[a], made[b]
        articles = tuple(sorted((rows[one.subject], rows[two.subject])))
        coded = any(article in of.gold for article in articles)
        if one.report != two.report and coded and not parted(one, two):
            values = features(one.data, two.data)
            found[articles[0], articles[1]].append(((a, b), [1.0, *(values.get(name, 0.0) for name in FEATURES)]))
    return {articles: Candidates([pair for pair, _ in some], np.array([told for _, told in some]))
            for articles, some in found.items()}


def learned(pairs: dict[tuple[str, str], Candidates], of: Pool, without: frozenset[str] = frozenset()) -> Weights:
    """Learn the weights from all pairs but those of the articles left out."""
    kept = {articles: some for articles, some in pairs.items() if not without & set(articles)}
    weights = np.array([GUESS.start, *(GUESS.of.get(name, 0.0) for name in FEATURES)])
    for _ in range(ROUNDS):
        told = [one for articles, some in kept.items() for one in some.told(weights, of.one(*articles))]
        weights = fitted(np.array([row for row, _ in told]), np.array([label for _, label in told], dtype=float))
    start, *of_each = (round(float(w), 3) for w in weights)
    return Weights(start, {name: min(w, CAUTION.get(name, w)) for name, w in zip(FEATURES, of_each, strict=True)})


def fitted(rows: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Fit a logistic regression in which no weight of ``FOR`` is below nought and none of ``AGAINST`` above it."""
    sign = np.array([0, *(1 if name in FOR else -1 if name in AGAINST else 0 for name in FEATURES)])
    kept = np.full(rows.shape[1], True)
    while True:
        weights = np.zeros(rows.shape[1])
        weights[kept] = _newton(rows[:, kept], labels)
        wrong = np.flatnonzero(weights * sign < 0)
        if not wrong.size:
            return weights
        worst_first = wrong[np.argsort((weights * sign)[wrong])]
        kept[worst_first[: (wrong.size + 1) // 2]] = False  # the others may right themselves without these


def _newton(rows: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Fit a logistic regression by Newton's steps, with a ridge on all weights but the first."""
    weights = np.zeros(rows.shape[1])
    ridge = np.full(rows.shape[1], RIDGE)
    ridge[0] = 0.0
    for _ in range(25):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (labels - chance) - ridge * weights
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(ridge + 1e-6)
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if np.abs(step).max() < CLOSE:
            break
    return weights


def parts(of: Pool) -> list[frozenset[str]]:
    """Cut the coded articles into parts; those that share an incident stay together."""
    groups: list[set[str]] = []
    for incident in sorted({name for some in of.gold.values() for name in some}):
        group = {article for article, some in of.gold.items() if incident in some}
        touching = [other for other in groups if other & group]
        groups = [other for other in groups if not other & group] + [group.union(*touching)]
    groups.sort(key=min)
    random.Random(SEED).shuffle(groups)
    return [frozenset().union(*groups[at::FOLDS]) for at in range(FOLDS)]


def lost(made: Sequence[Signature], rows: dict[str, str], of: Pool) -> Counter[str]:
    """Count pairs of articles that share a coded incident by how far they come, with the weights of the package."""
    by_article: dict[str, list[Signature]] = defaultdict(list)
    for signature in made:
        by_article[rows[signature.subject]].append(signature)
    return Counter(_reached(by_article[one], by_article[two]) for one in of.gold for two in of.gold
                   if one < two and of.one(one, two))


def _reached(mine: Sequence[Signature], theirs: Sequence[Signature]) -> str:
    if not mine or not theirs:
        return "an article without incidents"
    near = [(one, two) for one in mine for two in theirs if _finds(one, two) or _finds(two, one)]
    if not near:
        return "no shared key"
    best = max(weigh(one, two, Weights.learned()).score for one, two in near)
    return "sure enough" if best >= ENOUGH else f"score below {DOUBTED if best < DOUBTED else ENOUGH}"


def _finds(one: Signature, other: Signature) -> bool:
    return not {*one.keys, *one.asked}.isdisjoint((*other.keys, *other.left))


def linked(ledger: Path, weights: Weights, rows: dict[str, str]) -> tuple[dict[str, set[str]], dict[str, str]]:
    """Link a copy of a ledger, and return the articles of each cluster, and the main cluster of each article."""
    copy = ledger.with_name("linked.ledger")
    shutil.copyfile(ledger, copy)
    with open_linkings(copy, run=RunInfo(__version__)) as linkings:
        link_all(linkings, (Incidents(weights),))
        gone = linkings.dropped()
    with open_reader(copy) as reader:
        ties = [held.record for held in reader.links() if held.id not in gone]
    copy.unlink()
    return clusters(ties, rows)


def clusters(ties: Iterable[dict[str, str | float]], rows: dict[str, str]) -> tuple[dict[str, set[str]], dict[str, str]]:
    """Return the articles of each cluster of incidents, and the cluster by which each article is tied most surely."""
    head: dict[str, str] = {}

    def find(subject: str) -> str:
        while head.setdefault(subject, subject) != subject:
            subject = head[subject]
        return subject

    ties = list(ties)
    for tie in ties:
        head[find(str(tie["from"]))] = find(str(tie["to"]))
    made: dict[str, set[str]] = defaultdict(set)
    best: dict[str, tuple[float, str]] = {}
    for tie in ties:
        for end in (str(tie["from"]), str(tie["to"])):
            made[find(end)].add(rows[end])
            best[rows[end]] = max(best.get(rows[end], (0.0, "")), (float(tie["score"]), find(end)))
    return made, {article: cluster for article, (_, cluster) in best.items()}


def counted(articles: Iterable[str], main: dict[str, str], of: Pool) -> Iterator[tuple[float, float]]:
    """Yield precision and recall of each article by its main cluster."""
    members: dict[str, set[str]] = defaultdict(set)
    for article, cluster in main.items():
        members[cluster].add(article)
    for article in articles:
        yield share(article, members[main[article]] if article in main else {article}, of)


def all_counted(articles: Iterable[str], made: dict[str, set[str]], of: Pool) -> Iterator[tuple[float, float]]:
    """Yield precision and recall of each article by all clusters that it is in."""
    for article in articles:
        yield share(article, {article}.union(*(some for some in made.values() if article in some)), of)


def noise(ledger: Path, weights: Weights, rows: dict[str, str], of: Pool) -> Iterator[tuple[float, float]]:
    """Yield precision and recall of each article of noise: taken to stand alone, though two may tell of one incident."""
    _, main = linked(ledger, weights, rows)
    size = Counter(main.values())
    for row in of.rows:
        if row["id"] not in of.gold:
            yield 1 / size.get(main.get(str(row["id"]), ""), 1), 1.0


def share(article: str, found: set[str], of: Pool) -> tuple[float, float]:
    """Return precision and recall of one article."""
    wanted = {other for other in of.gold if of.one(article, other)}
    right = len(found & wanted)
    return right / len(found), right / len(wanted)


def told(name: str, scores: list[tuple[float, float]]) -> str:
    """Return a line of B-cubed figures."""
    precision, recall = (sum(column) / len(scores) for column in zip(*scores, strict=True))
    both = 2 * precision * recall / (precision + recall)
    return f"{name:28} P {precision:.3f}  R {recall:.3f}  F1 {both:.3f}  of {len(scores)}"


def main() -> None:
    """Measure, and learn where it is asked."""
    of = pool()
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(sys.argv[sys.argv.index("--read") + 1]) if "--read" in sys.argv else read(of, Path(folder))
        made, rows = signed(ledger)
        pairs = candidates(made, rows, of)
        print(f"{len(made):,} incidents, {len(pairs):,} pairs of articles share a key,",
              f"{sum(of.one(*articles) for articles in pairs):,} of them of one incident")
        print("; ".join(f"{how} {count}" for how, count in lost(made, rows, of).most_common()))
        if "--learn" in sys.argv:
            best = learned(pairs, of)
            WEIGHTS.write_text(json.dumps({"start": best.start, "of": best.of}, indent=1) + "\n", encoding="utf-8")
        by_main, by_all = [], []
        copy = Path(shutil.copyfile(ledger, Path(folder) / "to_link.ledger"))
        for part in parts(of):
            found, chosen = linked(copy, learned(pairs, of, part), rows)
            by_main += list(counted(sorted(part), chosen, of))
            by_all += list(all_counted(sorted(part), found, of))
        print(told("main cluster", by_main))
        print(told("all clusters of an article", by_all))
        alone = len(of.rows) - len(of.gold)
        every = [*by_main, *noise(copy, learned(pairs, of), rows, of)]
        print(told("with the noise counted too", every), f"({alone} noise)")


if __name__ == "__main__":
    main()
