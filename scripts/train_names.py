"""Train the tagger of names, measure it on text held back, and write its files.

    python scripts/train_names.py --data ../shared/data [--write]

Without ``--write`` nothing of the package is touched. The last 15 % of the sentences of ANERcorp's training part are held
back: neither they nor near copies of them in another corpus are trained on.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import names_clusters
import names_tables
import pycrfsuite
from names_corpora import Sentence, names, sentences, without_copies

from musnad.extract.names_features import Vocabulary, sequence
from musnad.extract.names_model import EDGE, Model, pack, unpack, vocabulary_of

MODELS = Path(__file__).parent.parent / "src/musnad/lang/ar/models"
HELD_BACK = 0.15
SETTINGS = {"c1": 0.05, "c2": 0.05, "max_iterations": 80, "feature.possible_transitions": True, "feature.minfreq": 2}
KINDS = ("PER", "LOC", "ORG")


class Texts(NamedTuple):
    """The annotated sentences, by what they are for."""

    trained: list[Sentence]
    hinting: list[Sentence]
    held_back: list[Sentence]


def texts(folder: Path) -> Texts:
    """Read the corpora and part them. NewsFANE stays out: it is ANERcorp's text, its public test part included."""
    corpus = sentences(folder / "anercorp_train.txt.xz")
    border = int(len(corpus) * (1 - HELD_BACK))
    held_back = corpus[border:]
    others = sentences(folder / "aqmar.txt.xz") + sentences(folder / "WikiFANE_Gold_2014_500K.txt.xz")
    return Texts(without_copies(corpus[:border], held_back), without_copies(others, held_back), held_back)


def tables(data: Path, hinting: list[Sentence]) -> tuple[str, str]:
    """Return the table of words and the table of phrases."""
    known = names_tables.known_names()
    with tempfile.TemporaryDirectory() as folder:
        clusters = Path(folder) / "clusters.tsv"
        names_clusters.write(data / "news", clusters)
        plain = vocabulary_of(names_tables.words_table(clusters, known, {}), "")
        words = names_tables.words_table(clusters, known, names_tables.hints(hinting, plain.lines))
    return words, names_tables.phrases_table(known)


def train(corpus: Iterable[Sentence], vocabulary: Vocabulary) -> bytes:
    """Train on a corpus and return the bytes of the model."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SETTINGS)
    for sentence in corpus:
        trainer.append(sequence((EDGE, *sentence.forms, EDGE), vocabulary), ("O", *sentence.labels, "O"))
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        learnt = tagger.info()
        tagger.close()
    labels = sorted({label for _, label in learnt.state_features} | {"O"})
    return pack(labels, learnt.state_features, learnt.transitions)


def labelled(model: Model, corpus: Sequence[Sentence]) -> list[list[str]]:
    """Return the model's labels for each sentence."""
    found, at = [], 1
    best, _ = model.decode(model.scores([s.forms for s in corpus])[1])
    for sentence in corpus:
        found.append([model.weights.labels[i] for i in best[at : at + len(sentence.forms)]])
        at += len(sentence.forms) + 1
    return found


def score(corpus: Sequence[Sentence], found: Sequence[Sequence[str]]) -> str:
    """Return precision, recall and F1 of exact names for each kind and micro-averaged, as lines of a table."""
    lines, every = [], [0, 0, 0]
    for kind in (*KINDS, "micro"):
        hits = wrong = missed = 0
        for sentence, labels in zip(corpus, found, strict=True):
            want = {n for n in names(sentence.labels) if kind in (n[2], "micro") and n[2] in KINDS}
            got = {n for n in names(labels) if kind in (n[2], "micro") and n[2] in KINDS}
            hits, wrong, missed = hits + len(want & got), wrong + len(got - want), missed + len(want - got)
        every = [hits, wrong, missed]
        p, r = hits / max(1, hits + wrong), hits / max(1, hits + missed)
        lines.append(f"| {kind} | {p:.3f} | {r:.3f} | {2 * p * r / max(1e-9, p + r):.4f} | {sum(every[::2])} |")
    return "\n".join(["| kind | precision | recall | F1 | names |", "| --- | --- | --- | --- | --- |", *lines])


def main() -> None:
    """Train, measure, and write if asked to."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, required=True, help="folder with ner/ and news/")
    arguments.add_argument("--write", action="store_true", help="write the model and its tables into the package")
    given = arguments.parse_args()
    parts = texts(given.data / "ner")
    words, phrases = tables(given.data, parts.hinting)
    vocabulary = vocabulary_of(words, phrases)
    raw = train(parts.trained, vocabulary)
    model = Model(unpack(raw), vocabulary)
    print(score(parts.held_back, labelled(model, parts.held_back)))
    if given.write:
        MODELS.mkdir(exist_ok=True)
        (MODELS / "names.crf").write_bytes(raw)
        (MODELS / "names_words.tsv").write_text(words, encoding="utf-8")
        (MODELS / "names_phrases.tsv").write_text(phrases, encoding="utf-8")


if __name__ == "__main__":
    main()
