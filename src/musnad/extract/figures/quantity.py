"""A quantity under way: what the steps of reading a figure hand on to each other."""

from __future__ import annotations

from dataclasses import dataclass

Number = int | float
PEOPLE = frozenset(("person", "civilians", "troops", "killed", "injured", "displaced"))  # kinds of nouns that are people


@dataclass(slots=True)
class Quantity:
    """A number of the text on its way to a figure.

    Attributes:
        first: Index of its first word: approximation, number or noun, whichever comes first.
        last: Index of its last word.
        start: First code point.
        end: One past the last code point.
        value: The number said, or the unit of a vague word.
        kind: ``cardinal``, ``fraction``, ``vague``, ``few``, ``dual``, ``one``.
        number_first: Index of the first word of the number itself.
        number_last: Index of its last word.
        relation: As in the record.
        high: The second number of a range.
        unit: The counted noun as written, None if the text leaves it out.
        unit_kind: Kind of the noun, empty if the lexicon does not know it.
        unit_at: Index of the noun, -1 if there is none.
        about: As in the record.
        joined: Whether «و» joins it to what stands before.
        note: What does not add up.
    """

    first: int
    last: int
    start: int
    end: int
    value: Number
    kind: str
    number_first: int
    number_last: int
    relation: str = "exact"
    high: Number | None = None
    unit: str | None = None
    unit_kind: str = ""
    unit_at: int = -1
    about: str = "other"
    joined: bool = False
    note: str | None = None
