"""Patients: whom an incident befell, and what stands behind «على».

Finds    قتل مدنيان على يد مسلحين            whom a passive befell
Finds    الرجل الذي قتله المسلحون             what a relative pronoun stands for
Finds    أجبرت السكان على النزوح              who moves
Finds    غارات على مواقع                     behind «على»
"""

from __future__ import annotations

from musnad.extract.incidents.agents import agents
from musnad.extract.incidents.drafts import Party
from musnad.extract.incidents.lexicon import classes, hits, listed, words_of
from musnad.extract.incidents.phrases import phrase_end
from musnad.extract.incidents.scene import Scene
from musnad.extract.incidents.sides import BY, has_object, party
from musnad.extract.incidents.triggers import Trigger

# «قتل ما لا يقل عن ثلاثة», «أودى بحياة ثلاثة»
_UP_TO = frozenset(("علي", "اي", "ما", "نحو", "حوالي", "قرابه", "اكثر", "من", "لا", "يقل", "عن", "بحياه", "بارواح"))
_ON_THEM = frozenset(("عليه", "عليها", "عليهم", "عليهما"))
_SOMEBODY = frozenset(("people", "civilians", "one", "office", "troops"))
_CAPTIVES = frozenset(("captives",))
TOWN = 60  # words back to the town that «هذه المدينة» means
_THIS = frozenset(("هذه", "تلك"))
SELF = frozenset(("displacement", "evacuation"))  # those who move, move themselves


def patient(scene: Scene, trigger: Trigger, kind: str, stop: int) -> list[Party | None]:
    """Whom it befell: behind the verb or the verbal noun, past who acts; before a verb in the plural."""
    at = trigger.last
    while at < stop and (scene.forms[at] in _UP_TO or scene.forms[at] in words_of("aside")) and not _by(scene, at):
        at += 1
    pointed = on(scene, trigger, stop) if kind == "trial" and trigger.entry.sort == "verb" else _them(scene, trigger)
    if any(pointed):
        return pointed
    at = past_verbs(scene, at, stop) if trigger.entry.sort == "verb" else at
    active = at < stop and phrase_end(scene, at, stop) > at and (kind != "killing" or _somebody(scene, at))
    if trigger.shape.object and trigger.entry.sort == "verb" and _relative(scene, trigger.at):
        return [antecedent(scene, trigger.at - 1)]
    if trigger.shape.object and trigger.entry.sort == "verb" and _leads(scene.forms[trigger.at - 1].removeprefix("و")):
        return []  # «احتجزها»: whom, the sentence does not say
    if trigger.shape.object or (trigger.entry.sort == "verb" and trigger.shape.plural and not active):
        begin = trigger.at - 1
        while (
            begin > scene.sentence(trigger.at)[0]
            and begin > trigger.at - 5
            and scene.words[begin].kind == "word"
            and scene.forms[begin] not in ("ان", "الذين", "،", "حيث")
        ):
            begin -= 1
        return [party(scene, begin + 1, trigger.at)]
    while kind in SELF and trigger.entry.sort == "masdar" and at < stop and _adjective(scene, at):
        at += 1  # «إجلاء طبي فوري»
    last = at if trigger.entry.sort != "verb" and at < stop and joins(scene, at) else phrase_end(scene, at, stop)
    if kind in SELF and (_waves(scene, at, last) or last == at or trigger.shape.definite or trigger.shape.plural):
        return _movers(scene, trigger)
    if trigger.entry.sort == "verb" and last > at and acts(scene, at, last) and has_object(scene, last, stop):
        at, last = last, phrase_end(scene, last, stop)
    return [party(scene, at, last)] if last > at else []


def done_to(scene: Scene, trigger: Trigger, stop: int) -> int | None:
    """«إعدام التنظيم لرهائن», «خطف المسلحين للعمال»: where whom it befell begins, behind who did it and «ل»."""
    if trigger.entry.sort != "masdar" or trigger.shape.object or trigger.last >= stop:
        return None
    last = phrase_end(scene, trigger.last, stop)
    if last == trigger.last or last >= stop or not acts(scene, trigger.last, last):
        return None
    form = scene.forms[last]
    whom = form[2:] if form.startswith("لل") else form[1:]
    return last if form[0] == "ل" and classes(whom) & (_SOMEBODY | _CAPTIVES) else None


def _adjective(scene: Scene, at: int) -> bool:
    form = scene.forms[at]
    return form.endswith("ي") and not form.startswith("ال") and scene.names[at] is None and not classes(form)


def _by(scene: Scene, at: int) -> bool:
    """«للخطف على أيدي مسلحين»: behind it stands who did it."""
    return tuple(scene.forms[at : at + 2]) in BY


def _them(scene: Scene, trigger: Trigger) -> list[Party | None]:
    """«سامي كمال ألقي القبض عليه»: the person named before."""
    if trigger.entry.sort != "masdar" or not _ON_THEM.intersection(scene.forms[trigger.last : trigger.last + 1]):
        return []
    first = scene.sentence(trigger.at)[0]
    named = (scene.names[i] for i in range(trigger.at - 1, first - 1, -1))
    name = next((n for n in named if n is not None and n.kind == "person"), None)
    return [party(scene, name.first, name.last)] if name is not None else []


def joins(scene: Scene, at: int) -> bool:
    """Return whether «و» joins a word: «وإلحاق»: what «و» joins is not governed; «ولد», «وزير» begin with the letter."""
    form = scene.forms[at]
    if form[0] != "و" or len(form) < 5 or scene.names[at] is not None or at in scene.counted:
        return False
    return not listed(form)


def _somebody(scene: Scene, at: int) -> bool:
    """«مسلحون قتلوا حارسا», not «مدنيون قتلوا أمس»: behind the verb stands somebody."""
    if at in scene.timed or scene.forms[at][0] == "ب":
        return False
    name = scene.names[at]
    return at in scene.counted or (name is not None and name.kind == "person") or bool(classes(scene.forms[at]) & _SOMEBODY)


def _relative(scene: Scene, at: int) -> bool:
    """«الرجل الذي قتله …»."""
    return at > scene.sentence(at)[0] and scene.forms[at - 1] in words_of("relative")


def antecedent(scene: Scene, at: int) -> Party | None:
    """Return what a relative pronoun stands for: the name right before it, else the words before."""
    first = scene.sentence(at)[0]
    name = scene.names[at - 1] if at > first else None
    if name is not None:
        return party(scene, name.first, name.last)
    begin = at
    while begin > max(first, at - 5) and scene.words[begin - 1].kind == "word" and not _leads(scene.forms[begin - 1]):
        begin -= 1
    return party(scene, begin, at)


def _waves(scene: Scene, at: int, last: int) -> bool:
    """«موجات نزوح ضخمة»: an adjective alone."""
    form = scene.forms[at] if last == at + 1 else ""
    return form.endswith("ه") and not form.startswith("ال") and not classes(form) - {"adjective"} and scene.names[at] is None


def _leads(form: str) -> bool:
    return form in words_of("preposition") or form in words_of("phrase_end")


def _movers(scene: Scene, trigger: Trigger) -> list[Party | None]:
    """«أجبرت السكان على النزوح»: the people before the word."""
    first = scene.sentence(trigger.at)[0]
    for i in range(trigger.at - 1, max(first, trigger.at - 8) - 1, -1):
        if "people" in classes(scene.forms[i]):
            return [party(scene, i, phrase_end(scene, i, trigger.at))]
    return []


def past_verbs(scene: Scene, at: int, stop: int) -> int:
    """«تقتل وتعذب المحتجزين»: past verbs that share the object."""
    while at < stop and (_another_verb(scene, at) or scene.forms[at] in words_of("often")):
        at += 1
    return at


def acts(scene: Scene, first: int, last: int) -> bool:
    """Return whether the words from one to another begin with somebody who can act."""
    return next(agents(scene, first, min(first + 1, last)), None) is not None


def _another_verb(scene: Scene, at: int) -> bool:
    form = scene.forms[at]
    return form.startswith(("وت", "وي")) and not classes(form) and scene.names[at] is None


def on(scene: Scene, trigger: Trigger, stop: int) -> list[Party | None]:
    """Return what stands behind «على» or «ضد», unless another incident is told before it."""
    at = trigger.last
    if any("force" in classes(f) for f in scene.forms[max(scene.sentence(trigger.at)[0], trigger.at - 2) : trigger.at]):
        return []  # «أرغم القصف سكانها على الاختباء»
    for i in range(at, min(stop, at + 9)):
        if "force" in classes(scene.forms[i]):
            break  # «القصف الذي يجبر السكان على الفرار»
        if _another(scene, i) and trigger.kind != "capture":
            break
        if scene.forms[i] in words_of("onto") and i + 1 < stop and not _no_target(scene, i):
            return [_meant(scene, i + 1) or party(scene, i + 1, phrase_end(scene, i + 1, stop))]
    return []


def _another(scene: Scene, at: int) -> bool:
    """«استخدمت … في الهجوم على …»: behind a word of another incident stands that one's target."""
    form = scene.forms[at]
    return form not in words_of("onto") and form[0] != "و" and any(h.entry.sort != "verb" for h in hits(form))


def _no_target(scene: Scene, at: int) -> bool:
    """«على يد …», «على طول السياج», «على خلفية …»: «على» that leads to no target."""
    behind = scene.forms[at + 1]
    return (scene.forms[at], behind) in BY or behind in words_of("not_target") or _deed(behind)


def _meant(scene: Scene, at: int) -> Party | None:
    """«على هذه المدينة»: the town that was named last."""
    if scene.forms[at] not in _THIS or at + 1 >= len(scene.forms) or "area" not in classes(scene.forms[at + 1]):
        return None
    before = (scene.names[i] for i in range(at - 1, max(scene.title, at - TOWN) - 1, -1))
    name = next((n for n in before if n is not None and n.kind == "place"), None)
    return party(scene, name.first, name.last) if name is not None else None


def _deed(form: str) -> bool:
    """«رد على هجوم», «الإصرار على القصف»: another deed is no target."""
    named = any(h.entry.sort != "verb" and all(n.against for n in h.entry.needs) for h in hits(form))
    return named and not classes(form) & {"building", "people"}
