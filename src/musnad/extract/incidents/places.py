"""Where: the places that the words tie to a trigger.

Finds    قصف بلدة في ريف إدلب              the place behind the trigger
Finds    وفي إدلب، قتل مدنيان              the place that opens the sentence
Leaves   قال بيان صدر في جنيف إن غارة …    the place of the saying
Leaves   مسلحون مدعومون من إيران            who stands behind somebody
"""

from __future__ import annotations

from collections.abc import Iterator

from musnad.extract.incidents.drafts import Where
from musnad.extract.incidents.lexicon import classes, hits, words_of
from musnad.extract.incidents.scene import Scene, claim_holding
from musnad.extract.incidents.triggers import Trigger
from musnad.lang.words import Word
from musnad.text.names import Name

REACH, BACK = 22, 14  # words after and before a trigger in which its place is looked for
THERE = 5  # words between a trigger and «فيها», «هناك»
SOON = 60  # code points between a plan or a fear and its day
DATELINE = 5  # words of a line that says where the report was written
HOUSE = 5  # words between a meeting and the house in which it is held
TITLE = 6  # words between an opening mark and a place in what it opens
INHERITED = 3  # sentences back from which an incident without a place of its own takes one
_STATE = frozenset(("country", "capital"))
_REACHED = frozenset(("displacement", "capture", "siege"))
_OF_PLACES = frozenset(("meeting", "agreement", "armed_clash", "siege", "ceasefire"))
_LINES = frozenset(("حدود", "طريق", "حدوديه", "منطقه", "معبر", "خط"))
_QUOTES = frozenset('"«“')
_MARKS = frozenset(("(", "-", "–"))
_KINDS = frozenset(("place", "facility"))
_FROM = frozenset(
    ("withdrawal", "evacuation", "displacement", "missile_strike", "shelling", "deployment", "visit", "shooting")
)
_STOPS = frozenset((".", "؛", "؟", "!"))
INDOORS = frozenset(
    ("meeting", "visit", "resolution", "sanction", "agreement", "trial", "appointment", "ceasefire", "arms_transfer")
)


def places(scene: Scene, trigger: Trigger, kind: str, others: frozenset[int]) -> list[Where]:
    """Return the spans of the names of places that a trigger's sentence gives.

    Args:
        scene: The report.
        trigger: The trigger.
        kind: Its kind.
        others: The words of the other triggers: behind one of another kind begins its own clause.
    """
    first, last = scene.sentence(trigger.at)
    found = _among(scene, trigger.at, min(last, trigger.at + REACH), trigger, kind, others)
    elsewhere = found if _back_there(scene, trigger, last, found) else []
    found = [] if elsewhere else found
    return (
        found
        or _joined_last(scene, _among(scene, max(first, trigger.at - BACK), trigger.at, trigger, kind, frozenset()))
        or _among(scene, first, min(first + 6, trigger.at), trigger, kind, frozenset())
        or elsewhere
    )


def _joined_last(scene: Scene, found: list[Where]) -> list[Where]:
    """«منازل في ريفي حماة وإدلب تعرضت لقصف»: the last of some places, with those that «و» joins before it."""
    first = len(found) - 1
    while first > 0 and found[first - 1][1] + 2 == found[first][0] and _letter(scene, found[first][0] - 1) == "و":
        first -= 1
    return found[max(first, 0) :]


def _letter(scene: Scene, at: int) -> str:
    return scene.passage.text[at : at + 1]


def _back_there(scene: Scene, trigger: Trigger, last: int, found: list[Where]) -> bool:
    """«وفي المدينة، عززت القوات وجودها فيها لتأمين الحدود مع …»: the place was named before."""
    if not found:
        return False
    stop = min(last, trigger.last + THERE, scene.passage.word_at(found[0][0]))
    there = words_of("there" if trigger.entry.sort == "verb" else "yonder")  # «معارك استعادت فيها …»: in the fights
    return any(f in there for f in scene.forms[trigger.last : stop])


def inherited(scene: Scene, trigger: Trigger, kind: str) -> list[Where]:
    """Return the last place told in the sentences before, for what happens out of doors."""
    if kind in INDOORS:
        return []
    number = scene.of[trigger.at]
    for back in range(number - 1, max(-1, number - 1 - INHERITED), -1):
        first, last = scene.bounds[back]
        if first < scene.title:
            break
        told = _among(scene, first, last, trigger, kind, frozenset())
        found = [where for where in told if not _in_title(scene, where)]
        if found:
            return found[:2]
    return []


def _in_title(scene: Scene, where: Where) -> bool:
    """«"مركز المصالحة في الميناء"»: a place in the title of a body, between marks."""
    at = scene.passage.word_at(where[0])
    closed = scene.passage.text[where[1] : where[1] + 1]
    return closed in ('"', "»", "”") and any(f in _QUOTES for f in scene.forms[max(0, at - TITLE) : at - 1])


def _among(scene: Scene, first: int, stop: int, trigger: Trigger, kind: str, others: frozenset[int]) -> list[Where]:
    found: list[Where] = []
    i = first
    while i < stop:
        name, form = scene.names[i], scene.forms[i]
        if form in _STOPS or (found and i in others and i != trigger.at):
            break
        if i > trigger.at and form in words_of("topic" if kind == "meeting" else "another_deed"):
            break  # «لقاء حول …»; «ضربة ردا على هجوم في …»
        if name is not None and name.first == i and not _dateline(scene, name):
            follows = bool(found) and found[-1][1] == scene.words[i - 1].end
            stands = (
                name.kind in _KINDS
                and not _situates(scene, name)
                and _stands_in(scene, name, trigger, kind, follows=follows)
            )
            if (stands or _hosts(scene, name, trigger, kind)) and not (
                _speaks(scene, name, trigger) or _said_after(scene, name, trigger)
            ):
                found.append((name.start, name.end))
            i = name.last
            continue
        i += 1
    return found


def _situates(scene: Scene, name: Name) -> bool:
    """«في المدينة الواقعة شرق البلاد»: where the place lies that was named before; «هيئة تحرير الشام»: no place."""
    if scene.forms[name.first] in words_of("freed_in_name") and scene.forms[name.first - 1] == "تحرير":
        return True
    return any(f in words_of("situated") for f in scene.forms[max(0, name.first - 4) : name.first])


def _dateline(scene: Scene, name: Name) -> bool:
    """«دبي، الإمارات (CNN) --»: where the report was written."""
    first, last = scene.sentence(name.first)
    if name.first - first > DATELINE or any(n is None and w.kind == "word" for n, w in _between(scene, first, name.first)):
        return False
    at = next((i for i in range(name.last, min(last - 1, first + 2 * DATELINE)) if scene.names[i] is None), last)
    while at < last - 1 and scene.forms[at] in ("،", ","):
        at = next((i for i in range(at + 1, last - 1) if scene.names[i] is None), last)
    return at < last - 1 and scene.forms[at] == "(" and (scene.words[at + 1].raw.isascii() or len(scene.forms[at + 1]) == 1)


def _between(scene: Scene, first: int, last: int) -> Iterator[tuple[Name | None, Word]]:
    return zip(scene.names[first:last], scene.words[first:last], strict=True)


def _speaks(scene: Scene, name: Name, trigger: Trigger) -> bool:
    """Whether a name stands among the words that introduce a statement; not «قال خلال لقاء في المدينة إن …»."""
    return any(c.cue_start <= name.start < c.start and not c.cue_start <= trigger.start < name.start for c in scene.claims)


def _said_after(scene: Scene, name: Name, trigger: Trigger) -> bool:
    """«حول الغارة قال الوزير إن الوضع في العاصمة …»: what is said behind a trigger has its own places."""
    return any(trigger.end <= scene.claims[c].start <= name.start for c in claim_holding(scene, name.start))


def _hosts(scene: Scene, name: Name, trigger: Trigger, kind: str) -> bool:
    """«لقاء في البرلمان», «جلسة عقدت بقصر الرئاسة»: a body as the house in which people meet."""
    if kind != "meeting" or name.kind != "organization" or not trigger.at < name.first <= trigger.last + HOUSE:
        return False
    at = name.first
    if "house" in classes(scene.forms[at - 1]):
        at -= 1
    return scene.forms[at - 1] == "في" or (scene.forms[at][0] == "ب" and "house" in classes(scene.forms[at]))


def _stands_in(scene: Scene, name: Name, trigger: Trigger, kind: str, *, follows: bool) -> bool:
    """A place stands behind a word of place or a preposition, or right behind a trigger; alone it may be who acts."""
    word = scene.words[name.first]
    before = _leading(scene, name.first)
    if before in words_of("backed") or (name.first > 1 and scene.forms[name.first - 2] in words_of("backed")):
        return False
    if name.start > word.start:
        toward = trigger.entry.sort == "masdar" or trigger.kind == "visit" or kind == "capture"
        return {"و": follows, "ب": True, "ل": toward}.get(word.form[0], False)
    if name.first == 0:
        return False
    if before in ("من", "ومن"):
        return kind in _FROM or name.first - 1 == scene.sentence(name.first)[0]
    if before == "بين":
        return not _parties(scene, name)  # «صدام بين تركيا وروسيا»: states as sides
    if _bordered(scene, name) or _suffers(before) or (kind == "displacement" and _left(before, name, trigger)):
        return True
    if name.first == trigger.last and kind in _OF_PLACES:
        return True  # «اتفاق المدينة», «معركة المدينة»
    bare = before.removeprefix("و").removeprefix("ب").removeprefix("ال").removeprefix("ل")
    if before in words_of("place_head") or bare in words_of("place_head") or before in _MARKS or _listed(scene, name):
        return True
    if name.kind == "facility" or follows or kind == "visit":
        return True
    return name.first == trigger.last and trigger.entry.sort != "noun" and not _acts(scene, name, trigger)


def _parties(scene: Scene, name: Name) -> bool:
    """Whether a state behind «بين» is one of two sides, and no end of a border or a road."""
    if not any(classes(f) & _STATE for f in scene.forms[name.first : name.last]) or name.last >= len(scene.forms):
        return False
    apart = scene.forms[name.first - 2] if name.first > 1 else ""
    return scene.forms[name.last][0] == "و" and not (apart in words_of("border") or apart.removeprefix("ال") in _LINES)


def _leading(scene: Scene, at: int) -> str:
    """The word before a name, past an opening quotation mark: «ومدينة "منبج"»."""
    before = scene.forms[at - 1] if at else ""
    return scene.forms[at - 2] if before in _QUOTES and at > 1 else before


def _suffers(before: str) -> bool:
    """«تتعرض المدينة لقصف», «غادروا البلدة»."""
    return "suffer" in classes(before) or any(h.entry.kind in _REACHED for h in hits(before))


def _left(before: str, name: Name, trigger: Trigger) -> bool:
    """«نزوح سكان المدينة»: whose people leave is left by them."""
    return trigger.at < name.first <= trigger.last + 2 and "civilians" in classes(before)


def _bordered(scene: Scene, name: Name) -> bool:
    """«عند الحدود مع المدينة»."""
    at = name.first - 1
    return at > 0 and scene.forms[at] == "مع" and scene.forms[at - 1] in words_of("border")


def _listed(scene: Scene, name: Name) -> bool:
    """«في حماة، إدلب»: behind a comma and another place."""
    other = scene.names[name.first - 2] if name.first > 1 and scene.forms[name.first - 1] == "،" else None
    return other is not None and other.kind in _KINDS


def _acts(scene: Scene, name: Name, trigger: Trigger) -> bool:
    """«استهداف إسرائيل لمطار …», «لجأت دمشق»: a state or a capital as who acts."""
    if trigger.entry.sort == "verb" and any(classes(f) & _STATE for f in scene.forms[name.first : name.last]):
        return True
    return name.last < len(scene.forms) and scene.forms[name.last].startswith("ل") and len(scene.forms[name.last]) > 3
