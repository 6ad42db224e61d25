"""Behind: what the words right behind a trigger make of it.

Finds    الهجوم المرتقب                           planned
Finds    غارات هدد بها ضباط                      threatened
Finds    إرسال قوات … مسألة افتراضية             hypothetical
"""

from __future__ import annotations

from itertools import pairwise

from musnad.extract.incidents.lexicon import classes, words_of
from musnad.extract.incidents.scene import Scene
from musnad.extract.incidents.triggers import Trigger

_NOUNS = ("سيار", "سياس", "سيطر", "سينا", "سياد", "سيول", "سياج", "سياح", "سياق", "سيرا", "سيري", "ستين", "ستار", "سيبر")
STOPS = frozenset((".", "؛", "؟", "!", ":"))
_TO_COME = (
    "مرتقب",
    "مرتقبه",
    "وشيك",
    "وشيكه",
    "مزمع",
    "مزمعه",
    "مقبل",
    "مقبله",
    "مقرره",
    "مقرر",
    "قادم",
    "قادمه",
    "منتظره",
    "متوقع",
    "متوقعه",
    "معلق",
    "معلقه",
)


_MAYBE = frozenset(("محتمل", "محتمله"))
_PROSPECTS = frozenset(("deployment", "military_operation", "operation", "withdrawal", "visit", "meeting", "agreement"))


def future(form: str) -> bool:
    """Return whether a folded word has the shape of a verb of the future: «سيعقد», «وستطلق»; «سيارات», «سياسي» are none."""
    bare = form[1:] if form[:1] in "وف" else form
    return len(form) > 4 and bare.startswith(("سي", "ست")) and not form.endswith("ه") and not bare.startswith(_NOUNS)


def mood_after(scene: Scene, trigger: Trigger) -> str | None:
    """Return what is said behind it: «إرسال قوات … مسألة افتراضية», «استخدام أسلحة ليس إلا شائعات»."""
    ahead = scene.forms[trigger.last : min(scene.sentence(trigger.at)[1], trigger.last + 9)]
    if any("imagined" in classes(f) for f in ahead):
        return "hypothetical"
    if trigger.kind in _PROSPECTS and any(f.removeprefix("ال") in _MAYBE for f in ahead[:2]):
        return "hypothetical"
    said = next((i for i, f in enumerate(ahead) if f in ("ليس", "ليست")), None)
    return "denied" if said is not None and any("rumour" in classes(f) for f in ahead[said:]) else None


def threatened_after(scene: Scene, trigger: Trigger) -> bool:
    """Return whether somebody has threatened with it: «غارات هدد بها ضباط»."""
    after = scene.forms[trigger.last : trigger.last + 3]
    return any("threat" in classes(f) and b.startswith("ب") for f, b in pairwise(after))


def planned_after(scene: Scene, trigger: Trigger, ahead: list[str]) -> bool:
    """Return whether the words right behind call it something to come: «الهجوم المرتقب»."""
    for form in ahead:
        if form in STOPS or form in words_of("break") or form in ("،", ","):
            return False
        held = classes(form)
        if len(form) > 5 and future(form) and trigger.entry.sort != "verb":
            return True
        if "plan" in held and form.endswith(_TO_COME):
            return True
    return False
