"""Sides: what the frames of actors and of targets share: a phrase as a party, and whether another phrase follows.

Finds    للقوات الحكومية        the party «قوات الحكومية»'s words, past the joined letters
"""

from __future__ import annotations

from musnad.extract.incidents.drafts import Claim, Party
from musnad.extract.incidents.lexicon import classes, words_of
from musnad.extract.incidents.phrases import phrase_end
from musnad.extract.incidents.scene import Scene
from musnad.extract.incidents.triggers import Trigger
from musnad.lang.words import Word

BY = (("من", "قبل"), ("علي", "يد"), ("علي", "ايدي"), ("من", "جانب"))  # «by», before who did it
OWN = 2  # words between «إنه» and the verb of one's own deed
_FOR = ("لأ", "لآ", "لإ")  # «لأبناء», «لآخر معاقل»: no noun begins so by itself
LEAST = 5  # letters of a word with letters joined in front
_ACTING = frozenset(("agent", "troops", "army"))
_PERSONS = frozenset(("people", "civilians", "captives"))
_SUFFERING = frozenset(("area", "building", "civilians", "vehicle", "road"))
_OTHERS = frozenset(("agent", "troops", "army", "people", "being", "relative", "suffer", "negation"))
PATIENT = frozenset(("killing", "detention", "abduction", "trial", "appointment"))  # what befalls the subject of its verb


def party(scene: Scene, first: int, last: int, role: str = "stated") -> Party | None:
    """Return the words from one to another as a party, without joined letters and marks at the ends."""
    while last > first and (scene.words[last - 1].kind == "mark" or _hangs(scene, last - 1)):
        last -= 1
    if scene.forms[max(first, last - 2) : last] == ["علي", "الاقل"]:
        last -= 2
    while first < last and (
        scene.words[first].kind == "mark" or first in scene.timed or scene.forms[first] in words_of("preposition")
    ):
        first += 1
    if last <= first or not _names(scene, first, last):
        return None
    word, name = scene.words[first], scene.names[first]
    start = name.start if name is not None and name.first == first else word.start
    if start == word.start:
        start = scene.letters(first, _joined(word))
    return Party(start, _closed(scene, start, scene.words[last - 1].end), role)


def _closed(scene: Scene, start: int, end: int) -> int:
    """«عناصر الدفاع "الخوذ"»: the end past the mark that closes what opens inside."""
    text = scene.passage.text
    inside, after = text[start:end], text[end : end + 1]
    opened = (inside.count('"') % 2 and after == '"') or (inside.count("«") > inside.count("»") and after == "»")
    return end + 1 if opened else end


def _joined(word: Word) -> int:
    """How many letters are joined in front of the first word of a party: «للقوات», «بالمدينة», «لأبناء», «وقوات»."""
    form = word.form
    if word.raw.startswith(_FOR):
        return 1
    if form in words_of("whole") or form in words_of("missile") or len(form) < LEAST:
        return 0
    if form.startswith("لل"):
        return 2
    if form.startswith(("بال", "وال", "فال")):
        return 1
    if form[0] == "ل" and classes(form[1:]) & _PERSONS:
        return 1  # «لرهائن»
    acting = classes(form[1:]) & _ACTING
    return int(bool(acting) and form[0] in "ول" and not (form[0] == "و" and acting <= {"army"}))


def _hangs(scene: Scene, at: int) -> bool:
    """A relative pronoun or a particle at the end of a phrase belongs to what follows."""
    return scene.names[at] is None and scene.forms[at] in words_of("phrase_end")


def _names(scene: Scene, first: int, last: int) -> bool:
    """Whether the words can name somebody or something: no particle, no word of saying, no span of time."""
    if scene.names[first] is not None:
        return True
    form = scene.forms[first].removeprefix("و")
    if (
        form in words_of("phrase_end")
        or form in words_of("negation")
        or first in scene.cued
        or (len(form) < 2 and not form.isdigit())
    ):
        return False
    if (scene.words[first].kind == "number" and last - first == 1) or _verb_shaped(scene.forms[first], last - first):
        return False
    return first not in scene.counted or "years" not in classes(scene.forms[last - 1])


def _verb_shaped(form: str, length: int) -> bool:
    """«هرعوا», «وترغم», alone «إسرائيليا»: a verb, what is joined by «و», an adjective name nobody."""
    if classes(form):
        return False
    if length == 1 and form.endswith(("ي", "يا")):
        return True
    return (form.endswith("وا") and len(form) > 4) or form.startswith(("وت", "وي"))


def suffers(scene: Scene, first: int, last: int) -> bool:
    """Return whether a town, a house or people stand where who acts would: «قصفت المدينة بغاز …»."""
    name = scene.names[last - 1]
    return (name is not None and name.kind == "place") or bool(classes(scene.forms[first]) & _SUFFERING)


def passive(scene: Scene, trigger: Trigger) -> bool:
    """Return whether a verbal noun is told as done: «تم استهداف المقر», whose genitive is what it was done to."""
    return (
        trigger.entry.sort == "masdar"
        and trigger.at > 0
        and scene.forms[trigger.at - 1].removeprefix("و") in words_of("passively")
    )


def self_told(scene: Scene, claim: Claim, trigger: Trigger) -> bool:
    """Return whether a speaker tells his own deed: «إنها استهدفت …», «إنه شن غارات», with nobody named between."""
    first = scene.passage.word_at(claim.start)
    if not 0 < first <= trigger.at <= first + OWN or scene.forms[first - 1] not in words_of("self"):
        return False
    between = range(first, trigger.at)
    if any(scene.forms[i] in words_of("passively") for i in between):
        return False  # «إنه تمت السيطرة»
    return all(
        scene.names[i] is None and scene.words[i].kind == "word" and not classes(scene.forms[i]) & _OTHERS for i in between
    )


def has_object(scene: Scene, at: int, stop: int) -> bool:
    """Return whether a noun phrase begins at a word."""
    return at < stop and phrase_end(scene, at, stop) > at and scene.words[at].kind != "mark"
