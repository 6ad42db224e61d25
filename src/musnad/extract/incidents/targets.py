"""Targets: whom or what it was done to, by where the words stand to the trigger.

Finds    قصفت القوات الحكومية بلدة           the object of the verb
Finds    غارات على مواقع                     behind «على»
Finds    قصف القوات الحكومية للبلدة          the object with ل of a verbal noun
Finds    قتل مدنيان على يد مسلحين            whom a passive befell
"""

from __future__ import annotations

from collections.abc import Callable

from musnad.extract.incidents.agents import agents
from musnad.extract.incidents.drafts import Party
from musnad.extract.incidents.kinds import VIOLENT
from musnad.extract.incidents.lexicon import classes, hits, words_of
from musnad.extract.incidents.objects import STRIKING_VERBS, struck, with_what
from musnad.extract.incidents.patients import SELF, acts, antecedent, done_to, joins, on, patient
from musnad.extract.incidents.phrases import phrase_end
from musnad.extract.incidents.scene import Scene
from musnad.extract.incidents.sides import PATIENT, party, passive
from musnad.extract.incidents.triggers import Trigger
from musnad.extract.incidents.victims import fallen, oneself, slain, suffered, survivor

_THAT = frozenset(("ان", "بان", "وان", "،"))
SUBJECT = 9  # words of a subject before its verb
FAR = 24  # words behind a launch in which its goal is looked for
_DOES = frozenset(("launch", "upholds"))
_STRUCK_AT = frozenset(("bombing", "accident"))
_STANDING = frozenset(("building", "vehicle", "crowd", "people", "troops"))
_STRUCK = frozenset(("building", "area", "troops", "army", "agent", "fighters"))
_SLOW = frozenset(("siege", "capture", "sanction", "aid"))  # what the sentence's dead did not fall to
_PLACED = frozenset(("area", "building", "facility"))
EXPOSED = 14  # words between «تعرض» and what one is exposed to
RETURN = 6  # words between «عادت» and «لسيطرة»
_THROWN = frozenset(("القي", "القاء"))
_FREEING = "تحرير"  # «تحرير الميناء من المسلحين»
_CONTROL = "سيطره"
NEARBY = 7  # words behind a trigger in which what stood there, or who receives, is looked for
_LAUNCHED = frozenset(("missile_strike", "shooting", "chemical_attack", "arms_transfer"))


def targets(scene: Scene, trigger: Trigger, kind: str, stop: int) -> list[Party]:
    """Return whom or what the words of one telling name as target, at most two phrases."""
    ways: list[Callable[[], list[Party | None]]] = [
        lambda: _exposed(scene, trigger) if trigger.shape.lead in ("ل", "لل") else [],
        lambda: _governed(scene, trigger, kind, stop),
        lambda: _struck(scene, trigger, stop),
        lambda: on(scene, trigger, stop),
        lambda: _toward(scene, trigger.last) if kind == "missile_strike" else [],
        lambda: _at(scene, trigger.last, stop) if kind in _STRUCK_AT else [],
        lambda: survivor(scene, trigger) if kind not in PATIENT | SELF else [],
        lambda: suffered(scene, trigger) if kind not in PATIENT | SELF | _SLOW else [],
        lambda: slain(scene, trigger) if kind in VIOLENT and kind != "armed_clash" else [],
        lambda: oneself(scene, trigger) if kind in PATIENT else [],
    ]
    for way in ways:
        found = [p for p in way() if p is not None and not _device(scene, p)]
        if found:
            return (found + fallen(scene, trigger, kind, found))[:2]
    return []


def _governed(scene: Scene, trigger: Trigger, kind: str, stop: int) -> list[Party | None]:
    """What the trigger itself governs: patient, object, genitive."""
    at = trigger.last
    done = done_to(scene, trigger, stop) if kind in PATIENT else None
    if done is not None:
        return [party(scene, done, max(phrase_end(scene, done, stop), done + 1))]
    if kind in PATIENT or kind in SELF:
        return patient(scene, trigger, kind, stop)
    if trigger.entry.form == _CONTROL and trigger.entry.sort == "noun":
        return on(scene, trigger, stop) or _returned(scene, trigger)  # «عادت لسيطرة الحكومة»: behind it stands who takes
    if kind == "capture":
        taken = _part(scene, trigger, stop) if at < stop and _takes(scene, at, trigger) else []
        return taken or on(scene, trigger, stop) or _part(scene, trigger, stop)
    if kind == "accident":
        return []
    if kind == "arms_transfer":
        return _recipient(scene, at, stop)
    if trigger.entry.form in _THROWN:
        return on(scene, trigger, stop)  # «ألقت براميل على المدينة»
    if (kind in _LAUNCHED and trigger.kind not in STRIKING_VERBS) or "damage" in classes(
        scene.forms[at] if at < stop else ""
    ):
        return _damaged(scene, at, stop)
    if trigger.entry.sort == "verb":
        return struck(scene, trigger, stop)
    return _masdar(scene, trigger, kind, stop) if trigger.entry.sort == "masdar" and not trigger.shape.object else []


def _at(scene: Scene, at: int, stop: int) -> list[Party | None]:
    """«تفجير قرب مقر الشرطة», «حريق شب في مبنى»: a building, a vehicle or a crowd at the place is what it struck."""
    for i in range(at, min(stop, at + NEARBY)):
        if i + 1 < stop and scene.forms[i] in words_of("at_target") and classes(scene.forms[i + 1]) & _STANDING:
            end = max(phrase_end(scene, i + 1, stop), i + 2)
            whose = phrase_end(scene, end, stop) if end < stop and _to(scene, end) else end
            return [party(scene, i + 1, max(end, whose))]  # «تجمع لقوات النظام»
    return []


def _recipient(scene: Scene, at: int, stop: int) -> list[Party | None]:
    """«تهريب صواريخ للمجموعات», «تسليم أسلحة إلى الجيش»."""
    for i in range(at, min(stop, at + NEARBY)):
        if scene.forms[i] == "الي" and i + 1 < stop:
            return [party(scene, i + 1, phrase_end(scene, i + 1, stop))]
        if _to(scene, i) and next(agents(scene, i, i + 1), None) is not None:
            return [party(scene, i, phrase_end(scene, i, stop))]
    return []


def _toward(scene: Scene, at: int) -> list[Party | None]:
    """«إطلاق صاروخ من … باتجاه أراضي …»: the goal stands far behind."""
    stop = min(scene.sentence(at - 1)[1], at + FAR)
    for i in range(at, stop - 1):
        if scene.forms[i] in ("باتجاه", "صوب", "استهدف", "استهدفا", "استهدفت"):
            return [party(scene, i + 1, phrase_end(scene, i + 1, stop))]
    return []


def _exposed(scene: Scene, trigger: Trigger) -> list[Party | None]:
    """«تعرضت البلدة لقصف»: what stands between is the target."""
    first = scene.sentence(trigger.at)[0]
    for i in range(trigger.at - 1, max(first, trigger.at - EXPOSED) - 1, -1):
        if "suffer" in classes(scene.forms[i]):
            last = phrase_end(scene, i + 1, trigger.at)
            return [party(scene, i + 1, last)] if last > i + 1 else [_sufferer(scene, first, i)]
    return []


def _sufferer(scene: Scene, first: int, at: int) -> Party | None:
    """«أن منازل المدنيين تعرضت لقصف»: the subject before the verb, behind «أن» or at the start."""
    if at - 1 > first and scene.forms[at - 1] in words_of("relative"):
        return antecedent(scene, at - 1)  # «المدينة التي تتعرض لهجوم»
    begin = next((i + 1 for i in range(at - 1, first - 1, -1) if scene.forms[i] in _THAT), first)
    return party(scene, begin, phrase_end(scene, begin, at)) if at - begin <= SUBJECT else None


def _struck(scene: Scene, trigger: Trigger, stop: int) -> list[Party | None]:
    """«ضربات لمطار …», «ضربة عسكرية للجيش»: whom it strikes."""
    if trigger.kind != "strike" or trigger.entry.sort != "noun":
        return []
    for i in range(trigger.last, min(stop, trigger.last + 3)):
        name = scene.names[i]
        if _to(scene, i) and (name is not None or classes(scene.forms[i][1:]) & _STRUCK):
            return [party(scene, i, max(phrase_end(scene, i, stop), i + 1))]
    return []


def _device(scene: Scene, found: Party) -> bool:
    """«تفجير سيارة مفخخة»: the bomb is no target; «على الأقل» no phrase; «إسرائيلي» alone is whose strike it is."""
    first, last = scene.passage.word_at(found.start), scene.passage.word_at(found.end)
    if last - first == 1 and "nation" in classes(scene.forms[first]):
        return True
    if classes(scene.forms[first]) & _DOES and scene.names[first] is None:
        return True  # «شنته المقاتلات», «لدعم الشرعية»
    return any(f == "الاقل" or "explosive" in classes(f) for f in scene.forms[first:last])


def _part(scene: Scene, trigger: Trigger, stop: int) -> list[Party | None]:
    """«استعادت الجزء الأكبر من المحافظة», «دخول القوات أحياء»: what is taken, past who takes it."""
    at = trigger.last
    last = phrase_end(scene, at, stop)
    if last > at and acts(scene, at, last):
        at, last = last, phrase_end(scene, last, stop)
    if last < stop - 1 and scene.forms[last] in ("من", "الي") and trigger.entry.form != _FREEING:
        whole = phrase_end(scene, last + 1, stop)
        last = whole if whole > last + 1 else last
    return [party(scene, at, last)] if last > at else []


def _returned(scene: Scene, trigger: Trigger) -> list[Party | None]:
    """«عادت البلدة لسيطرة الحكومة»: what stands between."""
    first = scene.sentence(trigger.at)[0]
    for i in range(trigger.at - 1, max(first, trigger.at - RETURN) - 1, -1):
        if "return" in classes(scene.forms[i]):
            last = phrase_end(scene, i + 1, trigger.at)
            return [party(scene, i + 1, last)] if last > i + 1 else []
    return []


def _takes(scene: Scene, at: int, trigger: Trigger) -> bool:
    """«تحرير مدينة … على قائمة …»: what is taken stands right behind; «استعادة السيطرة على …»."""
    name = scene.names[at]
    placed = (name is not None and name.first == at) or bool(classes(scene.forms[at]) & _PLACED)
    return trigger.entry.sort == "masdar" and placed and not hits(scene.forms[at])


def _damaged(scene: Scene, at: int, stop: int) -> list[Party | None]:
    """«إلحاق أضرار بالمنازل», «النار على المارة»."""
    for i in range(at, min(stop, at + 4)):
        if scene.forms[i].startswith("ب") and i > at and "damage" in classes(scene.forms[i - 1]):
            return [party(scene, i, phrase_end(scene, i, stop))]
    return []


def _nisba(scene: Scene, at: int) -> bool:
    """«قصف إسرائيلي على …»: an adjective of the masculine verbal noun, not whom it struck."""
    form = scene.forms[at]
    return form.endswith("ي") and not form.startswith("ال") and scene.names[at] is None and not classes(form) - {"nation"}


def _masdar(scene: Scene, trigger: Trigger, kind: str, stop: int) -> list[Party | None]:
    at = trigger.last
    while at < stop and (
        "adjective" in classes(scene.forms[at])
        or _nisba(scene, at)
        or (trigger.shape.definite and scene.forms[at].startswith("ال"))
    ):
        at += 1
    if at >= stop or joins(scene, at) or scene.forms[at] in words_of("onto") or at > trigger.last or with_what(scene, at):
        return []
    last = phrase_end(scene, at, stop)
    if last > at and passive(scene, trigger):
        return [party(scene, at, last)]
    if last > at and (acts(scene, at, last) or (last < stop and _to(scene, last) and scene.names[at] is not None)):
        if last < stop and _to(scene, last):
            return [party(scene, last, max(phrase_end(scene, last, stop), last + 1))]
        return [party(scene, at, last)] if _state_struck(scene, trigger, at) else []
    return [party(scene, at, last)] if last > at and (trigger.kind in STRIKING_VERBS or kind not in _LAUNCHED) else []


def _state_struck(scene: Scene, trigger: Trigger, at: int) -> bool:
    """«على استهداف السعودية بالصواريخ»: a state with nothing behind it that it would have struck."""
    name = scene.names[at]
    return trigger.kind == "hit" and name is not None and name.kind == "place"


def _to(scene: Scene, at: int) -> bool:
    """«قصف الطيران للمدينة»: ل joined to what suffers; «لا يزال», «لم» are none."""
    form = scene.forms[at]
    return form[0] == "ل" and len(form) > 3 and form not in words_of("phrase_end")
