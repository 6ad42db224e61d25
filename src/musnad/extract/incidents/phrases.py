"""Phrases: where a noun phrase that begins at a word ends.

Finds    القوات الحكومية | في              up to a preposition
Finds    طيران التحالف | آليات متحركة       a phrase closed by an article ends before a bare noun
"""

from __future__ import annotations

from musnad.extract.incidents.lexicon import classes, hits, words_of
from musnad.extract.incidents.scene import Scene

LONGEST = 9  # words
_OF = frozenset(("بين", "من"))


def phrase_end(scene: Scene, first: int, stop: int) -> int:
    """Return one past the last word of the noun phrase that begins at ``first``; ``first`` where there is none."""
    while first < stop and (first in scene.timed or scene.forms[first] in '"«»“”،'):
        first += 1  # «استهدفت ليل الثلاثاء مدينة …»
    at, closed = first, False
    while at < stop and at - first < 3 and (at in scene.counted or "quantity" in classes(scene.forms[at])):
        at = max(at + 1, min(scene.counted.get(at, at + 1), stop))
        if at < stop - 1 and scene.forms[at] == "من":
            at += 1
    if at > first and scene.forms[at - 1] == "من" and (at >= stop or not _goes_on(scene, at, at, False)):
        at -= 1
    while at < min(stop, first + LONGEST + 3):
        name = scene.names[at]
        word, form = scene.words[at], scene.forms[at]
        if name is not None and name.first == at:
            if at > first and (
                name.start > word.start or (closed and name.kind == "person" and not _titled(scene, at))
            ):
                break
            at, closed = min(name.last, stop), True
            continue
        if (at in scene.timed and at > first) or not _goes_on(scene, at, first, closed):
            break
        closed = closed or form.startswith(("ال", "لل", "بال", "وال"))
        at += 1
    return at


def _titled(scene: Scene, at: int) -> bool:
    return any("office" in classes(f) for f in scene.forms[max(0, at - 4) : at])


def _goes_on(scene: Scene, at: int, first: int, closed: bool) -> bool:
    word, form = scene.words[at], scene.forms[at]
    if word.kind == "mark":
        return form in '"«»“”' and at > first
    if word.kind == "number":
        return at == first
    if form in words_of("phrase_end") or _verbal(form, at == first):
        return False
    if at == first:
        return True
    if form[0] == "و" and len(form) > 3:
        return form.startswith("وال") and closed and not hits(form)
    if closed and not form.startswith("ال"):
        return False
    return not (form.startswith(("لل", "بال")) or (form[0] in "بل" and scene.forms[at - 1].startswith("ال")))


def _verbal(form: str, opening: bool) -> bool:
    """A verb of an incident, or a word in the shape of a present or future."""
    some = hits(form)
    if some:
        return any(h.entry.sort == "verb" for h in some) and not form.startswith("ال")
    return (
        form.startswith(("سي", "ست", "يت", "تت", "يس", "تست"))
        and len(form) > 4
        and not opening
        and not form.endswith("ه")
    )
