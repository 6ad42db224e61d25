"""Merging: the tellings of one incident within a report become one; different ones stay apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from musnad.extract.incidents.drafts import Named, Party, Toll, Where
from musnad.extract.incidents.kinds import VIOLENT
from musnad.extract.incidents.lexicon import classes
from musnad.extract.incidents.scene import Scene, sentence_number
from musnad.extract.incidents.sides import PATIENT
from musnad.extract.incidents.status import REAL, Standing
from musnad.extract.incidents.triggers import Trigger
from musnad.lang.words import fold_name

_STRIKE = "اضراب"
_CAMPAIGN = "حمله"
_POINTING = frozenset(("هذه", "هذا", "تلك", "ذلك"))
_SOFT = frozenset(("meeting", "visit", "agreement"))
_MOVES = frozenset(("evacuation",))
YEAR_ON = 5  # characters of a year and the stroke of what goes on: «2013/»
NEAR = 3  # sentences between two tellings that may be one without a place in common


@dataclass(slots=True)
class Telling:
    """One trigger with all that its sentence ties to it."""

    trigger: Trigger
    kind: str
    standing: Standing
    places: list[Where]
    time: str | None
    actors: list[Party]
    targets: list[Party]
    killed: Toll | None = None
    injured: Toll | None = None
    own: bool = True
    subkind: Named | None = None
    weapon: Named | None = None


@dataclass(slots=True)
class Group:
    """The tellings of one incident."""

    kind: str
    tellings: list[Telling]
    places: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    real: bool = True
    summed: bool = False  # what years have brought, counted

    @property
    def last(self) -> Telling:
        """The latest telling."""
        return self.tellings[-1]


def merge(scene: Scene, tellings: Sequence[Telling]) -> list[Group]:
    """Return the incidents of a report, each with its tellings in text order."""
    groups: list[Group] = []
    for one in tellings:
        places = {fold_name(scene.passage.text[a:b]) for a, b in one.places}
        day = scene.value(one.time)
        group = next((g for g in reversed(groups) if _same(scene, g, one, places, day)), None)
        if group is None:
            group = Group(one.kind, [], real=one.standing.status in REAL, summed=_summed(scene, one, day))
            groups.append(group)
        if not group.real and one.standing.status in REAL:
            one.standing = group.last.standing
        group.tellings.append(one)
        group.places |= places
        if day:
            group.days.add(day[:10])
    return groups


def _same(scene: Scene, group: Group, one: Telling, places: set[str], day: str | None) -> bool:
    if group.kind != one.kind or _of_its_own(scene, group, one):
        return False
    back = one.trigger.shape.definite and one.trigger.entry.sort == "noun" and not _more(scene, one.trigger.at)
    ours = one.places if one.own else []
    if group.real != (one.standing.status in REAL) and not (back and group.real and _here(scene, group, one, ours)):
        return not group.real and _again(scene, group, one, places)
    if not group.real and (
        one.standing.status != group.last.standing.status or one.trigger.entry.form != group.last.trigger.entry.form
    ):
        return False
    if not back and day and group.days and not any(_agree(day[:10], d, one.trigger) for d in group.days):
        return False
    if (
        (not back and group.summed and day is None)
        or _counts_other(scene, group, one, day)
        or (not back and (_others(scene, group, one) or _long_before(scene, group, day)))
    ):
        return False
    away = sentence_number(scene, one.trigger.start) - sentence_number(scene, group.last.trigger.start)
    if back and group.kind == "missile_strike" and away <= 1:
        return True  # «… صاروخا على المدينة. الصاروخ أطلق من …»: whence it came is no other place
    if ours and group.places and (not back or group.real):
        return _same_place(scene, group, one, places)
    if group.kind == "protest" and (_STRIKE in one.trigger.entry.form) != (_STRIKE in group.last.trigger.entry.form):
        return False
    known = all(t.trigger.shape.definite for t in group.tellings)  # «الجلسة» before «اجتمع المجلس»
    if group.kind in _SOFT and not back and not known and one.trigger.entry.form != group.last.trigger.entry.form:
        return False
    bare = one.kind in VIOLENT and not ours and not one.time
    return back or bare or away <= NEAR


def _again(scene: Scene, group: Group, one: Telling, places: set[str]) -> bool:
    """«رفض المشاركة في معركة الجبل، لأنها لا ترى في معركة الجبل فائدة»: named again in one sentence, it is no fact now."""
    noun = one.trigger.entry.sort == "noun" and one.trigger.entry.form == group.last.trigger.entry.form
    return noun and scene.of[one.trigger.at] == scene.of[group.last.trigger.at] and one.own and places <= group.places


def _of_its_own(scene: Scene, group: Group, one: Telling) -> bool:
    """«هذه المعركة» and then «معركة الجبل»; «معركة الجبل» and then «المعركة المقبلة»; a campaign is no single strike."""
    if _CAMPAIGN == one.trigger.entry.form != group.tellings[0].trigger.entry.form:
        return True
    named = one.own and bool(one.places) and not group.places and not one.trigger.shape.definite
    pointed = scene.forms[max(0, group.last.trigger.at - 1)] in _POINTING
    ahead = scene.forms[one.trigger.last : one.trigger.last + 1]
    return (named and pointed) or (group.real and any("plan" in classes(form) for form in ahead))


def _counts_other(scene: Scene, group: Group, one: Telling, day: str | None) -> bool:
    """One counts what years have brought, the other tells what a day has."""
    return day is not None and group.summed != _summed(scene, one, day)


def _summed(scene: Scene, one: Telling, day: str | None) -> bool:
    """«عدد الهجمات منذ عام 2013», «39 هجوما»: the count of years is no incident of this year."""
    if not (day and day.endswith("/") and (day[:4] < scene.published[:4] if scene.published else len(day) == YEAR_ON)):
        return False
    return scene.words[one.trigger.at - 1].kind == "number" or _more(scene, one.trigger.at)


def _more(scene: Scene, at: int) -> bool:
    """«المزيد من الضربات», «عدد الهجمات»: more of the kind, not those told before."""
    before = scene.forms[max(0, at - 2) : at]
    return before[-1:] != [] and ("count" in classes(before[-1]) or (before[-1] == "من" and "many" in classes(before[0])))


def _here(scene: Scene, group: Group, one: Telling, ours: list[Where]) -> bool:
    """«الهجوم المرتقب على المدينة» is not what has happened in another place."""
    return not ours or _among(fold_name(scene.passage.text[slice(*ours[0])]), group.places)


def _others(scene: Scene, group: Group, one: Telling) -> bool:
    """«اعتقال ناشطين» and «القبض على سبعة مهربين»: what befalls others is another incident."""
    if group.kind in _MOVES:
        return _movers(scene, one) is not None and {_movers(scene, t) for t in group.tellings} == {not _movers(scene, one)}
    befell = [_words(scene, t.targets) for t in group.tellings if t.targets and not t.trigger.shape.object]
    ours = _words(scene, one.targets) if not one.trigger.shape.object else set()
    return group.kind in PATIENT and bool(ours and befell) and not any(ours & words for words in befell)


def _movers(scene: Scene, telling: Telling) -> bool | None:
    """Whether those who leave are fighters: «خروج مئات المقاتلين»; False for others, None where nobody is named."""
    told = _words(scene, [*telling.targets, *telling.actors])
    return any("fighters" in classes(word) for word in told) if told else None


def _words(scene: Scene, targets: list[Party]) -> set[str]:
    return {
        scene.forms[i].removeprefix("ال")
        for t in targets
        for i in range(scene.passage.word_at(t.start), scene.passage.word_at(t.end))
        if len(scene.forms[i]) > 2 and not (i in scene.counted and scene.forms[i + 1 : i + 2] == ["من"])
    }


def _long_before(scene: Scene, group: Group, day: str | None) -> bool:
    """A day long before publication makes another incident than one told without a day."""
    if day is None or group.days or scene.published is None or "/" in day:
        return False
    return day[:7] < scene.published[: len(day[:7])]


def _same_place(scene: Scene, group: Group, one: Telling, places: set[str]) -> bool:
    """The most specific place of one is among those of the other."""
    if _countries(places) or _countries(group.places):
        return True
    first = fold_name(scene.passage.text[slice(*one.places[0])])
    return _among(first, group.places) or any(
        _among(fold_name(scene.passage.text[slice(*t.places[0])]), places) for t in group.tellings if t.places
    )


def _countries(places: set[str]) -> bool:
    """Only states are named: they hold the places of the other."""
    return all("country" in classes(p) for p in places)


def _among(place: str, places: set[str]) -> bool:
    words = set(place.split())
    return any(words <= set(other.split()) or set(other.split()) <= words for other in places)


def _agree(one: str, other: str, trigger: Trigger) -> bool:
    if trigger.entry.sort == "noun" and not trigger.shape.definite and len(one) < len(other):
        return "/" in one  # «ومطلع الشهر، شنت غارات …»: told with a time of their own, these are others
    return one.startswith(other) or other.startswith(one) or "/" in one + other
