"""Tolls: the killed and the injured that the words tie to an incident."""

from __future__ import annotations

from musnad.extract.incidents.drafts import Toll
from musnad.extract.incidents.lexicon import classes, hits
from musnad.extract.incidents.scene import Scene
from musnad.extract.incidents.triggers import Trigger
from musnad.model.records import Figure

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

_RARELY = frozenset(("protest", "siege"))
_WORDS = {"killed": frozenset(("slain",)), "injured": frozenset(("wounded",))}
_HARMED = frozenset(("slain", "wounded", "kill", "injure"))
MIXED = 5  # words behind a count among which «بين قتيل وجريح» stands
_SINGLE = frozenset(("one",))


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
            and (figure.low is None or figure.low >= 1)  # «نصف القتلى»
            and not _others(scene, trigger, kind, figure)
            and start <= figure.start < end
            and (best is None or (figure.low or 0) > (best.low or 0))
        ):
            best = figure
    if best is None:
        return _one(scene, first, last, _WORDS[about])
    if _mixed(scene, best):
        return Toll(1, best.high - 1 if best.high else None, best.id)
    return Toll(best.low, best.high, best.id)


def _mixed(scene: Scene, figure: Figure) -> bool:
    """«العشرات بين قتيل وجريح»: how many of them were killed is not said, one at least."""
    at = scene.passage.word_at(figure.end)
    told = scene.forms[at : at + MIXED]
    if "بين" not in told:
        return False
    behind = told[told.index("بين") + 1 :]
    befell = [classes(form) for form in behind[:2]]
    return len(befell) == 2 and bool(befell[0] & _HARMED) and bool(befell[1] & _HARMED) and behind[1][0] == "و"


def _others(scene: Scene, trigger: Trigger, kind: str, figure: Figure) -> bool:
    """«قتل ستة في هجوم، واحتجاجات في …»: who died in what is told between did not die in the protest."""
    if kind not in _RARELY:
        return False
    at = scene.passage.word_at(figure.start)
    between = scene.forms[min(at, trigger.last) : max(at, trigger.at)]
    return any(h.entry.kind not in _RARELY and not h.entry.weak and h.entry.sort != "verb" for f in between for h in hits(f))


def _one(scene: Scene, first: int, last: int, befell: frozenset[str]) -> Toll | None:
    """«مقتل طفل», «أصيب عامل»: one, without a number."""
    for i in range(first, last - 1):
        if classes(scene.forms[i]) & befell and classes(scene.forms[i + 1]) & _SINGLE:
            return Toll(1, 1, None)
    return None
