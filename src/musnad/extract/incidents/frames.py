"""Frames: who did it and to whom, by where they stand to the trigger.

Finds    قصفت القوات الحكومية بلدة           subject after the verb, object behind it
Finds    غارات شنها التحالف على مواقع        relative verb with its subject, «على» with the target
Finds    قصف القوات الحكومية للبلدة          verbal noun, agent, object with ل
Finds    قتل مدنيان على يد مسلحين            passive: the target stands first, «على يد» the agent
"""

from __future__ import annotations

from musnad.extract.incidents.drafts import Party
from musnad.extract.incidents.lexicon import classes, hits
from musnad.extract.incidents.phrases import phrase_end
from musnad.extract.incidents.scene import Scene
from musnad.extract.incidents.triggers import Trigger

REACH = 14  # words after a trigger
_LAUNCH = frozenset(("launch",))
_BY = (("من", "قبل"), ("علي", "يد"), ("علي", "ايدي"), ("من", "جانب"))
_ON = frozenset(("علي", "ضد", "استهدف", "استهدفت", "تستهدف", "يستهدف", "طال", "طالت", "بحق", "باتجاه", "نحو"))
_STOPS = frozenset((".", "؛", "؟", "!", ":"))
_TWO_SIDED = frozenset(("armed_clash", "meeting", "agreement", "ceasefire"))
_ABOUT_PEOPLE = frozenset(("killing", "detention", "abduction", "displacement", "evacuation", "trial", "appointment"))
_OWN_PATIENT = frozenset(("displacement", "evacuation"))
_PASSIVE_LIKELY = frozenset(("killing", "detention", "abduction"))


def parties(scene: Scene, trigger: Trigger, kind: str) -> tuple[list[Party], list[Party]]:
    """Return who is said to have done it and to whom, by the words of one telling."""
    actors: list[Party] = []
    targets: list[Party] = []
    stop = _stop(scene, trigger)
    if trigger.entry.sort == "verb":
        _verb(scene, trigger, kind, stop, actors, targets)
    else:
        _noun(scene, trigger, kind, stop, actors, targets)
    _agents(scene, trigger, stop, actors)
    return actors, targets


def _stop(scene: Scene, trigger: Trigger) -> int:
    last = min(scene.sentence(trigger.at)[1], trigger.last + REACH)
    for i in range(trigger.last, last):
        if scene.forms[i] in _STOPS:
            return i
    return last


def _party(scene: Scene, first: int, last: int) -> Party | None:
    while last > first and scene.words[last - 1].kind == "mark":
        last -= 1
    if last <= first:
        return None
    word = scene.words[first]
    name = scene.names[first]
    start = name.start if name is not None and name.first == first else word.start
    if start == word.start and word.form.startswith(("لل", "بال")) and len(word.form) > 4:
        start = scene.letters(first, 1)
    return Party(start, scene.words[last - 1].end)


def _take(scene: Scene, first: int, stop: int, into: list[Party]) -> int:
    """Add the phrase that begins at a word; return one past its last word."""
    last = phrase_end(scene, first, stop)
    party = _party(scene, first, last)
    if party is not None and all(not (p.start < party.end and party.start < p.end) for p in into):
        into.append(party)
    return last


def _verb(scene: Scene, trigger: Trigger, kind: str, stop: int, actors: list[Party], targets: list[Party]) -> None:
    at = trigger.last
    before = _subject_before(scene, trigger)
    if before is not None and (trigger.shape.plural or trigger.shape.object):
        (targets if kind in _PASSIVE_LIKELY and not trigger.shape.object else actors).append(before)
        if not trigger.shape.object:
            _take(scene, at, stop, targets)
            return
    if kind in _OWN_PATIENT:
        _take(scene, at, stop, targets)
        return
    subject = phrase_end(scene, at, stop)
    after = phrase_end(scene, subject, stop) if subject > at else at
    if trigger.shape.object:
        _take(scene, at, stop, actors)
    elif subject > at and after > subject:
        _take(scene, at, stop, actors)
        _take(scene, subject, stop, targets)
    elif subject > at and kind in _PASSIVE_LIKELY and not _acts(scene, at, subject):
        _take(scene, at, stop, targets)
    elif subject > at:
        _take(scene, at, stop, actors)
        _on(scene, subject, stop, targets)


def _acts(scene: Scene, first: int, last: int) -> bool:
    """Troops and police act; a number, civilians and people suffer."""
    for i in range(first, last):
        held = classes(scene.forms[i])
        if scene.words[i].kind == "number" or "people" in held:
            return False
        if held & {"troops", "police", "air", "armed"}:
            return True
    return False


def _subject_before(scene: Scene, trigger: Trigger) -> Party | None:
    """The phrase right before a verb in the plural or with an object: «المسلحون … قتلوا», «غارات شنها»."""
    first = scene.sentence(trigger.at)[0]
    at = trigger.at - 1
    if at >= first and scene.forms[at] in ("قد", "ايضا"):
        at -= 1
    begin = at
    while begin >= first and begin > at - 4 and scene.words[begin].kind in ("word", "number") and scene.forms[begin] not in _SKIPPED:
        begin -= 1
    return _party(scene, begin + 1, at + 1) if at - begin > 0 else None


_SKIPPED = frozenset(("ان", "في", "من", "علي", "الي", "عن", "و", "بعد", "كانوا", "كان", "كانت", "حيث", "الذين", "الذي", "التي", "قال", "عندما"))


def _noun(scene: Scene, trigger: Trigger, kind: str, stop: int, actors: list[Party], targets: list[Party]) -> None:
    _launched_before(scene, trigger, actors)
    at = trigger.last
    if trigger.entry.sort == "masdar" and not trigger.shape.object:
        at = _genitive(scene, trigger, kind, stop, actors, targets)
    elif at < stop and scene.names[at] is not None and not trigger.shape.lead.endswith("ال"):
        at = _take(scene, at, stop, actors)
    _relative(scene, at, stop, actors)
    _on(scene, at, stop, targets)
    if kind in _TWO_SIDED:
        _between(scene, at, stop, actors)


def _genitive(scene: Scene, trigger: Trigger, kind: str, stop: int, actors: list[Party], targets: list[Party]) -> int:
    """«قصف القوات للبلدة», «مقتل مدنيين»: the word behind a verbal noun is its agent, or, for what people suffer, its patient."""
    at = trigger.last
    if at >= stop or scene.forms[at] in _ON:
        return at
    last = phrase_end(scene, at, stop)
    if last == at:
        return at
    if kind in _ABOUT_PEOPLE or not _acting(scene, at, last):
        return _take(scene, at, stop, targets)
    at = _take(scene, at, stop, actors)
    if at < stop and (scene.forms[at][0] == "ل" or scene.words[at].kind == "word") and scene.forms[at] not in _ON:
        return _take(scene, at, stop, targets)
    return at


def _acting(scene: Scene, first: int, last: int) -> bool:
    name = scene.names[first]
    if name is not None and name.kind in ("organization", "person"):
        return True
    if name is not None and name.kind == "place":
        return last < len(scene.forms) and scene.forms[last].startswith("ل")
    return bool(classes(scene.forms[first]) & {"troops", "army", "police", "air", "armed", "enemy"})


def _launched_before(scene: Scene, trigger: Trigger, actors: list[Party]) -> None:
    """«شن مسلحون هجوما»: between the verb that launches and the trigger stands who does it."""
    first = scene.sentence(trigger.at)[0]
    for i in range(trigger.at - 1, max(first, trigger.at - 7) - 1, -1):
        if scene.forms[i] in _STOPS or scene.forms[i] == "،":
            return
        if classes(scene.forms[i]) & _LAUNCH:
            if trigger.at > i + 1:
                _take(scene, i + 1, trigger.at, actors)
            elif i > first:
                party = _subject_before(scene, Trigger(i, i + 1, 0, 0, "", trigger.entry, trigger.shape))
                if party is not None:
                    actors.append(party)
            return


def _relative(scene: Scene, at: int, stop: int, actors: list[Party]) -> None:
    """«غارات شنها التحالف», «الهجوم الذي نفذه مسلحون»."""
    for i in range(at, min(stop, at + 4)):
        if classes(scene.forms[i]) & _LAUNCH and i + 1 < stop:
            _take(scene, i + 1, stop, actors)
            return


def _on(scene: Scene, at: int, stop: int, targets: list[Party]) -> None:
    for i in range(at, min(stop, at + 8)):
        if scene.forms[i] in _ON and i + 1 < stop and (scene.forms[i], scene.forms[i + 1]) not in _BY:
            _take(scene, i + 1, stop, targets)
            return


def _between(scene: Scene, at: int, stop: int, actors: list[Party]) -> None:
    for i in range(at, min(stop, at + 6)):
        if scene.forms[i] in ("بين", "مع") and i + 1 < stop:
            last = _take(scene, i + 1, stop, actors)
            if last < stop and scene.forms[last].startswith("و"):
                _take(scene, last, stop, actors)
            return


def _agents(scene: Scene, trigger: Trigger, stop: int, actors: list[Party]) -> None:
    for i in range(trigger.last, stop - 2):
        if (scene.forms[i], scene.forms[i + 1]) in _BY:
            _take(scene, i + 2, stop, actors)
            return


def is_event(form: str) -> bool:
    """Say whether a word is itself the word of an incident."""
    return bool(hits(form))
