"""Actors: who did it, by where the words stand to the trigger.

Finds    قصفت القوات الحكومية بلدة           the subject behind the verb
Finds    أن المسلحين خطفوا عاملين             the subject before it
Finds    غارات شنها التحالف على مواقع        the subject of the relative verb
Finds    قصف القوات الحكومية للبلدة          the genitive behind the verbal noun
Finds    قتل مدنيان على يد مسلحين            «على يد», «من قبل»
Finds    تبنى تنظيم التفجير                   who admits it
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from musnad.extract.incidents.agents import Agent, agents
from musnad.extract.incidents.before import (
    FREEING,
    Found,
    addressed,
    attendants,
    before,
    doing,
    freed_from,
    managing,
    owner,
    tells,
)
from musnad.extract.incidents.drafts import Party
from musnad.extract.incidents.joined import earlier, later
from musnad.extract.incidents.lexicon import classes, hits, listed, words_of
from musnad.extract.incidents.nations import national
from musnad.extract.incidents.patients import done_to
from musnad.extract.incidents.phrases import phrase_end
from musnad.extract.incidents.scene import Scene
from musnad.extract.incidents.sides import BY, PATIENT, has_object, party, passive, suffers
from musnad.extract.incidents.tellers import of_self, teller
from musnad.extract.incidents.triggers import Trigger

_WITH_IT = frozenset(("به", "بها"))  # «الذي تقوم به القوات»
_LAUNCH, _ADMIT = frozenset(("launch",)), frozenset(("admit",))
_FIRE = frozenset(("برصاص", "بنيران", "بقذائف"))
_AFTERWARDS = frozenset(("بعد", "عقب", "بعدما", "اثر"))
_SPREADING = frozenset(("انتشار",))
_ACTING = frozenset(("troops", "army", "agent"))
_INTERCEPTED = frozenset(("intercept",))
_WITH = frozenset(("بين", "مع", "وبين"))
_TWO_SIDED = frozenset(("armed_clash", "meeting", "agreement", "ceasefire"))


def actors(scene: Scene, trigger: Trigger, kind: str, stop: int, targets: list[Party]) -> list[Party]:
    """The nearest of: an agent named as such, who tells his own deed, the subject or the genitive, the agent before it."""
    if kind == "protest" and trigger.entry.form.startswith(_CROWD):
        crowd = party(scene, trigger.at, max(trigger.last, phrase_end(scene, trigger.at, stop)))
        return [crowd] if crowd else []
    found = list(_named_agents(scene, trigger, stop))
    if kind == "meeting":
        found += attendants(scene, trigger)
    if kind in _TWO_SIDED:
        found += _sides(scene, trigger, stop)
        found += of_self(scene, trigger) if found and kind == "meeting" else []
    if not found and _intercepted(scene, trigger):
        return []
    found = found or doing(scene, trigger) or managing(scene, trigger) or _done_by(scene, trigger, kind, stop)
    found = found or teller(scene, trigger)
    found = found or [(a, role) for a, role in _behind(scene, trigger, kind, stop) if not tells(scene, a)]
    nation = [] if found else national(scene, trigger, kind, stop)
    found = found or nation or addressed(scene, trigger) or owner(scene, trigger, kind, stop)
    sure = (bool(found) and not nation) or kind == "meeting"
    if (not found and not _struck_by(scene, trigger, stop)) or kind == "meeting":
        found = found + [(a, role) for a, role in before(scene, trigger, kind) if not freed_from(scene, trigger, a)]
    taken = {(t.start, t.end) for t in targets} if trigger.entry.sort != "verb" else set()
    made = (party(scene, a.first, a.last, role) for a, role in _and_others(scene, found))
    return list(
        {(p.start, p.end): replace(p, near=sure) for p in made if p is not None and (p.start, p.end) not in taken}.values()
    )


_PRONOUNS = ("ها", "ه", "هما")
_STRIKING = frozenset(("strike", "attack", "airstrike", "shelling", "shell", "missile_strike", "hit", "bombing"))
_GROUNDS = frozenset(("area", "building", "place_head"))  # «معارك بين محافظتي …»: where
_DECIDED = frozenset(("قرار", "قرارا", "بيان", "مشروع"))
PLURAL = 14  # words between a subject and its verb in the dual or plural
_CROWD = ("متظاهر", "محتج")


def _and_others(scene: Scene, found: Found) -> Iterator[tuple[Agent, str]]:
    """«شنتها أمريكا وبريطانيا وفرنسا», «قصفت قوات السهل ومقاتلات التحالف»: those joined to one who did it did it too."""
    for agent, role in found:
        for other in (*earlier(scene, agent), agent, *later(scene, agent)):
            yield other, role


def _struck_by(scene: Scene, trigger: Trigger, stop: int) -> bool:
    """«مستودع للقوات استهدفته الغارة»: the strike is what struck it, not who stands before."""
    return trigger.kind == "hit" and trigger.shape.object and trigger.last < stop and bool(hits(scene.forms[trigger.last]))


def _intercepted(scene: Scene, trigger: Trigger) -> bool:
    """«اعترضت القوات صاروخا»: who stops a missile has not fired it."""
    first = max(scene.sentence(trigger.at)[0], trigger.at - 6)
    return trigger.kind == "missile_strike" and scene.near(_INTERCEPTED, first, trigger.at + 1) is not None


def _named_agents(scene: Scene, trigger: Trigger, stop: int) -> Iterator[tuple[Agent, str]]:
    """«من قبل», «على يد», «شنها», «نفذه», «تبناه»: what follows is who did it."""
    for i in range(trigger.last, stop - 1):
        held = classes(scene.forms[i])
        if _elsewhere(scene, trigger, i):
            break
        by = (scene.forms[i], scene.forms[i + 1]) in BY or ("doing" in held and scene.forms[i + 1] in _WITH_IT)
        if "ascribed" in held:
            yield from _ascribed(scene, i, stop)
            return
        if scene.forms[i] in _FIRE and next(agents(scene, i + 1, min(i + 2, stop)), None) is not None:
            yield Agent(i + 1, phrase_end(scene, i + 1, stop), ""), "stated"
            return
        if by or held & _LAUNCH or held & _ADMIT:
            at = i + 2 if by else i + 1
            last = phrase_end(scene, at, scene.sentence(trigger.at)[1]) if at < stop else at
            if last > at and not _no_one(scene, at):
                yield Agent(at, last, ""), "admitted" if held & _ADMIT else "stated"
            return
    first = scene.sentence(trigger.at)[0]
    for i in range(max(first, trigger.at - 6), trigger.at):
        if classes(scene.forms[i]) & _ADMIT:
            for agent in agents(scene, i + 1, trigger.at):
                yield agent, "admitted"
                return


def _no_one(scene: Scene, at: int) -> bool:
    """«من قبل الهجوم», «تشنها لدحر المسلحين»: another deed, or what for."""
    form = scene.forms[at]
    if classes(form) & _ACTING or scene.names[at] is not None:
        return False
    return bool(hits(form)) or (form[0] == "ل" and not classes(form[1:]) & _ACTING and not form.startswith("لل"))


def _elsewhere(scene: Scene, trigger: Trigger, at: int) -> bool:
    """«قصف … وسط قصف من قبل …», «سيطرت … بعد احتلاله من قبل …»: behind such a word another deed is told."""
    held = classes(scene.forms[at])
    if held & _ADMIT and scene.forms[at - 1].removeprefix("ال") in _DECIDED:
        return True  # «قرار تبناه مجلس الأمن»
    after = scene.forms[at] in _AFTERWARDS and at not in scene.timed and at > trigger.last
    return "amid" in held or after or (bool(held & _LAUNCH) and _of_another(scene, trigger, at))


def _of_another(scene: Scene, trigger: Trigger, at: int) -> bool:
    """«المواجهات … قصف شنته الطائرات», «السيطرة …، أقدم المسلحون على شن …»: what is launched is another deed."""
    if not scene.forms[at].endswith(_PRONOUNS):
        return scene.forms[at - 1] not in words_of("relative")
    between = (h.entry for f in scene.forms[trigger.last : at] for h in hits(f) if h.entry.sort != "verb")
    return any(e.kind in _STRIKING and e.kind != trigger.kind for e in between) and trigger.kind not in _STRIKING


def _ascribed(scene: Scene, at: int, stop: int) -> Iterator[tuple[Agent, str]]:
    """«منسوب إلى الحكومة», «نسب عشرة منها إلى الحكومة»."""
    for i in range(at + 1, min(stop, at + 6)):
        if scene.forms[i] == "الي" or scene.forms[i].startswith("ل"):
            first = i + 1 if scene.forms[i] == "الي" else i
            last = max(phrase_end(scene, first, stop), first + 1) if first < stop else first
            if last > first:
                yield Agent(first, last, ""), "alleged"
            return


def _sides(scene: Scene, trigger: Trigger, stop: int) -> Found:
    """«بين القوات والمسلحين», «مع نظيره»."""
    for i in range(trigger.last, min(stop, trigger.last + 7)):
        if scene.forms[i] in _WITH:
            near = min(stop, i + 14)
            i += 2 if scene.forms[i + 1 : i + 3] == ["كل", "من"] else 0  # «مع كل من»
            if i + 1 >= near:
                return []
            name = scene.names[i + 1] if i + 1 < near else None
            if name is not None and scene.forms[i] in ("مع", "من"):
                one = [(a, "stated") for a in agents(scene, trigger.last, i) if not a.governed and a.last == i]
                return [*one, (Agent(i + 1, name.last, ""), "stated")]  # «التي توصلت إليها أنقرة مع واشنطن»
            found = [(a, "stated") for a in agents(scene, i + 1, near) if a.governed in ("", "مع", "بين", "وبين", "ل")]
            found = [(a, role) for a, role in found if not tells(scene, a)]
            if not found and not classes(scene.forms[i + 1]) & _GROUNDS:
                last = phrase_end(scene, i + 1, near)
                found = [(Agent(i + 1, last, ""), "stated")] if last > i + 1 else []
            return found[:4]
    return []


def _done_by(scene: Scene, trigger: Trigger, kind: str, stop: int) -> Found:
    """«إعدام التنظيم لرهائن»."""
    if kind not in PATIENT or done_to(scene, trigger, stop) is None:
        return []
    return [(Agent(trigger.last, phrase_end(scene, trigger.last, stop), ""), "stated")]


def _behind(scene: Scene, trigger: Trigger, kind: str, stop: int) -> Found:
    """The subject of a verb, or the agent in the genitive, with «ل» or «من» behind a noun."""
    if trigger.entry.sort == "verb":
        return _subject(scene, trigger, kind, stop)
    at = trigger.last
    if passive(scene, trigger):
        return []
    if kind == "protest" and trigger.entry.sort == "masdar" and not trigger.shape.definite:
        last = phrase_end(scene, at, stop)
        return [(Agent(at, last, ""), "stated")] if last > at else []
    for agent in agents(scene, at, min(stop, at + 6)):
        if _past_goal(scene, trigger, agent):
            return []
        if agent.first == at and not agent.governed and _genitive(trigger, kind):
            whole = Agent(agent.first, phrase_end(scene, agent.first, stop), "")
            return [(whole if whole.last > at else agent, "stated")]
        near = agent.first - at <= 2 and not any(hits(f) for f in scene.forms[at : agent.first])
        if agent.governed == "ل" and trigger.kind in ("strike", "arms_transfer"):
            return []  # «ضربات انتقامية للجيش», «تسليم السلاح للجيش»: whom they strike, who receives
        if agent.governed in ("ل", "من") and near and kind not in PATIENT and not trigger.shape.object:
            return [(agent, "stated")]
        return []
    name = scene.names[at] if at < stop else None
    if (
        name is not None
        and name.kind == "place"
        and name.last < stop
        and scene.forms[name.last].startswith("ل")
        and trigger.entry.sort == "masdar"
    ):
        return [(Agent(at, name.last, ""), "stated")]
    return []


def _past_goal(scene: Scene, trigger: Trigger, agent: Agent) -> bool:
    """«غارات على مواقع للمسلحين», «تحرير المدينة من المسلحين»: behind what it was done to stands no one who did it."""
    onto = any(f in words_of("onto") or f == "الي" for f in scene.forms[trigger.last : agent.first])
    return onto or (trigger.entry.form == FREEING and agent.governed == "من")


_THAT = frozenset(("ان", "بان", "وان", "قال", "«", '"', "،", "لكن"))


def _subject(scene: Scene, trigger: Trigger, kind: str, stop: int) -> Found:
    at = trigger.last
    first = scene.sentence(trigger.at)[0]
    if kind == "protest":
        last = phrase_end(scene, at, stop)
        return [(Agent(at, last, ""), "stated")] if last > at else []
    found = _leading(scene, trigger, first)
    if found:
        return found
    for agent in agents(scene, at, min(stop, at + 5)):
        whole = Agent(agent.first, max(agent.last, phrase_end(scene, agent.first, stop)), agent.governed)
        passive = kind in PATIENT and not trigger.shape.object and not has_object(scene, whole.last, stop)
        governed = agent.governed and agent.first > at  # the verb itself is no preposition
        return [] if governed or passive or agent.first > at + 2 else [(whole, "stated")]
    if kind in PATIENT and not trigger.shape.object:
        return []
    last = phrase_end(scene, at, stop)
    if at < stop and scene.forms[at][0] == "ب" and not listed(scene.forms[at]):
        return []  # «قصفته بأكثر من عشرين صاروخا»: with what
    if at < stop and hits(scene.forms[at]) and not classes(scene.forms[at]) & _ACTING:
        return []  # «استهدفت غارة …»: what struck is no actor
    if last > at and scene.forms[at][0] == "و":
        return []
    if last > at and suffers(scene, at, last):
        return []
    if last > at and not trigger.shape.plural and (trigger.shape.object or has_object(scene, last, stop)):
        return [(Agent(at, last, ""), "stated")]
    return []


def _leading(scene: Scene, trigger: Trigger, first: int) -> Found:
    """«أن المسلحين خطفوا»: the subject stands before."""
    back = PLURAL if trigger.shape.plural else 6
    for agent in reversed(list(agents(scene, max(first, trigger.at - back), trigger.at))):
        opens = agent.first == first or scene.forms[agent.first - 1] in _THAT
        if trigger.shape.plural or (agent.last == trigger.at and opens and not agent.governed):
            return [(agent, "stated")]
    return []


def _genitive(trigger: Trigger, kind: str) -> bool:
    """Behind «غارات» stands who flies them; behind «مقتل» who is killed."""
    return (
        kind not in PATIENT
        and (kind != "deployment" or trigger.entry.form in _SPREADING)
        and not trigger.shape.object
        and not trigger.shape.lead.endswith("ال")
    )
