"""Grammar: the classes of words that the rules ask about, and the few words that they name.

Lexicons: grammar.tsv, circumstances.tsv, contents.tsv. Everything here is in folded form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from musnad.extract.statements.word_classes import WordClasses
from musnad.lang.pack import Row, folded_key, read_lexicon

# Marks.
COMMAS = frozenset("،,")
BREAKS = frozenset("،,-–—")
PAUSES = frozenset("،,-–—؛")
PAUSES_AND_STOP = PAUSES | {"."}
ENDS = frozenset(".؟!")
BREAKS_AND_ENDS = BREAKS | ENDS
ENDS_AND_COMMA = ENDS | {"،"}

# Letters joined to the front of a word, and the article.
WITH_WA = "و"
WITH_FA = "ف"
WITH_BI = "ب"
WITH_LI = "ل"
CONJUNCTIONS = "وف"
BI_OR_LI = "بل"
JOINED = "لبو"
ARTICLE = "ال"
LI_WITH_ARTICLE = "لل"

# Function words that a rule names.
FI = "في"
MIN = "من"
AN = "عن"
ALA = "علي"
ILA = "الي"
LADA = "لدي"
MAA = "مع"
BAYNA = "بين"
DUNA = "دون"
QAD = "قد"
KAMA = "كما"
MA = "ما"
AS_MUCH = "بما"
FOLLOWS = "يلي"  # «صرح المتحدث بما يلي: …»
ANNA = "ان"
LAM = "لم"
LAN = "لن"
IN_THE_NAME_OF = "باسم"
IN_REFERENCE = "اشاره"  # «في إشارة إلى»
IN_REPLY = "ردا"  # «ردا على»
FIRST_FI = "وفي"
CITING = "نقلا"
SOURCE = "مصدر"
PRESS = "اعلام"
OVERLOOKING = "مطلع"  # «مطلعون على»: an office, no content after the preposition
ALLAH = "الله"
SERVANT = "عبد"  # «عبد…» before a name belongs to it
ALI = "علي"  # raw: the preposition is written with another last letter
IN_OR_FROM = (FI, MIN)

LI_BEFORE_MEDIUM = ("لو", "لص", "لم", "لق", "لش")  # «لوكالة», «لصحيفة»: the preposition is not part of the name

# Endings.
FEMININE = "ه"
REPORTER, OURS = "مراسل", "نا"  # «مراسلنا», «مراسلو الوكالة»
INDEFINITE = "ا"
SUFFIXES = ("ه", "ها", "هم")
ADJECTIVES = ("يه", "ي")
PLURAL_VERB = "وا"
FEMININE_VERB, FEMININE_PLURAL = "ت", "ات"
NOUN_PLURALS = ("ون", "ين", "و")

ADJECTIVE = re.compile(r"..(?:ي|يه|يون|يين|يان|يتين|يات|يا)$")
# Definite words that may be adjectives: participles, «السابق», «الأعلى», «الجديد», «العام», «الحرة».
ADJECTIVE_FORM = re.compile(r"ال(?:م.*|.ا..[ه]?|ا...|..ي.ه?|...?|...ا|...ان.*|..يه?|..ين|(?:ثلاث|اربع)ه?)$")
POSSESSIVE = re.compile(r"(?:ها|هم|هما|ه)$")
TELLS_HOW = re.compile(r"م[^ايول]..*[^ونيا]ا$")  # an adverbial participle: «مذكرا», «متحدثا»
_VERBAL_NOUN = re.compile(r"(?:است..ا.|ان..ا.|ا.ت.ا.|ا..ا.|ت..ي.|م.ا..ه|ت.ا..)(?:ه|ها|هم)?$")


class Grammar(WordClasses):
    """Word classes; each attribute is the set of the forms of that kind. The lexicons are read at the first question."""

    if not TYPE_CHECKING:

        def __getattr__(self, kind: str) -> frozenset[str]:
            if kind not in WordClasses.__annotations__:
                raise AttributeError(kind)
            self._load()
            return self.__dict__[kind]

    def content_noun(self, form: str) -> bool:
        """Say whether a word commonly opens what was announced or denied: a verbal noun, with or without its article."""
        bare = form[2:] if form.startswith(ARTICLE) else form
        if form in self.contents or bare in self.contents:
            return True
        if form.endswith(INDEFINITE) and form[:-1] in self.contents:
            return True  # «إضرابا»
        stem = POSSESSIVE.sub("", bare)
        return stem in self.contents or (stem.endswith(FEMININE_VERB) and stem[:-1] + FEMININE in self.contents)

    def verbal_noun(self, form: str) -> bool:
        """Say whether a word is a verbal noun by the lexicon or by its pattern."""
        bare = form[2:] if form.startswith(ARTICLE) and len(form) > 6 else form
        return self.content_noun(form) or (len(bare) > 4 and bool(_VERBAL_NOUN.match(bare)))

    def _load(self) -> None:
        kinds = _by_kind(read_lexicon("grammar"))
        kinds["opener"] |= kinds.pop("opener_pronoun")
        around = _by_kind(read_lexicon("circumstances"))
        for kind in ("adverb", "audience", "circumstance", "ending", "medium", "occasion", "of_time", "time", "topic"):
            kinds[kind] = around[kind]
        self.__dict__.update((kind, frozenset(forms)) for kind, forms in kinds.items())
        self.around = frozenset().union(*around.values())
        self.contents = frozenset(" ".join(folded_key(row["form"])) for row in read_lexicon("contents"))
        self.outside_names = (self.inna | {AS_MUCH} | self.relative | self.negation | _plain_openers() | self.was
                              | self.preposition | self.demonstrative)
        self.never_first = (self.inna | self.preposition | self.relative | self.negation | self.opener | self.time
                            | self.adverb | self.topic | self.circumstance | self.audience | self.pronoun)
        self.ends_phrase = (self.inna | self.question | self.relative | self.negation | self.time | self.adverb | self.topic
                            | self.opener | ((self.was | self.saying) - self.audience - self.demonstrative))
        self.no_complement = self.bi_adverb | self.adverb | self.topic | self.circumstance
        self.no_object = self.time | self.circumstance | self.adverb | self.preposition | self.relative | self.pronoun
        self.before_clause_verb = self.opener | self.relative | self.side | {ANNA}
        self.before_subject = self.was | self.asfor | self.opener | self.clause_start
        self.leaving = self.parting | self.parting_relative | self.reply | {FI} | {form.split()[0] for form in self.tail}


def _by_kind(rows: Iterable[Row]) -> dict[str, set[str]]:
    kinds: dict[str, set[str]] = {}
    for row in rows:
        kinds.setdefault(row["kind"], set()).add(" ".join(folded_key(row["form"])))
    return kinds


def _plain_openers() -> set[str]:
    """Words that open a clause, without those that a pronoun is joined to: a name may look like one of these."""
    return _by_kind(read_lexicon("grammar"))["opener"]


WORDS = Grammar()
