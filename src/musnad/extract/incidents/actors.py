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
from musnad.extract.incidents.drafts import Claim, Party
from musnad.extract.incidents.lexicon import classes, hits, words_of
from musnad.extract.incidents.phrases import phrase_end
from musnad.extract.incidents.scene import Scene, claim_holding
from musnad.extract.incidents.sides import BY, PATIENT, has_object, party
from musnad.extract.incidents.triggers import Trigger

SEQUENCE = 4  # words between a word of sequence and the trigger
ADDRESSED = 5  # words between who is warned or accused and the trigger
BACK = 18  # words before a trigger
_STATES = frozenset(("country", "capital"))
_LAUNCH, _ADMIT = frozenset(("launch",)), frozenset(("admit",))
_FIRE = frozenset(("برصاص", "بنيران", "بقذائف"))
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
    if kind in _TWO_SIDED:
        found += _sides(scene, trigger, stop)
    if not found and _intercepted(scene, trigger):
        return []
    found = found or _doing(scene, trigger)
    found = found or _teller(scene, trigger)
    found = found or [(a, role) for a, role in _behind(scene, trigger, kind, stop) if not _tells(scene, a)]
    found = found or _addressed(scene, trigger) or _owner(scene, trigger, kind, stop)
    sure = bool(found) or kind == "meeting"
    if not found or kind == "meeting":
        found = found + _before(scene, trigger, kind)
    taken = {(t.start, t.end) for t in targets} if trigger.entry.sort != "verb" else set()
    made = (party(scene, a.first, a.last, role) for a, role in _and_others(scene, found))
    return list(
        {
            (p.start, p.end): replace(p, near=sure) for p in made if p is not None and (p.start, p.end) not in taken
        }.values()
    )


_ONES_OWN = frozenset(("meeting", "visit", "siege"))  # «انسحبت القوات بعد حصار»: what one did before
_CROWD = ("متظاهر", "محتج")
Found = list[tuple[Agent, str]]


def _and_others(scene: Scene, found: Found) -> Iterator[tuple[Agent, str]]:
    """«شنتها أمريكا وبريطانيا وفرنسا»: the names joined to one who did it did it too."""
    for agent, role in found:
        yield agent, role
        one, at = scene.names[agent.last - 1], agent.last
        while one is not None and at < len(scene.forms):
            other = scene.names[at]
            if other is None or other.first != at or other.kind != one.kind or scene.forms[at][0] != "و":
                break
            yield Agent(at, other.last, ""), role
            at = other.last


def _intercepted(scene: Scene, trigger: Trigger) -> bool:
    """«اعترضت القوات صاروخا»: who stops a missile has not fired it."""
    first = max(scene.sentence(trigger.at)[0], trigger.at - 6)
    return trigger.kind == "missile_strike" and scene.near(_INTERCEPTED, first, trigger.at + 1) is not None


def _doing(scene: Scene, trigger: Trigger) -> Found:
    """«قامت مجموعات … باعتقال …»: the subject of doing, whoever else stands between."""
    if trigger.entry.sort != "masdar" or trigger.shape.lead not in ("ب", "علي"):
        return []
    first = max(scene.sentence(trigger.at)[0], trigger.at - BACK)
    at = next((i for i in range(trigger.at - 1, first - 1, -1) if scene.forms[i] in words_of("doing")), None)
    if at is None:
        return []
    last = phrase_end(scene, at + 1, trigger.at)
    return [(Agent(at + 1, last, ""), "stated")] if last > at + 1 else []


def _named_agents(scene: Scene, trigger: Trigger, stop: int) -> Iterator[tuple[Agent, str]]:
    """«من قبل», «على يد», «شنها», «نفذه», «تبناه»: what follows is who did it."""
    for i in range(trigger.last, stop - 1):
        held = classes(scene.forms[i])
        by = (scene.forms[i], scene.forms[i + 1]) in BY
        if scene.forms[i] in _FIRE and next(agents(scene, i + 1, min(i + 2, stop)), None) is not None:
            yield Agent(i + 1, phrase_end(scene, i + 1, stop), ""), "stated"
            return
        if by or held & _LAUNCH or held & _ADMIT:
            at = i + 2 if by else i + 1
            last = phrase_end(scene, at, stop) if at < stop else at
            if last > at:
                yield Agent(at, last, ""), "admitted" if held & _ADMIT else "stated"
            return
    first = scene.sentence(trigger.at)[0]
    for i in range(max(first, trigger.at - 6), trigger.at):
        if classes(scene.forms[i]) & _ADMIT:
            for agent in agents(scene, i + 1, trigger.at):
                yield agent, "admitted"
                return


def _sides(scene: Scene, trigger: Trigger, stop: int) -> Found:
    """«بين القوات والمسلحين», «مع نظيره»."""
    for i in range(trigger.last, min(stop, trigger.last + 7)):
        if scene.forms[i] in _WITH:
            near = min(stop, i + 14)
            name = scene.names[i + 1] if i + 1 < near else None
            if name is not None and scene.forms[i] == "مع":
                return [(Agent(i + 1, name.last, ""), "stated")]
            found = [(a, "stated") for a in agents(scene, i + 1, near) if a.governed in ("", "مع", "بين", "وبين", "ل")]
            if not found:
                last = phrase_end(scene, i + 1, near)
                found = [(Agent(i + 1, last, ""), "stated")] if last > i + 1 else []
            return found[:4]
    return []


def _behind(scene: Scene, trigger: Trigger, kind: str, stop: int) -> Found:
    """The subject of a verb, or the agent in the genitive, with «ل» or «من» behind a noun."""
    if trigger.entry.sort == "verb":
        return _subject(scene, trigger, kind, stop)
    at = trigger.last
    if kind == "protest" and trigger.entry.sort == "masdar" and not trigger.shape.definite:
        last = phrase_end(scene, at, stop)
        return [(Agent(at, last, ""), "stated")] if last > at else []
    for agent in agents(scene, at, min(stop, at + 6)):
        if any(f in words_of("onto") for f in scene.forms[at : agent.first]):
            return []
        if agent.first == at and not agent.governed and _genitive(trigger, kind):
            whole = Agent(agent.first, phrase_end(scene, agent.first, stop), "")
            return [(whole if whole.last > at else agent, "stated")]
        near = agent.first - at <= 2 and not any(hits(f) for f in scene.forms[at : agent.first])
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


_THAT = frozenset(("ان", "بان", "وان", "قال", "«", '"', "،", "لكن"))


def _subject(scene: Scene, trigger: Trigger, kind: str, stop: int) -> Found:
    at = trigger.last
    first = scene.sentence(trigger.at)[0]
    if kind == "protest":
        last = phrase_end(scene, at, stop)
        return [(Agent(at, last, ""), "stated")] if last > at else []
    for agent in agents(scene, max(first, trigger.at - 6), trigger.at):
        opens = agent.first == first or scene.forms[agent.first - 1] in _THAT
        if trigger.shape.plural or (agent.last == trigger.at and opens and not agent.governed):
            return [(agent, "stated")]  # «أن المسلحين خطفوا»: the subject stands before
    for agent in agents(scene, at, min(stop, at + 5)):
        whole = Agent(agent.first, max(agent.last, phrase_end(scene, agent.first, stop)), agent.governed)
        passive = kind in PATIENT and not trigger.shape.object and not has_object(scene, whole.last, stop)
        return [] if agent.governed or passive or agent.first > at + 2 else [(whole, "stated")]
    if kind in PATIENT and not trigger.shape.object:
        return []
    last = phrase_end(scene, at, stop)
    if at < stop and hits(scene.forms[at]) and not classes(scene.forms[at]) & _ACTING:
        return []  # «استهدفت غارة …»: what struck is no actor
    if last > at and scene.forms[at][0] == "و":
        return []
    if last > at and not trigger.shape.plural and (trigger.shape.object or has_object(scene, last, stop)):
        return [(Agent(at, last, ""), "stated")]
    return []


def _genitive(trigger: Trigger, kind: str) -> bool:
    """Behind «غارات» stands who flies them; behind «مقتل» who is killed."""
    return (
        kind not in PATIENT
        and kind not in ("deployment",)
        and not trigger.shape.object
        and not trigger.shape.lead.endswith("ال")
    )


def _teller(scene: Scene, trigger: Trigger) -> Found:
    """«أعلنت الوزارة القبض على …», «هدد بقصف …»: the speaker tells his own deed."""
    claims = claim_holding(scene, trigger.start)
    inner = scene.claims[claims[0]] if claims else None
    return _speaker(scene, inner) if inner is not None and inner.speaker is not None and _own(scene, inner, trigger) else []


def _addressed(scene: Scene, trigger: Trigger) -> Found:
    """«حذر إيران من مهاجمة …», «اتهم روسيا بقصف …», «نسب إلى المجموعة قيامها بنقل …»: who stands before the preposition."""
    if trigger.entry.sort != "masdar" or trigger.shape.definite:
        return []
    first = scene.sentence(trigger.at)[0]
    for i in range(trigger.at, max(first, trigger.at - ADDRESSED), -1):
        name = scene.names[i - 1] if i > first else None
        if name is None or name.last != i or not _preposed(scene.forms[i]):
            continue
        cued = any(scene.claims[c].cue_end <= name.start for c in claim_holding(scene, trigger.start)[:1])
        state = any(classes(f) & _STATES for f in scene.forms[name.first : name.last])
        if (cued and state) or (state and scene.forms[i].startswith("قيام")):
            return [(Agent(name.first, name.last, ""), "stated")]
    return []


def _preposed(form: str) -> bool:
    return form in words_of("preposition") or form.startswith(("ب", "قيام"))


def _owner(scene: Scene, trigger: Trigger, kind: str, stop: int) -> Found:
    """«في ثاني أيام زيارته، أجرى الرئيس …»: the pronoun's owner follows, where the sentence names none before."""
    if not trigger.shape.object or trigger.entry.sort == "verb" or kind in PATIENT:
        return []
    if next(agents(scene, scene.sentence(trigger.at)[0], trigger.at), None) is not None:
        return []
    last = scene.sentence(trigger.at)[1]
    found = next((a for a in agents(scene, trigger.last, min(last, trigger.last + BACK)) if not a.governed), None)
    return [(found, "stated")] if found is not None else []


def _before(scene: Scene, trigger: Trigger, kind: str) -> Found:
    """The last agent before the trigger that no preposition governs, and that introduces no statement."""
    begin = _clause(scene, trigger, max(scene.sentence(trigger.at)[0], trigger.at - BACK))
    every = list(agents(scene, begin, trigger.at))
    bare = trigger.entry.sort == "verb" or (
        trigger.at > begin and scene.forms[trigger.at - 1].startswith(("قيام", "بقيام"))
    )
    every = [a for a in every if a.first == begin or not _taken(scene.forms[a.first - 1])]
    near = [a for a in every if not a.governed]
    spoken = [a for a in near if not _introduces(scene, a)] or (
        [a for a in every if not _introduces(scene, a)] if bare else []
    )
    if spoken:
        return [(a, "stated") for a in spoken[-2 if kind == "meeting" else -1 :]]
    return [(near[-1], "stated")] if kind == "meeting" and near else []


def _clause(scene: Scene, trigger: Trigger, first: int) -> int:
    """«شن الطيران غارات بعد إطلاق …»: who stands before the word of sequence did not do what stands behind it."""
    if trigger.entry.sort == "verb" or trigger.kind in _ONES_OWN:
        return first
    near = range(trigger.at - 1, max(first, trigger.at - SEQUENCE) - 1, -1)
    return next((i for i in near if scene.forms[i] in words_of("sequence")), first)


def _taken(form: str) -> bool:
    """«نجا قائد الشرطة من …», «سيطرة الحكومة … قصف»: who stands behind such a word did not do what follows."""
    return "survive" in classes(form) or any(
        h.entry.kind in PATIENT or (h.entry.sort != "verb" and not h.shape.definite) for h in hits(form)
    )


def _tells(scene: Scene, agent: Agent) -> bool:
    """«… وفق ما أعلن المرصد»: who tells it has not done it."""
    start = scene.words[agent.first].start
    return any(c.speaker is not None and c.speaker[0] <= start < c.speaker[1] for c in scene.claims)


def _introduces(scene: Scene, agent: Agent) -> bool:
    """Whether an agent stands among the words that introduce a statement."""
    start = scene.words[agent.first].start
    return any(
        c.cue_start <= start < c.start or (c.speaker is not None and c.speaker[0] <= start < c.speaker[1])
        for c in scene.claims
    )


def _own(scene: Scene, claim: Claim, trigger: Trigger) -> bool:
    """«أعلنت الوزارة القبض على …», «هدد بقصف …»: the speaker tells his own deed."""
    if claim.act == "deny":
        return _of_oneself(scene, claim, trigger)
    return claim.act in ("threaten", "promise") or (claim.act == "announce" and trigger.start - claim.start < 12)


def _of_oneself(scene: Scene, claim: Claim, trigger: Trigger) -> bool:
    """«نفى أن يكون قد أمر بقتل …»: nobody else is named between."""
    first = scene.passage.word_at(claim.start)
    return scene.forms[first] in words_of("being") and next(agents(scene, first, trigger.at), None) is None


def _speaker(scene: Scene, claim: Claim) -> Found:
    assert claim.speaker is not None
    first, last = scene.passage.word_at(claim.speaker[0]), scene.passage.word_at(claim.speaker[1])
    return [(Agent(first, max(last, first + 1), ""), "admitted")] if first < len(scene.words) else []
