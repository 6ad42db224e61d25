"""Descriptions: who is meant by a phrase without a personal name.

Finds    الوزير نفسه                          the person who holds that office
Finds    المرصد، المنظمة                       the organisation named before, or the only one of its kind
Finds    أعلنت دمشق … سوريا                   a capital that speaks is its state
Leaves   مصدر عسكري                            unnamed, a source of its own
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from musnad.extract.statements.actors import Actor, name_tokens, skeleton, without_articles
from musnad.extract.statements.grammar import (
    ADJECTIVE,
    ARTICLE,
    FEMININE,
    INDEFINITE,
    JOINED,
    LI_WITH_ARTICLE,
    NOUN_PLURALS,
    OURS,
    SOURCE,
    WITH_LI,
    WITH_WA,
    WORDS,
)
from musnad.extract.statements.heads import HEADS, Head
from musnad.extract.statements.naming import named_part, several
from musnad.extract.statements.nations import of_countries
from musnad.extract.statements.outlets import OUTLETS
from musnad.extract.statements.phrases import PERCENT, Phrase
from musnad.extract.statements.reading import Reading
from musnad.extract.statements.roster import Roster
from musnad.lang.pack import read_lexicon

UNNAMED = "unnamed source"  # how the step begins that says so
_DERIVING = ("م", "ت")  # letters before the root of participles and verbal nouns
_NISBA = "ي"
MINISTRY = "وزاره"


def unnamed(roster: Roster, phrase: Phrase) -> tuple[Actor, list[str]]:
    """Resolve a phrase without a personal name: an office, a surname not tagged, an organisation, a source."""
    if several(roster.reading, phrase):
        return _newcomer(roster, phrase, [], bare_span(roster.reading, phrase))
    phrase = named_part(roster.reading, phrase)
    tokens = description_tokens(roster.reading, phrase.first, phrase.last)
    span = bare_span(roster.reading, phrase)
    surface = _written(roster.reading, phrase, span)
    actor, step = _holder(roster, phrase, tokens, surface)
    alone = phrase.last == phrase.first + 1
    if actor is None and roster.spoken and alone and roster.reading.forms[phrase.first] in WORDS.the_statement:
        return roster.spoken[-1], [f"{surface} is that of {roster.spoken[-1].name}"]
    if actor is None:
        actor = _country_of(roster, tokens, phrase.head) or by_description(roster, tokens, phrase.head, phrase.first)
        actor = actor or _by_kind(roster, tokens, phrase.head) or _spoke_before(roster, tokens, phrase)
        actor = actor or _our_own(roster, tokens)
        if actor is None:
            return _newcomer(roster, phrase, tokens, span)
        roster.lengthen(actor, surface, span, tokens)
        step = f"{surface} is the {actor.name} named before" if surface != actor.name else f"named here: {surface}"
    actor.met(surface, span, phrase.first)
    return actor, [step]


def _holder(roster: Roster, phrase: Phrase, tokens: list[str], surface: str) -> tuple[Actor | None, str]:
    """The person with that surname, or in that office."""
    if phrase.head is None:
        actor = roster.known(tokens)
        return actor, f"{surface} is part of {actor.name}" if actor is not None else ""
    actor = _by_office(roster, tokens, phrase.head, phrase.first) if phrase.is_a("person", "pronoun") else None
    return actor, f"the office {surface} is that of {actor.name}" if actor is not None else ""


def _newcomer(roster: Roster, phrase: Phrase, tokens: list[str], span: tuple[int, int]) -> tuple[Actor, list[str]]:
    """Take in somebody or something that is described and was not met before."""
    reading, head = roster.reading, phrase.head
    many = several(reading, phrase)
    if many and phrase.last < len(reading.words) and reading.words[phrase.last].raw in PERCENT:
        span = span[0], reading.words[phrase.last].end
    surface = _written(reading, phrase, span)
    tokens = tokens or description_tokens(reading, phrase.first, phrase.last)
    actor = roster.add(Actor(_kind(phrase, reading), surface, span, tokens, gender=head.gender if head else "",
                             number="p" if many else head.number if head else "",
                             named=not many and (head is None or head.kind == "organization")))
    add_alias(roster, actor, phrase)
    actor.met(surface, span, phrase.first)
    return actor, [f"{UNNAMED}: {surface}" if phrase.is_a("person", "source") else f"named here: {surface}"]


def _written(reading: Reading, phrase: Phrase, span: tuple[int, int]) -> str:
    """«للمرصد» is ل + المرصد: the article is written as one lam."""
    surface, first = reading.text[span[0] : span[1]], phrase.first
    swallowed = reading.forms[first].startswith(LI_WITH_ARTICLE) and span[0] == reading.words[first].start + 2
    return ARTICLE + surface if swallowed else surface


def _kind(phrase: Phrase, reading: Reading) -> str:
    if several(reading, phrase):
        return "person"
    if phrase.head is not None:
        return phrase.head.kind if phrase.is_a("source", "document", "organization") else "person"
    if phrase.names:
        return phrase.names[0].kind
    return "organization" if phrase.first in reading.opening else "person"


def description_tokens(reading: Reading, first: int, last: int) -> list[str]:
    """Return the words that tell one office or body from another."""
    forms = (word.form for word in reading.words[first:last] if word.kind != "mark")
    return [token for token in without_articles(forms) if token not in WORDS.empty]


def bare_span(reading: Reading, phrase: Phrase) -> tuple[int, int]:
    """The phrase without a joined preposition and without quotation marks around the whole of it."""
    first, last = phrase.first, phrase.last
    if first in reading.opening and reading.closing.get(last - 1) is reading.opening[first]:
        first, last = first + 1, last - 1
    if reading.forms[first] == WITH_LI and last > first + 1:
        first += 1  # «لـ "الساحل نيوز"»
    start, end = reading.span(first, last)
    raw, form, name = reading.words[first].raw, reading.forms[first], reading.names[first]
    if name is not None and name.start > start:
        return name.start, end
    if raw.startswith(LI_WITH_ARTICLE) and len(raw) > 4:
        return start + 2, end
    joined = raw[0] in JOINED and len(raw) > 3 and HEADS[form] is None and HEADS[form[1:]] is not None
    return start + joined, end


def add_alias(roster: Roster, actor: Actor, phrase: Phrase) -> None:
    """A name in marks inside a longer one («وكالة الأنباء السورية "سانا"») is a name of its own."""
    for at in range(phrase.first + 1, phrase.last):
        quotation = roster.reading.opening.get(at)
        if quotation is not None and quotation.closed:
            tokens = name_tokens(quotation.inner.of(roster.reading.text))
            if tokens and tokens not in actor.aliases and len(tokens) < len(actor.tokens):
                actor.aliases.append(tokens)
                roster.index(actor, tokens)


def _by_office(roster: Roster, tokens: list[str], head: Head, at: int) -> Actor | None:
    """The person who holds an office: all words of the office are among the words of theirs."""
    wanted = {_stem(t) for t in tokens if t not in WORDS.same}
    if not wanted or (not head.definite and len(wanted) < 2):
        return None
    place = roster.reading.words[at].start
    people = [a for a in roster.actors if a.kind == "person" and a.named]
    people = [a for a in people if not _of_a_man(tokens[0], a)] if head.gender == "f" else people
    fits = [a for a in people if a.role_words and _fits(wanted, {_stem(w) for w in a.role_words}, head)]
    if not fits and len(tokens) == 1 and tokens[0] in WORDS.generic_person and head.definite:
        people = [a for a in roster.spoken if a.kind == "person" and a.named and a.gender in ("", head.gender)]
        return people[-1] if people else None
    if not fits and len(tokens) == 2 and tokens[0] in WORDS.generic_person and head.definite and ADJECTIVE.search(tokens[1]):
        return _last_named(roster, head)  # «المسؤول الأممي»
    before = [a for a in fits if a.last_before(place) >= 0]
    spoken = [a for a in before if a in roster.spoken] if len(wanted) == 1 else []
    return max(spoken or before or fits, key=lambda a: a.last_before(place), default=None)


def _last_named(roster: Roster, head: Head) -> Actor | None:
    """The one who spoke last, where that is a person with a name who agrees."""
    last = roster.spoken[-1] if roster.spoken else None
    return last if last is not None and last.kind == "person" and last.named and last.gender in ("", head.gender) else None


def _of_a_man(title: str, actor: Actor) -> bool:
    """«المخرجة» is nobody who is called «المخرج», unless she speaks as a woman elsewhere."""
    held = actor.role_words
    return actor.gender == "m" or (actor.gender != "f" and title not in held and title.removesuffix(FEMININE) in held)


def _fits(wanted: set[str], held: set[str], head: Head) -> bool:
    """The words asked for are among those of the office, or say more than it does."""
    return wanted <= held or (held <= wanted and (len(held) > 1 or (len(held) == 1 and head.definite)))


def _country_of(roster: Roster, tokens: list[str], head: Head | None) -> Actor | None:
    """A capital that speaks is its state, where the report names that state too."""
    for country in _capitals().get(" ".join(tokens), ()) if head is None else ():
        for actor in roster.sharing(country[0]):
            if actor.kind == "place" and actor.tokens[: len(country)] == country:
                return actor
    return None


@cache
def _capitals() -> dict[str, list[list[str]]]:
    table: dict[str, list[list[str]]] = {}
    for row in read_lexicon("capitals"):
        table.setdefault(" ".join(name_tokens(row["form"])), []).append(name_tokens(row["kind"]))
    return table


def _by_kind(roster: Roster, tokens: list[str], head: Head | None) -> Actor | None:
    """«المنظمة», «التنظيم المتطرف»: the only one of its kind, or the organisation that spoke last."""
    if head is None or head.kind != "organization" or len(tokens) > 3 or not (head.definite or tokens[0] in WORDS.team):
        return None
    same = [a for a in roster.actors if a.kind == "organization" and a.tokens and _stem(a.tokens[0]) == _stem(tokens[0])]
    if len(same) == 1:
        return same[0]
    last = roster.spoken[-1] if roster.spoken and len(tokens) == 1 and head.definite else None
    return last if last is not None and last.kind == "organization" and last.gender in ("", head.gender) else None


def _spoke_before(roster: Roster, tokens: list[str], phrase: Phrase) -> Actor | None:
    """«وأضاف المصدر» where the report has no source so called; «الشيخ» where «المتحدث محمد الشيخ» spoke."""
    alone = phrase.last == phrase.first + 1 and roster.reading.forms[phrase.first].startswith(ARTICLE)
    if not alone or not roster.spoken:
        return None
    if tokens == [SOURCE]:
        return roster.spoken[-1]
    people = (a for a in reversed(roster.spoken) if a.kind == "person" and not a.named and a.number != "p")
    return next((a for a in people if len(a.tokens) > 3 and a.tokens[-1] == tokens[0]), None)


def _our_own(roster: Roster, tokens: list[str]) -> Actor | None:
    """«مراسلنا» is the reporter who spoke last («مراسل شبكة الساحل», «مراسلنا سالم الراوي»), if no agency's."""
    if len(tokens) != 1 or not tokens[0].endswith(OURS):
        return None
    office = _stem(tokens[0].removesuffix(OURS))
    last = next((a for a in reversed(roster.spoken) if office in _offices(a)), None)
    agency = last is not None and any(kind == "agency" for token in last.tokens[1:] for _, kind in OUTLETS[token])
    return None if agency else last


def _offices(actor: Actor) -> set[str]:
    """The words that may tell somebody's office, without the outlet's pronoun."""
    return {_stem(token.removesuffix(OURS)) for token in (*actor.tokens[:1], *actor.role_words)}


def by_description(roster: Roster, tokens: Sequence[str], head: Head | None, at: int) -> Actor | None:
    """An organisation or source named before: the same first word, and the shorter is part of the longer."""
    wanted = [t for t in tokens if t not in WORDS.same]
    if not wanted:
        return None
    place = roster.reading.words[at].start
    fits = [a for a in roster.sharing(wanted[0]) if _described(wanted, a, head)]
    fits += [a for a in roster.sharing(wanted[-1]) if _within(wanted, a.tokens)]
    fits = [a for a in fits if wanted in a.aliases] or fits
    before = [a for a in fits if a.last_before(place) >= 0]
    return max(before or fits, key=lambda a: a.last_before(place), default=None)


def _described(wanted: list[str], actor: Actor, head: Head | None) -> bool:
    """The same first word, and the words of the shorter are all in the longer; or the name in marks by itself."""
    if wanted in actor.aliases:
        return True
    if (actor.kind == "person" and actor.named) or not actor.tokens or _stem(actor.tokens[0]) != _stem(wanted[0]):
        return False
    left, right = {_stem(t) for t in wanted}, {_stem(t) for t in actor.tokens}
    if any(t[0] == WITH_WA and t in of_countries() for t in {*wanted} ^ {*actor.tokens}):
        return False  # «القوات الشمالية والجنوبية» are more than «القوات الشمالية»
    definite = head is None or head.definite or head.kind == "organization" or left == right
    return definite and (left <= right or right <= left or _same_team(wanted, actor.tokens))


def _same_team(wanted: list[str], tokens: list[str]) -> bool:
    """«فريق التنسيق» is «فريق منسقو الإغاثة»: what a team is called after, by its roots."""
    if wanted[0] not in WORDS.team or len(wanted) < 2:
        return False
    held = {_root(t) for t in tokens[1:]} | {_root(t[1:]) for t in tokens[1:] if t[0] == WITH_LI and len(t) > 3}
    return {_root(t) for t in wanted[1:]} <= held  # «تحالف دعم الإغاثة» is «التحالف الدولي لدعم الإغاثة»


def _within(wanted: list[str], tokens: list[str]) -> bool:
    """Say whether two words or more stand together inside a longer description."""
    size = len(wanted)
    team = tokens[0] in WORDS.team or tokens[0] == MINISTRY  # «الخارجية الروسية» is «وزارة الخارجية الروسية»
    return size > 1 and len(tokens) > size and team and tokens[1 : 1 + size] == wanted


def _root(token: str) -> str:
    """The consonants that «منسقو» and «التنسيق» share; the whole word where fewer than three are left."""
    bare = _stem(token)
    root = skeleton(bare[1:] if bare[:1] in _DERIVING and len(bare) > 3 else bare)
    return root if len(root) > 2 else token


def _stem(token: str) -> str:
    for plural in NOUN_PLURALS[:2]:
        token = token.removesuffix(plural) if len(token) > 5 else token
    bare = token.removesuffix(FEMININE)
    return (bare.removesuffix(INDEFINITE) if len(token) > 4 else bare).removesuffix(_NISBA)
