"""Numbers with no noun beside them: which of them count something all the same.

Finds    وأصيب أكثر من 30                   an approximation says that it counts
Finds    عبر 293 من الشمال و42 من الجنوب     it goes on counting what the one before it counts
Finds    بلغ عددهم 47                       a word of counting before it
Leaves   فرانس 24                           a number that nothing explains
"""

from __future__ import annotations

from collections.abc import Sequence

from musnad.extract.figures import bounds, exclusions
from musnad.extract.figures.quantity import Quantity
from musnad.extract.figures.words import forms
from musnad.lang.words import Word
from musnad.text.numerals import Numeral
from musnad.text.passage import Passage

_AGAINST, _OF = "مقابل", "من"
_TO = frozenset(("الي", "عند"))
_COMMAS = frozenset(("،", ","))
_SUFFIXES = ("هم", "ها", "هن")
COUNT_REACH = 3  # words between «بلغ عدد» and a number with no noun
TO_REACH = 8  # words between «ارتفع عدد القتلى يوم الخميس» and «إلى 109»
SAME_REACH = 8  # words between a figure and the next that leaves its noun out


def of_their_own(words: Sequence[Word], number: Numeral) -> bool:
    """Whether the number is a part of what went before: «نصفهم»."""
    return number.kind == "fraction" and words[number.first].form.endswith(_SUFFIXES)


def counts(passage: Passage, number: Numeral, made: Quantity, last: Quantity | None) -> bool:
    """Whether a number with no noun counts something.

    Args:
        passage: The report.
        number: The number.
        made: Its quantity under way; it is marked as joined where it goes on counting what ``last`` counts.
        last: The quantity before it in the report.
    """
    words = passage.words
    if number.kind != "cardinal":
        return number.kind == "vague" or of_their_own(words, number)
    if not number.digits and number.value == 1:
        return False
    if number.floor >= 1000 and number.last > number.first:
        return True
    if bounds.before(words, number.first) is not None:
        return True
    return (last is not None and _goes_on(passage, number, made, last)) or counted(words, number.first) \
        or _of_them(words, number)


def counted(words: Sequence[Word], first: int) -> bool:
    """Whether a word of counting stands shortly before the word ``first``."""
    counting = forms("count")
    reach = TO_REACH if first and words[first - 1].form in _TO else COUNT_REACH
    for word in words[max(0, first - reach) : first]:
        if word.form in counting or (word.form[:1] in {"و", "ف", "ب", "ل"} and word.form[1:] in counting):
            return True
    return False


def _of_them(words: Sequence[Word], number: Numeral) -> bool:
    """«ثلاثة منهم», «12 من 22 دولة», «7 قتلوا»."""
    at = number.last + 1
    if at + 1 < len(words) and words[at].form == _OF and words[at + 1].kind == "number":
        return not exclusions.is_date(words, number, None)
    return at < len(words) and (words[at].form in forms("part") or words[at].form in forms("befell"))


def _goes_on(passage: Passage, number: Numeral, made: Quantity, last: Quantity) -> bool:
    if not made.joined and not _listed(passage.words, number, last):
        return False
    made.joined = True
    near = 0 <= number.first - last.last <= SAME_REACH
    if not near or passage.sentence_at(last.start) != passage.sentence_at(number.start):
        return False
    return last.unit_kind != "duration" and not exclusions.is_date(passage.words, number, None)


def _listed(words: Sequence[Word], number: Numeral, last: Quantity) -> bool:
    """«62 صوتا مقابل 55», «15 عاملا، اثنان في المصنع», «7 عمال: 3 من المصنع»."""
    following = words[number.last + 1].form if number.last + 1 < len(words) else ""
    link = words[number.first - 1].form
    if link == ":" and following == _OF:
        return True
    if number.first - last.last != 2:
        return False
    return link == _AGAINST or (link in _COMMAS and following in forms("no noun"))
