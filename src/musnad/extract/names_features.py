"""What the tagger of names looks at: features of a word by itself, and of two neighbours together.

A word's own features depend on its folded form alone, so each distinct form is described once and kept. The trainer
and the tagger share this module; nothing else may make features.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

CLITICS = ("وبال", "وكال", "فبال", "وال", "بال", "فال", "كال", "ولل", "فلل", "لل", "وب", "ول", "وك", "فب", "فل",
           "و", "ف", "ب", "ل", "ك")
_LEADING = {letter: tuple(c for c in CLITICS if c[0] == letter) for letter in "وفبلك"}
FAMILIES = ("bb", "mm", "cc", "cb", "bc")  # pairs of neighbours: words, clusters (middle, coarse), and mixed
KEPT = 48_000  # distinct words kept in memory; then it starts anew
REACH = 2  # words to the left and right whose own features count
AROUND = 120  # words to the left and right that tell whether a passage is about sport
SPORT = 0.25  # what they must weigh on average


@dataclass(frozen=True, slots=True)
class About:
    """What is known of one word beforehand.

    Attributes:
        count: Occurrences in the news that the clusters were learnt from.
        clusters: Cluster numbers, the finest first; empty for a rare word.
        kinds: What lexicons and gazetteers call it: a title, a kind of place, a first name, a city.
        hints: What other annotated texts call it.
    """

    count: int
    clusters: tuple[str, ...]
    kinds: tuple[str, ...]
    hints: tuple[str, ...]


Reaching = tuple[list[str], list[str], list[str]]  # features that reach two words, one word, and the word itself
Described = dict[str, dict[int, list[str]]]
NOTHING = About(0, (), (), ())


class Vocabulary:
    """The words that the tagger has heard of, and the names of two or more words.

    Args:
        lines: Word to its line of the table: count, clusters, kinds, hints, between tabs, several between spaces.
        phrases: Tree of the names of two or more words; the kinds stand under the empty word.
        sport: Word to how much it speaks for news of sport, where towns are mostly clubs.
    """

    def __init__(self, lines: Mapping[str, str], phrases: Mapping[str, Any], sport: Mapping[str, float]) -> None:
        self.lines = lines
        self.phrases = phrases
        self.sport = sport
        self._read: dict[str, About] = {}

    def about(self, base: str) -> About:
        """Return what is known of a word without clitics."""
        found = self._read.get(base)
        if found is None:
            if len(self._read) > KEPT:
                self._read.clear()
            found = self._read[base] = self._parsed(base)
        return found

    def _parsed(self, base: str) -> About:
        line = self.lines.get(base)
        if line is None:
            return NOTHING
        count, clusters, kinds, hints = line.split("\t")
        return About(int(count), tuple(clusters.split()), tuple(kinds.split()), tuple(hints.split()))


def stem(form: str, known: Mapping[str, str]) -> tuple[str, str]:
    """Return (clitic, rest): the rest is a known word; («», form) where the form is known itself or nothing fits.

    The article is no clitic here: «للامم» is («ل», «الامم»). Of several cuts the one with the commonest rest is right
    («وبكين» is «بكين», not «كين»).

    Args:
        form: A folded form.
        known: Words, each with a line that begins with its count and a tab.
    """
    if form in known or len(form) < 4 or form[0] not in _LEADING:
        return "", form
    found, most = ("", form), -1
    for clitic in _LEADING[form[0]]:
        if not form.startswith(clitic):
            continue
        rest = form[len(clitic):]
        cut, whole = clitic, rest
        if clitic[-2:] in {"ال", "لل"}:
            cut, whole = clitic[:-2] if clitic[-2:] == "ال" else clitic[:-1], f"ال{rest}"
        if len(rest) > 1 and whole in known:
            count = int(known[whole].partition("\t")[0])
            if count > most:
                found, most = (cut, whole), count
    return found


def described(form: str, vocabulary: Vocabulary) -> dict[int, list[str]]:
    """Return the features that a form gives to the words at each distance from it (0: to itself)."""
    if not form[0].isalnum():
        far = near = own = [of_mark(form)]
    else:
        clitic, base = stem(form, vocabulary.lines)
        far, near, own = (list(a + b) for a, b in zip(of_base(base, vocabulary), of_form(form, clitic), strict=True))
        near = far + near
        own = near + own
    table = {0: own, 1: near, -1: near, 2: far, -2: far}
    return {d: [f"{d}{f}" for f in features] for d, features in table.items()}


def of_mark(form: str) -> str:
    """Return the one feature of a mark."""
    return f"m={form[:1]}"


def of_form(form: str, clitic: str) -> Reaching:
    """Return the features of a form that its base does not have."""
    far = [f"c={clitic}"]
    if form[0].isdecimal():
        far.append("digit")
    elif form[0] < "\u0600":
        far.append("latin")
    return far, [f"w={form}"], [] if form.isdecimal() else [f"fp2={form[:2]}", f"fp3={form[:3]}"]


def of_base(base: str, vocabulary: Vocabulary) -> Reaching:
    """Return the features that all forms of a word without clitics share."""
    about = vocabulary.about(base)
    far = [f"b={base}", f"f={about.count.bit_length()}"]
    far += [f"k{n}={c}" for n, c in enumerate(about.clusters)] or ["new"]
    if base.startswith("ال") and len(base) > 4:
        far.append("al")
        far += [f"alk={c}" for c in vocabulary.about(base[2:]).clusters[-2:-1]]
    far += [f"L={kind}" for kind in about.kinds]
    far += [f"H={hint}" for hint in about.hints]
    own = [f"len={min(len(base), 9)}"]
    if base.isdecimal():
        return far, [], own
    near = [f"s{n}={base[-n:]}" for n in (1, 2, 3) if len(base) > n]
    near += [f"p{n}={base[:n]}" for n in (2, 3) if len(base) > n]
    return far, near, [*own, f"s4={base[-4:]}", f"p1={base[0]}", f"p4={base[:4]}"]


def of_sport(base: str, vocabulary: Vocabulary) -> list[str]:
    """Return the features that a word without clitics gives to itself in a passage about sport, beside the others."""
    about = vocabulary.about(base)
    own = ["s|", f"s|b={base}", *(f"s|k{n}={c}" for n, c in enumerate(about.clusters))]
    return [*own, *(f"s|L={kind}" for kind in about.kinds), *(f"s|H={hint}" for hint in about.hints)]


def sporting(weights: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Return for each word of a text whether the words around it speak of sport.

    Args:
        weights: How much each word speaks for it.
    """
    sums = np.concatenate([[0.0], np.cumsum(weights)])
    at = np.arange(len(weights))
    first, last = np.maximum(at - AROUND, 0), np.minimum(at + AROUND + 1, len(weights))
    found: NDArray[np.bool_] = sums[last] - sums[first] > SPORT * (last - first + 5)
    return found


def spotted(bases: Sequence[str], phrases: Mapping[str, Any]) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return the known names of two or more words in a sentence: first, last exclusive, kinds; longest from the left."""
    found: list[tuple[int, int, tuple[str, ...]]] = []
    done = 0
    for first, base in compress(enumerate(bases), map(phrases.__contains__, bases)):
        if first < done:
            continue
        node, last, kinds, j = phrases[base], first, (), first + 1
        while node is not None:
            if "" in node:
                last, kinds = j, node[""]
            node = node.get(bases[j]) if j < len(bases) else None
            j += 1
        if last > first + 1:
            found.append((first, last, kinds))
            done = last
    return found


def spotted_at(first: int, last: int, kinds: Sequence[str]) -> list[tuple[int, list[str]]]:
    """Return the features that a known name gives to its words and to the words beside it, by their places."""
    found = [(first - 1, [f"G<={k}" for k in kinds]), (last, [f"G>={k}" for k in kinds])]
    for i in range(first, last):
        place = "B" if i == first else "E" if i == last - 1 else "I"
        found.append((i, [f"G{place}={k}" for k in kinds]))
    return found


def sides(form: str, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """Return what a form is, as the left one and as the right one of two neighbours, in each family of pair features."""
    return sides_of(stem(form, vocabulary.lines)[1], vocabulary)


def sides_of(base: str, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """Return what a word without clitics is as one of two neighbours."""
    clusters = vocabulary.about(base).clusters
    middle, coarse = (f"m{clusters[-2]}", f"c{clusters[-1]}") if clusters else ("", "")
    return [(base, base), (middle, middle), (coarse, coarse), (coarse, base), (base, coarse)]


def paired(left: str, right: str, vocabulary: Vocabulary) -> list[str]:
    """Return the features that two neighbours give together, to be counted at either of them."""
    both = zip(FAMILIES, sides(left, vocabulary), sides(right, vocabulary), strict=True)
    return [f"{family}={a[0]}|{b[1]}" for family, a, b in both if a[0] and b[1]]


def echoes(bases: Sequence[str], labels: Sequence[str], sure: Sequence[float],
           asked: Iterable[int] | None = None) -> dict[int, tuple[str, ...]]:
    """Return, by place, what a first reading of the report called the other occurrences of the same word.

    Args:
        bases: The words of a whole report without clitics.
        labels: What the first reading called each.
        sure: How sure it was, in 0..1.
        asked: The places whose words, wherever they stand, are looked at; None for all.
    """
    wanted = set(bases if asked is None else (bases[i] for i in asked))
    places: dict[str, list[int]] = {}
    for i, base in enumerate(bases):
        if base in wanted and len(base) > 1:
            places.setdefault(base, []).append(i)
    found: dict[int, tuple[str, ...]] = {}
    for again in places.values():
        if len(again) == 1:
            continue
        if all(labels[i] == "O" for i in again):
            found.update(dict.fromkeys(again, _ELSEWHERE_WORD[len(again) > 3]))
            continue
        named = [(labels[i], sure[i] if labels[i] != "O" else 0.0) for i in again]
        weight: dict[str, float] = {}
        for label, p in named:
            weight[label] = weight.get(label, 0.0) + p
        for i, own in zip(again, named, strict=True):
            found[i] = _echo(dict(weight), own, len(again))
    return found


_ELSEWHERE_WORD = (("D=O",), ("D=O+",))


def _echo(weight: dict[str, float], own: tuple[str, float], count: int) -> tuple[str, ...]:
    """What the others of ``count`` occurrences are called: ``weight`` is that of all, this one's ``own`` taken out."""
    weight[own[0]] -= own[1]
    kinds: dict[str, float] = {}
    for label, p in weight.items():
        kinds[label[2:]] = kinds.get(label[2:], 0.0) + p
    kind = max(sorted(kinds), key=kinds.__getitem__)
    if kinds[kind] < 0.2:
        return _ELSEWHERE_WORD[count > 3]
    share = kinds[kind] / (count - 1)
    much = "a" if share > 0.6 else "m" if share > 0.25 else "s"
    found = (f"D={kind}:{much}", f"DL={max(sorted(weight), key=weight.__getitem__)}")
    return (*found, "Dmix") if sum(p > 0.3 for p in kinds.values()) > 1 else found


def sequence(forms: Sequence[str], vocabulary: Vocabulary, seen: Described, sport: Sequence[bool]) -> list[list[str]]:
    """Return the features of every word of a sentence as the trainer wants them; ``seen`` keeps forms described."""
    each = [seen[f] if f in seen else seen.setdefault(f, described(f, vocabulary)) for f in forms]
    pairs = [paired(a, b, vocabulary) for a, b in pairwise(forms)]
    known: dict[int, list[str]] = {}
    for first, last, kinds in spotted([stem(f, vocabulary.lines)[1] for f in forms], vocabulary.phrases):
        for i, features in spotted_at(first, last, kinds):
            known.setdefault(i, []).extend(features)
    rows: list[list[str]] = []
    for i in range(len(forms)):
        row: list[str] = []
        for d in range(-REACH, REACH + 1):
            if 0 <= i + d < len(forms):
                row += each[i + d][d]
        if i:
            row += [f"l{p}" for p in pairs[i - 1]]
        if i + 1 < len(forms):
            row += [f"r{p}" for p in pairs[i]]
        row += known.get(i, ())
        if sport[i] and forms[i][0].isalnum():
            row += [f"0{f}" for f in of_sport(stem(forms[i], vocabulary.lines)[1], vocabulary)]
        rows.append(row)
    return rows
