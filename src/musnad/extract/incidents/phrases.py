"""Phrases: where a noun phrase that begins at a word ends.

Finds    القوات الحكومية | في              up to a preposition
Finds    طيران التحالف | آليات متحركة       a phrase closed by an article ends before a bare noun
"""

from __future__ import annotations

from musnad.extract.incidents.lexicon import classes, hits, words_of
from musnad.extract.incidents.scene import Scene

LONGEST = 12  # words
_QUOTES = frozenset('"«»“”')
_FIRE = frozenset(("gunfire",))
_FIRED = frozenset(("armament", "gunfire"))
_OTHERS = frozenset(("اخر", "اخري", "اخرون", "اخرين"))
_OPENING = _QUOTES | {"،"}
_NATIONS = frozenset(("nation",))
_STRUCK, _WHO = frozenset(("area", "building")), frozenset(("agent", "troops", "nation", "adjective"))
_MORE = frozenset(("اكثر", "اقل", "نحو", "حوالي", "قرابه", "زهاء"))
_OWN_ALEF = frozenset("آأإ")
_BODIES = frozenset(("troops", "fighters"))
_APART = frozenset(("area", "barrel"))


def phrase_end(scene: Scene, first: int, stop: int) -> int:
    """Return one past the last word of the noun phrase that begins at ``first``; ``first`` where there is none."""
    while first < stop and (first in scene.timed or scene.forms[first] in _OPENING):
        first += 1  # «استهدفت ليل الثلاثاء مدينة …»
    at = _past_quantity(scene, first, stop)
    begin = at if at > first and _governs(scene, at - 1) else first
    closed, named = False, False
    while at < min(stop, first + LONGEST):
        name = scene.names[at]
        if name is not None and name.first == at:
            if at > first and _parts(scene, at, closed):
                break
            at, closed, named = min(name.last, stop), True, True
            continue
        if (at in scene.timed and at > first) or not _goes_on(scene, at, begin, closed, named):
            break
        closed = closed or definite(scene, at)
        named = False
        at += 1
    return at


def definite(scene: Scene, at: int) -> bool:
    """Return whether a word begins with the article: «الآليات», and not «آليات», whose folded letters begin alike."""
    form = scene.forms[at]
    if not form.startswith(("ال", "لل", "بال", "وال")):
        return False
    return scene.words[at].raw.lstrip("وب")[:1] not in _OWN_ALEF


def _past_quantity(scene: Scene, first: int, stop: int) -> int:
    """«أكثر من 15 مركزا», «مئات من …»: past the quantity, or past the figure."""
    at = first
    while at < stop and at - first < 3 and (at in scene.counted or "quantity" in classes(scene.forms[at])):
        at = max(at + 1, min(scene.counted.get(at, at + 1), stop))
        if at < stop - 1 and scene.forms[at] == "من":
            at += 1
    if at > first and scene.forms[at - 1] == "من" and (at >= stop or not _goes_on(scene, at, at, False, False)):
        at -= 1
    return at


def _governs(scene: Scene, at: int) -> bool:
    """«عدد من | مواقع», «عدة | مواقع»: whatever stands behind belongs to the quantity."""
    form = scene.forms[at]
    return form == "من" or (at not in scene.counted and not form.startswith("ال") and "quantity" in classes(form))


def _parts(scene: Scene, at: int, closed: bool) -> bool:
    """Whether a name begins a phrase of its own: «الحكومة | سلمى …», «الوزير الألماني | موسكو»."""
    name = scene.names[at]
    if name is None or name.start > scene.words[at].start:
        return True
    if not closed:
        return False
    if name.kind in ("place", "facility"):
        return scene.forms[at - 1].startswith(("ال", "لل"))
    return name.kind == "person" and not any("office" in classes(f) for f in scene.forms[max(0, at - 4) : at])


def _goes_on(scene: Scene, at: int, first: int, closed: bool, named: bool) -> bool:
    word, form = scene.words[at], scene.forms[at]
    if word.kind == "mark":
        return form in _QUOTES and at > first
    if word.kind == "number":
        return at == first
    if form in words_of("phrase_end") or _verbal(form, at == first):
        return False
    if at == first:
        return True
    return not _counted_out(scene.forms[at - 1], form) and _follows(scene, at, closed, named)


def _follows(scene: Scene, at: int, closed: bool, named: bool) -> bool:
    """Whether a word behind others belongs to their phrase."""
    form = scene.forms[at]
    if at in scene.cued or "many" in classes(form):
        return False  # «قوات الحكومة | العديد من …», «أهداف أخرى | معتبرا أن»
    if scene.forms[at - 1] in _OTHERS:
        return False  # «مجموعة أخرى | مقر قيادة …»
    defined = definite(scene, at)
    if _opens(scene, at, closed, defined):
        return False
    if form[0] == "و" and len(form) > 3:
        return form.startswith("وال") and closed and not hits(form)
    if closed and not (defined and form.startswith("ال")):
        return False
    if named and not _called(scene, at):
        return False  # «دمشق | السلاح»: behind a name only its nationality goes on
    if form[0] in "بل" and (scene.forms[at - 1].startswith("ال") or any(h.shape.lead[:1] == form[0] for h in hits(form))):
        return False  # «شاب | برصاص»
    return not form.startswith(("لل", "بال"))


def _called(scene: Scene, at: int) -> bool:
    """Its nationality, or what an armed body is called behind its name: «مليشيا السهل المتمردة»."""
    if scene.forms[at].endswith(("ي", "يه")):
        return True
    form, body = scene.forms[at], classes(scene.forms[at - 2]) if at > 1 else frozenset()
    return form.startswith("الم") and form.endswith("ه") and not body.isdisjoint(_BODIES)


def _opens(scene: Scene, at: int, closed: bool, defined: bool) -> bool:
    """Whether a word begins the next phrase: what was fired, what was struck, how many."""
    form, before = scene.forms[at], scene.forms[at - 1]
    held = classes(form)
    if defined and held & (_FIRED if closed else _FIRE):
        return True  # «استخدمت القوات | السلاح …», «أطلق الجنود | النار»
    if form in _MORE and classes(before) & _NATIONS:
        return True  # «طائرات إسرائيلية | أكثر من …»
    if form.startswith("ال") and closed and held & _STRUCK and not held & _WHO:
        return True  # «مدفعية القوات المشتركة | المواقع»
    # «طائرات | مدينة …», «مروحيات | براميل …»
    return bool(held & _APART) and not form.startswith("ال") and before not in words_of("greatest")


def _counted_out(before: str, form: str) -> bool:
    """«متظاهرون | مبناها», «مسلحون | النار»: behind a sound plural without the article only another goes on."""
    plural = before.endswith(("ون", "ين")) and "people" in classes(before) | _agents(before)
    return plural and not before.startswith("ال") and not (form.endswith(("ون", "ين")) and not form.startswith("ال"))


def _agents(form: str) -> frozenset[str]:
    return frozenset(("people",)) if classes(form) & {"agent", "troops", "fighters", "civilians"} else frozenset()


def _verbal(form: str, opening: bool) -> bool:
    """A verb of an incident, or a word in the shape of a present or future."""
    some = hits(form)
    if form.endswith("وا") and len(form) > 4 and not opening:
        return True
    if some:
        return any(h.entry.sort == "verb" for h in some) and not form.startswith("ال")
    return (
        form.startswith(("سي", "ست", "يت", "تت", "يس", "تست")) and len(form) > 4 and not opening and not form.endswith("ه")
    )
