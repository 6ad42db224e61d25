"""What a figure is about: by its noun, and for people by what the sentence says befell them."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.extract.figures.quantity import Quantity
from musnad.extract.figures.words import forms, senses
from musnad.lang.words import Word

BEFORE, AFTER = 8, 4  # words: «قتل في الهجوم على مقر القيادة 12 شخصا», «20 شخصا على الأقل لقوا حتفهم»
_PEOPLE = frozenset(("person", "civilians", "troops", ""))
_OTHER_KINDS = frozenset(("percent", "person", ""))
_LETTERS = frozenset("وفبل")
LISTED = 2  # words between two figures of one list
_MEASURED = frozenset(("duration", "distance", "money"))  # «لمدة أسبوعين منهم 480 طفلا»: no child is one
_COMMA = "،"
_STOPS = frozenset(".!?؟؛")


def about(words: Sequence[Word], quantity: Quantity, before: Quantity | None, *, heir: bool) -> str:
    """Return what the figure is about.

    Args:
        words: The words of the report.
        quantity: The figure under way.
        before: The one before it in the same sentence.
        heir: Whether it counts what ``before`` counts, having no noun of its own.
    """
    if quantity.unit_kind not in _PEOPLE:
        return "other" if quantity.unit_kind in _OTHER_KINDS else quantity.unit_kind
    own = "other" if quantity.unit_kind in _OTHER_KINDS else quantity.unit_kind
    if not quantity.unit_kind and quantity.unit_at >= 0 and not _person_like(quantity):
        return own
    fate = _after(words, quantity.last) or _before(words, quantity.first)
    if fate is None and before is not None and (heir or _is_part(words, quantity, before)):
        fate = None if before.about in _MEASURED else before.about
    if fate == "left":  # who leaves a place is displaced; who leaves home to protest is not
        return "displaced" if quantity.unit_kind == "civilians" else own
    return own if fate in {None, "other"} else str(fate)


def _person_like(quantity: Quantity) -> bool:
    return quantity.unit is not None and quantity.unit.endswith(("ين", "ون", "يا", "ياً", "يًّا"))


def _after(words: Sequence[Word], last: int) -> str | None:
    befell = senses("befell")
    for word in words[last + 1 : last + 1 + AFTER]:
        if word.raw in _STOPS:
            return None
        if word.form in befell:
            return befell[word.form]
        if word.form.lstrip("و") in forms("fate") and word.form.startswith("و"):
            return None
    return None


def _before(words: Sequence[Word], first: int) -> str | None:
    fates = senses("fate")
    for at in range(first - 1, max(-1, first - 1 - BEFORE), -1):
        word = words[at]
        if word.raw in _STOPS or (word.raw == _COMMA and words[at + 1].form.startswith("و")):
            return None
        sense = fates.get(word.form) or (fates.get(_bare(word.form)) if word.form[:1] in _LETTERS else None)
        if sense:
            return sense
    return None


def _bare(form: str) -> str:
    """Return a form without its joined letter; لل is ل and the article."""
    return f"ا{form[1:]}" if form.startswith("لل") else form[1:]


def _is_part(words: Sequence[Word], quantity: Quantity, before: Quantity) -> bool:
    """«بينهم 13 طفلا», and what «و» sets beside it: «و5 نساء»."""
    between = words[before.last + 1 : quantity.first]
    return any(w.form in forms("part") for w in between) or (quantity.joined and len(between) <= LISTED)
