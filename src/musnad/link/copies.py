"""Near copies: reports that stand, in part or whole, in the same words; who had them first, and what was changed.

Joins    a wire text printed twice, cut, turned about, with other names and figures, with paragraphs added
Parts    two reports of one event, each in its own words
Leaves   a footer, an app's promotion, teasers of other reports, a background paragraph that an outlet prints again and again
Leaves   one statement that two reports quote at length, each with words of its own around it

A link leads from the later report to the earlier one. Its score is the share of the shorter text that stands in the other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from musnad.link.alignment import align
from musnad.link.contrasts import SHOWN, changed
from musnad.link.frame import ReportView, Signature, Surroundings, tie
from musnad.link.shingles import SPACE, Folded, Hashes, cut, folded, minima, shingles
from musnad.link.teasers import teasers
from musnad.model.records import Json, Link
from musnad.text.quotations import quotations

RULE = "link.copies.words"
GRAM = 3  # words in a row that two passages share again and again
ANCHOR = 5  # words in a row that a passage must have at least once
GAP = 3  # other words within a passage
PASSAGE = 9  # words of a passage; of a text of fewer than twice as many words, half of it
DENSE = 0.6  # share of a passage's words that are shared
ENOUGH = 0.3  # share of the shorter text that makes a near copy
FAR = 0.45  # the same where the reports are more than DAYS apart: formulas come again
WHOLE = 0.85  # share from which it does not matter what is quoted: the shorter report has nothing else
ROW = 27  # words in a row, three passages long and not quoted, that such reports must have besides
DAYS = 3
AGAIN = 3  # other reports of the outlet in which a sentence makes boilerplate
FOOTER = 50  # words in a row of boilerplate; more is a passage that an update took over
KIN = 0.5  # share of its sentences in another report above which that one is a copy and tells nothing of boilerplate
TRIED = 12  # earlier reports that are compared word by word


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of two texts stands in the same words.

    Attributes:
        share: Of the shorter text, in 0..1.
        words: Words of it in passages that both have.
        passages: Lengths of these passages in words, longest first.
        size: Words of the shorter text that count.
        own: Words of the passages that stand in no quotation.
        longest: The most of them in a row.
    """

    share: float
    words: int
    passages: tuple[int, ...]
    size: int
    own: int
    longest: int

    def enough(self, days: int) -> bool:
        """Say whether it makes a near copy of reports so many days apart."""
        least, share = (PASSAGE, ENOUGH) if days <= DAYS else (ROW, FAR)
        return self.share >= WHOLE or (self.share >= share and self.longest >= min(least, _least(self.size)))


class Copies:
    """Finds near copies among reports; see ``Linker``."""

    name, version = "copies", "2"
    kinds = ("near_copy",)
    reads: frozenset[str] = frozenset()
    limit, most = 200, 40

    def sign(self, report: ReportView) -> Iterator[Signature]:
        """Make the one signature of a report: its words, found by the least shingles of its sentences."""
        text = folded(report.report.text)
        data = marked(report.report.text)
        keys = tuple(dict.fromkeys(key for bands in minima(text, _end(data, len(text.words))) for key in bands))
        data |= {"words": SPACE.join(text.words), "ends": [last for _, last in text.sentences]}
        yield Signature(report.report.id, report.report.id, keys, data, report.outlet, report.published)

    def judge(self, new: Signature, near: Sequence[Signature], around: Surroundings) -> Iterator[Link]:
        """Propose a link to each earlier report of which the new one repeats enough."""
        if not near:
            return
        stale = boilerplate(new, near, around)
        for other in near[:TRIED]:
            found = overlap(new, other, stale)
            if found.enough(_days(new, other)):
                later, first = (new, other) if _order(other) <= _order(new) else (other, new)
                yield tie("near_copy", later.subject, first.subject, why=told(later, first, found), score=found.share,
                          rule=RULE)


def marked(text: str) -> Json:
    """Return which words of a text are quoted and which belong to other reports, as half-open ranges."""
    starts = [word.start for word in cut(text)[0]]
    kinds = {"quoted": [q.inner for q in quotations(text) if not q.depth], "left": teasers(text)}
    return {kind: [[bisect_left(starts, span.start), bisect_left(starts, span.end)] for span in spans]
            for kind, spans in kinds.items()}


def boilerplate(new: Signature, near: Sequence[Signature], around: Surroundings) -> NDArray[np.bool_]:
    """Return for each word of a report whether its sentence recurs in other reports of its outlet, or is a teaser."""
    text = text_of(new)
    bands = _minima(new.data["words"], tuple(new.data["ends"]), _end(new.data, len(text.words)))
    own = [set(other.keys) for other in near if other.outlet == new.outlet and new.outlet is not None]
    found = sum(bool(keys) for keys in bands)
    others = [keys for keys in own if sum(_in(sentence, keys) for sentence in bands if sentence) <= KIN * found]
    again = [2 * sum(map(around.common, keys)) > len(keys) or (bool(keys) and sum(_in(keys, one) for one in others) >= AGAIN)
             for keys in bands]
    stale = ~_body(new)
    for full, run in groupby(zip(again, text.sentences, strict=True), key=itemgetter(0)):
        words = [place for _, place in run]
        if full and words[-1][1] - words[0][0] <= FOOTER:
            stale[words[0][0] : words[-1][1]] = True
    return stale


def overlap(new: Signature, other: Signature, stale: NDArray[np.bool_]) -> Overlap:
    """Measure what two reports have in common, teasers left out, and boilerplate of the new one."""
    mine, theirs = ~stale, _body(other)
    again = int((stale & _body(new)).sum())
    size, others = int(mine.sum()), max(1, int(theirs.sum()) - again)
    if others < size:
        return _within(other, new, theirs, mine, others)
    return _within(new, other, mine, theirs, size)


def _within(short: Signature, long: Signature, mine: NDArray[np.bool_], theirs: NDArray[np.bool_], size: int) -> Overlap:
    """Measure what of the shorter text stands in the longer one, of the words that count in each."""
    shared, anchored = (_shared(short, long, length, theirs) & mine for length in (GRAM, ANCHOR))
    found = _passages(shared, anchored, min(PASSAGE, _least(size)))
    places = np.concatenate([np.zeros(0, np.int64), *found])
    own = places[~_ranges(short, "quoted")[places]]
    rows = np.split(own, np.flatnonzero(np.diff(own) > GAP + 1) + 1)
    lengths = tuple(sorted(map(len, found), reverse=True))
    return Overlap(round(min(1.0, len(places) / max(size, 1)), 4), len(places), lengths, size, len(own), max(map(len, rows)))


def _least(size: int) -> int:
    return max(ANCHOR, size // 2)


def _shared(short: Signature, long: Signature, length: int, theirs: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return for each word of a text whether it stands in a run that the other one has too."""
    there = _grams(long.data["words"], length)
    whole = np.ones(len(there), np.bool_)
    for step in range(length if len(there) else 0):
        whole &= theirs[step : step + len(there)]
    return _covered(np.isin(_grams(short.data["words"], length), there[whole]), length, len(_body(short)))


def told(later: Signature, first: Signature, found: Overlap) -> str:
    """Say in one line what a near copy has of the earlier report, and which numbers and negations it changed."""
    before, after = text_of(first).words, text_of(later).words
    longest = ", ".join(map(str, found.passages[:SHOWN]))
    more = f" and {len(found.passages) - SHOWN} more" if len(found.passages) > SHOWN else ""
    day = _apart(later, first)
    steps = align(before, after)
    cut = sum(s.first_end - s.first for s in steps if s.op == "cut")
    added = sum(s.second_end - s.second for s in steps if s.op == "added")
    says = [f"{found.words} of {found.size} words in the same passages ({longest}{more} words long)", day,
            f"{added} words added, {cut} cut"]
    other = changed(steps, before, after)
    if other:
        says.append("changed: " + ", ".join(other[:SHOWN]) + (f" and {len(other) - SHOWN} more" if other[SHOWN:] else ""))
    return "; ".join(filter(None, says))


def text_of(signature: Signature) -> Folded:
    """Return the words that a signature keeps."""
    return _text(signature.data["words"], tuple(signature.data["ends"]))


def _text(kept: str, ends: tuple[int, ...]) -> Folded:
    return Folded(tuple(kept.split(SPACE)) if kept else (), tuple(zip((0, *ends[:-1]), ends, strict=True)))


@lru_cache(maxsize=4096)
def _minima(kept: str, ends: tuple[int, ...], end: int) -> list[tuple[str, ...]]:
    return minima(_text(kept, ends), end)


@lru_cache(maxsize=8192)
def _grams(kept: str, length: int) -> Hashes:
    return shingles(kept.split(SPACE), length)


def _length(signature: Signature) -> int:
    ends = signature.data["ends"]
    return int(ends[-1]) if ends else 0


def _body(signature: Signature) -> NDArray[np.bool_]:
    """Return for each word whether it belongs to the report and not to the page."""
    return ~_ranges(signature, "left")


def _end(data: Json, size: int) -> int:
    """Return where the last paragraphs begin that belong to other reports."""
    left = data["left"]
    return int(left[-1][0]) if left and left[-1][1] == size else size


def _ranges(signature: Signature, kind: str) -> NDArray[np.bool_]:
    made = np.zeros(_length(signature), np.bool_)
    for first, last in signature.data[kind]:
        made[first:last] = True
    return made


def _in(sentence: tuple[str, ...], keys: set[str]) -> bool:
    return sum(key in keys for key in sentence) * 2 > len(sentence)


def _covered(hits: NDArray[np.bool_], length: int, size: int) -> NDArray[np.bool_]:
    """Return for each word whether a shared run of ``length`` words holds it."""
    made = np.zeros(size, np.bool_)
    for step in range(length):
        made[step : step + len(hits)] |= hits
    return made


def _passages(shared: NDArray[np.bool_], anchored: NDArray[np.bool_], least: int) -> list[NDArray[np.int64]]:
    """Return the places of shared words, by the stretches that are dense with them."""
    places = np.flatnonzero(shared)
    if not len(places):
        return []
    breaks = np.flatnonzero(np.diff(places) > GAP + 1)
    found = []
    for part in np.split(places, breaks + 1):
        span = int(part[-1] - part[0]) + 1
        if len(part) >= least and len(part) >= DENSE * span and anchored[part[0] : part[-1] + 1].any():
            found.append(part)
    return found


def _order(signature: Signature) -> str:
    return signature.published or "9999"


def _days(one: Signature, two: Signature) -> int:
    if not one.published or not two.published:
        return 0
    return abs((date.fromisoformat(one.published[:10]) - date.fromisoformat(two.published[:10])).days)


def _apart(later: Signature, first: Signature) -> str:
    if not later.published or not first.published:
        return "a day is not known: the one that came first counts as the earlier"
    days = _days(later, first)
    return f"{days} days later" if days > 1 else "a day later" if days else "on the same day"


