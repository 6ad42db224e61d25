"""Contents: where what was said ends, and whether it is a quotation, holds one, or is told in the reporter's words."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.extract.statements.draft import Draft
from musnad.extract.statements.grammar import (
    ALA,
    DUNA,
    FEMININE_PLURAL,
    FEMININE_VERB,
    FI,
    IN_REFERENCE,
    IN_REPLY,
    KAMA,
    MIN,
    PAUSES_AND_STOP,
    PLURAL_VERB,
    WITH_BI,
    WITH_LI,
    WITH_WA,
    WORDS,
)
from musnad.extract.statements.heads import HEADS
from musnad.extract.statements.inflection import cues_of
from musnad.extract.statements.reading import Reading
from musnad.text.quotations import Quotation

LEAD = 12  # words before a cue among which its clause may begin
NAMING = 6  # words in marks, the marks with them, that may be no more than a name
_BIDI = "\u200f\u200e\u202b\u202c"
_TRIM = frozenset(" \t\r\n\u00a0.،,؛;:-–—" + _BIDI)
_TRIM_QUOTED = frozenset(".،, \n")
_TRIM_START = frozenset(_BIDI + "،,")
_CLOSERS = frozenset(".،,؛;:!؟?)…-–—")
_STRIPPED = _CLOSERS - {")"}
_CONJUNCTION = ("و", "ف")


def bounded(reading: Reading, draft: Draft, later: Sequence[Draft], stop: int) -> None:
    """Set the span of a draft's content and whether it is direct speech.

    Args:
        reading: The report.
        draft: The draft; its ``first`` is known.
        later: The drafts of the same unit whose cues come after.
        stop: End of the unit.
    """
    end = _cut(reading, draft, later, stop)
    quotation = reading.opening.get(draft.first)
    if quotation is not None and _whole(reading, quotation, end):
        draft.direct = True
        last = quotation.inner.end if quotation.closed else _unclosed_end(reading, quotation)
        draft.start, draft.end = _trimmed(reading.text, quotation.inner.start, last, quoted=quotation.closed)
    elif end <= draft.first:
        draft.start = draft.end = reading.words[draft.first].start if draft.first < len(reading.words) else 0
    else:
        draft.start, draft.end = closed_content(reading, reading.words[draft.first].start, end)


def _unclosed_end(reading: Reading, quotation: Quotation) -> int:
    """A quotation that never closes ends with its line or its sentence."""
    start = quotation.inner.start
    sentence = reading.passage.sentences[reading.passage.sentence_at(start)]
    line = reading.text.find("\n", start)
    return min(quotation.inner.end, sentence.end, line if line >= 0 else sentence.end)


def closed_content(reading: Reading, start: int, end_word: int) -> tuple[int, int]:
    """Return a content up to a word, without closing marks; inside its quotation marks if it is one quotation."""
    at = end_word
    while at > 0 and reading.words[at - 1].start >= start and _closing_mark(reading, at - 1):
        at -= 1
    end = reading.words[at - 1].end if at else start
    return _trimmed(reading.text, start, max(start, end), quoted=True)


def _closing_mark(reading: Reading, at: int) -> bool:
    """A mark that ends a content and is no part of it, unlike the one that closes a quotation."""
    return reading.forms[at] in _STRIPPED and at not in reading.closing


def _trimmed(text: str, start: int, end: int, *, quoted: bool) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in _TRIM_START):
        start += 1
    loose = _TRIM_QUOTED if quoted else _TRIM
    while end > start and (text[end - 1].isspace() or text[end - 1] in loose):
        end -= 1
    return start, end


def _whole(reading: Reading, quotation: Quotation, end: int) -> bool:
    """Say whether the content is this quotation and nothing else."""
    if not quotation.closed:
        return True
    close = reading.close_of(quotation) + 1
    if close >= end or close >= len(reading.words):
        return True
    form, after = reading.forms[close], _form(reading, close + 1)
    if form in _CLOSERS:
        return not (close + 1 < end and after in WORDS.goes_on)
    if form in WORDS.opener or form in WORDS.ending or form in WORDS.after_quotation or (form == MIN and after == DUNA):
        return True
    if form in (FI, IN_REPLY) and after in (IN_REFERENCE, ALA):
        return True
    return bool(cues_of(form, 3)) and reading.heads[close] is None


def _form(reading: Reading, index: int) -> str:
    return reading.forms[index] if index < len(reading.forms) else ""


def _cut(reading: Reading, draft: Draft, later: Sequence[Draft], stop: int) -> int:
    """Return the word where the content ends: before the next cue of the same level, or where the clause is left."""
    hold = _held(reading, draft, stop)
    limit = stop
    for after in later:
        if after.cue.first >= max(hold, draft.first) and _same_level(reading, draft, after):
            limit = _before(reading, after.cue.first, draft.first)
            break
    if draft.complement in ("preposition", "object"):
        limit = _next_verb(reading, max(hold, draft.first + 2), limit)
    return _clause_end(reading, draft, max(hold, draft.first + 1), limit)


def _next_verb(reading: Reading, at: int, limit: int) -> int:
    """After a content that is a noun, «، وأرسلوا» or «، وأمرت» begins a new clause of the same subject."""
    for place in range(at, limit):
        form = reading.forms[place]
        joined = form[0] == WITH_WA and reading.forms[place - 1] in PAUSES_AND_STOP
        if joined and _looks_past(form) and reading.inside[place] is None:
            return place - 1
    return limit


def _looks_past(form: str) -> bool:
    feminine = form.endswith(FEMININE_VERB) and not form.endswith(FEMININE_PLURAL)
    return len(form) > 4 and (feminine or form.endswith(PLURAL_VERB))


def _held(reading: Reading, draft: Draft, stop: int) -> int:
    """A quotation at the start of the content is kept together: no cut before its end."""
    quotation = reading.opening.get(draft.first)
    if quotation is None or not quotation.closed:
        return draft.first + 1
    return min(stop, reading.close_of(quotation) + 1)


def _same_level(reading: Reading, draft: Draft, after: Draft) -> bool:
    """A cue that goes on about the outer speaker ends the content; one inside the content's clauses does not."""
    cue = after.cue
    inner, outer = reading.inside[cue.first], reading.inside[draft.first]
    if inner is not None and inner is not outer and inner.outer.start > reading.words[draft.first].start:
        return False
    if cue.form.kind in ("noun", "particle"):
        return cue.form.kind == "particle"
    before = reading.forms[cue.first - 1]
    if before in WORDS.inna and reading.forms[cue.first - 2] in WORDS.excepting:
        return True
    if before in WORDS.relative or before in WORDS.subordinate:
        return before == KAMA
    if cue.joined or cue.form.kind == "participle" or before in PAUSES_AND_STOP:
        return True
    return before in WORDS.opener or before in WORDS.points_back or _opened(reading, cue.first, draft.first)


def _opened(reading: Reading, cue: int, first: int) -> bool:
    """«، فيما حذر …», «، في الوقت الذي قال فيه …», «وكان الوزير قال»: a clause of its own begins shortly before."""
    for at in range(cue - 1, max(first, cue - LEAD), -1):
        form = reading.forms[at]
        if form in WORDS.own_clause or _moment(reading, at, form):
            return True
        if form in PAUSES_AND_STOP or form in WORDS.inna:
            return at + 1 < cue and reading.forms[at + 1] in WORDS.opener
    return False


def _moment(reading: Reading, at: int, form: str) -> bool:
    """«في الوقت الذي»; «حين» alone opens a clause already."""
    return form in WORDS.moment and form not in WORDS.opener and reading.forms[at - 1] == FI


def _before(reading: Reading, cue: int, first: int) -> int:
    """Step back over the words that lead into the next cue: conjunctions, openers, its subject's clause start."""
    at = cue
    for back in range(cue - 1, max(first, cue - LEAD), -1):
        form = reading.forms[back]
        if form in WORDS.leads_in:
            at = back
        if form in WORDS.moment and reading.forms[back - 1] == FI:
            at = back - 1
        if form in PAUSES_AND_STOP:
            if at == cue == back + 1 and not reading.words[cue].raw.startswith(_CONJUNCTION):
                at = back
            break
    return _before_pauses(reading, at, first)


def _before_pauses(reading: Reading, at: int, first: int) -> int:
    while at > first and reading.forms[at - 1] in PAUSES_AND_STOP:
        at -= 1
    return at


def _clause_end(reading: Reading, draft: Draft, at: int, limit: int) -> int:
    """Words that leave the content behind: «، وذلك …», «، في إشارة إلى …», «، ردا على …»."""
    for place in range(at, limit):
        form = reading.forms[place]
        if form in WORDS.leaving and reading.inside[place] is reading.inside[draft.first] and _leaves(reading, place, form):
            return _before_pauses(reading, place, at)
    return limit


def _leaves(reading: Reading, place: int, form: str) -> bool:
    """Say whether a word that may leave a content behind does so here."""
    if form in WORDS.parting:
        return True
    after = _form(reading, place + 1)
    if form == FI:
        return after == IN_REFERENCE
    if reading.forms[place - 1] not in PAUSES_AND_STOP:
        return False
    if form in WORDS.reply:
        return after == ALA
    return form in WORDS.parting_relative or f"{form} {after}" in WORDS.tail


def form_of(reading: Reading, draft: Draft) -> str:
    """Return direct, mixed or indirect; marks around a name alone do not make a statement mixed."""
    if draft.direct:
        return "direct"
    first, last = reading.passage.word_at(draft.start), reading.passage.word_at(draft.end)
    for at in range(first, last):
        quotation = reading.opening.get(at)
        if quotation is not None and quotation.depth == 0 and not _naming(reading, at):
            return "mixed"
    return "indirect"


def _naming(reading: Reading, at: int) -> bool:
    close = reading.close_of(reading.opening[at])
    if close - at > NAMING:
        return False
    name = reading.names[at + 1] if at + 1 < len(reading.names) else None
    if name is not None and name.last >= close - 1:
        return True
    before = reading.forms[at - 1] if at else ""
    head = HEADS[before] or HEADS[before.removeprefix(WITH_WA).removeprefix(WITH_BI).removeprefix(WITH_LI)]
    return head is not None and head.kind == "organization"
