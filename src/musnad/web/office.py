"""What every page works with: the ledger's doors, and who may come in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Protocol
from urllib.parse import unquote

from fastapi import Depends, Request

from musnad.ledger import Desk, Happenings, Reader, Search
from musnad.web.counting import Counting
from musnad.web.fetching import Fetcher

RIGHTS = ("read", "review", "administer")


@dataclass(frozen=True, slots=True)
class Step:
    """How far an intake is.

    Attributes:
        done: Texts read so far.
        records: Records added so far.
        message: What could not be read, or None.
    """

    done: int
    records: int
    message: str | None = None


class Intake(Protocol):
    """Reads what somebody uploads or pastes into the ledger. The command line hands it in: pages extract nothing."""

    def __call__(self, name: str, data: bytes, published: str | None, outlet: str | None) -> Iterator[Step]:
        """Read one file and tell after each text how far it is."""
        ...


class Joins(Protocol):
    """Says that entities are one, or are not. The command line hands it in: pages link nothing."""

    def join(self, left: str, right: str, *, reviewer: str, reason: str) -> object:
        """Tie two entities by a verdict."""
        ...

    def part(self, entity: str, other: str | None = None, *, reviewer: str, reason: str) -> object:
        """Reject the tie of two entities, or all ties of one."""
        ...

    def match(self, left: str, right: str, *, reviewer: str, reason: str) -> object:
        """Say that two incidents are one, or two reports of one story."""
        ...

    def unmatch(self, record: str, other: str, *, reviewer: str, reason: str) -> object:
        """Say that a record is not of one incident or story with another."""
        ...


@dataclass(frozen=True, slots=True)
class Site:
    """A place of the gazetteer.

    Attributes:
        key: What it is chosen by.
        chain: Its name and the names of what contains it, up to the country.
        precision: What its coordinates stand for: point, settlement, district, governorate, country or region.
        lat: Degrees north.
        lon: Degrees east.
        geonames: GeoNames id, or None.
        pcode: OCHA P-code, or None.
    """

    key: str
    chain: tuple[str, ...]
    precision: str
    lat: float
    lon: float
    geonames: str | None
    pcode: str | None


class Sites(Protocol):
    """Finds places by their names. The command line hands it in: pages know no gazetteer."""

    def named(self, name: str) -> Sequence[Site]:
        """Return the places of a name, and those whose names begin so."""
        ...

    def at(self, key: str) -> Site | None:
        """Return the place of a key."""
        ...


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at a page.

    Attributes:
        name: What their verdicts are signed with.
        rights: What they may do: some of ``RIGHTS``.
    """

    name: str
    rights: frozenset[str] = frozenset(RIGHTS)

    def may(self, right: str) -> bool:
        """Say whether they have a right."""
        return right in self.rights


@dataclass(slots=True)
class Office:
    """What an application has: made once, at its start.

    Attributes:
        reader: Asks the ledger.
        desk: Appends verdicts.
        name: What pages call the ledger.
        intake: Reads new texts; None where the desk takes none.
        reviewer: Who looks, where there are no accounts.
        fetch: Fetches a page by its address; None where the desk asks nothing of any other machine.
        search: Finds records by a question; None where there is no search.
        joins: Joins and parts entities; None where the desk does neither.
        sites: Finds places, for saying where one lies; None where nobody can.
        see: Says who sends a request, where there are accounts.
        counts: Keeps the counts over the whole ledger.
        happenings: Narrows incidents by where, when, who and to whom.
    """

    reader: Reader
    desk: Desk
    name: str
    intake: Intake | None = None
    reviewer: str = "reviewer"
    fetch: Fetcher | None = None
    search: Search | None = None
    joins: Joins | None = None
    sites: Sites | None = None
    see: Callable[[Request], Viewer] | None = None
    counts: Counting = field(init=False)
    happenings: Happenings = field(init=False)

    def __post_init__(self) -> None:
        """Make what keeps the counts, and what incidents point at."""
        self.counts = Counting(self.reader)
        self.happenings = Happenings(self.reader)


def office(request: Request) -> Office:
    """Return what the application works with."""
    made: Office = request.app.state.office
    return made


def viewer(request: Request) -> Viewer:
    """Return who sends a request. Without accounts it is whoever sits at this machine, under the name they chose."""
    here = office(request)
    if here.see is not None:
        return here.see(request)
    return Viewer(unquote(request.cookies.get("reviewer", "")).strip() or here.reviewer)


def reader(request: Request) -> Reader:
    """Return the ledger's reader."""
    return office(request).reader


Looks = Annotated[Viewer, Depends(viewer)]
Asks = Annotated[Reader, Depends(reader)]
Works = Annotated[Office, Depends(office)]
