"""Needs: whether what a row of the lexicon asks for stands near a trigger, and nothing that it rules out.

Finds    انفجرت سيارة                 after=vehicle
Leaves   انفجر الوضع                  !next=situation
Leaves   احتج اللاعبون على الحكم       !topic=light
"""

from __future__ import annotations

from dataclasses import dataclass

from musnad.extract.incidents.lexicon import Hit, Need, classes
from musnad.extract.incidents.scene import Scene

AFTER, NEAR, BEFORE = 4, 8, 4  # words looked at after, around and before a trigger
TOLD = 2  # sentences before


@dataclass(frozen=True, slots=True)
class Topics:
    """What the sentences of a report are about.

    Attributes:
        scene: The report.
        light: For each sentence, whether it is about sport or culture.
    """

    scene: Scene
    light: list[bool]

    def of(self, sentence: int) -> frozenset[str]:
        """Return the topics of a sentence: light, and science by two words of it and none of arms or harm."""
        first, last = self.scene.bounds[sentence]
        science = sum("science" in classes(form) for form in self.scene.forms[first:last]) > 1
        science = science and self.scene.near(_HARM, first, last) is None
        return frozenset(("light",) * self.light[sentence] + ("science",) * science)


_TAGGED = frozenset(("person", "place", "organization", "facility", "group", "number"))  # what no lexicon gives
_HARM = frozenset(("kill", "injure", "troops", "fighters", "armed", "explosive", "police", "terror"))


def holds(scene: Scene, at: int, hit: Hit, topics: Topics) -> bool:
    """Return whether all that the frame of a row asks for holds at a word."""
    for need in hit.entry.needs:
        about = need.side == "topic"
        met = bool(topics.of(scene.of[at]) & need.classes) if about else _any(scene, need, at)
        if met == need.against:
            return False
    return True


def _any(scene: Scene, need: Need, at: int) -> bool:
    return any(_among(scene, need, first, last) for first, last in _reach(scene, need.side, at))


def _reach(scene: Scene, side: str, at: int) -> tuple[tuple[int, int], ...]:
    """Return the words that a side means: from, and one past the last."""
    first, last = scene.sentence(at)
    if side == "next":
        return ((at + 1, min(last, at + 2)),)
    if side == "soon":
        return ((at + 1, min(last, at + 3)),)
    if side == "after":
        return ((at + 1, min(last, at + 1 + AFTER)),)
    if side == "just":
        return ((max(first, at - 2), at),)
    if side == "before":
        return ((max(first, at - BEFORE), at),)
    if side == "told":  # also in the sentences before
        return ((scene.bounds[max(0, scene.of[at] - TOLD)][0], at), (at + 1, last))
    if side == "around":
        beside = scene.bounds[max(0, scene.of[at] - 1)][0], scene.bounds[min(len(scene.bounds) - 1, scene.of[at] + 1)][1]
        return ((beside[0], at), (at + 1, beside[1]))
    if side == "sentence":
        return ((first, at), (at + 1, last))
    return (at + 1, min(last, at + 1 + NEAR)), (max(first, at - NEAR), at)


def _among(scene: Scene, need: Need, first: int, last: int) -> bool:
    wanted = need.classes
    if any(not wanted.isdisjoint(classes(form)) for form in scene.forms[first:last]):
        return True
    if wanted.isdisjoint(_TAGGED):
        return False
    if "number" in wanted and any(word.kind == "number" for word in scene.words[first:last]):
        return True
    return any(name is not None and name.kind in wanted for name in scene.names[first:last])
