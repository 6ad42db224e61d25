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
        Code("Q001", "a quotation opens and never closes", "Correct its span to where the quotation ends, or reject it."),
        Code("Q002", "a quotation closes that never opened",
             "Correct its span to where the quotation begins, or reject it."),
        Code("S001", "a cue of saying with no speaker that the text names",
             "Accept it if the text names nobody; else reject it, and say in the reason who speaks."),
        Code("S002", "a cue of saying with no content",
             "Accept it if nothing is said; else correct its span to what is said."),
        Code("T001", "a date that cannot exist",
             "Accept it if the text is wrong; else reject it, and give the date in the reason."),
        Code("T002", "a time that cannot be placed in the calendar",
             "Accept it if the report does not tell; else reject it, and give the day in the reason."),
        Code("F001", "a number whose value is unclear",
             "Accept it if it cannot be told; else reject it, and give the value in the reason."),
        Code("F002", "a number with no counted noun",
             "Accept it if it cannot be told; else reject it, and say in the reason what is counted."),
        Code("E001", "a name that two entities of the report could bear",
             "Accept it if it cannot be told; else reject it, and say in the reason who is meant."),
        Code("R001", "a report that could not be read to its end", "Report the fault; the other reports were read."),
    )
}
