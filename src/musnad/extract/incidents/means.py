"""Means: the finer kind of an incident and the weapon, where the words beside its trigger name them.

Finds    قصف مدفعي                     shelling: artillery
Finds    ألقت مروحية براميل متفجرة       airstrike: barrel_bomb, with its words as the weapon
Finds    هجوم بغاز الكلور                chemical_attack: chlorine
Leaves   قصف … وقال مصدر إن صاروخا …     another telling's words

Lexicon: incident_means.tsv.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from musnad.extract.incidents.drafts import Named
from musnad.extract.incidents.scene import Scene
from musnad.extract.incidents.triggers import Trigger
from musnad.lang.pack import read_lexicon
from musnad.lang.words import fold

BACK, AHEAD = 4, 9  # words before and after a trigger
LONGEST = 3  # words of a row
_LEADS = ("", "ال", "ب", "بال", "و", "وال", "لل", "ل", "وب", "ف")
_STOPS = frozenset((".", "؛", "؟", "!", ":"))


@dataclass(frozen=True, slots=True)
class Means:
    """One row of the lexicon.

    Attributes:
        kind: The finer kind; None where the words say none.
        incidents: The kinds of incidents that the row is of.
        weapon: ``yes``; ``carrier`` for what brings one (an aircraft): a weapon named beside it goes before it; ``-``.
    """

    kind: str | None
    incidents: frozenset[str]
    weapon: str


class Found(NamedTuple):
    """Where the words of a row stand: first word, one past the last, the row."""

    first: int
    last: int
    row: Means


@cache
def _rows() -> dict[str, dict[tuple[str, ...], Means]]:
    """Return the rows by their first word, the words behind it without the article."""
    made: dict[str, dict[tuple[str, ...], Means]] = {}
    for row in read_lexicon("incident_means"):
        first, *rest = fold(row["form"]).split()
        kind = None if row["kind"] == "-" else row["kind"]
        means = Means(kind, frozenset(row["incident"].split("|")), row["weapon"])
        made.setdefault(first, {})[tuple(w.removeprefix("ال") for w in rest)] = means
    return made


@cache
def _kinds() -> frozenset[str]:
    """The kinds of incidents that any row is of."""
    return frozenset(kind for rows in _rows().values() for row in rows.values() for kind in row.incidents)


def means(scene: Scene, trigger: Trigger, kind: str, others: frozenset[int]) -> tuple[Named | None, Named | None]:
    """Return the finer kind and the weapon of one telling, each with its words; None where they are not said.

    Args:
        scene: The report.
        trigger: The trigger.
        kind: Its kind.
        others: The words of the other triggers: behind one of them its own words begin.
    """
    if kind not in _kinds():
        return None, None
    found = [f for f in _near(scene, trigger, others) if kind in f.row.incidents]
    found.sort(key=lambda f: f.row.weapon == "carrier")
    finer = next((_named(scene, f) for f in found if f.row.kind), None)
    weapon = next((_named(scene, f) for f in found if f.row.weapon != "-"), None)
    return finer, weapon


def _near(scene: Scene, trigger: Trigger, others: frozenset[int]) -> Iterator[Found]:
    """Yield what stands in the trigger and behind it, then before it, the nearest first."""
    first, last = scene.sentence(trigger.at)
    at = trigger.at
    while at < min(last, trigger.last + AHEAD):
        if scene.forms[at] in _STOPS or (at in others and at != trigger.at):
            break
        found = _at(scene, at, last)
        if found is not None:
            yield found
        at = found.last if found is not None else at + 1
    before: list[Found] = []
    at = max(first, trigger.at - BACK)
    while at < trigger.at:
        if scene.forms[at] in _STOPS or at in others:
            before.clear()
        found = _at(scene, at, trigger.at)
        before += [found] if found is not None else []
        at = found.last if found is not None else at + 1
    yield from reversed(before)


def _at(scene: Scene, at: int, stop: int) -> Found | None:
    """The longest row that stands at a word."""
    for rows in _beginning(scene.forms[at]):
        for length in range(LONGEST - 1, -1, -1):
            rest = tuple(f.removeprefix("ال") for f in scene.forms[at + 1 : min(stop, at + 1 + length)])
            if len(rest) == length and rest in rows:
                return Found(at, at + 1 + length, rows[rest])
    return None


@lru_cache(maxsize=65536)
def _beginning(form: str) -> tuple[dict[tuple[str, ...], Means], ...]:
    """Return the rows that can begin with a folded word, whatever is joined in front of it; none for nearly all."""
    bare = [form[len(lead) :] for lead in _LEADS if form.startswith(lead)]
    found = (_rows().get(b) or _rows().get(b.removesuffix("ا")) for b in bare)
    return tuple(rows for rows in found if rows)


def _named(scene: Scene, found: Found) -> Named:
    form = scene.forms[found.first]
    lead = next((n for n in ("وبال", "بال", "وال", "وب", "لل", "و", "ب") if _joined(form, n)), "")
    start = scene.letters(found.first, len(lead.removesuffix("ال")) if lead != "لل" else 1)
    return Named(start, scene.words[found.last - 1].end, found.row.kind)


def _joined(form: str, lead: str) -> bool:
    return form.startswith(lead) and form not in _rows() and form[len(lead) :] in _rows()
