"""Noun phrases that can name a speaker: where one begins and ends.

Finds    قال وزير النقل في حكومة الساحل، سالم الراوي، إن …     role, place of office, name in apposition
Leaves   قال المتحدث في بيان …                                  «في بيان» is an occasion, not part of the name
Leaves   أكدت مصادر محلية وصول قافلة …                          «وصول» begins the content
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from musnad.extract.statements.lexicon import Head, cue_forms, heads, outlets, particles, word_classes
from musnad.extract.statements.reading import Reading
from musnad.text.names import Name

QUOTED_NAME = 7  # words: a longer quotation is speech, not a name
UNKNOWN_RUN = 5  # words of an untagged personal name
_ADJECTIVE = re.compile(r"..(?:ي|يه|يون|يين|يان|يتين|يات|يا)$")
_NAMING = frozenset(("person", "organization", "place", "group", "facility", "document"))
_MASDAR = re.compile(r"(?:است..ا.|ان..ا.|ا.ت.ا.|ا..ا.|ت..ي.|م.ا..ه|ت.ا..)(?:ه|ها|هم)?$")
_STOP = re.compile(r"[.!؟]\s|[!؟]")
_POSSESSIVE = re.compile(r"(?:ها|هم|هما|ه)$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase.

    Attributes:
        first: First word.
        last: One past the last word.
        head: What its first noun says of it, None for a bare name.
        names: The names inside, in order.
    """

    first: int
    last: int
    head: Head | None
    names: tuple[Name, ...]


class Grammar:
    """Word classes that the rules ask about, all by folded form."""

    def __init__(self) -> None:
        """Read the lexicons once."""
        grammar = word_classes("grammar")
        of = lambda kind: frozenset(f for f, kinds in grammar.items() if kind in kinds)  # noqa: E731
        self.inna, self.relative, self.preposition = of("inna"), of("relative"), of("preposition")
        self.negation, self.opener, self.was = of("negation"), of("opener") | of("opener_pronoun"), of("was")
        self.asfor, self.quantifier, self.pronoun = of("asfor"), of("quantifier"), of("pronoun")
        self.direction = of("direction")
        self.demonstrative, self.saying, self.side = of("demonstrative"), of("saying"), of("side")
        around = word_classes("circumstances")
        kind = lambda name: frozenset(f for f, kinds in around.items() if name in kinds)  # noqa: E731
        self.occasion, self.time, self.adverb = kind("occasion"), kind("time"), kind("adverb")
        self.topic, self.circumstance, self.audience = kind("topic"), kind("circumstance"), kind("audience")
        self.medium, self.social, self.ending = kind("medium"), kind("social"), kind("ending")
        self.contents = frozenset(word_classes("contents"))

    def content_noun(self, form: str) -> bool:
        """Say whether a word commonly opens what was announced or denied: a verbal noun, with or without its article."""
        bare = form[2:] if form.startswith("ال") else form
        return form in self.contents or bare in self.contents or _POSSESSIVE.sub("", bare) in self.contents

    def verbal_noun(self, form: str) -> bool:
        """Say whether a word is a verbal noun by the lexicon or by its pattern."""
        bare = form[2:] if form.startswith("ال") and len(form) > 6 else form
        return self.content_noun(form) or (len(bare) > 4 and bool(_MASDAR.match(bare)))


@cache
def grammar() -> Grammar:
    """Return the word classes of Arabic."""
    return Grammar()


def phrase_at(reading: Reading, first: int, stop: int, *, ends_at: str = "") -> Phrase | None:
    """Return the noun phrase that begins at a word, or None where none does.

    Args:
        reading: The report.
        first: Index of the word.
        stop: The phrase ends before this word.
        ends_at: Letters of the prepositions with which the content may begin, as «ب» after طالب.
    """
    if first >= stop or not _can_begin(reading, first):
        return None
    scan = _Scan(reading, first, stop, ends_at)
    last = scan.run()
    if last <= first:
        return None
    return Phrase(first, last, scan.head, tuple(scan.found))


def _can_begin(reading: Reading, index: int) -> bool:
    words = grammar()
    form, kind = reading.forms[index], reading.words[index].kind
    if kind == "mark":
        quotation = reading.opening.get(index)
        return quotation is not None and quotation.closed and _short(reading, index)
    if reading.names[index] is not None:
        return True
    if kind == "number":
        return True
    if form.endswith("ا") and len(form) > 3 and heads()[form] is None and not form.startswith("ال") and not _after_saying(reading, index):
        return False  # an indefinite accusative («يوما», «امتدادا») is never a subject
    said = cue_forms().get(form)
    if said and said[0].kind == "verb" and heads()[form] is None and not words.content_noun(form):
        return False
    return not (form in words.inna or form in words.preposition or form in words.relative or form in words.negation
                or form in words.opener or form in words.time or form in words.adverb or form in words.topic
                or form in words.circumstance or form in words.audience or form in words.pronoun)


def _after_saying(reading: Reading, index: int) -> bool:
    """Right after «عن» or «قالت» even a word that looks accusative is a name («قالت ماريا»)."""
    before = reading.forms[index - 1] if index else ""
    said = cue_forms().get(before) or (before[1:] and cue_forms().get(before[1:])) or ()
    return before == "عن" or (bool(said) and said[0].kind == "verb" and said[0].past and not said[0].takes("object"))


def _short(reading: Reading, index: int) -> bool:
    """A quotation of a few words with no verb of saying and no full stop inside is a name."""
    quotation = reading.opening[index]
    count = reading.passage.word_at(quotation.inner.end) - index - 1
    inner = reading.forms[index + 1 : index + 1 + count]
    return 0 < count <= QUOTED_NAME and not any(f in grammar().inna and "." not in inner for f in inner) and not _STOP.search(quotation.inner.of(reading.text))


class _Scan:
    """One walk over the words of a phrase."""

    def __init__(self, reading: Reading, first: int, stop: int, ends_at: str) -> None:
        self.reading, self.first, self.stop, self.ends_at = reading, first, stop, ends_at
        self.head: Head | None = None
        self.found: list[Name] = []
        self.definite = False  # the noun so far is closed by an article or by a name
        self.named = False
        self.unknown = 0

    def run(self) -> int:
        at = self.first
        while at < self.stop:
            after = self._step(at)
            if after is None:
                break
            at = after
        return at

    def _step(self, at: int) -> int | None:
        word, form = self.reading.words[at], self.reading.forms[at]
        if word.kind == "mark" or form == "و":
            return self._mark(at)
        name = self.reading.names[at]
        if name is not None and name.first == at and self._takes_name(at, name):
            return self._name(name)
        if at > self.first and self._ends(form, at):
            return None
        if form in grammar().preposition or (form not in heads_known() and form[:1] in "بل" and len(form) > 3):
            step = self._preposition(at, form)
            if step is not False:
                return step if isinstance(step, int) and not isinstance(step, bool) else None
        return self._noun(at, form)

    def _mark(self, at: int) -> int | None:
        form = self.reading.forms[at]
        if at in self.reading.opening and self.reading.opening[at].closed and _short(self.reading, at) and not (
            self.named and at > self.first
        ):
            self.definite = self.named = True
            self._quoted_name(at)
            return self.reading.passage.word_at(self.reading.opening[at].inner.end) + 1
        if form == "و" and self.named and at + 1 in self.reading.opening and _short(self.reading, at + 1):
            self.named = False
            return at + 1
        if form == "(" and at > self.first:
            for close in range(at + 1, min(at + 8, self.stop)):
                if self.reading.forms[close] == ")":
                    return close + 1
        return None

    def _quoted_name(self, at: int) -> None:
        """Words in marks after an office are a personal name even where no tagger knew it."""
        quotation = self.reading.opening[at]
        last = self.reading.passage.word_at(quotation.inner.end)
        inner = next((n for n in self.reading.names[at + 1 : last] if n is not None), None)
        if inner is not None:
            self.found.append(inner)
        elif self.head is not None and self.head.kind == "person" and last - at > 2:
            self.found.append(Name(at + 1, last, quotation.inner.start, quotation.inner.end, "person", 0.5))

    def _takes_name(self, at: int, name: Name) -> bool:
        """A joined conjunction or preposition before a name is part of the phrase only in a list or an office."""
        joined = self.reading.words[at].start < name.start
        if at > self.first and name.kind != "person" and self._parts(at):
            return False
        if not joined or at == self.first:
            return not (self.named and name.kind == "person" and self.found and self.found[-1].kind == "person"
                        and not self._after_office())
        letter = self.reading.forms[at][0]
        return letter == "و" or (letter in "لب" and not self.named and letter not in self.ends_at
                                 and name.kind != "person" and self.reading.forms[at] not in grammar().audience
                                 and not self._to_medium(at, name))

    def _parts(self, at: int) -> bool:
        """After «المنظمة», or after an indefinite adjective, a place or body is somebody else, not part of the name."""
        before = self.reading.forms[at - 1]
        alone = at == self.first + 1 and before.startswith("ال") and self.head is not None and self.head.definite
        adjective = at > self.first + 1 and bool(_ADJECTIVE.search(before)) and not before.startswith("ال") and heads()[before] is None
        return alone or (adjective and self.reading.names[at - 1] is None)

    def _to_medium(self, at: int, name: Name) -> bool:
        form = self.reading.forms[at]
        return form[0] == "ل" and (form[1:] in outlets() or self.head is None or (name.kind == "organization" and self.named))

    def _after_office(self) -> bool:
        return self.head is not None

    def _name(self, name: Name) -> int:
        self.found.append(name)
        self.definite = True
        self.named = self.named or name.kind == "person" or self.head is None
        if len(self.found) == 1 and name.first == self.first:
            self.head = heads().get(self.reading.forms[name.first]) or self.head
        return name.last

    def _ends(self, form: str, at: int) -> bool:
        words = grammar()
        if form in words.inna or form in words.relative or form in words.negation or form in words.time:
            return True
        if form in words.adverb or form in words.topic or form in words.opener:
            return True
        if form in words.audience:
            return not (at == self.first + 1 and self.head is not None and not self.definite and form.startswith("لل"))
        if form in words.demonstrative:
            return self.reading.forms[at - 1] not in ("من", "في")
        if form in words.was or form in words.saying or form in particles():
            return True
        if form in words.circumstance and form not in ("في", "من", "لدي"):
            return True
        cues = cue_forms().get(form) or (form[0] in "وف" and cue_forms().get(form[1:])) or ()
        return bool(cues) and self.definite and heads()[form] is None and any(c.kind != "noun" for c in cues)

    def _preposition(self, at: int, form: str) -> int | bool | None:
        """Follow a preposition that belongs to the name: where an office is held, whom somebody speaks for."""
        reading, words = self.reading, grammar()
        after = reading.forms[at + 1] if at + 1 < self.stop else ""
        if after in ("احدث", "اخر", "اول", "ختام", "نص") and at + 2 < self.stop:
            after = reading.forms[at + 2]
        if form == "في":
            fits = after not in words.occasion and _POSSESSIVE.sub("", after) not in words.occasion and after not in words.time and not self._closed_person()
            if not (fits and at > self.first and at + 1 < self.stop and reading.words[at + 1].kind != "mark"):
                return None
            self.definite = False
            return at + 1
        if form == "من":
            fits = (self.head is None or self.head.number == "p" or self.head.kind == "source" or not self.definite) and not self.named
            fits = fits and after not in words.side and after not in words.occasion
            return at + 1 if fits and at + 1 < self.stop and at > self.first else None
        if form == "لدي":
            return at + 1 if self.head is not None and not self.named else None
        if form in words.preposition:
            return None
        if form == "باسم":
            self.definite = False
            return at + 1
        if form.startswith("لل") and len(form) > 4 and at > self.first:
            if "ل" in self.ends_at and self.definite and (self.head is None or self.head.kind != "person"):
                return None
            described = at == self.first + 1 and self.head is not None and not self.definite
            if (form in words.audience and not described) or self._closed_person():
                return None
            self.definite = True
            return at + 1
        if form[0] == "ل" and at > self.first and self.head is not None and not self.named and self._after_label(form):
            self.definite = False
            return at + 1
        if reading.names[at] is not None and reading.names[at].start == reading.words[at].start:  # type: ignore[union-attr]
            return False
        if form[0] == "ب" and at > self.first:
            return self._in_office(at, form)
        return None if form[0] == "ل" and (self.definite or words.content_noun(form[1:])) and at > self.first else False

    def _in_office(self, at: int, form: str) -> int | bool | None:
        """«مصدر بالجيش», «مسؤول بوزارة الإعلام»: where an office is; elsewhere «بـ» begins something new."""
        held = heads()[form[1:]] is not None or form[1:3] == "ال"
        if held and "ب" not in self.ends_at and self.head is not None and not self.named:
            self.definite = form[1:3] == "ال"
            return at + 1
        if held or "ب" in self.ends_at or self.definite or grammar().content_noun(form[1:]):
            return None
        return False

    def _after_label(self, form: str) -> bool:
        return form[1:] not in grammar().medium and (heads()[form[1:]] is not None or form in ("لحقوق", "لشوون", "لمكافحه", "لدعم", "لحظر", "لمراقبه"))

    def _closed_person(self) -> bool:
        return self.named and bool(self.found) and self.found[-1].kind == "person"

    def _noun(self, at: int, form: str) -> int | None:
        head = heads()[form]
        if at == self.first:
            self.head = head or (heads()["ال" + form[2:]] if form.startswith("لل") else None)
            self.definite = form.startswith("ال") or self.reading.words[at].kind == "latin"
            self.unknown = 0 if head or self.definite else 1
            return at + 1
        if self.head is None and head is not None and self.reading.forms[self.first] in grammar().quantifier:
            self.head = head
            self.definite = form.startswith("ال")
            return at + 1
        if head is not None and head.kind == "person" and self.named:
            self.definite = form.startswith("ال")
            return at + 1
        counted = self.reading.forms[self.first] in grammar().quantifier
        bare = not counted and self.head is None and (self._closed_person() or (self.unknown and not self.found))
        if bare and self.reading.forms[at - 1] not in ("في", "من") and form.startswith("ال") and not _ADJECTIVE.search(form):
            return None
        if head is not None and form.startswith("ال") and self.reading.forms[self.first].startswith("ال") and self.reading.forms[at - 1].startswith("ال") and (head.kind == "organization" or head.number == "p"):
            return None
        if form.startswith("ال"):
            if self.definite and grammar().content_noun(form) and not _ADJECTIVE.search(form):
                return None
            self.definite = True
            return at + 1
        if form[0] == "و" and len(form) > 3 and self._joined(form, at):
            return at + 1
        if _ADJECTIVE.search(form) and len(form) > 3 and not grammar().content_noun(form):
            return at + 1
        return self._bare(at, form, head)

    def _joined(self, form: str, at: int) -> bool:
        """«والتعاون» continues «وزارة الخارجية»; «وقال» does not."""
        rest = form[1:]
        if heads()[form] is not None or rest in cue_forms() or rest in grammar().inna:
            return False
        joins = rest.startswith("ال") or heads()[rest] is not None
        if joins:
            self.definite = rest.startswith("ال")
        return joins

    def _agreeing(self, at: int, form: str) -> bool:
        """A second indefinite adjective: «جماعة محلية صغيرة»."""
        before = self.reading.forms[at - 1]
        feminine = form.endswith("ه") and before.endswith("يه") and self.head is not None and self.head.gender == "f"
        return feminine and not self.definite and not grammar().content_noun(form) and form not in cue_forms()

    def _bare(self, at: int, form: str, head: Head | None) -> int | None:
        before = self.reading.forms[at - 1]
        closed = self.definite or (at > self.first + 1 and bool(_ADJECTIVE.search(before)) and heads()[before] is None)
        if not closed:
            if self.head is None and self.unknown and grammar().content_noun(form):
                return None
            self.unknown += 1
            return at + 1
        if self._agreeing(at, form):
            return at + 1
        if form in grammar().direction and self.head is not None and self.head.kind == "organization" and not self.named:
            self.definite = False
            return at + 1
        if head is not None and head.kind == "person" and (self.named or self.definite):
            return at + 1 if self.named else None
        if grammar().verbal_noun(form) or self.named or self.reading.words[at].kind == "number":
            return None
        if self.head is not None and self.head.kind not in ("person", "pronoun"):
            return None
        self.unknown += 1
        return at + 1 if self.unknown <= UNKNOWN_RUN else None


@cache
def heads_known() -> frozenset[str]:
    """Return the forms of speaker heads, so that their own first letter is not read as a preposition."""
    return frozenset(heads())
