"""Contents: where what was said ends, and whether it is a quotation, holds one, or is told in the reporter's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from musnad.extract.statements.heads import HEADS, Head
from musnad.extract.statements.inflection import CUES, PARTICLES, CueForm
from musnad.extract.statements.outlets import OUTLETS, MEDIA, shared_names
from musnad.extract.statements.grammar import *
from musnad.extract.statements.grammar import WORDS
from musnad.extract.statements.phrases import Phrase, phrase_at
from musnad.text.quotations import Quotation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from musnad.extract.statements.drafts import Draft
    from musnad.extract.statements.reading import Reading

_TRIM = " \t\r\n\u00a0.،,؛;:-–—\u200f\u200e\u202b\u202c"
_CLOSERS = ".،,؛;:!؟?)…-–—"


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
    if quotation is not None and _whole(reading, quotation, draft, end):
        draft.direct = True
        limit = reading.text.find("\n", quotation.inner.start) if not quotation.closed else quotation.inner.end
        draft.start, draft.end = quotation.inner.start, quotation.inner.end
        if not quotation.closed:
            sentence = reading.passage.sentences[reading.passage.sentence_at(quotation.inner.start)]
            draft.end = min(quotation.inner.end, sentence.end if limit < 0 else min(limit, sentence.end))
        draft.start, draft.end = _trimmed(reading.text, draft.start, draft.end, quoted=quotation.closed)
        return
    if end <= draft.first:
        draft.start = draft.end = reading.words[draft.first].start if draft.first < len(reading.words) else 0
        return
    draft.start, draft.end = closed_content(reading, reading.words[draft.first].start, end)


def closed_content(reading: Reading, start: int, end_word: int) -> tuple[int, int]:
    """Return a content up to a word, without closing marks; inside its quotation marks if it is one quotation."""
    at = end_word
    while at > 0 and reading.words[at - 1].kind == "mark" and reading.words[at - 1].start >= start and (at - 1) not in reading.closing and reading.forms[at - 1] in _CLOSERS and reading.forms[at - 1] != ")":
        at -= 1
    end = reading.words[at - 1].end if at else start
    return _trimmed(reading.text, start, max(start, end), quoted=True)


def _trimmed(text: str, start: int, end: int, *, quoted: bool) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in "\u200f\u200e\u202b\u202c،,"):
        start += 1
    while end > start and (text[end - 1].isspace() or (not quoted and text[end - 1] in _TRIM) or text[end - 1] in ".،,؛" and not quoted):
        end -= 1
    while end > start and quoted and text[end - 1] in ".،, \n":
        end -= 1
    return start, end


def _whole(reading: Reading, quotation: Quotation, draft: Draft, end: int) -> bool:
    """Say whether the content is this quotation and nothing else."""
    if not quotation.closed:
        return True
    close = reading.passage.word_at(quotation.inner.end) + 1
    if close >= end or close >= len(reading.words):
        return True
    form = reading.forms[close]
    if form in _CLOSERS:
        return not _goes_on(reading, close + 1, end)
    if form in WORDS.opener or form in WORDS.ending or form in ("في", "ردا") and reading.forms[close + 1 : close + 2] in (["اشاره"], ["علي"]):
        return True
    if form in ("بعد", "خلال", "اثناء", "عقب", "بحسب", "وفق") or (form == "من" and reading.forms[close + 1 : close + 2] == ["دون"]):
        return True
    known = CUES[form] or (form[0] in "وف" and len(form) > 3 and CUES[form[1:]]) or ()
    return bool(known) and HEADS[form] is None


def _goes_on(reading: Reading, at: int, end: int) -> bool:
    """«"…"، لأنها تجيز …» goes on in the reporter's words."""
    return at < end and reading.forms[at] in ("لان", "لانها", "لانه", "لانهم", "لكن", "ولكن", "وان", "بما", "سواء", "الا", "وبان")


def _cut(reading: Reading, draft: Draft, later: Sequence[Draft], stop: int) -> int:
    """Return the word where the content ends: before the next cue of the same level, or where the clause is left."""
    hold = _held(reading, draft, stop)
    limit = stop
    for after in later:
        if after.cue.first < draft.first:
            continue
        if after.cue.first >= hold and _same_level(reading, draft, after):
            limit = _before(reading, after.cue.first, draft.first)
            break
    if draft.complement in ("preposition", "object"):
        limit = _next_verb(reading, max(hold, draft.first + 2), limit)
    return _clause_end(reading, draft, max(hold, draft.first + 1), limit)


def _next_verb(reading: Reading, at: int, limit: int) -> int:
    """After a content that is a noun, «، وأرسلوا» or «، وأمرت» begins a new clause of the same subject."""
    for place in range(at, limit):
        form = reading.forms[place]
        verb = form[0] == "و" and len(form) > 4 and (form.endswith("وا") or (form.endswith("ت") and not form.endswith("ات")))
        if verb and reading.forms[place - 1] in _COMMA and reading.inside[place] is None:
            return place - 1
    return limit


def _held(reading: Reading, draft: Draft, stop: int) -> int:
    """A quotation at the start of the content is kept together: no cut before its end."""
    quotation = reading.opening.get(draft.first)
    if quotation is None or not quotation.closed:
        return draft.first + 1
    return min(stop, reading.passage.word_at(quotation.inner.end) + 1)


def _same_level(reading: Reading, draft: Draft, after: Draft) -> bool:
    """A cue that goes on about the outer speaker ends the content; one inside the content's clauses does not."""
    cue = after.cue
    inner, outer = reading.inside[cue.first], reading.inside[draft.first]
    if inner is not None and inner is not outer and inner.outer.start > reading.words[draft.first].start:
        return False
    before = reading.forms[cue.first - 1]
    if cue.form.kind == "noun":
        return False
    if cue.form.kind == "particle":
        return True
    if before in WORDS.inna and reading.forms[cue.first - 2] in _EXCEPT:
        return True
    if before in WORDS.relative or before in ("ما", "ان", "من", "كما"):
        return before == "كما"
    if cue.form.kind == "participle":
        return True
    if cue.joined:
        return True
    return before in _COMMA or before in WORDS.opener or before in ("ذلك", "حين", "فيه") or _opened(reading, cue.first, draft.first)


_COMMA = "،,؛.-–—"
_EXCEPT = frozenset(("الا", "غير", "بيد"))


def _opened(reading: Reading, cue: int, first: int) -> bool:
    """«، فيما حذر …», «، في الوقت الذي قال فيه …», «وكان الوزير قال»: a clause of its own begins shortly before."""
    for at in range(cue - 1, max(first, cue - 12), -1):
        form = reading.forms[at]
        if form in ("وكان", "وكانت", "فيما", "بينما", "وفيما", "لكنه", "لكنها", "ولكن", "اما") or (form == "الوقت" and reading.forms[at - 1] == "في"):
            return True
        if form in _COMMA or form in WORDS.inna:
            return reading.forms[at + 1] in WORDS.opener if at + 1 < cue else False
    return False


def _before(reading: Reading, cue: int, first: int) -> int:
    """Step back over the words that lead into the next cue: conjunctions, openers, its subject's clause start."""
    at = cue
    for back in range(cue - 1, max(first, cue - 12), -1):
        form = reading.forms[back]
        if form in ("فيما", "بينما", "وفيما", "لكنه", "لكنها", "ولكن", "لكن", "ولكنه", "حيث", "كما", "الا", "غير", "وكان", "وكانت", "وقد", "وفي", "ومن"):
            at = back
        if form in ("الوقت", "حين") and reading.forms[back - 1] == "في":
            at = back - 1
        if form in _COMMA:
            if at == cue and not reading.words[cue].raw.startswith(("و", "ف")) and back == cue - 1:
                at = back
            break
    while at > first and reading.forms[at - 1] in _COMMA:
        at -= 1
    return at


def _clause_end(reading: Reading, draft: Draft, at: int, limit: int) -> int:
    """Words that leave the content behind: «، وذلك …», «، في إشارة إلى …», «، ردا على …»."""
    for place in range(at, limit):
        form = reading.forms[place]
        if form not in _ENDING or reading.inside[place] is not reading.inside[draft.first]:
            continue
        before = reading.forms[place - 1]
        if form in _TAILS and (before not in _COMMA or reading.forms[place + 1 : place + 2] not in _TAILS[form]):
            continue
        if form in ("والذي", "والتي") and before not in _COMMA:
            continue
        if form in ("في", "ردا", "تعليقا"):
            after = reading.forms[place + 1 : place + 2]
            if not (form == "في" and after == ["اشاره"] or form != "في" and after == ["علي"] and before in _COMMA):
                continue
        while place > at and reading.forms[place - 1] in _COMMA:
            place -= 1
        return place
    return limit


# After a comma, with these words after them, a clause of the reporter's own begins.
_TAILS: dict[str, list[list[str]]] = {"الامر": [["الذي"]], "وهو": [["الامر"], ["ما"]], "وهي": [["المناطق"], ["التي"]], "وفيما": [["يلي"]]}
_ENDING = frozenset(("وذلك", "في", "ردا", "تعليقا", "وجاء", "وياتي", "والذي", "والتي", *_TAILS))


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
    quotation = reading.opening[at]
    close = reading.passage.word_at(quotation.inner.end)
    if close - at > 6:
        return False
    before = reading.forms[at - 1] if at else ""
    name = reading.names[at + 1] if at + 1 < len(reading.names) else None
    bare = before.removeprefix("و").removeprefix("ب").removeprefix("ل")
    head = HEADS[before] or HEADS[bare]
    return name is not None and name.last >= close - 1 or (head is not None and head.kind == "organization")
