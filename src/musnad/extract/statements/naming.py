"""Naming: what of a speaking phrase is a name, and which phrases name several or a share.

Finds    الأمم المتحدة | الطرفين          the body without what was done to somebody
Finds    كل من الساحل والميناء، 19.6٪     several together, no name of one
"""

from __future__ import annotations

from musnad.extract.statements.bodies import Body
from musnad.extract.statements.grammar import MIN, WITH_WA, WORDS
from musnad.extract.statements.heads import HEADS
from musnad.extract.statements.phrases import Phrase
from musnad.extract.statements.reading import Reading
from musnad.text.number_forms import tags


def several(reading: Reading, phrase: Phrase) -> bool:
    """«كل من الساحل والميناء», «19.6٪», «سبعة من كل عشرة»: no name of one, and told without a noun."""
    first = phrase.first
    numbers = (reading.words[at].kind == "number" or reading.forms[at] in tags() for at in range(first, phrase.last)[:3])
    if phrase.head is None and not (phrase.names and phrase.names[0].first == first) and any(numbers):
        return True
    if phrase.names[:1] and phrase.names[0].first == first:
        return any(_joined_to(reading, at, phrase.names[0].kind) for at in range(phrase.names[0].last, phrase.last))
    each = reading.forms[first].removeprefix(WITH_WA) in WORDS.each and reading.forms[first + 1 : first + 2] == [MIN]
    return each and phrase.head is None


def _joined_to(reading: Reading, at: int, kind: str) -> bool:
    """«الحزب الأول والحزب الثاني»: «و» sets a name, or a kind of body, beside another of its kind."""
    word, name, head = reading.words[at], reading.names[at], HEADS[reading.forms[at][1:]]
    beside = name is not None and name.first == at and name.kind == kind and word.start < name.start
    body = name is None and head is not None and head.kind == kind == "organization"
    return word.form[0] == WITH_WA and (beside or body)


def named_part(reading: Reading, phrase: Phrase) -> Phrase:
    """«الأمم المتحدة | الطرفين», «المرصد | في 24»: a body's name without what follows it."""
    name = phrase.names[0] if phrase.names else None
    if name is not None and name.first == phrase.first and name.kind == "organization" and name.last < phrase.last:
        rest = range(name.last, phrase.last)
        if all(reading.words[at].kind == "word" and reading.heads[at] is None and reading.names[at] is None for at in rest):
            return Phrase(phrase.first, name.last, phrase.head, (name,))
    last = phrase.last - 1
    if phrase.is_a("organization") and name is None and last > phrase.first + 1 and WORDS.content_noun(reading.forms[last]):
        body = Body(reading, phrase.first)
        return Phrase(phrase.first, last, phrase.head, ()) if body.is_name and body.last == last else phrase
    return phrase  # «القوات المسلحة | المسؤولية»
