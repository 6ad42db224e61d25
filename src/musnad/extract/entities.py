"""Entities: the names of people, organisations, places and facilities in a report.

Finds    وزير الخارجية الألماني هايكو ماس    the person «هايكو ماس», without his office and country
Finds    وموسكو                              the place «موسكو», without the joined conjunction
Leaves   السلام عليكم                        a common word that is somebody's name elsewhere

Model: lang/ar/models/names.crf. Lexicons: names.tsv, titles.tsv.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from musnad.extract.names_features import stem
from musnad.extract.names_kinds import Line, Run
from musnad.extract.names_model import EDGE, Model, vocabulary_of
from musnad.extract.names_rules import LEAST, mended
from musnad.extract.names_weights import unpack
from musnad.lang.pack import pack_file
from musnad.lang.words import Word, fold
from musnad.model.span import Span
from musnad.text.names import Name

_KINDS = {"PER": "person", "LOC": "place", "ORG": "organization", "MISC": "other"}
_STOPS = {".", "!", "?", "؟", "…"}
AT_ONCE = 5000  # words that are tagged together: longer than any report but a book
_TORN = 0.5  # score up to which the end of a name whose beginning was not found is nothing
_LONGEST = 120  # words after which a sentence is cut, so that a text without full stops costs no more than another
_MARK = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069]")


@cache
def model() -> Model:
    """Return the model of names of the package; it is read once."""
    tables = (pack_file(f"models/names_{t}.tsv").read_text(encoding="utf-8") for t in ("words", "phrases", "sport"))
    return Model(unpack(pack_file("models/names.crf").read_bytes()), vocabulary_of(*tables))


def tag(words: Sequence[Word], sentences: Sequence[Span] = ()) -> list[Name]:
    """Return the names among the words of one report, in text order; none overlaps another.

    Args:
        words: The words, numbers and marks of the report.
        sentences: Its sentences, where known; otherwise full stops part them.
    """
    parts = list(_parts(words, [s.start for s in sentences]))
    return [name for some in _stretches(parts) for name in _tag(words, some)]


def _tag(words: Sequence[Word], parts: Sequence[tuple[int, int]]) -> list[Name]:
    if not parts:
        return []
    offset = parts[0][0]
    here = words[offset : parts[-1][1]]
    tight = [False, *(a.end == b.start for a, b in pairwise(here))]
    return [_name(words, run, offset) for run in runs([[w.form or EDGE for w in words[a:b]] for a, b in parts], tight)]


def runs(sentences: Sequence[Sequence[str]], tight: Sequence[bool]) -> list[Run]:
    """Return the names of some sentences after the rules, by their places among all words of them.

    Args:
        sentences: The folded forms of each.
        tight: For each word of all of them, whether it touches the word before.
    """
    tagger = model()
    labels, sure = tagger.label(sentences)
    found: list[Run] = []
    first, at = 0, 1
    for sentence in sentences:
        for a, b, kind in _runs(labels[at : at + len(sentence)]):
            b = _surely(sure[at : at + b], a) if kind == "PER" else b
            run = Run(first + a, first + b, _KINDS[kind], min(sure[at + a : at + b]))
            if labels[at + a][0] == "B" or run.score > _TORN:
                found.append(run)
        first += len(sentence)
        at += len(sentence) + 1
    forms = [form for sentence in sentences for form in sentence]
    return mended(found, Line(forms, tagger.bases(forms), tight), tagger.vocabulary)


def _surely(sure: Sequence[float], first: int) -> int:
    """Return the end of a name without the last words that hardly belong to it («أحمد الطيب شيخ الأزهر»)."""
    last = len(sure)
    while last - first > 1 and sure[last - 1] < LEAST:
        last -= 1
    return last


def _stretches(parts: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Yield the sentences some at a time, so that the memory does not grow with the report."""
    some: list[tuple[int, int]] = []
    for part in parts:
        if some and part[1] - some[0][0] > AT_ONCE:
            yield some
            some = []
        some.append(part)
    if some:
        yield some


def _parts(words: Sequence[Word], starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the sentences as ranges of words."""
    first = 0
    at = [word.start for word in words]
    cuts = {bisect_left(at, start) for start in starts}
    for i, word in enumerate(words):
        if i in cuts and i > first:
            yield first, i
            first = i
        if i - first >= _LONGEST or (not starts and word.form in _STOPS):
            yield first, i + 1
            first = i + 1
    if first < len(words):
        yield first, len(words)


def _runs(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    first = -1
    for i, label in enumerate([*labels, "O"]):
        if first >= 0 and (label[0] != "I" or label[2:] != labels[first][2:]):
            yield first, i, labels[first][2:]
            first = -1
        if label != "O" and first < 0:
            first = i


def _name(words: Sequence[Word], run: Run, offset: int) -> Name:
    first, last = run.first + offset, run.last + offset
    start = words[first].start + clitic_length(words[first])
    return Name(first, last, start, words[last - 1].end, run.kind, round(run.score, 4))


def clitic_length(word: Word) -> int:
    """Return how many code points of a word are a joined conjunction or preposition («وموسكو»: 1, «للأمم»: 2)."""
    clitic, base = stem(word.form, model().vocabulary.lines)
    letters = len(clitic)
    if letters and base.startswith("ال") and not word.form[letters:].startswith("ال"):
        letters += 1  # «للأمم» is ل + ال + أمم, written with one lam: the name that can be read back is «أمم»
    at = 0
    while letters and at < len(word.raw):
        letters -= len(fold(word.raw[at]))
        at += 1
    while at < len(word.raw) and _MARK.match(word.raw[at]):
        at += 1
    return at
