"""Frames: who did it and to whom, by the words of one telling."""

from __future__ import annotations

from musnad.extract.incidents.actors import actors
from musnad.extract.incidents.drafts import Party
from musnad.extract.incidents.scene import Scene
from musnad.extract.incidents.targets import targets
from musnad.extract.incidents.triggers import Trigger

REACH = 14  # words after a trigger
_STOPS = frozenset((".", "؛", "؟", "!"))
_NO_TARGET = frozenset(
    ("meeting", "visit", "agreement", "ceasefire", "protest", "deployment", "patrol", "withdrawal", "resolution")
)
_LEAVING = frozenset(("خروج", "خرج"))
_NO_ACTOR = frozenset(("accident", "displacement", "ceasefire"))


def parties(scene: Scene, trigger: Trigger, kind: str) -> tuple[list[Party], list[Party]]:
    """Return who is said to have done it and to whom, by the words of one telling."""
    stop = _stop(scene, trigger)
    suffered = [] if kind in _NO_TARGET else targets(scene, trigger, kind, stop)
    did = [] if kind in _NO_ACTOR else actors(scene, trigger, kind, stop, suffered)
    if trigger.entry.form in _LEAVING:
        return suffered or did, []  # «خروج المقاتلين»: who leaves does so himself
    held = {(a.start, a.end) for a in did}
    return did, [t for t in suffered if (t.start, t.end) not in held]


def _stop(scene: Scene, trigger: Trigger) -> int:
    last = min(scene.sentence(trigger.at)[1], trigger.last + REACH)
    for i in range(trigger.last, last):
        if scene.forms[i] in _STOPS:
            return i
    return last
