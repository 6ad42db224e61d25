"""Packs: the lexicons of a language, read from tables beside the code.

A lexicon is ``<code>/lexicon/<stem>.tsv``: a header line, then one row one form. Every lexicon has the columns
``form`` and ``example``; the example holds the form, and the check of the package finds it there again.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from musnad.lang.words import fold, words
from musnad.model.errors import PackError

Row = Mapping[str, str]


@cache
def read_lexicon(stem: str, *, language: str = "ar") -> tuple[Row, ...]:
    """Return the rows of one lexicon, each a mapping from column to text.

    Args:
        stem: File name without ``.tsv``, such as ``statements``.
        language: Code of the pack.

    Raises:
        PackError: The table is broken; the message names the file and line.
    """
    table = pack_file(f"lexicon/{stem}.tsv", language=language)
    lines = table.read_text(encoding="utf-8").split("\n")
    header = lines[0].split("\t")
    for needed in ("form", "example"):
        if needed not in header:
            raise PackError(f"{stem}.tsv:1: the column {needed!r} is missing")
    return tuple(_row(stem, number, header, line) for number, line in enumerate(lines[1:], 2) if line and line[0] != "#")


def pack_file(path: str, *, language: str = "ar") -> Traversable:
    """Return a data file of a pack, by its path inside the pack."""
    return resources.files("musnad.lang").joinpath(language, path)


def folded_key(form: str) -> tuple[str, ...]:
    """Return the folded words of a form of one or more words: the key under which lexicons are looked up."""
    return tuple(w.form for w in words(form))


def lexicon_faults(stem: str, *, language: str = "ar") -> list[str]:
    """Return what is wrong with a lexicon, one line a fault: ``stem.tsv:14: …``; empty if nothing is.

    A form is in NFC and in plain Arabic letters, unique after folding (with its ``kind``, if it has one), and its
    words stand in its example.
    """
    faults, seen = [], set()
    for number, row in enumerate(read_lexicon(stem, language=language), 2):
        form = row["form"]
        key = (folded_key(form), row.get("kind", ""))
        if unicodedata.normalize("NFC", form) != form:
            faults.append(f"{stem}.tsv:{number}: {form} is not in NFC")
        if any("\ufb50" <= c <= "\ufdff" or "\ufe70" <= c <= "\ufeff" or c in "\u06cc\u06a9" for c in form):
            faults.append(f"{stem}.tsv:{number}: {form} has letters that are not plain Arabic")
        if key in seen:
            faults.append(f"{stem}.tsv:{number}: {form} stands twice after folding")
        if fold(form) not in fold(row["example"]):
            faults.append(f"{stem}.tsv:{number}: the example does not hold {form}")
        seen.add(key)
    return faults


def _row(stem: str, number: int, header: list[str], line: str) -> Row:
    cells = line.split("\t")
    if len(cells) != len(header):
        raise PackError(f"{stem}.tsv:{number}: {len(cells)} cells where the header has {len(header)}")
    return dict(zip(header, cells, strict=True))
