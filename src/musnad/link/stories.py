"""Stories: reports of one development over days.

Joins    reports that share who acts, where, and the words that few other reports have, a few days apart
Parts    two matters of one day and one country
Leaves   a report that stands alone

A report is tied to the one before it that it is most like, and only where it is like that one's story as a whole; so a
story does not wander. What ties two stories joins them: a late report can do that.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date

from musnad.link.frame import ReportView, Signature, Surroundings, tie
from musnad.link.shingles import cut
from musnad.link.stems import stem, weight
from musnad.link.utterances import LIGHT
from musnad.model.records import Link

RULE = "link.stories.words"
TERMS = 40  # heaviest stems of a report that are kept
TITLE = 2.0  # how much a word of the title and of the first sentences counts
HEAD = 60  # words at the beginning that count as more
KEYED = 6  # heaviest stems that a report is found by
PAIRED = 5  # those of them that are found in pairs, for weeks when one matter is everywhere
DAYS = 4  # between a report and the nearest one of its story
LIKE = 0.25  # likeness that ties a report to another
WHOLE = 0.16  # likeness to the story as a whole that it must have, too
JOINING = 0.3  # likeness that ties it to a second story, and so joins the two
JOINED = 0.22  # likeness to that story as a whole
SMALL = 4  # reports up to which a story may still be joined to another one: two that have grown stay two
LARGE, WHOLE_LARGE = 30, 0.2  # reports from which a story must be more like the new one, and how much
ASKED = 12  # members of a story that are compared
NAMED = 5  # words that are named as a reason


class Stories:
    """Ties reports of one development; see ``Linker``."""

    name, version = "stories", "1"
    kinds = ("same_story",)
    reads: frozenset[str] = frozenset()
    limit, most = 120, 40

    def sign(self, report: ReportView) -> Iterator[Signature]:
        """Make the one signature of a report: its heaviest words."""
        terms = heaviest(report.report.text)
        if terms:
            data = {"terms": [list(term) for term in terms]}
            keys = _keys([made for made, _, _ in terms], report.published)
            yield Signature(report.report.id, report.report.id, keys, data, report.outlet, report.published)

    def judge(self, new: Signature, near: Sequence[Signature], around: Surroundings) -> Iterator[Link]:
        """Tie a report to the story that it is most like, and to a second one where it is much like that, too."""
        mine = _terms(new)
        found = [(likeness(mine, _terms(other)), other) for other in near if days_apart(new, other) <= DAYS]
        joined: set[str] = set()
        for score, other in sorted(found, key=lambda pair: -pair[0]):
            if score < (JOINING if joined else LIKE):
                break
            if other.subject in joined:
                continue
            story = around.group("same_story", other.subject)
            if joined and min(len(story), len(joined)) > SMALL:
                continue
            least = JOINED if joined else WHOLE if len(story) <= LARGE else WHOLE_LARGE
            if _mean(mine, story, around) >= least:
                yield tie("same_story", new.subject, other.subject, why=_told(new, other, score), score=score, rule=RULE)
                joined |= story


def heaviest(text: str) -> list[tuple[str, float, str]]:
    """Return the stems that tell most of a report, each with its weight and the word it stands for here.

    The squares of the weights add up to one.
    """
    counts: dict[str, float] = {}
    seen: dict[str, str] = {}
    for place, word in enumerate(cut(text)[0]):
        if word.kind != "number":
            made = stem(word.form)
            seen.setdefault(made, word.raw)
            counts[made] = counts.get(made, 0.0) + (TITLE if place < HEAD else 1.0)
    heavy = {made: (1 + math.log(count)) * tells for made, count in counts.items() if (tells := weight(made)) >= LIGHT}
    best = sorted(heavy.items(), key=lambda pair: (-pair[1], pair[0]))[:TERMS]
    whole = math.sqrt(sum(value * value for _, value in best)) or 1.0
    return [(made, round(value / whole, 4), seen[made]) for made, value in best]


def likeness(one: dict[str, float], two: dict[str, float]) -> float:
    """Return how much two reports tell of the same, in 0..1."""
    return sum(value * two[made] for made, value in one.items() if made in two)


def days_apart(one: Signature, two: Signature) -> int:
    """Return the days between two reports; 0 where one has no day."""
    if not one.published or not two.published:
        return 0
    return abs((date.fromisoformat(one.published[:10]) - date.fromisoformat(two.published[:10])).days)


def _terms(signature: Signature) -> dict[str, float]:
    return {term[0]: term[1] for term in signature.data["terms"]}


def _mean(mine: dict[str, float], story: frozenset[str], around: Surroundings) -> float:
    """Return the mean likeness to the members of a story, to some of them where they are many."""
    members = [kept for subject in sorted(story)[:ASKED] if (kept := around.signature(subject)) is not None]
    return sum(likeness(mine, _terms(kept)) for kept in members) / max(1, len(members))


def _told(new: Signature, other: Signature, score: float) -> str:
    mine, theirs = _terms(new), _terms(other)
    shared = sorted((made for made in mine if made in theirs), key=lambda made: -mine[made] * theirs[made])
    named = {term[0]: term[2] for term in new.data["terms"]}
    days = days_apart(new, other)
    when = f"{days} days apart" if days > 1 else "a day apart" if days else "on the same day"
    first = " ".join(named[made] for made in shared[:NAMED])
    return f"{when}; {len(shared)} of the words that tell most are the same, likeness {score:.2f}: {first}"


def _keys(terms: Sequence[str], published: str | None) -> tuple[str, ...]:
    pairs = ["+".join(sorted((one, two))) for at, one in enumerate(terms[:PAIRED]) for two in terms[at + 1 : PAIRED]]
    return tuple(f"{key}|{week}" for key in (*terms[:KEYED], *pairs) for week in _weeks(published))


def _weeks(published: str | None) -> tuple[str, ...]:
    """Return two overlapping stretches of ten days: days up to four apart share one of them."""
    if not published:
        return ("?",)
    day = date.fromisoformat(published[:10]).toordinal()
    return (f"a{day // 10}", f"b{(day + 5) // 10}")
