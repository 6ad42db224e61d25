"""Where and when: the places and the time that the words tie to a trigger.

Finds    قصف بلدة في ريف إدلب              the town, then what holds it
Finds    وفي إدلب، قتل مدنيان              the place that opens the sentence
Leaves   قال بيان صدر في جنيف إن غارة …    the place of the saying
"""

from __future__ import annotations

from musnad.extract.incidents.drafts import Where
from musnad.extract.incidents.scene import Scene, claim_holding
from musnad.extract.incidents.triggers import Trigger
from musnad.text.names import Name

REACH, BACK = 22, 12  # words after and before a trigger in which its place is looked for
_KINDS = frozenset(("place", "facility"))
_IN = frozenset(("في", "علي", "قرب", "شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي", "وسط", "داخل", "باتجاه", "نحو", "الي",
                 "ريف", "بريف", "مدينه", "بلده", "قريه", "محافظه", "ولايه", "منطقه", "مديريه", "حي", "قضاء", "مطار", "قاعده", "مخيم", "ميناء",
                 "جبهه", "بلدات", "قري", "اقليم", "العاصمه", "شمالا", "ضواحي", "محيط", "عند", "من", "بين", "حدود", "الحدود", "اراضي", "ساحل",
                 "مدينتي", "بلدتي", "محافظتي", "غوطه", "سواحل", "قطاع", "جزيره", "دوله", "مدن", "جبال", "وادي", "معبر", "مقاطعه", "ضاحيه", "ضد"))
_STOPS = frozenset((".", "؛", "؟", "!"))


def places(scene: Scene, trigger: Trigger, others: frozenset[int]) -> list[Where]:
    """Return the spans of the names of places that a trigger's clause gives, in the order of the text.

    Args:
        scene: The report.
        trigger: The trigger.
        others: The words of the other triggers: behind one of another kind begins its own clause.
    """
    first, last = scene.sentence(trigger.at)
    stop = min(last, trigger.at + REACH)
    found = _among(scene, trigger.at, stop, trigger, others)
    if found:
        return found
    return _among(scene, max(first, trigger.at - BACK), trigger.at, trigger, frozenset()) or _opening(scene, first, trigger)


def _among(scene: Scene, first: int, stop: int, trigger: Trigger, others: frozenset[int]) -> list[Where]:
    held = claim_holding(scene, trigger.start)[:1]
    found: list[Where] = []
    i = first
    while i < stop:
        name = scene.names[i]
        if scene.forms[i] in _STOPS or (found and i in others and i != trigger.at):
            break
        if name is not None and name.first == i:
            if name.kind in _KINDS and _stands_in(scene, name, trigger) and claim_holding(scene, name.start)[:1] == held:
                found.append((name.start, name.end))
            i = name.last
            continue
        i += 1
    return found


def _stands_in(scene: Scene, name: Name, trigger: Trigger) -> bool:
    """A place stands in a word of place, in a preposition or right behind a trigger; alone it may be who acts."""
    word = scene.words[name.first]
    if name.start > word.start and word.form[0] in "بلو" and not word.form.startswith("لل"):
        return word.form[0] != "و" or scene.names[name.first - 1] is not None
    if name.first == 0:
        return False
    before = scene.forms[name.first - 1]
    bare = before.removeprefix("و").removeprefix("ب").removeprefix("ال")
    if before in _IN or bare in _IN or before in ("(", "،", "-", '"', "»", "«"):
        return True
    if name.kind == "facility" or scene.names[name.first - 1] is not None:
        return True
    return name.first == trigger.last and trigger.entry.sort == "masdar" and trigger.kind in ("shell", "attack", "hit", "capture", "siege", "destruction", "visit", "military_operation")


def _opening(scene: Scene, first: int, trigger: Trigger) -> list[Where]:
    """«وفي حماة، …»: the place with which the sentence opens."""
    for i in range(first, min(first + 5, trigger.at)):
        name = scene.names[i]
        if name is not None and name.kind in _KINDS and _stands_in(scene, name, trigger):
            return [(name.start, name.end)]
    return []


def time_of(scene: Scene, trigger: Trigger) -> str | None:
    """Return the id of the time nearest to a trigger in its sentence and inside the same statement."""
    first, last = scene.sentence(trigger.at)
    start, end = scene.words[first].start, scene.words[last - 1].end
    held = claim_holding(scene, trigger.start)[:1]
    best, least = None, 1 << 30
    for time in scene.within(start, end):
        if time.value is None:
            continue
        away = time.start - trigger.end if time.start >= trigger.end else trigger.start - time.end
        if claim_holding(scene, time.start)[:1] != held:
            away += 120
        if away < least:
            best, least = time.id, away
    return best
