"""Same incident: reports of one thing that happened, in their own words, maybe with other figures and other culprits.

Joins    قصف على كفرنوران، 3 قتلى = استهداف كفر نوران، مقتل ثلاثة      place, kind, day, figures, wording together
Parts    the same village shelled a week later                        where both say a day
Parts    two incidents of one place whose words and figures share nothing
Leaves   an incident without any place and without telling words

The weights are learned (``incident_pairs.py``); a report joins a cluster only if it fits what is in it already, and one that
shows two of them to be of different days takes their tie back. Found by place, kind and time, or by rare words and time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from musnad.link.frame import ReportView, Signature, Surroundings, Withdrawal, tie
from musnad.link.incident_pairs import Pair, Weights, days_apart, weigh
from musnad.link.incident_signs import is_dated, signatures
from musnad.model.records import Link

RULE = "link.incidents.pair"
KIND = "same_incident"
ENOUGH = 0.35  # probability from which two incidents are proposed as one
COHERENT = 0.28  # mean probability with the members of the cluster that is joined
MERGED = 0.2  # mean probability between the members of two clusters that a new incident makes one
MEMBERS = 12  # of a cluster that are asked, in the order of their ids


class Incidents:
    """Finds reports of one incident; see ``Linker``.

    Args:
        weights: What each feature of a pair says; the learned ones where none are given.
    """

    name, version = "incidents", "2"
    kinds = (KIND,)
    reads = frozenset(("incident", "entity", "time"))
    limit, most = 150, 100

    def __init__(self, weights: Weights | None = None) -> None:
        self._weights = weights or Weights.learned()

    def sign(self, report: ReportView) -> Iterator[Signature]:
        """Make a signature of each incident that has a place or words to be found by."""
        return signatures(report)

    def judge(self, new: Signature, near: Sequence[Signature], around: Surroundings) -> Iterator[Link | Withdrawal]:
        """Tie a new incident to the earlier ones that it is one with, cluster by cluster, the surest first."""
        found = [(weigh(new, other, self._weights), other) for other in near if other.report != new.report]
        sure = sorted(((pair, other) for pair, other in found if pair.score >= ENOUGH),
                      key=lambda made: (-made[0].score, made[1].subject))
        joined: frozenset[str] = frozenset()
        for pair, other in sure:
            if other.subject in joined:
                continue
            group = around.group(KIND, other.subject)
            if self._fits(new, group, around) and self._alike(joined, group, around):
                joined |= group
                yield _tied(new, other, pair)
            else:
                yield from self._taken_back(new, other, pair, around)

    def _fits(self, new: Signature, group: frozenset[str], around: Surroundings) -> bool:
        """Say whether a new incident is one with a cluster as a whole."""
        pairs = [weigh(new, other, self._weights) for other in _some(group, around) if other.report != new.report]
        return not any(pair.against for pair in pairs) and _mean([pair.score for pair in pairs]) >= COHERENT

    def _alike(self, joined: frozenset[str], group: frozenset[str], around: Surroundings) -> bool:
        """Say whether two clusters that a new incident would make one are alike as wholes."""
        pairs = [weigh(one, two, self._weights) for one in _some(joined, around) for two in _some(group, around)
                 if one.report != two.report]
        return _mean([pair.score for pair in pairs]) >= MERGED

    def _taken_back(self, new: Signature, other: Signature, pair: Pair, around: Surroundings) -> Iterator[Link | Withdrawal]:
        """A report of a known day that is one with ``other``: what ties ``other`` to another day does not stand."""
        weaker = [link for link in around.ties(KIND, other.subject) if link.score < pair.score]
        apart = [link for link in weaker if _conflict(new, around.signature(_end(link, other.subject)))]
        for link in apart:
            yield Withdrawal(link.id, f"{new.subject} tells of the same incident, and of another day than the other end")
        if apart:
            yield _tied(new, other, pair)


def _tied(new: Signature, other: Signature, pair: Pair) -> Link:
    return tie(KIND, new.subject, other.subject, why=pair.why, score=pair.score, rule=RULE)


def _end(link: Link, subject: str) -> str:
    return link.to if link.from_ == subject else link.from_


def _conflict(new: Signature, other: Signature | None) -> bool:
    known = other is not None and is_dated(new.data) and is_dated(other.data)
    return known and other is not None and (days_apart(new, other) or 0) > 1


def _some(group: frozenset[str], around: Surroundings) -> list[Signature]:
    return [made for member in sorted(group)[:MEMBERS] if (made := around.signature(member))]


def _mean(scores: Sequence[float]) -> float:
    return sum(scores) / len(scores) if scores else 1.0
