"""Accounts of single records and of the whole ledger: evidence, history, runs, counts."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from functools import cache
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from musnad.ledger.schema import (
    RECORDS,
    changes,
    documents,
    link_changes,
    readings,
    run_ends,
    runs,
    sources,
    verdicts,
)
from musnad.ledger.shapes import of_source_of
from musnad.ledger.standing import present
from musnad.ledger.views import Event, Evidence, Held, Run, Summary

_NO_PLACE = (None, None, None, None, None, None, None, None, None, None, None)  # a link stands in no document


def unpacked(data: bytes) -> bytes:
    """Return the bytes of a source as they came."""
    return zlib.decompress(data)


def evidence(connection: Connection, found: Held) -> Evidence:
    """Return what anyone needs to check one record against its source."""
    row = _reading(connection, found)
    if found.document is None:
        return Evidence(found, *_NO_PLACE, row.run, row.version, row.settings, row.read)
    fetched = connection.execute(_FETCHED, {"digests": [row.source, row.container or row.source]}).scalar()
    start, end = found.record.get("start"), found.record.get("end")
    begin, context = _context(row.text, start, end)
    return Evidence(
        found, start, end, None if start is None else row.text[start:end], context, begin, row.source, row.container,
        row.row, row.origin, fetched, row.encoding, row.run, row.version, row.settings, row.read,
        _mentions(connection, found),
    )


def history(connection: Connection, found: Held) -> list[Event]:
    """Return all that happened to a record, the first thing first."""
    made, one = _reading(connection, found), {"one": found.id}
    first = Event(made.read, "recorded", made.version, None, None, made.run)
    later = [Event(row[0], row[1], row[2], None, None, row[3]) for row in connection.execute(_TURNED, one)]
    later += [Event(row[0], row[1], row[2], row[3], None, row[4]) for row in connection.execute(_TIED, one)]
    later += [Event(row.moment, row.verdict, row.reviewer, row.reason,
                    None if row.correction is None else json.loads(row.correction), row.id)
              for row in connection.execute(_SAID, one)]
    return [first, *sorted(later, key=lambda event: event.moment)]


def _reading(connection: Connection, found: Held) -> Any:
    """Return the run that found a record first, and the document that it stands in, if it stands in one."""
    return connection.execute(_found_in(found.type, found.document is not None), {"one": found.id}).one()


@cache
def _found_in(kind: str, placed: bool) -> Select[Any]:
    table = RECORDS[kind]
    run = (runs.c.id.label("run"), runs.c.version, runs.c.settings)
    if not placed:
        asked = select(*run, runs.c.started.label("read")).join_from(table, runs, table.c.run == runs.c.id)
    else:
        text = (documents.c[name] for name in ("text", "source", "container", "row", "origin", "encoding"))
        asked = (select(*text, *run, readings.c.read).join_from(table, documents, documents.c.number == table.c.document)
                 .join(readings, readings.c.number == table.c.reading).join(runs, runs.c.id == readings.c.run))
    return asked.where(table.c.id == bindparam("one"))


_FETCHED = select(sources.c.fetched).where(sources.c.sha256.in_(bindparam("digests", expanding=True))).limit(1)
_TURNED = (select(readings.c.read, changes.c.change, runs.c.version, runs.c.id)
           .join_from(changes, readings, readings.c.number == changes.c.reading).join(runs, runs.c.id == readings.c.run)
           .where(changes.c.record == bindparam("one")).order_by(changes.c.number))
_TIED = (select(runs.c.started, link_changes.c.change, runs.c.version, link_changes.c.why, runs.c.id)
         .join(runs, runs.c.id == link_changes.c.run).where(link_changes.c.link == bindparam("one"))
         .order_by(link_changes.c.number))
_SAID = select(verdicts).where(verdicts.c.record == bindparam("one")).order_by(verdicts.c.number)


def runs_of(connection: Connection) -> list[Run]:
    """Return the runs that added something, in order; what a run cut short has added is counted from its readings."""
    done = (select(readings.c.run, func.count().label("documents"), func.sum(readings.c.added).label("records"))
            .group_by(readings.c.run).subquery())
    asked = (select(runs, run_ends.c.finished, run_ends.c.digest, done.c.documents,
                    func.coalesce(run_ends.c.records, done.c.records, 0).label("records"))
             .outerjoin(run_ends, run_ends.c.run == runs.c.id).outerjoin(done, done.c.run == runs.c.id)
             .order_by(runs.c.number))
    return [Run(row.id, row.version, row.settings, row.started, row.finished, row.documents or 0, int(row.records),
                row.digest or run_digest(connection, row.id)) for row in connection.execute(asked)]


def run_digest(connection: Connection, run: str) -> str:
    """Return the digest over the digests of a run's readings, in order."""
    digest = sha256()
    asked = select(readings.c.digest).where(readings.c.run == run).order_by(readings.c.number)
    for found in connection.execute(asked).scalars():
        digest.update(found.encode())
    return digest.hexdigest()


def summary(connection: Connection) -> Summary:
    """Return how much the ledger holds."""
    def count(asked: Any) -> int:
        return int(connection.execute(asked).scalar() or 0)

    current, gone = {}, _superseded(connection)
    for kind, table in RECORDS.items():
        total = count(select(func.count()).select_from(table))
        current[kind] = total - gone[kind]
    last = select(func.max(verdicts.c.number)).group_by(verdicts.c.record)
    judged = (select(verdicts.c.verdict, func.count())
              .where(verdicts.c.number.in_(last), verdicts.c.verdict != "withdrawn").group_by(verdicts.c.verdict))
    reports = RECORDS["report"]
    published = func.coalesce(reports.c.published, documents.c.published)
    joined = reports.join(documents, documents.c.number == reports.c.document)
    outlet = func.coalesce(reports.c.outlet, documents.c.outlet)
    by_outlet = (select(outlet, func.count()).select_from(joined).where(present(reports.c.id)).group_by(outlet)
                 .order_by(func.count().desc()))
    first, latest = connection.execute(select(func.min(published), func.max(published)).select_from(joined)).one()
    return Summary(
        sources=count(select(func.count()).select_from(sources)), source_bytes=count(select(func.sum(sources.c.size))),
        documents=count(select(func.count()).select_from(documents)), records=current, superseded=gone,
        verdicts={row[0]: row[1] for row in connection.execute(judged)},
        runs=count(select(func.count()).select_from(runs)),
        outlets={row[0]: row[1] for row in connection.execute(by_outlet)}, first=first, last=latest,
    )


def _superseded(connection: Connection) -> dict[str, int]:
    """Return how many records the last reading of their source did not find, by type."""
    turned = connection.execute(select(changes.c.record, changes.c.change).order_by(changes.c.number))
    last = {row[0]: row[1] for row in turned}
    found = Counter(record.partition("-")[0] for record, change in last.items() if change == "dropped")
    return {kind: found[kind] for kind in RECORDS}


def _context(text: str, start: int | None, end: int | None) -> tuple[int | None, str | None]:
    """Return the lines of the text that a span stands in, and where they begin."""
    if start is None or end is None:
        return None, None
    begin = text.rfind("\n", 0, start) + 1
    close = text.find("\n", max(start, end - 1))
    return begin, text[begin : len(text) if close < 0 else close]


def _mentions(connection: Connection, found: Held) -> tuple[tuple[int, int], ...]:
    if found.type != "entity":
        return ()
    return tuple((row[0], row[1]) for row in connection.execute(_NAMED, {"one": found.id}))


_mention = RECORDS["mention"]
_NAMED = (select(_mention.c.start, _mention.c.end)
          .where(_mention.c.entity == bindparam("one"), of_source_of(_mention, "entity", bindparam("one")),
                 present(_mention.c.id)).order_by(_mention.c.start))
