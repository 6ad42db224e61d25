"""Inflections: the forms in which a verb, a verbal noun or a noun of the lexicon stands in a text.

All forms are folded: no hamza carriers, «ة» is «ه», «ى» is «ي».

Finds    وقصفتها          قصف: past, with a conjunction and an object
Finds    للغارات          غارة: definite, with a preposition
Leaves   القصة            no form of قصف
"""

from __future__ import annotations

from typing import NamedTuple

_PAST = ("", "ت", "وا", "ا", "تا", "ن", "نا")
_PRESENT = ("", "ون", "وا", "ان", "ن")
_OBJECTS = ("", "ه", "ها", "هم", "هما", "هن", "نا")
_OWNERS = ("ه", "ها", "هم", "هما", "نا")
_CONJUNCTIONS = "وف"
_LEADS = ("وال", "فال", "بال", "كال", "وبال", "ولل", "ال", "لل", "و", "ف", "ب", "ل", "ك", "وب", "ول", "")

_LEADING = {
    letter: [(lead, lead.endswith(("ال", "لل"))) for lead in _LEADS if lead[:1] in ("", letter)]
    for letter in {lead[0] for lead in _LEADS if lead}
}


class Shape(NamedTuple):
    """How a form differs from the one of the lexicon.

    Attributes:
        lead: Letters joined in front: a conjunction, a preposition, the article.
        definite: True with the article or an owner.
        tense: past, present or future of a verb; empty for nouns.
        object: True where a pronoun is joined behind.
        feminine: True for the feminine of a verb.
        plural: True for a verb whose subject stands before it.
    """

    lead: str
    definite: bool = False
    tense: str = ""
    object: bool = False
    feminine: bool = False
    plural: bool = False


def verb_forms(past: str, present: str) -> dict[str, Shape]:
    """Return the forms of a verb, without a conjunction in front.

    Args:
        past: Third person masculine singular of the past, folded.
        present: The stem of the present without its first letter («قصف» of «يقصف»); empty if there is none to read.
    """
    forms: dict[str, Shape] = {}
    weak = past.endswith("ي")
    stem = past[:-1] if weak else past
    for end, shapes in _PAST_SHAPES:
        bare = past if not end else stem + end
        before = _before_pronoun(bare)
        for pronoun, shape in shapes:
            forms.setdefault(before + pronoun if pronoun else bare, shape)
    if present and present != "-":
        _present_forms(forms, present)
    return forms


def _present_forms(forms: dict[str, Shape], stem: str) -> None:
    short = stem[:-1] if stem.endswith("ي") else stem
    for letter, end, shapes in _PRESENT_SHAPES:
        bare = letter + (short if end.startswith("و") else stem) + end
        before = _before_pronoun(bare)
        for pronoun, (present, future, leading) in shapes:
            joined = before + pronoun if pronoun else bare
            forms.setdefault(joined, present)
            forms.setdefault("س" + joined, future)
            forms.setdefault("ل" + joined, leading)


def _before_pronoun(bare: str) -> str:
    """Return a form as it is written before a joined pronoun."""
    if bare.endswith("وا"):
        return bare[:-1]
    return bare[:-1] + "ا" if bare.endswith("ي") else bare


def _past_shape(end: str, pronoun: str) -> Shape:
    return Shape("", tense="past", object=bool(pronoun), feminine=end == "ت", plural=end in ("وا", "ا", "تا"))


def _present_shapes(letter: str, end: str, pronoun: str) -> tuple[Shape, Shape, Shape]:
    """Return the shapes of a present as it is, with the letter of the future, and with a joined ل."""
    shape = Shape("", tense="present", object=bool(pronoun), feminine=letter == "ت", plural=bool(end))
    return shape, shape._replace(tense="future"), shape._replace(lead="ل")


# The shapes of all verbs are the same: made once, they cost a start of the program nothing.
_PAST_SHAPES = [(end, [(pronoun, _past_shape(end, pronoun)) for pronoun in _OBJECTS]) for end in _PAST]
_PRESENT_SHAPES = [
    (letter, end, [(pronoun, _present_shapes(letter, end, pronoun)) for pronoun in _OBJECTS])
    for letter in "يت"
    for end in _PRESENT
]
_BASE, _OWNED = Shape(""), Shape("", definite=True, object=True)


def noun_forms(base: str) -> dict[str, Shape]:
    """Return the forms of a noun or verbal noun, without what is joined in front."""
    forms = {base: _BASE}
    stem = base[:-1] + "ت" if base.endswith("ه") else base
    for owner in _OWNERS:
        forms.setdefault(stem + owner, _OWNED)
    for end in ("ا", "ان", "ين"):
        if end != "ا" or not base.endswith(("ه", "ات", "ا")):
            forms.setdefault(stem + end, _BASE)
    return forms


def leads(form: str) -> list[tuple[str, str, bool]]:
    """Return the ways to take letters off the front of a form: lead, rest, whether the lead holds the article."""
    if form[:1] not in _LEADING:
        return [("", form, False)] if len(form) > 1 else []
    found = []
    for lead, article in _LEADING[form[0]]:
        if form.startswith(lead) and len(form) - len(lead) > 1:
            found.append((lead, form[len(lead) :], article))
    return found


def conjunctions(form: str) -> list[tuple[str, str]]:
    """Return a verb's form with and without the conjunction in front."""
    return [("", form), (form[0], form[1:])] if form and form[0] in _CONJUNCTIONS and len(form) > 3 else [("", form)]
