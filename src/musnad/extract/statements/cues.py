"""Cues: the words of a report that may introduce what somebody said."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import compress

from musnad.extract.statements.grammar import (
    ANNA,
    ARTICLE,
    BREAKS,
    COMMAS,
    CONJUNCTIONS,
    ENDS,
    ILA,
    LAM,
    LAN,
    MA,
    POSSESSIVE,
    WITH_LI,
    WITH_WA,
    WORDS,
)
from musnad.extract.statements.inflection import CUES, PARTICLES, CueForm
from musnad.extract.statements.lookalikes import anonymous, counted, follows_up, in_a_name, other_word, withheld
from musnad.extract.statements.lookup import REMEMBERED
from musnad.extract.statements.reading import Reading
from musnad.lang.pack import read_lexicon
from musnad.lang.words import fold

SURE_NAME = 0.6  # score from which a tagged name is no verb
LIKELY_NAME = 0.5  # score from which a name before a verb is its subject
PRAISE, PAID = "ثمن", 4  # the verb that is written like «ثمن», a price; words from «دفع» to it
SUBJECT = 10  # words between «كان» and its verb
_VOWELS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
TOLD = 8  # words from a verb that could be a noun to the clause that shows what it is
_CLAUSE_MARKS = BREAKS | ENDS | {":"}
_YA, _TA_MARBUTA, _MAQSURA = "ي", "ة", "ى"
_ACCUSATIVE = ("ا", "ة", "ين", "ات")
_ACCORDING = frozenset({"according"})


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


def find_cues(reading: Reading) -> list[Cue]:
    """Return every possible cue of a report, in text order; whether it is one is decided by what follows it."""
    found: list[Cue] = []
    past = 0  # one past the cue found last
    for index, form in compress(enumerate(reading.forms), map(_may_begin, reading.forms)):
        if index >= past:
            cue = _particle(reading, index, form) or _word(reading, index, form)
            if cue is not None:
                found.append(cue)
                past = cue.last
    return found


@lru_cache(maxsize=REMEMBERED)
def _may_begin(form: str) -> bool:
    """Say whether any cue begins with a word; nearly all words of a report are done with here."""
    bare = form[1:] if form[0] in CONJUNCTIONS else ""
    return bool(PARTICLES[form] or CUES[form] or PARTICLES[bare] or CUES[bare])


def _word(reading: Reading, index: int, form: str) -> Cue | None:
    """A verb, participle or noun of saying, with the «قائلا» that may follow it."""
    known, joined = CUES[form], False
    if not known and form[0] in CONJUNCTIONS and len(form) > 2:
        known, joined = CUES[form[1:]], True
    known = _as_noun(reading, index, known)
    if not known or not _spelled(reading, index, known[0], joined=joined):
        return None
    last = index + 1
    after = reading.forms[last] if last < len(reading.forms) else ""
    if after in WORDS.saying and known[0].kind in ("verb", "participle") and not CUES[after]:
        last += 1
    return Cue(index, last, _start(reading, index, joined=joined), reading.words[last - 1].end, known[0], joined)


def _as_noun(reading: Reading, index: int, known: tuple[CueForm, ...]) -> tuple[CueForm, ...]:
    """After a preposition («بعد تهديد الشركة») a word that could be a verb or a participle is a noun."""
    before = reading.forms[index - 1] if index else ""
    if len(known) > 1 and (before in WORDS.preposition or before in WORDS.circumstance):
        return tuple(sorted(known, key=lambda c: c.kind != "noun"))
    return known


def _start(reading: Reading, index: int, *, joined: bool) -> int:
    """First code point of a cue: past the letters of a joined conjunction with its vowel marks."""
    word = reading.words[index]
    if not joined:
        return word.start
    at = 1
    while at < len(word.raw) and word.raw[at] in _VOWELS:
        at += 1
    return word.start + at


def _spelled(reading: Reading, index: int, form: CueForm, *, joined: bool) -> bool:
    """Tell words apart that folding makes one: رأى from رأي, and a name from a verb."""
    name = reading.names[index]
    if name is not None and not joined and name.score > SURE_NAME:
        return False
    raw = reading.words[index].raw
    if form.past and form.takes("maqsura") and raw.endswith(_YA):
        return False
    before = reading.forms[index - 1] if index else ""
    after = _form(reading, index + 1)
    if f"{before} {reading.forms[index]}" in WORDS.no_saying or other_word(reading.forms[index], form, after):
        return False  # «لا يقل قوة عن»
    if (form.takes("follows_up") and not follows_up(reading, index + 1, after)) or (joined and in_a_name(reading, index)):
        return False  # «عقب تزايد الهجمات», «"فرات بوست"»
    if withheld(reading, index) or (form.kind != "noun" and anonymous(reading.forms, index)):
        return False
    if before in WORDS.second_person or (not form.past and form.takes("weakobject") and raw.endswith(_MAQSURA)):
        return False  # «إذا كنت تعتقد», «تدعى»
    if form.kind == "verb":
        if not joined and counted(reading, index):
            return False
        return _is_verb(reading, index, form, before, joined=joined)
    if form.kind == "participle":
        predicate = before in WORDS.was or before in WORDS.copula
        return not predicate and _adverbial(reading, index, form, joined=joined)
    return True








def _is_verb(reading: Reading, index: int, form: CueForm, before: str, *, joined: bool) -> bool:
    if form.pronoun and (form.takes("weak") or reading.words[index].raw.endswith(_TA_MARBUTA)):
        return False
    if not joined and reading.forms[index] in _also_nouns() and not _opens_clause(reading, index):
        return False
    if form.lemma == PRAISE and not WORDS.pays.isdisjoint(reading.forms[max(0, index - PAID) : index]):
        return False  # «يجب أن تدفع البلاد ثمن …»
    return not (before in WORDS.preposition or (form.past and before in (LAM, LAN)))


@cache
def _also_nouns() -> frozenset[str]:
    """Return the verbs whose bare past is written like their verbal noun: رفض، طلب، وعد."""
    past = {fold(row["form"]) for row in read_lexicon("statements") if row["kind"] == "past"}
    return frozenset(past & (WORDS.contents | WORDS.also_noun))


def _opens_clause(reading: Reading, index: int) -> bool:
    """A verb stands where a clause begins, after «قد» or a relative, or after a subject that begins the clause."""
    if reading.line_start(index):
        return True
    before = reading.forms[index - 1]
    if before == ANNA and not _past_after_anna(reading, index):
        return False  # «أكد أن رد القوات»
    own = POSSESSIVE.sub("", _form(reading, index + 1))
    if reading.forms[index] in WORDS.also_preposition and (own in WORDS.medium or own in WORDS.social):
        return False  # «، عبر حسابها على …»
    if before in WORDS.before_clause_verb or before in _CLAUSE_MARKS or before == MA or _tells(reading, index, before):
        return True
    if reading.forms[index] in WORDS.also_preposition:
        return False
    name = reading.names[index - 1]
    if name is not None and name.score > LIKELY_NAME:
        return True
    return not WORDS.was.isdisjoint(reading.forms[max(0, index - SUBJECT) : index])


def _past_after_anna(reading: Reading, index: int) -> bool:
    """«بعد أن رد», «منذ أن رفض», «سبق أن طلب»: only after such a word a verb in the past follows «أن»."""
    return index > 1 and reading.forms[index - 2] in WORDS.before_anna


def _tells(reading: Reading, index: int, before: str) -> bool:
    """«المرصد ذكر أن», «في وقت لاحق ذكر المرصد أن», «تغريدة ذكر فيها»: told by the clause that follows near by."""
    form, after = CUES[reading.forms[index]][0], _form(reading, index + 1)
    noun = before in WORDS.preposition or before in WORDS.circumstance  # «من دون ذكر أن»
    if noun or not form.takes("weakobject") or form.takes("asks_from"):
        return False
    if after in WORDS.inna or after in WORDS.in_it:
        return True
    closed = before.startswith(ARTICLE) or before in WORDS.time or before in WORDS.afterwards or before in WORDS.later
    near = reading.forms[index + 2 : index + TOLD]
    clause = next((n for n, word in enumerate(near) if word in WORDS.anna), None)
    return closed and clause is not None and not any(CUES[word] or word in ENDS for word in near[:clause])


def _adverbial(reading: Reading, index: int, form: CueForm, *, joined: bool) -> bool:
    """A participle that tells how somebody spoke stands in the accusative; «مدينة» is also a city."""
    office = reading.heads[index] is not None and _form(reading, index + 1) != ILA  # «مشيرين إلى» are no marshals
    if office or not reading.words[index].raw.rstrip(_VOWELS).endswith(_ACCUSATIVE):
        return False
    if form.takes("restated"):
        again = POSSESSIVE.sub("", _form(reading, index + 1).removeprefix(ARTICLE))
        return any(c.kind == "noun" for c in CUES[again])  # «مجددا رفضه», not «مجددا»
    if form.gender == "f" and form.takes("feminine_noun"):
        town = reading.names[index + 1] if index + 1 < len(reading.names) else None
        if town is not None and town.kind == "place" and town.start == reading.words[index + 1].start:
            return False  # «قصفت "الجبهة" مدينة سهلاب»
        if _form(reading, index + 1) == ILA:
            return True  # «لافتة إلى أن», no banner
        parted = not joined and index > 0 and (reading.forms[index - 1] in COMMAS or index - 1 in reading.closing)
        return parted and index + 1 < len(reading.forms)
    return True


def _particle(reading: Reading, index: int, form: str) -> Cue | None:
    keys = PARTICLES[form]
    joined = not keys and form[0] == WITH_WA
    for key in PARTICLES[form[1:]] if joined else keys:
        if tuple(reading.forms[index + 1 : index + len(key)]) == key[1:]:
            if key[-1] == MA and (index == 0 or reading.forms[index - 1] not in COMMAS):
                return None  # «، على ما أعلنت الشركة», not «ردا على ما نشر»
            return _extended(reading, index, joined=joined, key=key)
    return None


def _extended(reading: Reading, index: int, *, joined: bool, key: tuple[str, ...]) -> Cue | None:
    """«وفقا لما نقلته», «بحسب ما أعلن», «حسبما جاء في»: the verb belongs to the cue and names its act."""
    last = index + len(key)
    act, gender = "assert", ""
    verb_follows = key[-1].endswith(MA)
    after = _form(reading, last)
    if after in WORDS.what:
        last, verb_follows = last + 1, True
    elif " ".join(key) in WORDS.needs_li and not verb_follows and not after.startswith(WITH_LI):
        return None
    if verb_follows and last < len(reading.forms):
        verb = reading.forms[last]
        if CUES[verb]:
            act, gender = CUES[verb][0].act, CUES[verb][0].gender
        elif verb not in WORDS.published:
            return None
        last += 2 if _form(reading, last + 1) in WORDS.with_it else 1
    start, end = _start(reading, index, joined=joined), reading.words[last - 1].end
    made = CueForm(reading.text[start:end], "particle", _ACCORDING, act, True, gender)
    return Cue(index, last, start, end, made, joined)


def particle(reading: Reading, first: int, last: int, act: str, gender: str = "") -> Cue:
    """Return the words ``first`` up to ``last``, exclusive, as a cue that gives a source."""
    start, end = reading.span(first, last)
    return Cue(first, last, start, end, CueForm(reading.text[start:end], "particle", _ACCORDING, act, True, gender), False)


def _form(reading: Reading, index: int) -> str:
    return reading.forms[index] if index < len(reading.forms) else ""
