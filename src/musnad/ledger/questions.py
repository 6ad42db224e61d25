"""From what is asked to SQL: one SELECT a type of record, the same in both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Table,
    and_,
    func,
    literal,
    null,
    or_,
    select,
    tuple_,
    union_all,
)

from musnad.ledger.packing import Fold, searchable
from musnad.ledger.schema import RECORDS, documents, verdicts
from musnad.ledger.standing import gone_link, present
from musnad.ledger.views import Held, Where
from musnad.ledger.withheld import shown
from musnad.model.errors import LedgerError, NoSuchRecord

reports = RECORDS["report"]
mentions = RECORDS["mention"]

_PLAIN = ("act", "form", "kind", "status", "code", "about")  # asked for by their own words


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


def of_source_of(table: Table, kind: str, record_id: str) -> ColumnElement[bool]:
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


@cache
def _all_of(kind: str) -> Select[Any]:
    """Return the SELECT of all records of a type, with what ``Held`` says of them."""
    form = shape(kind)
    return select(
        form.table.c.id, form.table.c.line, form.table.c.number, form.document.label("document"),
        form.origin.label("origin"), form.outlet.label("outlet"), form.published.label("published"),
        last_verdict(form.table.c.id).label("verdict"),
    ).select_from(form.source).order_by(*form.order)


def question(kind: str, where: Where, fold: Fold) -> Select[Any]:
    """Return the SELECT for the records of a type for which all of ``where`` holds, in text order.

    Raises:
        LedgerError: Something is asked that this type of record does not have.
    """
    form = shape(kind)
    asked = _all_of(kind).where(shown(shape(kind).table.c.id))
    conditions = [_condition(kind, form, name, value, fold) for name, value in where.given().items()
                  if name != "superseded"]
    if not where.superseded:
        conditions += _stands(form.table) if kind == "link" else [present(form.table.c.id)]
    return asked.where(and_(*conditions)) if conditions else asked


def _stands(table: Table) -> list[ColumnElement[bool]]:
    """Return the conditions that a link was not dropped, and that the records at both of its ends are still found."""
    return [~gone_link(table.c.id), present(table.c["from"]), present(table.c.to)]


def beyond(connection: Connection, kind: str, after: str) -> ColumnElement[bool]:
    """Return the condition that a record stands after another one in text order.

    Raises:
        NoSuchRecord: There is no such other record of this type.
    """
    form = shape(kind)
    place = connection.execute(select(*form.order).where(form.table.c.id == after)).one_or_none()
    if place is None:
        raise NoSuchRecord(f"{after}: no {kind} of this ledger")
    later: ColumnElement[bool] = tuple_(*form.order) > tuple_(*map(literal, place))
    return later


def held(kind: str, row: Any) -> Held:
    """Return a row of ``question`` as the answer."""
    return Held(kind, *row)


def _condition(kind: str, form: Shape, name: str, value: Any, fold: Fold) -> ColumnElement[bool]:
    table = form.table
    if name in _PLAIN and name in table.c:
        same: ColumnElement[bool] = table.c[name] == value
        return same
    ask = _ASKED.get(name)
    made = ask(form, value, fold) if ask else None
    if made is None:
        raise LedgerError(f"{table.name} cannot be asked for {name}")
    return made


def _speaker(form: Shape, value: str, fold: Fold) -> ColumnElement[bool] | None:
    if "speaker_folded" not in form.table.c:
        return None
    named = form.table.c.speaker_folded
    words = literal(" ") + named + " "
    asked = searchable(value, fold).split()
    return and_(named.is_not(None), *(words.contains(f" {word} ", autoescape=True) for word in asked))


def _text(form: Shape, value: str, fold: Fold) -> ColumnElement[bool] | None:
    if "text_folded" not in form.table.c:
        return None
    return form.table.c.text_folded.contains(searchable(value, fold).strip(), autoescape=True)


def _entity(form: Shape, value: str, _: Fold) -> ColumnElement[bool] | None:
    if form.table.name == "links":
        return or_(form.table.c["from"] == value, form.table.c.to == value)
    for column in ("entity", "speaker_entity"):
        if column in form.table.c:
            return and_(form.table.c[column] == value, of_source_of(form.table, "entity", value))
    return None


def _report(form: Shape, value: str, _: Fold) -> ColumnElement[bool] | None:
    if "report" in form.table.c:
        return and_(form.table.c.report == value, of_source_of(form.table, "report", value))
    if form.table is reports:
        return reports.c.id == value
    if form.table.name == "entities":
        named = select(mentions.c.entity).where(mentions.c.report == value, of_source_of(mentions, "report", value))
        return form.table.c.id.in_(named)
    return None


def _tied(make: Callable[[Shape, str], ColumnElement[bool]]) -> Callable[..., ColumnElement[bool] | None]:
    """Make a condition on the document or report that only records which stand in one can be asked for."""
    return lambda form, value, _: None if form.table.name == "links" else make(form, value)


def _verdict(form: Shape, value: str, _: Fold) -> ColumnElement[bool]:
    last = last_verdict(form.table.c.id)
    return last.is_(None) if value == "none" else last == value


def _doubt(form: Shape, value: str, _: Fold) -> ColumnElement[bool] | None:
    """Return what speaks for a second look: words the record lacks, a low score, another record that says otherwise."""
    made = DOUBTS.get(value)
    return None if made is None or form.table.name not in made else made[form.table.name](form.table.c)


def _contradicted(c: Any) -> ColumnElement[bool]:
    links = RECORDS["link"]
    ends = union_all(*(select(links.c[end]).where(links.c.kind == "contradicts") for end in ("from", "to")))
    inside: ColumnElement[bool] = c.id.in_(ends)
    return inside


_STATEMENT_SHORT, _STATEMENT_LONG = 12, 600  # code points
DOUBTS: dict[str, dict[str, Callable[[Any], ColumnElement[bool]]]] = {
    "nameless": {"statements": lambda c: c.speaker_name.is_(None)},
    "length": {"statements": lambda c: or_(c.end - c.start < _STATEMENT_SHORT, c.end - c.start > _STATEMENT_LONG)},
    "score": {name: lambda c: c.score < 0.5 for name in ("statements", "incidents", "entities")},
    "conflict": dict.fromkeys(("statements", "incidents", "figures"), _contradicted),
}
DOUBTS["any"] = {
    "statements": lambda c: or_(*(DOUBTS[name]["statements"](c) for name in ("nameless", "length", "score", "conflict"))),
    "incidents": lambda c: or_(DOUBTS["score"]["incidents"](c), _contradicted(c)),
}

_ASKED: dict[str, Callable[[Shape, str, Fold], ColumnElement[bool] | None]] = {
    "speaker": _speaker,
    "text": _text,
    "entity": _entity,
    "report": _report,
    "verdict": _verdict,
    "doubt": _doubt,
    "source": _tied(lambda form, value: or_(documents.c.source == value, documents.c.container == value)),
    "outlet": _tied(lambda form, value: func.lower(form.outlet) == func.lower(value)),
    "since": _tied(lambda form, value: form.published >= value),
    "until": _tied(lambda form, value: func.substr(form.published, 1, len(value)) <= value),
}
