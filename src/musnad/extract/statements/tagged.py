"""Tagged names made good: what the tagger took too much of, too little of, or for one where there are two.

Finds    قالت وايس                     the first letter is the name's own, no conjunction
Finds    أخبر الأول الثاني              two surnames that the report knows apart are two people
Leaves   أن، في، هذا                   words that no name holds end it
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from musnad.extract.statements.grammar import (
    ADJECTIVES,
    ALI,
    ALLAH,
    ARTICLE,
    COMMAS,
    CONJUNCTIONS,
    IN_THE_NAME_OF,
    PLURAL_VERB,
    SERVANT,
    TELLS_HOW,
    WITH_BI,
    WITH_LI,
    WITH_WA,
    WORDS,
)
from musnad.extract.statements.heads import HEADS, is_office
from musnad.extract.statements.inflection import CUES
from musnad.extract.statements.nations import of_countries
from musnad.extract.statements.outlets import MEDIA, OUTLETS, as_outlet, is_outlet, said_as_words
from musnad.lang.words import Word
from musnad.text.names import Name

OFFICE = 5  # words looked back on for the office before a name
HYPHENS = "-–"
MISSED = 2  # words before a tagged name that may belong to it
_NEVER_OPENS = (ARTICLE, WITH_WA, WITH_BI, WITH_LI)


def mended(names: Iterable[Name], words: Sequence[Word]) -> Iterator[Name]:
    """Yield the names with their borders set right, without those that no name can be."""
    for given in names:
        name = _past_preposition(_past_verb(_past_pronoun(_after_verb(given, words), words), words), words)
        name = as_outlet(words, name)
        last = _last(name, words)
        if _kind_alone(name, words) or said_as_words(words, name):
            continue
        if last == name.last:
            yield _past_particle(_widened(name, words), words) if name.kind == "person" else _whole(name, words)
        elif last > name.first:
            yield _ending(name, last, words)


def _kind_alone(name: Name, words: Sequence[Word]) -> bool:
    """«منظمة» by itself, with no article, says what something is and names nothing."""
    head = HEADS[words[name.first].form] if name.last == name.first + 1 else None
    return head is not None and head.kind == "organization" and not head.definite and name.kind == "organization"


def _after_verb(name: Name, words: Sequence[Word]) -> Name:
    """«قالت وايس»: right after a verb of saying the first letter is the name's own, no conjunction."""
    first = words[name.first]
    said = CUES[words[name.first - 1].form] if name.first else ()
    if said and said[0].kind == "verb" and name.start == first.start + 1 and first.form[0] == WITH_WA:
        return name._replace(start=first.start)
    return name


def _last(name: Name, words: Sequence[Word]) -> int:
    """A tagged name ends before a word that no name holds; a name that begins with one is none."""
    for at in range(name.first, name.last):
        form = words[at].form
        spelled = at > name.first and form in WORDS.spelled_letter and words[at - 1].form in WORDS.spelled_letter
        if form in WORDS.outside_names and words[at].raw != ALI and not spelled:
            return at
        if at > name.first and form[0] == WITH_LI and OUTLETS[form[1:]]:
            return at
        if at > name.first and is_outlet(form) and not any(MEDIA[w.form] for w in words[name.first : at]):
            return at  # «أبلغ مسؤول في المنظمة الدولية رويترز»
    return name.last


def _past_pronoun(name: Name, words: Sequence[Word]) -> Name:
    """«أنا سالم الراوي», «مخاطبا سالم الراوي»: the first word is no part of the name."""
    first = words[name.first].form
    if words[name.first].kind == "mark" and name.last - name.first > 1:
        return _beginning(name, name.first + 1, words)  # «العقيد / سالم الراوي»
    outside = first in WORDS.first_person or first in WORDS.pronoun or bool(TELLS_HOW.match(first))
    pronoun = name.last - name.first > 1 and outside
    return _beginning(name, name.first + 1, words) if pronoun and name.kind == "person" else name


def _past_preposition(name: Name, words: Sequence[Word]) -> Name:
    """«قال لبي بي سي»: the preposition joined to an outlet is no part of its name."""
    first = words[name.first]
    joined = first.start == name.start and first.form[0] == WITH_LI and name.kind != "person"
    outlet = joined and not OUTLETS[first.form] and OUTLETS[first.form[1:]]
    return name._replace(start=name.start + 1) if outlet else name


def _past_verb(name: Name, words: Sequence[Word]) -> Name:
    """«وقال سالم»: a verb with its conjunction is no part of the name after it."""
    first = words[name.first]
    if name.kind == "person" and name.last - name.first > 1 and len(first.form) > 4 and first.form.endswith(PLURAL_VERB):
        return _beginning(name, name.first + 1, words)  # «سائلوا سالم»
    verb = first.start == name.start and first.form[0] in CONJUNCTIONS and CUES[first.form[1:]]
    return _beginning(name, name.first + 1, words) if verb and name.last - name.first > 1 else name


def _ending(name: Name, last: int, words: Sequence[Word]) -> Name:
    return name._replace(last=last, end=words[last - 1].end)


def _beginning(name: Name, first: int, words: Sequence[Word]) -> Name:
    return name._replace(first=first, start=words[first].start)


def _past_particle(name: Name, words: Sequence[Word]) -> Name:
    """«أورزولا فون دير لاين», «جان-كلود يونكر»: after a particle or a hyphen the name is not yet at its end."""
    last = name.last
    while last + 1 < len(words) and (_joins(words, last) or _after_particle(words, name, last)):
        last += 1 + (words[last].form in HYPHENS)
    return _ending(name, last, words) if last > name.last and words[last - 1].kind == "word" else name


def _after_particle(words: Sequence[Word], name: Name, last: int) -> bool:
    """«آبي» alone is a name, «فون دير» is not yet one."""
    return words[last - 1].form in WORDS.name_particle and (last > name.first + 1 or words[last - 1].form == SERVANT)


def _joins(words: Sequence[Word], at: int) -> bool:
    hyphen = words[at].form in HYPHENS and words[at - 1].end == words[at].start
    return hyphen and words[at + 1].start - words[at].end < 2 and words[at + 1].kind == "word"


def _whole(name: Name, words: Sequence[Word]) -> Name:
    """«أطباء بلا حدود», «بي كي كي»: the name of a body goes on; else that of a country may."""
    last = name.last
    while words[last - 1].form in WORDS.spelled_letter and last < len(words) and words[last].form in WORDS.spelled_letter:
        last += 1
    name = _ending(name, last, words) if last > name.last else name
    pair = " ".join(w.form for w in words[name.last - 1 : name.last + 1])
    if pair in WORDS.within_name or _of_country(name, words):
        return _ending(name, name.last + 1, words)
    return _whole_country(name, words)


def _of_country(name: Name, words: Sequence[Word]) -> bool:
    """«مجلس النواب الألماني»: the adjective of a country right after a body's name of two words or more ends it."""
    if name.kind != "organization" or name.last - name.first < 2 or name.last >= len(words):
        return False
    return words[name.last].form in of_countries()


def _whole_country(name: Name, words: Sequence[Word]) -> Name:
    """«الولايات المتحدة الأمريكية»: a definite adjective right after a definite place is part of its name."""
    if name.kind != "place" or name.last >= len(words) or name.last - name.first < 2:
        return name
    after = words[name.last].form
    if after in WORDS.outside_names:
        return name
    adjective = after.startswith(ARTICLE) and after.endswith(ADJECTIVES) and HEADS[after] is None
    return _ending(name, name.last + 1, words) if adjective and words[name.first].form.startswith(ARTICLE) else name


def _widened(name: Name, words: Sequence[Word]) -> Name:
    """A personal name in apposition begins right after its comma; «عبد…» before a name belongs to it."""
    first = name.first
    if words[first].start != name.start:
        return name
    if first and words[first - 1].form.startswith(SERVANT) and words[first - 1].kind == "word":
        first -= 1
    if first > 1 and words[first - 1].form == ALLAH and words[first - 2].kind == "word":
        first -= 2  # «عطاء الله …»
    for at in range(first - 1, first - 1 - MISSED, -1):
        if at < 1 or words[at].kind != "word" or not _can_be_name(words[at].form):
            break
        if _ends_office(words, at - 1):
            first = at
            break
    return name if first == name.first else _beginning(name, first, words)


def _ends_office(words: Sequence[Word], at: int) -> bool:
    """«وزير الخارجية فيصل …», «الوزير، فيصل …»: a comma, or the last word of an office."""
    form = words[at].form
    if form in COMMAS or form in WORDS.was:
        return True
    definite = form.startswith(ARTICLE) and len(form) > 3
    return definite and any(is_office(w.form) for w in words[max(0, at - OFFICE) : at + 1])


def _can_be_name(form: str) -> bool:
    known = HEADS[form] is not None or form in WORDS.outside_names or CUES[form] or form in WORDS.around
    return not (known or form.startswith(_NEVER_OPENS))


class Parting:
    """Names of a whole report beside each other: pairs that the tagger took for one name."""

    def __init__(
        self, forms: Sequence[str], words: Sequence[Word], names: list[Name | None], tagged: Sequence[Name]
    ) -> None:
        """Know the surnames and first names of the report.

        Args:
            forms: Folded forms of the words.
            words: The words.
            names: For each word, the name that covers it; kept up to date.
            tagged: The names.
        """
        self.forms, self.words, self.names, self.tagged = forms, words, names, tagged
        full = [n for n in tagged if n.kind == "person" and n.last - n.first > 1]
        self.surnames = {forms[n.last - 1] for n in full}
        self.alone = {forms[n.first] for n in tagged if n.kind == "person" and n.last - n.first == 1}
        self.firsts = {forms[n.first] for n in full if n.last - n.first > 2 or forms[n.first] not in self.surnames}
        self.before: dict[str, set[str]] = {}
        for n in full:
            self.before.setdefault(forms[n.last - 1], set()).add(forms[n.last - 2])

    def parted(self) -> Iterator[Name]:
        """Yield the names; where two surnames of different people stand side by side, they are two."""
        for given in self.tagged:
            name = self._without_audience(self._without_verb(given))
            if self._served(name):
                chief = self._covering(_ending(name, name.first + 1, self.words))
                rest = self._covering(_beginning(name, name.first + 1, self.words))
                self.names[rest.first : rest.last] = [rest] * (rest.last - rest.first)
                yield chief
                yield rest
            elif self._pair(name):
                yield self._covering(_ending(name, name.last - 1, self.words))
                yield self._covering(_beginning(name, name.first + 1, self.words))
            else:
                yield name

    def _covering(self, name: Name) -> Name:
        self.names[name.first] = name
        return name

    def _pair(self, name: Name) -> bool:
        if name.kind != "person" or name.last - name.first != 2:
            return False
        one, two = self.forms[name.first], self.forms[name.last - 1]
        if one not in self.surnames or two == one:
            return False
        return self._both_end_others(one, two) if two in self.surnames else two in self.alone and one not in self.firsts

    def _served(self, name: Name) -> bool:
        """«المتحدث باسم الراوي سالم أحمد»: the chief's surname, known from elsewhere, and the name of who speaks."""
        before = name.first > 0 and self.forms[name.first - 1] == IN_THE_NAME_OF
        if not before or name.kind != "person" or name.last - name.first < 3:
            return False
        longer = (n for n in self.tagged if n is not name and n.kind == "person" and n.last - n.first > 1)
        return any(self.forms[n.last - 1] == self.forms[name.first] for n in longer)

    def _both_end_others(self, one: str, two: str) -> bool:
        """Both words end longer names elsewhere in the report."""
        return one in self.before and not self.before.get(two, set()) <= {one}

    def _without_audience(self, name: Name) -> Name:
        """«الراوي لحداد: الطريق مفتوح»: in a headline two people, one of whom is spoken to."""
        if name.kind != "person" or self.forms[name.last : name.last + 1] != [":"]:
            return name
        for at in range(name.first + 1, name.last):
            form = self.forms[at]
            if form[0] == WITH_LI and (form[1:] in self.surnames or form[1:] in self.firsts):
                self.names[at : name.last] = [None] * (name.last - at)
                return self._covering(_ending(name, at, self.words))
        return name

    def _without_verb(self, name: Name) -> Name:
        """«وبدا الجعفري» at the head of a sentence is a verb and a surname that the report knows."""
        if name.kind != "person" or name.last - name.first < 2:
            return name
        if self._surname_alone(name):
            self.names[name.first + 1 : name.last] = [None] * (name.last - name.first - 1)
            return self._covering(_ending(name, name.first + 1, self.words))
        first, second = self.forms[name.first], self.forms[name.last - 1]
        verb = name.last - name.first == 2 and first[0] == WITH_WA and first not in self.surnames
        if not verb or not self._surname_of_another(name, first, second):
            return name
        self.names[name.first] = None
        return self._covering(_beginning(name, name.first + 1, self.words))

    def _surname_alone(self, name: Name) -> bool:
        """«ودوستم الستيني معروف»: a surname of the report, and what is told of him is in no other name."""
        joined = name.start - self.words[name.first].start
        first, second = self.forms[name.first][joined:], self.forms[name.first + 1]
        return second.startswith(ARTICLE) and first in self.surnames and self._nowhere_else(name, second)

    def _nowhere_else(self, name: Name, second: str) -> bool:
        """The second word of a name is in no other name («دوستم الستيني»)."""
        return not any(second in self.forms[n.first : n.last] for n in self.tagged if n is not name)

    def _surname_of_another(self, name: Name, first: str, second: str) -> bool:
        """Somebody else has this surname, and nobody else begins with this word."""
        others = [n for n in self.tagged if n is not name and n.kind == "person"]
        return any(self.forms[n.last - 1] == second for n in others) and all(self.forms[n.first] != first for n in others)
