"""The linear-chain model of names: its file, and how it labels the sentences of a report.

The weights are learnt by python-crfsuite (``scripts/train_names.py``) and read here into one matrix, so that a word's
share of the scores is added up once per distinct form and kept. Words that cannot be part of a name by a wide margin
are settled at once; only the stretches between them are decoded, all together.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from musnad.extract.names_features import (
    FAMILIES,
    KEPT,
    REACH,
    Vocabulary,
    described,
    echoes,
    sides,
    spotted,
    spotted_at,
    stem,
)
from musnad.model.errors import PackError

Scores = NDArray[np.float32]
EDGE = "¶"  # stands before and after every sentence, and is never part of a name
SCALED = 8  # steps after which probabilities are brought back to a sum of one, far from any underflow
SURE = 5.0  # nats by which «outside» must lead for a word to be settled before decoding


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
    lean: float


def pack(labels: Sequence[str], state: Mapping[tuple[str, str], float], moves: Mapping[tuple[str, str], float],
         lean: float = 0.0) -> bytes:
    """Return the bytes of a model file.

    Args:
        labels: The labels, in the order of the columns.
        state: Weight of an attribute for a label.
        moves: Weight of a step from one label to the next.
        lean: What is taken from the score of «outside», so that as many names are missed as are made up.
    """
    names = sorted({a for a, _ in state})
    rows = {a: i for i, a in enumerate(names)}
    columns = {label: i for i, label in enumerate(labels)}
    table = np.zeros((len(names), len(labels)), dtype=np.float16)
    for (attribute, label), weight in state.items():
        table[rows[attribute], columns[label]] = weight
    steps = [[round(moves.get((a, b), 0.0), 5) for b in labels] for a in labels]
    head = json.dumps({"labels": list(labels), "attributes": len(names), "moves": steps, "lean": lean}).encode()
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
    moves = np.array(about["moves"], dtype=np.float64)
    return Weights(labels, dict(zip(names, range(count), strict=True)), state, moves, about.get("lean", 0.0))


class Joints:
    """The weights of the features of two neighbours, found by number for a whole text at once."""

    def __init__(self, weights: Weights) -> None:
        self._numbers: dict[str, int] = {}
        table: dict[int, dict[int, int]] = {}
        for attribute, row in weights.rows.items():
            family, _, both = attribute[1:].partition("=")
            a, _, b = both.partition("|")
            if attribute[0] in "lr" and family in FAMILIES and a and b:
                key = self._key(FAMILIES.index(family), self._add(a), self._add(b))
                table.setdefault(key, {})["lr".index(attribute[0])] = row
        self._keys = np.array(sorted(table), dtype=np.int64)
        self.weights = np.zeros((len(table), 2, len(weights.labels)), dtype=np.float32)
        for place, key in enumerate(self._keys.tolist()):
            for side, row in table[key].items():
                self.weights[place, side] = weights.state[row]

    def _add(self, side: str) -> int:
        return self._numbers.setdefault(side, len(self._numbers) + 1)

    def number(self, side: str) -> int:
        """Return the number of a word or cluster in these features, 0 for none."""
        return self._numbers.get(side, 0)

    @staticmethod
    def _key(family: Any, left: Any, right: Any) -> Any:
        return (family << 56) | (left << 28) | right

    def found(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the places of the pairs that have weights, and the rows of those weights."""
        if not len(self._keys):
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        keys = self._key(np.arange(len(FAMILIES)), left, right)
        rows = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        at, family = np.nonzero((self._keys[rows] == keys) & (left > 0) & (right > 0))
        return at, rows[at, family]


class Model:
    """Labels sentences. It remembers the scores of forms that it has seen; what it answers never depends on that."""

    def __init__(self, weights: Weights, vocabulary: Vocabulary) -> None:
        self.weights = weights
        self.vocabulary = vocabulary
        self.outside = weights.labels.index("O")
        self._moves = np.exp(weights.moves)
        self._joints = Joints(weights)
        self._echoes: dict[tuple[str, ...], int] = {}
        self._of_echo = np.zeros((0, len(weights.labels)), dtype=np.float32)
        self._forget()

    def _forget(self) -> None:
        width = len(self.weights.labels)
        self._forms: dict[str, int] = {}
        self._bases: dict[str, str] = {}
        self._of_form = np.zeros((1024, 2 * REACH + 1, width), dtype=np.float32)
        self._sides = np.zeros((1024, len(FAMILIES), 2), dtype=np.int64)

    def scores(self, sentences: Sequence[Sequence[str]]) -> tuple[list[str], Scores]:
        """Return the forms of all sentences with their edges, and the score of every label at each."""
        if len(self._forms) > KEPT:
            self._forget()
        forms = [f for sentence in sentences for f in (EDGE, *sentence)] + [EDGE]
        known = self._forms
        ids = np.array([known[f] if f in known else self._new_form(f) for f in forms])
        total = self._of_form[ids, REACH].copy()
        for d in range(1, REACH + 1):
            total[:-d] += self._of_form[ids[d:], REACH + d]
            total[d:] += self._of_form[ids[:-d], REACH - d]
        total[:, self.outside] -= self.weights.lean
        self._add_pairs(ids, total)
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
            self._sides = np.concatenate([self._sides, np.zeros_like(self._sides)])
        for d, features in described(form, self.vocabulary).items():
            self._of_form[place, REACH + d] = self._sum(features)
        self._sides[place] = [[self._joints.number(side) for side in pair] for pair in sides(form, self.vocabulary)]
        self._bases[form] = stem(form, self.vocabulary.lines)[1]
        self._forms[form] = place
        return place

    def _add_pairs(self, ids: NDArray[np.int64], total: Scores) -> None:
        """Add what two neighbours say together: to the right one of each pair, and to the left one."""
        left, right = self._sides[ids[:-1], :, 0], self._sides[ids[1:], :, 1]
        at, rows = self._joints.found(left, right)
        np.add.at(total, at + 1, self._joints.weights[rows, 0])
        np.add.at(total, at, self._joints.weights[rows, 1])

    def bases(self, forms: Sequence[str]) -> list[str]:
        """Return the forms without clitics."""
        known = self._bases
        return [known[f] for f in forms]

    def _add_known_names(self, forms: Sequence[str], total: Scores) -> None:
        for first, last, kinds in spotted(self.bases(forms), self.vocabulary.phrases):
            for i, features in spotted_at(first, last, kinds):
                if 0 <= i < len(total):
                    total[i] += self._sum(features)

    def label(self, sentences: Sequence[Sequence[str]]) -> Labels:
        """Label a report, sentences and the edges between them in one row: read it, then read it again.

        The second reading knows what the first one called the other occurrences of each word.
        """
        forms, total = self.scores(sentences)
        best, sure = self.decode(total)
        labels = [self.weights.labels[k] for k in best.tolist()]
        again = echoes(self.bases(forms), labels, sure.tolist())
        if not again:
            return Labels(labels, sure.tolist())
        rows = [self._heard(features) for features in again.values()]
        total[list(again)] += self._of_echo[rows]
        best, sure = self.decode(total)
        return Labels([self.weights.labels[k] for k in best.tolist()], sure.tolist())

    def _heard(self, features: tuple[str, ...]) -> int:
        row = self._echoes.get(features)
        if row is None:
            row = self._echoes[features] = len(self._echoes)
            self._of_echo = np.vstack([self._of_echo, self._sum(list(features))])
        return row

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
        """Forward-backward over all stretches at once, the longest first; each stands between two words that are outside."""
        order = np.argsort(firsts - lasts, kind="stable")
        firsts, lasts = firsts[order], lasts[order]
        steps = np.arange(int(lasts[0] - firsts[0]))
        active = np.searchsorted(firsts - lasts, -steps, side="left")  # stretches that are longer than each step
        at = firsts + steps[:, None]
        inside = at < lasts
        at[~inside] = 0
        local = total[at]
        chance = np.exp(local - local.max(axis=2, keepdims=True), dtype=np.float64)
        marginal = self._forward_backward(chance, active.tolist())
        path = marginal.argmax(axis=2)
        best[at[inside]] = path[inside]
        sure[at[inside]] = np.take_along_axis(marginal, path[..., None], axis=2)[..., 0][inside]

    def _forward_backward(self, chance: NDArray[np.float64], active: list[int]) -> NDArray[np.float64]:
        """Return the probability of every label at each step (first axis) of each stretch (second axis)."""
        moves, o = self._moves, self.outside
        ahead, behind = np.empty_like(chance), np.empty_like(chance)
        behind[:] = moves[:, o]
        row = moves[o][None]
        for t, count in enumerate(active):
            row = row[:count] * chance[t, :count]
            if t % SCALED == 0:
                row /= row.sum(axis=1, keepdims=True)
            ahead[t, :count] = row
            ahead[t, count:] = 1.0
            row = row @ moves
        for t in range(len(active) - 1, 0, -1):
            count = active[t]
            back = (behind[t, :count] * chance[t, :count]) @ moves.T
            if t % SCALED == 0:
                back /= back.sum(axis=1, keepdims=True)
            behind[t - 1, :count] = back
        both = ahead * behind
        marginal: NDArray[np.float64] = both / both.sum(axis=2, keepdims=True)
        return marginal


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
