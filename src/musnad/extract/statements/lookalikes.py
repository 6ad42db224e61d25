"""Words that only look like saying: the same letters, and nothing said.

Finds    اقرأ المزيد، أخطر مكان، لم يبلغ الثامنة عشرة      links, superlatives, ages
Finds    عقب تزايد الهجمات، 100 طالب، "فرات الساحل"        prepositions, nouns, names
Finds    طلب عدم كشف هويته                                  on what terms somebody spoke
"""

from __future__ import annotations

from musnad.extract.statements.grammar import ALA, ARTICLE, WORDS
from musnad.extract.statements.inflection import CueForm
from musnad.extract.statements.reading import Reading
from musnad.lang.words import fold

TERMS = 7  # words from «طلب» to «هويته»
DUAL_OR_PLURAL = "اوتن"  # endings of the past that do not change who is meant
SHORT = 4  # words in marks that are no sentence


def counted(reading: Reading, index: int) -> bool:
    """«100 طالب», «15 ألف طالب»: people are counted, nobody demands."""
    if not index:
        return False
    number = reading.words[index - 1].kind == "number" and reading.heads[index] is not None  # not «عام 2018 طالب»
    return number or reading.forms[index - 1] in WORDS.amount


def other_word(word: str, form: CueForm, after: str) -> bool:
    """«اقرأ المزيد», «ثمن النهائي», «اطلعت عليه الصحيفة»: written like a word of saying."""
    seen = after in WORDS.upon_it and fold(form.lemma) in WORDS.looks_upon
    most = form.takes("elative") and (form.pronoun or not after.startswith(ARTICLE))  # «أخطر مكان», «أخطرها»
    aged = after in WORDS.amount and form.takes("person")  # «يبلغ الثامنة عشرة», «يبلغ مليار برميل»
    return word in WORDS.no_saying or after in WORDS.final_round or seen or most or aged


def in_a_name(reading: Reading, index: int) -> bool:
    """The first of a few words in marks: its first letter is no conjunction."""
    quotation = reading.opening.get(index - 1)
    return quotation is not None and reading.close_of(quotation) - index < SHORT


def follows_up(reading: Reading, at: int, after: str) -> bool:
    """«عقب الوزير على», «عقب على الخبر»: somebody, or what on; else the word means «after»."""
    if at >= len(reading.forms):
        return False
    name, head = reading.names[at], reading.heads[at]
    person = name is not None and name.kind == "person"
    return after == ALA or person or (head is not None and head.kind in ("person", "source") and head.definite)


def anonymous(forms: list[str], at: int) -> bool:
    """«طلب عدم الكشف عن هويته», «تحدث شريطة عدم ذكر اسمه»: on what terms somebody spoke, nothing that was said."""
    form = forms[at]
    return form.rstrip(DUAL_OR_PLURAL) in WORDS.on_terms and not WORDS.identity.isdisjoint(forms[at + 1 : at + TERMS])


def withheld(reading: Reading, index: int) -> bool:
    """«عدم كشف هويته»: no more than who is not named."""
    return not WORDS.identity.isdisjoint(reading.forms[index + 1 : index + 3])
