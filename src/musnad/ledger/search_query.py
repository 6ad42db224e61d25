"""The language of a search: words, "phrases", -words, fields. It is read here and nowhere else.

    الغوطة "الأسلحة الكيميائية" -إيران speaker:ماس act:deny after:2018-09-01

Words rank what is found. Phrases, +words and fields must hold, -words must not; where no phrase and no +word is asked
for, a hit has at least one of the words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from musnad.model.errors import LedgerError

TYPES = ("report", "statement", "incident", "entity")
NAMED = ("speaker", "place", "outlet")  # fields of names, found in any spelling
EXACT = ("kind", "act", "form", "status")  # fields asked for by the words of the format
DAYS = ("before", "after")
SEARCH_FIELDS = {
    "speaker": "words of the name of who says it",
    "place": "words of the name of a place that it names",
    "outlet": "words of the outlet's name",
    "kind": "kind of an incident, or of an entity with type:entity",
    "act": "act of a statement: assert, deny, accuse, warn, …",
    "form": "direct, mixed or indirect",
    "status": "reported, claimed, denied, planned, threatened or hypothetical",
    "type": "report, statement, incident or entity",
    "before": "published before this day: YYYY, YYYY-MM or YYYY-MM-DD",
    "after": "published on this day or later",
}
_CLOSED = {
    "type": TYPES,
    "form": ("direct", "mixed", "indirect"),
    "status": ("reported", "claimed", "denied", "planned", "threatened", "hypothetical"),
}
_OF = {  # the fields that a type has, beside days and outlet
    "report": {"place"}, "statement": {"speaker", "place", "act", "form"}, "incident": {"place", "kind", "status"},
    "entity": {"kind"},
}
_ANY = {"type", "before", "after", "outlet"}
_QUOTES = {'"': '"', "«": "»", "“": "”", "„": "“"}
_FIELD = re.compile(r"([A-Za-z_]+):(?!//)")
_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


class BadQuery(LedgerError):
    """A question that cannot be read.

    Attributes:
        position: Code point of the question at which it goes wrong, from 0.
    """

    def __init__(self, why: str, position: int) -> None:
        super().__init__(f"character {position + 1}: {why}")
        self.position = position


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that is asked.

    Attributes:
        start: First code point of the question.
        sign: ``+``, ``-`` or nothing.
        name: Name of the field; empty for words.
        value: What is looked for.
        phrase: It stood in quotation marks.
    """

    start: int
    sign: str
    name: str
    value: str
    phrase: bool


@dataclass(frozen=True, slots=True)
class Query:
    """A question, read.

    Attributes:
        type: What is looked for: report, statement, incident or entity.
        words: Words that rank.
        must: Words and phrases that must occur.
        must_not: Words and phrases that must not.
        names: Fields of names: pairs of field and value; all must hold.
        names_not: Fields of names that must not hold.
        exact: Fields asked for by the words of the format.
        after: First day of publication, as far as it is given; or None.
        before: The day that publication comes before; or None.
    """

    type: str
    words: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    names_not: tuple[tuple[str, str], ...] = ()
    exact: dict[str, str] = field(default_factory=dict)
    after: str | None = None
    before: str | None = None

    @property
    def worded(self) -> bool:
        """Whether it asks for words, which rank what is found."""
        return bool(self.words or self.must)


def read_query(text: str) -> Query:
    """Read a question.

    Raises:
        BadQuery: It cannot be read, or asks nothing; the message says where and what would do.
    """
    pieces = _pieces(text)
    plain = [piece for piece in pieces if not piece.name]
    named = [piece for piece in pieces if piece.name]
    if not any(piece.sign != "-" for piece in pieces):
        raise BadQuery("nothing to look for; write a word, a \"phrase\" or a field such as speaker:NAME", len(text))
    single: dict[str, str] = {}
    for piece in named:
        if piece.name not in NAMED:
            if piece.sign == "-":
                raise BadQuery(f"{piece.name}: cannot be left out with -", piece.start)
            if single.get(piece.name, piece.value) != piece.value:
                raise BadQuery(f"{piece.name}: stands twice", piece.start)
            single[piece.name] = piece.value
    must = [piece for piece in plain if piece.sign == "+" or (piece.phrase and piece.sign != "-")]
    return Query(
        _type(named), tuple(p.value for p in plain if not p.sign and not p.phrase), tuple(p.value for p in must),
        tuple(p.value for p in plain if p.sign == "-"),
        tuple((p.name, p.value) for p in named if p.name in NAMED and p.sign != "-"),
        tuple((p.name, p.value) for p in named if p.name in NAMED and p.sign == "-"),
        {name: single[name] for name in EXACT if name in single}, single.get("after"), single.get("before"),
    )


def _pieces(text: str) -> list[Piece]:
    made, at = [], 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        start, sign = at, ""
        if text[at] in "+-" and text[at + 1 : at + 2].strip():
            sign, at = text[at], at + 1
        name = ""
        if found := _FIELD.match(text, at):
            name, at = _field(found[1], start), found.end()
        value, phrase, at = _value(text, at)
        if not value.strip():
            raise BadQuery(f"{name}: has no value" if name else "an empty phrase", start)
        made.append(Piece(start, sign, name, _checked(name, value, start), phrase))
    return made


def _field(name: str, start: int) -> str:
    if name.lower() not in SEARCH_FIELDS:
        there = ", ".join(SEARCH_FIELDS)
        raise BadQuery(f"there is no field {name}; there are {there}; put words with a colon into quotation marks", start)
    return name.lower()


def _value(text: str, at: int) -> tuple[str, bool, int]:
    """Return a value, whether it stood in quotation marks, and where the question goes on."""
    closing = _QUOTES.get(text[at : at + 1])
    if closing:
        end = text.find(closing, at + 1)
        if end < 0:
            raise BadQuery(f"the quotation mark {text[at]} is not closed by {closing}", at)
        return text[at + 1 : end], True, end + 1
    end = at
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[at:end], False, end


def _checked(name: str, value: str, start: int) -> str:
    if name in _CLOSED and value.lower() not in _CLOSED[name]:
        raise BadQuery(f"{name}:{value} is none of {', '.join(_CLOSED[name])}", start)
    if name in DAYS and not _DAY.fullmatch(value):
        raise BadQuery(f"{name}:{value} is no day; write YYYY, YYYY-MM or YYYY-MM-DD", start)
    return value.lower() if name in _CLOSED or name in EXACT else value


def _type(named: list[Piece]) -> str:
    """Return what is looked for: as said, or by the fields that are asked."""
    said = next((piece.value for piece in named if piece.name == "type"), None)
    asked = {piece.name for piece in named} - _ANY
    if said is None:
        said = "report"
        for kind, marks in (("statement", {"speaker", "act", "form"}), ("incident", {"kind", "status", "place"})):
            if asked & marks:
                said = kind
                break
    for piece in named:
        if piece.name not in _OF[said] | _ANY:
            raise BadQuery(f"{piece.name}: cannot be asked of a {said}; that has {', '.join(sorted(_OF[said] | _ANY))}",
                           piece.start)
    return said
