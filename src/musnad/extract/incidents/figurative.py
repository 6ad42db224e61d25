"""Figurative: words of violence for what is done to money, to the arts, or not at all.

Finds    ضربة قوية لقطاع السيارات       a blow
Finds    هجوم للمضاربين، نزوح الاستثمارات
Finds    أسلحة الدمار الشامل
Finds    فيلم يروي قصة اختطاف …         what a film, a novel or a game tells
Finds    معارك عام 1892                 what lies a generation back
"""

from __future__ import annotations

from functools import lru_cache

from musnad.extract.incidents.lexicon import classes
from musnad.extract.incidents.scene import Scene

AFTER, NEAR = 4, 8  # words before and after a trigger
_FINANCE, _CULTURE = frozenset(("finance",)), frozenset(("culture",))
_HITTABLE = frozenset(("troops", "agent", "building", "area", "fighters", "terror"))
EARLIEST, GENERATION = 1000, 25  # years
SEIZED = 12  # words between a seizure and the weapon
_SEIZED, _WENT_OFF = frozenset(("seized",)), frozenset(("went_off", "kill", "fire"))
_MARKET = frozenset(("market",))
_LISTS, _RECORDS = frozenset(("list",)), frozenset(("record",))
_SPORT = frozenset(("sport", "culture"))
_NARRATES = frozenset(("narrates",))
_BEFORE_YEARS = frozenset(("عام", "العام", "سنه", "السنه", "في", "منذ"))
_BLOW, _SOOTHED = frozenset(("blow",)), frozenset(("soothed",))


def blow(scene: Scene, at: int, last: int) -> bool:
    """«ضربة قوية للقطاع»."""
    if at + 2 >= last or scene.near(_BLOW, at + 1, at + 2) is None:
        return False
    return scene.forms[at + 2][0] == "ل" and not classes(scene.forms[at + 2]) & _HITTABLE


def of_money(scene: Scene, at: int, kind: str, first: int, last: int) -> bool:
    """«هجوم للمضاربين», «تهدئة الأسواق», «نزوح الاستثمارات», «تقتل المسرح»: what is done to money, or to the arts."""
    near = min(last, at + 1 + NEAR)
    if kind in ("attack", "strike", "hit"):
        before = first if kind == "strike" else max(first, at - AFTER)
        return scene.near(_FINANCE, before, near) is not None or _on_trade(scene, at, near)
    if kind in ("ceasefire", "displacement"):
        return scene.near(_SOOTHED, at + 1, min(last, at + 2)) is not None
    return kind in ("killing", "protest") and scene.near(_CULTURE, at + 1, min(last, at + 2)) is not None


def _on_trade(scene: Scene, at: int, last: int) -> bool:
    """«هجوم خطير على التجارة», «الهجوم المتعمد على اقتصادنا»."""
    return any(
        scene.forms[i] == "علي" and any("trade" in classes(f) for f in scene.forms[i + 1 : i + 3])
        for i in range(at + 1, last - 1)
    )


def of_market(scene: Scene, at: int, first: int, last: int) -> bool:
    """«أغلق المؤشر مرتفعا في جلسة الأحد»: a word of the market beside it, or two in its sentence."""
    if scene.near(_MARKET, max(first, at - NEAR), min(last, at + 1 + NEAR)) is None:
        return sum(1 for form in scene.forms[first:last] if "market" in classes(form)) > 1
    return True


def of_lists(scene: Scene, at: int, kind: str, last: int) -> bool:
    """«خروج أثرياء من قائمة المجلة», «تحطم أرقاما»: who leaves a list, what records are broken, nobody's fires."""
    if kind == "evacuation":
        ahead = range(at + 1, min(last, at + NEAR) - 1)
        return any(scene.forms[i] == "من" and classes(scene.forms[i + 1]) & _LISTS for i in ahead)
    return kind == "accident" and scene.near(_RECORDS, at + 1, min(last, at + 3)) is not None


def mass(scene: Scene, at: int, last: int) -> bool:
    """«أسلحة الدمار الشامل»."""
    return at < last and scene.forms[at] in ("شامل", "الشامل")


def cached(scene: Scene, at: int, first: int, last: int) -> bool:
    """«ضبط عبوات ناسفة», «عثر على مخزن قذائف»: a weapon that is found, seized or taken apart has struck nobody."""
    return scene.near(_SEIZED, max(first, at - SEIZED), at) is not None and scene.near(_WENT_OFF, first, last) is None


@lru_cache(maxsize=65536)
def _light(form: str) -> bool:
    return bool(classes(form) & _SPORT)


def lightly(scene: Scene) -> list[bool]:
    """Say for each sentence whether it is about sport, culture or science: two such words in it and those beside it."""
    counts = [sum(map(_light, scene.forms[first:last])) for first, last in scene.bounds]
    whole = sum(counts) >= max(5, len(scene.words) // 40)
    return [whole or n >= 2 for n in counts]


@lru_cache(maxsize=32_768)
def _plotted(form: str) -> bool:
    return "plot" in classes(form)


@lru_cache(maxsize=32_768)
def _old(form: str) -> bool:
    return "old_times" in classes(form)


def fictional(scene: Scene, sentence: int) -> bool:
    """Return whether a sentence tells a plot: it names a film, a novel or a game, and a word of telling or acting."""
    first, last = scene.bounds[sentence]
    return any(map(_plotted, scene.forms[first:last])) and scene.near(_NARRATES, first, last) is not None


def historic(scene: Scene, sentence: int) -> bool:
    """Return whether a sentence tells of a past a generation back: by its latest year, or a word of old times."""
    first, last = scene.bounds[sentence]
    if any(map(_old, scene.forms[first:last])):
        return True
    if scene.published is None:
        return False
    latest = max((_year(scene, i) for i in range(first + 1, last) if scene.forms[i].isdigit()), default=0)
    return EARLIEST < latest < int(scene.published[:4]) - GENERATION


def _year(scene: Scene, at: int) -> int:
    """«في عام 1950», «منذ 1950»: a year, 0 where a number counts something."""
    form = scene.forms[at]
    dated = scene.forms[at - 1] in _BEFORE_YEARS and at not in scene.counted and len(form) == 4 and form.isdigit()
    return int(form) if dated else 0
