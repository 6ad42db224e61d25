"""Contrasts: the numbers and negations of running words, which no likeness of the rest may hide.

Finds    قتل 12 شخصا ≠ قتل 15 شخصا            a changed number
Finds    لم تقصف القوات ≠ تقصف القوات          a negation that is gone
Leaves   قتل 12 شخصا = مقتل 12 من السكان      other words, the same number

Lexicon: lang/ar/lexicon/contrasts.tsv.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from musnad.lang.pack import read_lexicon
from musnad.lang.words import fold
from musnad.link.alignment import Step, flat
from musnad.text.number_forms import read_digits, tags

JOINED = ("", "و", "ف")  # letters that stand joined before a negation
COUNTED = frozenset(("unit", "ten", "teen", "tens", "hundred", "scale", "scales", "scale or double", "double", "dozen",
                     "zero"))
SHOWN = 4  # changes named in one line


def numbers(forms: Iterable[str]) -> Counter[str]:
    """Return the numbers among folded words, in digits or words, each as it is compared."""
    return Counter(found for form in forms if (found := number(form)) is not None)


@cache
def number(form: str) -> str | None:
    """Return a folded word as a number, None if it is none; «12» and «اثنا» are told by value, ordinals are left."""
    if form[:1].isdigit():
        value = read_digits(form)
        return form if value is None else f"{value:g}"
    tag = tags().get(form)
    return f"{tag.value:g}" if tag is not None and tag.kind in COUNTED else None


def negations(forms: Iterable[str]) -> Counter[str]:
    """Return the negations among folded words, as the lexicon writes them."""
    known = _negations()
    return Counter(known[form] for form in forms if form in known)


def changed(steps: Sequence[Step], first: Sequence[str], second: Sequence[str]) -> list[str]:
    """Name the numbers and negations that differ where two texts run together, in the order of the second.

    What was cut or added as a whole sentence or more is no change of what is said.
    """
    found = []
    for step in flat(steps):
        if step.op != "same" and max(step.first_end - step.first, step.second_end - step.second) <= SHORT:
            found += _between(first[step.first : step.first_end], second[step.second : step.second_end])
    return found


SHORT = 12  # words of a change within a passage; more is another passage


def _between(before: Sequence[str], after: Sequence[str]) -> list[str]:
    old, new = numbers(before), numbers(after)
    found = []
    if old != new:
        gone, come = sorted((old - new).elements()), sorted((new - old).elements())
        if gone or come:
            found.append(f"number {' '.join(gone) or '-'} → {' '.join(come) or '-'}")
    lost, won = negations(before), negations(after)
    found += [f"negation {word} gone" for word in (lost - won)] if not won else []
    found += [f"negation {word} added" for word in (won - lost)] if not lost else []
    return found


@cache
def _negations() -> dict[str, str]:
    return {joined + fold(row["form"]): row["form"] for row in read_lexicon("contrasts") if row["kind"] != "refusal"
            for joined in JOINED}
