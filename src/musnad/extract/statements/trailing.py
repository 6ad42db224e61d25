"""Trailing particles: how much of what stands before «بحسب المتحدث» it covers."""

from __future__ import annotations

from musnad.extract.statements.contents import closed_content
from musnad.extract.statements.draft import Draft
from musnad.extract.statements.grammar import BI_OR_LI, COMMAS, ENDS, PAUSES, WITH_WA, WORDS
from musnad.extract.statements.inflection import CUES
from musnad.extract.statements.reading import Reading

BEGUN = 3  # words of a clause before a source that is put into it
NEAR = 6  # words between the end of a content and the particle that closes it


def cover(reading: Reading, draft: Draft, found: list[Draft], first: int, stop: int) -> None:
    """Give a trailing particle the innermost content that it closes, else the clause before it.

    Args:
        reading: The report.
        draft: The draft of the particle.
        found: All drafts of its unit; the contents of the others are known.
        first: First word of the unit.
        stop: End of the unit.
    """
    closed = [d for d in found if d is not draft and _closes(reading, draft, d)]
    if closed and _only_repeats(reading, draft, closed[-1]):
        draft.start, draft.end = closed[-1].start, min(closed[-1].end, draft.cue.start)
        draft.direct = closed[-1].direct
        return
    at = draft.cue.first
    first = _inside_brackets(reading, _inside_marks(reading, first, at), at)
    while first < at and reading.words[first].kind == "mark" and first not in reading.opening:
        first += 1
    draft.first = first
    start = reading.words[first].start + (1 if _conjunction(reading, first) else 0)
    end = _before_parting(reading, first, _clause_end(reading, draft, stop))
    draft.start, draft.end = closed_content(reading, start, end)


def _inside_marks(reading: Reading, first: int, at: int) -> int:
    """«أضاف أن "الرصيف تضرر بحسب المعلومات"»: within marks a particle covers what they hold."""
    quotation = reading.inside[at]
    return first if quotation is None else max(first, reading.passage.word_at(quotation.inner.start))


def _inside_brackets(reading: Reading, first: int, at: int) -> int:
    """«العجز (375 مليارا في العام بحسب الوزارة)»: within brackets a particle covers what they hold."""
    for place in range(at - 1, first - 1, -1):
        if reading.forms[place] == ")":
            return first
        if reading.forms[place] == "(":
            return place + 1
    return first


def _closes(reading: Reading, draft: Draft, other: Draft) -> bool:
    """The particle stands right after the content of another cue."""
    at = draft.cue.first
    if other.complement == "trailing" or other.cue.first >= at or other.first >= at or other.end <= other.start:
        return False
    return reading.words[at - 1].end >= other.end >= reading.words[max(0, at - NEAR)].start


def _only_repeats(reading: Reading, draft: Draft, closed: Draft) -> bool:
    """A medium or a document only repeats whose word it was; a person or body vouches for the whole clause."""
    phrase = draft.subject.phrase
    if draft.relayed or phrase is None or closed.cue.joined or closed.cue.form.kind != "verb":
        return True
    return phrase.head is None or phrase.is_a("document", "pronoun") or reading.forms[phrase.first] in WORDS.document


def _conjunction(reading: Reading, at: int) -> bool:
    """The first letter of the clause is the conjunction that joins it to what went before."""
    word = reading.words[at]
    own = any(word.form.startswith(verb) for verb in WORDS.waw_verb)  # «وصلت», «واجه»
    unknown = not own and reading.heads[at] is None and reading.names[at] is None and not CUES[word.form]
    return word.raw[0] == WITH_WA and len(word.form) > 3 and unknown


def _clause_end(reading: Reading, draft: Draft, stop: int) -> int:
    """The clause ends before the particle, unless it goes on after the source."""
    after = draft.subject.phrase.last if draft.subject.phrase else draft.cue.last
    if after >= len(reading.forms) or not (_goes_on(reading, after) or _put_in(reading, draft, after)):
        return draft.cue.first
    after += reading.forms[after] in PAUSES
    while after < stop and reading.forms[after] not in ENDS and not _new_clause(reading, after):
        after += 1
    return after


def _before_parting(reading: Reading, first: int, end: int) -> int:
    """«أغلق الجسر؛ وذلك وفقا لـ»: the word that leads in the particle is no part of the clause."""
    return end - 1 if end - 1 > first and reading.forms[end - 1] in WORDS.parting else end


def _new_clause(reading: Reading, at: int) -> bool:
    forms = reading.forms
    return forms[at] in PAUSES and at + 1 < len(forms) and forms[at + 1][0] == WITH_WA


def _put_in(reading: Reading, draft: Draft, after: int) -> bool:
    """«وتضم القافلة، وفق المرصد، آلاف السيارات»: between two commas near the beginning of its clause."""
    forms, cue = reading.forms, draft.cue.first
    commas = forms[cue - 1] in COMMAS and forms[after] in COMMAS and after + 1 < len(forms)
    if not commas or cue - 1 - draft.first > BEGUN or forms[after + 1][0] == WITH_WA:
        return False
    said = CUES[forms[after + 1]]
    return not said and forms[after + 1] not in WORDS.opener and reading.words[after + 1].kind != "mark"


def _goes_on(reading: Reading, at: int) -> bool:
    """«تتعرض البلدة وفق المرصد لغارات»: the clause goes on after the source with a preposition of its verb."""
    form = reading.forms[at]
    if form in WORDS.verb_preposition:
        return True
    joined = form[0] in BI_OR_LI and len(form) > 4 and form not in WORDS.circumstance
    return joined and reading.names[at] is None and reading.heads[at] is None
