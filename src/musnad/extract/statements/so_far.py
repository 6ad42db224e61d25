"""What the walk over a noun phrase knows so far, and what follows from it."""

from __future__ import annotations

from musnad.extract.statements.grammar import (
    ADJECTIVE,
    ADJECTIVE_FORM,
    AN,
    ARTICLE,
    FEMININE,
    FI,
    INDEFINITE,
    LI_WITH_ARTICLE,
    NOUN_PLURALS,
    OURS,
    POSSESSIVE,
    REPORTER,
    WITH_BI,
    WITH_LI,
    WORDS,
)
from musnad.extract.statements.heads import Head
from musnad.extract.statements.inflection import CUES, begins_particle
from musnad.extract.statements.outlets import MEDIA, OUTLETS, is_outlet, shared_names
from musnad.extract.statements.reading import Reading
from musnad.text.names import Name

FEMININE_ADJECTIVE = "يه"
UNKNOWN_RUN = 5  # words of an untagged personal name
SPOKEN = 3  # words in marks, the opening mark with them, that may be the name of a person


class SoFar:
    """The part of a noun phrase that has been walked over."""

    def __init__(self, reading: Reading, first: int, stop: int, ends_at: str) -> None:
        """Stand before the first word; the arguments are those of ``phrases.phrase_at``."""
        self.reading, self.first, self.stop, self.ends_at = reading, first, stop, ends_at
        self.forms = reading.forms
        self.head: Head | None = None
        self.found: list[Name] = []
        self.definite = False  # the noun so far is closed by an article or by a name
        self.named = False
        self.unknown = 0

    def _parts(self, at: int) -> bool:
        """After «المنظمة», or after an indefinite adjective, a place or body is somebody else, not part of the name."""
        before, last = self.forms[at - 1], self.reading.names[at - 1]
        name = self.reading.names[at]
        if at == self.first + 1 and before.endswith(OURS) and self.head is not None and self.head.kind == "person":
            return True  # «مراسلنا | سوق الخضار»
        if name is not None and before.startswith(ARTICLE) and self._outlet(name) and not MEDIA[self.forms[self.first]]:
            return True  # «أبلغ مسؤول في المنظمة الدولية رويترز أن …»
        places = last is not None and name is not None and last.kind == name.kind == "place"
        if places and name is not None and name.start == self.reading.words[at].start:
            return True  # «مندوبة واشنطن روسيا»
        if before in WORDS.preposition or before in WORDS.place_kind or before in WORDS.direction:
            return False
        definite = self.forms[self.first].startswith(ARTICLE) and before.startswith(ARTICLE) and last is None
        if definite and name is not None and name.kind == "place" and at > self.first + 1:
            return name.start == self.reading.words[at].start  # «الدول الأربع قطر»
        if at == self.first + 1:
            return before.startswith(ARTICLE) and self.head is not None and self.head.definite
        if self.forms[at][0] == WITH_BI and name is not None and name.start > self.reading.words[at].start:
            return False  # «مصدر عسكري بوزارة الدفاع»
        return self._adjective(at - 1) and not before.startswith(ARTICLE) and self.reading.names[at - 1] is None

    def _outlet(self, name: Name) -> bool:
        words = tuple(self.forms[name.first : name.last])
        return words not in shared_names() and any(key == words for key, _ in OUTLETS[words[0]])

    def _closed_noun(self, at: int) -> bool:
        """After a definite noun no indefinite adjective can follow: «المنظمة تدلي» goes on with a verb."""
        before = self.forms[at - 1]
        return before.startswith(ARTICLE) and self.reading.names[at - 1] is None and self.head is not None

    def _reporting_for(self, at: int) -> int:
        """«مراسل بلدي نيوز»: how many words from here are the name of the outlet whom a reporter reports for."""
        if not self.forms[self.first].removeprefix(ARTICLE).startswith(REPORTER):
            return 0
        return next((len(key) for key, _ in OUTLETS[self.forms[at]] if tuple(self.forms[at : at + len(key)]) == key), 0)

    def _period(self, at: int, form: str) -> bool:
        """«إسرائيل نهاية الأسبوع»: when, not who."""
        after = self.forms[at + 1] if at + 1 < len(self.forms) else ""
        return form in WORDS.of_period and (after in WORDS.time or after.removeprefix(ARTICLE) in WORDS.time)

    def _full(self, at: int) -> bool:
        """Nothing more belongs to «الوزير», or to «نقيب الصيادين» with its last noun."""
        last_noun = at > self.first + 1 and not ADJECTIVE.search(self.forms[at - 1])
        return last_noun or self.forms[self.first].startswith(ARTICLE)

    def _plural_people(self) -> bool:
        """«محققون تابعون للمنظمة القوات …»: the office is closed, the next body is somebody else."""
        return self.head is not None and self.head.kind == "person" and self.head.number == "p" and not self.head.definite

    def _adjective(self, at: int) -> bool:
        """The word has the ending of an adjective and is no office."""
        form = self.forms[at]
        return bool(ADJECTIVE.search(form)) and self.reading.heads[at] is None and form not in WORDS.preposition

    def _to_medium(self, form: str) -> bool:
        outlet = OUTLETS[form[1:]] or (form.startswith(LI_WITH_ARTICLE) and OUTLETS[ARTICLE + form[2:]])
        return form[0] == WITH_LI and (bool(outlet) or self.head is None)

    def _closed_person(self) -> bool:
        return self.named and bool(self.found) and self.found[-1].kind == "person"

    def _bare_head(self, at: int) -> bool:
        """The word before is the phrase's first, a head that nothing has closed yet."""
        return at == self.first + 1 and self.head is not None and not self.definite

    def _in_brackets(self, at: int, close: int) -> int | None:
        """«وزارة الصحة (الخميس)» tells when; «المتحدث (سالم الراوي)» names whom."""
        if all(form.removeprefix(ARTICLE) in WORDS.time or form in WORDS.time for form in self.forms[at + 1 : close]):
            return None
        name = self.reading.names[at + 1]
        if close == at + 2 and name is None and self.forms[at + 1].endswith(FEMININE_ADJECTIVE):
            return None  # «"الوكالة الوطنية" (رسمية)»
        if name is not None and name.kind == "person" and name.last == close and not self.named:
            self.found.append(name)
            self.definite = self.named = True
        return close + 1

    def _name_in_marks(self, at: int) -> bool:
        quotation = self.reading.opening.get(at)
        if quotation is None or not quotation.closed or not self.reading.names_in_marks(at):
            return False
        return not self._last_words(at, self.reading.close_of(quotation))

    def _quoted_name(self, at: int) -> None:
        """Words in marks after an office are a personal name even where no tagger knew it."""
        quotation = self.reading.opening[at]
        last = self.reading.close_of(quotation)
        inner = next((n for n in self.reading.names[at + 1 : last] if n is not None), None)
        if inner is not None:
            self.found.append(inner)
        elif self.head is not None and self.head.kind == "person" and last - at > 2 and self._could_name(at) \
                and self._ends_office(at - 1):
            self.found.append(Name(at + 1, last, quotation.inner.start, quotation.inner.end, "person", 0.5))

    def _ends_office(self, at: int) -> bool:
        """«رئيس اللجنة | "…"», not «أحد قادة "…"», «قضاة بسبب "…"»: one office, and the word that ends it."""
        head = self.reading.heads[at]
        if self.head is not None and self.head.number == "p":
            return False  # «سأل المهاجمين: "كيف وصلتم"»
        return self.forms[at].startswith(ARTICLE) or (head is not None and head.kind == "person" and head.number == "s")

    def _last_words(self, at: int, close: int) -> bool:
        """«قال المدرب "الفريق جاهز تماما".»: many words in marks after a person, and then the end, are what was said."""
        person = self.head is not None and self.head.kind == "person"
        outlet = OUTLETS[self.forms[at + 1]]  # «مراسل "سكاي نيوز عربية".»
        after = close + 1 + (self.forms[close + 1 : close + 2] == ["،"])
        ended = self.forms[close + 1 : close + 2] in ([], ["."]) or begins_particle(self.forms, after)
        return person and not outlet and close - at > SPOKEN and ended

    def _whole_plural(self, at: int, head: Head | None) -> bool:
        """«ناشطون النظام»: a plural with its last letter has no genitive, the next noun is somebody else."""
        first = self.forms[self.first]
        plural = self.head is not None and self.head.number == "p" and first.endswith(NOUN_PLURALS[:2]) and len(first) > 5
        new = self.forms[at].startswith(ARTICLE) or (head is not None and head.kind == "organization")
        return plural and new and at == self.first + 1 and not first.startswith(ARTICLE)

    def _object_of_many(self, at: int, form: str) -> bool:
        """«نشر ناشطون صورا»: an indefinite accusative after people is what they did something to."""
        accusative = form.endswith(INDEFINITE) and len(form) > 3 and self.reading.names[at] is None
        return accusative and self.head is not None and self.head.number == "p"

    def _after_bare_body(self, at: int, head: Head) -> bool:
        """«طالبت رايتس ووتش الحكومة بـ»: after the bare name of a body a definite body is somebody else."""
        last = self.reading.names[at - 1]
        body = last is not None and last.first == self.first and last.kind == "organization"
        return body and self.head is None and head.kind == "organization"

    def _others(self, at: int, form: str) -> bool:
        """«حذرت "الجبهة" المدنيين»: after the bare name of a body people with their article are somebody else."""
        bare = self.head is None and self.named and not self._closed_person()
        return bare and form.endswith(NOUN_PLURALS[:2]) and self.forms[at - 1] not in WORDS.preposition

    def _done_by(self, at: int) -> bool:
        """«أعلنت كتائب سهلاب حظر التجول»: a deed after a body's name, not «مركز توثيق انتهاكات …»."""
        body = self.head is not None and self.head.kind == "organization" and at == self.first + 2
        return body and self.reading.heads[at - 1] is None and not WORDS.verbal_noun(self.forms[at - 1])

    def _could_name(self, at: int) -> bool:
        """Words in marks after an office may be a personal name, not after «مقدم برنامج»."""
        before = self.forms[at - 1]
        return before not in WORDS.occasion and before not in WORDS.medium and self.reading.words[at + 1].kind != "number"

    def _elsewhere(self, after: str) -> bool:
        """A time, an occasion, «بعض الأحيان»: no place where an office is held."""
        plain = {after, after.removeprefix(ARTICLE), POSSESSIVE.sub("", after)}
        deed = WORDS.content_noun(after) and not after.startswith(ARTICLE)  # «في رفض التصعيد»
        timed = after in WORDS.day_of_month or not plain.isdisjoint(WORDS.time)
        return deed or timed or not plain.isdisjoint(WORDS.occasion) or after in WORDS.quantifier

    def _told(self, at: int) -> bool:
        """«مصادر عسكرية لوكالة الساحل»: sources tell it; «مصادر تابعة للحزب» are its own."""
        return self.forms[self.first].removeprefix(ARTICLE) in WORDS.teller and not self._belongs(at)

    def _belongs(self, at: int) -> bool:
        """«مصادر تابعة للحزب», «مصدر في القيادة العامة للجيش», not «مصادر موثوقة للمرصد»."""
        return self.forms[at - 1] in WORDS.attached or FI in self.forms[self.first : at]

    def _after_described(self, at: int, head: Head | None) -> bool:
        """«دول غربية النظام …»: bodies with an indefinite adjective are closed, a definite noun is somebody else."""
        bodies = self.head is not None and self.head.kind == "organization" and self.head.number == "p"
        return bodies and head is not None and at == self.first + 2 and self._adjective(at - 1) and not self.definite

    def _another_body(self, at: int, rest: str) -> bool:
        """«الصين وروسيا»: right after a place or body that speaks stands another one that the report names."""
        last = self.reading.names[at - 1]
        return self.head is None and last is not None and last.kind != "person" and rest in self.reading.bodies

    def _recognised(self, at: int, form: str) -> bool:
        """«الحكومة المعترف بها دوليا»: what is told of it in passing."""
        return form in WORDS.recognised and self.forms[at + 1 : at + 2] != [] and self.forms[at + 1] in WORDS.by_it

    def _aims_at(self, at: int, form: str) -> bool:
        """«المشروع السعودي لنزع الألغام»: what a body is for, after a verb whose content does not begin so."""
        body = self.head is not None and self.head.kind == "organization" and self.definite and WITH_LI not in self.ends_at
        after = self.forms[at + 1] if at + 1 < self.stop else ""
        return body and after.startswith(ARTICLE) and WORDS.verbal_noun(form[1:])

    def _someone_else(self, at: int, head: Head | None) -> bool:
        """«دعت المنظمة الرئيس إلى …», «طالبت منظمة العفو الدولية السلطات بـ»: a chief or a body after a definite one."""
        body = self.head is not None and self.head.kind == "organization" and not self._closed_person()
        if head is None or not body or not head.definite or self.forms[at - 1] in WORDS.preposition:
            return False
        chief = head.kind == "person" and head.number == "s" and self.forms[self.first].startswith(ARTICLE)
        called_on = WITH_BI in self.ends_at and head.kind == "organization" and self.forms[at - 1].startswith(ARTICLE)
        if chief and at == self.first + 1:
            return True
        return called_on and at > self.first + 1 and not ADJECTIVE.search(self.forms[at])

    def _lies_in(self, at: int) -> bool:
        """«مدينة الحديدة غربي اليمن»: a direction between two places."""
        before, after = self.reading.names[at - 1], self.reading.names[at + 1] if at + 1 < self.stop else None
        return before is not None and after is not None and before.kind == after.kind == "place"

    def _agreeing(self, at: int, form: str) -> bool:
        """A second indefinite adjective: «جماعة محلية صغيرة»."""
        feminine = form.endswith(FEMININE) and self.forms[at - 1].endswith(FEMININE_ADJECTIVE)
        agrees = feminine and self.head is not None and self.head.gender == "f" and not self.definite
        return agrees and not WORDS.content_noun(form) and not CUES[form]

    def _issued_by(self, at: int) -> bool:
        """«بيان صادر عن الوزارة»."""
        document = self.head is not None and self.head.kind == "document"
        return document and at > self.first + 1 and at + 1 < self.stop and self.forms[at - 1] in WORDS.issued

    def _object(self, at: int, form: str, head: Head | None) -> bool:
        """«جدد الوزير السوداني التأكيد»: after an adjective of origin, a definite word that has no form of an adjective."""
        before = self.forms[at - 1]
        article = self.reading.words[at - 1].raw.startswith(ARTICLE)  # not «ألوية»
        body = at == self.first + 1 and self.head is not None and self.head.kind == "organization"
        closed = article and (body or (bool(ADJECTIVE.search(before)) and at > self.first + 1))
        after = self.reading.names[at + 1] if at + 1 < self.stop else None
        titled = after is not None and after.kind == "person"  # «اللورد طارق …»
        return closed and head is None and not (titled or self.reading.names[at] or ADJECTIVE_FORM.match(form))

    def _after(self, at: int) -> str:
        """The word after a preposition; «في آخر بيان» is as «في بيان»."""
        late = self.forms[at + 1] in WORDS.latest_before_occasion and at + 2 < self.stop
        return self.forms[at + 2] if late else self.forms[at + 1]

    def _untagged(self, at: int, form: str) -> bool:
        """A word that nobody knows is part of an untagged name after an office."""
        if self.named or self.reading.words[at].kind == "number" or WORDS.verbal_noun(form):
            return False
        genitive = form not in WORDS.not_being and "".join(self.forms[at + 1 : at + 2]).startswith(ARTICLE)
        if genitive and self.head is not None and self.head.number == "p" and self.head.definite:
            return False  # «أطلق القادة الثلاثة محادثات السلام»
        if self.head is not None and not self._goes_on_bare(self.head):
            return False
        if self.head is None and not self.found and self.forms[self.first].startswith(ARTICLE):
            return False  # «كشفت الصحافة رسائل …»
        own = POSSESSIVE.sub("", form)
        if is_outlet(form):
            return False  # «أبلغ مسؤول محلي رويترز»
        if own != form and own in WORDS.occasion:
            return False  # «اختتم المؤرخ حديثه»
        self.unknown += 1
        return self.unknown <= UNKNOWN_RUN

    def _goes_on_bare(self, head: Head) -> bool:
        """After an office comes a name, after «مصدر أمني» one more adjective that the lexicon does not know («رفيع»)."""
        source = head.kind == "source" and head.number == "s" and not self.definite
        return source or head.kind in ("person", "pronoun")

    def _attached(self, at: int, form: str) -> int:
        """How many words belong to what stands before: «صفحات موالية لها», «بيان صادر عن الوزارة», «مراسل بلدي نيوز»."""
        if form == AN and self._issued_by(at):
            self.definite = False
            return 1
        if at > self.first and (outlet := self._reporting_for(at)):
            self.definite = self.reading.names[at + outlet : at + outlet + 1] in ([], [None])  # «مراسلة الساحل سلمى العابر»
            return outlet
        return int(form in WORDS.its and self.forms[at - 1] in WORDS.attached)
