"""Features: what speaks for and against a paragraph being the first of a new report.

Each block gets a row of numbers: how it opens (with a lead of its own, or as a continuation), how it names who speaks,
what heads it, how the source opens its other paragraphs, and how many of its words the report so far, the paragraph
before and the paragraphs after share. No feature knows a name or a topic.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from musnad.text.reports_lines import Block, kinds
from musnad.text.reports_words import Reading

# Paragraphs after the block that are read for words which it brings in.
AHEAD = 3
# Paragraphs on each side whose openings tell the manner of the source.
AROUND = 12
# Stems taken to be in every part, so that two shared words of three are not a perfect match.
PRIOR = 2.0

_COMPLEMENT = frozenset(("ان", "انه", "انها", "بان", "انهم"))

NAMES = (
    "phrase", "lead", "opener", "imperfect", "function", "anaphor", "definite", "title", "early_title", "weekday",
    "complement", "dateline", "headline", "blank", "rule", "furniture", "quote", "digit", "size", "open_before",
    "same_report", "same_last", "same_opening", "lead_same", "next_mine", "next_theirs", "ahead_mine", "ahead_theirs",
    "new_ahead", "report_size", "second", "last", "agency", "joined", "next_joined", "second_next_joined",
    "closing_before", "joined_before", "joined_around", "lead_around", "last_size", "blocks",
    "signature", "head_in_body", "head_ahead", "head_in_report", "heads_around", "heads_led", "part",
)  # fmt: skip


@dataclass(slots=True)
class Source:
    """All that is read of one source: its blocks, their readings, and how much each stem tells apart.

    Attributes:
        blocks: The blocks.
        readings: What is read of each.
        weight: Of each stem: the fewer blocks hold it, the more it weighs.
        blanks: Blank lines stand between most paragraphs, and so tell nothing.
        joined: How many of the first so many blocks are joined to the one before (a running sum).
        leads: How many of them open with a verb of leads (a running sum).
        heads: How many of them have a headline (a running sum).
    """

    blocks: Sequence[Block]
    readings: Sequence[Reading]
    weight: Mapping[str, float] = field(default_factory=dict)
    blanks: bool = False
    joined: list[int] = field(default_factory=list)
    leads: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Weigh the stems and count the openings."""
        size = len(self.blocks)
        counts: Counter[str] = Counter()
        for reading in self.readings:
            counts.update(reading.bag)
        scale = log(1 + size)
        by_count = [0.0, *(log(1 + size / n) / scale for n in range(1, max(counts.values(), default=0) + 1))]
        self.weight = {stem: by_count[n] for stem, n in counts.items()}
        self.blanks = sum(b.blank for b in self.blocks) > 0.6 * (size - 1)
        self.joined, self.leads, self.heads = [0], [0], [0]
        lead = kinds()["lead"]
        for reading in self.readings:
            reading.mass = self.mass(reading.bag)
            self.joined.append(self.joined[-1] + (reading.joined or reading.phrase))
            self.heads.append(self.heads[-1] + bool(reading.head))
            self.leads.append(self.leads[-1] + (bool(reading.lead) and reading.lead[0] in lead))

    def mass(self, stems: Collection[str]) -> float:
        """Return what the stems weigh together."""
        weight = self.weight
        return sum([weight[s] for s in stems])

    def share(self, part: frozenset[str], mass: float, whole: set[str] | frozenset[str]) -> float:
        """Return how much of a part the whole holds too, between 0 and 1."""
        return self.mass(part & whole) / (mass + PRIOR)

    def around(self, counts: list[int], index: int) -> float:
        """Return the share of the other blocks around one that a running sum counts."""
        low, high = max(1, index - AROUND), min(len(self.blocks), index + AROUND + 1)
        own = counts[index + 1] - counts[index]
        return (counts[high] - counts[low] - own) / (high - low)

    def may_open(self, index: int) -> bool:
        """Say whether a block could open a report: it is not joined to the one before, or something stands over it."""
        block = self.blocks[index]
        return not self.readings[index].joined or block.headed


@dataclass(slots=True)
class State:
    """The report so far: its stems, those of its opening, how many blocks it has, and whether one is a paragraph."""

    bag: set[str] = field(default_factory=set)
    opening: frozenset[str] = frozenset()
    size: int = 0
    told: bool = False

    def open(self, block: Block, reading: Reading) -> None:
        """Begin a new report with a block."""
        self.bag, self.opening, self.size, self.told = set(reading.bag), reading.bag, 1, not block.bare

    def add(self, block: Block, reading: Reading) -> None:
        """Add a block to the report."""
        self.bag |= reading.bag
        self.size += 1
        self.told = self.told or not block.bare


def row(source: Source, index: int, state: State, opener: float) -> list[float]:
    """Return the features of a block, in the order of ``NAMES``.

    Args:
        source: The whole source.
        index: Which block.
        state: The report so far.
        opener: Log-odds that its first word opens an article and not a later paragraph.
    """
    block, reading = source.blocks[index], source.readings[index]
    return [
        *_opening(reading, opener), *_frame(source, block, reading), *_likeness(source, index, state),
        *_place(source, index, state), *_head(source, index, state),
    ]  # fmt: skip


def _opening(reading: Reading, opener: float) -> list[float]:
    lead, forms = reading.lead, kinds()
    first = lead[0] if lead else ""
    known = first in forms["lead"]
    return [
        reading.phrase, known, opener, first[:1] in ("ي", "ت") and not known, first in forms["stop"],
        not forms["anaphor"].isdisjoint(lead[:4]), first.startswith("ال"), not forms["title"].isdisjoint(lead[:10]),
        not forms["title"].isdisjoint(lead[1:3]), not forms["weekday"].isdisjoint(lead),
        not _COMPLEMENT.isdisjoint(lead[3:]),
    ]  # fmt: skip


def _frame(source: Source, block: Block, reading: Reading) -> list[float]:
    first = reading.lead[0] if reading.lead else ""
    return [
        block.dateline, block.headline, block.blank and not source.blanks, block.rule, block.after_furniture, reading.quote,
        first[:1].isdigit(), log(1 + reading.size) / 6, block.open_before,
    ]  # fmt: skip


def _likeness(source: Source, index: int, state: State) -> list[float]:
    reading, last = source.readings[index], source.readings[index - 1]
    ahead = source.readings[index + 1 : index + 1 + AHEAD]
    after = frozenset().union(*(r.bag for r in ahead))
    after_mass, top_mass = source.mass(after), source.mass(reading.top)
    new = reading.bag - state.bag
    row = [
        source.share(reading.bag, reading.mass, state.bag), source.share(reading.bag, reading.mass, last.bag),
        source.share(reading.top, top_mass, state.opening), source.share(reading.top, top_mass, state.bag),
    ]  # fmt: skip
    row += [source.share(ahead[0].bag, ahead[0].mass, w) for w in (reading.bag, state.bag)] if ahead else [0.0, 0.0]
    row += [source.share(after, after_mass, reading.bag), source.share(after, after_mass, state.bag)]
    return [*row, source.share(new, source.mass(new), after)]


def _head(source: Source, index: int, state: State) -> list[float]:
    """How the headline fits: that of a report is told again under it, that of a part goes on with the report."""
    reading = source.readings[index]
    around = source.around(source.heads, index)
    if not reading.head:
        return [source.blocks[index].after_signature, 0.0, 0.0, 0.0, around, 0.0, 0.0]
    mass = source.mass(reading.head)
    ahead = frozenset().union(*(r.bag for r in source.readings[index + 1 : index + 1 + AHEAD]))
    shares = [source.share(reading.head, mass, whole) for whole in (reading.body, ahead, state.bag)]
    led = reading.lead and reading.lead[0] in kinds()["lead"]
    return [source.blocks[index].after_signature, *shares, around, bool(led), not source.readings[0].head]


def _place(source: Source, index: int, state: State) -> list[float]:
    reading, last = source.readings[index], source.readings[index - 1]
    after = source.readings[index + 1 : index + 3]
    joined = [r.joined or r.phrase for r in after] + [False, False]
    return [
        log(state.size), state.size == 1, not after, not kinds()["outlet"].isdisjoint(reading.lead), reading.joined,
        joined[0], joined[1], last.background, last.joined,
        source.around(source.joined, index), source.around(source.leads, index),
        log(1 + last.size) / 6, log(len(source.blocks)) / 3,
    ]  # fmt: skip
