"""Kinds: which of the format's kinds a trigger names, where its words leave that to the context.

«هجوم» is chemical, an airstrike, a bombing, a clash or an offensive by the words around it.
"""

from __future__ import annotations

from dataclasses import dataclass

from musnad.extract.incidents.lexicon import classes, hits, words_of
from musnad.extract.incidents.scene import Scene
from musnad.extract.incidents.triggers import Trigger

_MEANS = (
    ("chem", "chemical_attack"),
    ("explosive", "bombing"),
    ("air", "airstrike"),
    ("missile", "missile_strike"),
    ("artillery", "shelling"),
    ("gunfire", "shooting"),
)
_FAMILIES = frozenset(("attack", "strike", "hit", "shell", "operation"))
_DEFAULT = {
    "attack": "military_operation",
    "strike": "airstrike",
    "hit": "military_operation",
    "shell": "shelling",
    "operation": "military_operation",
}
VIOLENT = frozenset(
    (
        "airstrike",
        "shelling",
        "missile_strike",
        "chemical_attack",
        "armed_clash",
        "bombing",
        "shooting",
        "military_operation",
        "killing",
    )
)
_CALLED = frozenset(("amounts",))
_POINTING = frozenset(("attack", "strike", "hit"))
_TERROR = frozenset(("terror",))
_BY_MEANS = frozenset(("airstrike", "shelling", "missile_strike", "bombing", "shooting"))
_FIXED = frozenset(("building", "vehicle", "area"))
CLOSE, WIDE, BACK = 4, 10, 6  # words after a trigger that refine it, words that may, words before


@dataclass(frozen=True, slots=True)
class Around:
    """The kinds of the violent incidents told shortly before a trigger and first after it, None where there is none."""

    before: str | None = None
    later: str | None = None


def resolve(scene: Scene, trigger: Trigger, around: Around) -> str | None:
    """Return the kind of a trigger; None where it only points back at the incident told before."""
    if trigger.kind not in _FAMILIES:
        return _settled(scene, trigger)
    first, last = scene.sentence(trigger.at)
    if around.before is not None and _same_ones(scene, trigger):
        return around.before
    close = _close(scene, trigger, first, last)
    if close is not None:
        return close
    if trigger.kind in _POINTING and trigger.shape.definite and around.before is not None and trigger.entry.sort == "noun":
        return None
    if trigger.kind == "strike" and any("military" in classes(f) for f in scene.forms[trigger.at + 1 : trigger.at + 3]):
        return "military_operation"
    wide = _means(scene, trigger, trigger.at + 1, min(last, trigger.at + WIDE))
    return wide or _means(scene, trigger, max(first, trigger.at - BACK), trigger.at) or _default(scene, trigger, around)


def _same_ones(scene: Scene, trigger: Trigger) -> bool:
    """«أطلقت الغاز … في هجمات تعد …», «عدد الهجمات … إلى 12 هجوما»: the attacks told before in the sentence."""
    if trigger.kind != "attack" or trigger.entry.sort != "noun" or trigger.at < scene.sentence(trigger.at)[0] + 3:
        return False
    told = any(hits(form) for form in scene.forms[scene.sentence(trigger.at)[0] : trigger.at - 1])
    counted = scene.words[trigger.at - 1].kind == "number"
    if not told or trigger.shape.definite:
        return False
    called = (
        scene.forms[trigger.at - 1] == "في"
        and scene.near(_CALLED, trigger.last, min(trigger.last + 1, len(scene.forms))) is not None
    )
    return called or (counted and scene.forms[trigger.at].endswith("ا"))


def _settled(scene: Scene, trigger: Trigger) -> str:
    if trigger.kind == "siege" and "economic" in classes(scene.forms[min(trigger.last, len(scene.forms) - 1)]):
        return "sanction"
    return trigger.kind


def _close(scene: Scene, trigger: Trigger, first: int, last: int) -> str | None:
    """What the words right beside the trigger say: «هجوم كيماوي», «طائرات استهدفت», «الهجوم على المدينة»."""
    behind = _means(scene, trigger, max(first, trigger.at - 3), trigger.at)
    if trigger.kind == "hit" and trigger.entry.sort == "verb" and behind is not None:
        return behind
    near = _means(scene, trigger, trigger.at + 1, min(last, trigger.at + 1 + CLOSE))
    if near is None and trigger.entry.sort != "noun":
        near = behind
    if near is None and trigger.kind == "attack" and trigger.entry.sort == "noun" and _on_place(scene, trigger, last):
        return "military_operation"
    return near


def _default(scene: Scene, trigger: Trigger, around: Around) -> str:
    """No means is named: an armed attack is a clash, a hit goes on with the means told before."""
    first, last = scene.sentence(trigger.at)
    noun = trigger.entry.sort == "noun"
    after = range(trigger.at + 1, min(last, trigger.at + CLOSE))
    if trigger.kind == "attack" and _armed(scene, trigger, first, last):
        return "armed_clash"
    if trigger.kind == "attack" and noun and scene.near(_TERROR, after.start, after.stop) is not None:
        return around.before or around.later or "bombing"
    before = around.before if around.before in _BY_MEANS else None
    if trigger.kind == "hit" or (trigger.kind == "attack" and trigger.entry.sort == "masdar"):
        fixed = scene.near(_FIXED, after.start, after.stop) is not None and not _by_attack(scene, trigger)
        later = around.later if around.later in _BY_MEANS else None
        return before or later or ("airstrike" if fixed else _DEFAULT[trigger.kind])
    if trigger.kind == "shell" and before == "airstrike" and (trigger.shape.definite or trigger.entry.sort == "verb"):
        return before
    return _DEFAULT[trigger.kind]


def _by_attack(scene: Scene, trigger: Trigger) -> bool:
    """«استهدف هجوم مقرا»: what struck is called an attack, and no more."""
    behind = scene.forms[trigger.last : trigger.last + 1]
    return any(h.entry.kind == "attack" and h.entry.sort == "noun" for form in behind for h in hits(form))


def _on_place(scene: Scene, trigger: Trigger, last: int) -> bool:
    """«الهجوم على إدلب»: what is done to a whole town or region is an offensive."""
    for i in range(trigger.at + 1, min(last, trigger.at + CLOSE)):
        if scene.forms[i] == "علي":
            name = scene.names[i + 1] if i + 1 < last else None
            return name is not None and name.kind == "place" and name.first == i + 1
    return False


def _means(scene: Scene, trigger: Trigger, first: int, last: int) -> str | None:
    for i in range(first, last):
        if first > trigger.at and scene.forms[i] in words_of("another_deed"):
            break  # «ضربة إذا وقع هجوم كيماوي», «ضربة ردا على …»: the means of another deed
        if i and scene.forms[i - 1] in words_of("based"):
            continue  # «قاعدة جوية»: what is struck
        held = classes(scene.forms[i])
        for means, kind in _MEANS:
            if means in held and _fits(trigger.kind, kind):
                return kind
    return None


def _fits(family: str, kind: str) -> bool:
    if family == "shell":
        return kind in ("airstrike", "shelling", "chemical_attack")
    return family != "operation"


def _armed(scene: Scene, trigger: Trigger, first: int, last: int) -> bool:
    wanted = frozenset(("armed",))
    return (
        scene.near(wanted, trigger.at + 1, min(last, trigger.at + 1 + CLOSE)) is not None
        or scene.near(wanted, max(first, trigger.at - CLOSE), trigger.at) is not None
    )
