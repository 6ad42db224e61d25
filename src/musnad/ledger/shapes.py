"""How records of each type are selected: their table with the report and the document that a record stands in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, Table, func, null, select

from musnad.ledger.schema import RECORDS, documents, verdicts

reports = RECORDS["report"]


@dataclass(frozen=True, slots=True)
class Shape:
    """The SELECT of one type: its table with the report and the document that a record stands in.

    Attributes:
        table: The table of the type.
        source: What is selected from.
        outlet: Outlet of the report, or of the document.
        published: Day of the report, or of the document.
        order: What text order is: document, place in it, number.
        document: Number of the document.
        origin: Where the document was read from.
    """

    table: Table
    source: FromClause
    outlet: ColumnElement[Any]
    published: ColumnElement[Any]
    order: tuple[ColumnElement[Any], ...]
    document: ColumnElement[Any]
    origin: ColumnElement[Any]


@cache
def shape(kind: str) -> Shape:
    """Return how records of a type are selected."""
    table = RECORDS[kind]
    if kind == "link":
        return Shape(table, table, null(), null(), (table.c.number,), null(), null())
    joined = table.join(documents, documents.c.number == table.c.document)
    place = table.c.start if "start" in table.c else table.c.position
    order = (table.c.document, place, table.c.number)
    outlet: ColumnElement[Any] = documents.c.outlet
    published: ColumnElement[Any] = documents.c.published
    if "report" in table.c:
        joined = joined.outerjoin(reports, reports.c.id == table.c.report)
    if "report" in table.c or kind == "report":
        outlet, published = func.coalesce(reports.c.outlet, outlet), func.coalesce(reports.c.published, published)
    return Shape(table, joined, outlet, published, order, table.c.document, documents.c.origin)


def last_verdict(record_id: ColumnElement[str]) -> ColumnElement[str | None]:
    """Return the last verdict on a record, as a column; none where the last one was withdrawn."""
    return (select(func.nullif(verdicts.c.verdict, "withdrawn")).where(verdicts.c.record == record_id)
            .order_by(verdicts.c.number.desc()).limit(1).scalar_subquery())


def of_source_of(table: Table, kind: str, record_id: str | ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition that records stand in the source of another record: what no other source can hold is near."""
    numbers, other = _documents_beside(kind)
    return table.c.document.in_(numbers.where(other == record_id))


@cache
def _documents_beside(kind: str) -> tuple[Select[Any], ColumnElement[str]]:
    """Return the SELECT of the documents of a record's source, and the column that is to be the record's id."""
    near, there, other = documents.alias("near"), documents.alias("there"), RECORDS[kind].alias("other")
    numbers = (select(near.c.number).join(there, there.c.source == near.c.source)
               .join(other, other.c.document == there.c.number))
    return numbers, other.c.id
