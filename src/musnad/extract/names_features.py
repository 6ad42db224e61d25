"""What the tagger of names looks at: features of a word by itself, and of two neighbours together.

A word's own features depend on its folded form alone, so each distinct form is described once and kept. The trainer
and the tagger share this module; nothing else may make features.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

CLITICS = ("وبال", "وكال", "فبال", "وال", "بال", "فال", "كال", "ولل", "فلل", "لل", "وب", "ول", "وك", "فب", "فل", "و", "ف", "ب", "ل", "ك")
NATIONAL = ("ي", "يه", "يون", "يين", "يان", "يتان")
REACH = 2  # words to the left and right whose own features count


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is known of words beforehand.

    Attributes:
        clusters: Form without clitics to its cluster numbers, the finest first.
        counts: Form without clitics to its occurrences in the news that the clusters were learnt from.
        kinds: Form to the kinds of word it is by lexicon: a title, a kind of place, a first name.
    """

    clusters: Mapping[str, tuple[str, ...]]
    counts: Mapping[str, int]
    kinds: Mapping[str, frozenset[str]]
    hints: Mapping[str, frozenset[str]] = field(default_factory=dict)


def stem(form: str, known: Mapping[str, object]) -> tuple[str, str]:
    """Return (clitic, rest): the rest is a known word; («», form) where the form is known itself or nothing fits.

    The article is no clitic here: «للامم» is («ل», «الامم»).
    """
    if form in known or len(form) < 4:
        return "", form
    for clitic in CLITICS:
        if not form.startswith(clitic):
            continue
        rest = form[len(clitic):]
        if clitic.endswith("لل"):
            whole, cut = f"ال{rest}", clitic[:-1]
        elif clitic.endswith("ال"):
            whole, cut = f"ال{rest}", clitic[:-2]
        else:
            whole, cut = rest, clitic
        if len(rest) > 1 and cut and whole in known:
            return cut, whole
    return "", form


def described(form: str, vocabulary: Vocabulary) -> dict[int, list[str]]:
    """Return the features that a form gives to the words at each distance from it (0: to itself)."""
    if not form[0].isalnum():
        return {d: [f"{d}m={form}"] for d in range(-REACH, REACH + 1)}
    clitic, base = stem(form, vocabulary.counts)
    core = _core(form, clitic, base, vocabulary)
    near = [f"w={form}", *core]
    if not form.isdecimal():
        near += [f"s{n}={base[-n:]}" for n in (1, 2, 3) if len(base) > n]
        near += [f"p{n}={base[:n]}" for n in (2, 3) if len(base) > n]
    own = [*near, f"len={min(len(base), 9)}"]
    if not form.isdecimal():
        own += [f"s4={base[-4:]}", f"p1={base[0]}", f"p4={base[:4]}", f"fp2={form[:2]}", f"fp3={form[:3]}"]
    far = core if clitic else core
    table = {0: own, 1: near, -1: near, 2: far, -2: far}
    return {d: [f"{d}{f}" for f in features] for d, features in table.items()}


def _core(form: str, clitic: str, base: str, vocabulary: Vocabulary) -> list[str]:
    found = [f"b={base}", f"c={clitic}"]
    clusters = vocabulary.clusters.get(base)
    if clusters:
        found += [f"k{n}={c}" for n, c in enumerate(clusters)]
    else:
        found.append("new")
    if base.startswith("ال") and len(base) > 4:
        found.append("al")
        found += [f"alk{n}={c}" for n, c in enumerate(vocabulary.clusters.get(base[2:], ())[1:2])]
    found.append(f"f={vocabulary.counts.get(base, 0).bit_length()}")
    if form[0].isdecimal():
        found.append("digit")
    elif form[0] < "\u0600":
        found.append("latin")
    found += [f"L={kind}" for kind in vocabulary.kinds.get(base, vocabulary.kinds.get(form, ()))]
    found += [f"H={hint}" for hint in vocabulary.hints.get(base, ())]
    return found


def paired(left: str, right: str, vocabulary: Vocabulary) -> list[str]:
    """Return the features that two neighbours give together, to be counted at either of them."""
    a, b = stem(left, vocabulary.counts)[1], stem(right, vocabulary.counts)[1]
    found = [f"bb={a}|{b}"]
    ka, kb = vocabulary.clusters.get(a), vocabulary.clusters.get(b)
    if ka and kb:
        found += [f"kk={ka[-2]}|{kb[-2]}", f"kkk={ka[-1]}|{kb[-1]}"]
        found += [f"kb={ka[-1]}|{b}", f"bk={a}|{kb[-1]}"]
    return found


def sequence(forms: Sequence[str], vocabulary: Vocabulary) -> list[list[str]]:
    """Return the features of every word of a sentence as the trainer wants them."""
    each = [described(f, vocabulary) for f in forms]
    pairs = [paired(a, b, vocabulary) for a, b in zip(forms, forms[1:], strict=False)]
    rows: list[list[str]] = []
    for i in range(len(forms)):
        row = ["1"]
        for d in range(-REACH, REACH + 1):
            if 0 <= i + d < len(forms):
                row += each[i + d][d]
            elif abs(d) == 1:
                row.append(f"{d}rim")
        if i:
            row += [f"l{p}" for p in pairs[i - 1]]
        if i + 1 < len(forms):
            row += [f"r{p}" for p in pairs[i]]
        rows.append(row)
    return rows
