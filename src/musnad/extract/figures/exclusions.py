"""Numbers that count nothing: dates, years, clock times, labels, model names, ages of people, scores.

Leaves   القرار 2254، عام 2013، 26 مارس، الساعة 15,00، إس-300، فاز 3-1، (34 عاما)
"""

from __future__ import annotations

from collections.abc import Sequence

from musnad.extract.figures.nouns import Noun
from musnad.extract.figures.words import forms, senses
from musnad.lang.words import Word
from musnad.text.numerals import Numeral

_WEAK_LABELS = frozenset(("يوم", "اليوم", "الساعه", "ساعه", "العام", "عام", "السنه", "سنه", "ليله", "المنطقه", "القطاع",
                          "مجموعه", "المجموعه", "الطريق", "المركز", "رحله", "نسخه", "غرفه", "الرحله", "كاس", "بطوله",
                          "الموسم", "موسم", "الدايره", "الشارع", "المحطه", "المرحله", "الجوله", "المربع", "الفيه", "مواد"))
_JOINERS = frozenset("/:-–_.")
_ALWAYS_DATES = frozenset("/:")
_OF, _ARTICLE, _UNTIL = "من", "ال", "الي"
_TIME_BEFORE = frozenset(("قبل", "منذ", "ومنذ", "وقبل", "مند"))
_COUNTING = frozenset(("بلغ", "بلغت", "يبلغ", "تبلغ", "عددهم", "عددها", "مجموعه", "مجموعهم"))  # «بلغ عددهم 2000»
_YEAR_BEFORE = frozenset(("في", "وفي", "منذ", "ومنذ", "حتي"))
_AGED = frozenset(("البالغ", "البالغه", "ذو", "ذي", "ذات", "ابن", "ابنه"))
_YEARS_OLD = frozenset(("عاما", "سنه", "عام", "سنوات", "اعوام"))
_CLOCK = frozenset(("الساعه", "لساعه"))
_CLOCK_UNITS = frozenset(("دقيقه", "دقايق", "ثانيه", "ثوان"))
CLOCK_REACH = 3  # words: «الساعة الرابعة وثلاث وعشرين دقيقة»
_YEARS = range(1800, 2101)


def is_label(words: Sequence[Word], number: Numeral, noun: Noun | None) -> bool:
    """Whether the number is the name of something: «القرار 2254», «إس-300», «الدقيقة 34»."""
    if _glued(words, number):
        return True
    if not number.digits and not number.definite:
        return False
    at = number.first - 1
    if at >= 0 and words[at].form in {_ARTICLE, ":", "(", "\""}:
        at -= 1
    if at < 0:
        return False
    label = words[at].form if words[at].form in forms("label") else words[at].form.lstrip("وبل")
    if label not in forms("label"):
        return words[at].kind == "latin" and (noun is None or not noun.kind)
    if senses("label")[label] == "team":
        return noun is not None and noun.kind == "duration" and number.value in range(14, 24)
    return not _counts_anyway(number, noun, label)


def _counts_anyway(number: Numeral, noun: Noun | None, label: str) -> bool:
    """A number that a noun of its own saves from being a label: «دول الخليج 200 مليار دولار»."""
    if noun is None or not noun.kind:
        return False
    if number.floor >= 1000 or not number.digits or noun.kind in {"money", "percent"}:
        return True
    return noun.kind != "duration" and number.value not in _YEARS and label in _WEAK_LABELS


def _glued(words: Sequence[Word], number: Numeral) -> bool:
    """Digits that touch Latin letters, or hang on a word by a hyphen."""
    if not number.digits:
        return False
    first, last = words[number.first], words[number.last]
    if number.first:
        before = words[number.first - 1]
        if before.end == first.start and before.kind == "latin":
            return True
        if before.raw in {"-", "–", "/"} and before.end == first.start and number.first > 1:
            further = words[number.first - 2]
            return further.end == before.start and further.kind in {"word", "latin"}
    following = words[number.last + 1] if number.last + 1 < len(words) else None
    return following is not None and following.start == last.end and following.kind == "latin"


def is_date(words: Sequence[Word], number: Numeral, noun: Noun | None) -> bool:
    """Whether the number is a day, a year or a time of the clock."""
    joiner = _chained(words, number) if number.digits else ""
    if joiner and (noun is None or not noun.kind or joiner in _ALWAYS_DATES):
        return True
    if noun is not None and words[noun.first].form in _CLOCK_UNITS and _clock_before(words, number.first):
        return True
    at = number.last + 1
    following = words[at].form if at < len(words) else ""
    if following in forms("month") or (following in forms("clock") and noun is None and number.value <= 2100):
        return True
    if following == _OF and at + 1 < len(words) and words[at + 1].form in forms("month") | {"الشهر"} and number.value <= 31:
        return True
    before = words[number.first - 1].form if number.first else ""
    year = number.digits and number.value in _YEARS and words[number.first].form.isdecimal()
    if before in forms("month") and (noun is None or year):
        return True
    return year and before not in _COUNTING and (noun is None or not noun.kind or before in _YEAR_BEFORE)


def _clock_before(words: Sequence[Word], first: int) -> bool:
    return any(w.form.lstrip("بو") in _CLOCK for w in words[max(0, first - CLOCK_REACH) : first])


def _chained(words: Sequence[Word], number: Numeral) -> str:
    """Return the mark that binds digits to other digits without a space: «12/9», «08:00», «3-1»; '' if none does."""
    for step in (-1, 1):
        edge = number.first if step < 0 else number.last
        mark, other = edge + step, edge + 2 * step
        if not (0 <= other < len(words) and 0 <= mark < len(words)):
            continue
        touching = abs(words[mark].start - words[edge].end) == 0 if step > 0 else words[mark].end == words[edge].start
        if touching and words[mark].raw in _JOINERS and words[other].kind == "number":
            return words[mark].raw
    return ""


def is_age(words: Sequence[Word], number_first: int, last: int, noun: Noun | None) -> bool:
    """Whether the years are a person's age: «(34 عاما)», «البالغ من العمر 34 عاما»."""
    if noun is not None and noun.kind != "duration":
        return False
    before = [w.form for w in words[max(0, number_first - 3) : number_first]]
    if any(form.lstrip("و") in forms("age") for form in before):
        return True
    if before and before[-1] in _AGED and noun is not None and words[noun.first].form in _YEARS_OLD:
        return True
    if before and before[-1] == "(" and noun is not None and words[noun.first].form in _YEARS_OLD:
        return True
    after = words[last + 1].raw if last + 1 < len(words) else ""
    return noun is not None and bool(before) and before[-1] in {"(", "،", ","} and after in {")", "،", ","}


def is_calendar(words: Sequence[Word], number_first: int, last: int, kind: str) -> bool:
    """Whether a length of time points at the calendar: «الأيام الثلاثة الماضية», «قبل يومين»."""
    if kind != "duration":
        return False
    after = [w.form for w in words[last + 1 : last + 4]]
    if any(form in forms("calendar after") for form in (after[:1] if after[:1] != [_UNTIL] else after[2:])):
        return True
    return number_first > 0 and words[number_first - 1].form in _TIME_BEFORE


def is_score(words: Sequence[Word], first: int, last: int, noun: Noun | None) -> bool:
    """Whether goals are the result of a match: «بهدفين مقابل هدف»."""
    if noun is None or words[noun.first].form.lstrip("وبل") not in forms("goal"):
        return False
    around = [w.form for w in (*words[max(0, first - 1) : first], *words[last + 1 : last + 4])]
    return any(form in forms("score after") for form in around)
