"""Figurative: words of violence for what is done to money, to the arts, or not at all.

Finds    ضربة قوية لقطاع السيارات       a blow
Finds    هجوم للمضاربين، نزوح الاستثمارات
Finds    أسلحة الدمار الشامل
"""

from __future__ import annotations

from musnad.extract.incidents.lexicon import classes
from musnad.extract.incidents.scene import Scene

AFTER, NEAR = 4, 8  # words before and after a trigger
_FINANCE, _CULTURE = frozenset(("finance",)), frozenset(("culture",))
_HITTABLE = frozenset(("troops", "agent", "building", "area", "fighters", "terror"))
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
        return scene.near(_FINANCE, max(first, at - AFTER), near) is not None
    if kind in ("ceasefire", "displacement"):
        return scene.near(_SOOTHED, at + 1, min(last, at + 2)) is not None
    return kind in ("killing", "protest") and scene.near(_CULTURE, at + 1, min(last, at + 2)) is not None


def mass(scene: Scene, at: int, last: int) -> bool:
    """«أسلحة الدمار الشامل»."""
    return at < last and scene.forms[at] in ("شامل", "الشامل")
