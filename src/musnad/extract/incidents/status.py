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
from itertools import pairwise

from musnad.extract.incidents.behind import STOPS, future, mood_after, planned_after, threatened_after
from musnad.extract.incidents.drafts import Claim
from musnad.extract.incidents.lexicon import classes, words_of
from musnad.extract.incidents.scene import Scene, claim_holding
from musnad.extract.incidents.supposed import conditioned, lived, rumoured, supposed
from musnad.extract.incidents.triggers import Trigger
from musnad.lang.words import fold

OPENS = 3  # code points of a content before what it is about
BACK, SHORT, AHEAD = 7, 3, 4  # words before a trigger that set its mood; the nearest of them; words after
REAL = frozenset(("reported", "claimed", "denied"))
_OF_ACT = {
    "deny": "denied",
    "threaten": "threatened",
    "warn": "hypothetical",
    "demand": "hypothetical",
    "hope": "hypothetical",
    "ask": "hypothetical",
    "promise": "planned",
    "reject": "hypothetical",
}
_HOSTILE = frozenset(("attack", "strike", "hit", "shell", "operation", "military_operation", "airstrike", "missile_strike"))
_THREATENED = _HOSTILE | {
    "chemical_attack",
    "shelling",
    "bombing",
    "killing",
    "sanction",
    "protest",
    "capture",
    "abduction",
    "siege",
    "destruction",
    "shooting",
}
_OWING = frozenset(("جراء", "اثر", "نتيجه", "بسبب"))
_LIVED = frozenset(("suffer", "fact", "exchange"))
_PLAIN = frozenset(("assert", "announce", "confirm"))
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


def standing(scene: Scene, trigger: Trigger, day: str | None) -> Standing:
    """Return the status of one telling, and whose word it is.

    Args:
        scene: The report.
        trigger: The trigger.
        day: The value of its time.
    """
    told = _told(scene, trigger)
    if told.status in ("reported", "claimed") and _ahead(scene, trigger, day):
        return Standing("planned", told.claim)
    return told


def _ahead(scene: Scene, trigger: Trigger, day: str | None) -> bool:
    """A day after publication, or «يعقد المجلس جلسة» without a day past."""
    if trigger.shape.tense == "past":
        return False
    later = bool(day and scene.published and "/" not in day and day[:10] > scene.published[: len(day[:10])])
    if later or trigger.kind != "meeting":
        return later
    past = bool(day and scene.published and day[:10] <= scene.published[: len(day[:10])])
    past = past or "منذ" in scene.forms[trigger.last : trigger.last + AHEAD]
    first = scene.sentence(trigger.at)[0]
    return not past and any(f in words_of("holding_form") for f in scene.forms[max(first, trigger.at - BACK) : trigger.at])


def _told(scene: Scene, trigger: Trigger) -> Standing:
    holders = claim_holding(scene, trigger.start)
    claim = holders[0] if holders else None
    mood = _mood(scene, trigger)
    if any(scene.claims[i].act == "deny" for i in holders) or mood == "denied":
        return Standing("denied", claim)
    if mood is not None:
        return Standing(mood, claim)
    if _denied_after(scene, trigger):
        return Standing("denied", claim)
    if claim is None:
        return Standing(_cue_near(scene, trigger) or _by_account(scene, trigger) or "reported", None)
    said = scene.claims[claim]
    if _suspected(scene, trigger) or (said.act in _OF_ACT and lived(scene, trigger)):
        return Standing("claimed", claim)
    if said.act in _PRESUPPOSED or said.headline or _judged(trigger, said) or _qualified(scene, trigger, said):
        return Standing("reported", claim)
    if _presupposed(scene, trigger, said):
        return Standing("reported", claim)
    known = trigger.shape.definite and trigger.entry.sort == "noun" and said.act not in ("deny", "threaten")
    if said.act in _OF_ACT and (not known or _wished(scene, trigger)):
        return Standing(_OF_ACT[said.act], claim)
    if said.certainty == "conditional":
        return Standing("hypothetical", claim)
    return Standing("claimed", claim)


def _judged(trigger: Trigger, said: Claim) -> bool:
    """«اعتبر أن زيارة الرئيس …»: what is judged is known to have happened."""
    opens = trigger.start - said.start <= OPENS and trigger.entry.sort == "noun"
    return opens and fold(said.lemma) in words_of("judging")


def _qualified(scene: Scene, trigger: Trigger, said: Claim) -> bool:
    """«أن القصف على المدينة قد يبلغ حد الجرائم»: what may be is the name for it."""
    ahead = scene.forms[trigger.last : trigger.last + AHEAD + BACK]
    opens = trigger.start - said.start <= OPENS and trigger.entry.sort != "verb"
    return opens and any(a == "قد" and b in words_of("amounts") for a, b in pairwise(ahead))


def _wished(scene: Scene, trigger: Trigger) -> bool:
    """«أمله في أن تستأنف المحادثات»: known, and asked for again."""
    first = scene.sentence(trigger.at)[0]
    return any("resume" in classes(f) for f in scene.forms[max(first, trigger.at - SHORT) : trigger.at])


def _presupposed(scene: Scene, trigger: Trigger, said: Claim) -> bool:
    """«دعا إلى تحقيق في قضية تسميم …»: not what is asked for; «ارتفعت الحصيلة جراء هجمات …، حسب …»."""
    if said.act == "deny":
        return False
    before = scene.forms[max(scene.sentence(trigger.at)[0], trigger.at - SHORT) : trigger.at]
    if said.act in _PLAIN:
        known = trigger.shape.definite
        told_first = said.cue_start >= said.end and trigger.entry.sort == "noun"
        return told_first and any(f in _OWING or (known and f in words_of("owing")) for f in before)
    return any("fact" in classes(f) for f in before)


def _denied_after(scene: Scene, trigger: Trigger) -> bool:
    """«… وهو الأمر الذي نفته الحكومة»."""
    last = min(scene.sentence(trigger.at)[1], trigger.last + 14)
    return any("unsaid" in classes(f) for f in scene.forms[trigger.last : last])


def _cue_near(scene: Scene, trigger: Trigger) -> str | None:
    """«أنباء عن هجوم», «هجوم مزعوم»: hearsay without a speaker is a claim."""
    first = scene.sentence(trigger.at)[0]
    around = scene.forms[max(first, trigger.at - SHORT) : trigger.last + 2]
    return "claimed" if any("hearsay" in classes(f) for f in around) else None


def _by_account(scene: Scene, trigger: Trigger) -> str | None:
    """«وبحسب سرد الكاتب، …»: a sentence that opens with whose account it is."""
    return "claimed" if scene.forms[scene.sentence(trigger.at)[0]] in words_of("account") else None


def _suspected(scene: Scene, trigger: Trigger) -> bool:
    """«هجوم مشتبه به»: also in a speaker's blame."""
    return any("hearsay" in classes(f) for f in scene.forms[trigger.last : trigger.last + 1])


def _mood(scene: Scene, trigger: Trigger) -> str | None:
    """Return what the words right around a trigger make of it, None where they state it."""
    if trigger.shape.tense == "future":
        return "planned"
    if rumoured(scene, trigger):
        return "denied"
    ahead = scene.forms[trigger.last : trigger.last + AHEAD]
    if _purpose(scene, trigger) or _if(scene, trigger) or supposed(scene, trigger):
        return "hypothetical"
    if trigger.at and scene.forms[trigger.at - 1] in words_of("whichever"):
        return "hypothetical"
    later = mood_after(scene, trigger)
    if later is not None:
        return later
    if threatened_after(scene, trigger):
        return "threatened"
    if planned_after(scene, trigger, ahead):
        return "planned"
    mood = _before(scene, trigger)
    return "hypothetical" if mood is None and conditioned(scene, trigger) else mood


def _purpose(scene: Scene, trigger: Trigger) -> bool:
    """«ذريعة لقتل»: what something is for; «تعرض لقصف» happened."""
    if trigger.entry.sort != "masdar" or trigger.shape.lead not in ("ل", "لل"):
        return False
    return not any(
        classes(f) & _LIVED for f in scene.forms[max(scene.sentence(trigger.at)[0], trigger.at - 2 * BACK) : trigger.at]
    )


def _if(scene: Scene, trigger: Trigger) -> bool:
    """«إن دفعت المعارك»: the condition, told from «قال إن» by the verb behind it."""
    first = scene.sentence(trigger.at)[0]
    for i in range(max(first, trigger.at - SHORT), trigger.at):
        if (
            scene.words[i].raw in ("إن", "وإن")
            and i + 1 < len(scene.forms)
            and scene.forms[i + 1].endswith("ت")
            and i > first
        ):
            return not any(c.cue_start <= scene.words[i].start <= c.start for c in scene.claims)
    return False


def _before(scene: Scene, trigger: Trigger) -> str | None:
    first = scene.sentence(trigger.at)[0]
    for distance, i in enumerate(range(trigger.at - 1, max(first, trigger.at - BACK) - 1, -1)):
        form, name = scene.forms[i], scene.names[i]
        if form in STOPS or form in words_of("break"):
            return None
        if name is not None and name.kind == "person":
            continue  # «لو دريان»
        held = classes(form)
        if form == "لا" and i > first and scene.forms[i - 1] in words_of("whichever"):
            return "hypothetical"  # «كي لا تستخدم»
        found = _word_mood(form, held, distance, trigger)
        if found is not None:
            return found
    return None


def _word_mood(form: str, held: frozenset[str], distance: int, trigger: Trigger) -> str | None:
    """What one word before a trigger makes of it, by its distance in words."""
    if distance <= SHORT:
        near = _near_mood(held, distance, trigger)
        if near is not None:
            return near
    if "condition" in held or ("directs" in held and trigger.shape.lead == "ب" and trigger.entry.sort != "verb"):
        return "hypothetical"
    if "plan" in held and not ("discuss" in held and trigger.shape.definite):
        return "planned"
    if "maybe" in held and distance < 2 and trigger.shape.tense == "present":
        return "hypothetical"
    if form in words_of("whichever") and distance < 2:
        return "hypothetical"
    return "planned" if future(form) and distance <= SHORT else None


def _near_mood(held: frozenset[str], distance: int, trigger: Trigger) -> str | None:
    if "condition" in held:
        return "hypothetical"
    if "rumour" in held and distance == 0:
        return "denied"
    if "hearsay" in held:
        return "claimed"
    if "threat" in held and trigger.kind in _THREATENED:
        return "threatened"
    if "demand" in held and (trigger.shape.lead in ("ب", "بال", "ل") or distance < SHORT):
        return "hypothetical"
    if "ready" in held:
        return "threatened" if trigger.kind in _HOSTILE else "hypothetical"
    if "deny" in held or ("negation" in held and distance < 1):
        return "denied"
    return "hypothetical" if "possible" in held and "plan" not in held else None
