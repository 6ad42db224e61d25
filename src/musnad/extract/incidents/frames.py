"""Frames: who did it and to whom, by where they stand to the trigger.

Finds    قصفت القوات الحكومية بلدة           subject after the verb, object behind it
Finds    غارات شنها التحالف على مواقع        relative verb with its subject, «على» with the target
Finds    قصف القوات الحكومية للبلدة          verbal noun, agent, object with ل
Finds    قتل مدنيان على يد مسلحين            passive: the target stands first, «على يد» the agent
Finds    تبنى تنظيم التفجير                   an agent who admits it
"""

from __future__ import annotations

from collections.abc import Iterator

from musnad.extract.incidents.agents import Agent, agents
from musnad.extract.incidents.drafts import Claim, Party
from musnad.extract.incidents.lexicon import classes
from musnad.extract.incidents.phrases import phrase_end
from musnad.extract.incidents.scene import Scene, claim_holding
from musnad.extract.incidents.triggers import Trigger

REACH, BACK = 14, 18  # words after and before a trigger
_BY = (("من", "قبل"), ("علي", "يد"), ("علي", "ايدي"), ("من", "جانب"))
_ON = frozenset(("علي", "ضد", "استهدف", "استهدفت", "تستهدف", "يستهدف", "استهدفا", "طال", "طالت", "بحق", "باتجاه", "نحو"))
_STOPS = frozenset((".", "؛", "؟", "!"))
_LAUNCH, _ADMIT = frozenset(("launch",)), frozenset(("admit",))
_WITH = frozenset(("بين", "مع", "وبين"))
_TWO_SIDED = frozenset(("armed_clash", "meeting", "agreement", "ceasefire"))
_PATIENT = frozenset(("killing", "detention", "abduction", "trial", "appointment"))
_SELF = frozenset(("displacement", "evacuation"))  # those who move, move themselves
_NO_TARGET = frozenset(("meeting", "visit", "agreement", "ceasefire", "protest", "deployment", "patrol", "withdrawal", "accident", "armed_clash", "resolution"))
_NO_ACTOR = frozenset(("accident", "displacement", "ceasefire"))


def parties(scene: Scene, trigger: Trigger, kind: str) -> tuple[list[Party], list[Party]]:
    """Return who is said to have done it and to whom, by the words of one telling."""
    stop = _stop(scene, trigger)
    targets = [] if kind in _NO_TARGET else _targets(scene, trigger, kind, stop)
    actors = [] if kind in _NO_ACTOR else _actors(scene, trigger, kind, stop, targets)
    held = {(a.start, a.end) for a in actors}
    return actors, [t for t in targets if (t.start, t.end) not in held]


def _stop(scene: Scene, trigger: Trigger) -> int:
    last = min(scene.sentence(trigger.at)[1], trigger.last + REACH)
    for i in range(trigger.last, last):
        if scene.forms[i] in _STOPS:
            return i
    return last


def party(scene: Scene, first: int, last: int, role: str = "stated") -> Party | None:
    """Return the words from one to another as a party, without joined letters and marks at the ends."""
    while last > first and scene.words[last - 1].kind == "mark":
        last -= 1
    while first < last and scene.words[first].kind == "mark":
        first += 1
    if last <= first:
        return None
    word, name = scene.words[first], scene.names[first]
    start = name.start if name is not None and name.first == first else word.start
    if start == word.start and word.form.startswith(("لل", "بال", "وال", "فال")) and len(word.form) > 4:
        start = scene.letters(first, 1)
    return Party(start, scene.words[last - 1].end, role)


def _actors(scene: Scene, trigger: Trigger, kind: str, stop: int, targets: list[Party]) -> list[Party]:
    """The nearest of: an agent named as such, the subject of the verb, the agent behind a noun, the agent before it."""
    found = list(_named_agents(scene, trigger, stop))
    if kind in _TWO_SIDED:
        found += _sides(scene, trigger, stop)
    if not found:
        found = _behind(scene, trigger, kind, stop)
    if not found or kind == "meeting":
        found += _before(scene, trigger, kind)
    taken = {(t.start, t.end) for t in targets} if trigger.entry.sort != "verb" else set()
    made = (party(scene, a.first, a.last, role) for a, role in found)
    return list({(p.start, p.end): p for p in made if p is not None and (p.start, p.end) not in taken}.values())


Found = list[tuple[Agent, str]]


def _named_agents(scene: Scene, trigger: Trigger, stop: int) -> Iterator[tuple[Agent, str]]:
    """«من قبل», «على يد», «شنها», «نفذه», «تبناه»: what follows is who did it."""
    for i in range(trigger.last, stop - 1):
        held = classes(scene.forms[i])
        by = (scene.forms[i], scene.forms[i + 1]) in _BY
        if by or held & _LAUNCH or held & _ADMIT:
            at = i + 2 if by else i + 1
            last = phrase_end(scene, at, stop) if at < stop else at
            if last > at and (by or not scene.forms[i].endswith(("ل", "ت")) or True):
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
            found = [(a, "stated") for a in agents(scene, i + 1, near) if a.governed in ("", "مع", "بين", "وبين", "ل")]
            if not found:
                last = phrase_end(scene, i + 1, near)
                found = [(Agent(i + 1, last, ""), "stated")] if last > i + 1 else []
            return found[:4]
    return []


def _behind(scene: Scene, trigger: Trigger, kind: str, stop: int) -> Found:
    """The subject of a verb, or the agent in the genitive or with «ل» right behind a noun."""
    at = trigger.last
    reach = min(stop, at + (5 if trigger.entry.sort == "verb" else 3))
    for agent in agents(scene, at, reach):
        if trigger.entry.sort == "verb":
            whole = Agent(agent.first, max(agent.last, phrase_end(scene, agent.first, stop)), agent.governed)
            passive = kind in _PATIENT and not trigger.shape.object and not _has_object(scene, whole.last, stop)
            return [] if agent.governed or passive or agent.first > at + 2 else [(whole, "stated")]
        if agent.first == at and not agent.governed and _genitive(trigger, kind):
            whole = Agent(agent.first, phrase_end(scene, agent.first, stop), "")
            return [(whole if whole.last > at else agent, "stated")]
        if agent.governed == "ل" and trigger.entry.sort == "noun":
            return [(agent, "stated")]
        return []
    if trigger.entry.sort == "verb" and kind not in _PATIENT:
        last = phrase_end(scene, at, stop)
        if last > at and not trigger.shape.plural and (trigger.shape.object or _has_object(scene, last, stop)):
            return [(Agent(at, last, ""), "stated")]
    return []


def _has_object(scene: Scene, at: int, stop: int) -> bool:
    return at < stop and phrase_end(scene, at, stop) > at and scene.words[at].kind != "mark"


def _genitive(trigger: Trigger, kind: str) -> bool:
    """Behind «غارات» stands who flies them; behind «مقتل» who is killed."""
    return kind not in _PATIENT and kind not in ("deployment",) and not trigger.shape.object and not trigger.shape.lead.endswith("ال")


def _before(scene: Scene, trigger: Trigger, kind: str) -> Found:
    """The last agent before the trigger that no preposition governs; a speaker only where he tells what he himself did."""
    first = scene.sentence(trigger.at)[0]
    claims = claim_holding(scene, trigger.start)
    inner = scene.claims[claims[0]] if claims else None
    begin = max(first, trigger.at - BACK)
    near = [a for a in agents(scene, begin, trigger.at) if not a.governed or a.governed == "قيام"]
    spoken = [a for a in near if not _introduces(scene, a)]
    if spoken:
        chosen = spoken[-1]
        if kind == "meeting":
            return [(a, "stated") for a in spoken[-2:]]
        return [(chosen, "stated")]
    if inner is not None and _own(inner, trigger) and inner.speaker is not None:
        return _speaker(scene, inner)
    if kind == "meeting" and near:
        return [(near[-1], "stated")]
    return []


def _introduces(scene: Scene, agent: Agent) -> bool:
    """Whether an agent stands among the words that introduce a statement."""
    start = scene.words[agent.first].start
    return any(c.cue_start <= start < c.start or (c.speaker is not None and c.speaker[0] <= start < c.speaker[1]) for c in scene.claims)


def _own(claim: Claim, trigger: Trigger) -> bool:
    """«أعلنت الوزارة القبض على …», «هدد بقصف …»: the speaker tells his own deed."""
    return claim.act in ("threaten", "promise") or (claim.act == "announce" and trigger.start - claim.start < 12)


def _speaker(scene: Scene, claim: Claim) -> Found:
    assert claim.speaker is not None
    first, last = scene.passage.word_at(claim.speaker[0]), scene.passage.word_at(claim.speaker[1])
    return [(Agent(first, max(last, first + 1), ""), "admitted")] if first < len(scene.words) else []


def _targets(scene: Scene, trigger: Trigger, kind: str, stop: int) -> list[Party]:
    at = trigger.last
    found: list[Party | None] = []
    if kind in _PATIENT or kind in _SELF:
        found = _patient(scene, trigger, kind, stop)
    elif trigger.entry.sort == "verb":
        found = _object(scene, trigger, stop)
    elif trigger.entry.sort == "masdar" and not trigger.shape.object:
        found = _masdar(scene, trigger, kind, stop)
    if not found:
        found = _on(scene, at, stop)
    return [p for p in found if p is not None][:2]


def _patient(scene: Scene, trigger: Trigger, kind: str, stop: int) -> list[Party | None]:
    """Whom it befell: behind the verb or the verbal noun, past who acts; before a verb in the plural."""
    at = trigger.last
    while at < stop and scene.forms[at] in ("علي", "اي", "ما", "نحو", "حوالي", "قرابه", "اكثر", "من", "لا", "يقل", "عن"):
        at += 1
    if trigger.shape.object or (trigger.entry.sort == "verb" and trigger.shape.plural):
        begin = trigger.at - 1
        while begin > scene.sentence(trigger.at)[0] and begin > trigger.at - 5 and scene.words[begin].kind == "word" and scene.forms[begin] not in ("ان", "الذين", "،", "حيث"):
            begin -= 1
        return [party(scene, begin + 1, trigger.at)]
    last = phrase_end(scene, at, stop)
    if trigger.entry.sort == "verb" and last > at and _acts(scene, at, last) and _has_object(scene, last, stop):
        at, last = last, phrase_end(scene, last, stop)
    return [party(scene, at, last)] if last > at else []


def _acts(scene: Scene, first: int, last: int) -> bool:
    return next(agents(scene, first, min(first + 1, last)), None) is not None


def _object(scene: Scene, trigger: Trigger, stop: int) -> list[Party | None]:
    if trigger.shape.object:
        return []
    at = trigger.last
    last = phrase_end(scene, at, stop)
    if last > at and _acts(scene, at, last) and _has_object(scene, last, stop):
        return [party(scene, last, phrase_end(scene, last, stop))]
    if last > at and _acts(scene, at, last):
        return []
    if last > at and trigger.kind in ("capture", "military_operation") and last < stop and scene.forms[last] == "علي":
        return [party(scene, last + 1, phrase_end(scene, last + 1, stop))]
    return [party(scene, at, last)] if last > at and not _has_object(scene, last, stop) else [party(scene, last, phrase_end(scene, last, stop))] if last > at else []


def _masdar(scene: Scene, trigger: Trigger, kind: str, stop: int) -> list[Party | None]:
    at = trigger.last
    if at >= stop or scene.forms[at] in _ON:
        return []
    last = phrase_end(scene, at, stop)
    if last > at and (_acts(scene, at, last) or (last < stop and scene.forms[last].startswith("ل") and scene.names[at] is not None)):
        if last < stop and scene.forms[last] not in _ON and scene.forms[last][0] == "ل":
            return [party(scene, last, max(phrase_end(scene, last, stop), last + 1))]
        return []
    return [party(scene, at, last)] if last > at and kind not in ("missile_strike", "arms_transfer", "shooting", "chemical_attack") else []


def _on(scene: Scene, at: int, stop: int) -> list[Party | None]:
    for i in range(at, min(stop, at + 9)):
        if scene.forms[i] in _ON and i + 1 < stop and (scene.forms[i], scene.forms[i + 1]) not in _BY:
            return [party(scene, i + 1, phrase_end(scene, i + 1, stop))]
    return []
