"""Compounds: names of settlements that have two words, by the word that begins them.

Finds    قرية كفر الزيتون           the name has a second word
Leaves   قرية وادي في الجبل          a preposition is none

Lexicon: compounds.tsv.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import cache

from musnad.extract.names_kinds import LISTED, Line, Run
from musnad.lang.pack import read_lexicon
from musnad.lang.words import fold

BETWEEN = frozenset({
    "في", "من", "الي", "علي", "عن", "مع", "او", "بين", "هو", "هي", "التي", "الذي", "ثم", "قرب", "شمال", "جنوب", "شرق", "غرب",
    "شمالي", "جنوبي", "شرقي", "غربي", "وسط", "بريف", "بمحافظه",
})  # fmt: skip
SETTLEMENTS = frozenset({"مدينه", "بلده", "قريه", "ناحيه", "قري", "بلدات", "قريتي", "بلدتي", "مخيم", "حي"})
OF_MANY = frozenset({"قري", "بلدات", "مخيم"})  # behind these a word without article says what for
WA = "و"
ARABIC = "\u0620"


def settled(runs: Sequence[Run], line: Line, known: Container[str]) -> list[Run]:
    """Return the names of a report with its settlements whole, and with those that nobody has heard of.

    «قرية كفر الزيتون» is one name, and so are those joined to it. A word that no report of the news has, right behind
    «بلدة», is a name.

    Args:
        runs: The names found.
        line: Every word of the report.
        known: Words without clitics that the news has.
    """
    begins = {run.first: run for run in runs}
    taken = {i for run in runs for i in range(run.first, run.last)}
    for head in (i for i, base in enumerate(line.bases) if base in SETTLEMENTS):
        at = head + 1
        if at not in taken and _unheard(line, at, known) and not _begins_two(line, at):
            begins[at] = Run(at, at + 1, "place", LISTED)
            continue
        while _begins_two(line, at):
            own = begins.get(at, Run(at, at, "place", LISTED))
            if own.last > at + 2 or not taken.isdisjoint(range(own.last, at + 2)):
                break  # the name is longer, or its words belong to others
            begins[at] = Run(at, at + 2, "place", max(own.score, LISTED))
            at += 2
            if at >= len(line.forms) or line.forms[at][0] != WA:
                break
    return list(begins.values())


def _begins_two(line: Line, at: int) -> bool:
    whole = at + 1 < len(line.bases) and line.forms[at + 1] not in BETWEEN
    return whole and two_words(line.bases[at], line.bases[at + 1])


def _unheard(line: Line, at: int, known: Container[str]) -> bool:
    """«بلدة سهلاب»: no word of the language, so a name. Without article «قرية منسية», «مخيم مصطافين» describe."""
    base = line.bases[at] if at < len(line.bases) else ""
    loose = base.endswith("ه") or line.bases[at - 1] in OF_MANY
    named = base.startswith("ال") or not loose
    return named and len(base) > 3 and base[0] >= ARABIC and base.isalpha() and base not in known


def two_words(first: str, second: str) -> bool:
    """Say whether two folded words behind a kind of settlement are one name."""
    return first in _beginnings() and len(second) > 1 and second[0].isalpha() and second not in BETWEEN


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(fold(row["form"]) for row in read_lexicon("compounds"))
