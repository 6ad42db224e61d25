"""Frames: who did it and to whom, by the words of one telling."""

from __future__ import annotations

from dataclasses import replace

from musnad.extract.incidents.actors import actors
from musnad.extract.incidents.drafts import Party
from musnad.extract.incidents.lexicon import classes
from musnad.extract.incidents.phrases import phrase_end
from musnad.extract.incidents.scene import Scene
from musnad.extract.incidents.sides import party
from musnad.extract.incidents.targets import targets
from musnad.extract.incidents.triggers import Trigger

REACH = 14  # words after a trigger
_STOPS = frozenset((".", "؛", "؟", "!"))
_NO_TARGET = frozenset(
    ("meeting", "visit", "agreement", "ceasefire", "protest", "deployment", "patrol", "withdrawal", "resolution")
)
_CARRIERS = frozenset(("air", "artillery"))
_LEAVING = frozenset(("خروج", "خرج"))
_NO_ACTOR = frozenset(("accident", "displacement", "ceasefire"))
_EXPELLING = frozenset(("تهجير", "هجر", "ترحيل", "تشريد"))  # these have somebody who does it


def parties(scene: Scene, trigger: Trigger, kind: str) -> tuple[list[Party], list[Party]]:
    """Return who is said to have done it and to whom, by the words of one telling."""
    stop = _stop(scene, trigger)
    carrier = _carrier(scene, trigger, stop)
    if carrier is not None and kind not in _NO_ACTOR:
        return _carried(scene, trigger, kind, stop, carrier)
    suffered = [] if kind in _NO_TARGET else targets(scene, trigger, kind, stop)
    did = [] if kind in _NO_ACTOR and trigger.entry.form not in _EXPELLING else actors(scene, trigger, kind, stop, suffered)
    if trigger.entry.form in _LEAVING:
        return suffered or did, []  # «خروج المقاتلين»: who leaves does so himself
    held = {(a.start, a.end) for a in did}
    return did, [t for t in suffered if (t.start, t.end) not in held]


def _carrier(scene: Scene, trigger: Trigger, stop: int) -> tuple[int, int] | None:
    """«قصف طائرات حربية», «غارة لمقاتلات التحالف على»: what flies or fires behind a noun of striking is who did it."""
    at = trigger.last - 1
    if trigger.entry.sort == "verb" or at <= trigger.at:
        return None
    held = classes(scene.forms[at]) | classes(scene.forms[at].removeprefix("ل"))
    if "agent" not in held or held.isdisjoint(_CARRIERS):
        return None
    last = phrase_end(scene, at, stop)
    return (at, last) if last > at else None


def _carried(
    scene: Scene, trigger: Trigger, kind: str, stop: int, carrier: tuple[int, int]
) -> tuple[list[Party], list[Party]]:
    """Who flies or fires, and whom that struck, by the words on either side of what carries it."""
    did = party(scene, *carrier)
    if did is None:
        return [], []
    told = [*targets(scene, trigger, kind, stop), *targets(scene, replace(trigger, last=carrier[1]), kind, stop)]
    apart = [t for t in told if (t.start >= did.end or t.end <= did.start) and scene.passage.text[t.start] != "ب"]
    return [did], list({(t.start, t.end): t for t in apart}.values())


def _stop(scene: Scene, trigger: Trigger) -> int:
    last = min(scene.sentence(trigger.at)[1], trigger.last + REACH)
    for i in range(trigger.last, last):
        if scene.forms[i] in _STOPS:
            return i
    return last
