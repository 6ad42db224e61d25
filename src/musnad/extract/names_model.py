"""The linear-chain model of names: how it labels the sentences of a report.

A word's share of the scores is added up once per distinct form and kept, for all new forms of a report together. Words
that cannot be part of a name by a wide margin are settled at once; only the stretches between them are decoded, all
together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from musnad.extract.names_features import (
    FAMILIES,
    KEPT,
    REACH,
    Vocabulary,
    echoes,
    of_base,
    of_form,
    of_mark,
    of_sport,
    sides_of,
    sporting,
    spotted,
    spotted_at,
    stem,
)
from musnad.extract.names_weights import SPREAD, Joints, Scores, Weights

EDGE = "¶"  # stands before and after every sentence, and is never part of a name
SCALED = 8  # steps after which probabilities are brought back to a sum of one, far from any underflow
SURE = 5.0  # nats by which «outside» must lead for a word to be settled before decoding


class Labels(NamedTuple):
    """The labels of a text and how sure the model is of each."""

    best: list[str]
    score: list[float]


class Model:
    """Labels sentences. It remembers the scores of forms that it has seen; what it answers never depends on that."""

    def __init__(self, weights: Weights, vocabulary: Vocabulary) -> None:
        self.weights = weights
        self.vocabulary = vocabulary
        self.outside = weights.labels.index("O")
        self._moves = np.exp(weights.moves)
        self._joints = Joints(weights.pairs, weights.of_pairs)
        self._echoes: dict[tuple[str, ...], int] = {}
        self._of_echo = np.zeros((0, len(weights.labels)), dtype=np.float32)
        self._forget()

    def _forget(self) -> None:
        self._forms: dict[str, int] = {}
        self._bases: dict[str, str] = {}
        self._of_base: dict[str, tuple[list[int], list[list[int]]]] = {}
        self._of_form = np.zeros((1024, self.weights.of_near.shape[1]), dtype=np.float32)
        self._sides = np.zeros((1024, 2, len(FAMILIES)), dtype=np.int64)
        self._uses = np.zeros(1024, dtype=np.int32)
        self._sport = np.zeros(1024, dtype=np.float32)
        self._of_sport: dict[str, Scores] = {}

    def _keep_common(self) -> None:
        """Forget all forms but the most used: the next texts ask for them again."""
        used = self._uses[: len(self._forms)]
        common = np.sort(np.argsort(used, kind="stable")[-KEPT // 3 :])
        known = list(self._forms)
        kept = [known[place] for place in common.tolist()]
        self._forms = {form: place for place, form in enumerate(kept)}
        self._bases = {form: self._bases[form] for form in kept}
        self._of_base = {base: self._of_base[base] for base in self._bases.values()}
        self._of_form, self._sides = self._of_form[common], self._sides[common]
        self._uses = np.zeros(len(kept), dtype=np.int32)
        self._sport, self._of_sport = self._sport[common], {}

    def scores(self, sentences: Sequence[Sequence[str]]) -> tuple[list[str], Scores]:
        """Return the words of all sentences without clitics, with their edges, and the score of every label at each."""
        if len(self._forms) > KEPT:
            self._keep_common()
        forms = [f for sentence in sentences for f in (EDGE, *sentence)] + [EDGE]
        known = self._forms
        if new := [f for f in dict.fromkeys(forms) if f not in known]:
            self._learn(new)
        ids = np.fromiter(map(known.__getitem__, forms), np.int64, len(forms))
        self._uses[ids] += 1
        of_form = self._of_form[ids].reshape(len(ids), SPREAD, -1)
        total = of_form[:, REACH].copy()
        for d in range(1, REACH + 1):
            total[:-d] += of_form[d:, REACH + d]
            total[d:] += of_form[:-d, REACH - d]
        total[:, self.outside] -= self.weights.lean
        self._add_pairs(ids, total)
        bases = self.bases(forms)
        self._add_known_names(bases, total)
        self._add_sport(bases, sporting(self._sport[ids]).nonzero()[0], total)
        return bases, total

    def _sum(self, features: Sequence[str]) -> Scores:
        rows = self.weights.rest
        total: Scores = np.add.reduce(self.weights.of_rest[[rows[f] for f in features if f in rows]])
        return total

    def _learn(self, new: Sequence[str]) -> None:
        """Add up the weights of the features of forms that were not met before, all forms at once."""
        first, last = len(self._forms), len(self._forms) + len(new)
        while last > len(self._of_form):
            self._of_form = np.concatenate([self._of_form, np.zeros_like(self._of_form)])
            self._sides = np.concatenate([self._sides, np.zeros_like(self._sides)])
            self._uses = np.concatenate([self._uses, np.zeros_like(self._uses)])
            self._sport = np.concatenate([self._sport, np.zeros_like(self._sport)])
        rows: list[int] = []
        starts: list[int] = []
        for place, form in enumerate(new, first):
            clitic, base = stem(form, self.vocabulary.lines)
            starts.append(len(rows))
            found, self._sides[place] = self._base(base)
            rows += found
            rows += self._known_rows(of_form(form, clitic) if form[0].isalnum() else ([of_mark(form)],))
            self._bases[form] = base
            self._sport[place] = self.vocabulary.sport.get(base, 0.0)
            self._forms[form] = place
        self._of_form[first:last] = np.add.reduceat(self.weights.of_near[rows], starts)

    def _known_rows(self, features: Iterable[Sequence[str]]) -> list[int]:
        rows = map(self.weights.near.get, chain.from_iterable(features))
        return [row for row in rows if row]

    def _base(self, base: str) -> tuple[list[int], list[list[int]]]:
        """Return the rows of the features of a word without clitics, the empty row first, and its sides by number."""
        found = self._of_base.get(base)
        if found is None:
            rows = [0, *self._known_rows(of_base(base, self.vocabulary) if base[0].isalnum() else ())]
            pairs, joints = sides_of(base, self.vocabulary), self._joints
            sides = [[joints.left(n, a) for n, (a, _) in enumerate(pairs)], [joints.right(b) for _, b in pairs]]
            found = self._of_base[base] = rows, sides
        return found

    def _add_pairs(self, ids: NDArray[np.int64], total: Scores) -> None:
        """Add what two neighbours say together: to the right one of each pair, and to the left one."""
        at, rows = self._joints.found(self._sides[ids[:-1], 0], self._sides[ids[1:], 1])
        np.add.at(total, at + 1, self._joints.weights[rows, 0])
        np.add.at(total, at, self._joints.weights[rows, 1])

    def bases(self, forms: Sequence[str]) -> list[str]:
        """Return the forms without clitics."""
        return list(map(self._bases.__getitem__, forms))

    def _add_known_names(self, bases: Sequence[str], total: Scores) -> None:
        for first, last, kinds in spotted(bases, self.vocabulary.phrases):
            for i, features in spotted_at(first, last, kinds):
                if 0 <= i < len(total):
                    total[i] += self._sum(features)

    def _add_sport(self, bases: Sequence[str], at: NDArray[np.int64], total: Scores) -> None:
        """Add what the words at some places say of themselves in news of sport."""
        known = self._of_sport
        for i in at.tolist():
            base = bases[i]
            if base not in known:
                known[base] = self._in_sport(base)
            total[i] += known[base]

    def _in_sport(self, base: str) -> Scores:
        width = len(self.weights.labels)
        rows = self._known_rows([of_sport(base, self.vocabulary)] if base[0].isalnum() else ())
        found: Scores = np.add.reduce(self.weights.of_near[rows, REACH * width : (REACH + 1) * width])
        return found

    def label(self, sentences: Sequence[Sequence[str]]) -> Labels:
        """Label a report, sentences and the edges between them in one row: read it, then read it again.

        The second reading knows what the first one called the other occurrences of each word.
        """
        bases, total = self.scores(sentences)
        unsure = self._unsettled(total)
        best, sure = self._decoded(total, unsure)
        labels = self._named(best)
        again = echoes(bases, labels, sure.tolist(), unsure.tolist())
        if not again:
            return Labels(labels, sure.tolist())
        rows = [self._heard(features) for features in again.values()]
        total[list(again)] += self._of_echo[rows]
        best, sure = self.decode(total)
        return Labels(self._named(best), sure.tolist())

    def _named(self, labels: NDArray[np.int64]) -> list[str]:
        return list(map(self.weights.labels.__getitem__, labels.tolist()))

    def _heard(self, features: tuple[str, ...]) -> int:
        row = self._echoes.get(features)
        if row is None:
            row = self._echoes[features] = len(self._echoes)
            self._of_echo = np.vstack([self._of_echo, self._sum(list(features))])
        return row

    def decode(self, total: Scores) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return for each word the best label and its probability, sentences and edges in one row."""
        return self._decoded(total, self._unsettled(total))

    def _decoded(self, total: Scores, unsure: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        best = np.full(len(total), self.outside)
        sure = np.ones(len(total))
        if len(unsure):
            ends = (unsure[1:] - unsure[:-1] > 1).nonzero()[0]
            firsts = unsure[np.concatenate([[0], ends + 1])]
            lasts = unsure[np.concatenate([ends, [len(unsure) - 1]])] + 1
            self._decode_stretches(total, firsts, lasts, best, sure)
        return best, sure

    def _unsettled(self, total: Scores) -> NDArray[np.int64]:
        """Return the places of the words for which «outside» does not lead by far."""
        near = np.add.reduce(total[:, self.outside, None] - total < SURE, axis=1)
        found: NDArray[np.int64] = (near > 1).nonzero()[0]
        return found

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
        chance = np.exp(local - np.maximum.reduce(local, axis=2, keepdims=True), dtype=np.float64)
        marginal = self._forward_backward(chance, active.tolist())
        where, found = at[inside], marginal[inside]
        best[where] = found.argmax(axis=1)
        sure[where] = np.maximum.reduce(found, axis=1)

    def _forward_backward(self, chance: NDArray[np.float64], active: list[int]) -> NDArray[np.float64]:
        """Return the probability of every label at each step (first axis) of each stretch (second axis)."""
        moves, o = self._moves, self.outside
        ahead, behind = np.empty_like(chance), np.empty_like(chance)
        behind[:] = moves[:, o]
        row = moves[o][None]
        for t, count in enumerate(active):
            row = row[:count] * chance[t, :count]
            if t % SCALED == 0:
                row /= np.add.reduce(row, axis=1, keepdims=True)
            ahead[t, :count] = row
            ahead[t, count:] = 1.0
            row = row @ moves
        for t in range(len(active) - 1, 0, -1):
            count = active[t]
            back = (behind[t, :count] * chance[t, :count]) @ moves.T
            if t % SCALED == 0:
                back /= np.add.reduce(back, axis=1, keepdims=True)
            behind[t - 1, :count] = back
        both = ahead * behind
        marginal: NDArray[np.float64] = both / np.add.reduce(both, axis=2, keepdims=True)
        return marginal


def vocabulary_of(words: str, phrases: str, sport: str) -> Vocabulary:
    """Read the tables of words, of names of several words, and of words that speak for sport."""
    lines = dict(line.split("\t", 1) for line in words.split("\n") if line)
    tree: dict[str, object] = {}
    for line in phrases.split("\n"):
        if line:
            name, kinds = line.split("\t")
            node = tree
            for word in name.split(" "):
                node = node.setdefault(word, {})  # type: ignore[assignment]
            node[""] = tuple(kinds.split(" "))
    speaking = (line.split("\t") for line in sport.split("\n") if line)
    return Vocabulary(lines, tree, {word: float(weight) for word, weight in speaking})
