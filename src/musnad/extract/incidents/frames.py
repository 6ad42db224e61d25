"""Frames: who did it and to whom, by where they stand to the trigger.

Finds    قصفت القوات الحكومية بلدة           subject after the verb, object behind it
Finds    غارات شنها التحالف على مواقع        relative verb with its subject, «على» with the target
Finds    قصف القوات الحكومية للبلدة          verbal noun, agent, object with ل
Finds    قتل مدنيان على يد مسلحين            passive: the target stands first, «على يد» the agent
Finds    تبنى تنظيم التفجير                   an agent who admits it
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from musnad.extract.incidents.agents import Agent, agents
from musnad.extract.incidents.drafts import Claim, Party
from musnad.extract.incidents.lexicon import classes, hits, words_of
from musnad.extract.incidents.phrases import phrase_end
from musnad.extract.incidents.scene import Scene, claim_holding
from musnad.extract.incidents.triggers import Trigger

REACH, BACK = 14, 18  # words after and before a trigger
_BY = (("من", "قبل"), ("علي", "يد"), ("علي", "ايدي"), ("من", "جانب"))
_STOPS = frozenset((".", "؛", "؟", "!"))
_LAUNCH, _ADMIT = frozenset(("launch",)), frozenset(("admit",))
_WITH = frozenset(("بين", "مع", "وبين"))
_TWO_SIDED = frozenset(("armed_clash", "meeting", "agreement", "ceasefire"))
_PATIENT = frozenset(("killing", "detention", "abduction", "trial", "appointment"))
_SELF = frozenset(("displacement", "evacuation"))  # those who move, move themselves
_LAUNCHED = frozenset(("missile_strike", "shooting", "chemical_attack", "arms_transfer"))
_NO_TARGET = frozenset(
    ("meeting", "visit", "agreement", "ceasefire", "protest", "deployment", "patrol", "withdrawal", "resolution")
)
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
        start = scene.letters(first, 2 if word.form.startswith("لل") else 1)
    elif (
        start == word.start
        and word.form[0] == "ل"
        and "agent" in classes(word.form[1:]) | classes(word.form[1:3])
        and len(word.form) > 4
    ):
        start = scene.letters(first, 1)
    return Party(start, scene.words[last - 1].end, role)


def _actors(scene: Scene, trigger: Trigger, kind: str, stop: int, targets: list[Party]) -> list[Party]:
    """The nearest of: an agent named as such, who tells his own deed, the subject or the genitive, the agent before it."""
    if kind == "protest" and trigger.entry.form.startswith(_CROWD):
        crowd = party(scene, trigger.at, max(trigger.last, phrase_end(scene, trigger.at, stop)))
        return [crowd] if crowd else []
    found = list(_named_agents(scene, trigger, stop))
    if kind in _TWO_SIDED:
        found += _sides(scene, trigger, stop)
    found = found or _teller(scene, trigger)
    found = found or _behind(scene, trigger, kind, stop)
    sure = bool(found) or kind == "meeting"
    if not found or kind == "meeting":
        found = found + _before(scene, trigger, kind)
    taken = {(t.start, t.end) for t in targets} if trigger.entry.sort != "verb" else set()
    made = (party(scene, a.first, a.last, role) for a, role in found)
    return list(
        {
            (p.start, p.end): replace(p, near=sure) for p in made if p is not None and (p.start, p.end) not in taken
        }.values()
    )


_CROWD = ("متظاهر", "محتج")
Found = list[tuple[Agent, str]]


def _named_agents(scene: Scene, trigger: Trigger, stop: int) -> Iterator[tuple[Agent, str]]:
    """«من قبل», «على يد», «شنها», «نفذه», «تبناه»: what follows is who did it."""
    for i in range(trigger.last, stop - 1):
        held = classes(scene.forms[i])
        by = (scene.forms[i], scene.forms[i + 1]) in _BY
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
    for agent in agents(scene, at, min(stop, at + 6)):
        if any(f in words_of("onto") for f in scene.forms[at : agent.first]):
            return []
        if agent.first == at and not agent.governed and _genitive(trigger, kind):
            whole = Agent(agent.first, phrase_end(scene, agent.first, stop), "")
            return [(whole if whole.last > at else agent, "stated")]
        if agent.governed in ("ل", "من") and kind not in _PATIENT and not trigger.shape.object:
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
        passive = kind in _PATIENT and not trigger.shape.object and not _has_object(scene, whole.last, stop)
        return [] if agent.governed or passive or agent.first > at + 2 else [(whole, "stated")]
    if kind in _PATIENT and not trigger.shape.object:
        return []
    last = phrase_end(scene, at, stop)
    if last > at and not trigger.shape.plural and (trigger.shape.object or _has_object(scene, last, stop)):
        return [(Agent(at, last, ""), "stated")]
    return []


def _has_object(scene: Scene, at: int, stop: int) -> bool:
    return at < stop and phrase_end(scene, at, stop) > at and scene.words[at].kind != "mark"


def _genitive(trigger: Trigger, kind: str) -> bool:
    """Behind «غارات» stands who flies them; behind «مقتل» who is killed."""
    return (
        kind not in _PATIENT
        and kind not in ("deployment",)
        and not trigger.shape.object
        and not trigger.shape.lead.endswith("ال")
    )


def _teller(scene: Scene, trigger: Trigger) -> Found:
    """«أعلنت الوزارة القبض على …», «هدد بقصف …»: the speaker tells his own deed."""
    claims = claim_holding(scene, trigger.start)
    inner = scene.claims[claims[0]] if claims else None
    return _speaker(scene, inner) if inner is not None and inner.speaker is not None and _own(inner, trigger) else []


def _before(scene: Scene, trigger: Trigger, kind: str) -> Found:
    """The last agent before the trigger that no preposition governs, and that introduces no statement."""
    begin = max(scene.sentence(trigger.at)[0], trigger.at - BACK)
    every = list(agents(scene, begin, trigger.at))
    bare = trigger.entry.sort == "verb" or (
        trigger.at > begin and scene.forms[trigger.at - 1].startswith(("قيام", "بقيام"))
    )
    every = [a for a in every if a.first == begin or not _suffers(scene.forms[a.first - 1])]
    near = [a for a in every if not a.governed]
    spoken = [a for a in near if not _introduces(scene, a)] or (
        [a for a in every if not _introduces(scene, a)] if bare else []
    )
    if spoken:
        return [(a, "stated") for a in spoken[-2 if kind == "meeting" else -1 :]]
    return [(near[-1], "stated")] if kind == "meeting" and near else []


def _suffers(form: str) -> bool:
    """«نجا قائد الشرطة من …»: who stands behind such a verb did not do it."""
    return "survive" in classes(form) or any(h.entry.kind in _PATIENT and h.entry.sort == "verb" for h in hits(form))


def _introduces(scene: Scene, agent: Agent) -> bool:
    """Whether an agent stands among the words that introduce a statement."""
    start = scene.words[agent.first].start
    return any(
        c.cue_start <= start < c.start or (c.speaker is not None and c.speaker[0] <= start < c.speaker[1])
        for c in scene.claims
    )


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
    elif kind == "capture":
        found = _on(scene, at, stop) or _part(scene, trigger, stop)
    elif kind in _LAUNCHED or "damage" in classes(scene.forms[at] if at < stop else ""):
        found = _damaged(scene, at, stop)
    elif trigger.entry.sort == "verb":
        found = _object(scene, trigger, stop)
    elif trigger.entry.sort == "masdar" and not trigger.shape.object:
        found = _masdar(scene, trigger, kind, stop)
    if not any(found):
        found = _on(scene, at, stop)
    if not any(found) and kind not in _PATIENT | _SELF:
        found = _suffered(scene, trigger)
    return [p for p in found if p is not None][:2]


def _part(scene: Scene, trigger: Trigger, stop: int) -> list[Party | None]:
    """«استعادت الجزء الأكبر من المحافظة», «دخول القوات أحياء»: what is taken, past who takes it."""
    at = trigger.last
    last = phrase_end(scene, at, stop)
    if last > at and _acts(scene, at, last):
        at, last = last, phrase_end(scene, last, stop)
    if last < stop - 1 and scene.forms[last] in ("من", "الي"):
        whole = phrase_end(scene, last + 1, stop)
        last = whole if whole > last + 1 else last
    return [party(scene, at, last)] if last > at else []


def _damaged(scene: Scene, at: int, stop: int) -> list[Party | None]:
    """«إلحاق أضرار بالمنازل», «النار على المارة»."""
    for i in range(at, min(stop, at + 4)):
        if scene.forms[i].startswith("ب") and i > at and "damage" in classes(scene.forms[i - 1]):
            return [party(scene, i, phrase_end(scene, i, stop))]
    return []


def _suffered(scene: Scene, trigger: Trigger) -> list[Party | None]:
    """«قتل خمسة مدنيين في غارة»: the counted victims of the sentence."""
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


def _patient(scene: Scene, trigger: Trigger, kind: str, stop: int) -> list[Party | None]:
    """Whom it befell: behind the verb or the verbal noun, past who acts; before a verb in the plural."""
    at = trigger.last
    while at < stop and scene.forms[at] in (
        "علي",
        "اي",
        "ما",
        "نحو",
        "حوالي",
        "قرابه",
        "اكثر",
        "من",
        "لا",
        "يقل",
        "عن",
    ):
        at += 1
    if kind == "trial" and trigger.entry.sort == "verb":
        return _on(scene, trigger.last, stop)
    active = kind != "killing" and at < stop and phrase_end(scene, at, stop) > at
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
    last = phrase_end(scene, at, stop)
    if kind in _SELF and (last == at or trigger.shape.definite):
        return _movers(scene, trigger)
    if trigger.entry.sort == "verb" and last > at and _acts(scene, at, last) and _has_object(scene, last, stop):
        at, last = last, phrase_end(scene, last, stop)
    return [party(scene, at, last)] if last > at else []


def _movers(scene: Scene, trigger: Trigger) -> list[Party | None]:
    """«أجبرت السكان على النزوح»: the people before the word."""
    first = scene.sentence(trigger.at)[0]
    for i in range(trigger.at - 1, max(first, trigger.at - 8) - 1, -1):
        if "people" in classes(scene.forms[i]):
            return [party(scene, i, phrase_end(scene, i, trigger.at))]
    return []


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
    return (
        [party(scene, at, last)]
        if last > at and not _has_object(scene, last, stop)
        else [party(scene, last, phrase_end(scene, last, stop))]
        if last > at
        else []
    )


def _masdar(scene: Scene, trigger: Trigger, kind: str, stop: int) -> list[Party | None]:
    at = trigger.last
    while at < stop and (
        "adjective" in classes(scene.forms[at]) or (trigger.shape.definite and scene.forms[at].startswith("ال"))
    ):
        at += 1
    if at >= stop or scene.forms[at] in words_of("onto") or at > trigger.last:
        return []
    last = phrase_end(scene, at, stop)
    if last > at and (
        _acts(scene, at, last) or (last < stop and scene.forms[last].startswith("ل") and scene.names[at] is not None)
    ):
        if last < stop and scene.forms[last] not in words_of("onto") and scene.forms[last][0] == "ل":
            return [party(scene, last, max(phrase_end(scene, last, stop), last + 1))]
        return []
    return (
        [party(scene, at, last)]
        if last > at and kind not in ("missile_strike", "arms_transfer", "shooting", "chemical_attack")
        else []
    )


def _on(scene: Scene, at: int, stop: int) -> list[Party | None]:
    for i in range(at, min(stop, at + 9)):
        if scene.forms[i] in words_of("onto") and i + 1 < stop and (scene.forms[i], scene.forms[i + 1]) not in _BY:
            return [party(scene, i + 1, phrase_end(scene, i + 1, stop))]
    return []
