"""Positions: what an actor says of a topic over time, with what a reader may want to look at: turns, never a judgment.

Flags    «لن نغلق المعبر», then «سنغلق المعبر»         denied before, and now not
Flags    welcomed before, rejected now                 acts that point in opposite directions
Flags    12 then 15 of the same thing                  another number
Leaves   whatever shares too few words to be of one matter
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from musnad.lang.words import words
from musnad.link.stems import stem
from musnad.link.utterances import content, liken

ONE_MATTER = 0.25  # share of the words of the shorter statement from which two are of one matter
TOPIC_MATTER = 0.1  # the same where the user names the topic
FOR = frozenset(("praise", "promise", "hope"))
AGAINST = frozenset(("condemn", "reject", "threaten", "accuse", "deny"))


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of an actor.

    Attributes:
        id: Id of the statement.
        day: ISO date of the saying, or of the report.
        text: The content.
        act: assert, deny, reject, …
        polarity: affirmed, negated.
        certainty: asserted, possible, conditional.
    """

    id: str
    day: str | None
    text: str
    act: str
    polarity: str = "affirmed"
    certainty: str = "asserted"


@dataclass(frozen=True, slots=True)
class Turn:
    """A change between two statements that a reader may look at.

    Attributes:
        earlier: Id of the earlier statement.
        later: Id of the later one.
        kind: negation, act, number, certainty.
        why: One line for a person.
    """

    earlier: str
    later: str
    kind: str
    why: str


def on_topic(text: str, topic: str | None) -> bool:
    """Say whether a statement has every word of a topic, in any form."""
    if not topic:
        return True
    have = {stem(word.form) for word in words(text)}
    return all(stem(word.form) in have for word in words(topic) if word.kind != "mark")


def in_order(said: Iterable[Said], topic: str | None = None) -> list[Said]:
    """Return the statements on a topic in order of time; those of no known day come last, in the order given."""
    return sorted((made for made in said if on_topic(made.text, topic)), key=lambda made: made.day or "9999")


def turns(said: Sequence[Said], topic: str | None = None) -> Iterator[Turn]:
    """Yield what changes from each statement to the next one of the same matter.

    Args:
        said: Statements in order of time, ``in_order``.
        topic: Words that all of them have; then fewer others need to agree.
    """
    read = [(made, content(made.text, negative=made.act == "deny" or made.polarity == "negated")) for made in said]
    least = TOPIC_MATTER if topic else ONE_MATTER
    for (one, mine), (two, theirs) in pairwise(read):
        found = liken(mine, theirs)
        if found.share >= least and found.common:
            yield from _turn(one, two, found.against)


def _turn(one: Said, two: Said, against: str) -> Iterator[Turn]:
    if against.startswith("denied"):
        yield Turn(one.id, two.id, "negation", against)
    elif against.startswith("the numbers"):
        yield Turn(one.id, two.id, "number", against)
    if _side(one.act) and _side(two.act) and _side(one.act) != _side(two.act):
        yield Turn(one.id, two.id, "act", f"{one.act} before, {two.act} now")
    elif one.certainty != two.certainty and {one.certainty, two.certainty} & {"conditional"}:
        yield Turn(one.id, two.id, "certainty", f"{one.certainty} before, {two.certainty} now")


def _side(act: str) -> str:
    return "for" if act in FOR else "against" if act in AGAINST else ""
