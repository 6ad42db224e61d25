"""From what is asked to SQL: one SELECT a type of record, the same in both databases.

A question is made of what every question of its kind shares, made once and kept, and of its values.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, Table, and_, bindparam, select, tuple_, union_all

from musnad.ledger.conditions import condition, shaping, values_of
from musnad.ledger.packing import Fold
from musnad.ledger.schema import RECORDS
from musnad.ledger.shapes import last_verdict, shape
from musnad.ledger.standing import gone_link, present
from musnad.ledger.views import Held, Where
from musnad.ledger.withheld import shown
from musnad.model.errors import NoSuchRecord

KEPT = 256  # kinds of questions whose SELECT is kept


@dataclass(frozen=True, slots=True)
class Asked:
    """A question.

    Attributes:
        select: The SELECT, with marks where values go.
        values: The values, by their marks.
    """

    select: Select[Any]
    values: dict[str, Any]


def question(kind: str, where: Where, fold: Fold) -> Asked:
    """Return the question for the records of a type for which all of ``where`` holds, in text order.

    Raises:
        LedgerError: Something is asked that this type of record does not have.
    """
    given = {name: value for name, value in where.given().items() if name != "superseded"}
    values = {name: values_of(name, value, fold) for name, value in given.items()}
    shapes = tuple((name, shaping(name, given[name], values[name])) for name in given)
    told = {f"{name}_{at}": value for name, some in values.items() for at, value in enumerate(some)}
    return Asked(_prepared(kind, shapes, where.superseded), told)


def ended(asked: Asked, limit: int) -> Asked:
    """Return a question that ends after so many records."""
    return Asked(_limited(asked.select), {**asked.values, "limit": limit})


def behind(connection: Connection, kind: str, asked: Asked, after: str) -> Asked:
    """Return a question that goes on behind a record in text order.

    Raises:
        NoSuchRecord: There is no such record of this type.
    """
    place = connection.execute(_place_of(kind), {"one": after}).one_or_none()
    if place is None:
        raise NoSuchRecord(f"{after}: no {kind} of this ledger")
    return Asked(_behind(asked.select, kind), {**asked.values, **{f"behind_{at}": part for at, part in enumerate(place)}})


@cache
def one_of(kind: str, name: str = "id") -> Select[Any]:
    """Return the SELECT of the record of a type, current or not, whose ``id`` or ``number`` is ``one``."""
    return _prepared(kind, (), True).order_by(None).where(RECORDS[kind].c[name] == bindparam("one"))


@cache
def some_of(kind: str) -> Select[Any]:
    """Return the SELECT of the records of a type, current or not, with one of some ``ids``."""
    return _prepared(kind, (), True).order_by(None).where(RECORDS[kind].c.id.in_(bindparam("ids", expanding=True)))


@cache
def in_documents(kind: str) -> Select[Any]:
    """Return the SELECT of the current records of a type that stand in documents with some ``numbers``."""
    return _prepared(kind, (), False).where(RECORDS[kind].c.document.in_(bindparam("numbers", expanding=True)))


@cache
def ties_of() -> Select[Any]:
    """Return the SELECT of the standing links of a kind (``kind_0``) that end at one of some ``ids``."""
    table = RECORDS["link"]
    aliases = [(end, table.alias(f"{end}_end")) for end in ("from", "to")]
    ends = (select(tied.c.number).where(tied.c[end].in_(bindparam("ids", expanding=True))) for end, tied in aliases)
    return _prepared("link", (("kind", 1),), False).where(table.c.number.in_(union_all(*ends)))


def held(kind: str, row: Any) -> Held:
    """Return a row of ``question`` as the answer."""
    return Held(kind, *row)


@cache
def _all_of(kind: str) -> Select[Any]:
    """Return the SELECT of all records of a type, with what ``Held`` says of them."""
    form = shape(kind)
    return select(
        form.table.c.id, form.table.c.line, form.table.c.number, form.document.label("document"),
        form.origin.label("origin"), form.outlet.label("outlet"), form.published.label("published"),
        last_verdict(form.table.c.id).label("verdict"),
    ).select_from(form.source).order_by(*form.order)


@lru_cache(KEPT)
def _prepared(kind: str, shapes: tuple[tuple[str, Any], ...], superseded: bool) -> Select[Any]:
    form = shape(kind)
    conditions = [shown(form.table.c.id), *(condition(form, name, how) for name, how in shapes)]
    if not superseded:
        conditions += _stands(form.table) if kind == "link" else [present(form.table.c.id)]
    return _all_of(kind).where(and_(*conditions))


def _stands(table: Table) -> list[ColumnElement[bool]]:
    """Return the conditions that a link was not dropped, and that the records at both of its ends are still found."""
    return [~gone_link(table.c.id), present(table.c["from"]), present(table.c.to)]


@lru_cache(KEPT)
def _limited(asked: Select[Any]) -> Select[Any]:
    return asked.limit(bindparam("limit", type_=Integer))


@cache
def _place_of(kind: str) -> Select[Any]:
    form = shape(kind)
    return select(*form.order).where(form.table.c.id == bindparam("one"))


@lru_cache(KEPT)
def _behind(asked: Select[Any], kind: str) -> Select[Any]:
    order = shape(kind).order
    place = [bindparam(f"behind_{at}", type_=column.type) for at, column in enumerate(order)]
    return asked.where(tuple_(*order) > tuple_(*place))
