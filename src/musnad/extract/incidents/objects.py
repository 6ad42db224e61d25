"""Objects: what a verb of striking strikes, past who does it, with what, and what is put in between.

Finds    قصفت القوات بالمدفعية الثقيلة بلدة …      past what it was done with
Finds    استهدفت الغارات الروسية مواقع             past the word of the strike
Finds    تستهدف الطائرات، وفق المصدر، المواقع      past an aside
Finds    أن مهاجما فجر حافلة                      the subject stands before
"""

from __future__ import annotations

import itertools

from musnad.extract.incidents.agents import agents
from musnad.extract.incidents.drafts import Party
from musnad.extract.incidents.lexicon import classes, hits, listed, words_of
from musnad.extract.incidents.patients import acts, past_verbs
from musnad.extract.incidents.phrases import definite, phrase_end
from musnad.extract.incidents.scene import Scene
from musnad.extract.incidents.sides import has_object, party, suffers
from musnad.extract.incidents.triggers import Trigger

ASIDE = 14  # words that may be put between a verb and its object
QUALIFIED = 8  # words of «غارة جوية ثانية» before what it struck
_THINGS = frozenset(("area", "building", "vehicle", "people", "civilians", "troops", "fighters", "crowd"))
_QUALIFIES = frozenset(("artillery", "missile", "air", "explosive", "adjective", "military"))
_BETWEEN = frozenset(("،", "في"))
_BESIDE = frozenset(("agent", "troops", "army"))
_STRIKING = frozenset(("strike", "attack", "airstrike", "shelling", "shell", "missile_strike"))
STRIKING_VERBS = frozenset(("hit", "shell", "attack"))  # whose object is what they strike, whatever with
_WEAPONS = frozenset(("artillery", "missile", "air", "chem", "explosive", "gunfire"))
_PLACED = frozenset(("area", "building", "facility"))
SUBJECT = 9  # words of a subject before its verb
_THAT = frozenset(("ان", "بان", "وان", "،"))


def struck(scene: Scene, trigger: Trigger, stop: int) -> list[Party | None]:
    """Return the object of a verb, at most one phrase; none where it is a pronoun."""
    if trigger.shape.object:
        return []
    verb = past_verbs(scene, trigger.last, stop)
    at = _past_strike(scene, trigger, verb, stop)
    last = phrase_end(scene, at, max(stop, scene.sentence(trigger.at)[1]) if at > verb else stop)
    if at > verb and last > at:
        return [party(scene, at, last)]  # «استهدفت الغارات | مواقع للفصائل»
    led = trigger.at > 0 and (scene.forms[trigger.at - 1] in words_of("self") or _preceded(scene, trigger))
    if led and last > at and with_what(scene, at):
        at = _past_means(scene, at, stop)  # «أن الجيش قصف بقذائف مدفعية | نقطة …»
        last = phrase_end(scene, at, stop)
    if last > at and (led or (trigger.shape.plural and scene.forms[trigger.at].endswith("وا"))):
        return [party(scene, at, last)]  # «حطموا مكاتب …», «إنها قصفت مواقع»: who did it is in the verb, or before it
    if last > at and acts(scene, at, last):
        while last < stop and scene.forms[last][0] == "و" and _joined(scene, last):
            last = max(last + 1, phrase_end(scene, last, stop))  # «قوات الشرعية ومقاتلات التحالف», «القوات وروسيا»
        last = _past_means(scene, last, stop)
        if has_object(scene, last, stop):
            return [party(scene, last, phrase_end(scene, last, stop))]
        return _after_aside(scene, trigger, last)
    if last > at and trigger.kind in ("capture", "military_operation") and last < stop and scene.forms[last] == "علي":
        return [party(scene, last + 1, phrase_end(scene, last + 1, stop))]
    return (
        [party(scene, at, last)]
        if last > at and (not has_object(scene, last, stop) or suffers(scene, at, last))
        else [party(scene, last, phrase_end(scene, last, stop))]
        if last > at
        else []
    )


def _joined(scene: Scene, at: int) -> bool:
    name = scene.names[at]
    return (name is not None and name.first == at) or bool(classes(scene.forms[at][1:]) & _BESIDE)


def _after_aside(scene: Scene, trigger: Trigger, at: int) -> list[Party | None]:
    """«تستهدف الطائرات، وفق المصدر، المواقع …»: the object behind what is put in between."""
    if trigger.kind not in STRIKING_VERBS:
        return []
    last = scene.sentence(trigger.at)[1]
    for i in range(at, min(last, at + ASIDE) - 1):
        if scene.forms[i] == "،" and definite(scene, i + 1) and classes(scene.forms[i + 1]) & _PLACED:
            return [party(scene, i + 1, phrase_end(scene, i + 1, last))]
    return []


def _past_means(scene: Scene, at: int, stop: int) -> int:
    """«قصفت القوات بالمدفعية الثقيلة، الأربعاء، | بلدة …»: past what they did it with, and when."""
    if at < stop and with_what(scene, at):
        known, at = scene.forms[at].startswith("بال"), at + 1
        while at < stop and (classes(scene.forms[at]) & _QUALIFIES or (known and definite(scene, at))):
            at += 1  # «بالمدفعية الثقيلة», «بقذائف مدفعية»
    elif at < stop and _by_side(scene.forms[at]):
        at = max(at + 1, phrase_end(scene, at, stop))
    often = words_of("often")
    while at < stop - 1 and (
        scene.forms[at] in _BETWEEN or scene.forms[at] in often or at in scene.timed or _of_place(scene, at)
    ):
        at += 1
    return at


def _of_place(scene: Scene, at: int) -> bool:
    """«في اليمن»: a name behind the preposition."""
    return scene.names[at] is not None and scene.forms[at - 1] == "في"


def _by_side(form: str) -> bool:
    """«بتحالف دعم …»: ب joined to a word that acts, and no word that begins so."""
    return form[0] == "ب" and not listed(form) and bool(classes(form[1:]) & _BESIDE)


def _preceded(scene: Scene, trigger: Trigger) -> bool:
    """«أن مهاجما انتحاريا | فجر حافلة»: the subject stands right before the verb."""
    first = scene.sentence(trigger.at)[0]
    some = agents(scene, max(first, trigger.at - SUBJECT), trigger.at)
    return any(
        a.last == trigger.at and not a.governed and scene.forms[a.first - 1] in _THAT for a in some if a.first > first
    )


def _past_strike(scene: Scene, trigger: Trigger, at: int, stop: int) -> int:
    """«استهدفت الغارات مواقع»: past the word of the strike, which is no target."""
    if (
        trigger.kind != "hit"
        or at >= stop
        or not any(h.entry.kind in _STRIKING and h.entry.sort != "verb" for h in hits(scene.forms[at]))
    ):
        return at
    end = scene.sentence(trigger.at)[1]
    ahead = range(at + 1, min(end, at + QUALIFIED))
    between = itertools.takewhile(
        lambda i: i < stop or scene.forms[i] == "،" or scene.forms[i - 1] == "،" or i in scene.timed, ahead
    )
    return next((i for i in between if i not in scene.timed and _thing(scene, i)), at)


def _thing(scene: Scene, at: int) -> bool:
    """Whether a word can be what was struck: a name, a count, a town, a house, people."""
    name = scene.names[at]
    return (name is not None and name.first == at) or at in scene.counted or bool(classes(scene.forms[at]) & _THINGS)


def with_what(scene: Scene, at: int) -> bool:
    """Return whether a word says with what it was done: «بالمدفعية», «بصواريخ»: with what it was done."""
    return scene.forms[at][0] == "ب" and bool((classes(scene.forms[at]) | classes(scene.forms[at][1:])) & _WEAPONS)
