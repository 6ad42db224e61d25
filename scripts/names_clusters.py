"""Word clusters learnt from unannotated news: words that stand in the same company get the same numbers.

For every frequent form: counts of the words one and two places left and right, positive pointwise mutual information,
a randomised singular value decomposition, k-means at three sizes. A clitic is cut off where the rest is the commoner
word; so the table's forms are also the project's list of words without clitics.
"""

from __future__ import annotations

import json
import lzma
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy import sparse

from musnad.extract.names_features import CLITICS
from musnad.lang.words import words

SIZES = (1024, 256, 64)
LEAST = 6  # occurrences of a form in the news before it is clustered
CONTEXTS = 6000
DIMENSIONS = 120


def articles(folder: Path) -> Iterator[list[str]]:
    """Yield the folded forms of every article, title and text."""
    for path in sorted(folder.glob("ant-*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                yield [w.form for w in words(f"{article['title']} .\n{article['text']}") if w.form]


def stems(counts: Counter[str]) -> dict[str, str]:
    """Map each form that is a clitic and a commoner word to that word."""
    found: dict[str, str] = {}
    for form, count in counts.items():
        for clitic in CLITICS:
            rest = form[len(clitic):]
            if not form.startswith(clitic) or len(rest) < 2:
                continue
            article = clitic.endswith(("ال", "لل"))
            stem = f"ال{rest}" if article else rest
            if counts[stem] > 2 * count and counts[stem] >= 20:
                found[form] = stem
                break
    return found


def number(form: str) -> str:
    """Return one form for all numbers of as many digits."""
    return "9" * min(len(form), 5) if form[0].isdecimal() else form


def learn(folder: Path) -> tuple[list[str], list[int], np.ndarray]:
    """Return the forms, commonest first, their counts, and a table of cluster numbers, one column a size."""
    texts = [[number(f) for f in text] for text in articles(folder)]
    raw = Counter(f for text in texts for f in text)
    base = stems(raw)
    texts = [[base.get(f, f) for f in text] for text in texts]
    counts = Counter(f for text in texts for f in text)
    forms = [f for f, n in counts.most_common() if n >= LEAST]
    vectors = embed(texts, forms)
    tables = [k_means(vectors, size) for size in SIZES]
    return forms, [counts[f] for f in forms], np.stack(tables, axis=1)


def embed(texts: list[list[str]], forms: list[str]) -> np.ndarray:
    """Return one vector a form, of length one."""
    known = {f: i for i, f in enumerate(forms)}
    ids = np.concatenate([np.array([known.get(f, -1) for f in text] + [-1, -1], dtype=np.int64) for text in texts])
    blocks = []
    for offset in (-2, -1, 1, 2):
        here, there = (ids[-offset:], ids[:offset]) if offset < 0 else (ids[:-offset], ids[offset:])
        kept = (here >= 0) & (there >= 0) & (there < CONTEXTS)
        pairs = (np.ones(kept.sum(), dtype=np.float32), (here[kept], there[kept]))
        blocks.append(sparse.csr_matrix(pairs, shape=(len(forms), CONTEXTS)))
    return _reduced(_ppmi(sparse.hstack(blocks).tocsr()))


def _ppmi(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    rows = np.asarray(counts.sum(axis=1)).ravel() + 1.0
    columns = np.asarray(counts.sum(axis=0)).ravel() ** 0.75 + 1.0
    found = counts.tocoo()
    value = np.log(found.data * columns.sum() / (rows[found.row] * columns[found.col]))
    kept = value > 0
    return sparse.csr_matrix((value[kept], (found.row[kept], found.col[kept])), shape=counts.shape, dtype=np.float32)


def _reduced(matrix: sparse.csr_matrix) -> np.ndarray:
    chance = np.random.default_rng(7)
    basis = np.linalg.qr(matrix @ chance.standard_normal((matrix.shape[1], DIMENSIONS + 20), dtype=np.float32))[0]
    for _ in range(3):
        basis = np.linalg.qr(matrix @ (matrix.T @ basis))[0]
    small = (matrix.T @ basis).T
    left, values, _ = np.linalg.svd(small, full_matrices=False)
    vectors = (basis @ left[:, :DIMENSIONS]) * np.sqrt(values[:DIMENSIONS])
    return (vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)).astype(np.float32)


def k_means(vectors: np.ndarray, size: int, rounds: int = 15) -> np.ndarray:
    """Return a cluster number for each vector; clusters are numbered by their commonest word."""
    chance = np.random.default_rng(size)
    centres = vectors[chance.choice(min(len(vectors), 20000), size, replace=False)]
    near = np.zeros(len(vectors), dtype=np.int64)
    for _ in range(rounds):
        near = np.concatenate([(part @ centres.T).argmax(axis=1) for part in np.array_split(vectors, 20)])
        sums = np.zeros_like(centres)
        np.add.at(sums, near, vectors)
        empty = np.bincount(near, minlength=size) == 0
        sums[empty] = vectors[chance.choice(len(vectors), int(empty.sum()))]
        centres = sums / (np.linalg.norm(sums, axis=1, keepdims=True) + 1e-9)
    order = {int(c): n for n, c in enumerate(dict.fromkeys(near.tolist()))}
    return np.array([order[int(c)] for c in near])


def table(folder: Path) -> dict[str, tuple[str, str]]:
    """Learn the clusters from the news in ``folder``; return for each form its count and its numbers."""
    forms, counts, numbers = learn(folder)
    return {f: (str(n), " ".join(map(str, row))) for f, n, row in zip(forms, counts, numbers.tolist(), strict=True)}
