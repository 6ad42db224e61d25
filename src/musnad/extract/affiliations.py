"""Affiliations: what the words of an office say of the body, the country and the time that it belongs to.

Finds    وزير الخارجية الألماني              the ministry «الخارجية», Germany
Finds    الأمين العام السابق للأمم المتحدة     «الأمم المتحدة», held before
Leaves   مبعوث الأمم المتحدة إلى سوريا        Syria is where the envoy goes, not whose envoy that is

Lexicons: nations.tsv, standings.tsv.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from musnad.extract.found import Found
from musnad.extract.place_assembly import Located
from musnad.extract.statements.bodies import Body
from musnad.extract.statements.grammar import ARTICLE, FEMININE, LI_WITH_ARTICLE, WITH_WA, WORDS
from musnad.extract.statements.heads import HEADS
from musnad.lang.pack import read_lexicon
from musnad.lang.words import fold
from musnad.model.records import Entity, Piece

MINISTERS = frozenset({"وزير", "وزيره"})
COUNTRY, ELECT, SINCE = "country", "elect", "since"
OF_STATE = "الدوله"  # «وزير الدولة» has no ministry
Span = tuple[int, int]


class Affiliations:
    """Reads the offices of one report.

    Args:
        one: The findings of the report.
        entities: The entity of each actor, by the actor's identity.
        located: Where the places of the report lie.
    """

    def __init__(self, one: Found, entities: Mapping[int, Entity], located: Located) -> None:
        self._one, self._located = one, located
        bodies = (actor for actor in one.actors if actor.kind == "organization")
        self._bodies = sorted((span, entities[id(body)].id) for body in bodies for span in body.mentions)
        self._starts = [span[0] for span, _ in self._bodies]

    def role(self, span: Span) -> Piece:
        """Return an office as a part of its bearer's record, with what its words tell beside it."""
        first, last = self._words(span)
        told: dict[str, Any] = {
            **self._organization(span, first, last),
            COUNTRY: self._country(first, last),
            "standing": self._standing(first, last),
            "time": self._time(span),
        }
        return Piece.at(self._one.reading.text, *span, **{name: value for name, value in told.items() if value is not None})

    def _words(self, span: Span) -> tuple[int, int]:
        passage = self._one.reading.passage
        first = passage.word_at(span[0])
        if first and passage.words[first - 1].end > span[0]:
            first -= 1  # a joined letter stands before the office
        return first, passage.word_at(span[1])

    def _organization(self, span: Span, first: int, last: int) -> dict[str, str]:
        """Return the body named in the office: the longest that is an entity, else the words for a ministry."""
        within = [(one, entity) for one, entity in self._bodies[bisect_left(self._starts, span[0]) :][: last - first]
                  if one[1] <= span[1]]
        if within:
            named, entity = max(within, key=lambda body: (body[0][1] - body[0][0], -body[0][0]))
            return {"organization": self._written(named), "entity": entity}
        words = self._ministry(first, last) or self._described(first, last)
        return {"organization": words} if words else {}

    def _written(self, span: Span) -> str:
        """«للجامعة» is ل + الجامعة: the article is written as one lam."""
        reading = self._one.reading
        before = max(0, reading.passage.word_at(span[0]) - 1)
        swallowed = reading.words[before].start + 1 < span[0] < reading.words[before].end
        article = ARTICLE if swallowed and reading.forms[before].startswith(LI_WITH_ARTICLE) else ""
        return article + reading.text[span[0] : span[1]]

    def _described(self, first: int, last: int) -> str | None:
        """Return a body told by its kind that is no entity of the report («المتحدث باسم الحكومة الألمانية»)."""
        reading = self._one.reading
        heads = ((i, head) for i, head in enumerate(reading.heads[first + 1 : last], first + 1) if head is not None)
        at = next((i for i, head in heads if head.kind == "organization" and reading.forms[i] != OF_STATE), None)
        if at is None:
            return None
        end = min(max(Body(reading, at).last, at + 1), last)
        known = end > at + 1 or ARTICLE in reading.forms[at][:3]
        return self._written(reading.span(at, end)) if known else None

    def _ministry(self, first: int, last: int) -> str | None:
        reading = self._one.reading
        if last - first < 2 or _bare(reading.forms[first]) not in MINISTERS or reading.forms[first + 1] == OF_STATE:
            return None
        end = first + 1
        while end < last and _nation(reading.forms, end, last) is None and _of_ministry(reading.forms[end]):
            end += 1
        span = reading.span(first + 1, end) if end > first + 1 else None
        return reading.text[span[0] : span[1]] if span else None

    def _country(self, first: int, last: int) -> str | None:
        """Return the country that an adjective tells, or the country whose office it is: none after a preposition."""
        forms = self._one.reading.forms
        for at in range(first + 1, last):
            if (found := _nation(forms, at, last)) is not None:
                return found
        for place in self._located.places:
            if first < place.first < last and place.entry is not None and place.precision == COUNTRY:
                governed = forms[place.first - 1] in WORDS.preposition or not _whole(self._one, place.start)
                return None if governed else place.entry.country or None
        return None

    def _standing(self, first: int, last: int) -> str | None:
        """«السابق», «بالوكالة»: said of this office if no office of another stands inside it."""
        heads, forms = self._one.reading.heads, self._one.reading.forms
        for at in range(first + 1, last):
            head, said = heads[at], _standings().get(forms[at])
            if head is not None and head.kind == "person" and head.number == "s":
                return None
            if said not in (None, SINCE) and (said != ELECT or forms[at - 1].startswith(ARTICLE)):
                return said  # «طبيب المنتخب»: a team
        return None

    def _time(self, span: Span) -> str | None:
        """Return the id of the time told right after the office («وزير النقل بين عامي 2010 و2014»)."""
        passage = self._one.reading.passage
        after = passage.word_at(span[1])
        if after + 1 >= len(passage.words) or _standings().get(passage.forms[after]) != SINCE:
            return None
        begins = {passage.words[after].start, passage.words[after + 1].start}
        return next((time.id for time in self._one.times if time.start in begins), None)


def _whole(one: Found, start: int) -> bool:
    """A place with a preposition joined to it («بسوريا») governs nothing."""
    passage = one.reading.passage
    return passage.words[passage.word_at(start)].start == start if passage.word_at(start) < len(passage.words) else False


def _of_ministry(form: str) -> bool:
    """A definite noun of a ministry's field: no adjective of a country, no word of standing, no further office."""
    bare = form.removeprefix(WITH_WA) if form.startswith(WITH_WA + ARTICLE) else form
    head = HEADS[bare]
    return (bare.startswith(ARTICLE) and len(bare) > 4 and bare not in _standings()
            and (head is None or head.kind == "organization"))


def _nation(forms: Sequence[str], at: int, last: int) -> str | None:
    """Return the country of an adjective of one word or two («الكورية الجنوبية»)."""
    nations = _nations()
    if at + 1 < last and (found := nations.get(f"{_bare(forms[at])} {_bare(forms[at + 1])}")):
        return found
    return nations.get(_bare(forms[at]))


def _bare(form: str) -> str:
    """A word without a joined «و», its article and the ending of the feminine."""
    form = form[1:] if form.startswith(WITH_WA + ARTICLE) else form
    return form.removeprefix(ARTICLE) if len(form) > 4 else form


@cache
def _nations() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in read_lexicon("nations"):
        words = fold(row["form"]).split()
        for end in ("", FEMININE):
            found.setdefault(" ".join(f"{word}{end}" if word[-1] == "ي" else word for word in words), row["country"])
    return found


@cache
def _standings() -> dict[str, str]:
    return {fold(row["form"]): row["standing"] for row in read_lexicon("standings")}
