"""Train the tagger of names, measure it on text held back, and write its files.

    python scripts/train_names.py --data ../shared/data [--write]
    python scripts/train_names.py --data ../shared/data --measure     # the model of the package, without its rules and with

Without ``--write`` nothing of the package is touched. The last 15 % of the sentences of ANERcorp's training part are held
back: neither they nor near copies of them in another corpus are trained on, and nothing is learnt from them.

Steps: word clusters and words of sport from the news; tables of words; three models, each without a third of the text,
read the news and say what each word mostly is there; the same three thirds give first readings, from which the last models
learn how far to trust the other mentions of a name. Each of the last models also learns from copies of the sentences with
half of what tells one word from its like dropped, and leaves out a twelfth of the text: what each lean towards names gives
there is printed. The weights of the last models are averaged.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import names_clusters
import names_sport
import names_tables
import numpy as np
import pycrfsuite
from names_corpora import Sentence, names, sentences, without_copies
from names_news import News, heard, read_news

from musnad.extract.entities import model, runs
from musnad.extract.names_features import Described, Vocabulary, echoes, sequence, sporting, stem
from musnad.extract.names_model import EDGE, Model, vocabulary_of
from musnad.extract.names_weights import pack, unpack

MODELS = Path(__file__).parent.parent / "src/musnad/lang/ar/models"
HELD_BACK = 0.15
FOLDS = 3
BLOCK = 16  # sentences that count as one report: the corpus does not say where its articles end
LEANS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)  # measured on the twelfths
LEAN = 0.4  # of the model written: 0.2 has the best F1 on the twelfths, and misses the speakers of two golden cases
SETTINGS = {"c1": 0.05, "c2": 0.05, "max_iterations": 80, "feature.possible_transitions": True, "feature.minfreq": 2}
LAST = ((0.2, 0.02, 1), (0.1, 0.05, 1), (0.05, 0.05, 2), (0.2, 0.05, 1))  # c1, c2, least count; each without a twelfth
LEXICAL = re.compile(r"-?\d(s\|)?(w|b|fp\d|p\d|s\d)=|[lr](bb|cb|bc)=")  # features of one word or few, without clusters
KINDS = ("PER", "LOC", "ORG")
T = TypeVar("T")
_JOBS: list[Callable[[int], Any]] = []
Rows = list[list[str]]
Weights = tuple[dict[tuple[str, str], float], dict[tuple[str, str], float]]


class Texts(NamedTuple):
    """The annotated sentences, by what they are for."""

    trained: list[Sentence]
    hinting: list[Sentence]
    held_back: list[Sentence]


class Tables(NamedTuple):
    """What is known of words before anything is learnt from the annotated text."""

    words: Callable[[dict[str, list[str]]], str]
    phrases: str
    sport: str

    def vocabulary(self, hints: dict[str, list[str]]) -> Vocabulary:
        """Return the vocabulary with what the news say of each word."""
        return vocabulary_of(self.words(hints), self.phrases, self.sport)


def texts(folder: Path) -> Texts:
    """Read the corpora and part them. NewsFANE stays out: it is ANERcorp's text, its public test part included."""
    corpus = sentences(folder / "anercorp_train.txt.xz")
    border = int(len(corpus) * (1 - HELD_BACK))
    held_back = corpus[border:]
    others = sentences(folder / "aqmar.txt.xz") + sentences(folder / "WikiFANE_Gold_2014_500K.txt.xz")
    return Texts(without_copies(corpus[:border], held_back), without_copies(others, held_back), held_back)


def tables(data: Path, hinting: list[Sentence]) -> Tables:
    """Learn the clusters and gather the lexicons, the gazetteer and what the other corpora call a word."""
    known = names_tables.known_names()
    clusters = names_clusters.table(data / "news")
    plain = vocabulary_of(names_tables.words_table(clusters, known, {}), "", "")
    hinted = names_tables.hints(hinting, plain.lines)

    def words(more: dict[str, list[str]]) -> str:
        both = {w: [*hinted.get(w, []), *more.get(w, [])] for w in hinted.keys() | more.keys()}
        return names_tables.words_table(clusters, known, both)

    return Tables(words, names_tables.phrases_table(known), names_sport.table(data / "news", plain.lines))


def rows(corpus: Sequence[Sentence], vocabulary: Vocabulary) -> list[Rows]:
    """Return the features of every sentence, its edges included."""
    seen: Described = {}
    found = []
    for block in blocks(corpus):
        sport, at = _sport(block, vocabulary), 0
        for sentence in block:
            here = sport[at : at + len(sentence.forms) + 2]
            found.append(sequence((EDGE, *sentence.forms, EDGE), vocabulary, seen, here))
            at += len(sentence.forms) + 1
    return found


def _sport(block: Sequence[Sentence], vocabulary: Vocabulary) -> list[bool]:
    """Return for each word of a block, the edges of its sentences included, whether it stands in news of sport."""
    forms = [f for sentence in block for f in (EDGE, *sentence.forms)] + [EDGE]
    bases = (stem(f, vocabulary.lines)[1] for f in forms)
    found: list[bool] = sporting(np.array([vocabulary.sport.get(b, 0.0) for b in bases], dtype=np.float32)).tolist()
    return found


def learn(features: Iterable[Rows], corpus: Iterable[Sentence], settings: dict[str, object] | None = None) -> Weights:
    """Train one model and return its weights: of attributes, and of steps from label to label."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SETTINGS | (settings or {}))
    for sentence_rows, sentence in zip(features, corpus, strict=True):
        trainer.append(sentence_rows, ("O", *sentence.labels, "O"))
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        learnt = tagger.info()
        tagger.close()
    return dict(learnt.state_features), dict(learnt.transitions)


def packed(several: Sequence[Weights], lean: float = 0.0) -> bytes:
    """Return the bytes of the model whose weights are the mean of several."""
    state: defaultdict[tuple[str, str], float] = defaultdict(float)
    moves: defaultdict[tuple[str, str], float] = defaultdict(float)
    for one_state, one_moves in several:
        for key, weight in one_state.items():
            state[key] += weight / len(several)
        for key, weight in one_moves.items():
            moves[key] += weight / len(several)
    return pack(sorted({label for _, label in state} | {"O"}), state, moves, lean)


def blocks(corpus: Sequence[Sentence]) -> list[Sequence[Sentence]]:
    """Return runs of sentences that stand for reports."""
    return [corpus[i : i + BLOCK] for i in range(0, len(corpus), BLOCK)]


def with_echoes(features: Sequence[Rows], corpus: Sequence[Sentence], first: Model) -> list[Rows]:
    """Add to the features what a first reading called the other mentions of each word."""
    found, done = [], 0
    for block in blocks(corpus):
        bases, scores = first.scores([s.forms for s in block])
        best, sure = first.decode(scores)
        labels = [first.weights.labels[k] for k in best]
        heard_again = echoes(bases, labels, sure.tolist())
        at = 0
        for sentence_rows in features[done : done + len(block)]:
            found.append([[*row, *heard_again.get(at + i, ())] for i, row in enumerate(sentence_rows)])
            at += len(sentence_rows) - 1
        done += len(block)
    return found


def labelled(model: Model, corpus: Sequence[Sentence]) -> list[list[str]]:
    """Return the model's labels for each sentence, read in blocks as reports are."""
    found = []
    for block in blocks(corpus):
        labels, at = model.label([s.forms for s in block]).best, 1
        for sentence in block:
            found.append(labels[at : at + len(sentence.forms)])
            at += len(sentence.forms) + 1
    return found


def score(corpus: Sequence[Sentence], found: Sequence[Sequence[str]]) -> str:
    """Return precision, recall and F1 of exact names for each kind and micro-averaged, as lines of a table."""
    lines = []
    for kind in (*KINDS, "micro"):
        hits = wrong = missed = 0
        for sentence, labels in zip(corpus, found, strict=True):
            want = {n for n in names(sentence.labels) if kind in (n[2], "micro") and n[2] in KINDS}
            got = {n for n in names(labels) if kind in (n[2], "micro") and n[2] in KINDS}
            hits, wrong, missed = hits + len(want & got), wrong + len(got - want), missed + len(want - got)
        p, r = hits / max(1, hits + wrong), hits / max(1, hits + missed)
        lines.append(f"| {kind} | {p:.3f} | {r:.3f} | {2 * p * r / max(1e-9, p + r):.4f} | {hits + missed} |")
    return "\n".join(["| kind | precision | recall | F1 | names |", "| --- | --- | --- | --- | --- |", *lines])


def ruled(corpus: Sequence[Sentence]) -> list[list[str]]:
    """Return the labels of each sentence after the rules of the package; facilities are places there."""
    kinds = {"person": "PER", "place": "LOC", "facility": "LOC", "organization": "ORG"}
    found = []
    for block in blocks(corpus):
        labels = ["O"] * sum(len(s.forms) for s in block)
        for run in runs([s.forms for s in block], [False] * len(labels)):
            if run.kind in kinds:
                kind = kinds[run.kind]
                labels[run.first : run.last] = [f"B-{kind}", *[f"I-{kind}"] * (run.last - run.first - 1)]
        at = 0
        for sentence in block:
            found.append(labels[at : at + len(sentence.forms)])
            at += len(sentence.forms)
    return found


def all_but(parts: Sequence[list[Sentence]], one: int) -> list[Sentence]:
    """Return the sentences of all parts but one."""
    return [s for k, part in enumerate(parts) if k != one for s in part]


def train(trained: list[Sentence], known: Tables, news: News) -> tuple[bytes, str]:
    """Train all steps; return the bytes of the model and its table of words."""
    parts = [trained[len(trained) * k // FOLDS : len(trained) * (k + 1) // FOLDS] for k in range(FOLDS)]
    plain = known.vocabulary({})

    def hints(corpus: list[Sentence]) -> dict[str, list[str]]:
        return heard(Model(unpack(packed([learn(rows(corpus, plain), corpus)])), plain), news)

    features: list[Rows] = []
    texts_read = [*(all_but(parts, k) for k in range(FOLDS)), trained]
    *others, whole = at_once(lambda n: hints(texts_read[n]), FOLDS + 1)
    print("read the news without each part", flush=True)
    for part, heard_without in zip(parts, others, strict=True):
        features += rows(part, known.vocabulary(heard_without))
    words = known.words(whole)
    vocabulary = vocabulary_of(words, known.phrases, known.sport)

    def read(k: int) -> list[Rows]:
        own = range(len(trained) * k // FOLDS, len(trained) * (k + 1) // FOLDS)
        other = [j for j in range(len(trained)) if j not in own]
        first = Model(unpack(packed([learn([features[j] for j in other], [trained[j] for j in other])])), vocabulary)
        return with_echoes([features[j] for j in own], parts[k], first)

    echoed = [sentence for part in at_once(read, FOLDS) for sentence in part]
    print("read each part for the first time", flush=True)

    def last(n: int) -> tuple[Weights, Counter[tuple[float, str]]]:
        weights, left_out = _last(echoed, trained, n)
        return weights, leaning(Model(unpack(packed([weights])), vocabulary), left_out)

    several, counts = zip(*at_once(last, len(LAST)), strict=True)
    print(on_the_twelfths(sum(counts, Counter())), flush=True)
    return packed(several, LEAN), words


def leaning(first: Model, corpus: Sequence[Sentence]) -> Counter[tuple[float, str]]:
    """Count the names that a model finds in text that it did not learn from, those there are, and those that it hits."""
    found: Counter[tuple[float, str]] = Counter()
    for lean in LEANS:
        leant = Model(first.weights._replace(lean=lean), first.vocabulary)
        for sentence, labels in zip(corpus, labelled(leant, corpus), strict=True):
            want, got = ({n for n in names(some) if n[2] in KINDS} for some in (sentence.labels, labels))
            found.update({(lean, "hit"): len(want & got), (lean, "named"): len(want) + len(got)})
    return found


def on_the_twelfths(counts: Counter[tuple[float, str]]) -> str:
    """Return the F1 of each lean, in one line."""
    return "; ".join(f"lean {lean}: {2 * counts[lean, 'hit'] / max(1, counts[lean, 'named']):.4f}" for lean in LEANS)


def at_once(job: Callable[[int], T], count: int) -> list[T]:
    """Return what a job gives for 0 to ``count`` - 1; two processes share it, and they see what this one has in memory."""
    _JOBS.append(job)
    with get_context("fork").Pool(2) as pool:
        found: list[T] = pool.map(_done, range(count), chunksize=1)
    _JOBS.pop()
    return found


def _done(number: int) -> Any:
    return _JOBS[-1](number)


def _last(features: list[Rows], trained: list[Sentence], number: int) -> tuple[Weights, list[Sentence]]:
    """Return the weights learnt without a twelfth of the text, and that twelfth."""
    c1, c2, least = LAST[number]
    kept = [j for j in range(len(trained)) if j * 12 // len(trained) != 3 * number]
    settings: dict[str, object] = {"c1": c1, "c2": c2, "feature.minfreq": least}
    chance = random.Random(number)
    both = itertools.chain((features[j] for j in kept), (less_lexical(features[j], chance) for j in kept))
    weights = learn(both, [trained[j] for j in kept * 2], settings)
    return weights, [s for j, s in enumerate(trained) if j * 12 // len(trained) == 3 * number]


def less_lexical(sentence_rows: Rows, chance: random.Random) -> Rows:
    """Drop half of what tells one word from others of its kind, so that the model learns to read words never seen."""
    return [[f for f in row if not LEXICAL.match(f) or chance.random() < 0.5] for row in sentence_rows]


def main() -> None:
    """Train, measure, and write if asked to."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, required=True, help="folder with ner/ and news/")
    arguments.add_argument("--write", action="store_true", help="write the model and its tables into the package")
    arguments.add_argument("--measure", action="store_true", help="train nothing, measure the model of the package")
    given = arguments.parse_args()
    parts = texts(given.data / "ner")
    if given.measure:
        print(score(parts.held_back, labelled(model(), parts.held_back)))
        print("with the rules", score(parts.held_back, ruled(parts.held_back)), sep="\n")
        return
    known = tables(given.data, parts.hinting)
    raw, words = train(parts.trained, known, read_news(given.data / "news"))
    trained = Model(unpack(raw), vocabulary_of(words, known.phrases, known.sport))
    print(score(parts.held_back, labelled(trained, parts.held_back)))
    if given.write:
        MODELS.mkdir(exist_ok=True)
        (MODELS / "names.crf").write_bytes(raw)
        (MODELS / "names_words.tsv").write_text(words, encoding="utf-8")
        (MODELS / "names_phrases.tsv").write_text(known.phrases, encoding="utf-8")
        (MODELS / "names_sport.tsv").write_text(known.sport, encoding="utf-8")


if __name__ == "__main__":
    main()
