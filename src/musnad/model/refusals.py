"""Refusal codes: what was recognised in a text and could not be made a record without guessing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of refusal.

    Attributes:
        code: Stable name, letter and three digits.
        meaning: What was found, in a few words.
        action: What a reviewer can do about it.
    """

    code: str
    meaning: str
    action: str


CODES: dict[str, Code] = {
    c.code: c
    for c in (
        Code("Q001", "a quotation opens and never closes", "Mark where it ends, or reject it."),
        Code("Q002", "a quotation closes that never opened", "Mark where it begins, or reject it."),
        Code("S001", "a cue of saying with no speaker that the text names", "Choose the speaker, or reject it."),
        Code("S002", "a cue of saying with no content", "Mark what was said, or reject it."),
        Code("T001", "a date that cannot exist", "Correct the date, or leave it as text."),
        Code("T002", "a time that cannot be placed in the calendar", "Give its value, or leave it as text."),
        Code("F001", "a number whose value is unclear", "Give its value, or reject it."),
        Code("F002", "a number with no counted noun", "Name what is counted, or reject it."),
        Code("E001", "a name that two entities of the report could bear", "Choose the entity."),
        Code("R001", "a report that could not be read to its end", "Report the fault; the other reports were read."),
    )
}
