"""Tellers: who tells his own deed.

Finds    أعلنت الوزارة القبض على …            announced by who did it
Finds    هدد بقصف …                          threatened by who would
Finds    قالت الجماعة إنها استهدفت …          the speaker that the pronoun stands for
Leaves   بحسب ما أعلن مسؤول                   what others have done
"""

from __future__ import annotations

from musnad.extract.incidents.agents import Agent, agents
from musnad.extract.incidents.before import Found
from musnad.extract.incidents.drafts import Claim
from musnad.extract.incidents.lexicon import words_of
from musnad.extract.incidents.scene import Scene, claim_holding
from musnad.extract.incidents.sides import PATIENT, has_object, self_told
from musnad.extract.incidents.supposed import in_condition
from musnad.extract.incidents.triggers import Trigger


def teller(scene: Scene, trigger: Trigger) -> Found:
    """Return who tells a deed that is his own: «أعلنت الوزارة القبض على …», «هدد بقصف …»: the speaker tells his own deed."""
    claims = claim_holding(scene, trigger.start)
    inner = scene.claims[claims[0]] if claims else None
    if inner is None or inner.speaker is None:
        return []
    return _speaker(scene, inner) if _own(scene, inner, trigger) else of_self(scene, trigger)


def of_self(scene: Scene, trigger: Trigger) -> Found:
    """Return the speaker that a pronoun stands for: «إنها استهدفت …», «إنه شن غارات», «بأنها تجري محادثات»."""
    claims = claim_holding(scene, trigger.start)
    inner = scene.claims[claims[0]] if claims else None
    if inner is None or inner.speaker is None or not self_told(scene, inner, trigger) or _befell(scene, trigger):
        return []
    return _speaker(scene, inner)


def _befell(scene: Scene, trigger: Trigger) -> bool:
    """«قال إنه اعتقل أمس»: without an object the verb of what befalls somebody is passive."""
    if trigger.entry.kind not in PATIENT or trigger.entry.sort != "verb":
        return False
    return not has_object(scene, trigger.last, scene.sentence(trigger.at)[1])


def _own(scene: Scene, claim: Claim, trigger: Trigger) -> bool:
    """«أعلنت الوزارة القبض على …», «هدد بقصف …»: the speaker tells his own deed."""
    if trigger.entry.weak and trigger.entry.sort != "verb":
        return False  # «أعلنت منظمة مقتل …»: who counts the dead has not killed them
    if claim.act == "deny":
        return _of_oneself(scene, claim, trigger)
    if in_condition(scene, scene.passage.word_at(claim.start), trigger.at) is not None:
        return False  # «هدد بالرد في حال استخدم …»
    first = scene.passage.word_at(claim.start)
    others = next(agents(scene, first, trigger.at), None) is not None or claim.cue_start > claim.start
    if others and trigger.kind != "aid":
        return False  # «بحسب ما أعلن مسؤول»: of what others have done
    return claim.act in ("threaten", "promise") or (claim.act == "announce" and trigger.start - claim.start < 12)


def _of_oneself(scene: Scene, claim: Claim, trigger: Trigger) -> bool:
    """«نفى أن يكون قد أمر بقتل …»: nobody else is named between."""
    first = scene.passage.word_at(claim.start)
    return scene.forms[first] in words_of("being") and next(agents(scene, first, trigger.at), None) is None


def _speaker(scene: Scene, claim: Claim) -> Found:
    assert claim.speaker is not None
    first, last = scene.passage.word_at(claim.speaker[0]), scene.passage.word_at(claim.speaker[1])
    return [(Agent(first, max(last, first + 1), ""), "admitted")] if first < len(scene.words) else []
