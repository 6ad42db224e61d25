"""Counts over the whole ledger for pictures: activity by day, places, what happened when, who speaks about whom."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from musnad.ledger.schema import RECORDS, documents, readings, verdicts
from musnad.ledger.standing import present

DAY = 10  # code points of an ISO day


@dataclass(frozen=True, slots=True)
class Counted:
    """How often something occurs.

    Attributes:
        key: What is counted: a day, a place's name, a speaker.
        other: The second part of the key: a kind, a place's entity, who is spoken about.
        count: How often.
        example: Id of one of the records.
    """

    key: str
    other: str
    count: int
    example: str


def stamp(connection: Connection) -> tuple[int, int]:
    """Return what changes whenever the ledger does: numbers of its last reading and verdict."""
    last = [connection.execute(select(func.max(table.c.number))).scalar() for table in (readings, verdicts)]
    return last[0] or 0, last[1] or 0


def judged(connection: Connection) -> dict[str, int]:
    """Return the number of records by their last verdict."""
    last = select(func.max(verdicts.c.number)).group_by(verdicts.c.record)
    asked = select(verdicts.c.verdict, func.count()).where(verdicts.c.number.in_(last)).group_by(verdicts.c.verdict)
    return {row[0]: row[1] for row in connection.execute(asked) if row[0] != "withdrawn"}


def by_day(connection: Connection) -> list[Counted]:
    """Return reports by day of publication."""
    reports = RECORDS["report"]
    day = func.substr(func.coalesce(reports.c.published, documents.c.published), 1, DAY)
    asked = (select(day, func.count(), func.min(reports.c.id))
             .join_from(reports, documents, documents.c.number == reports.c.document)
             .where(day.is_not(None), present(reports.c.id)).group_by(day).order_by(day))
    return [Counted(row[0], "", row[1], row[2]) for row in connection.execute(asked)]


def happened(connection: Connection) -> list[Counted]:
    """Return incidents by the day on which they happened and their kind; those without a day are left out."""
    incidents, times = RECORDS["incident"], RECORDS["time"]
    asked = (select(times.c.value, incidents.c.kind, func.count(), func.min(incidents.c.id))
             .join_from(incidents, times, times.c.id == incidents.c.time)
             .where(func.length(times.c.value) == DAY).group_by(times.c.value, incidents.c.kind)
             .order_by(times.c.value, func.count().desc()))
    return [Counted(*row) for row in connection.execute(asked)]


def places(connection: Connection, limit: int) -> list[Counted]:
    """Return the places that most sources name, each with one of its entities."""
    table = RECORDS["entity"]
    asked = (select(func.min(table.c.name), func.min(table.c.id), func.count(), func.min(table.c.id))
             .where(table.c.kind == "place", func.coalesce(table.c.geonames, table.c.pcode).is_not(None))
             .group_by(func.coalesce(table.c.geonames, table.c.pcode)).order_by(func.count().desc()).limit(limit))
    return [Counted(*row) for row in connection.execute(asked)]


def spoken(connection: Connection, limit: int) -> list[Counted]:
    """Return who speaks about whom: speakers, and the people and organisations named inside their statements."""
    said, named, entities = RECORDS["statement"], RECORDS["mention"], RECORDS["entity"]
    asked = (select(said.c.speaker_name, entities.c.name, func.count(), func.min(said.c.id))
             .join_from(said, named, (named.c.document == said.c.document) & (named.c.start >= said.c.start)
                        & (named.c.start < said.c.end) & (named.c.end <= said.c.end))
             .join(entities, entities.c.id == named.c.entity)
             .where(said.c.speaker_name.is_not(None), named.c.kind.in_(("person", "organization", "group")),
                    entities.c.name != said.c.speaker_name)
             .group_by(said.c.speaker_name, entities.c.name).order_by(func.count().desc(), said.c.speaker_name)
             .limit(limit))
    return [Counted(*row) for row in connection.execute(asked)]


def counted(connection: Connection, what: str, limit: int) -> list[Counted]:
    """Return counts for a picture: ``days``, ``happened``, ``places`` or ``spoken``."""
    if what == "places":
        return places(connection, limit)
    if what == "spoken":
        return spoken(connection, limit)
    return by_day(connection) if what == "days" else happened(connection)
