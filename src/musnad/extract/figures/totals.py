"""Totals and their parts: «39 رحلة منها 33 … و6 …» is checked, and a mismatch is noted, never corrected.

Finds    39 رحلة منها 33 إلى الشمال و7 إلى الجنوب     the parts make 40
Leaves   64 زائرا بينهم 13 طفلا                       parts with nouns of their own may leave some out
Leaves   5 شاحنات تحمل كل منها 10 صناديق              no part: so many each
"""

from __future__ import annotations

from collections.abc import Sequence

from musnad.extract.figures.quantity import PEOPLE, Quantity
from musnad.extract.figures.words import bare, forms
from musnad.lang.words import fold
from musnad.text.passage import Passage

_EACH = frozenset(("كل", "واحد", "واحده", "الواحد", "الواحده", "لكل"))
_COMMAS = frozenset("،,")
_ALEF, _OTHER = "ا", "other"
REACH = 2  # words from «منها» to the first part: «منها نحو 33»
NEAR = 8  # words from the total to «منها», with what describes it between


def check(passage: Passage, quantities: Sequence[Quantity]) -> None:
    """Write a note on each total whose parts do not add up.

    The parts are those named after «منها» or «بينهم» in the same sentence. Parts that count what the total counts
    are taken to make it up whole; parts with nouns of their own may leave some out.
    """
    for at, total in enumerate(quantities):
        if total.relation != "exact" or total.kind != "cardinal" or total.unit_kind == "percent":
            continue
        parts = _parts(passage, quantities, at)
        named = sum(p.value for p in parts)
        whole = len(parts) > 1 and total.unit is not None and all(_same_noun(p, total) for p in parts)
        if parts and (named > total.value or (whole and named != total.value)):
            shown = " + ".join(f"{p.value:,}" for p in parts)
            shown = f"{shown} = {named:,}" if len(parts) > 1 else shown
            total.note = f"the parts named make {shown}, the total is {total.value:,}"


def _parts(passage: Passage, quantities: Sequence[Quantity], at: int) -> list[Quantity]:
    total = quantities[at]
    parts: list[Quantity] = []
    sentence = passage.sentence_at(total.start)
    for part in quantities[at + 1 :]:
        if passage.sentence_at(part.start) != sentence or not _countable(part, total):
            break
        if not (_goes_on(passage, parts, part) if parts else _opens(passage, total, part)):
            break
        parts.append(part)
    return parts


def _opens(passage: Passage, total: Quantity, part: Quantity) -> bool:
    """Whether «منها» or «بينهم» stands right before the part, and nothing else happens in between."""
    between = passage.words[total.last + 1 : part.first]
    if len(between) > NEAR or (part.about != total.about and _OTHER not in {part.about, total.about}):
        return False
    cues = [k for k, w in enumerate(between) if w.form.lstrip("و") in forms("part")]
    if not cues or cues[-1] < len(between) - REACH:
        return False
    return not any(w.form in _EACH for w in between[: cues[-1]])


def _goes_on(passage: Passage, parts: Sequence[Quantity], part: Quantity) -> bool:
    """Whether «و» sets the part beside the one before it: across a comma only if both count the same."""
    last = parts[-1]
    if not part.joined or part.about != last.about:
        return False
    apart = any(w.raw in _COMMAS for w in passage.words[last.last + 1 : part.first])
    return not apart or _same_noun(part, last)


def _countable(part: Quantity, total: Quantity) -> bool:
    """Whether the part counts what can be a part of the total: the same, or people of people."""
    if part.relation != "exact" or part.kind not in {"cardinal", "dual"}:
        return False
    people = part.unit_kind in PEOPLE and total.unit_kind in PEOPLE
    return people or _same_noun(part, total)


def _same_noun(one: Quantity, two: Quantity) -> bool:
    return one.unit is None or two.unit is None or _noun(one.unit) == _noun(two.unit)


def _noun(unit: str) -> str:
    return bare(fold(unit)).removesuffix(_ALEF)
