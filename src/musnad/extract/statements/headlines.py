"""Headlines: «الوزير: الطريق مفتوح», a speaker and a colon at the head of a report."""

from __future__ import annotations

from musnad.extract.statements.contents import closed_content
from musnad.extract.statements.cues import Cue
from musnad.extract.statements.draft import Draft, Subject
from musnad.extract.statements.grammar import SOURCE, WITH_LI, WORDS
from musnad.extract.statements.inflection import CUES, CueForm
from musnad.extract.statements.phrases import Phrase, phrase_at
from musnad.extract.statements.reading import Reading

SPEAKER = 9  # words before the colon at most
LONGEST = 25  # words of a headline
LINE = 40  # words in which the first line must end

_COLON = CueForm(":", "colon", frozenset({"quote"}), "assert")


def headline(reading: Reading) -> Draft | None:
    """Return the statement of the first line if that is a headline with a speaker and a colon."""
    stop = next((at for at in range(1, min(LINE, len(reading.words))) if reading.line_start(at)), 0)
    if not 0 < stop <= LONGEST or reading.forms[stop - 1] == ".":
        return None
    colon = next((at for at in range(min(stop, SPEAKER)) if reading.forms[at] == ":"), 0)
    phrase = _speaker(reading, colon) if 0 < colon < stop - 1 else None
    if phrase is None:
        return None
    start, end = closed_content(reading, reading.words[colon + 1].start, stop)
    cue = Cue(colon, colon + 1, reading.words[0].start, reading.words[colon].end, _COLON, False)
    direct = colon + 1 in reading.opening
    return Draft(cue, colon + 1, "headline", Subject(phrase, None, "before"), start=start, end=end, direct=direct)


def _speaker(reading: Reading, colon: int) -> Phrase | None:
    phrase = phrase_at(reading, 0, colon)
    if phrase is None or not phrase.speaks or _labels(reading, phrase) or not _reaches(reading, phrase.last, colon):
        return None
    return None if any(CUES[form] and form != SOURCE for form in reading.forms[:colon]) else phrase


def _reaches(reading: Reading, at: int, colon: int) -> bool:
    """Only a medium stands between the speaker and the colon («المتحدث لرويترز:»)."""
    return at == colon or reading.forms[at].startswith(WITH_LI) or reading.forms[at] in WORDS.audience


def _labels(reading: Reading, phrase: Phrase) -> bool:
    """«سوريا: عشرات القتلى في غارات», «كأس العالم: …»: a place or an event is a label there, nobody who speaks."""
    event = reading.forms[phrase.first] in WORDS.event
    return event or (phrase.head is None and phrase.names[0].kind in ("place", "event"))
