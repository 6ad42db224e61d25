"""Noun phrases that can name a speaker: where one begins and ends.

Finds    قال وزير النقل في حكومة الساحل، سالم الراوي، إن …     role, place of office, name in apposition
Leaves   قال المتحدث في بيان …                                  «في بيان» is an occasion, not part of the name
Leaves   أكدت مصادر محلية وصول قافلة …                          «وصول» begins the content
"""

from __future__ import annotations

from dataclasses import dataclass

from musnad.extract.statements.grammar import AN, ARTICLE, INDEFINITE, MIN, TELLS_HOW, WITH_BI, WORDS
from musnad.extract.statements.heads import Head
from musnad.extract.statements.inflection import CUES
from musnad.extract.statements.reading import Reading
from musnad.extract.statements.scan import Scan
from musnad.text.names import Name

PERCENT = ("%", "٪")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase.

    Attributes:
        first: First word.
        last: One past the last word.
        head: What its first noun says of it, None for a bare name.
        names: The names inside, in order.
    """

    first: int
    last: int
    head: Head | None
    names: tuple[Name, ...]

    @property
    def speaks(self) -> bool:
        """True where the phrase names somebody or something, by name or by what it is."""
        return bool(self.names) or self.head is not None

    @property
    def person_named(self) -> bool:
        """True where a person's name stands in it."""
        return any(n.kind == "person" for n in self.names)

    def is_a(self, *kinds: str) -> bool:
        """Say whether its first noun is of one of these kinds."""
        return self.head is not None and self.head.kind in kinds


def phrase_at(reading: Reading, first: int, stop: int, *, ends_at: str = "") -> Phrase | None:
    """Return the noun phrase that begins at a word, or None where none does.

    Args:
        reading: The report.
        first: Index of the word.
        stop: The phrase ends before this word.
        ends_at: Letters of the prepositions with which the content may begin, as «ب» after طالب.
    """
    if first >= stop or not _can_begin(reading, first):
        return None
    scan = Scan(reading, first, stop, ends_at)
    last = scan.run()
    if last <= first:
        return None
    return Phrase(first, last, scan.head, tuple(scan.found))


def _can_begin(reading: Reading, index: int) -> bool:
    kind = reading.words[index].kind
    if kind == "mark":
        quotation = reading.opening.get(index)
        return quotation is not None and quotation.closed and reading.names_in_marks(index)
    if reading.names[index] is not None:
        return True
    if kind == "number":
        counted = index + 1 < len(reading.heads) and reading.heads[index + 1] is not None
        after = reading.words[index + 1].raw if index + 1 < len(reading.words) else ""
        of = after in PERCENT or reading.forms[index + 1 : index + 2] == [MIN]
        return counted or of  # «10 دول», «5 من الدول», «19٪», not «9500 حالة»
    form = reading.forms[index]
    if form == WITH_BI:
        return False
    if reading.heads[index] is None:
        if _accusative(form) and not _after_saying(reading, index):
            return False
        said = CUES[form]
        if said and said[0].kind == "verb" and not (form in WORDS.quantifier or WORDS.content_noun(form)):
            return False
    return form not in WORDS.never_first


def _accusative(form: str) -> bool:
    """An indefinite accusative («يوما», «امتدادا») is never a subject."""
    return form.endswith(INDEFINITE) and len(form) > 3 and not form.startswith(ARTICLE)


def _after_saying(reading: Reading, index: int) -> bool:
    """Right after «عن» or «قالت» even a word that looks accusative is a name («قالت ماريا»)."""
    if not index:
        return False
    before = reading.forms[index - 1]
    if TELLS_HOW.match(reading.forms[index]):
        return False  # «وقال مذكرا»
    said = CUES[before] or CUES[before[1:]]
    return before == AN or (bool(said) and said[0].kind == "verb" and said[0].past and not said[0].takes("object"))
