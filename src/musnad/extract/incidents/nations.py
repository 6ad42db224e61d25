"""Nations: by which nation a strike is called.

Finds    استهدفت غارة تركية سيارة      the strike's nation
Finds    الهجوم التركي على المدينة      the assault's
Leaves   قصفت أهدافا إيرانية           whose they are that were struck
"""

from __future__ import annotations

from musnad.extract.incidents.agents import Agent
from musnad.extract.incidents.before import Found
from musnad.extract.incidents.lexicon import classes, words_of
from musnad.extract.incidents.scene import Scene
from musnad.extract.incidents.triggers import Trigger

NATION = 5  # words behind a strike among which its nation stands
_STRIKES = frozenset(("airstrike", "shelling", "missile_strike"))
_STRUCK = frozenset(("area", "building", "people", "troops", "vehicle", "weapon"))


def national(scene: Scene, trigger: Trigger, kind: str, stop: int) -> Found:
    """«غارات روسية», «استهدفت غارة تركية …»: the nation by which a strike is called."""
    if kind not in _STRIKES and not (kind == "military_operation" and trigger.shape.definite):
        return []
    behind = scene.forms[trigger.last] if trigger.entry.sort == "verb" and trigger.last < stop else ""
    known = trigger.shape.definite or behind.startswith("ال")  # «استهدفت الغارات الروسية …»
    for i in range(trigger.at + 1, min(stop, trigger.at + NATION)):
        if scene.names[i] is not None or scene.forms[i] in words_of("preposition") or _aimed(scene.forms[i]):
            return []  # «قصفت أهدافا إيرانية»: whose they are that were struck
        if "nation" in classes(scene.forms[i]) and known == scene.forms[i].startswith("ال"):
            return [(Agent(i, i + 1, ""), "stated")]
    return []


def _aimed(form: str) -> bool:
    return form in words_of("aims") or bool(classes(form) & _STRUCK)
