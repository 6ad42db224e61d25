"""The walk over the words of a noun phrase, from its first to where it ends.

What the walk knows so far decides about the next word: whether the noun is closed by an article or a name, whether
somebody is named, and how many words in a row nobody knows.
"""

from __future__ import annotations

from musnad.extract.statements.grammar import (
    ADJECTIVE,
    ARTICLE,
    BI_OR_LI,
    FI,
    ILA,
    IN_OR_FROM,
    IN_THE_NAME_OF,
    LADA,
    LI_WITH_ARTICLE,
    MIN,
    PLURAL_VERB,
    POSSESSIVE,
    WITH_BI,
    WITH_LI,
    WITH_WA,
    WORDS,
)
from musnad.extract.statements.heads import HEADS, Head
from musnad.extract.statements.inflection import CUES, PARTICLES, cues_of
from musnad.extract.statements.outlets import MEDIA, OUTLETS
from musnad.extract.statements.so_far import SoFar
from musnad.text.names import Name

IN_BRACKETS = 8  # words, the brackets with them
IN_OFFICE = (FI, MIN, LADA)

Step = int | None  # the word after the one passed, or None where the phrase ends before it


class Scan(SoFar):
    """One walk over the words of a phrase."""

    def run(self) -> int:
        """Walk, and return the word after the last one of the phrase."""
        at, after = self.first, self._step(self.first)
        while after is not None:
            at = after
            after = self._step(at) if at < self.stop else None
        return at

    def _step(self, at: int) -> Step:
        form = self.forms[at]
        if at > self.first and self.reading.line_start(at):
            return None
        if form == WITH_WA or self.reading.words[at].kind == "mark":
            return self._mark(at, form)
        name = self.reading.names[at]
        if name is not None and name.first == at:
            if self._takes_name(at, name):
                return self._name(name)
            if at > self.first and name.kind != "person" and (self._closed_person() or self._parts(at)):
                return None
        if attached := self._attached(at, form):
            return at + attached
        if at > self.first and self._ends(form, at):
            return None
        if form in WORDS.preposition:
            return self._preposition(at, form)
        joined = len(form) > 3 or bool(OUTLETS[form[1:]])  # «لبي بي سي»
        if form[0] in BI_OR_LI and joined and self.reading.heads[at] is None:
            return self._joined_preposition(at, form)
        return self._noun(at, form)

    # Names and marks.

    def _mark(self, at: int, form: str) -> Step:
        if self._name_in_marks(at) and not (self.named and at > self.first):
            self.definite = self.named = True
            self._quoted_name(at)
            return self.reading.close_of(self.reading.opening[at]) + 1
        if form == WITH_WA and self.named and at + 1 in self.reading.opening and self.reading.names_in_marks(at + 1):
            self.named = False
            return at + 1
        if form == "/" and at > self.first and self.reading.names[at + 1 : at + 2] != [None] and at + 1 < self.stop:
            return at + 1  # «العقيد / سالم الراوي»
        if form == "(" and at > self.first:
            inside = self.forms[at : min(at + IN_BRACKETS, self.stop)]
            return self._in_brackets(at, at + inside.index(")")) if ")" in inside else None
        return None

    def _takes_name(self, at: int, name: Name) -> bool:
        """A joined conjunction or preposition before a name is part of the phrase only in a list or an office."""
        form = self.forms[at]
        if at > self.first and name.kind != "person" and self._parts(at):
            return False
        if self.reading.words[at].start >= name.start or at == self.first:
            other = name.kind == "place" and at > self.first  # «اتهم سالم الراوي روسيا»
            return not (self._closed_person() and (other or (name.kind == "person" and self.head is None)))
        if form[0] == WITH_WA:
            return True
        told = form in WORDS.audience or (form[0] == WITH_LI and self._told(at))
        held = form[0] in BI_OR_LI and form[0] not in self.ends_at and not told
        return held and not self.named and name.kind != "person" and not self._to_medium(form)

    def _name(self, name: Name) -> int:
        self.found.append(name)
        self.definite = True
        self.named = self.named or name.kind == "person" or self.head is None
        if len(self.found) == 1 and name.first == self.first:
            self.head = self.reading.heads[name.first] or self.head
        return name.last

    # Words that end the phrase.

    def _ends(self, form: str, at: int) -> bool:
        if " ".join(self.forms[at : at + 2]) in WORDS.within_name:
            return False  # «أطباء بلا حدود»
        if at == self.first + 1 and MEDIA[self.forms[self.first]] and OUTLETS[form]:
            return False  # «وكالة معا»
        if form in WORDS.ends_phrase or self._period(at, form):
            return True
        if form in (WITH_LI, WITH_BI) or self._recognised(at, form):
            return True
        if form in WORDS.audience:
            return not (form.startswith(LI_WITH_ARTICLE) and self._bare_head(at))
        if form in WORDS.demonstrative:
            return self.forms[at - 1] not in IN_OR_FROM
        if (form in WORDS.circumstance and form not in IN_OFFICE) or PARTICLES[form]:
            return True
        if not self.definite or self.reading.heads[at] is not None:
            return False
        many = form.startswith(ARTICLE) and form in WORDS.quantifier  # «شنت القوات العديد من الهجمات»
        return many or any(c.kind != "noun" for c in cues_of(form))

    # Prepositions that belong to the name: where an office is held, whom somebody speaks for.

    def _preposition(self, at: int, form: str) -> Step:
        fits = at + 1 < self.stop and at > self.first
        if form == ILA and fits and self.forms[self.first] in WORDS.envoy and not self.named:
            self.definite = False  # «مبعوثة المنظمة إلى الساحل»
            return at + 1
        if form == FI and FI not in self.ends_at and fits and self._held_in(at):
            self.definite = False
            return at + 1
        if fits and ((form == MIN and self._one_of(at)) or self.forms[at - 1] in WORDS.attached):
            self.definite = self.definite and form == MIN  # «مواقع مقربة من الحزب», «حساب منسوب إلى الجبهة»
            return at + 1
        return at + 1 if form == LADA and self.head is not None and not self.named else None

    def _held_in(self, at: int) -> bool:
        """«وزير النقل في حكومة الساحل», not «في بيان», «في اليوم»."""
        after = self._after(at)
        outside = self._elsewhere(after) or any(kind == "social" for _, kind in OUTLETS[after])
        return not outside and not self._closed_person() and self.reading.words[at + 1].kind not in ("mark", "number")

    def _one_of(self, at: int) -> bool:
        """«عدد من السكان», «مصادر من البلدة», not «من جانبه»."""
        after = self._after(at)
        quantified = not WORDS.quantifier.isdisjoint((self.forms[self.first], self.forms[self.first].removeprefix(ARTICLE)))
        counted = not self.definite or quantified
        many = counted or (self.head is not None and (self.head.number == "p" or self.head.kind == "source"))
        outside = after in WORDS.side or after in WORDS.occasion or after in WORDS.inna
        return many and not (self.named or outside or f"{MIN} {after}" in WORDS.at_another_time)

    def _joined_preposition(self, at: int, form: str) -> Step:
        if POSSESSIVE.sub("", form) == IN_THE_NAME_OF:
            self.definite = form != IN_THE_NAME_OF  # «المتحدث باسمه»
            return at + 1
        if at > self.first:
            if form in WORDS.led_by:
                self.definite = self.named = False
                return at + 1
            if form.startswith(LI_WITH_ARTICLE) and len(form) > 4:
                return self._for_the(at, form)
            whose = _after_label(form) or self.forms[at - 1].removeprefix(ARTICLE) in WORDS.attached
            if form[0] == WITH_LI and self.head is not None and not self.named and (whose or self._aims_at(at, form)):
                self.definite = False
                return at + 1
            if form[0] == WITH_LI and not ADJECTIVE.search(form) and self._told(at):
                return None
        name = self.reading.names[at]
        if at == self.first or (name is not None and name.start == self.reading.words[at].start):
            return self._noun(at, form)
        if form[0] == WITH_BI:
            return self._in_office(at, form)
        return None if self.definite or OUTLETS[form[1:]] or WORDS.content_noun(form[1:]) else self._noun(at, form)

    def _for_the(self, at: int, form: str) -> Step:
        """«المتحدث للجيش» holds an office; «قال للصحفيين» has an audience."""
        if self.head is not None and self.head.kind == "source" and not self._belongs(at):  # «مصادر موثوقة للمرصد»
            return None
        deed = self.head is None or self.head.kind != "person" or WORDS.verbal_noun(form[2:])
        if WITH_LI in self.ends_at and self.definite and deed:
            return None
        body = self.head is not None and self.head.kind == "organization"  # «فريق الراوي للأمن القومي»
        if (form in WORDS.audience and not self._bare_head(at)) or (self._closed_person() and not body):
            return None
        self.definite = True
        return at + 1

    def _in_office(self, at: int, form: str) -> Step:
        """«مصدر بالجيش», «مسؤول بوزارة الإعلام»: where an office is; elsewhere «بـ» begins something new."""
        article = form[1:3] == ARTICLE
        held = article or HEADS[form[1:]] is not None
        if held and WITH_BI not in self.ends_at and self.head is not None and not self.named:
            self.definite = article
            return at + 1
        if held or form[1:] in WORDS.quantifier or WITH_BI in self.ends_at or self.definite or WORDS.content_noun(form[1:]):
            return None
        return self._noun(at, form)

    # Nouns and adjectives.

    def _noun(self, at: int, form: str) -> Step:
        head = self.reading.heads[at]
        if at == self.first:
            return self._first_noun(at, form, head)
        if self._whole_plural(at, head):
            return None
        counted = self.forms[self.first] in WORDS.quantifier
        if counted and self.head is None and head is not None:
            self.head = head
            self.definite = form.startswith(ARTICLE)
            return at + 1
        if head is not None and head.kind == "person" and self.named and head.number != "p":
            self.definite = form.startswith(ARTICLE)
            return at + 1
        if form.startswith(ARTICLE):
            other = self._another(at, form, head, counted=counted)
            self.definite = self.definite or not other
            return None if other else at + 1
        if form[0] == WITH_WA and len(form) > 3 and self._joined(form, at):
            return at + 1
        if len(form) > 3 and ADJECTIVE.search(form) and not WORDS.content_noun(form) and not self._closed_noun(at):
            return at + 1
        return self._bare(at, form, head)

    def _first_noun(self, at: int, form: str, head: Head | None) -> int:
        self.head = head or (HEADS[ARTICLE + form[2:]] if form.startswith(LI_WITH_ARTICLE) else None)
        if self.head is None and form[0] in BI_OR_LI and self.reading.names[at] is None:
            self.head = HEADS[form[1:]]  # «لرئاسة الأركان»
        after = self.forms[at + 1] if at + 1 < self.stop else ""
        pointed = form.removeprefix(WITH_LI) in WORDS.demonstrative and after.startswith(ARTICLE)
        if pointed and self.reading.heads[at + 1] is not None:  # «تلك الدول»
            return self._first_noun(at + 1, self.forms[at + 1], self.reading.heads[at + 1])
        self.definite = form.startswith(ARTICLE) or self.reading.words[at].kind == "latin"
        self.unknown = 0 if head or self.definite else 1
        return at + 1

    def _another(self, at: int, form: str, head: Head | None, *, counted: bool) -> bool:
        """A definite noun is somebody or something else: the object after a name, a second body, what was said."""
        adjective = ADJECTIVE.search(form)
        before = self.forms[at - 1]
        apart = self._after_described(at, head) or self._others(at, form)
        if apart or (head is not None and not adjective and self._after_bare_body(at, head)):
            return True
        nameless = not counted and self.head is None and (self._closed_person() or (self.unknown > 0 and not self.found))
        if nameless and not adjective and before not in IN_OR_FROM:
            return True
        second = head is not None and (head.kind == "organization" or head.number == "p") and not adjective
        if self._someone_else(at, head):
            return True
        if second and before.startswith((ARTICLE, LI_WITH_ARTICLE)) and (self._full(at) or self._plural_people()):
            return True
        return self.definite and not adjective and (WORDS.content_noun(form) or self._object(at, form, head))

    def _joined(self, form: str, at: int) -> bool:
        """«والتعاون» continues «وزارة الخارجية»; «وقال» does not."""
        rest = form[1:]
        if self.reading.heads[at] is not None or CUES[rest] or rest in WORDS.inna:
            return False
        joins = rest.startswith(ARTICLE) or HEADS[rest] is not None or self._another_body(at, rest)
        if joins:
            self.definite = rest.startswith(ARTICLE)
        return joins

    def _bare(self, at: int, form: str, head: Head | None) -> Step:
        if form.endswith(PLURAL_VERB) and len(form) > 4:
            return None  # «سكان وصلوا إلى البلدة»
        if head is None and self._object_of_many(at, form):
            return None
        if form in WORDS.direction and self._lies_in(at):
            return at + 1
        closed = self.definite or (at > self.first + 1 and (self._adjective(at - 1) or self.forms[at - 1] in WORDS.several))
        if not closed:
            if self.unknown and WORDS.content_noun(form) and (self.head is None or self._done_by(at)):
                return None
            self.unknown += 1
            return at + 1
        if self._agreeing(at, form):
            return at + 1
        if form in WORDS.direction and self.head is not None and self.head.kind == "organization" and not self.named:
            self.definite = False
            return at + 1
        if head is not None and head.kind == "person" and self.definite:
            return None
        return at + 1 if self._untagged(at, form) else None


def _after_label(form: str) -> bool:
    return form[1:] not in WORDS.medium and (HEADS[form[1:]] is not None or form in WORDS.purpose)
