"""Which noun a number counts.

Finds    خمسة جرحى           the word after the number
Finds    تسعة من عناصر        the noun after «من»
Finds    الأجزاء الثلاثة       the definite plural before the number
Leaves   إلى 47 وقال          no noun: a word that cannot be one
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from musnad.extract.figures.words import duals, forms, unit_of, units
from musnad.lang.words import Word
from musnad.text.number_forms import after_letters, tags
from musnad.text.numerals import Numeral

_OF, _IN, _AND = "من", "في", "و"
_PERCENT_SIGNS = frozenset("%٪")
_MONEY_SIGNS = frozenset("$€£¥")
_PERCENT_WORDS = frozenset(("بالميه", "بالمايه"))
_HUNDRED = frozenset(("الميه", "المايه"))
_POINT = frozenset(("ميويه", "ميويا"))
_DEMONSTRATIVES = frozenset(("هذه", "هذا", "تلك", "ذلك"))
_ONE = frozenset(("واحد", "واحده", "واحدا"))
_TWO = frozenset(("اثنين", "اثنان", "اثنتين", "اثنتان"))
_ARTICLE, _ALEF = "ال", "ا"
_PLURAL_N = "ن"  # the plural in -ين loses it before a suffix: مقاتليه
_CLITIC_FIRST = ("و", "ب", "ل", "ف")
_VERB_FIRST = ("ي", "سي", "ست")
_SINGULAR_ENDINGS = ("ا", "ه", "ء", "ي")
_PLURAL_ENDINGS = ("ات", "ين", "ون")
_SUFFIXES = ("هم", "ها", "هن", "ه")
_STRESS = frozenset(("فقط", "علي"))
_THINGS = frozenset(("other", "facilities", "attacks"))
_TOGETHER = frozenset(("عايله", "اسره"))
_THOUSANDS = frozenset(("الاف", "الوف", "الف"))  # they begin like the article and have none
_IDIOMS = frozenset(("وقت", "ان", "طرف", "جانب", "صوت", "كل", "اي", "غير", "نحو", "اتجاه", "صف", "رقم", "سقف", "لا", "حد"))
REACH = 3  # words between the head of «دول الساحل الخمس» and its number


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun: the words ``first`` to ``last``, the span of the noun alone, its kind ('' if unknown)."""

    first: int
    last: int
    start: int
    end: int
    kind: str


def noun_after(words: Sequence[Word], number: Numeral) -> Noun | None:
    """Return the noun that follows a number, None if what follows cannot be one."""
    at = number.last + 1
    if at >= len(words):
        return None
    word = words[at]
    if word.kind == "mark":
        return _sign(word, at)
    if percent := _percent(words, at):
        return percent
    if number.value == 1 and number.kind == "cardinal" and not number.digits:
        return None  # «واحد» follows its noun
    if word.form == _OF and word.kind == "word":
        return _partitive(words, at, not number.digits and number.value <= 10)
    if number.kind == "fraction" and word.form in _DEMONSTRATIVES:
        at += 1
    if number.kind == "vague" and _definite(words[number.last]) and not words[at].form.startswith(_ARTICLE):
        return None  # «نظم الآلاف مظاهرة»: a definite number counts nothing indefinite
    if at < len(words) and _countable(words[at], number):
        unit = unit_of(words[at])
        return Noun(at, at, words[at].start, words[at].end, unit.kind if unit else "")
    return None


def _definite(word: Word) -> bool:
    form = word.form.lstrip("وبفل")
    return form.startswith(_ARTICLE) and form not in _THOUSANDS


def _sign(word: Word, at: int) -> Noun | None:
    if word.raw in _PERCENT_SIGNS:
        return Noun(at, at, word.start, word.end, "percent")
    return Noun(at, at, word.start, word.end, "money") if word.raw in _MONEY_SIGNS else None


def _percent(words: Sequence[Word], at: int) -> Noun | None:
    word = words[at]
    if word.form in _PERCENT_WORDS:
        return Noun(at, at, word.start, word.end, "percent")
    if at + 1 < len(words) and ((word.form == _IN and words[at + 1].form in _HUNDRED) or words[at + 1].form in _POINT):
        return Noun(at, at + 1, word.start, words[at + 1].end, "percent")
    return None


def _partitive(words: Sequence[Word], at: int, few: bool) -> Noun | None:
    """«تسعة من عناصر», «ثمانية من المهاجمين»: a plural or collective after «من», never a place or a pronoun."""
    if at + 1 >= len(words) or words[at + 1].kind != "word":
        return None
    word = words[at + 1]
    unit = unit_of(word) or unit_of(_without_suffix(word))
    plural = word.form.endswith(_PLURAL_ENDINGS) and word.form.startswith(_ARTICLE)
    plural = plural or (few and len(word.form) > 4 and word.form.endswith(_SUFFIXES))
    if (unit is None or not (unit.plural or unit.kind == "troops")) and not plural:
        return None
    return Noun(at + 1, at + 1, word.start, word.end, unit.kind if unit else "")


def _without_suffix(word: Word) -> Word:
    for suffix in _SUFFIXES:
        if word.form.endswith(suffix) and len(word.form) > len(suffix) + 2:
            stem = word.form[: -len(suffix)]
            return Word(word.start, word.end, word.raw, f"{stem}{_PLURAL_N}" if stem.endswith("ي") else stem, word.kind)
    return word


def _countable(word: Word, number: Numeral) -> bool:
    form = word.form
    if word.kind != "word" or form in forms("no noun") or form in forms("month") or form in forms("clock"):
        return False
    if form in units():
        return not (3 <= number.value <= 10 and form.endswith(_ALEF) and form[:-1] in units())
    if number.kind in {"vague", "fraction", "few"}:
        return not form.startswith(_CLITIC_FIRST) or form.startswith(_ARTICLE)
    if form.startswith(_ARTICLE) or form == _AND or form in tags():
        return False
    return _may_be_noun(form, int(number.value) % 100 if number.value >= 3 else 0)


def _may_be_noun(form: str, rest: int) -> bool:
    """A word that the lexicon does not know: by the case and number that Arabic asks for after the number."""
    accusative = form.endswith(_ALEF) and len(form) > 3
    if form.startswith(_CLITIC_FIRST) and not (form.endswith("ات") and form[0] != _AND):
        return accusative and form[0] != _AND and 11 <= rest <= 99
    if form.startswith(_VERB_FIRST) and not accusative:
        return False
    if 11 <= rest <= 99:
        return form.endswith(_SINGULAR_ENDINGS)
    verb = form.endswith("وا") or (form.startswith("ت") and form.endswith("ت"))
    return len(form) > 2 and not verb


def noun_before(words: Sequence[Word], number: Numeral) -> Noun | None:
    """Return the noun before a number that follows it as an adjective: «شخص واحد», «القوى الثلاث», «الدول الـ28»."""
    at = number.first - 1
    definite = number.definite
    if at >= 0 and number.digits and words[at].form == _ARTICLE:
        at, definite = at - 1, True
    if at >= 0 and number.digits and words[at].kind == "mark" and words[at].end == words[number.first].start:
        return _sign(words[at], at)  # «$20», and «%85» as some type it
    if at < 0 or words[at].kind != "word" or number.prefix:
        return None
    if definite and number.value == 1:
        return None
    if definite:
        return _definite_head(words, at, number)
    form = words[number.first].form
    if form in _ONE:
        feminine = form.endswith("ه") == words[at].form.endswith("ه")  # «منظومة حكم واحدة»: one system
        return _single(words, at) if feminine else None
    if form in _TWO and number.first == number.last and words[at].form.endswith(("ين", "ان")):
        return None if words[at].form.startswith(_ARTICLE) else _noun(words, at)
    return None


def _noun(words: Sequence[Word], at: int) -> Noun:
    word = words[at]
    unit, dual = unit_of(word), duals().get(word.form)
    if unit is None and dual is None and word.form[0] in _CLITIC_FIRST and word.form[1:] in units():
        return Noun(at, at, after_letters(word, 1), word.end, units()[word.form[1:]].kind)  # «لروسيين اثنين»
    kind = unit.kind if unit else dual[0] if dual else ""
    return Noun(at, at, after_letters(word, len(dual[1])) if dual and not unit else word.start, word.end, kind)


def _single(words: Sequence[Word], at: int) -> Noun | None:
    """«شخص واحد»; of things only where the words stress the number: «صاروخ واحد على الأقل», «مرة واحدة فقط»."""
    unit = units().get(words[at].form)
    stressed = at + 2 < len(words) and words[at + 2].form in _STRESS
    if unit is not None and not stressed and (unit.kind in _THINGS or words[at].form in _TOGETHER):
        return None
    if unit is None or unit.plural or words[at].form in _IDIOMS or (at and words[at - 1].form in _IDIOMS):
        return None
    return Noun(at, at, words[at].start, words[at].end, unit.kind)


def _definite_head(words: Sequence[Word], at: int, number: Numeral) -> Noun | None:
    """The nearest definite plural before: «الأجزاء الثلاثة», «أعضاء مجلس الأمن الخمسة عشر»."""
    joined = words[at].form[0] in _CLITIC_FIRST and not words[at].form.startswith(_ARTICLE)
    if number.digits and joined and words[at].form.endswith(_SUFFIXES) and unit_of(words[at]) is None:
        return None  # «القوات بعيدها الـ45»
    reach = 1 if number.value >= 20 and number.value % 10 == 0 else REACH  # «جبل الأربعين» counts no mountains
    for head in range(at, max(-1, at - reach), -1):
        word = words[head]
        if word.kind != "word" or word.form in forms("no noun"):
            break
        unit = unit_of(word) or unit_of(_without_suffix(word))
        if unit.plural if unit else word.form.startswith(_ARTICLE) and word.form.endswith("ات"):
            return Noun(head, head, word.start, word.end, unit.kind if unit else "")
    word = words[at]
    if unit_of(word) or number.digits or number.value >= 20 or not word.form.startswith(_ARTICLE):
        return None
    return Noun(at, at, word.start, word.end, "")
