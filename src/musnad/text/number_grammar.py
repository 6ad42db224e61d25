"""The grammar of Arabic numbers over a run of words: units, teens, tens, hundreds, scales, fractions, sums.

Finds    ثلاثة وعشرين ألفا وخمسمئة           units and tens, their scale, and a smaller part
Finds    ألف ومئتين و50                      words and digits together
Leaves   عشرين وثلاثين                       two numbers: no part may be as large as the unit before it
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from musnad.lang.words import Word
from musnad.text.number_forms import LARGEST, Number, Tag, read_digits, tags

NOTHING = Tag("", 0)
_AND = "و"
_PERCENT = frozenset(("%", "٪", "بالميه", "بالمايه"))
_IN, _HUNDRED = "في", frozenset(("الميه", "المايه"))
_COMMA, _SPACE = "،", "\u066c"  # the Arabic thousands separator stands for the space that parts thousands
_SPACES = frozenset((" ", "\u00a0", "\u202f", "\u2009"))  # a space, and those that do not break
HAMZA = "أ"
_ONLY_IN_COMPOUNDS = frozenset(("احد", "احدي", "الاحد"))


@dataclass(slots=True)
class Part:
    """A number under way: its value, the index after it, and the smallest unit that it names."""

    value: Number
    after: int
    floor: Number = 1
    kind: str = "cardinal"


class Line:
    """The grammar of numbers over one run of words: each method reads from an index on, or returns None."""

    def __init__(self, words: Sequence[Word], text: str = "") -> None:
        self.words = words
        self.text = text
        self.known = tags()

    def tag(self, at: int) -> Tag:
        """What the word at ``at`` says in a number."""
        if at >= len(self.words) or self.words[at].kind != "word":
            return NOTHING
        return self.known.get(self.words[at].form, NOTHING)

    def per_cent(self, at: int) -> bool:
        """«في المئة» is no hundred."""
        return self.words[at].form in _HUNDRED and at > 0 and self.words[at - 1].form == _IN

    def joined(self, at: int) -> int | None:
        """Index of what «و» joins at ``at``, be it written apart or together; None if nothing is joined."""
        if at < len(self.words) and self.words[at].form == _AND and self.words[at].kind == "word":
            return at + 1
        return at if self.tag(at).prefix == _AND else None

    def next_scale(self, at: int) -> bool:
        """Whether the word at ``at`` multiplies what stands before it."""
        tag = self.tag(at)
        return not tag.prefix and tag.kind in {"scale", "scales", "scale or double", "dozen"}

    def number(self, at: int) -> Part | None:
        """Read the longest number that begins at ``at``."""
        tag = self.tag(at)
        if tag.kind == "sign":
            part = self.number(at + 1) if at + 1 < len(self.words) and not self.tag(at + 1).prefix else None
            return Part(-part.value, part.after, part.floor) if part and part.kind == "cardinal" else None
        if tag.kind == "ordinal":
            return self.ordinal(at, tag)
        return self.vague(at, tag) or self.fraction(at, tag) or self.sum(at)

    def ordinal(self, at: int, tag: Tag) -> Part:
        """«الثالث», «الثالث عشر», «الخامسة والعشرين»."""
        after, value = at + 1, tag.value
        if self.tag(after).kind == "ten" and not self.tag(after).prefix:
            return Part(value + 10, after + 1, kind="ordinal")
        tens = self.joined(after)
        if tens is not None and self.tag(tens).kind == "tens" and self.tag(tens).definite == tag.definite:
            return Part(value + self.tag(tens).value, tens + 1, kind="ordinal")
        return Part(value, after, kind="ordinal")

    def vague(self, at: int, tag: Tag) -> Part | None:
        """«عشرات», «مئات الآلاف», «بضعة ملايين», «آلاف» with no number before it."""
        few = tag.kind == "few"
        after = at + 1 if few else at
        first = self.tag(after)
        if first.kind not in {"vague", "scales"} or (few and first.prefix):
            return Part(1, after, 1, "few") if few else None
        value, after = first.value, after + 1
        while self._larger(after, first):
            value, after = value * self.tag(after).value, after + 1
        return Part(value, after, value, "few" if few else "vague")

    def _larger(self, at: int, than: Tag) -> bool:
        tag = self.tag(at)
        return tag.kind in {"scales", "scale"} and not tag.prefix and tag.value > than.value

    def fraction(self, at: int, tag: Tag) -> Part | None:
        """«نصف», «نصف مليون», «ثلاثة أرباع المليار», «خمس السكان»."""
        value, after = tag.value, at + 1
        if tag.kind == "unit" and self.tag(after).kind == "fractions" and not self.tag(after).prefix:
            value, after = tag.value * self.tag(after).value, after + 1
        elif self._fifth(at, tag) and self._definite_noun(after):
            value = 0.2
        elif tag.kind != "fraction":
            return None
        if self.next_scale(after):
            scale = self.tag(after).value
            return Part(value * scale, after + 1, scale)
        return Part(value, after, 1, "fraction")

    def _fifth(self, at: int, tag: Tag) -> bool:
        return tag.kind == "unit" and tag.value == 5 and not tag.definite and self.words[at].form.endswith("خمس")

    def _definite_noun(self, at: int) -> bool:
        """A fraction is a part of something definite; five of something is followed by an indefinite plural."""
        if at >= len(self.words) or self.words[at].kind != "word" or self.tag(at).kind:
            return False
        return self.words[at].form.startswith("ال")

    def sum(self, at: int) -> Part | None:
        """Parts joined by «و», each of a smaller unit than the one before."""
        whole = self.scaled(at)
        if whole is not None and self.tag(whole.after).kind == "point":
            return self._decimal(whole)
        while whole is not None:
            more = self.joined(whole.after)
            if more is None:
                part = self._unjoined(whole)
                if part is None:
                    return whole
            else:
                part = self.fraction_of(whole, more) or self.addend(whole, more)
                if part is None:
                    return whole
            kind = "ordinal" if part.kind == "ordinal" else whole.kind
            whole = Part(whole.value + part.value, part.after, min(whole.floor, part.floor), kind)
        return None

    def _decimal(self, whole: Part) -> Part:
        """«خمسة فاصلة سبعة في المئة»."""
        part = self.small(whole.after + 1)
        if part is None or not isinstance(part.value, int) or part.kind == "unclear":
            return whole
        decimal = Part(whole.value + part.value / 10 ** len(str(part.value)), part.after)
        if self.next_scale(decimal.after):
            scale = self.tag(decimal.after).value
            return Part(decimal.value * scale, decimal.after + 1, scale)
        return decimal

    def _unjoined(self, whole: Part) -> Part | None:
        """«٤ آلاف ٣ مائة»: a smaller part set beside a scale without «و», if it is counted in hundreds itself."""
        if whole.floor < 1000 or self.tag(whole.after + 1).kind != "hundred" or self.tag(whole.after + 1).prefix:
            return None
        return self.addend(whole, whole.after)

    def addend(self, whole: Part, at: int) -> Part | None:
        """A part that may be added: smaller than the smallest unit before it."""
        if at >= len(self.words) or whole.floor <= 1 or whole.kind != "cardinal":
            return None
        tag = self.tag(at)
        if tag.kind == "ordinal" and tag.definite:
            return self.ordinal(at, tag)
        if tag.kind in {"vague", "few", "scales"} or tag.prefix not in {"", _AND}:
            return None
        part = self.scaled(at)
        return part if part and part.kind == "cardinal" and 0 < part.value < whole.floor else None

    def fraction_of(self, whole: Part, at: int) -> Part | None:
        """«مليون ونصف المليون»: a fraction of the last scale; «ثلاثة ونصف»: of one; «ثلاثون وخُمسين»: two fifths."""
        tag = self.tag(at)
        if tag.kind == "tens" and tag.value == 50 and 30 <= whole.value % 100 <= 90 and whole.floor == 1:
            return Part(0.4, at + 1)
        part = self.fraction(at, tag)
        if part is None:
            return None
        if part.floor > 1:  # «ونصف المليون»: of a scale that must be the last one named, or smaller
            return part if part.floor <= whole.floor else None
        if part.kind != "fraction":
            return None
        unit = whole.floor if whole.floor >= 1000 else 1
        return None if part.value == 0.2 else Part(part.value * unit, part.after, 1)

    def scaled(self, at: int) -> Part | None:
        """A number below a thousand and its scales («مئة وعشرين ألفا»), or a scale alone («ألف», «مليوني»)."""
        part = self.small(at)
        if part is None:
            part = self._scale_alone(at)
        if part is None or part.kind == "unclear":
            return part
        while self.next_scale(part.after) and abs(part.value) * self.tag(part.after).value <= LARGEST:
            scale = self.tag(part.after)
            if scale.kind == "dozen" and part.floor > 1:
                break
            part = Part(part.value * scale.value, part.after + 1, max(scale.value, 1 if scale.kind == "dozen" else 1000))
        if self.tag(part.after).kind == "fractions" and not self.tag(part.after).prefix:
            return Part(part.value * self.tag(part.after).value, part.after + 1, 1)
        return part

    def _scale_alone(self, at: int) -> Part | None:
        tag = self.tag(at)
        if tag.kind in {"scale", "dozen"}:
            return Part(tag.value, at + 1, tag.value if tag.kind == "scale" else 1)
        if tag.kind == "double":
            return Part(tag.value, at + 1, tag.value / 2)
        if tag.kind == "scale or double":  # the tanwin makes it one, the construct makes it two
            one = "\u064b" in self.words[at].raw or self.joined(at + 1) is not None
            return Part(tag.value if one else 2 * tag.value, at + 1, tag.value)
        return None

    def small(self, at: int) -> Part | None:
        """A number below a thousand in words, or any digits."""
        if at >= len(self.words):
            return None
        if self.words[at].kind == "number":
            return self._digits(at)
        part = self._below_hundred(at)
        hundred = self.tag(part.after) if part else self.tag(at)
        if hundred.kind != "hundred" or (part and (hundred.prefix or hundred.value != 100 or part.floor > 1)):
            return part
        part = Part(part.value * 100, part.after + 1, 100) if part else Part(hundred.value, at + 1, 100)
        rest_at = self.joined(part.after)
        rest = self._below_hundred(rest_at) if rest_at is not None else None
        following = self.tag(rest.after).kind if rest else ""
        if rest is None or following == "hundred" or (following == "fractions" and rest.value < 11):
            return part
        return Part(part.value + rest.value, rest.after)

    def _digits(self, at: int) -> Part:
        form, after = self._run(at)
        value = read_digits(form, part_likely=self.next_scale(after) or self._percent_at(after))
        if value is None:
            return Part(0, after, kind="unclear")
        hundred = self.tag(after)
        if hundred.kind == "hundred" and hundred.value == 100 and not hundred.prefix and value < 10:
            return Part(value * 100, after + 1, 100)
        return Part(value, after)

    def _percent_at(self, at: int) -> bool:
        if at >= len(self.words):
            return False
        return self.words[at].form in _PERCENT or (at + 1 < len(self.words) and self.per_cent(at + 1))

    def _run(self, at: int) -> tuple[str, int]:
        """Digits and the index after them; an Arabic comma or one space may part them («25،000», «40 000»)."""
        form, after = self.words[at].form, at + 1
        leads = form.isdecimal() and len(form) <= 3 and form[0] != "0"
        while leads and self._thousand_apart(after):
            form, after = f"{form}{_SPACE}{self.words[after].form}", after + 1
        while after + 1 < len(self.words) and self.words[after].raw == _COMMA:
            comma, more = self.words[after], self.words[after + 1]
            if more.kind != "number" or not self.words[after - 1].end == comma.start == more.start - 1:
                break
            thousands = len(more.form.split(".")[0].split(",")[0]) == 3
            if not thousands and not (after == at + 1 and (self.next_scale(after + 2) or self._percent_at(after + 2))):
                break
            form, after = f"{form}{_SPACE if thousands else '.'}{more.form}", after + 2
        return form, after

    def _thousand_apart(self, at: int) -> bool:
        if at >= len(self.words) or self.words[at].kind != "number" or len(self.words[at].form) != 3:
            return False
        gap = self.text[self.words[at - 1].end : self.words[at].start]
        return self.words[at].form.isdecimal() and gap in _SPACES

    def _below_hundred(self, at: int) -> Part | None:
        tag = self.tag(at)
        if tag.kind in {"teen", "tens", "ten", "zero"}:
            return Part(tag.value, at + 1)
        if tag.kind != "unit":
            return None
        after = at + 1
        if self.tag(after).kind == "ten" and not self.tag(after).prefix and not self.tag(after).definite:
            return Part(tag.value + 10, after + 1)
        tens = self.joined(after)
        if tens is not None and self.tag(tens).kind == "tens":
            return Part(tag.value + self.tag(tens).value, tens + 1)
        one_of = tag.value == 1 and HAMZA in self.words[at].raw  # «وأحد أبنائه» folds like «واحد»
        if one_of or self.words[at].form.removeprefix(tag.prefix) in _ONLY_IN_COMPOUNDS:
            return None
        if tag.definite and self._monday(at):
            return None
        return Part(tag.value, after)

    def _monday(self, at: int) -> bool:
        """«الاثنين» alone is a day of the week."""
        return self.words[at].form.endswith("اثنين")
