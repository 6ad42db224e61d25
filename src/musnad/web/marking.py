"""Marks in a text: spans that nest and overlap, laid out as pieces that each carry all marks over them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from musnad.ledger import Held


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked part of a text.

    Attributes:
        start: First code point of the document.
        end: One past the last.
        kind: What it shows: statement, speaker, cue, via, person, place, figure, time, incident, …
        record: Id of the record that it belongs to.
    """

    start: int
    end: int
    kind: str
    record: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters with the same marks.

    Attributes:
        start: First code point of the document.
        text: The characters.
        marks: The marks over them, the longest first.
    """

    start: int
    text: str
    marks: tuple[Mark, ...]

    @property
    def kinds(self) -> str:
        """Class names of the marks."""
        return " ".join(sorted({f"m-{mark.kind}" for mark in self.marks}))

    @property
    def records(self) -> str:
        """Ids of the records, without repeats, the innermost last."""
        return " ".join(dict.fromkeys(mark.record for mark in self.marks))

    @property
    def inner(self) -> Mark:
        """The innermost mark."""
        return self.marks[-1]


_DEEP = {"cue": 1, "speaker": 2, "via": 2, "occasion": 2}  # parts win over the statement where both have the same span


def pieces(text: str, start: int, end: int, marks: Iterable[Mark]) -> list[Piece]:
    """Return ``text[start:end]`` as pieces, cut wherever a mark begins or ends. Joined, they are the text."""
    inside = sorted((m for m in marks if m.start < end and start < m.end and m.start < m.end),
                    key=lambda m: (m.start - m.end, _DEEP.get(m.kind, 0)))
    opening: dict[int, list[Mark]] = {}
    for mark in inside:
        opening.setdefault(max(mark.start, start), []).append(mark)
    edges = sorted({start, end, *opening, *(min(m.end, end) for m in inside)})
    made: list[Piece] = []
    active: list[Mark] = []
    for at, to in pairwise(edges):
        active = [m for m in active if m.end > at] + opening.get(at, [])
        active.sort(key=lambda m: (m.start - m.end, _DEEP.get(m.kind, 0)))
        made.append(Piece(at, text[at:to], tuple(active)))
    return made


def paragraphs(made: Iterable[Piece]) -> list[list[Piece]]:
    """Return pieces as paragraphs: cut behind each line feed, which stays with its paragraph."""
    lines: list[list[Piece]] = [[]]
    for piece in made:
        at = piece.start
        for part in piece.text.splitlines(keepends=True):
            lines[-1].append(Piece(at, part, piece.marks))
            at += len(part)
            if part.endswith(("\n", "\r")):
                lines.append([])
    return [line for line in lines if "".join(p.text for p in line).strip()]


def marks_of(found: Iterable[Held]) -> list[Mark]:
    """Return the marks of the records of a text: their spans, and for a statement its cue, speaker and way too."""
    made: list[Mark] = []
    for held in found:
        line = held.record
        if held.type == "mention":
            made.append(Mark(line["start"], line["end"], line["kind"], line["entity"]))
        elif held.type != "report":
            made.append(Mark(line["start"], line["end"], held.type, held.id))
        if held.type == "statement":
            made += parts_of(line)
    return made


def parts_of(line: dict[str, object]) -> list[Mark]:
    """Return the marks of a statement's parts."""
    parts = [("cue", line.get("cue")), ("speaker", line.get("speaker")), ("occasion", line.get("occasion"))]
    parts += [("via", via) for via in line.get("via") or ()]  # type: ignore[attr-defined]
    return [Mark(part["start"], part["end"], kind, str(line["id"])) for kind, part in parts if isinstance(part, dict)]
