"""Bodies known by their kind: where their names end, and which of them are names at all.

Finds    هيئة الإغاثة والتنمية، الحكومة الألمانية            a kind with its field, a state's body with its country
Finds    الهيئة العليا | في المجلس الوطني                     two bodies, no name reaches over the preposition
Leaves   القوات الكافية، الحملة الأمنية، دول الساحل            what is told of many, or of one in passing
"""

from __future__ import annotations

from musnad.extract.statements.grammar import ADJECTIVE, ARTICLE, FI, LI_WITH_ARTICLE, NOUN_PLURALS, WITH_LI, WITH_WA, WORDS
from musnad.extract.statements.heads import HEADS
from musnad.extract.statements.inflection import CUES
from musnad.extract.statements.nations import has_article, of_countries
from musnad.extract.statements.outlets import MEDIA, OUTLETS
from musnad.extract.statements.reading import Reading
from musnad.text.names import Name

_OWNERS = ("ه", "ها", "هم", "هما", "هن")
LONGEST = 9  # words
UNCLOSED = 2  # words without article between a kind and the word that closes its name («هيئة تنسيق شؤون المخيمات»)


class Body:
    """The name of a body that begins with its kind.

    Attributes:
        reading: The report.
        first: Its first word.
        last: One past its last word; one past the first where nothing that follows belongs to a name.
        names: Names inside.
        marked: True where a part of it stands in marks.
    """

    def __init__(self, reading: Reading, first: int) -> None:
        """Read on from a word that is a kind of body."""
        self.reading, self.first = reading, first
        self._stop = min(first + LONGEST, reading.unit_at(first)[1])
        self.names: list[Name] = []
        self.marked = False
        form = reading.forms[first]
        bare = form[1:] if HEADS[form[1:]] is not None and HEADS[form] is None else form
        self._definite = bare.startswith((ARTICLE, LI_WITH_ARTICLE))
        self.kind = bare[2:] if self._definite else bare
        self._closed = self._definite
        self._open = 0
        self.last = self._end()

    def _end(self) -> int:
        at = closed_at = self.first + 1
        while at < self._stop:
            after = self._step(at)
            if after is None:
                break
            at = after
            closed_at = at if self._closed else closed_at
        return closed_at

    def _step(self, at: int) -> int | None:
        form, name = self.reading.forms[at], self.reading.names[at]
        if self.reading.line_start(at):
            return None
        if name is not None and name.first == at:
            return self._name(at, name)
        if self.reading.words[at].kind == "mark":
            return self._marks(at)
        if has_article(self.reading.words[at].raw, form):
            return self._belonging(at) or self._definite_word(at, form)
        if form[0] == WITH_WA and self._closed and form[1:].startswith(ARTICLE):
            return at + 1 if self._joined(at, form[1:]) else None
        if form[0] == WITH_LI and self._closed:
            return at + 1 if self._field(at, form) else None
        if form == FI and self._closed:
            return self._belonging(at)
        outside = CUES[form] or form in WORDS.around or form in WORDS.outside_names or owned(self.reading.words[at].raw)
        deed = self._open > 0 and WORDS.content_noun(form) and not WORDS.verbal_noun(self.reading.forms[at - 1])
        if self._closed or self._open >= UNCLOSED or outside or deed or ARTICLE + form in of_countries():
            return None  # «كتائب سهلاب | حظر التجول»
        self._open += 1
        return at + 1

    def _name(self, at: int, name: Name) -> int | None:
        joined = self.reading.words[at].start < name.start
        genitive = not self._closed and (name.kind != "person" or at == self.first + 1)
        if joined or not genitive or ARTICLE + self.reading.forms[at] in of_countries():
            return None  # «قوات ألمانية» is no name
        self.names.append(name)
        self._closed = True
        return name.last

    def _marks(self, at: int) -> int | None:
        quotation = self.reading.opening.get(at)
        if quotation is None or not quotation.closed or not self.reading.names_in_marks(at) or self.marked:
            return None
        close = self.reading.close_of(quotation)
        inside = [n for n in dict.fromkeys(self.reading.names[at + 1 : close]) if n is not None]
        plain = self._closed and not inside and not OUTLETS[self.reading.forms[at + 1]]
        if close >= self._stop or plain:
            return None  # «السلطات الألمانية "تنفي" ذلك»
        self.names += inside
        self.marked = self._closed = True
        return close + 1

    def _definite_word(self, at: int, form: str) -> int | None:
        if form in WORDS.outside_names:
            return None
        if not self._closed:
            head = HEADS[form]
            if self._open and head is not None and head.kind == "organization":
                return None  # «دول ساحلية الشركة»: somebody else
            self._closed = True
            return at + 1
        return at + 1 if _adjective(form) and self._may_follow(form) else None

    def _may_follow(self, form: str) -> bool:
        """Behind somebody's name only adjectives of countries and the like, and nothing that is done to a body."""
        if WORDS.content_noun(form):
            return False  # «القوات الحكومية | المسؤولية»
        return not self.names or form in of_countries() or form in WORDS.of_bodies

    def _joined(self, at: int, form: str) -> bool:
        """«الرئاسية والسياسية», «الصحة والسكان»; «قوات الأمن والطائرات» is not one name."""
        if _adjective(self.reading.forms[at - 1]):
            return _adjective(form)
        head = HEADS[form]
        other = head is not None and (head.kind != "person" or form.endswith(NOUN_PLURALS))  # «والجيش», «والمراقبون»
        return self.kind in WORDS.field_body and not other

    def _field(self, at: int, form: str) -> bool:
        """«المرصد السوري لحقوق الإنسان», not «الحكومة المصرية لدعم البنية», «اللجنة لبحث الأمر»."""
        noun = form[1:] if not form.startswith(LI_WITH_ARTICLE) else ARTICLE + form[2:]
        if self.kind not in WORDS.field_body or at == self.first + 1 or form in WORDS.audience or len(noun) < 3:
            return False
        definite = noun.startswith(ARTICLE)
        sure = _adjective(self.reading.forms[at - 1]) and (definite or self.kind in WORDS.team)
        if WORDS.content_noun(noun) and not sure:
            return False
        self._closed, self._open = definite, 0
        return True

    def _belonging(self, at: int) -> int | None:
        """«مجلس حقوق الإنسان التابع للأمم المتحدة», «تحالف "دعم الشرعية" في اليمن»: the words after a closed name."""
        forms, after = self.reading.forms, at + 1
        if after >= self._stop or self.kind not in WORDS.field_body:
            return None
        name = self.reading.names[after]
        last = name.last if name is not None and name.first == after else after + 1
        if forms[at] == FI and self.marked:
            return last if name is not None and name.kind == "place" else None
        return last if forms[at] in WORDS.belonging and forms[after][0] == WITH_LI else None

    @property
    def named_by(self) -> Name | None:
        """The name of the same body inside («وكالة "رويترز"», «قوات الدفاع الشعبي "قدش"»), None where there is none."""
        if len(self.names) != 1 or self.names[0].kind != "organization":
            return None
        name, marks = self.names[0], self.marked
        if name.last != self.last - marks or (name.first > self.first + 1 and not marks):
            return None
        alone = name.first == self.first + 1 + marks
        return name if alone == (self.kind in WORDS.class_of_body) else None

    @property
    def only_described(self) -> bool:
        """«التنظيم المتطرف»: what is told of a body named elsewhere."""
        words = self.reading.forms[self.first + 1 : self.last]
        return self._definite and not self.names and all(w in WORDS.describing for w in words)

    @property
    def is_name(self) -> bool:
        """True for «وزارة الصحة»; not for «القوات الكافية», «محافظة حلب», «دول الساحل»."""
        words = self.reading.forms[self.first + 1 : self.last]
        if not words or self.kind in WORDS.place_kind or (words[0].startswith(ARTICLE) and words[0] in WORDS.no_name):
            return False
        if self.marked:
            return True
        if self.kind in WORDS.many_bodies:
            return False
        if self.kind in WORDS.loose_body:
            return any(n.kind == "organization" for n in self.names)
        if self.names:
            return True
        if self.kind not in WORDS.national_body:
            return True
        genitive = not self._definite and self.kind in WORDS.force
        return genitive or any(w in of_countries() for w in words)


def owned(raw: str) -> bool:
    """«شرطه», «حزبها»: somebody's; «شرطة» is not."""
    return len(raw) > 3 and raw.endswith(_OWNERS)


def stands_for(reading: Reading, before: Name, name: Name) -> bool:
    """«حزب العمال "بي كي كي"», «قوات الساحل (قس)»: a name in marks right after that of a body is one more of its names."""
    if not (before.kind == name.kind == "organization" and before.last == name.first - 1):
        return False
    opens, after = reading.opening.get(name.first - 1), name.last
    quoted = opens is not None and reading.closing.get(after) is opens
    bracketed = reading.forms[name.first - 1] == "(" and reading.forms[after : after + 1] == [")"]
    outlet = any(key == tuple(reading.forms[name.first : after]) for key, _ in OUTLETS[reading.forms[name.first]])
    return (quoted or bracketed) and (not outlet or bool(MEDIA[reading.forms[before.first]]))


def _adjective(form: str) -> bool:
    return (bool(ADJECTIVE.search(form)) and form not in WORDS.no_name) or form in WORDS.of_bodies
