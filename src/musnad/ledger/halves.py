"""Halves: where a statement is split, and how a verdict and the two that came of it tell of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from musnad.model.errors import LedgerError
from musnad.model.ids import content_id
from musnad.model.records import Json, Statement

SAME: Any = "same"  # in place of a speaker: who said the one

_ID = r"statement-[0-9a-f]{24}"
_INTO = re.compile(rf"(?P<why>.*) \[split into (?P<first>{_ID}) and (?P<second>{_ID})\]", re.DOTALL)
_BACK = re.compile(rf"split of (?P<whole>{_ID}) taken back")
STEP = "one of two that a reviewer made of "  # before the id of the one, among the steps of the two


@dataclass(frozen=True, slots=True)
class Half:
    """One of the two statements.

    Attributes:
        start: First code point of its content.
        end: One past the last.
        speaker: Who said it: words of the text as the format has them, or None where the text names nobody.
    """

    start: int
    end: int
    speaker: Json | None = SAME


@dataclass(frozen=True, slots=True)
class Told:
    """What the reason of a verdict says of a split.

    Attributes:
        why: The reviewer's own words.
        halves: Ids of the two statements, where the verdict made them.
        whole: Id of the one, where the verdict took its split back.
    """

    why: str
    halves: tuple[str, ...] = ()
    whole: str = ""


def told(reason: str | None) -> Told:
    """Return what the reason of a verdict says of a split."""
    split, back = _INTO.fullmatch(reason or ""), _BACK.fullmatch(reason or "")
    if split:
        return Told(split["why"], (split["first"], split["second"]))
    return Told("", whole=back["whole"]) if back else Told(reason or "")


def split_reason(why: str, first: str, second: str) -> str:
    """Return the reason of the verdict that splits a statement: the reviewer's words, and the two."""
    return f"{why} [split into {first} and {second}]"


def back_reason(whole: str) -> str:
    """Return the reason of the verdict on a half whose split is taken back."""
    return f"split of {whole} taken back"


def whole_of(steps: Sequence[str] | None) -> str:
    """Return the statement that a reviewer made one of, from its steps; empty where a rule of the package made it."""
    return next((step.removeprefix(STEP) for step in steps or () if step.startswith(STEP)), "")


def halves_at(statement: Mapping[str, Any], at: int, until: int | None = None) -> tuple[Half, Half]:
    """Return the two halves of a statement, without the space at their edges.

    Args:
        statement: Its fields, as they stand now.
        at: Where the second begins: a code point of the text, inside the content.
        until: Where the first ends, if words between belong to neither.

    Raises:
        LedgerError: It lies outside, or nothing is left on one side.
    """
    start, end, text = statement["start"], statement["end"], statement["text"]
    until = at if until is None else until
    if not start < until <= at < end:
        raise LedgerError(f"{at}: outside of the content, whose words begin at {start} and end at {end}")
    first, second = text[: until - start], text[at - start :]
    if not first.strip() or not second.strip():
        raise LedgerError(f"{at}: no words are left on one side")
    return (Half(start, start + len(first.rstrip())), Half(end - len(second.lstrip()), end))


def statement_id(source: str, made: Statement) -> str:
    """Return the content id of a statement of a source: as if a rule had found it."""
    speaker = made.speaker.get("entity") if made.speaker else None
    return content_id("statement", source, made.start, made.end, made.cue.start, made.cue.end, speaker, made.polarity)
