"""How much the words tell of an incident as something that happened: points, brought into 0..1.

«قتل خمسة أشخاص في انفجار» tells of it; «تداعيات الهجوم» refers to it; «خطر وقوع هجوم» does neither.
A low score leaves nothing out: it lets a reader ask first for what a report tells at first hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import exp

from musnad.extract.incidents.lexicon import classes, words_of
from musnad.extract.incidents.merging import Telling
from musnad.extract.incidents.scene import Scene

# Rounded from the weights of two logistic regressions over judged sentences, for protests and for all else; by halves.
PASSING = {
    "toll": 0.5, "past": 1.0, "fatal": 0.5, "whom": 0.5, "weapon": 0.5, "counted": 0.5, "injured": 0.5, "people": 0.5,
    "today": 0.5, "foremost": 0.5, "brief": 0.5, "claimed": 0.5, "placed": 0.5,
    "unfinished": -0.5, "masdar": -1.0, "plural": -0.5, "afterwards": -0.5, "unreal": -0.5, "long": -1.0, "overlong": -0.5,
    "related": -1.0, "court": -1.0, "years": -0.5, "killing": -1.0, "shooting": 0.5, "military_operation": -0.5,
}  # fmt: skip
GATHERING = {
    "placed": 1.5, "counted": 1.5, "foremost": 1.0, "past": 1.0, "who": 1.0, "toll": -1.0, "fatal": -0.5, "noun": -0.5,
    "claimed": -1.0, "dated": -0.5,
}  # fmt: skip
EVEN, EVEN_GATHERING = 2.0, 2.25  # points at which the score is one half
BRIEF, LONG, OVERLONG = range(10, 30), 40, 50  # words of a sentence; a long one tells many things in passing
RELATED = 4  # words between a relative pronoun and what it tells in passing
_FATAL, _FACT, _PEOPLE = frozenset(("kill",)), frozenset(("fact",)), frozenset(("people", "civilians", "troops"))
_COURT, _DAY, _YEARS = frozenset(("court_talk",)), frozenset(("of_the_day",)), frozenset(("of_years",))


def score(scene: Scene, tellings: list[Telling]) -> float:
    """Return the score of the incident that is told best."""
    gathering = tellings[0].kind == "protest"
    weights, even = (GATHERING, EVEN_GATHERING) if gathering else (PASSING, EVEN)
    best = max(sum(weights.get(sign, 0.0) for sign in _signs(scene, telling)) for telling in tellings)
    return round(1 / (1 + exp(even - best)), 2)


def _signs(scene: Scene, telling: Telling) -> Iterator[str]:
    """Yield what speaks for a telling, or against it."""
    trigger = telling.trigger
    first, last = scene.sentence(trigger.at)
    start, end = scene.words[first].start, scene.words[last - 1].end
    after = trigger.at > first and bool(classes(scene.forms[trigger.at - 1]) & _FACT)
    signs = {
        "toll": telling.killed or telling.injured,
        "fatal": scene.near(_FATAL, first, last) is not None,
        "whom": telling.targets,
        "who": telling.actors,
        "weapon": telling.weapon,
        "placed": telling.own,
        "dated": scene.value(telling.time) is not None,
        "foremost": trigger.at - first < 4,
        "counted": scene.counts(start, end),
        "afterwards": after,
        "claimed": telling.standing.status == "claimed",
        "unreal": telling.standing.status not in ("reported", "claimed"),
        "long": last - first > LONG,
    }
    if telling.kind != "protest":
        signs |= _around(scene, telling, first, last)
    yield from (sign for sign, holds in signs.items() if holds)
    yield from _shape(trigger.entry.sort, trigger.shape.tense, scene.forms[trigger.at])
    yield telling.kind


def _around(scene: Scene, telling: Telling, first: int, last: int) -> dict[str, bool]:
    """What the sentence of an assault says besides: court reports and years past tell of it, and do not report it."""
    at = telling.trigger.at
    return {
        "injured": telling.injured is not None,
        "people": scene.near(_PEOPLE, first, last) is not None,
        "court": scene.near(_COURT, first, last) is not None,
        "today": scene.near(_DAY, first, last) is not None,
        "years": scene.near(_YEARS, first, last) is not None,
        "related": any(form in words_of("relative") for form in scene.forms[max(first, at - RELATED) : at]),
        "foremost": 4 * (at - first) < last - first,
        "brief": last - first in BRIEF,
        "overlong": last - first >= OVERLONG,
    }


def _shape(sort: str, tense: str, form: str) -> Iterator[str]:
    if sort == "verb":
        yield "past" if tense == "past" else "unfinished"
        return
    yield sort
    if form.endswith("ات"):
        yield "plural"
