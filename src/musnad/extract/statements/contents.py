"""Contents: where what was said ends, and whether it is a quotation, holds one, or is told in the reporter's words."""

from __future__ import annotations

from bisect import bisect_left

from musnad.extract.statements.draft import Draft
from musnad.extract.statements.ends import LEAD, Ends
from musnad.extract.statements.grammar import (
    ALA,
    ANNA,
    COMMAS,
    DUNA,
    FI,
    IN_REFERENCE,
    IN_REPLY,
    MIN,
    PAUSES_AND_STOP,
    WITH_BI,
    WITH_LI,
    WITH_WA,
    WORDS,
)
from musnad.extract.statements.heads import HEADS
from musnad.extract.statements.inflection import CUES, begins_particle, cues_of
from musnad.extract.statements.reading import Reading
from musnad.text.quotations import Quotation

NAMING = 6  # words in marks, the marks with them, that may be no more than a name
NAMED = 4  # the same for a name that nobody knows
_BIDI = "\u200f\u200e\u202b\u202c"
_TRIM = frozenset(" \t\r\n\u00a0.،,؛;:-–—" + _BIDI)
_TRIM_QUOTED = frozenset(".،, \n")
_TRIM_START = frozenset(_BIDI + "،,")
_CLOSERS = frozenset(".،,؛;:!؟?)…-–—")
_STRIPPED = _CLOSERS - {")"}
_CONJUNCTION = ("و", "ف")


def bounded(reading: Reading, draft: Draft, ends: Ends, stop: int) -> None:
    """Set the span of a draft's content and whether it is direct speech.

    Args:
        reading: The report.
        draft: The draft; its ``first`` is known.
        ends: Where contents of the same unit can end.
        stop: End of the unit.
    """
    end = _cut(reading, draft, ends, stop)
    quotation = reading.opening.get(draft.first)
    if quotation is not None and not _subject_in_marks(reading, draft, quotation) and _whole(reading, quotation, end):
        draft.direct = True
        last = quotation.inner.end if quotation.closed else _unclosed_end(reading, quotation)
        draft.start, draft.end = _trimmed(reading.text, quotation.inner.start, last, quoted=quotation.closed)
    elif end <= draft.first:
        draft.start = draft.end = reading.words[draft.first].start if draft.first < len(reading.words) else 0
    else:
        draft.start, draft.end = closed_content(reading, reading.words[draft.first].start, end)


def _subject_in_marks(reading: Reading, draft: Draft, quotation: Quotation) -> bool:
    """«بحسب الوكالة، فإن "الجسر" تعلن …», «قال إن "الجسر" تعد …»: the subject of the clause, which goes on after it."""
    close, before = reading.close_of(quotation) + 1, reading.forms[draft.first - 1]
    clause = before in WORDS.inna or before in WORDS.after_leading_source
    word = close < len(reading.words) and reading.words[close].kind == "word"
    goes_on = word and not begins_particle(reading.forms, close)
    return quotation.closed and clause and goes_on and (_naming(reading, draft.first) or _does(reading, draft.first, close))


def _does(reading: Reading, opener: int, after: int) -> bool:
    """«إن "الجسر" تعلن كل أسبوع»: a word or two in marks, and what they do; no more than a name can do it."""
    said = CUES[_form(reading, after)]
    return after - opener <= NAMED and bool(said) and said[0].kind == "verb" and not said[0].past


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
    if begins_particle(reading.forms, close):
        return True  # «"…" على حد تعبيره»
    return bool(cues_of(form, 3)) and reading.heads[close] is None


def _form(reading: Reading, index: int) -> str:
    return reading.forms[index] if index < len(reading.forms) else ""


def _cut(reading: Reading, draft: Draft, ends: Ends, stop: int) -> int:
    """Return the word where the content ends: before the next cue of the same level, or where the clause is left."""
    hold = _held(reading, draft, stop)
    cue = ends.next_cue(draft, max(hold, draft.first))
    limit = stop if cue is None else min(stop, _before(reading, cue, draft.first))
    if _before_main_clause(reading, draft):
        limit = next((i for i in range(max(hold, draft.first + 1), limit) if reading.forms[i] in COMMAS), limit)
    if draft.complement in ("preposition", "object"):
        limit = ends.next_verb(max(hold, draft.first + 2), limit)
    at = max(hold, draft.first + 1)
    left = ends.next_left(draft, at, limit)
    return limit if left is None else _before_pauses(reading, left, at)


def _before_main_clause(reading: Reading, draft: Draft) -> bool:
    """«وبعد أن أعلنت الحكومة القضاء على …، تتحدث تقارير …»: a clause that leads in the one after the comma."""
    at = draft.cue.first - 1
    if at < 1 or reading.forms[at] != ANNA or draft.complement == "inna":
        return False
    lead = reading.forms[at - 1].removeprefix(WITH_WA)
    return reading.unit_at(at)[0] == at - 1 and lead in WORDS.leads_clause


def _held(reading: Reading, draft: Draft, stop: int) -> int:
    """A quotation at the start of the content is kept together: no cut before its end."""
    quotation = reading.opening.get(draft.first)
    if quotation is None or not quotation.closed:
        return draft.first + 1
    return min(stop, reading.close_of(quotation) + 1)


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


def form_of(reading: Reading, draft: Draft) -> str:
    """Return direct, mixed or indirect; marks around a name alone do not make a statement mixed."""
    if draft.direct:
        return "direct"
    outermost = reading.outermost
    for place in range(bisect_left(outermost, draft.start), bisect_left(outermost, draft.end)):
        at = reading.passage.word_at(outermost[place])
        acting = at == draft.first and _does(reading, at, reading.close_of(reading.opening[at]) + 1)
        if not (acting or _naming(reading, at)):
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
