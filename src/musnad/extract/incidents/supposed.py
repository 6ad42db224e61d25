"""Supposed: what words farther from a trigger make of it: thought of, only rumoured, or lived through.

Finds    عمليات عسكرية في حال …                 a condition behind it
Finds    إمكانية مشاركة الجيش في ضربات          what one may or can do
Finds    رفض المشاركة في معركة                  what one will not do
Finds    أي رد عسكري على هجوم كيماوي            what one would answer
Finds    هجوم على المدينة سيكون خطأ             what would have its consequences
Finds    شائعات تتحدث عن استخدام …              a rumour's content
Leaves   الشائعات أجبرتهم على النزوح            what a rumour has caused
"""

from __future__ import annotations

from functools import lru_cache

from musnad.extract.incidents.lexicon import classes, words_of
from musnad.extract.incidents.scene import Scene
from musnad.extract.incidents.triggers import Trigger

BACK, NEAR, AHEAD = 8, 3, 6  # words before a trigger, right before it, behind it
OUTCOME = 7  # words between a trigger and what it would bring
_ANSWERED = frozenset(("رد", "الرد", "ردا", "ردها", "رده", "ردود"))
_LAUNCHING = frozenset(("توجيه", "بتوجيه", "شن", "بشن", "تنفيذ", "بتنفيذ"))
_DECISION = frozenset(("قرار", "قرارا", "القرار"))  # «قرارا بتوجيه ضربة»
_WEIGHING = frozenset(("ability", "refuse", "demand"))
_ON_OCCASION = frozenset(("عند", "لدي", "حال"))
FAR = 30  # words behind «ستكون» that say what will be
_WILL = frozenset(("ستكون", "سيكون", "وستكون", "وسيكون"))
_GOAL = frozenset(("نحو", "اجل", "لاستكمال", "باتجاه", "بهدف", "بغيه", "محاوله", "لمحاوله"))  # «من أجل السيطرة على …»
_STOPS = frozenset((".", "؛", "؟", "!", ":", "،", ",", "«", '"', "”", "“"))


def supposed(scene: Scene, trigger: Trigger) -> bool:
    """Return whether a trigger is only thought of, by a condition, an ability or a refusal about it."""
    if trigger.shape.tense == "past":
        return False
    first = max(scene.sentence(trigger.at)[0], trigger.at - BACK)
    before = scene.forms[first : trigger.at]
    return (
        (any(map(_weighs, before)) and _able(scene, trigger, first))
        or _occasion(before, trigger)
        or (before[-1:] != [] and before[-1] in _LAUNCHING and any(f in _DECISION for f in before[-4:]))
        or _answer(scene, before, trigger)
        or _of_consequence(scene, trigger)
        or _only_by(scene, trigger)
        or _will_be(scene, trigger)
        or (trigger.kind == "capture" and before[-1:] != [] and before[-1] in _GOAL)
    )


@lru_cache(maxsize=32_768)
def _weighs(form: str) -> bool:
    return bool(classes(form) & _WEIGHING)


@lru_cache(maxsize=32_768)
def _hears(form: str) -> bool:
    return "rumour" in classes(form)


def in_condition(scene: Scene, first: int, at: int) -> int | None:
    """Return the last word of condition among some words, None where there is none."""
    for i in range(at - 1, first - 1, -1):
        form = scene.forms[i]
        if "condition" in classes(form) and not (form == "اذا" and scene.forms[i - 1] == "ما"):
            return i
        if form in _ON_OCCASION and scene.forms[i + 1] in words_of("occurrence"):
            return i
    return None


def answers(before: list[str]) -> bool:
    """Return whether words end in «رد … على»: what stands behind them is what one answers."""
    return bool(before) and before[-1] == "علي" and any(form in _ANSWERED for form in before[-5:-1])


def _able(scene: Scene, trigger: Trigger, first: int) -> bool:
    """«قدرة الجيش على القيام بهجوم», «رفض … المشاركة في معركة»: nothing of it is done."""
    joined = False
    for i in range(trigger.at - 1, first - 1, -1):
        form = scene.forms[i]
        if form in _STOPS or form in words_of("break"):
            return False
        held = classes(form)
        if "ability" in held and not trigger.shape.definite:
            return True
        if "demand" in held and _asked(scene, trigger):
            return True
        joined = joined or "joining" in held
        if joined and "refuse" in held:
            return True
    return False


def _asked(scene: Scene, trigger: Trigger) -> bool:
    """«طالب مرارا بتوجيه ضربات», «طالب الرئيس بالمزيد من الضربات»: what is asked for, far behind the asking."""
    before = scene.forms[max(0, trigger.at - 2) : trigger.at]
    return before[-1] in _LAUNCHING or (before[-1] == "من" and "many" in classes(before[0]))


def _occasion(before: list[str], trigger: Trigger) -> bool:
    """«لدى حدوث هجوم»: not one that is known."""
    return (
        len(before) > 1
        and not trigger.shape.definite
        and before[-1] in words_of("occurrence")
        and before[-2] in _ON_OCCASION
    )


def _answer(scene: Scene, before: list[str], trigger: Trigger) -> bool:
    """«أي رد عسكري على هجوم»: the answer is thought of, and what it would answer."""
    if not answers(before) or trigger.shape.definite:
        return False
    if scene.forms[min(trigger.last, len(scene.forms) - 1)].startswith("محتمل"):
        return True
    at = next((i for i in range(len(before) - 2, -1, -1) if before[i] in _ANSWERED), None)
    whichever = at is not None and any(form in words_of("whichever") for form in before[max(0, at - 1) : at])
    return whichever or _of_consequence(scene, trigger)


def _of_consequence(scene: Scene, trigger: Trigger) -> bool:
    """«كل هجوم سيقابل برد», «هجوم على المدينة سيكون خطأ»: what it would bring."""
    if trigger.shape.definite or trigger.entry.sort == "verb":
        return False
    for form in scene.forms[trigger.last : min(scene.sentence(trigger.at)[1], trigger.last + OUTCOME)]:
        if form in _STOPS or form in words_of("relative"):
            return False
        if "consequence" in classes(form):
            return True
    return False


def _only_by(scene: Scene, trigger: Trigger) -> bool:
    """«لا حل إلا باتفاق»: what alone would do."""
    return trigger.shape.lead == "ب" and trigger.at > 0 and scene.forms[trigger.at - 1] == "الا"


def _will_be(scene: Scene, trigger: Trigger) -> bool:
    """«العملية ستكون بطيئة، والسيطرة على قرية ثم …»: what will be is no deed yet."""
    if trigger.entry.sort == "verb":
        return False
    first = max(scene.sentence(trigger.at)[0], trigger.at - FAR)
    return any(f in _WILL for f in scene.forms[first : trigger.at])


def conditioned(scene: Scene, trigger: Trigger) -> bool:
    """Return whether a condition follows: «عمليات عسكرية ضد الحكومة في حال …»."""
    if trigger.entry.sort == "verb":
        return False
    for i in range(trigger.last, min(scene.sentence(trigger.at)[1], trigger.last + AHEAD)):
        form = scene.forms[i]
        if form in _STOPS or form in words_of("break"):
            return False
        if form == "اذا" or (scene.forms[i - 1] == "في" and "condition" in classes(form)):
            return True
    return False


def rumoured(scene: Scene, trigger: Trigger) -> bool:
    """Return whether a trigger stands in the content of a rumour: «شائعات تتحدث عن استخدام …»."""
    first = max(scene.sentence(trigger.at)[0], trigger.at - BACK)
    if not any(map(_hears, scene.forms[first : trigger.at])):
        return False
    for i in range(trigger.at - 1, first - 1, -1):
        held = classes(scene.forms[i])
        if "cause" in held or scene.forms[i] in _STOPS:
            return False
        if "rumour" in held:
            return scene.forms[i + 1] in words_of("tells_of")
    return False


def lived(scene: Scene, trigger: Trigger) -> bool:
    """Return whether people live through it: «المدينة التي تشهد قصفا», «ما أجبرهم على النزوح»."""
    first = max(scene.sentence(trigger.at)[0], trigger.at - NEAR)
    return any(classes(f) & {"lives", "suffer", "cause"} for f in scene.forms[first : trigger.at])
