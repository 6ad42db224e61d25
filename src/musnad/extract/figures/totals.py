"""Totals and their parts: «39 هجوما منها 33 … و6 …» is checked, and a mismatch is noted, never corrected."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.extract.figures.quantity import Quantity
from musnad.extract.figures.words import forms
from musnad.text.passage import Passage

_PEOPLE = frozenset(("", "person", "civilians", "troops"))
REACH = 2  # words from «منها» to the first part: «منها نحو 33»


def check(passage: Passage, quantities: Sequence[Quantity]) -> None:
    """Write a note on each total whose parts do not add up.

    The parts are those named after «منها» or «بينهم» in the same sentence. Parts that count what the total counts
    are taken to make it up whole; parts with nouns of their own («بينهم 13 طفلا») may leave some out.
    """
    for at, total in enumerate(quantities):
        if total.relation != "exact" or total.kind != "cardinal":
            continue
        parts = _parts(passage, quantities, at)
        named = sum(p.value for p in parts)
        same = len(parts) > 1 and all(p.unit is None or p.unit == total.unit for p in parts)
        if parts and (named > total.value or (same and named != total.value)):
            shown = " + ".join(f"{p.value:g}" for p in parts)
            total.note = f"the parts named make {shown} = {named:g}, the total is {total.value:g}"


def _parts(passage: Passage, quantities: Sequence[Quantity], at: int) -> list[Quantity]:
    total = quantities[at]
    parts: list[Quantity] = []
    sentence = passage.sentence_at(total.start)
    for part in quantities[at + 1 :]:
        if passage.sentence_at(part.start) != sentence:
            break
        if not parts and not _opens(passage, total, part):
            break
        if not _countable(part, total) or (parts and not part.joined):
            break
        parts.append(part)
    return parts


def _opens(passage: Passage, total: Quantity, part: Quantity) -> bool:
    """Whether «منها» or «بينهم» stands right before the part, and nothing else happens in between."""
    between = passage.words[total.last + 1 : part.first]
    return any(w.form.lstrip("و") in forms("part") for w in between[-REACH:])


def _countable(part: Quantity, total: Quantity) -> bool:
    return part.relation == "exact" and part.kind in {"cardinal", "dual"} and part.unit_kind in {*_PEOPLE, total.unit_kind}
