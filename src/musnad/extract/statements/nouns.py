"""Nouns of saying: «قوله إن», «تهديد الشركة بإغلاق», «تصريح الحكومة بأنها»."""

from __future__ import annotations

from musnad.extract.statements.complements import Complement, complement
from musnad.extract.statements.cues import Cue
from musnad.extract.statements.draft import CARRIED, Draft, Subject
from musnad.extract.statements.grammar import ARTICLE, ENDS, MIN, PAUSES, WORDS
from musnad.extract.statements.inflection import cues_of
from musnad.extract.statements.phrases import Phrase, phrase_at
from musnad.extract.statements.reading import Reading
from musnad.extract.statements.sources import after_comma, passed_on_by

REACH = 25  # words from the noun to its content
TOLD = 25  # words back to «عن المتحدث» before «قوله»
GAP = 8  # words between the agent and the content


def noun_draft(reading: Reading, cue: Cue, stop: int) -> Draft | None:
    """Return the draft of a noun; its agent follows in the genitive or as a pronoun, None where there is none."""
    if reading.forms[cue.first].startswith(ARTICLE) or (cue.joined and not cue.form.pronoun):
        return None
    agent = phrase_at(reading, cue.last + 1, stop) if reading.forms[cue.last : cue.last + 1] == [MIN] else None
    found = complement(reading, cue, min(stop, cue.last + REACH), agent if agent and agent.speaks else None)
    if found is None:
        return None
    subject = _subject(reading, cue, found)
    if subject is None:
        return None
    medium = _medium(reading, cue, subject) if subject.place == "told" else None
    return Draft(cue, found.first, found.kind, subject, found.adjuncts, via=[medium] if medium else [])


def _medium(reading: Reading, cue: Cue, subject: Subject) -> Phrase | None:
    """«نقلت الوكالة عن المتحدث قوله»: the phrase between the verb that passes on and «عن»."""
    stop = (subject.phrase.first if subject.phrase else cue.first) - 1
    for at in range(stop - 1, max(-1, stop - TOLD), -1):
        if any(c.takes("relay") for c in cues_of(reading.forms[at])):
            return passed_on_by(reading, at + 1, stop)
        if _ends(reading, at):
            break
    return None


def _subject(reading: Reading, cue: Cue, found: Complement) -> Subject | None:
    """Who does the saying; None where the noun is no cue here."""
    if cue.form.takes("told"):
        return _told(reading, cue) if cue.form.pronoun and found.proves else None
    if cue.form.pronoun:
        if cue.form.takes("accused") and reading.forms[cue.last : cue.last + 1] == [MIN]:
            return None  # «اتهامه من الحكومة بـ»: he is the accused
        return CARRIED if found.first <= cue.last + 3 else None
    if found.kind == "colon" or (found.kind == "quote" and not cue.form.takes("quote")):
        return None
    agent = found.addressee or found.subject
    if agent is None or agent.first > cue.last + 1 or not agent.speaks or found.first - agent.last > GAP:
        return None
    if cue.form.takes("accused") and found.first <= agent.last:
        return None
    return Subject(agent, None, "after")


def _told(reading: Reading, cue: Cue) -> Subject:
    """«نقلت الوكالة عن المتحدث قوله»: the speaker stands after «عن» before the cue."""
    for at in range(cue.first - 1, max(-1, cue.first - 1 - TOLD), -1):
        form = reading.forms[at]
        if form in WORDS.on_behalf:
            phrase = phrase_at(reading, at + 1, cue.first)
            apposed = (after_comma(reading, phrase, cue.first) or _name_before(reading, cue, phrase)) if phrase else None
            return Subject(phrase, apposed, "told") if phrase else CARRIED
        if _ends(reading, at):
            break
    return CARRIED


def _name_before(reading: Reading, cue: Cue, office: Phrase) -> Phrase | None:
    """«عن المتحدث باسم التحالف الذي تقوده …، سالم الراوي، قوله»: the name right before the cue, behind a long office."""
    at = cue.first - 1
    while at > office.last and reading.forms[at] in PAUSES:
        at -= 1
    name = reading.names[at]
    if name is None or name.kind != "person" or office.person_named or name.first <= office.last:
        return None
    return Phrase(name.first, name.last, None, (name,))


def _ends(reading: Reading, at: int) -> bool:
    """A sentence ends at a word: not at a full stop between the letters of a name («سي.إن.إن»)."""
    words = reading.words
    return reading.forms[at] in ENDS and (at + 1 == len(words) or words[at + 1].start > words[at].end)
