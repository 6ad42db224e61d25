"""Ties across reports: stories, copies with their differences, and records that say otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from types import MappingProxyType

from fastapi import APIRouter, Request, Response

from musnad.ledger import Held, Reader, Where
from musnad.web.office import Asks
from musnad.web.reading import headline
from musnad.web.rendering import page

router = APIRouter()

SIZE = 15
WORDS = 1_500  # words of a copy that are compared
KINDS = {"stories": ("same_story", "near_copy"), "conflicts": ("contradicts", "updates")}


@dataclass(frozen=True, slots=True)
class Tie:
    """Two records and what ties them.

    Attributes:
        link: The tie.
        sides: The two records.
        titles: What they are called: headlines of reports, else their words.
    """

    link: Held
    sides: tuple[Held, Held]
    titles: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ties:
    """What the page shows.

    Attributes:
        place: stories or conflicts.
        kind: Kind of the ties.
        kinds: What can be chosen.
        ties: The ties.
        after: Id to go on after, None at the end.
        begun: Whether it is not the first page.
    """

    place: str
    kind: str
    kinds: tuple[str, ...]
    ties: list[Tie]
    after: str | None
    begun: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """Two reports, word by word.

    Attributes:
        tie: The tie.
        parts: Runs of words: same, before, after, and the words.
    """

    tie: Tie
    parts: list[tuple[str, str]]


@router.get("/stories")
def stories(request: Request, reader: Asks, kind: str = "", after: str = "") -> Response:
    """Show reports of the same story, and copies."""
    return page(request, "ties.html", _ties(reader, "stories", kind, after))


@router.get("/conflicts")
def conflicts(request: Request, reader: Asks, kind: str = "", after: str = "") -> Response:
    """Show records that say otherwise, or later."""
    return page(request, "ties.html", _ties(reader, "conflicts", kind, after))


@router.get("/stories/{link}")
def compared(request: Request, reader: Asks, link: str) -> Response:
    """Show two reports word by word, the earlier one first."""
    tie = _in_order(_tie(reader, reader.record(link)))
    a, b = ([*side.record["text"].split()][:WORDS] for side in tie.sides)
    parts: list[tuple[str, str]] = []
    for what, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if what == "equal":
            parts.append(("same", " ".join(a[a1:a2])))
            continue
        parts += [(name, " ".join(said)) for name, said in (("before", a[a1:a2]), ("after", b[b1:b2])) if said]
    return page(request, "compared.html", Compared(tie, parts))


def _ties(reader: Reader, place: str, kind: str, after: str) -> Ties:
    kinds = KINDS[place]
    kind = kind if kind in kinds else kinds[0]
    found = list(reader.links(Where(kind=kind), SIZE + 1, after or None))
    ends = reader.several(link.record[end] for link in found[:SIZE] for end in ("from", "to"))
    ties = [_tie(reader, link, ends) for link in found[:SIZE]]
    return Ties(place, kind, kinds, ties, found[SIZE - 1].id if len(found) > SIZE else None, bool(after))


def _tie(reader: Reader, link: Held, known: Mapping[str, Held] = MappingProxyType({})) -> Tie:
    ends = (link.record[end] for end in ("from", "to"))
    one, two = (known.get(end) or reader.record(end) for end in ends)
    return Tie(link, (one, two), (_title(one), _title(two)))


def _in_order(tie: Tie) -> Tie:
    first, second = (((side.published or "9999", side.number), side, title)
                     for side, title in zip(tie.sides, tie.titles, strict=True))
    (_, one, its), (_, two, other) = sorted((first, second), key=lambda made: made[0])
    return Tie(tie.link, (one, two), (its, other))


def _title(held: Held) -> str:
    return headline(held) if held.type == "report" else str(held.record.get("text") or held.record.get("name"))
