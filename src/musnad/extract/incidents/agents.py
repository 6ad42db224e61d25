"""Agents: the phrases of a sentence that can name who acts, and whether a preposition governs them.

Finds    القوات الحكومية، مسلحون، مجلس الوزراء     a phrase led by a word of those who act
Finds    دونالد ترامب، الأمم المتحدة               a name of a person or an organisation
Finds    قررت واشنطن                                a place right behind a verb in the feminine
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from musnad.extract.incidents.lexicon import classes, hits, words_of
from musnad.extract.incidents.phrases import phrase_end
from musnad.extract.incidents.scene import Scene

_ACTING = frozenset(("troops", "army", "agent"))
_DONE = ("تنظيم", "قوه")
_STATE = frozenset(("country", "capital"))
_TO_IT = frozenset(("اليها", "اليه", "عليها", "عليه"))
_NAMED = frozenset(("person", "organization", "group"))
_THAT = frozenset(
    ("ان", "بان", "وان", "لكن", "فيما", "بينما", "حيث", "كما", "و", "،", ",", ":", '"', "«", "بعدما", "عندما", "قيام")
)


@dataclass(frozen=True, slots=True)
class Agent:
    """A phrase that can name who acts.

    Attributes:
        first: Its first word.
        last: One past its last.
        governed: The preposition before it, empty if there is none.
    """

    first: int
    last: int
    governed: str


def agents(scene: Scene, first: int, stop: int) -> Iterator[Agent]:
    """Yield the agents among some words, in order; none overlaps another."""
    at = first
    while at < stop:
        last = _agent_end(scene, at, stop)
        if last > at:
            yield Agent(at, last, _governor(scene, at))
            at = last
        else:
            at += 1


def _agent_end(scene: Scene, at: int, stop: int) -> int:
    name = scene.names[at]
    if name is not None and name.first == at:
        if at + 1 < len(scene.forms) and name.last == at + 1 and "chem" in classes(scene.forms[at + 1]):
            return at  # «غازي السارين والكلور»: two gases, no Mr Ghazi
        if name.last == at + 1 and at and "military" in classes(scene.forms[at]) and hits(scene.forms[at - 1]):
            return at  # «هجوم بري» is no Mr Berri's
        if name.kind in _NAMED:
            return min(name.last, stop)
        return min(name.last, stop) if name.kind == "place" and _subject_place(scene, at) else at
    form = scene.forms[at]
    if scene.words[at].kind != "word" or (name is not None and name.first < at) or not classes(form) & _ACTING:
        return at
    if at and "suicidal" in classes(form) and any(h.entry.sort != "verb" for h in hits(scene.forms[at - 1])):
        return at  # «هجوم انتحاري»: how, and not who
    if at + 1 < len(scene.forms) and form.endswith(_DONE) and hits(scene.forms[at + 1]):
        return at  # «تنظيم التظاهرات» is done, not a group; «قوة الضربة» is how strong it is
    return max(phrase_end(scene, at, stop), at + 1)


def _subject_place(scene: Scene, at: int) -> bool:
    """«قررت واشنطن», «أن إسرائيل»: a state or a capital stands for its government."""
    name = scene.names[at]
    if at == 0 or name is None or (name.start > scene.words[at].start and scene.words[at].form[0] != "و"):
        return False
    if not any(classes(f) & _STATE for f in scene.forms[name.first : name.last]):
        return False
    before = scene.forms[at - 1]
    if before in _TO_IT and at > 1:
        before = scene.forms[at - 2]  # «التي توصلت إليها أنقرة»
    if before in words_of("joining"):
        return True  # «مشاركة ألمانيا في …»
    if before in _THAT:
        return before != "،" or (at > 1 and scene.names[at - 2] is not None)
    earlier = scene.names[at - 1]
    if earlier is not None and scene.words[at].form[0] == "و":
        return _subject_place(scene, earlier.first)
    return (
        len(before) > 3
        and (before.endswith("ت") or before.startswith(("ت", "ست", "وت", "وست")))
        and not before.startswith("ال")
        and not (before.endswith("ات") and not scene.words[at - 1].raw.endswith("أت"))
    )


def _governor(scene: Scene, at: int) -> str:
    name = scene.names[at]
    word = scene.words[at]
    if name is not None and name.first == at and name.start > word.start:
        if word.form[0] in "بلك":
            return word.form[0]
    elif word.form.startswith(("لل", "بال", "كال")) or _joined(word.form):
        return word.form[0]
    before = scene.forms[at - 1] if at else ""
    return before if before in words_of("preposition") else ""


def _joined(form: str) -> bool:
    """«لقوات»: a preposition joined to a word of those who act; «ليث», «برلمان» hold no such word."""
    return form[0] in "بلك" and form not in words_of("agent") and bool(classes(form[1:]) & _ACTING)
