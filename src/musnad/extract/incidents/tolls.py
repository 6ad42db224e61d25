"""Tolls: the killed and the injured that the words tie to an incident."""

from __future__ import annotations

from musnad.extract.incidents.drafts import Toll
from musnad.extract.incidents.scene import Scene
from musnad.extract.incidents.triggers import Trigger

_FATAL = frozenset(
    (
        "airstrike",
        "shelling",
        "missile_strike",
        "chemical_attack",
        "armed_clash",
        "bombing",
        "shooting",
        "killing",
        "military_operation",
        "accident",
        "protest",
        "siege",
        "abduction",
    )
)


def toll(scene: Scene, trigger: Trigger, kind: str, about: str) -> Toll | None:
    """Return the largest count of the sentence that says how many were killed, or injured."""
    if kind not in _FATAL:
        return None
    first, last = scene.sentence(trigger.at)
    start, end = scene.words[first].start, scene.words[last - 1].end
    best = None
    for figure in scene.figures:
        if (
            figure.about == about
            and start <= figure.start < end
            and (best is None or (figure.low or 0) > (best.low or 0))
        ):
            best = figure
    return Toll(best.low, best.high, best.id) if best is not None else None
