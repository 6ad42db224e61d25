"""Triggers: the words that name an incident, in a frame that makes them one.

Finds    شنت طائرات غارات على المدينة       airstrike
Finds    أطلق مسلحون النار على حافلة         shooting: the verb needs its fire
Leaves   أطلق حملة إعلامية                   a figure of speech
Leaves   هجوم المنتخب                        sport
"""

from __future__ import annotations

from dataclasses import dataclass

from musnad.extract.incidents.lexicon import Entry, Hit, Need, Shape, classes, hits
from musnad.extract.incidents.scene import Scene

AFTER, NEAR, BEFORE = 4, 8, 4  # words looked at after, around and before a trigger
_MARKS = frozenset((".", "،", ",", "؛", ":", "؟", "!", "…"))
_SPORT = frozenset(("sport", "culture"))
_SOFT = frozenset(("meeting", "visit", "attack", "strike", "hit", "operation", "military_operation", "capture", "withdrawal", "agreement",
                   "appointment", "armed_clash", "shelling", "shell", "missile_strike", "bombing", "deployment", "siege", "destruction",
                   "evacuation", "displacement", "shooting", "abduction", "sanction", "resolution", "aid", "arms_transfer", "detention", "killing"))


@dataclass(slots=True)
class Trigger:
    """One place of the text that names an incident.

    Attributes:
        at: The word.
        last: One past the last word that belongs to the trigger.
        start: First code point, past joined letters.
        end: One past the last.
        kind: The incident's kind or family.
        entry: The row of the lexicon.
        shape: The shape of the word.
    """

    at: int
    last: int
    start: int
    end: int
    kind: str
    entry: Entry
    shape: Shape


def triggers(scene: Scene) -> list[Trigger]:
    """Return the triggers of a report, in text order."""
    light = _light(scene)
    found: list[Trigger] = []
    for at, form in enumerate(scene.forms):
        some = hits(form)
        if not some or scene.words[at].kind != "word":
            continue
        if _inside_name(scene, at):
            continue
        hit = next((h for h in some if _holds(scene, at, h)), None)
        if hit is None or _figurative(scene, at, hit, light[scene.of[at]]):
            continue
        found.append(_trigger(scene, at, hit))
    return found


def _inside_name(scene: Scene, at: int) -> bool:
    """A word inside a name of several words («حزب الحرب»), or the name of a person, triggers nothing."""
    name = scene.names[at]
    return name is not None and name.kind in ("person", "organization") and (name.last - name.first > 1 or name.kind == "person")


def _holds(scene: Scene, at: int, hit: Hit) -> bool:
    return all(_met(scene, at, need) for need in hit.entry.needs)


def _met(scene: Scene, at: int, need: Need) -> bool:
    first, last = scene.sentence(at)
    if need.side == "next":
        return _any(scene, need, at + 1, min(last, at + 2))
    if need.side == "after":
        return _any(scene, need, at + 1, min(last, at + 1 + AFTER))
    if need.side == "before":
        return _any(scene, need, max(first, at - BEFORE), at)
    return _any(scene, need, at + 1, min(last, at + 1 + NEAR)) or _any(scene, need, max(first, at - NEAR), at)


def _any(scene: Scene, need: Need, first: int, last: int) -> bool:
    wanted = need.classes
    for i in range(first, last):
        if classes(scene.forms[i]) & wanted:
            return True
        if "number" in wanted and scene.words[i].kind == "number":
            return True
        name = scene.names[i]
        if name is not None and name.kind in wanted:
            return True
    return False


def _light(scene: Scene) -> list[bool]:
    """Say for each sentence whether it is about sport, culture or science: two such words in it and those beside it."""
    counts = [sum(1 for i in range(first, last) if classes(scene.forms[i]) & _SPORT) for first, last in scene.bounds]
    whole = sum(counts) >= max(4, len(scene.words) // 60)
    return [whole or n >= 2 for n in counts]


def _figurative(scene: Scene, at: int, hit: Hit, light: bool) -> bool:
    if light and hit.entry.kind in _SOFT:
        return True
    last = scene.sentence(at)[1]
    return scene.near(frozenset(("figure_of_speech",)), at + 1, min(last, at + 3)) is not None


def _trigger(scene: Scene, at: int, hit: Hit) -> Trigger:
    lead = hit.shape.lead.removesuffix("ال")
    start = scene.letters(at, 1 if lead.endswith("لل") else len(lead))
    last = at + 1
    stop = scene.sentence(at)[1]
    while last < min(stop, at + 3) and classes(scene.forms[last]) & _REFINING:
        last += 1
    return Trigger(at, last, start, scene.words[last - 1].end, hit.entry.kind, hit.entry, hit.shape)


_REFINING = frozenset(("chem", "explosive", "air", "missile", "artillery", "gunfire", "armed", "military"))
