"""How much the words tell of an incident as something that happened: points, brought into 0..1.

«قتل خمسة أشخاص في انفجار» tells of it; «تداعيات الهجوم» refers to it; «خطر وقوع هجوم» does neither.
A low score leaves nothing out: it lets a reader ask first for what a report tells at first hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import exp

from musnad.extract.incidents.lexicon import classes
from musnad.extract.incidents.merging import Telling
from musnad.extract.incidents.scene import Scene

# Rounded from the weights of two logistic regressions over judged sentences, for protests and for all else.
PASSING = {
    "toll": 1.0, "past": 1.0, "fatal": 1.0, "whom": 1.0, "weapon": 1.0, "counted": 0.5, "noun": 0.5,
    "unfinished": -1.0, "masdar": -1.0, "known": -0.5, "afterwards": -1.0, "plural": -0.5, "unreal": -0.5, "long": -1.0,
    "killing": -1.5, "shooting": 1.5, "military_operation": -0.5,
}  # fmt: skip
GATHERING = {
    "placed": 1.5, "counted": 1.5, "foremost": 1.0, "past": 1.0, "who": 1.0, "toll": -1.0, "fatal": -0.5, "noun": -0.5,
    "claimed": -1.0, "dated": -0.5,
}  # fmt: skip
EVEN, EVEN_GATHERING = 1.5, 2.25  # points at which the score is one half
LONG = 40  # words of a sentence that tells many things in passing
_FATAL, _FACT = frozenset(("kill",)), frozenset(("fact",))


def score(scene: Scene, tellings: list[Telling]) -> float:
    """Return the score of the incident that is told best."""
    gathering = tellings[0].kind == "protest"
    weights, even = (GATHERING, EVEN_GATHERING) if gathering else (PASSING, EVEN)
    best = max(sum(weights.get(sign, 0.0) for sign in _signs(scene, telling)) for telling in tellings)
    return round(1 / (1 + exp(even - best)), 2)


def _signs(scene: Scene, telling: Telling) -> Iterator[str]:
    """Yield what speaks for a telling, or against it."""
    trigger = telling.trigger
    first, last = scene.sentence(trigger.at)
    start, end = scene.words[first].start, scene.words[last - 1].end
    after = trigger.at > first and bool(classes(scene.forms[trigger.at - 1]) & _FACT)
    signs = {
        "toll": telling.killed or telling.injured,
        "fatal": scene.near(_FATAL, first, last) is not None,
        "whom": telling.targets,
        "who": telling.actors,
        "weapon": telling.weapon,
        "placed": telling.own,
        "dated": telling.time,
        "foremost": trigger.at - first < 4,
        "counted": any(start <= f.start < end for f in scene.figures),
        "afterwards": after,
        "claimed": telling.standing.status == "claimed",
        "unreal": telling.standing.status not in ("reported", "claimed"),
        "long": last - first > LONG,
    }
    yield from (sign for sign, holds in signs.items() if holds)
    yield from _shape(trigger.entry.sort, trigger.shape.tense, trigger.shape.definite, scene.forms[trigger.at])
    yield telling.kind


def _shape(sort: str, tense: str, definite: bool, form: str) -> Iterator[str]:
    if sort == "verb":
        yield "past" if tense == "past" else "unfinished"
        return
    yield sort
    if definite:
        yield "known"
    if form.endswith("ات"):
        yield "plural"
