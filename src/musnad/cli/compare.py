"""`musnad compare`: two texts laid on each other, word by word."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import typer
from rich.console import Console
from rich.text import Text

from musnad.cli.clusters import standing
from musnad.cli.console import guarded
from musnad.cli.options import LEDGER, LedgerOption
from musnad.cli.tables import terminal
from musnad.lang.words import Word, fold_name, words
from musnad.ledger import Held, Reader, open_reader
from musnad.link.alignment import Step, align
from musnad.link.contrasts import changed
from musnad.model.errors import LedgerError

STYLES = {"same": "", "changed": "bold yellow", "added": "green", "cut": "red strike", "moved": "cyan"}
SIGNS = {"added": "+", "cut": "-", "moved": "~"}
KINDS = ("near_copy", "same_story", "same_statement", "same_incident", "corroborates", "contradicts", "updates")
LONG = 40  # words of what stays the same that are shown at each side of a change


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts.

    Attributes:
        held: The record.
        text: Its words as they stand in the source.
        words: The words in it, without marks; offsets count in ``text``.
    """

    held: Held
    text: str
    words: tuple[Word, ...]

    def raw(self, first: int, last: int) -> str:
        """Return the text from one word to another, half-open."""
        return self.text[self.words[first].start : self.words[last - 1].end] if first < last else ""

    def span(self, first: int, last: int) -> dict[str, Any] | None:
        """Return a stretch with its place in the source, None for an empty one."""
        if first >= last:
            return None
        begin = int(self.held.record["start"])
        start, end = begin + self.words[first].start, begin + self.words[last - 1].end
        return {"start": start, "end": end, "text": self.raw(first, last)}


@guarded
def command(
    one: Annotated[str, typer.Argument(metavar="A", help="Number of a report, or the id of a report or statement.",
                                       show_default=False)],
    two: Annotated[str, typer.Argument(metavar="B", help="The same of another, as a rule the later.", show_default=False)],
    ledger: LedgerOption = LEDGER,
    whole: Annotated[bool, typer.Option("--whole", help="Also print all that stays the same.")] = False,
    shape: Annotated[Literal["text", "jsonl"], typer.Option("--format", help="For you, or one line a stretch.")] = "text",
) -> None:
    """Lay two reports or statements on each other: what is the same, changed, added, cut or moved.

    ⟦+ … ⟧ stands only in B, ⟦- … ⟧ only in A, ⟦~ … ⟧ stands elsewhere in A; ⟦… → …⟧ was changed.
    Every number and negation that differs is named at the end, whatever else is the same.

    Examples:
    musnad compare 1 2

    musnad compare 1 2 --whole --format jsonl
    """
    with open_reader(ledger, fold=fold_name) as reader:
        before, after = _side(reader, one), _side(reader, two)
        tied = [held.record for kind in KINDS for held in standing(reader, kind, after.held.id)
                if before.held.id in (held.record["from"], held.record["to"])]
    forms = [[word.form for word in side.words] for side in (before, after)]
    steps = align(forms[0], forms[1])
    if shape == "jsonl":
        sys.stdout.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in _rows(steps, before, after))
        return
    out = terminal()
    _head(out, before, after, steps, tied)
    out.print(_laid(steps, before, after, whole), soft_wrap=True)
    differs = changed(steps, forms[0], forms[1])
    out.print(f"\nnumbers and negations that differ: {'; '.join(differs) or 'none'}", markup=False, soft_wrap=True)


def _side(reader: Reader, name: str) -> Side:
    held = reader.report(int(name)) if name.isdecimal() else reader.record(name)
    if "text" not in held.record:
        raise LedgerError(f"{held.id}: a {held.type} has no words of its own to compare")
    text = str(held.record["text"])
    return Side(held, text, tuple(word for word in words(text) if word.kind != "mark"))


def _head(out: Console, before: Side, after: Side, steps: Sequence[Step], tied: Sequence[dict[str, Any]]) -> None:
    for name, side in (("A", before), ("B", after)):
        told = [f"{side.held.type} {side.held.number}", side.held.published, side.held.outlet, f"{len(side.words)} words"]
        out.print(f"{name}: {', '.join(filter(None, told))}", style="bold", markup=False)
    same = sum(step.second_end - step.second for step in steps if step.op in ("same", "moved"))
    out.print(f"{same} words of B stand in A", markup=False)
    for link in tied:
        out.print(f"{link['kind'].replace('_', ' ')}: {link['why']} ({link['id']})", markup=False, soft_wrap=True)
    out.print()


def _laid(steps: Sequence[Step], before: Side, after: Side, whole: bool) -> Text:
    """Return the second text with what differs marked in it."""
    made = Text()
    for step in steps:
        if step.op == "same":
            made.append(_shortened(after.raw(step.second, step.second_end), step, whole))
        elif step.op == "changed":
            made.append(f"⟦{before.raw(step.first, step.first_end)} → {after.raw(step.second, step.second_end)}⟧",
                        style=STYLES["changed"])
        elif step.op == "moved":
            made.append("⟦~ ", style=STYLES["moved"])
            made.append(_laid(step.inside, before, after, whole))
            made.append("⟧", style=STYLES["moved"])
        else:
            side, first, last = ((before, step.first, step.first_end) if step.op == "cut"
                                 else (after, step.second, step.second_end))
            made.append(f"⟦{SIGNS[step.op]} {side.raw(first, last)}⟧", style=STYLES[step.op])
        made.append(" ")
    return made


def _shortened(text: str, step: Step, whole: bool) -> str:
    """Return what stays the same: its ends, if it is long and not asked for whole."""
    count = step.second_end - step.second
    if whole or count <= 2 * LONG:
        return text
    parts = text.split()
    return f"{' '.join(parts[:LONG])} […{count - 2 * LONG} words…] {' '.join(parts[-LONG:])}"


def _rows(steps: Sequence[Step], before: Side, after: Side) -> Iterator[dict[str, Any]]:
    """Yield a line for each stretch; those inside a moved one follow it."""
    forms = [[word.form for word in side.words] for side in (before, after)]
    for step in steps:
        yield {"type": "stretch", "op": step.op, "a": before.span(step.first, step.first_end),
               "b": after.span(step.second, step.second_end), "differs": changed([step], forms[0], forms[1])}
        yield from _rows(step.inside, before, after)
