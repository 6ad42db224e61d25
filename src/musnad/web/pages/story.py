"""One story: its reports over days, who told it first, what copies changed, and figures over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from fastapi import APIRouter, Request, Response

from musnad.ledger import Held, Reader
from musnad.model.errors import NoSuchRecord
from musnad.web.office import Asks
from musnad.web.plotting import Plot, on_axis, placed, spread
from musnad.web.reading import headline, names
from musnad.web.rendering import page
from musnad.web.telling import HARMS, Claim, claimed, copied, plots

router = APIRouter()

LANES, LANE = 12, 28.0  # outlets with a line of their own on the timeline, and its height
WIDTH = 720.0
GROUPS = 4  # incidents whose figures are drawn
BESIDE = 7.0  # between reports of one outlet and day


@dataclass(frozen=True, slots=True)
class Told:
    """One report of the story.

    Attributes:
        held: The report.
        title: Its headline.
        copy: The tie that says of which other report of the story it is a near copy; None for one of its own words.
        x: Its place on the timeline, from the left; None where its day is not known.
        y: From the top.
    """

    held: Held
    title: str
    copy: Held | None
    x: float | None
    y: float


@dataclass(frozen=True, slots=True)
class Happened:
    """An incident that the story tells of, with what its reports count."""

    incident: Held
    place: str
    plots: list[tuple[str, Plot]]


@dataclass(frozen=True, slots=True)
class Story:
    """What the page shows.

    Attributes:
        reports: The reports in order of their days, then of arrival.
        ties: How many ties make them one story.
        outlets: Outlets with a line on the timeline, in order of their first report; None where it is not known.
        days: Days with their names under the timeline.
        height: Of the timeline.
        happened: Incidents with figures.
    """

    reports: list[Told]
    ties: int
    outlets: list[str | None]
    days: tuple[tuple[float, str], ...]
    height: float
    happened: list[Happened]

    @property
    def own(self) -> int:
        """How many reports are no copy of another one."""
        return sum(1 for told in self.reports if not told.copy)


@router.get("/story/{record}")
def story(request: Request, reader: Asks, record: str) -> Response:
    """Show the story that a report is part of, or the report of a record."""
    ids, links = reader.cluster("same_story", _report_of(reader.record(record)))
    reports = sorted(reader.several(ids).values(), key=lambda held: (held.published or "9999", held.number))
    outlets = list(dict.fromkeys(held.outlet for held in reports))
    days = on_axis(held.published or "" for held in reports if placed(held.published))
    told = _told(reader, reports, outlets, days)
    return page(request, "story.html", Story(
        told, len(links), outlets[:LANES], spread(days), LANE * min(len(outlets), LANES), _happened(reader, reports)))


def _report_of(held: Held) -> str:
    report = held.id if held.type == "report" else held.record.get("report")
    if report is None:
        raise NoSuchRecord(f"{held.id}: stands in no one report, so it is of no story")
    return str(report)


def _told(reader: Reader, reports: Sequence[Held], outlets: Sequence[str | None], days: dict[str, float]) -> list[Told]:
    copies = copied(reader, [held.id for held in reports])
    before: dict[tuple[str | None, str | None], int] = {}
    made = []
    for held in reports:
        lane = min(outlets.index(held.outlet), LANES - 1)
        key = (outlets[lane], held.published)
        before[key] = before.get(key, -1) + 1
        x = days.get(held.published or "")
        beside = None if x is None else min(WIDTH - 4, round(x + before[key] * BESIDE, 1))
        made.append(Told(held, headline(held), copies.get(held.id), beside, LANE * lane + LANE / 2))
    return made


def _happened(reader: Reader, reports: Sequence[Held]) -> list[Happened]:
    """Return the incidents of the story of which several figures are told, those with the most first."""
    counted = [held for held in reader.inside("incident", reports)
               if any(held.record.get(harm) for harm in HARMS) and held.record["status"] != "hypothetical"]
    order = {held.id: place for place, held in enumerate(counted)}
    heads = dict(zip(order, order, strict=True))
    for link in reader.ties("same_incident", order):
        ends = [link.record["from"], link.record["to"]]
        if all(end in heads for end in ends):
            one, other = sorted((_head(heads, end) for end in ends), key=order.__getitem__)
            heads[other] = one
    groups: dict[str, list[Held]] = {}
    for held in counted:
        groups.setdefault(_head(heads, held.id), []).append(held)
    largest = sorted((group for group in groups.values() if len(group) > 1), key=len, reverse=True)
    drawn = (made for group in largest if (made := _one(reader, claimed(reader, group))).plots)
    return list(islice(drawn, GROUPS))


def _head(heads: dict[str, str], one: str) -> str:
    while heads[one] != one:
        one = heads[one]
    return one


def _one(reader: Reader, claims: list[Claim]) -> Happened:
    first = claims[0].held
    places = names(reader, first.record["places"][:1])
    return Happened(first, next(iter(places.values()), ""), plots(sorted(claims, key=lambda c: c.held.published or "9999")))
