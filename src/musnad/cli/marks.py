"""Text with its records marked: colours on a terminal, and brackets with a letter or number everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.text import Text

OPEN, CLOSE = "⟦", "⟧"
STYLES = {"content": "green", "speaker": "bold cyan", "cue": "bold yellow", "via": "magenta", "occasion": "blue",
          "audience": "blue"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked part of a text.

    Attributes:
        start: First code point.
        end: One past the last.
        name: What it is: a key of ``STYLES``.
        sign: What stands behind the opening bracket, such as a number; empty for no brackets.
    """

    start: int
    end: int
    name: str
    sign: str = ""


def marked(text: str, start: int, end: int, marks: Iterable[Mark]) -> Text:
    """Return ``text[start:end]`` with its marks, as far as they stand in it."""
    inside = [m for m in marks if m.start < end and start < m.end]
    edges: list[tuple[int, int, int, str]] = []  # place, closing before opening, the longer outside, what is written
    for m in inside:
        if m.sign:
            edges.append((max(m.start, start), 1, -(m.end - m.start), f"{OPEN}{m.sign} "))
            edges.append((min(m.end, end), 0, m.end - m.start, CLOSE))
    made = Text()
    at = start
    for place, _, _, sign in sorted(edges):
        made.append(_styled(text, at, place, inside))
        made.append(sign, style="dim")
        at = place
    made.append(_styled(text, at, end, inside))
    return made


def _styled(text: str, start: int, end: int, marks: list[Mark]) -> Text:
    part = Text(text[start:end])
    for m in marks:
        if m.start < end and start < m.end:
            part.stylize(STYLES.get(m.name, ""), max(m.start, start) - start, min(m.end, end) - start)
    return part
