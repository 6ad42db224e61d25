"""Headlines: «الوزير: الطريق مفتوح», a speaker and a colon at the head of a report or a line of its own."""

from __future__ import annotations

from musnad.extract.statements.contents import closed_content
from musnad.extract.statements.cues import Cue
from musnad.extract.statements.draft import Draft, Subject
from musnad.extract.statements.heads import HEADS, Head
from musnad.extract.statements.inflection import CUES, PARTICLES, CueForm
from musnad.extract.statements.outlets import OUTLETS, MEDIA, shared_names
from musnad.extract.statements.grammar import *
from musnad.extract.statements.grammar import WORDS
from musnad.extract.statements.phrases import Phrase, phrase_at
from musnad.extract.statements.reading import Reading

SPEAKER = 9  # words before the colon at most

_COLON = CueForm(":", "colon", frozenset({"quote"}), "assert")


def headline(reading: Reading) -> Draft | None:
    """Return the statement of the first line if that is a headline with a speaker and a colon."""
    first, stop = 0, _line_end(reading)
    if stop == 0 or reading.forms[stop - 1] == "." or stop > 25:
        return None
    colon = next((at for at in range(first, min(stop, SPEAKER)) if reading.forms[at] == ":"), None)
    if colon is None or colon == first or colon + 1 >= stop:
        return None
    phrase = phrase_at(reading, first, colon)
    if phrase is None or not _reaches(reading, phrase.last, colon) or any(CUES[f] for f in reading.forms[first:colon] if f not in ("مصدر",)):
        return None
    if not (phrase.names or phrase.head) or _labels(phrase):
        return None
    start, end = closed_content(reading, reading.words[colon + 1].start, stop)
    cue = Cue(colon, colon + 1, reading.words[first].start, reading.words[colon].end, _COLON, False)
    direct = colon + 1 in reading.opening
    return Draft(cue, colon + 1, "headline", Subject(phrase, None, "before"), start=start, end=end, direct=direct)


def _line_end(reading: Reading) -> int:
    for at in range(1, min(40, len(reading.words))):
        if reading.line_start(at):
            return at
    return 0


def _reaches(reading: Reading, at: int, colon: int) -> bool:
    """Only a medium stands between the speaker and the colon («المتحدث لرويترز:»)."""
    return at == colon or reading.forms[at].startswith("ل") or reading.forms[at] in WORDS.audience



def _labels(phrase: Phrase) -> bool:
    """«سوريا: عشرات القتلى في غارات»: a place is a label there, not a capital that speaks."""
    return phrase.head is None and phrase.names[0].kind == "place"
