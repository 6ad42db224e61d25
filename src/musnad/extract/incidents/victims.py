"""Victims: whom the sentence says to have fallen to it, or to have survived it, where the trigger itself names no target.

Finds    نجا قائد الشرطة من هجوم                 who survives it
Finds    قُتل شاب بعد أن أطلق الجنود النار عليه    who fell
Finds    قتل خمسة مدنيين في غارة                 the counted victims
Finds    قال الناشط إنه اعتقل                    who tells it of himself
"""

from __future__ import annotations

from musnad.extract.incidents.drafts import Party
from musnad.extract.incidents.lexicon import classes, words_of
from musnad.extract.incidents.phrases import phrase_end
from musnad.extract.incidents.scene import Scene, claim_holding
from musnad.extract.incidents.sides import has_object, party, self_told
from musnad.extract.incidents.triggers import Trigger

SURVIVAL, SLAIN = 10, 20  # words around a trigger in which who survived it, or fell to it, is named
_SOMEBODY = frozenset(("people", "civilians", "one", "troops"))
_STRIKES = frozenset(("airstrike", "shelling", "missile_strike"))


def fallen(scene: Scene, trigger: Trigger, kind: str, found: list[Party]) -> list[Party]:
    """Return who fell, besides the town that is struck: «قُتل قائد الفصيل في غارة على المدينة»."""
    if kind not in _STRIKES or not all(_of_town(scene, p) for p in found):
        return []
    return [p for p in slain(scene, trigger) if p is not None]


def _of_town(scene: Scene, found: Party) -> bool:
    name = scene.names[scene.passage.word_at(found.end) - 1]
    return name is not None and name.kind == "place"


def survivor(scene: Scene, trigger: Trigger) -> list[Party | None]:
    """Return who survived it: «نجا نائب الرئيس من هجوم»: who survives it was its target."""
    first = scene.sentence(trigger.at)[0]
    for i in range(trigger.at - 1, max(first, trigger.at - SURVIVAL) - 1, -1):
        if scene.forms[i].removeprefix("و") in words_of("survived") and "من" in scene.forms[i : trigger.at]:
            return [party(scene, i + 1, phrase_end(scene, i + 1, trigger.at))]
    return []


def slain(scene: Scene, trigger: Trigger) -> list[Party | None]:
    """Return whom the sentence says to have fallen: «قُتل شاب بعد أن أطلق الجنود النار عليه», «مقتل مدنيين»."""
    first, last = scene.sentence(trigger.at)
    for i in range(max(first, trigger.at - SLAIN), min(last - 1, trigger.last + SLAIN)):
        if "quantity" in classes(scene.forms[i + 1]) and i + 1 not in scene.counted:
            continue  # «مقتل العشرات»
        if i == trigger.at or scene.forms[i].removeprefix("و") not in words_of("befell"):
            continue
        behind = scene.names[i + 1]
        somebody = (behind is not None and behind.kind == "person") or classes(scene.forms[i + 1]) & _SOMEBODY
        if somebody:
            return [party(scene, i + 1, phrase_end(scene, i + 1, last))]
    return []


def suffered(scene: Scene, trigger: Trigger) -> list[Party | None]:
    """Return the counted victims of the sentence: «قتل خمسة مدنيين في غارة»: the counted victims of the sentence."""
    first, last = scene.sentence(trigger.at)
    start, end = scene.words[first].start, scene.words[last - 1].end
    for figure in scene.figures:
        if (
            start <= figure.start < end
            and figure.about in ("killed", "injured")
            and figure.unit
            and "قتيل" not in figure.unit
        ):
            return [Party(figure.start, figure.end)]
    return []


def oneself(scene: Scene, trigger: Trigger) -> list[Party | None]:
    """Return who tells that it befell him: «قال الناشط إنه اعتقل»: who tells it."""
    held = claim_holding(scene, trigger.start)[:1]
    claim = scene.claims[held[0]] if held else None
    if claim is None or claim.speaker is None or trigger.entry.sort != "verb" or not self_told(scene, claim, trigger):
        return []
    first, last = (scene.passage.word_at(place) for place in claim.speaker)
    return [] if has_object(scene, trigger.last, scene.sentence(trigger.at)[1]) else [party(scene, first, last)]
