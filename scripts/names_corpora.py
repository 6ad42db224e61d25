"""The annotated texts from which the tagger of names learns, brought to one scheme and one way of cutting words.

Scheme: PER, LOC, ORG, MISC, in IOB2. Every sentence is a list of folded forms with one label a form. Corpora that
write clitics as words of their own have them joined again; punctuation stands alone everywhere.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from musnad.lang.words import words


class Sentence(NamedTuple):
    """One annotated sentence: folded forms and their labels, of equal length."""

    forms: tuple[str, ...]
    labels: tuple[str, ...]


PLAIN = {"PERS": "PER", "PER": "PER", "LOC": "LOC", "ORG": "ORG", "MISC": "MISC"}
FANE = {
    **dict.fromkeys(["Politician", "Athlete", "Businessperson", "Artist", "Scientist", "Religious_PER", "Police", "Engineer",
                     "Lawyer", "Other_PER"], "PER"),
    **dict.fromkeys(["Nation", "Population-Center", "State-or-Province", "County-or-District", "Continent", "GPE-Cluster",
                     "Water-Body", "Land-Region-Natural", "Airport", "Building-Grounds", "Path"], "LOC"),
    **dict.fromkeys(["Government", "Non-Governmental", "Commercial", "Educational", "Media", "Sports", "Religious_ORG",
                     "Medical-Science", "Entertainment"], "ORG"),
    **dict.fromkeys(["Book", "Movie", "Sound", "Software", "Hardware", "Air", "Food", "Drug", "Projectile", "Land", "Water"],
                    "MISC"),
}
PROCLITICS = {"و", "ف", "ب", "ل", "ك", "س"}
ENCLITICS = {"ه", "ها", "هم", "هما", "هن", "نا", "كم", "ي", "ني"}
Row = tuple[str, str]  # a written token and its label


def rows(path: Path) -> Iterator[list[Row]]:
    """Yield the sentences of a file of one token and label a line, blank lines or full stops between sentences."""
    sentence: list[Row] = []
    with lzma.open(path, "rt", encoding="utf-8-sig") as lines:
        for line in lines:
            parts = line.replace("\u200e", "").split()
            if len(parts) == 2 and parts[0] != "#":
                sentence.append((parts[0], parts[1]))
            if sentence and (len(parts) < 2 or (parts[0] in {".", "؟", "!"} and "FANE" in path.name)):
                yield sentence
                sentence = []
    if sentence:
        yield sentence


def coarse(label: str) -> str:
    """Return the label in the scheme PER, LOC, ORG, MISC; what has no place there is outside."""
    if label[:2] not in {"B-", "I-"}:
        return "O"
    kind = label[2:].lstrip("-")
    found = "MISC" if kind.startswith(("MIS", "SPANISH", "ENGLISH")) else PLAIN.get(kind) or FANE.get(kind)
    return f"{label[:2]}{found}" if found else "O"


def joined(tokens: list[Row]) -> list[Row]:
    """Join clitics that a corpus wrote as words of their own; a name keeps its label when a clitic joins it."""
    found: list[Row] = []
    waiting = ""
    for form, label in tokens:
        if form in PROCLITICS and label == "O":
            waiting += form
            continue
        if form in ENCLITICS and found and not waiting and found[-1][0][-1:].isalpha():
            found[-1] = (found[-1][0] + form, found[-1][1])
            continue
        if waiting.endswith("ل") and form.startswith("ال"):
            form = form[1:]
        found.append((waiting + form, label))
        waiting = ""
    if waiting:
        found.append((waiting, "O"))
    return found


def cut(tokens: Iterable[Row]) -> Sentence:
    """Cut written tokens as the project cuts text; a mark at the rim of a name is outside it."""
    forms: list[str] = []
    labels: list[str] = []
    for token, label in tokens:
        for piece in words(token):
            if not piece.form:
                continue
            forms.append(piece.form)
            labels.append(label)
            if label[0] == "B":
                label = f"I{label[1:]}"
    return Sentence(tuple(forms), tuple(_mended(forms, labels)))


def _mended(forms: list[str], labels: list[str]) -> list[str]:
    """Make valid IOB2: no name begins or ends with a mark, none begins with I."""
    out = list(labels)
    for i, label in enumerate(out):
        if label[0] == "B" and not forms[i][0].isalnum() and i + 1 < len(out) and out[i + 1][0] == "I":
            out[i], out[i + 1] = "O", f"B{label[1:]}"
    for i in range(len(out) - 1, -1, -1):
        last = i + 1 == len(out) or out[i + 1][0] != "I"
        if out[i][0] == "I" and last and not forms[i][0].isalnum():
            out[i] = "O"
    for i, label in enumerate(out):
        if label[0] == "I" and (i == 0 or out[i - 1][1:] != label[1:]):
            out[i] = f"B{label[1:]}"
    return out


def sentences(path: Path) -> list[Sentence]:
    """Return the sentences of one corpus file."""
    split = "FANE" in path.name
    found = ([(w, coarse(label)) for w, label in sentence] for sentence in rows(path))
    return [cut(joined(s) if split else s) for s in found]


def shingles(forms: tuple[str, ...], size: int = 5) -> set[tuple[str, ...]]:
    """Return the word five-grams by which near copies are told; marks do not count."""
    plain = tuple(f for f in forms if f[0].isalnum())
    return {plain[i : i + size] for i in range(max(1, len(plain) - size + 1))}


def without_copies(corpus: list[Sentence], held_back: list[Sentence], share: float = 0.3) -> list[Sentence]:
    """Drop the sentences that share a third of their five-grams with the text held back."""
    known = set().union(*(shingles(s.forms) for s in held_back))
    return [s for s in corpus if len((own := shingles(s.forms)) & known) < max(1, share * len(own))]


def names(labels: Iterable[str]) -> set[tuple[int, int, str]]:
    """Return the names of a labelled sentence as (first, last exclusive, kind)."""
    found: set[tuple[int, int, str]] = set()
    first, kind = -1, ""
    for i, label in enumerate([*labels, "O"]):
        if first >= 0 and label[0] != "I":
            found.add((first, i, kind))
            first = -1
        if label[0] == "B":
            first, kind = i, label[2:]
    return found
