"""The tables that go with the tagger of names: what is known of single words, and the names of several words.

Both are generated from the clusters, the gazetteer, the lexicons ``names`` and ``titles``, and what the annotated texts
that are not trained on call a word. ``train_names.py`` writes them beside the model.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import names_gazetteer
from names_corpora import Sentence

from musnad.extract.names_features import stem
from musnad.lang.pack import folded_key, read_lexicon

Key = tuple[str, ...]
ENDINGS = ("", "ه", "ون", "ين", "ان", "تان", "تين", "ات")


def known_names() -> dict[Key, set[str]]:
    """Return every word or phrase of the lexicons and the gazetteer with its kinds."""
    found: defaultdict[Key, set[str]] = defaultdict(set)
    for name, kinds in names_gazetteer.table().items():
        found[name] |= kinds
    for lexicon in ("names", "titles"):
        for row in read_lexicon(lexicon):
            for key in _inflected(folded_key(row["form"]), row["kind"]):
                found[key].add(row["kind"])
    return dict(found)


def _inflected(key: Key, kind: str) -> Iterable[Key]:
    if kind != "nationality":
        return [key]
    return [(f"{article}{key[0]}{ending}",) for article in ("", "ال") for ending in ENDINGS]


def hints(corpus: Iterable[Sentence], known: Mapping[str, str]) -> dict[str, list[str]]:
    """Return what annotated texts call a word: each label with its share (all, most, some) and «+» where seen thrice."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for sentence in corpus:
        for form, label in zip(sentence.forms, sentence.labels, strict=True):
            counts[stem(form, known)[1]][label] += 1
    return {base: found for base, seen in counts.items() if (found := _hint(seen))}


def _hint(seen: Counter[str]) -> list[str]:
    total = seen.total()
    if seen["O"] == total:
        return ["O+"] if total > 10 else ["O"] if total > 2 else []
    shares = ((label, n, n / total) for label, n in sorted(seen.items()) if label != "O" and n / total >= 0.05)
    return [f"{label}:{_share(share)}{'+' if n > 2 else ''}" for label, n, share in shares]


def _share(share: float) -> str:
    return "a" if share > 0.8 else "m" if share > 0.4 else "s"


def words_table(known: Mapping[str, tuple[str, str]], names: Mapping[Key, set[str]], hinted: Mapping[str, list[str]]) -> str:
    """Return the table of words: word, count, clusters, kinds, hints."""
    kinds = {name[0]: sorted(found) for name, found in names.items() if len(name) == 1}
    rest = sorted(w for w in kinds.keys() | hinted.keys() if w not in known and len(w) > 3)
    rows = ((w, *known.get(w, ("0", "")), " ".join(kinds.get(w, ())), " ".join(hinted.get(w, ()))) for w in [*known, *rest])
    return "".join("\t".join(row) + "\n" for row in rows)


def phrases_table(names: Mapping[Key, set[str]]) -> str:
    """Return the table of the names of two or more words: the words, then their kinds."""
    rows = sorted((" ".join(name), " ".join(sorted(kinds))) for name, kinds in names.items() if len(name) > 1)
    return "".join(f"{name}\t{kinds}\n" for name, kinds in rows)
