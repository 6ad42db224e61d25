"""Slips: what was missed, spurious or wrong, each with the sentence around it, so that a person sees which kind it is."""

from __future__ import annotations

from dataclasses import dataclass

from musnad.model.span import Span
from musnad.text.sentences import paragraphs, sentences

AROUND = 400  # code points of a sentence that are shown, so that one line stays one line


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing that the extraction got wrong, or that gold did.

    Attributes:
        figure: What it counts against: statements, speaker, content, form, via, act, figures, times, incidents, reports.
        fault: missed, spurious or wrong.
        span: Where to look.
        wanted: What gold says, None for the spurious.
        found: What the record says, None for the missed.
        note: The cue, the trigger or the words themselves.
    """

    figure: str
    fault: str
    span: Span
    wanted: str | None = None
    found: str | None = None
    note: str = ""


def around(text: str, span: Span) -> str:
    """Return the sentence that holds the beginning of ``span``, on one line, the span's words in square brackets."""
    line = next((p for p in paragraphs(text) if p.start <= span.start < p.end), Span(span.start, span.end))
    held = next((s for s in sentences(text, line.start, line.end) if s.start <= span.start < s.end), line)
    end = min(span.end, held.end)
    first, last = max(held.start, span.start - AROUND), min(held.end, end + AROUND)
    shown = f"{text[first:span.start]}[{text[span.start:end]}]{text[end:last]}"
    return " ".join(shown.split())
