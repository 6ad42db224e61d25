"""How much the words tell of an incident as something that happened: points, brought into 0..1.

«قتل خمسة أشخاص في انفجار» tells of it; «تداعيات الهجوم» refers to it; «خطر وقوع هجوم» does neither.
A low score leaves nothing out: it lets a reader ask first for what a report tells at first hand.
"""

from __future__ import annotations

from math import exp

from musnad.extract.incidents.lexicon import classes
from musnad.extract.incidents.merging import Telling
from musnad.extract.incidents.scene import Scene

# Rounded from the weights of a logistic regression over judged sentences.
TOLL, FINISHED, FATAL, PLACED, FOREMOST, WHOM, GATHERED = 2, 2, 2, 1, 1, 1, 2
KILLING, UNFINISHED, KNOWN, AFTERWARDS, UNREAL, OFFENSIVE = -2, -2, -2, -1, -1, -1
EVEN = 3  # points at which the score is one half
_CROWD = frozenset(("gathered", "crowd"))
_FATAL, _FACT = frozenset(("kill",)), frozenset(("fact",))


def score(scene: Scene, tellings: list[Telling]) -> float:
    """Return the score of the incident that is told best."""
    best = max(_points(scene, telling) for telling in tellings)
    return round(1 / (1 + exp(EVEN - best)), 2)


def _points(scene: Scene, telling: Telling) -> int:
    trigger = telling.trigger
    first, last = scene.sentence(trigger.at)
    verb = trigger.entry.sort == "verb"
    past = verb and trigger.shape.tense == "past"
    points = TOLL * bool(telling.killed or telling.injured) + FINISHED * past + UNFINISHED * (verb and not past)
    points += (
        FATAL * (scene.near(_FATAL, first, last) is not None)
        + PLACED * telling.own
        + FOREMOST * (trigger.at - first < 4)
    )
    points += WHOM * bool(telling.targets)
    if telling.kind == "protest":
        points += GATHERED * (scene.near(_CROWD, first, last) is not None)
    else:
        points += KNOWN * (not verb and trigger.shape.definite)
    points += KILLING * (telling.kind == "killing") + OFFENSIVE * (telling.kind == "military_operation")
    points += AFTERWARDS * (trigger.at > first and bool(classes(scene.forms[trigger.at - 1]) & _FACT))
    return points + UNREAL * (telling.standing.status not in ("reported", "claimed"))
