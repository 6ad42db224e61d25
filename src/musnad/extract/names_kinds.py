"""Kinds of names that are neither people, places nor bodies: documents, events, and what only looks like a name.

Finds    والقرار 2254                         a document, by its number
Finds    عملية "درع الميناء"                   an event, by the word before it
Leaves   Made in the Harbour                  a clause in Latin letters: somebody's title
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

LATIN_CLAUSE = {"in", "on", "to", "is", "are", "was", "with", "from", "by", "my", "your", "how", "why", "what", "who"}
EVENTS = {"حرب", "الحرب", "معركه", "ثوره", "الثوره", "انتفاضه", "الانتفاضه", "عمليه", "العمليه", "قمه", "القمه", "موتمر",
          "الموتمر", "مهرجان", "بطوله", "البطوله", "كاس", "مونديال", "الالعاب", "دوره", "اولمبياد", "انتخابات", "مناورات"}
DOCUMENTS = {"اتفاق", "الاتفاق", "اتفاقيه", "الاتفاقيه", "معاهده", "المعاهده", "بروتوكول", "قرار", "القرار", "قانون",
             "القانون", "وثيقه", "الوثيقه", "ميثاق", "الميثاق", "دستور", "الدستور", "اعلان", "الاعلان", "كتاب", "روايه"}
CURRENCIES = {"يورو", "دولار", "درهم", "ريال", "دينار", "ليره", "جنيه", "روبل", "ين", "يوان", "فرنك", "شيكل", "روبيه"}
GOD = {"الله", "لله"}
RESOLUTION = {"القرار", "قرار"}
BEFORE_NUMBER = {"الدولي", "الاممي", "رقم", "المرقم"}
LISTED = 0.75  # the score of a name that a lexicon knows and the model passed over


class Run(NamedTuple):
    """A name as the model found it: words ``first`` to ``last``, exclusive."""

    first: int
    last: int
    kind: str
    score: float


class Line(NamedTuple):
    """The words of a report as the rules see them: forms, forms without clitics, and which touch the word before."""

    forms: Sequence[str]
    bases: Sequence[str]
    tight: Sequence[bool]


def is_none(run: Run, bases: Sequence[str]) -> bool:
    """Money and an oath name nothing; nor does a clause in Latin letters («Made in the Harbour»): it is a title."""
    if run.kind == "other" and (bases[run.first].removeprefix("ال") in CURRENCIES or bases[run.first] in GOD):
        return True
    return run.last - run.first > 2 and not LATIN_CLAUSE.isdisjoint(bases[run.first : run.last])


def with_kind(run: Run, bases: Sequence[str]) -> Run:
    """Give a name of no kind the kind that the words at its head tell: a war is an event, a treaty a document."""
    if run.kind != "other":
        return run
    before = [base for base in bases[max(0, run.first - 2) : run.first] if base[0].isalnum()]
    heads = {bases[run.first], *before[-1:]}
    kind = "event" if heads & EVENTS else "document" if heads & DOCUMENTS else run.kind
    return run._replace(kind=kind)


def resolutions(bases: Sequence[str], taken: set[int]) -> list[Run]:
    """Find resolutions by their numbers («القرار الدولي رقم 2254»); «قرار 150 نائبا» has none."""
    found: list[Run] = []
    if RESOLUTION.isdisjoint(bases):
        return found
    for i, base in enumerate(bases):
        if base not in RESOLUTION:
            continue
        last = i + 1
        while last < len(bases) and bases[last] in BEFORE_NUMBER:
            last += 1
        number = bases[last] if last < len(bases) else ""
        after = bases[last + 1] if last + 1 < len(bases) else "."
        counted = len(number) == 3 and len(after) > 3 and after.endswith("ا")  # «أيد القرار 150 نائبا»
        sure = last > i + 1 or (base[:2] == "ال" and not counted)
        if sure and number.isdecimal() and 3 <= len(number) <= 4 and taken.isdisjoint(range(i, last + 1)):
            found.append(Run(i, last + 1, "document", LISTED))
    return found
