"""From triggers to drafts: each trigger is told with its kind, standing, place, time and parties, then tellings merge."""

from __future__ import annotations

from dataclasses import replace

from musnad.extract.incidents.drafts import IncidentDraft, Party, Where
from musnad.extract.incidents.frames import parties
from musnad.extract.incidents.kinds import VIOLENT, resolve
from musnad.extract.incidents.merging import Group, Telling, merge
from musnad.extract.incidents.places import places, time_of
from musnad.extract.incidents.scene import Scene, sentence_number
from musnad.extract.incidents.status import standing
from musnad.extract.incidents.tolls import toll
from musnad.extract.incidents.triggers import Trigger, triggers

NEAR = 1  # sentences around an outcome («مقتل») in which another incident explains it


def assemble(scene: Scene) -> list[IncidentDraft]:
    """Return the incidents of a report."""
    found = triggers(scene)
    kinds = _kinds(scene, found)
    told = _strong(scene, [(t, k) for t, k in zip(found, kinds, strict=True) if k is not None])
    others = frozenset(t.at for t, _ in told)
    tellings = [_telling(scene, trigger, kind, others) for trigger, kind in told if trigger.at >= scene.title]
    return [_draft(group) for group in merge(scene, tellings)]


def _kinds(scene: Scene, found: list[Trigger]) -> list[str | None]:
    kinds: list[str | None] = []
    before = None
    for trigger in found:
        kind = resolve(scene, trigger, before)
        kinds.append(kind)
        if kind in VIOLENT and kind != "killing":
            before = kind
    return kinds


def _strong(scene: Scene, told: list[tuple[Trigger, str]]) -> list[tuple[Trigger, str]]:
    """Leave out outcomes that another violent incident beside them explains."""
    strong = [(sentence_number(scene, t.start), k) for t, k in told if not t.entry.weak and k in VIOLENT]
    return [(t, k) for t, k in told
            if not t.entry.weak or not any(abs(n - sentence_number(scene, t.start)) <= NEAR for n, _ in strong)]


def _telling(scene: Scene, trigger: Trigger, kind: str, others: frozenset[int]) -> Telling:
    actors, targets = parties(scene, trigger, kind)
    return Telling(trigger, kind, standing(scene, trigger), places(scene, trigger, others), time_of(scene, trigger), actors, targets,
                   toll(scene, trigger, kind, "killed"), toll(scene, trigger, kind, "injured"))


def _draft(group: Group) -> IncidentDraft:
    lead = next((t for t in group.tellings if t.standing.status == "reported"), group.tellings[0])
    best = next((t for t in group.tellings if t.standing.status == "claimed"), lead) if lead.standing.status == "denied" else lead
    first = group.tellings[0].trigger
    status, claim = best.standing.status, best.standing.claim
    return IncidentDraft(
        kind=group.kind,
        start=first.start,
        end=first.end,
        status=status,
        mentions=[(t.trigger.start, t.trigger.end) for t in group.tellings],
        places=_places(group),
        time=next((t.time for t in group.tellings if t.time), None),
        actors=_roled(_parties([t.actors for t in group.tellings]), claim is not None),
        targets=_parties([t.targets for t in group.tellings]),
        killed=next((t.killed for t in group.tellings if t.killed), None),
        injured=next((t.injured for t in group.tellings if t.injured), None),
        claim=None if status == "reported" else claim,
        rule=first.entry.sort,
    )


def _places(group: Group) -> list[Where]:
    return list(dict.fromkeys(place for t in group.tellings for place in t.places))


def _parties(all_: list[list[Party]]) -> list[Party]:
    return list(dict.fromkeys(party for some in all_ for party in some))


def _roled(actors: list[Party], alleged: bool) -> list[Party]:
    return [replace(a, role="alleged") for a in actors] if alleged else actors
