"""Reports: where one source of many reports is cut.

Finds    قال وزير الزراعة … اليوم الأحد إن      a lead of its own: a new report
Leaves   وأضاف … / من جانبه … / وفي وقت سابق …   joined to the report before
Leaves   a headline, a dateline or a rule        with the report that it heads; rules in none
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from math import log
from operator import mul
from typing import Literal

from musnad.model.span import Span
from musnad.text.reports_features import Source, State, row
from musnad.text.reports_lines import Block, blocks
from musnad.text.reports_weights import weights
from musnad.text.reports_words import first_word, is_joined, read

Bundling = Literal["auto", "yes", "no"]

# A source is taken for a bundle where the evidence of all its cuts together passes this. Pinned by the single articles.
BUNDLE = 0.25


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where a report may begin.

    Attributes:
        block: Index of the block.
        start: Its first code point.
        score: Log-odds that a report begins here, in a source known to be a bundle.
        headed: A headline stands over it, and nothing else (no rule, blank line or dateline) speaks for it.
    """

    block: int
    start: int
    score: float
    headed: bool


def split_reports(text: str, *, bundle: Bundling = "auto") -> list[Span]:
    """Return the span of each report in ``text``, in order.

    Args:
        text: The whole source.
        bundle: Whether the source holds many reports: ``yes`` and ``no`` say so, ``auto`` finds out.

    Returns:
        Spans that begin and end in a letter or mark; outside them stand only white space, rules and page furniture.
    """
    whole = _bare(text)
    if whole is None:
        return []
    if bundle == "no":
        return [whole]
    found = blocks(text)
    if not found:
        return [whole]
    if len(found) == 1:
        return [Span(found[0].start, found[0].end)]
    cuts = scored(text, found)
    if bundle == "auto" and not is_bundle(cuts, found):
        cuts = []
    firsts = [0, *(c.block for c in cuts)]
    return [Span(found[a].start, found[b - 1].end) for a, b in pairwise([*firsts, len(found)])]


def scored(text: str, found: list[Block]) -> list[Cut]:
    """Return the blocks that open a new report, each with its score."""
    model, cuts = weights(), []

    def decide(index: int, values: list[float]) -> bool:
        score = model.score(values)
        if score > 0:
            block = found[index]
            cuts.append(Cut(index, block.start, score, block.headline and not (block.rule or block.blank or block.dateline)))
        return score > 0

    walk(text, found, decide)
    return cuts


def walk(text: str, found: list[Block], decide: Callable[[int, list[float]], bool]) -> None:
    """Go over the blocks from the second on, and ask ``decide`` of each that could open a report whether it does.

    What is asked of a block depends on the report so far, that is, on the answers before.
    """
    if all(is_joined(first_word(text, b)) and not b.headed for b in found[1:]):
        return
    source = Source(found, [read(text, b) for b in found])
    openers, state = weights().openers, State()
    state.open(found[0], source.readings[0])
    for index, (block, reading) in enumerate(zip(found, source.readings, strict=True)):
        if index == 0:
            continue
        opener = openers.get(reading.lead[0], 0.0) if reading.lead else 0.0
        if state.told and source.may_open(index) and decide(index, row(source, index, state, opener)):
            state.open(block, reading)
        else:
            state.add(block, reading)


def is_bundle(cuts: list[Cut], found: list[Block]) -> bool:
    """Say whether a source is a bundle; one headline inside is not enough, for articles have parts with headlines."""
    if not cuts or (len(cuts) == 1 and cuts[0].headed):
        return False
    return verdict(cuts, found) > BUNDLE


def verdict(cuts: list[Cut], found: list[Block]) -> float:
    """Return the log-odds that a source with these blocks and cuts is a bundle."""
    return float(sum(map(mul, weights().bundle, evidence(cuts, found))))


def evidence(cuts: list[Cut], found: list[Block]) -> list[float]:
    """Return what speaks for a bundle: how many cuts, how sure, and whether they are more than headed parts of one text."""
    scores = sorted((min(c.score, 6.0) for c in cuts), reverse=True)
    second = scores[1] if len(scores) > 1 else -2.0
    headed = sum(c.headed for c in cuts)
    heads = sum(b.headline for b in found[1:])
    ends = [*(c.block for c in cuts), len(found)]
    longer = sum(b - a > 1 for a, b in pairwise([0, *ends]))
    return [
        1.0, log(1 + len(cuts)), scores[0], second, sum(scores) / 10, len(cuts) / len(found), log(len(found)),
        headed / len(cuts), 1 - min(1.0, headed / heads) if heads else 0.0, log(1 + longer), ends[0] / len(found),
    ]  # fmt: skip


def _bare(text: str) -> Span | None:
    start, end = 0, len(text)
    while start < end and (text[start].isspace() or text[start] == "\ufeff"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None
