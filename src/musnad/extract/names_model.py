"""The linear-chain model of names: its file, and how it labels the sentences of a report.

The weights are learnt by python-crfsuite (``scripts/train_names.py``) and read here into one matrix, so that a word's
share of the scores is added up once per distinct form and kept. Words that cannot be part of a name by a wide margin
are settled at once; only the stretches between them are decoded, all together.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from musnad.extract.names_features import REACH, Vocabulary, described, paired, spotted, spotted_at, stem
from musnad.model.errors import PackError

Scores = NDArray[np.float32]
EDGE = "¶"  # stands before and after every sentence, and is never part of a name
SURE = 7.0  # nats by which «outside» must lead for a word to be settled before decoding
KEPT = 40_000  # distinct forms, or pairs, kept; then the memory starts anew


class Labels(NamedTuple):
    """The labels of a text and how sure the model is of each."""

    best: list[str]
    score: list[float]


class Weights(NamedTuple):
    """A trained model: one row of weights an attribute, one column a label."""

    labels: tuple[str, ...]
    rows: Mapping[str, int]
    state: Scores
    moves: NDArray[np.float64]


def pack(labels: Sequence[str], state: Mapping[tuple[str, str], float], moves: Mapping[tuple[str, str], float]) -> bytes:
    """Return the bytes of a model file."""
    names = sorted({a for a, _ in state})
    rows = {a: i for i, a in enumerate(names)}
    columns = {label: i for i, label in enumerate(labels)}
    table = np.zeros((len(names), len(labels)), dtype=np.float16)
    for (attribute, label), weight in state.items():
        table[rows[attribute], columns[label]] = weight
    steps = [[round(moves.get((a, b), 0.0), 5) for b in labels] for a in labels]
    head = json.dumps({"labels": list(labels), "attributes": len(names), "moves": steps}).encode()
    return zlib.compress(head + b"\n" + table.tobytes() + "\n".join(names).encode(), 9)


def unpack(raw: bytes) -> Weights:
    """Read the bytes of a model file.

    Raises:
        PackError: The bytes are no model.
    """
    try:
        head, rest = zlib.decompress(raw).split(b"\n", 1)
        about = json.loads(head)
    except (zlib.error, ValueError) as broken:
        raise PackError(f"the model of names cannot be read: {broken}") from broken
    labels, count = tuple(about["labels"]), about["attributes"]
    size = count * len(labels) * 2
    state = np.frombuffer(rest[:size], dtype=np.float16).reshape(count, len(labels)).astype(np.float32)
    names = rest[size:].decode().split("\n")
    return Weights(labels, dict(zip(names, range(count), strict=True)), state, np.array(about["moves"], dtype=np.float64))


class Model:
    """Labels sentences. It remembers the scores of forms that it has seen; what it answers never depends on that."""

    def __init__(self, weights: Weights, vocabulary: Vocabulary) -> None:
        self.weights = weights
        self.vocabulary = vocabulary
        self.outside = weights.labels.index("O")
        self._moves = np.exp(weights.moves)
        self._forget()

    def _forget(self) -> None:
        width = len(self.weights.labels)
        self._forms: dict[str, int] = {}
        self._bases: dict[str, str] = {}
        self._pairs: dict[tuple[str, str], int] = {}
        self._of_form = np.zeros((1024, 2 * REACH + 1, width), dtype=np.float32)
        self._of_pair = np.zeros((4096, 2, width), dtype=np.float32)

    def scores(self, sentences: Sequence[Sequence[str]]) -> tuple[list[str], Scores]:
        """Return the forms of all sentences with their edges, and the score of every label at each."""
        if len(self._forms) > KEPT or len(self._pairs) > KEPT:
            self._forget()
        forms = [f for sentence in sentences for f in (EDGE, *sentence)] + [EDGE]
        known = self._forms
        ids = np.array([known[f] if f in known else self._new_form(f) for f in forms])
        pairs = self._pairs
        joints = np.array([pairs[p] if p in pairs else self._new_pair(p) for p in zip(forms, forms[1:], strict=False)])
        total = self._of_form[ids, REACH].copy()
        for d in range(1, REACH + 1):
            total[:-d] += self._of_form[ids[d:], REACH + d]
            total[d:] += self._of_form[ids[:-d], REACH - d]
        total[1:] += self._of_pair[joints, 0]
        total[:-1] += self._of_pair[joints, 1]
        self._add_known_names(forms, total)
        return forms, total

    def _sum(self, features: list[str]) -> Scores:
        rows = self.weights.rows
        found = [rows[f] for f in features if f in rows]
        return self.weights.state[found].sum(axis=0) if found else np.zeros(len(self.weights.labels), dtype=np.float32)

    def _new_form(self, form: str) -> int:
        place = len(self._forms)
        if place == len(self._of_form):
            self._of_form = np.concatenate([self._of_form, np.zeros_like(self._of_form)])
        for d, features in described(form, self.vocabulary).items():
            self._of_form[place, REACH + d] = self._sum(features)
        self._bases[form] = stem(form, self.vocabulary.lines)[1]
        self._forms[form] = place
        return place

    def _new_pair(self, pair: tuple[str, str]) -> int:
        place = len(self._pairs)
        if place == len(self._of_pair):
            self._of_pair = np.concatenate([self._of_pair, np.zeros_like(self._of_pair)])
        features = paired(*pair, self.vocabulary)
        self._of_pair[place, 0] = self._sum([f"l{f}" for f in features])
        self._of_pair[place, 1] = self._sum([f"r{f}" for f in features])
        self._pairs[pair] = place
        return place

    def bases(self, forms: Sequence[str]) -> list[str]:
        """Return the forms without clitics."""
        known = self._bases
        return [known[f] for f in forms]

    def _add_known_names(self, forms: Sequence[str], total: Scores) -> None:
        for first, last, kinds in spotted(self.bases(forms), self.vocabulary.phrases):
            for i, features in spotted_at(first, last, kinds):
                if 0 <= i < len(total):
                    total[i] += self._sum(features)

    def decode(self, total: Scores) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return for each word the best label and its probability, sentences and edges in one row."""
        rest = np.delete(total, self.outside, axis=1).max(axis=1)
        unsure = np.flatnonzero(total[:, self.outside] - rest < SURE)
        best = np.full(len(total), self.outside)
        sure = np.ones(len(total))
        if len(unsure):
            ends = np.flatnonzero(np.diff(unsure) > 1)
            firsts = unsure[np.concatenate([[0], ends + 1])]
            lasts = unsure[np.concatenate([ends, [len(unsure) - 1]])] + 1
            self._decode_stretches(total, firsts, lasts, best, sure)
        return best, sure

    def _decode_stretches(self, total: Scores, firsts: NDArray[np.int64], lasts: NDArray[np.int64],
                          best: NDArray[np.int64], sure: NDArray[np.float64]) -> None:
        """Forward-backward and Viterbi over all stretches at once; each stands between two words that are outside."""
        longest = int((lasts - firsts).max())
        steps = np.arange(longest)
        at = firsts[:, None] + steps
        inside = at < lasts[:, None]
        local = np.full((*at.shape, total.shape[1]), -60.0)
        local[..., self.outside] = 0.0
        local[inside] = total[at[inside]]
        chance = np.exp(local - local.max(axis=2, keepdims=True))
        marginal = self._forward_backward(chance)
        path = self._viterbi(local)
        best[at[inside]] = path[inside]
        sure[at[inside]] = np.take_along_axis(marginal, path[..., None], axis=2)[..., 0][inside]

    def _forward_backward(self, chance: NDArray[np.float64]) -> NDArray[np.float64]:
        moves, o = self._moves, self.outside
        ahead, behind = np.empty_like(chance), np.empty_like(chance)
        row = np.broadcast_to(moves[o], chance[:, 0].shape)
        for t in range(chance.shape[1]):
            row = row * chance[:, t]
            row = row / row.sum(axis=1, keepdims=True)
            ahead[:, t] = row
            row = row @ moves
        back = np.broadcast_to(moves[:, o], chance[:, 0].shape)
        for t in range(chance.shape[1] - 1, -1, -1):
            back = back / back.sum(axis=1, keepdims=True)
            behind[:, t] = back
            back = (back * chance[:, t]) @ moves.T
        both = ahead * behind
        return both / both.sum(axis=2, keepdims=True)

    def _viterbi(self, local: NDArray[np.float64]) -> NDArray[np.int64]:
        moves, o = self.weights.moves, self.outside
        count, length, _ = local.shape
        came = np.zeros(local.shape, dtype=np.int64)
        row = local[:, 0] + moves[o]
        for t in range(1, length):
            reach = row[:, :, None] + moves
            came[:, t] = reach.argmax(axis=1)
            row = reach.max(axis=1) + local[:, t]
        path = np.zeros((count, length), dtype=np.int64)
        path[:, -1] = (row + moves[:, o]).argmax(axis=1)
        every = np.arange(count)
        for t in range(length - 1, 0, -1):
            path[:, t - 1] = came[every, t, path[:, t]]
        return path


def load(model: Path, words: str, phrases: str) -> Model:
    """Read a model from its file and the texts of its two tables."""
    return Model(unpack(model.read_bytes()), vocabulary_of(words, phrases))


def vocabulary_of(words: str, phrases: str) -> Vocabulary:
    """Read the tables of words and of names of several words."""
    lines = dict(line.split("\t", 1) for line in words.split("\n") if line)
    tree: dict[str, object] = {}
    for line in phrases.split("\n"):
        if line:
            name, kinds = line.split("\t")
            node = tree
            for word in name.split(" "):
                node = node.setdefault(word, {})  # type: ignore[assignment]
            node[""] = tuple(kinds.split(" "))
    return Vocabulary(lines, tree)
