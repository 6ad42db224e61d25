"""Cues: the words of a report that may introduce what somebody said."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from musnad.extract.statements.heads import HEADS, Head
from musnad.extract.statements.inflection import CUES, PARTICLES, CueForm
from musnad.extract.statements.outlets import OUTLETS, MEDIA, shared_names
from musnad.extract.statements.grammar import *
from musnad.extract.statements.grammar import WORDS
from musnad.extract.statements.phrases import Phrase, phrase_at
from musnad.extract.statements.reading import Reading
from musnad.lang.pack import read_lexicon
from musnad.lang.words import fold

_CONJUNCTIONS = "وف"
_MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or words of saying at a place.

    Attributes:
        first: Index of its first word.
        last: One past its last word.
        start: First code point, past a joined conjunction.
        end: One past the last.
        form: What the lexicon says of it.
        joined: True where a conjunction is joined to it.
    """

    first: int
    last: int
    start: int
    end: int
    form: CueForm
    joined: bool


_PARTICLE = CueForm("", "particle", frozenset({"according"}), "assert")


def find_cues(reading: Reading) -> list[Cue]:
    """Return every possible cue of a report, in text order; whether it is one is decided by what follows it."""
    found: list[Cue] = []
    index, count = 0, len(reading.forms)
    while index < count:
        cue = _cue_at(reading, index)
        if cue is not None:
            found.append(cue)
            index = cue.last
        else:
            index += 1
    return found


def _cue_at(reading: Reading, index: int) -> Cue | None:
    form = reading.forms[index]
    particle = _particle(reading, index, form)
    if particle is not None:
        return particle
    joined = False
    known = CUES[form]
    if not known and form[0] in _CONJUNCTIONS and len(form) > 2:
        known, joined = CUES[form[1:]], True
    if not known or not _spelled(reading, index, known[0], joined):
        return None
    last = index + 1
    if known[0].kind in ("verb", "participle") and last < len(reading.forms) and reading.forms[last] in WORDS.saying and not CUES[reading.forms[last]]:
        last += 1
    word = reading.words[index]
    return Cue(index, last, word.start + _lead(word.raw) if joined else word.start, reading.words[last - 1].end, known[0], joined)


def _lead(raw: str) -> int:
    """The letters of a joined conjunction with its vowel marks."""
    at = 1
    while at < len(raw) and "\u064b" <= raw[at] <= "\u0652":
        at += 1
    return at


def _spelled(reading: Reading, index: int, form: CueForm, joined: bool) -> bool:
    """Tell words apart that folding makes one: رأى from رأي, and a name from a verb."""
    name = reading.names[index]
    if name is not None and not joined and name.score > 0.6:
        return False
    raw = reading.words[index].raw
    if form.lemma == "رأى" and raw.endswith("ي") and form.past:
        return False
    before = reading.forms[index - 1] if index else ""
    if form.pronoun and form.kind == "verb" and (raw.endswith("ة") or form.takes("weak")):
        return False
    if form.kind == "verb" and not joined and reading.forms[index] in _also_nouns() and not _opens_clause(reading, index):
        return False
    if form.kind == "verb" and (before in WORDS.preposition or (form.past and before in ("لم", "لن"))):
        return False
    if form.kind == "participle":
        if before in WORDS.was or before in ("بات", "باتت", "يعد", "تعد", "ليس", "ظل", "اصبح", "اصبحت"):
            return False
        return _adverbial(reading, index, raw, form, joined)
    return True


@cache
def _also_nouns() -> frozenset[str]:
    """Return the verbs whose bare past is written like their verbal noun: رفض، طلب، وعد."""
    return frozenset(fold(row["form"]) for row in read_lexicon("statements") if row["kind"] == "past" and fold(row["form"]) in WORDS.contents | _NOUNS)


_NOUNS = frozenset(("طلب", "وعد", "تعهد", "توقع", "تخوف", "نصح", "رد", "بين", "عد", "ذكر", "حث", "عبر", "علق", "قدر"))


_PREPOSITIONAL = frozenset(("بين", "عبر", "عد", "قدر"))


def _opens_clause(reading: Reading, index: int) -> bool:
    """A verb stands where a clause begins, after «قد» or a relative, or after a subject that begins the clause."""
    if index == 0 or reading.line_start(index):
        return True
    before = reading.forms[index - 1]
    if before in WORDS.opener or before in WORDS.relative or before in "،,:.؟!-–—" or before in WORDS.side or before in ("ما", "ان", "الذي"):
        return True
    if reading.forms[index] in _PREPOSITIONAL:
        return False
    name = reading.names[index - 1]
    return (name is not None and name.score > 0.5) or any(f in WORDS.was for f in reading.forms[max(0, index - 10) : index])


def _adverbial(reading: Reading, index: int, raw: str, form: CueForm, joined: bool) -> bool:
    """A participle that tells how somebody spoke stands in the accusative; «مدينة» is also a city."""
    if HEADS[reading.forms[index]] is not None or not raw.rstrip(_MARKS).endswith(("ا", "ة", "ين", "ات")):
        return False
    if form.gender == "f" and form.lemma in ("أدان", "طالب", "أصر", "أقر", "هدد"):
        after = index + 1
        parted = not joined and index > 0 and (reading.forms[index - 1] in "،," or index - 1 in reading.closing)
        return after < len(reading.forms) and parted
    return True


def _particle(reading: Reading, index: int, form: str) -> Cue | None:
    joined = not PARTICLES[form] and form[0] == "و" and PARTICLES[form[1:]]
    for key in PARTICLES[form[1:] if joined else form]:
        if tuple(reading.forms[index + 1 : index + len(key)]) == key[1:]:
            return _extended(reading, index, index + len(key), joined, key)
    return None


def _extended(reading: Reading, index: int, last: int, joined: bool, key: tuple[str, ...]) -> Cue | None:
    """«وفقا لما نقلته», «بحسب ما أعلن», «حسبما جاء في»: the verb belongs to the cue and names its act."""
    forms, act, lemma = reading.forms, "assert", " ".join(key)
    verb_follows = key[-1].endswith("ما") and len(key[-1]) > 2
    if last < len(forms) and forms[last] in ("ما", "لما", "كما"):
        last, verb_follows = last + 1, True
    gender = ""
    if verb_follows and last < len(forms):
        said = CUES[forms[last]]
        if not said and forms[last] not in ("جاء", "جاءت", "ورد", "وردت", "نشر", "نشرت", "نشره", "نشرته", "بثت", "بثه", "تداولته"):
            return None
        if said:
            act, gender = said[0].act, said[0].gender
        last += 1
        if last < len(forms) and forms[last] in ("به", "بها"):
            last += 1
    elif lemma in ("وفقا", "طبقا") and not (last < len(forms) and forms[last].startswith("ل")):
        return None
    word = reading.words[index]
    start = word.start + _lead(word.raw) if joined else word.start
    made = CueForm(reading.text[start : reading.words[last - 1].end], "particle", frozenset({"according"}), act, True, gender)
    return Cue(index, last, start, reading.words[last - 1].end, made, joined)
