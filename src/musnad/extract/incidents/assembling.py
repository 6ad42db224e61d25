"""From triggers to drafts: each trigger is told with its kind, standing, place, time and parties, then tellings merge."""

from __future__ import annotations

from dataclasses import replace

from musnad.extract.incidents.drafts import IncidentDraft, Party, Where
from musnad.extract.incidents.frames import parties
from musnad.extract.incidents.kinds import VIOLENT, Around, resolve
from musnad.extract.incidents.lexicon import words_of
from musnad.extract.incidents.means import means
from musnad.extract.incidents.merging import Group, Telling, merge
from musnad.extract.incidents.places import SOON, inherited, places
from musnad.extract.incidents.scene import Scene, sentence_number
from musnad.extract.incidents.status import REAL, standing
from musnad.extract.incidents.telling import score
from musnad.extract.incidents.tolls import toll
from musnad.extract.incidents.triggers import Trigger, triggers
from musnad.extract.incidents.when import time_before, time_of

_HARMS = VIOLENT | {"attack", "strike", "shell", "operation"}
_PLOTTED = frozenset(("اغتيال", "اغتال"))
_UNCODED = frozenset(("killing", "abduction", "detention", "appointment"))  # whose wish or fear alone is no incident
_ON_TOWNS = frozenset(("airstrike", "shelling", "siege"))
_SITTINGS = frozenset(("اجتماع", "جلسه", "لقاء", "استقباله"))
TOGETHER = 3  # words between two triggers that are one
GOES_ON = 5  # words between a trigger and the «استهدف» that goes on from it
SINCE = 3  # words on either side of a trigger
CARRIED = 4  # sentences over which «الهجوم» points back
NEAR = 1  # sentences around an outcome («مقتل») in which another incident explains it


def assemble(scene: Scene) -> list[IncidentDraft]:
    """Return the incidents of a report."""
    found = triggers(scene)
    kinds = _kinds(scene, found)
    told = _strong(scene, list(zip(found, kinds, strict=True)))
    others = frozenset(t.at for t, _ in told)
    tellings = [_telling(scene, trigger, kind, others) for trigger, kind in told if trigger.at >= scene.title]
    tellings = [
        t
        for t in tellings
        if t.kind not in _UNCODED or t.standing.status != "hypothetical" or t.trigger.entry.form in _PLOTTED
    ]
    return [_draft(scene, group) for group in merge(scene, tellings) if not _old(scene, group)]


def _old(scene: Scene, group: Group) -> bool:
    """Background of more than a year before, told once."""
    if scene.published is None or len(group.tellings) > 1 or not group.days:
        return False
    year = f"{int(scene.published[:4]) - 1}{scene.published[4:]}"
    day = max(group.days)
    return day[:4].isdigit() and not day.startswith("/") and day < year[: len(day)]


def _kinds(scene: Scene, found: list[Trigger]) -> list[str | None]:
    kinds: list[str | None] = []
    before, last, where, settled = None, None, -1, None
    later = next((t.kind for t in found if t.kind in VIOLENT and t.kind not in ("killing", "military_operation")), None)
    for trigger in found:
        if before is not None and sentence_number(scene, trigger.start) - where > CARRIED:
            before = None
        if (
            trigger.kind == "hit"
            and trigger.entry.sort == "verb"
            and last is not None
            and last.kind in _HARMS
            and 0 <= trigger.at - last.last <= GOES_ON
        ):
            kinds.append(None)  # «غارات استهدفت», «الهجوم الذي استهدف»: one telling
            continue
        if _purpose(trigger) and last is not None and last.kind in _HARMS and scene.of[last.at] == scene.of[trigger.at]:
            kinds.append(None)  # «أطلقت صواريخ لاستهداف …»: what for
            continue
        kind = resolve(scene, trigger, Around(before, later))
        if kind is not None and last is not None and kind == settled and _beside_each_other(scene, last, trigger):
            kinds.append(None)  # «جلسة مباحثات», «إطلاق صاروخ»: one telling
            continue
        settled = kind
        kinds.append(kind)
        last = trigger
        if kind in VIOLENT and kind != "killing":
            before, where = kind, sentence_number(scene, trigger.start)
    return kinds


def _beside_each_other(scene: Scene, one: Trigger, other: Trigger) -> bool:
    """«جلسة مباحثات»; not «الهجوم غداة اعتداء»."""
    between = scene.forms[one.last : other.at]
    return len(between) < TOGETHER and not any(form in words_of("sequence") for form in between)


def _beside(start: int, end: int, trigger: Trigger) -> bool:
    """A day to come makes a plan only of what it stands beside."""
    return start - trigger.end <= SOON and trigger.start - end <= SOON


def _purpose(trigger: Trigger) -> bool:
    return trigger.kind in ("hit", "attack") and trigger.entry.sort == "masdar" and trigger.shape.lead == "ل"


def _strong(scene: Scene, told: list[tuple[Trigger, str | None]]) -> list[tuple[Trigger, str]]:
    """Leave out outcomes that another violent incident beside them explains."""
    fatal = {scene.of[t.at] for t, k in told if k == "killing"}
    strong = [
        scene.of[t.at]
        for t, k in told
        if not t.entry.weak
        and not (t.entry.means and scene.of[t.at] in fatal)
        and (k in VIOLENT or k == "accident" or t.kind in _HARMS)
    ]
    told = [(t, k) for t, k in told if not (t.entry.means and scene.of[t.at] in fatal)]
    return [
        (t, k)
        for t, k in told
        if k is not None and (not t.entry.weak or not any(abs(n - scene.of[t.at]) <= NEAR for n in strong))
    ]


def _telling(scene: Scene, trigger: Trigger, kind: str, others: frozenset[int]) -> Telling:
    actors, targets = parties(scene, trigger, kind)
    time = time_of(scene, trigger, real=True)
    told = scene.known[time] if time else None
    said = standing(scene, trigger, told.value if told and _beside(told.start, told.end, trigger) else None)
    if said.status not in REAL:
        time = time_of(scene, trigger, real=False)
    elif _to_come(scene, time):
        time = None  # «تجري لقاءات …، وسيزور الجمعة …»: the day of what is to come
    where = places(scene, trigger, kind, others)
    return Telling(
        trigger,
        kind,
        said,
        where,
        time,
        actors,
        targets,
        toll(scene, trigger, kind, "killed"),
        toll(scene, trigger, kind, "injured"),
        bool(where) and where[0][0] >= trigger.start,
        *means(scene, trigger, kind, others),
    )


def _to_come(scene: Scene, time: str | None) -> bool:
    """Whether a time lies wholly after publication."""
    value = scene.value(time)
    if value is None or scene.published is None or not value[:4].isdigit():
        return False
    begins = value.partition("/")[0][:10]
    return begins > scene.published[: len(begins)]


def _draft(scene: Scene, group: Group) -> IncidentDraft:
    best = _standing(group)
    first = group.tellings[0].trigger
    status, claim = best.standing.status, best.standing.claim
    where = _places(group) or (inherited(scene, first, group.kind) if _took_place(scene, group, status) else [])
    return IncidentDraft(
        kind=group.kind,
        start=first.start,
        end=first.end,
        status=status,
        mentions=[(t.trigger.start, t.trigger.end) for t in group.tellings],
        places=where,
        time=next((t.time for t in group.tellings if t.time), None) or _day_before(scene, group),
        actors=_roled(_parties(scene, [t.actors for t in group.tellings]), claim is not None),
        targets=_parties(scene, [t.targets for t in group.tellings]) or _struck(group, where),
        killed=next((t.killed for t in group.tellings if t.killed), None),
        injured=next((t.injured for t in group.tellings if t.injured), None),
        claim=None if status == "reported" else claim,
        subkind=next((t.subkind for t in group.tellings if t.subkind), None),
        weapon=next((t.weapon for t in group.tellings if t.weapon), None),
        rule=first.entry.sort,
        score=score(scene, group.tellings),
    )


def _took_place(scene: Scene, group: Group, status: str) -> bool:
    """Whether a place told before can be its own: no place of a threat, of a count of years or of a habit."""
    first = group.tellings[0].trigger
    habit = first.shape.tense == "present" and first.at > 0 and scene.forms[first.at - 1] in words_of("relative")
    return (group.real or status == "planned") and not group.summed and not habit  # «الضحايا الذين تستهدفهم الطائرات»


def _day_before(scene: Scene, group: Group) -> str | None:
    """What is told as done, without a day of its own, goes on with the day the report has named last."""
    told = next((t for t in group.tellings if _done(t)), None) if group.real else None
    if told is None or "منذ" in scene.forms[max(0, told.trigger.at - SINCE) : told.trigger.last + SINCE]:
        return None  # «تجري منذ أشهر لقاءات»
    return time_before(scene, told.trigger)


def _done(telling: Telling) -> bool:
    entry = telling.trigger.entry
    return (
        telling.trigger.shape.tense == "past"
        or entry.form in _SITTINGS
        or (telling.kind == "bombing" and not telling.trigger.shape.definite)
        or (entry.sort == "masdar" and telling.kind in VIOLENT)
    )


def _standing(group: Group) -> Telling:
    """The telling whose status is that of the incident: the outlet's own, else the first; a later mood does not unsay it."""
    own = next((t for t in group.tellings if t.standing.status == "reported"), None)
    return own or group.tellings[0]


def _struck(group: Group, places: list[Where]) -> list[Party]:
    """What falls on a town or besieges it has the town as its target, where the words name no other."""
    known = (t.places for t in group.tellings if t.own or (t.places and group.real))
    told = next(known, places if group.kind == "siege" else [])
    return [Party(*told[0])] if told and group.kind in _ON_TOWNS else []


def _places(group: Group) -> list[Where]:
    return list(dict.fromkeys(place for t in group.tellings for place in t.places))


def _parties(scene: Scene, all_: list[list[Party]]) -> list[Party]:
    """All parties told, each words once; those that only stand in the sentence where no telling names a nearer one."""
    near = [[p for p in some if p.near] for some in all_]
    all_ = near if any(near) else [next((some for some in all_ if some), [])]
    once: dict[str, Party] = {}
    for some in all_:
        for party in some:
            once.setdefault(scene.passage.text[party.start : party.end], party)
    return list(once.values())


def _roled(actors: list[Party], alleged: bool) -> list[Party]:
    return [replace(a, role="alleged") if a.role == "stated" else a for a in actors] if alleged else actors
