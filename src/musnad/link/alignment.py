"""Alignment: two texts laid side by side, word by word: what is the same, changed, added, cut, moved.

Anchors are runs of words that stand once in each text; the longest chain of them in one order is the frame, and only what
lies between two anchors is compared word by word. So the cost grows with the length of the texts, not with its square.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Op = Literal["same", "changed", "added", "cut", "moved"]
Block = tuple[int, int, int]  # first word in each text, number of words

GRAMS = (5, 3, 2, 1)  # words of an anchor, tried in turn on what lies between
SMALL = 300  # words of a gap up to which every word is compared with every other
PASSAGE = 6  # words of what counts as moved
CHANCE = 3  # same words in a row that may be chance
FAR = 3  # how many times their number must differ on both sides to make them so
LONG = 12  # words from which what stands in one place of both texts is not a change but another passage
KEPT = 0.5  # share of a moved passage's words that stand in the place it came from


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of two texts. Ranges are half-open, in words.

    Attributes:
        op: ``same``, ``changed``, ``added`` (in the second only), ``cut`` (in the first only), ``moved`` (here in the
            second, elsewhere in the first; the steps inside follow as ``inside``).
        first: Where it begins in the first text.
        first_end: Where it ends there.
        second: Where it begins in the second text.
        second_end: Where it ends there.
        inside: Of what was moved, its own alignment.
    """

    op: Op
    first: int
    first_end: int
    second: int
    second_end: int
    inside: tuple[Step, ...] = ()


def align(first: Sequence[str], second: Sequence[str]) -> list[Step]:
    """Lay two sequences of words side by side; the steps cover both, in the order of the second text.

    Args:
        first: Words of the earlier text.
        second: Words of the later text.
    """
    return _moved(_steps(_solid(_blocks(first, second), len(first), len(second)), len(first), len(second)), first, second)


def _solid(blocks: list[Block], end: int, second_end: int) -> list[Block]:
    """Leave out chance: a few same words far between others, which would tear apart what is another passage."""
    kept: list[Block] = []
    for at, (a, b, size) in enumerate(blocks):
        low, left = (kept[-1][0] + kept[-1][2], kept[-1][1] + kept[-1][2]) if kept else (0, 0)
        high, right = blocks[at + 1][:2] if at + 1 < len(blocks) else (end, second_end)
        before, after = max(a - low, b - left), max(high - a - size, right - b - size)
        if size > CHANCE or min(before, after) < FAR * size:
            kept.append((a, b, size))
    return kept


def flat(steps: Sequence[Step]) -> Iterator[Step]:
    """Yield the steps, in place of each moved one those inside it."""
    for step in steps:
        if step.op == "moved":
            yield from step.inside
        else:
            yield step


def _blocks(first: Sequence[str], second: Sequence[str]) -> list[Block]:
    """Return the runs that are the same, in the order of both texts."""
    found: list[Block] = []
    gaps = [(0, len(first), 0, len(second), 0)]
    while gaps:
        low, high, left, right, level = gaps.pop()
        made, at = _anchored(first[low:high], second[left:right], level)
        blocks = [(low + a, left + b, size) for a, b, size in made]
        found += blocks
        if blocks and at < len(GRAMS):
            gaps += [gap for gap in _between(blocks, low, high, left, right, at) if gap[0] < gap[1] and gap[2] < gap[3]]
    return sorted(found)


def _between(blocks: list[Block], low: int, high: int, left: int, right: int,
             level: int) -> Iterator[tuple[int, int, int, int, int]]:
    for a, b, size in [*blocks, (high, right, 0)]:
        yield low, a, left, b, level
        low, left = a + size, b + size


def _anchored(first: Sequence[str], second: Sequence[str], level: int) -> tuple[list[Block], int]:
    """Return the same runs of a gap, and the level of anchors for what is left; past the last there is nothing more."""
    if len(first) <= SMALL and len(second) <= SMALL and level:
        matcher = SequenceMatcher(None, first, second, autojunk=False)
        return [block for block in matcher.get_matching_blocks() if block[2]], len(GRAMS)
    for at in range(level, len(GRAMS)):
        chain = _chain(_unique(first, second, GRAMS[at]))
        if chain:
            return _grown(chain, first, second), at
    if len(first) <= SMALL * 4 and len(second) <= SMALL * 4:
        matcher = SequenceMatcher(None, first, second, autojunk=False)
        return [block for block in matcher.get_matching_blocks() if block[2]], len(GRAMS)
    return [], len(GRAMS)


def _unique(first: Sequence[str], second: Sequence[str], size: int) -> list[tuple[int, int]]:
    """Return where the runs of a size stand that occur once in each text, in the order of the first."""
    there = _once(second, size)
    return [(at, there[gram]) for gram, at in _once(first, size).items() if at >= 0 and there.get(gram, -1) >= 0]


def _once(words: Sequence[str], size: int) -> dict[tuple[str, ...], int]:
    places: dict[tuple[str, ...], int] = {}
    for at in range(len(words) - size + 1):
        gram = tuple(words[at : at + size])
        places[gram] = -1 if gram in places else at
    return places


def _chain(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest chain of pairs that rises in both texts."""
    tails: list[int] = []  # the least end of a chain of each length
    ends: list[int] = []  # which pair it is
    before = [-1] * len(pairs)
    for number, (_, place) in enumerate(pairs):
        at = bisect_left(tails, place)
        before[number] = ends[at - 1] if at else -1
        if at == len(tails):
            tails.append(place)
            ends.append(number)
        else:
            tails[at], ends[at] = place, number
    chain = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _grown(chain: list[tuple[int, int]], first: Sequence[str], second: Sequence[str]) -> list[Block]:
    """Return anchors grown in both directions to the longest runs."""
    made: list[Block] = []
    low = left = 0
    for a, b in chain:
        if a < low or b < left:
            continue
        back = 0
        while a - back > low and b - back > left and first[a - back - 1] == second[b - back - 1]:
            back += 1
        size = 0
        while a + size < len(first) and b + size < len(second) and first[a + size] == second[b + size]:
            size += 1
        made.append((a - back, b - back, size + back))
        low, left = a + size, b + size
    return made


def _steps(blocks: list[Block], end: int, second_end: int) -> list[Step]:
    made: list[Step] = []
    low = left = 0
    for a, b, size in [*blocks, (end, second_end, 0)]:
        if low < a and left < b and max(a - low, b - left) > LONG:
            made += [Step("cut", low, a, left, left), Step("added", a, a, left, b)]
        elif low < a and left < b:
            made.append(Step("changed", low, a, left, b))
        elif low < a or left < b:
            made.append(Step("cut" if low < a else "added", low, a, left, b))
        if size and made and made[-1].op == "same":
            made[-1] = Step("same", made[-1].first, a + size, made[-1].second, b + size)
        elif size:
            made.append(Step("same", a, a + size, b, b + size))
        low, left = a + size, b + size
    return made


def _moved(steps: list[Step], first: Sequence[str], second: Sequence[str]) -> list[Step]:
    """Find what was cut in one place and stands in another."""
    gone = [(s.first, s.first_end) for s in steps if s.op in ("cut", "changed") and s.first_end - s.first >= PASSAGE]
    come = [s for s in steps if s.op in ("added", "changed") and s.second_end - s.second >= PASSAGE]
    if not gone or not come:
        return steps
    where: dict[tuple[str, ...], int] = {}
    for low, high in gone:
        for at in range(low, high - 2):
            where.setdefault(tuple(first[at : at + 3]), at)
    taken: set[int] = set()
    made: list[Step] = []
    for step in steps:
        made += _resettled(step, first, second, where, taken) if step in come else [step]
    return [left for step in made for left in _left_over(step, taken)]


def _resettled(step: Step, first: Sequence[str], second: Sequence[str], where: dict[tuple[str, ...], int],
               taken: set[int]) -> list[Step]:
    """Return a step cut into what came from elsewhere and what did not."""
    runs = _origins(second, step.second, step.second_end, where)
    made: list[Step] = []
    at = step.second
    for low, high, left, right in runs:
        if high - low < PASSAGE or taken.intersection(range(left, right)) or low < at:
            continue
        inside = _steps(_blocks(first[left:right], second[low:high]), right - left, high - low)
        same = sum(s.second_end - s.second for s in inside if s.op == "same")
        if same < KEPT * (high - low):
            continue
        if at < low:
            made.append(Step("added", step.first, step.first, at, low))
        shifted = tuple(Step(s.op, s.first + left, s.first_end + left, s.second + low, s.second_end + low) for s in inside)
        made.append(Step("moved", left, right, low, high, shifted))
        taken.update(range(left, right))
        at = high
    if not made:
        return [step]
    if at < step.second_end:
        made.append(Step("added", step.first, step.first, at, step.second_end))
    if step.first < step.first_end:
        made.insert(0, Step("cut", step.first, step.first_end, step.second, step.second))
    return made


def _origins(second: Sequence[str], low: int, high: int,
             where: dict[tuple[str, ...], int]) -> list[tuple[int, int, int, int]]:
    """Return stretches of the second text with the stretches of the first that they came from."""
    runs: list[list[int]] = []
    for at in range(low, high - 2):
        place = where.get(tuple(second[at : at + 3]))
        if place is None:
            continue
        last = runs[-1] if runs else None
        if last and at - last[1] <= PASSAGE and -3 <= place - last[3] <= PASSAGE:
            last[1], last[3] = at + 3, max(last[3], place + 3)
        else:
            runs.append([at, at + 3, place, place + 3])
    return [(a, b, c, d) for a, b, c, d in runs]


def _left_over(step: Step, taken: set[int]) -> Iterator[Step]:
    """Yield a step without the words of the first text that were found elsewhere."""
    if step.op not in ("cut", "changed") or not taken.intersection(range(step.first, step.first_end)):
        yield step
        return
    stretch: list[int] = []
    for at in [*range(step.first, step.first_end), -1]:
        if at >= 0 and at not in taken and (not stretch or at == stretch[-1] + 1):
            stretch.append(at)
            continue
        if stretch:
            yield Step("cut", stretch[0], stretch[-1] + 1, step.second, step.second)
        stretch = [at] if at >= 0 and at not in taken else []
    if step.second < step.second_end:
        yield Step("added", step.first_end, step.first_end, step.second, step.second_end)
