"""Status: whether an incident happened, is said to have, is denied, planned, threatened or only thought of.

Finds    إذا وقع هجوم                      hypothetical
Finds    نفى الجيش وقوع هجوم               denied
Finds    سيعقد المجلس جلسة                 planned
Finds    هدد بقصف المدينة                  threatened
Finds    قال شهود إن غارة وقعت             claimed
Finds    وقعت غارة                         reported
"""

from __future__ import annotations

from dataclasses import dataclass

from musnad.extract.incidents.lexicon import classes
from musnad.extract.incidents.scene import Scene, claim_holding
from musnad.extract.incidents.triggers import Trigger

BACK, SHORT, AHEAD = 7, 3, 4  # words before a trigger that set its mood; the nearest of them; words after
REAL = frozenset(("reported", "claimed", "denied"))
_STOPS = frozenset((".", "؛", "؟", "!", ":"))
_BREAKS = frozenset(("الذي", "التي", "الذين", "بعد", "عقب", "منذ", "اثر", "غداه", "خلال", "جراء", "بسبب", "فيما", "بينما", "حيث", "وذلك"))
_OF_ACT = {"deny": "denied", "threaten": "threatened", "warn": "hypothetical", "demand": "hypothetical", "hope": "hypothetical",
           "ask": "hypothetical", "promise": "planned", "reject": "hypothetical"}
_HOSTILE = frozenset(("attack", "strike", "hit", "shell", "operation", "military_operation", "airstrike", "missile_strike"))
_PRESUPPOSED = frozenset(("condemn", "praise"))


@dataclass(frozen=True, slots=True)
class Standing:
    """How sure one telling of an incident is.

    Attributes:
        status: One of the format's.
        claim: Index of the statement that carries it, None for the outlet's own word.
    """

    status: str
    claim: int | None


def standing(scene: Scene, trigger: Trigger) -> Standing:
    """Return the status of one telling, and whose word it is."""
    holders = claim_holding(scene, trigger.start)
    claim = holders[0] if holders else None
    mood = _mood(scene, trigger)
    if any(scene.claims[i].act == "deny" for i in holders) or mood == "denied":
        return Standing("denied", claim)
    if mood is not None:
        return Standing(mood, claim)
    if claim is None:
        return Standing(_cue_near(scene, trigger) or "reported", None)
    said = scene.claims[claim]
    if said.act in _PRESUPPOSED or said.headline:
        return Standing("reported", claim)
    if said.act in _OF_ACT and not (trigger.shape.definite and trigger.entry.sort == "noun" and said.act not in ("deny", "threaten")):
        return Standing(_OF_ACT[said.act], claim)
    if said.certainty == "conditional":
        return Standing("hypothetical", claim)
    return Standing("claimed", claim)


def _cue_near(scene: Scene, trigger: Trigger) -> str | None:
    """«أنباء عن هجوم», «هجوم مزعوم»: hearsay without a speaker is a claim."""
    first = scene.sentence(trigger.at)[0]
    around = scene.forms[max(first, trigger.at - SHORT) : trigger.last + 2]
    return "claimed" if any("hearsay" in classes(f) for f in around) else None


def _mood(scene: Scene, trigger: Trigger) -> str | None:
    """Return what the words right around a trigger make of it, None where they state it."""
    if trigger.shape.tense == "future":
        return "planned"
    ahead = scene.forms[trigger.last : trigger.last + AHEAD]
    if _planned_after(scene, trigger, ahead):
        return "planned"
    return _before(scene, trigger)


def _planned_after(scene: Scene, trigger: Trigger, ahead: list[str]) -> bool:
    for form in ahead:
        if form in _STOPS or form in _BREAKS or form in ("،", ","):
            return False
        held = classes(form)
        if "plan" in held and form.endswith(("مرتقب", "مرتقبه", "وشيك", "وشيكه", "مزمع", "مزمعه", "مقبل", "مقبله", "مقرره", "مقرر", "قادم", "قادمه", "منتظره", "متوقع", "متوقعه")):
            return True
    return False


def _before(scene: Scene, trigger: Trigger) -> str | None:
    first = scene.sentence(trigger.at)[0]
    mood = None
    for distance, i in enumerate(range(trigger.at - 1, max(first, trigger.at - BACK) - 1, -1)):
        form = scene.forms[i]
        if form in _STOPS or form in _BREAKS:
            return mood
        held = classes(form)
        found = _word_mood(form, held, distance, trigger)
        if found is not None:
            return found
    return mood


def _word_mood(form: str, held: frozenset[str], distance: int, trigger: Trigger) -> str | None:
    if "condition" in held and (distance < BACK):
        return "hypothetical"
    if "hearsay" in held and distance < SHORT + 1:
        return "claimed"
    if "threat" in held and distance < SHORT + 1:
        return "threatened"
    if "ready" in held and distance < SHORT + 1:
        return "threatened" if trigger.kind in _HOSTILE else "hypothetical"
    if "deny" in held and distance < SHORT + 1:
        return "denied"
    if "plan" in held:
        return "planned"
    if "possible" in held and distance < SHORT + 1:
        return "hypothetical"
    if "maybe" in held and distance < 2 and trigger.shape.tense == "present":
        return "hypothetical"
    if "negation" in held and distance < 1:
        return "denied"
    if form.startswith(("سي", "ست", "وسي", "وست", "فست", "فسي")) and distance < SHORT + 1 and len(form) > 4 and not form.endswith("ه"):
        return "planned"
    return None
