"""Complements: what follows a cue. The walk from the cue to where the content begins, and who stands between.

Finds    قال الوزير، أمس، في بيان، إن …      subject, time, occasion, then the clause
Finds    دعا المجلس الأطراف إلى …             subject, addressee, then the demand
Finds    وأكد على …                            no subject: it is carried over
Leaves   قال كلمة                              nothing that was said
"""

from __future__ import annotations

from dataclasses import dataclass, field

from musnad.extract.statements.cues import Cue
from musnad.extract.statements.heads import HEADS, Head
from musnad.extract.statements.inflection import CUES, PARTICLES, CueForm
from musnad.extract.statements.outlets import OUTLETS, MEDIA, shared_names
from musnad.extract.statements.grammar import *
from musnad.extract.statements.grammar import WORDS
from musnad.extract.statements.phrases import Phrase, phrase_at
from musnad.extract.statements.reading import Reading

REACH = 60  # words from a cue to its content; pinned by long descriptions of an office between the two
_PREPOSITIONS = {"ila": ("الي",), "ala": ("علي",), "an": ("عن",), "min": ("من",), "fi": ("في",)}
_COMMAS = "،,-–—؛"
_NOT_BI = frozenset(("بعد", "بين", "بلا", "بدون", "بل", "بيد", "بحضور", "بمشاركه", "برفقه", "بدعوه"))
_BEFORE_AN = frozenset(("قبل", "بعد", "دون", "غير", "بيد", "رغم", "الا", "سوي", "منذ", "خاصه", "علما", "حتي", "يمكن", "يجب", "ينبغي"))
_ADDRESSEES = frozenset(("المجتمع", "الدول", "دول", "العالم", "الاطراف", "جميع", "كافه", "كل", "المواطنين", "السكان", "الاهالي"))


@dataclass(slots=True)
class Adjunct:
    """Words between cue and content that tell how, when, where or to whom.

    Attributes:
        kind: time, occasion, audience, topic, adverb, side or relative.
        first: First word.
        last: One past the last.
    """

    kind: str
    first: int
    last: int


@dataclass(slots=True)
class Complement:
    """Where the content of a cue begins.

    Attributes:
        kind: inna, quote, colon, preposition or object.
        first: First word of the content.
        subject: The phrase after the cue that does the saying, None if there is none.
        apposition: A further phrase that names the same.
        addressee: The phrase that is spoken to.
        adjuncts: The other words passed on the way.
    """

    kind: str
    first: int
    subject: Phrase | None = None
    apposition: Phrase | None = None
    addressee: Phrase | None = None
    adjuncts: list[Adjunct] = field(default_factory=list)


def complement(reading: Reading, cue: Cue, stop: int, agent: Phrase | None = None) -> Complement | None:
    """Return where the content of a verb, participle or noun of saying begins, None if it introduces nothing.

    Args:
        reading: The report.
        cue: The cue.
        stop: End of its unit.
        agent: Who does the saying, where that is known before the walk begins («تحذير من الوزير من أن»).
    """
    return _Walk(reading, cue, min(stop, cue.last + REACH), agent).run()


class _Walk:
    def __init__(self, reading: Reading, cue: Cue, stop: int, agent: Phrase | None) -> None:
        self.reading, self.cue, self.form, self.stop = reading, cue, cue.form, stop
        self.start = agent.last if agent else cue.last
        self.phrases: list[Phrase] = [agent] if agent else []
        self.ends_at = ("ب" if self.form.takes("bi") or self.form.takes("gesture") or self.form.takes("accused") else "") + ("ل" if self.form.takes("li") else "")
        self.apposition: Phrase | None = None
        self.adjuncts: list[Adjunct] = []
        self.skipped = 0  # words passed that are neither a phrase nor an adjunct
        self._run_start = self.start
        self.comma = False  # a comma stands just before the current word

    def run(self) -> Complement | None:
        at = self.start
        while at < self.stop:
            found = self._content(at)
            if found is not None:
                return self._made(*found)
            after = self._pass(at)
            if after is None:
                return None
            at = after
        return None

    def _content(self, at: int) -> tuple[str, int] | None:
        """Say whether the content begins at a word, and how."""
        form = self.reading.forms[at]
        if form in WORDS.inna:
            return self._clause(at, form)
        if form == ":":
            return self._colon(at)
        if at in self.reading.opening:
            return self._quoted(at)
        return self._prepositional(at, form) or self._object(at, form)

    def _clause(self, at: int, form: str) -> tuple[str, int] | None:
        takes = self.form.takes("inna") or (form[0] == "ب" and (self.form.takes("bi") or self.form.takes("accused") or self.form.takes("described")))
        takes = takes or self.form.takes("relay") or (self.form.takes("restated") and form[0] != "ب")
        before = self.reading.forms[at - 1]
        if not takes or (before in _BEFORE_AN and at > self.cue.last) or at + 1 >= len(self.reading.words):
            return None
        return ("inna", at + 2 if self.reading.forms[at + 1] == ":" and at + 2 < len(self.reading.words) else at + 1)

    def _colon(self, at: int) -> tuple[str, int] | None:
        if not (self.form.takes("quote") or self.form.takes("inna")) or at + 1 >= self.stop:
            return None
        after = at + 1
        if self.reading.forms[after] in WORDS.inna and after + 1 < self.stop:
            return ("inna", after + 1)
        if self.form.takes("weak") and after not in self.reading.opening:
            return None
        return ("quote" if after in self.reading.opening else "colon", after)

    def _quoted(self, at: int) -> tuple[str, int] | None:
        """Speech in marks, not a name in marks: a name stands after its kind and something else still follows."""
        if self.form.takes("object") and at == self.cue.last and not self.form.takes("inna"):
            return ("object", at)
        if self._is_name(at) or (not self.reading.opening[at].closed and self._clause_near(at)):
            return None
        before = self.reading.forms[at - 1]
        led = before in ("ب", "ل") or before in WORDS.preposition or before in WORDS.circumstance
        if led and at > self.cue.last and not self.form.takes("described"):
            return None
        if (self.form.takes("quote") or self.form.takes("restated")) and (self.form.past or not self.skipped):
            return ("quote", at)
        return ("object", at) if self.form.takes("object") and self.phrases else None

    def _clause_near(self, at: int) -> bool:
        """A mark that never closes, with a clause right after the next words, opened a name."""
        return any(f in WORDS.inna for f in self.reading.forms[at + 2 : at + 8])

    def _is_name(self, at: int) -> bool:
        quotation = self.reading.opening[at]
        close = self.reading.passage.word_at(quotation.inner.end)
        if not quotation.closed or close - at > 8:
            return False
        before = self.reading.forms[at - 1]
        labelled = HEADS[before] is not None or before in ("ل", "بـ", "ب", "مع") or before in WORDS.medium or before.startswith("ال")
        return (labelled or at == self.cue.last or (close - at < 5 and self.form.takes("bi"))) and self._more_follows(close + 1)

    def _more_follows(self, at: int) -> bool:
        for place in range(at, self.stop):
            form = self.reading.forms[place]
            if form in WORDS.inna or form == ":" or place in self.reading.opening:
                return True
            if any(form in forms for kind, forms in _PREPOSITIONS.items() if self.form.takes(kind)):
                return True
            if self.form.takes("bi") and form[0] == "ب" and WORDS.verbal_noun(form[1:]):
                return True
            if CUES[form] and form not in ("بين",) and HEADS[form] is None:
                return False
        return False

    def _prepositional(self, at: int, form: str) -> tuple[str, int] | None:
        for kind, forms in _PREPOSITIONS.items():
            if form in forms and self.form.takes(kind) and at + 1 < self.stop and self._fits(kind, at):
                after = self.reading.forms[at + 1]
                return ("inna", at + 2) if after in WORDS.inna and at + 2 < self.stop else ("preposition", at)
        if self.form.takes("gesture") and form[0] == "ب" and WORDS.verbal_noun(form[1:]):
            return ("preposition", at)  # «لوح بإغلاق الطريق» threatens, «لوح بالأعلام» waves
        if form[0] == "ب" and self._bi(at, form):
            return ("preposition", at)
        if self.form.takes("li") and form[0] == "ل" and len(form) > 3:
            called = form.startswith("لل") and bool(self.phrases) and (self.form.kind == "participle" or len(self.phrases) > 1)
            if called or WORDS.verbal_noun(form[1:].removeprefix("ل")):
                return ("preposition", at)
        return None

    def _fits(self, kind: str, at: int) -> bool:
        """An occasion («في بيان», «على هامش») or a side («من جانبه») is no content."""
        after = self.reading.forms[at + 1]
        if kind == "an" and self.form.lemma == "عبر":
            return True
        if kind == "min" and (after in WORDS.side or self.form.takes("person") and not self.phrases and self.form.lemma == "طلب"):
            return False
        if kind == "fi" and (after in WORDS.occasion or after in WORDS.time):
            return False
        if kind == "ala" and self.reading.forms[at - 1].startswith("مطلع"):
            return False
        return after not in ("هامش", "متن", "خلفيه", "لسان", "حسابه", "صفحته", "تويتر")

    def _bi(self, at: int, form: str) -> bool:
        takes = self.form.takes("bi") or (self.form.takes("accused") and bool(self.phrases)) or self.form.takes("described")
        if not takes or form in _NOT_BI or form in WORDS.adverb or form in WORDS.topic or form in WORDS.circumstance:
            return False
        if form in ("ب", "بـ"):
            return at + 1 in self.reading.opening or self.reading.words[at + 1].kind in ("latin", "number")
        if self.form.takes("described"):
            return False
        if len(form) < 3 or HEADS[form] is not None or form.startswith("باسم") or form in ("بشكل", "بشده", "بصوره", "بحزم", "بقوه"):
            return False
        name = self.reading.names[at]
        return not (name is not None and name.start == self.reading.words[at].start)

    def _object(self, at: int, form: str) -> tuple[str, int] | None:
        if self.form.takes("weakobject"):
            return ("object", at) if WORDS.content_noun(form) and (not self.adjuncts or self._asked()) else None
        if self.form.lemma == "طالب" and WORDS.content_noun(form) and self._asked():
            return ("object", at)
        if self.form.takes("accused") or not (self.form.takes("object") or self.form.takes("restated")):
            return None
        if self.form.pronoun:
            return None
        if self.reading.words[at].kind == "mark" or form in WORDS.time or form in WORDS.circumstance or form in WORDS.adverb:
            return None
        if form in WORDS.preposition or form in WORDS.relative or form in WORDS.pronoun:
            return None
        named = self.reading.names[at]
        if WORDS.verbal_noun(form) and not (named is not None and named.kind == "person") and (self.phrases or HEADS[form] is None or WORDS.content_noun(form) and not form.startswith("ال")):
            return ("object", at)
        if form in WORDS.demonstrative and form in ("هذا", "هذه", "تلك", "ذلك", "ما"):
            return ("object", at)
        plural = self.form.number == "p" and self.form.kind == "verb"
        started = bool(self.phrases) or plural or self.form.kind == "participle"
        if started and not (self.form.takes("person") and len(self.phrases) < 2):
            return ("object", at) if self._is_object(at) else None
        return None

    def _asked(self) -> bool:
        """«طالب من المجتمع الدولي الضغط»: whom, after «من», then what."""
        return any(self.reading.forms[a.first] == "من" for a in self.adjuncts)

    def _is_object(self, at: int) -> bool:
        """A phrase after the subject is the object, unless it says more of the subject or a clause follows later."""
        phrase = phrase_at(self.reading, at, self.stop)
        if phrase is None:
            return False
        person = any(n.kind == "person" for n in phrase.names) or (phrase.head is not None and phrase.head.kind == "person")
        if self.comma and person and self.form.kind == "verb":
            return False
        return not (self.form.takes("inna") and self._clause_later(at))

    def _clause_later(self, at: int) -> bool:
        for place in range(at + 1, min(self.stop, at + 30)):
            form = self.reading.forms[place]
            if form in WORDS.inna and (self.reading.forms[place - 1] in _COMMAS or place - at < 4):
                return True
            if form in ".؟!" or (CUES[form] and HEADS[form] is None and self.reading.forms[place - 1] not in WORDS.relative):
                return False
        return False

    def _pass(self, at: int) -> int | None:
        """Step over what is not content: commas, subject, addressee, time, occasion; None where the walk ends."""
        form = self.reading.forms[at]
        if form in _COMMAS:
            self.comma = True
            return at + 1
        if self._ends(at, form):
            return None
        after = self._adjunct(at, form)
        if after is None:
            after = self._phrase(at)
        self.comma = False
        if after is not None:
            return after
        self.skipped += 1
        return at + 1

    def _ends(self, at: int, form: str) -> bool:
        if form in ".!؟?":
            return True
        known = CUES[form] or (form[0] in "وف" and len(form) > 3 and CUES[form[1:]]) or ()
        if not known or HEADS[form] is not None or known[0].kind == "noun" or form in WORDS.circumstance:
            return False
        if self.reading.forms[at - 1] in WORDS.relative or known[0].takes("weak") or self.reading.names[at] is not None:
            return False
        return known[0].kind == "participle" or at > self.cue.last

    def _adjunct(self, at: int, form: str) -> int | None:
        if PARTICLES[form]:
            return self._run("via", at)
        if form in WORDS.time or self.reading.words[at].kind == "number" and self.adjuncts and self.adjuncts[-1].kind == "time":
            return self._note("time", at, at + 1)
        if form in WORDS.adverb or form in WORDS.saying:
            return self._note("adverb", at, at + 1)
        if form in WORDS.audience or (form[0] == "ل" and self._medium(at)):
            return self._run("audience", at)
        if form == "من" and self.reading.forms[at + 1 : at + 2] and self.reading.forms[at + 1] in WORDS.side:
            return self._note("side", at, at + 2)
        if form in WORDS.relative:
            return self._run("relative", at)
        if form in WORDS.circumstance or form in WORDS.topic or form in WORDS.preposition:
            after = self.reading.forms[at + 1] if at + 1 < self.stop else ""
            kind = "time" if after in WORDS.time else "topic" if form in WORDS.topic else "occasion"
            return self._run(kind, at)
        if form[0] in "بل" and len(form) > 3 and form not in WORDS.demonstrative and HEADS[form] is None and self.reading.names[at] is None:
            return self._run("occasion", at) if self.phrases or form[0] == "ب" else None
        return None

    def _medium(self, at: int) -> bool:
        form = self.reading.forms[at]
        if form in ("ل", "لـ"):
            return True
        name = self.reading.names[at]
        joined = name is not None and name.start > self.reading.words[at].start
        return joined or form[1:] in WORDS.medium

    def _note(self, kind: str, first: int, last: int) -> int:
        if self.adjuncts and self.adjuncts[-1].kind == kind and self.adjuncts[-1].last == first:
            self.adjuncts[-1].last = last
        else:
            self.adjuncts.append(Adjunct(kind, first, last))
        return last

    def _run(self, kind: str, at: int) -> int:
        """Take the words of an adjunct up to a comma or to where the content could begin."""
        last = at + 1
        self._run_start = at
        while last < self.stop:
            form = self.reading.forms[last]
            if form in _COMMAS or form in ".؟!":
                break
            if kind == "relative" and form in ("ان", "انه", "انها") and not self._clause(last, form):
                last += 1
                continue
            if self._begins(last, form, kind):
                break
            last += 1
        return self._note(kind, at, last)

    def _begins(self, at: int, form: str, kind: str) -> bool:
        if form[0] == "ب" and form in WORDS.inna and self._another_says(at):
            return False
        if form in WORDS.inna or form == ":":
            return self._content(at) is not None
        if at in self.reading.opening:
            close = self.reading.passage.word_at(self.reading.opening[at].inner.end)
            return self._content(at) is not None and (close - at > 4 or not self._more_follows(close + 1)) and self.reading.forms[at - 1] not in ("ل", "مع", "موقع", "قناه", "صحيفه", "وكاله", "مجله", "عمليه", "شبكه", "اذاعه", "تنظيم", "حركه", "منظمه")
        if kind == "relative":
            return False
        if kind in ("audience", "occasion", "topic", "time") and self._prepositional(at, form) is not None:
            return not self.form.takes("bi") or form[0] != "ب" or WORDS.verbal_noun(form[1:]) or form[1:] in WORDS.inna
        if kind == "occasion" and self.reading.forms[self._run_start] == "من" and self.form.lemma in ("طالب", "طلب"):
            return WORDS.content_noun(form) and self.reading.forms[at - 1] not in WORDS.contents and at > self._run_start + 2
        if kind in ("occasion", "time") and form in WORDS.contents and self._closed(at) and self._object(at, form) is not None:
            return True
        if kind in ("time", "audience") and self.reading.names[at] is None and self._object(at, form) is not None:
            return form not in WORDS.time
        known = CUES[form]
        return bool(known) and known[0].kind == "participle" and HEADS[form] is None

    def _another_says(self, at: int) -> bool:
        """«بعد يومين من تصريح الحكومة بأنها»: the clause belongs to the noun of saying inside the adjunct."""
        between = self.reading.forms[self._run_start : at]
        return any((said := CUES[f]) and said[0].kind == "noun" for f in between)

    def _closed(self, at: int) -> bool:
        """The adjunct could end before this word: it follows a definite noun, a name, a date, or has a suffix of its own."""
        before = self.reading.forms[at - 1]
        suffixed = self.reading.forms[at].endswith(("ه", "ها", "هم")) and not self.reading.words[at].raw.endswith("ة")
        return before.startswith("ال") or before in WORDS.time or self.reading.names[at - 1] is not None or suffixed

    def _phrase(self, at: int) -> int | None:
        phrase = phrase_at(self.reading, at, self.stop, ends_at=self.ends_at)
        if phrase is None:
            return None
        if self.form.kind == "participle" and not (self.form.takes("person") or self.form.takes("accused") or self.form.takes("described")):
            self.phrases.append(phrase)
            return phrase.last if len(self.phrases) < 2 and self.form.takes("relay") else self.stop
        if not self.phrases:
            self.phrases.append(phrase)
        elif self._apposed(phrase):
            self.apposition = self.apposition or phrase
        elif self.form.takes("person") or self.form.takes("accused") or self.form.takes("described"):
            self.phrases.append(phrase)
            if self.form.takes("accused"):
                return phrase.last
        return phrase.last

    def _apposed(self, phrase: Phrase) -> bool:
        """After a comma an office or a name says more of the subject, unless both are full names."""
        if not self.comma or len(self.phrases) > 1:
            return False
        first = self.phrases[0]
        has_name = any(n.kind == "person" for n in first.names)
        gains_name = any(n.kind == "person" for n in phrase.names) or phrase.head is None
        offices = phrase.head is not None and phrase.head.kind in ("person", "source")
        if self.form.takes("accused") or self.form.takes("person"):
            return (has_name and offices and self._comma_after(phrase)) or (gains_name and not has_name and self._comma_after(phrase))
        return offices or (gains_name and not has_name)

    def _comma_after(self, phrase: Phrase) -> bool:
        return phrase.last < self.stop and (self.reading.forms[phrase.last] in _COMMAS or self.reading.forms[phrase.last] in WORDS.relative)

    def _made(self, kind: str, first: int) -> Complement:
        subject, addressee = (self.phrases + [None, None])[:2]
        plural = self.form.kind == "verb" and self.form.past and self.form.number == "p"
        if self.form.kind in ("participle", "noun") or plural:
            subject, addressee = None, subject
        if self.form.takes("accused"):
            return self._accusation(kind, first, subject, addressee)
        if kind != "object" and self.apposition is None and subject is not None and subject.head is not None and subject.head.kind == "person":
            self.apposition = self._name_before(first - 1, subject)
        if subject is not None and addressee is None and self.form.takes("person") and self._only_addressee(subject):
            subject, addressee = None, subject
        return Complement(kind, first, subject, self.apposition, addressee, self.adjuncts)

    def _name_before(self, at: int, subject: Phrase) -> Phrase | None:
        """The name right before the clause belongs to a long office whose words the phrase could not hold."""
        if any(n.kind == "person" for n in subject.names):
            return None
        while at > subject.last and self.reading.forms[at - 1] in _COMMAS:
            at -= 1
        name = self.reading.names[at - 1]
        if name is None or name.kind != "person" or name.last != at or name.first < subject.last:
            return None
        return Phrase(name.first, name.last, None, (name,))

    def _only_addressee(self, phrase: Phrase) -> bool:
        """«ودعا الدول إلى …»: the verb does not agree with the phrase, or the phrase is one that is always called on."""
        if phrase.names and phrase.names[0].kind == "person":
            return False
        head = phrase.head
        clash = head is not None and self.form.gender == "m" and head.gender == "f" and self.form.kind == "verb"
        return clash or (self.cue.joined and self.reading.forms[phrase.first] in _ADDRESSEES)

    def _accusation(self, kind: str, first: int, subject: Phrase | None, accused: Phrase | None) -> Complement:
        """The accused is part of the content; with one phrase only, that one is the accused."""
        if accused is None:
            subject, accused = None, subject
        return Complement(kind, accused.first if accused else first, subject, self.apposition, accused, self.adjuncts)
