"""What rules add to the names that the model found: rims without titles, facilities with their kind, surnames again.

Finds    الرئيس الجديد لمطار بغداد الدولي     «مطار بغداد الدولي», a facility
Finds    فلان العلاني … وقال العلاني          the surname alone, once the report has told the full name
Leaves   الأسد في الغابة                      a surname that is a common word, in a report without its bearer
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from musnad.extract.names_features import About, Vocabulary

TITLES = {"office", "honorific", "rank", "nationality"}
OWN = {"given", "first", "last", "particle"}
WEEKDAYS = {"السبت", "الاحد", "الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه"}
AFTER_FACILITY = {"الدولي", "الدوليه", "العسكري", "العسكريه", "المدني", "الجامعي", "الحدودي", "المركزي", "الجوي", "الجويه"}
HEADS = {"مطار", "مستشفي", "معبر", "مخيم", "ميناء", "قاعده", "سجن", "جسر", "سد", "محطه", "مصفاه", "حقل", "مسجد", "جامع",
         "كنيسه", "كاتدراييه", "قصر", "قلعه", "ملعب", "استاد", "متحف", "مفاعل", "مصنع", "ثكنه", "مدرسه"}
COMMON = {"place", "organization", "place_head", "organization_head"}
AFTER_NAMES = {"person", "place", "organization"}


class Run(NamedTuple):
    """A name as the model found it: words ``first`` to ``last``, exclusive."""

    first: int
    last: int
    kind: str
    score: float


def mended(runs: Sequence[Run], bases: Sequence[str], vocabulary: Vocabulary) -> list[Run]:
    """Return the names of a report after the rules, in text order, none overlapping another.

    Args:
        runs: What the model found.
        bases: Every word of the report without clitics.
        vocabulary: What is known of words.
    """
    trimmed = [r for run in runs if (r := _trimmed(run, bases, vocabulary)) is not None]
    taken = {i for run in trimmed for i in range(run.first, run.last)}
    again = _surnames(trimmed, bases, vocabulary, taken)
    found = sorted([*trimmed, *again])
    return [_facility(run, found[n - 1].last if n else 0, _next(found, n, len(bases)), bases) for n, run in enumerate(found)]


def _next(found: Sequence[Run], n: int, end: int) -> int:
    return found[n + 1].first if n + 1 < len(found) else end


def _trimmed(run: Run, bases: Sequence[str], vocabulary: Vocabulary) -> Run | None:
    """Take titles and countries off the front of a person's name, and days off its end."""
    if run.kind != "person":
        return run
    first, last = run.first, run.last
    while last - first > 1 and (bases[last - 1] in WEEKDAYS or not bases[last - 1][0].isalpha()):
        last -= 1
    while last - first > 1 and _is_title(bases[first], vocabulary.about(bases[first])):
        first += 1
    alone = last - first == 1
    if alone and (bases[first] in WEEKDAYS or _is_title(bases[first], vocabulary.about(bases[first]))):
        return None
    return run._replace(first=first, last=last)


def _is_title(base: str, about: About) -> bool:
    kinds = set(about.kinds)
    return bool(kinds & TITLES) and not kinds & OWN and (base.startswith("ال") or "nationality" not in kinds)


def _surnames(runs: Sequence[Run], bases: Sequence[str], vocabulary: Vocabulary, taken: set[int]) -> list[Run]:
    """Find the surnames of people whom the report names in full, where the model passed them over."""
    scores: Mapping[str, float] = {
        bases[run.last - 1]: run.score
        for run in runs
        if run.kind == "person" and run.last - run.first > 1 and run.score > 0.6
        and _may_stand_alone(bases[run.last - 1], vocabulary)
    }
    return [Run(i, i + 1, "person", scores[b] * 0.9) for i, b in enumerate(bases) if b in scores and i not in taken]


def _may_stand_alone(base: str, vocabulary: Vocabulary) -> bool:
    """A surname that is a rare word, or mostly a surname in the news; «علي» and «السلام» are not."""
    about = vocabulary.about(base)
    if len(base) < 3 or _is_title(base, about) or COMMON & set(about.kinds):
        return False
    return about.count < 12 or any(hint.startswith(("nI-PER:a", "nI-PER:m", "nB-PER:a")) for hint in about.hints)


def _facility(run: Run, before: int, after: int, bases: Sequence[str]) -> Run:
    """A name right after the word for a facility is that facility's; the word and what follows belong to the name."""
    if run.kind not in AFTER_NAMES:
        return run
    first, last = run.first, run.last
    if bases[first] not in HEADS:
        if first - 1 < before or bases[first - 1] not in HEADS:
            return run
        first -= 1
    if last - first < 2:
        return run
    while last < after and bases[last] in AFTER_FACILITY:
        last += 1
    return run._replace(first=first, last=last, kind="facility")
