"""Before: who did it, where they are named before the trigger and nothing behind it says so.

Finds    حذر إيران من مهاجمة …               who is warned or accused
Finds    في ثاني أيام زيارته، أجرى الرئيس …   the owner of the pronoun
Finds    الجيش الذي شن … قصفا                 the last agent that no preposition governs
Leaves   شن الطيران غارات بعد إطلاق …         who stands before a word of sequence
"""

from __future__ import annotations

from musnad.extract.incidents.agents import Agent, agents
from musnad.extract.incidents.kinds import VIOLENT
from musnad.extract.incidents.lexicon import classes, hits, listed, words_of
from musnad.extract.incidents.phrases import phrase_end
from musnad.extract.incidents.scene import Scene, claim_holding
from musnad.extract.incidents.sides import PATIENT
from musnad.extract.incidents.supposed import answers, in_condition
from musnad.extract.incidents.triggers import Trigger

ADDRESSED = 5  # words between who is warned or accused and the trigger
ATTENDED = 10  # words between a meeting and the word of taking part
MANAGES = 6  # words between «تمكنت» and what one manages to do
SEQUENCE = 4  # words between a word of sequence and the trigger
BACK = 18  # words before a trigger
_WITH_IT = frozenset(("به", "بها"))  # «القصف الذي تقوم به القوات»
_WORKED = frozenset(("عمل", "عملت", "عملا", "عملتا", "عملوا"))  # «عملا على تهجير …»
_PASSIVE = frozenset(("اغتيل", "اغتيلت", "قتلا", "اغتيلا"))
_IN = frozenset(("في", "جراء", "اثر", "خلال", "نتيجه"))
_STATES = frozenset(("country", "capital"))
_SOFT = frozenset(("protest", "sanction", "agreement", "displacement", "evacuation", "trial"))
_ONES_OWN = frozenset(("meeting", "visit", "siege"))  # «انسحبت القوات بعد حصار»: what one did before
THREAT = 6  # words between a threat and what it is of
FREEING, FROM = "تحرير", 8  # words behind it that say from whom
Found = list[tuple[Agent, str]]


def addressed(scene: Scene, trigger: Trigger) -> Found:
    """«حذر إيران من مهاجمة …», «اتهم روسيا بقصف …», «نسب إلى المجموعة قيامها بنقل …»: who stands before the preposition."""
    if trigger.entry.sort != "masdar" or trigger.shape.definite:
        return []
    first = scene.sentence(trigger.at)[0]
    for i in range(trigger.at, max(first, trigger.at - ADDRESSED), -1):
        name = scene.names[i - 1] if i > first else None
        if name is None or name.last != i or not _preposed(scene.forms[i]) or scene.forms[name.first - 1] == "في":
            continue  # «في اليمن من خلال تهريب …»: where
        cued = any(scene.claims[c].cue_end <= name.start for c in claim_holding(scene, trigger.start)[:1])
        state = any(classes(f) & _STATES for f in scene.forms[name.first : name.last])
        if (cued and state) or (state and scene.forms[i].startswith("قيام")):
            return [(Agent(name.first, name.last, ""), "stated")]
    return []


def attendants(scene: Scene, trigger: Trigger) -> Found:
    """«شاركت ثلاثون دولة في الاجتماع», «جلسة بحضور سفراء الدول»: who takes part."""
    first, last = scene.sentence(trigger.at)
    for i in range(max(first, trigger.at - ATTENDED), min(last - 1, trigger.last + ATTENDED)):
        if scene.forms[i].removeprefix("و") in words_of("attends"):
            end = phrase_end(scene, i + 1, trigger.at if i < trigger.at else last)
            return [(Agent(i + 1, end, ""), "stated")] if end > i + 1 else []
    return []


def managing(scene: Scene, trigger: Trigger) -> Found:
    """«حققت القوات تقدما … بعد أن تمكنت من السيطرة على …»: who manages to, named behind the verb or before it."""
    first = scene.sentence(trigger.at)[0]
    at = next(
        (
            i
            for i in range(trigger.at - 1, max(first, trigger.at - MANAGES) - 1, -1)
            if scene.forms[i] in words_of("manages") or (scene.forms[i] in _WORKED and scene.forms[i + 1] == "علي")
        ),
        None,
    )
    if at is None or trigger.entry.sort == "verb":
        return []
    behind = next(agents(scene, at + 1, trigger.at), None)
    if behind is not None:
        return [(behind, "stated")] if not behind.governed else []
    every = [a for a in agents(scene, first, at) if not a.governed and not _introduces(scene, a) and not _reports(scene, a)]
    every = [a for a in every if not _led(scene, a)]
    return [(every[-1], "stated")] if every else []


def _preposed(form: str) -> bool:
    return form in words_of("preposition") or form.startswith(("ب", "قيام"))


def owner(scene: Scene, trigger: Trigger, kind: str, stop: int) -> Found:
    """«في ثاني أيام زيارته، أجرى الرئيس …»: the pronoun's owner follows, where the sentence names none before."""
    if not trigger.shape.object or trigger.entry.sort == "verb" or kind in PATIENT:
        return []
    if next(agents(scene, scene.sentence(trigger.at)[0], trigger.at), None) is not None:
        return []
    last = scene.sentence(trigger.at)[1]
    found = next((a for a in agents(scene, trigger.last, min(last, trigger.last + BACK)) if not a.governed), None)
    return [(found, "stated")] if found is not None else []


def before(scene: Scene, trigger: Trigger, kind: str) -> Found:
    """The last agent before the trigger that no preposition governs, and that introduces no statement."""
    opens = scene.sentence(trigger.at)[0]
    begin = _clause(scene, trigger, max(opens, trigger.at - BACK))
    if kind == "meeting":
        begin = max(begin, _content(scene, trigger))
    every = list(agents(scene, begin, trigger.at))
    bare = trigger.entry.sort == "verb" or (trigger.at > begin and scene.forms[trigger.at - 1].startswith(("قيام", "بقيام")))
    every = [a for a in every if a.first == opens or not _taken(scene.forms[a.first - 1])]
    every = [a for a in every if not _reports(scene, a) and not _refuses(scene, a)]
    if kind in VIOLENT:
        related = next((i for i in range(trigger.at - 1, begin, -1) if scene.forms[i] in words_of("relative")), begin)
        every = [a for a in every if a.first >= related or a.last == related]  # «الجيش الذي شن …»: whom it stands for
        every = [a for a in every if not _led(scene, a)]
    if kind in PATIENT and trigger.entry.sort != "verb":
        every = [a for a in every if not _person(scene, a)]  # «… وزير الداخلية سامي كمال، وكذلك اغتيال …»
    if kind in VIOLENT and kind not in PATIENT:
        every = [a for a in every if not _befallen(scene, a, trigger.at) and not _receives(scene, a, trigger.at)]
    if kind in _SOFT:
        every = [a for a in every if not _told_between(scene, a.last, trigger.at)]
    near = [a for a in every if not a.governed]
    spoken = [a for a in near if not _introduces(scene, a)] or (
        [a for a in every if not _introduces(scene, a)] if bare else []
    )
    if spoken:
        return [(a, "stated") for a in spoken[-2 if kind == "meeting" else -1 :]]
    return [(near[-1], "stated")] if kind == "meeting" and near and not claim_holding(scene, trigger.start) else []


def _content(scene: Scene, trigger: Trigger) -> int:
    """The first word of what is said: who says that others talk is none of those who talk."""
    held = claim_holding(scene, trigger.start)[:1]
    return scene.passage.word_at(scene.claims[held[0]].start) if held else 0


def _befallen(scene: Scene, agent: Agent, stop: int) -> bool:
    """«العالم قد اغتيل … بتفجير», «القائد قتل في غارة»: whom the passive befell."""
    for i in range(agent.last, min(stop - 1, agent.last + 3)):
        if any(h.entry.kind == "killing" and h.entry.sort == "verb" and not h.shape.object for h in hits(scene.forms[i])):
            behind = scene.forms[i + 1]
            return scene.forms[i] in _PASSIVE or behind in _IN or behind[0] == "ب" or i + 1 in scene.timed
    return False


def _refuses(scene: Scene, agent: Agent) -> bool:
    """«رفض الفصيل وحلفاؤه المشاركة في معركة»: who refuses has no part in it."""
    return any("refuse" in classes(form) for form in scene.forms[max(0, agent.first - 3) : agent.first])


def _receives(scene: Scene, agent: Agent, stop: int) -> bool:
    """«تلقت المجموعة ضربة»: whom it struck."""
    received = words_of("received")
    return any(form in received for form in scene.forms[max(0, agent.first - 3) : stop])


def _led(scene: Scene, agent: Agent) -> bool:
    """«القوات بقيادة …»: who leads them, or helps."""
    for i in range(agent.first - 1, max(-1, agent.first - 3), -1):
        if scene.forms[i] in words_of("led_by"):
            return True
        if "office" not in classes(scene.forms[i]):
            return False
    return False


def _person(scene: Scene, agent: Agent) -> bool:
    name = scene.names[agent.first]
    return name is not None and name.kind == "person"


def _clause(scene: Scene, trigger: Trigger, first: int) -> int:
    """«شن الطيران غارات بعد إطلاق …»: who stands before the word of sequence did not do what stands behind it."""
    told = scene.forms[first : trigger.at]
    if trigger.entry.sort != "verb" and answers(told) and "ردا" not in told[-5:]:
        return trigger.at  # «رد الجيش على هجوم»: who answers has not done it; «قصف مواقع القوات ردا على هجوم»: they have
    if answers(told) and trigger.entry.sort != "verb":
        first = max([first, *(i + 1 for i in range(first, trigger.at - 2) if _strikes(scene.forms[i]))])
    condition = in_condition(scene, first, trigger.at)
    first = first if condition is None else condition + 1  # «لن تصمت الدولة في حال وقوع هجوم»
    if trigger.entry.sort == "verb" or trigger.kind in _ONES_OWN:
        return first
    if scene.forms[trigger.at - 1][:1] == "و" and scene.forms[trigger.at - 1][1:] in words_of("whichever"):
        return trigger.at  # «تعزز الدولة مواقعها، وأي عملية ستكون …»: nobody's yet
    near = range(trigger.at - 1, max(first, trigger.at - SEQUENCE) - 1, -1)
    return next((i for i in near if scene.forms[i] in words_of("sequence")), first)


def _strikes(form: str) -> bool:
    """«شارك الجيش في ضربات ردا على هجوم»: who strikes back stands before the word of the strike."""
    return any(h.entry.kind in ("strike", "airstrike", "shell", "hit", "operation") for h in hits(form))


def _taken(form: str) -> bool:
    """«نجا قائد الشرطة من …», «سيطرة الحكومة … قصف»: who stands behind such a word did not do what follows."""
    return (
        "survive" in classes(form)
        or form in _WITH_IT
        or any(h.entry.kind in PATIENT or (h.entry.sort != "verb" and not h.shape.definite) for h in hits(form))
    )


def tells(scene: Scene, agent: Agent) -> bool:
    """«… وفق ما أعلن المرصد»: who tells it has not done it."""
    if _reports(scene, agent):
        return True
    start = scene.words[agent.first].start
    return any(c.speaker is not None and c.speaker[0] <= start < c.speaker[1] for c in scene.claims)


def _reports(scene: Scene, agent: Agent) -> bool:
    """«وكالة رويترز», «المرصد», «شهود»: who reports it."""
    return any(
        "teller" in classes(f)
        for f in scene.forms[max(0, agent.first - 1) : max(agent.first + 1, min(agent.last, agent.first + 2))]
    )


def _introduces(scene: Scene, agent: Agent) -> bool:
    """Whether an agent stands among the words that introduce a statement."""
    start = scene.words[agent.first].start
    return any(
        c.cue_start <= start < c.start or (c.speaker is not None and c.speaker[0] <= start < c.speaker[1])
        for c in scene.claims
    )


def _told_between(scene: Scene, first: int, last: int) -> bool:
    """Whether another incident is named between two words."""
    return any(h.entry.sort != "verb" for form in scene.forms[first:last] for h in hits(form))


def freed_from(scene: Scene, trigger: Trigger, agent: Agent) -> bool:
    """Return whether it would be taken from an agent: «لتحرير الميناء من المسلحين»."""
    if trigger.entry.form != FREEING:
        return False
    ahead = scene.forms[trigger.last : trigger.last + FROM]
    behind = ahead[ahead.index("من") + 1 :] if "من" in ahead else []
    return bool(behind) and behind[0] in scene.forms[agent.first : agent.last]


def doing(scene: Scene, trigger: Trigger) -> Found:
    """Return the subject of doing, whoever else stands between: «قامت مجموعات … باعتقال …»."""
    if trigger.entry.sort != "masdar" or trigger.shape.lead not in ("ب", "علي"):
        return []
    first = max(scene.sentence(trigger.at)[0], trigger.at - BACK)
    back = range(trigger.at - 1, first - 1, -1)
    at = next((i for i in back if scene.forms[i] in words_of("doing") or _threatens(scene, i, trigger)), None)
    if at is None or (scene.forms[at + 1][0] == "ب" and not listed(scene.forms[at + 1])):
        return []  # «يقوم بتطوير أسلحة … مقتله»
    last = phrase_end(scene, at + 1, trigger.at)
    return [(Agent(at + 1, last, ""), "stated")] if last > at + 1 else []


def _threatens(scene: Scene, at: int, trigger: Trigger) -> bool:
    """«تهديدات المندوب بشن عملية»: who threatens with it would do it."""
    return "threat" in classes(scene.forms[at]) and trigger.at - at <= THREAT
