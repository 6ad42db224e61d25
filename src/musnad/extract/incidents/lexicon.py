"""The words of incidents: triggers with the frames they need, and the words around them that decide.

Lexicons: incidents.tsv (triggers), incident_contexts.tsv (classes of words around a trigger).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from musnad.extract.incidents.inflections import Shape, conjunctions, leads, noun_forms, verb_forms
from musnad.lang.pack import read_lexicon
from musnad.lang.words import fold

REMEMBERED = 32_768  # forms
_NONE: frozenset[str] = frozenset()
_EXACT = frozenset(("negation", "condition", "maybe", "on", "to", "any", "between", "with", "unsaid", "hearsay", "deny"))
_PEELED = ("وال", "بال", "لل", "ال", "و", "ب", "ل", "ف", "ك")
_PEELING = {letter: tuple(lead for lead in _PEELED if lead[0] == letter) for letter in {lead[0] for lead in _PEELED}}
_ENDING = frozenset("اهم")  # last letters of what may be taken off the end of a word


@dataclass(frozen=True, slots=True)
class Need:
    """What must stand near a trigger, any of ``classes``; with ``against`` what must not.

    ``side`` is next, soon, after, just, before, near, sentence or topic.
    """

    side: str
    classes: frozenset[str]
    against: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the lexicon of triggers.

    Attributes:
        form: The folded word.
        sort: verb, masdar (verbal noun) or noun.
        kind: The incident's kind, or a family that the context decides: attack, strike, hit, shell, operation.
        needs: All of these must hold.
        weak: True where another incident told in the same breath is the incident, and this its outcome.
        means: True where a killing told in the same sentence is the incident, and this its means.
    """

    form: str
    sort: str
    kind: str
    needs: tuple[Need, ...]
    weak: bool
    means: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A word of a text as a trigger: the row and the shape of the word."""

    entry: Entry
    shape: Shape


Table = dict[str, list[tuple[Entry, Shape]]]


@cache
def _tables() -> tuple[Table, Table]:
    """Return the forms of the verbs, and those of the other words, without what is joined in front."""
    verbs: Table = {}
    nouns: Table = {}
    for row in read_lexicon("incidents"):
        more = "" if row["more"] == "-" else fold(row["more"])
        for kind, frame in zip(row["incident"].split(" / "), row["frame"].split(" / "), strict=True):
            _enter(_entry(row["form"], row["kind"], kind, frame), more, verbs, nouns)
    return verbs, nouns


def _enter(entry: Entry, more: str, verbs: Table, nouns: Table) -> None:
    if entry.sort == "verb":
        for stem in more.split() or [""]:
            _add(verbs, entry, verb_forms(entry.form, stem))
    else:
        for base in (entry.form, *more.split()):
            _add(nouns, entry, noun_forms(base))


def _add(table: Table, entry: Entry, forms: dict[str, Shape]) -> None:
    """Add forms of an entry; the first shape that it has in a form counts."""
    for form, shape in forms.items():
        held = table.get(form)
        if held is None:
            table[form] = [(entry, shape)]
        elif held[-1][0] is not entry:  # entries come one after the other
            held.append((entry, shape))


def _entry(form: str, sort: str, kind: str, frame: str) -> Entry:
    needs, weak, means = [], False, False
    for part in frame.split():
        side, _, classes = part.partition("=")
        weak = weak or side == "weak"
        means = means or side == "means"
        if classes:
            needs.append(Need(side.removeprefix("!"), frozenset(classes.split("|")), side.startswith("!")))
    return Entry(fold(form), sort, kind, tuple(needs), weak, means)


@lru_cache(maxsize=REMEMBERED)
def hits(form: str) -> tuple[Hit, ...]:
    """Return what incident words a folded form can be; empty for nearly all."""
    verbs, nouns = _tables()
    found: list[Hit] = []
    if "never" in _contexts().get(form, _NONE):
        return ()
    for lead, rest, article in leads(form):
        for entry, shape in nouns.get(rest, ()):
            if article and shape.object:
                continue
            if all(h.entry is not entry for h in found):
                found.append(Hit(entry, shape._replace(lead=lead, definite=article or shape.definite)))
    for lead, rest in conjunctions(form):
        for entry, shape in verbs.get(rest, ()):
            if all(h.entry is not entry for h in found):
                found.append(Hit(entry, shape._replace(lead=lead + shape.lead)))
    return tuple(found)


@cache
def _contexts() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for row in read_lexicon("incident_contexts"):
        table.setdefault(fold(row["form"]), set()).add(row["kind"])
    return {form: frozenset(kinds) for form, kinds in table.items()}


def listed(form: str) -> bool:
    """Return whether a folded word stands in the lexicon of contexts as it is, with nothing joined in front."""
    return form in _contexts()


@cache
def words_of(kind: str) -> frozenset[str]:
    """Return the folded words of one class, as they stand."""
    return frozenset(form for form, kinds in _contexts().items() if kind in kinds)


@lru_cache(maxsize=REMEMBERED)
def classes(form: str) -> frozenset[str]:
    """Return the classes of a folded word, whatever is joined in front of it."""
    table = _contexts()
    held = table.get(form)
    if held is not None:
        return held | (table.get(form[2:], _NONE) - _EXACT if form.startswith("ال") else _NONE)
    for lead in _PEELING.get(form[:1], ()):
        if form.startswith(lead) and form[len(lead) :] in table and len(form) - len(lead) > 2:
            held = table[form[len(lead) :]]
            return held if lead in ("و", "ف") else held - _EXACT
    if form[-1:] not in _ENDING:
        return _NONE
    for end in ("ا", "ه", "ها", "هم"):
        if form.endswith(end) and len(form) > 4:
            bare = form[: -len(end)]
            if bare in table:
                return table[bare] - _EXACT
            for lead in _PEELING.get(bare[:1], ()):
                if bare.startswith(lead) and bare[len(lead) :] in table and len(bare) - len(lead) > 2:
                    return table[bare[len(lead) :]] - _EXACT
    return _NONE
