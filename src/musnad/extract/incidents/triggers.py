"""Triggers: the words that name an incident, in a frame that makes them one.

Finds    شنت طائرات غارات على المدينة       airstrike
Finds    أطلق مسلحون النار على حافلة         shooting: the verb needs its fire
Leaves   أطلق حملة إعلامية                   a figure of speech
Leaves   هجوم المنتخب                        sport
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from musnad.extract.incidents.figurative import (
    blow,
    cached,
    fictional,
    historic,
    lightly,
    mass,
    of_lists,
    of_market,
    of_money,
)
from musnad.extract.incidents.inflections import Shape
from musnad.extract.incidents.lexicon import Entry, Hit, classes, hits, words_of
from musnad.extract.incidents.needs import Topics, holds
from musnad.extract.incidents.scene import Scene

_MARKS = frozenset((".", "،", ",", "؛", ":", "؟", "!", "…"))
_BARE = frozenset(("meeting", "visit", "agreement", "trial", "aid", "resolution"))
_HELD = frozenset(("held",))
_SOFT = frozenset(
    (
        "meeting",
        "visit",
        "attack",
        "strike",
        "hit",
        "operation",
        "military_operation",
        "capture",
        "withdrawal",
        "agreement",
        "appointment",
        "armed_clash",
        "shelling",
        "shell",
        "missile_strike",
        "bombing",
        "deployment",
        "siege",
        "destruction",
        "evacuation",
        "displacement",
        "shooting",
        "abduction",
        "sanction",
        "resolution",
        "aid",
        "arms_transfer",
        "detention",
        "killing",
    )
)


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
    light = lightly(scene)
    topics = Topics(scene, light)
    untold = cache(lambda sentence: fictional(scene, sentence) or historic(scene, sentence))
    found: list[Trigger] = []
    for at, some in [(at, some) for at, some in enumerate(map(hits, scene.forms)) if some]:
        if scene.words[at].kind != "word" or at in scene.timed or _inside_name(scene, at):
            continue
        hit = next((h for h in _by_place(scene, at, some) if holds(scene, at, h, topics)), None)
        if hit is None or untold(scene.of[at]) or _figurative(scene, at, hit, light[scene.of[at]]):
            continue
        found.append(_trigger(scene, at, hit))
    return found


def _by_place(scene: Scene, at: int, some: tuple[Hit, ...]) -> Sequence[Hit]:
    """«الذي قتله», «وقتل ثلاثة»: where a verb stands, the verb is meant and not the verbal noun of the same letters."""
    if len(some) < 2 or any(h.shape.lead not in ("", "و", "ف") for h in some):
        return some
    first, last = scene.sentence(at)
    before = scene.forms[at - 1] if at > first else ""
    opens = not before or scene.words[at - 1].kind == "mark" or some[0].shape.lead in ("و", "ف")
    if before in _WAS and at + 1 < last and not _agrees(scene, at + 1):
        return some  # «كان قصف إسرائيلي مكثف قد …»
    told = before.startswith("ال") and not _THAT.isdisjoint(scene.forms[max(first, at - 4) : at - 1])  # «أن الجيش قصف»
    if not told and before not in words_of("verb_follows") and not (opens and at + 1 < last and _agrees(scene, at + 1)):
        return some
    return sorted(some, key=lambda h: h.entry.sort != "verb")


def _agrees(scene: Scene, at: int) -> bool:
    """Whether a word can be the subject of a masculine verb before it: no feminine, no adjective of the noun."""
    form = scene.forms[at]
    if at in scene.counted or scene.names[at] is not None:
        return True
    return not (form.endswith(("ه", "ات", "يا", "ي")) or "adjective" in classes(form) or form in _FORCES)


_WAS, _THAT = frozenset(("كان", "وكان")), frozenset(("ان", "بان", "وان"))
_FORCES = frozenset(("قوات", "القوات"))


def _inside_name(scene: Scene, at: int) -> bool:
    """A word inside a name of several words («حزب الحرب», «عين شمس»), or the name of a person, triggers nothing."""
    name = scene.names[at]
    return (
        name is not None
        and name.kind in ("person", "organization", "place")
        and (name.last - name.first > 1 or name.kind == "person")
    )


def _figurative(scene: Scene, at: int, hit: Hit, light: bool) -> bool:
    """Whether the words around a trigger make it no incident: sport, a figure of speech, a name, what is avoided."""
    first, last = scene.sentence(at)
    if light and hit.entry.kind in _SOFT:
        return True
    if scene.near(_FIGURES, at + 1, min(last, at + 2)) is not None or scene.near(_AVOID, max(first, at - 2), at) is not None:
        return True
    if at > first and _after(scene, at, hit, first):
        return True
    if _beside(scene, at, hit, first, last):
        return True
    return hit.entry.kind in _BARE and hit.entry.sort == "noun" and not hit.shape.definite and not _supported(scene, at)


def _after(scene: Scene, at: int, hit: Hit, first: int) -> bool:
    """What the word before says: «عدم استهداف», «قواعد الاشتباك», «هيئة تحرير …», «دون اتفاق», «سيارة دورية»."""
    quoted = scene.forms[at - 1] in _QUOTES and at - 1 > first
    before, entry = scene.forms[at - 2 if quoted else at - 1], hit.entry
    held = classes(before)
    if before.endswith("عدم") or ("rules" in held and hit.shape.definite):
        return True
    if entry.kind == "shooting" and scene.near(_RULES, max(first, at - 3), at) is not None:
        return True
    if entry.sort != "verb" and (("titled" in held and (not hit.shape.definite or _named_so(entry))) or before in _WITHOUT):
        return True
    if entry.kind in _REACHED and scene.near(_FAILED, max(first, at - FAR), at) is not None:
        return True  # «فشل … في التوصل إلى هدنة»
    if entry.kind == "displacement" and entry.sort == "verb" and before in _WHO:
        return True
    if entry.sort == "verb" and entry.kind in _DENIABLE and before in _NOT:
        return True
    if entry.kind in ("killing", "displacement") and scene.near(_WAR, max(first, at - 6), at) is not None:
        return entry.sort != "verb"  # «أسفرت الحرب عن مقتل …»: the toll of years
    if entry.kind == "missile_strike" and entry.sort != "verb" and ("battery" in held or _stock(scene, at, first)):
        return True  # «منظومة صواريخ», «منصة لإطلاق الصواريخ», «ترسانة من الصواريخ»
    if entry.kind == "patrol" and any(h.entry.kind in _STRIKING for h in hits(before)):
        return True  # «استهداف دورية»
    return entry.kind == "patrol" and ("vehicle" in held or before in words_of("onto") or before.startswith(_PRESS))


def _stock(scene: Scene, at: int, first: int) -> bool:
    """«ترسانة من الصواريخ», «منصات لإطلاق الصواريخ»: weapons that are kept."""
    kept = at - 2 >= first and "battery" in classes(scene.forms[at - 2])
    return kept and (scene.forms[at - 1] == "من" or scene.forms[at - 1].endswith("اطلاق"))


def _named_so(entry: Entry) -> bool:
    """«ميدان التحرير»."""
    return entry.form == "تحرير"


def _beside(scene: Scene, at: int, hit: Hit, first: int, last: int) -> bool:
    """What stands around says: «تدمير الصواريخ» were intercepted, «جلسة» of a market, «نشرت مقالا», «السيطرة على حريق»."""
    entry, soon = hit.entry, min(last, at + 3)
    if entry.kind == "destruction" and (scene.near(_ARMS, at + 1, soon) is not None or mass(scene, at + 1, last)):
        return True
    if _no_strike(scene, at, entry, first, last) or (_named_so(entry) and scene.near(_IN_NAME, at + 1, at + 2) is not None):
        return True  # «مقاتلو "تحرير الشام"»
    if entry.form in _SESSIONS and of_market(scene, at, first, last):
        return True
    if entry.kind == "deployment" and scene.near(_PUBLISHED, at + 1, soon) is not None:
        return True
    if entry.kind == "hit" and scene.near(_MEASURES, at + 1, soon) is not None:
        return True  # «تستهدف العقوبات …»
    if (
        of_lists(scene, at, entry.kind, last)
        or of_money(scene, at, entry.kind, first, last)
        or (entry.kind == "strike" and blow(scene, at, last))
    ):
        return True
    if entry.form == _ATTACKING and hit.shape.definite and not hit.shape.object:
        return True  # «القوات المهاجمة»: a participle
    if entry.form == _CONFERENCE and scene.near(_JOURNALISTS, at + 1, min(last, at + 2)) is not None:
        return True
    if entry.form == _STEPPING_IN and entry.sort == "verb" and scene.near(_MANY, at + 1, min(last, at + 2)) is not None:
        return True  # «تدخل المزيد من القوات»: brings in
    return entry.kind == "capture" and scene.near(_NO_PLACE, at + 1, min(last, at + 4)) is not None


def _no_strike(scene: Scene, at: int, entry: Entry, first: int, last: int) -> bool:
    """Weapons that are found or seized, rockets that fly into space, a festival that is called a demonstration."""
    if entry.sort == "noun" and entry.form in _DEVICES and cached(scene, at, first, last):
        return True
    if entry.form == _FESTIVAL and at + 1 < last and scene.forms[at + 1] in _QUOTES:
        return True  # «تظاهرة "اسم المهرجان"»
    return entry.kind == "missile_strike" and scene.near(_SPACE, first, last) is not None


def _supported(scene: Scene, at: int) -> bool:
    """A bare noun of meeting, visit or the like needs somebody, a place or a verb of holding beside it."""
    first, last = scene.sentence(at)
    if scene.near(_HELD, max(first, at - HELD_BEFORE), at) is not None:
        return True
    if scene.near(_HELD, at + 1, min(last, at + 4)) is not None:
        return True
    if scene.near(_PEOPLE, at + 1, min(last, at + 4)) is not None:
        return True
    return any(name is not None for name in scene.names[max(first, at - 4) : min(last, at + 6)])


HELD_BEFORE = 11  # words before a bare noun of meeting: «عقد مجلس الأعيان، يوم الثلاثاء، جلسة مشاورات»
_PEOPLE = frozenset(("office", "agent", "troops"))
_REACHED, _FAILED, FAR = frozenset(("agreement", "ceasefire")), frozenset(("failed",)), 6
_AVOID, _RULES = frozenset(("avoid",)), frozenset(("rules",))
_FIGURES = frozenset(("figure_of_speech",))
_NOT, _WAR = frozenset(("لم", "لن")), frozenset(("war",))
_DENIABLE = frozenset(("killing", "abduction", "detention"))
_WITHOUT, _WHO = frozenset(("دون", "بدون", "بلا")), frozenset(("الذين", "التي", "الذي", "ممن", "اللواتي"))
_SESSIONS, _PRESS = frozenset(("جلسه", "الجلسه")), ("صح", "الصح")
_QUOTES = frozenset('"«“')
_MEASURES = frozenset(("measure",))
_ATTACKING = "مهاجمه"
_STEPPING_IN, _MANY = "تدخل", frozenset(("many", "quantity"))
_CONFERENCE, _JOURNALISTS = "موتمر", frozenset(("press",))
_DEVICES = frozenset(("عبوه", "لغم", "مفخخه", "قذيفه", "صاروخ"))
_STRIKING = frozenset(("hit", "attack", "strike", "shell"))
_IN_NAME = frozenset(("freed_in_name",))
_FESTIVAL = "تظاهره"
_ARMS, _SPACE = frozenset(("missile",)), frozenset(("space",))
_PUBLISHED, _NO_PLACE = frozenset(("published",)), frozenset(("not_place",))


def _trigger(scene: Scene, at: int, hit: Hit) -> Trigger:
    lead = hit.shape.lead.removesuffix("ال")
    start = scene.letters(at, 1 if lead.endswith("لل") else len(lead))
    last = at + 1
    stop = scene.sentence(at)[1]
    while hit.entry.sort != "verb" and last < min(stop, at + 3) and classes(scene.forms[last]) & _REFINING:
        if scene.forms[last].startswith("لل"):
            break  # «غارات للطيران»: who flies them
        last += 1
    return Trigger(at, last, start, scene.words[last - 1].end, hit.entry.kind, hit.entry, hit.shape)


_REFINING = frozenset(("chem", "explosive", "air", "missile", "artillery", "gunfire", "armed", "military"))
