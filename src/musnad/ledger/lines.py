"""Lines: what a record says now, with the last correction of it, if that holds; and what a speaker is in one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from musnad.ledger.views import Held, Where
from musnad.model.records import Json

if TYPE_CHECKING:
    from musnad.ledger.reader import Reader

CORRECTED = "corrected"


def line_now(reader: Reader, held: Held) -> Json:
    """Return the fields of a record as they stand: those that a person corrected say what that person said."""
    if held.verdict != CORRECTED:
        return held.record
    said = [event.correction for event in reader.history(held.id) if event.correction]
    return {**held.record, **(said[-1] if said else {})}


def lines_now(reader: Reader, held: Iterable[Held]) -> dict[str, Json]:
    """Return the fields of several records as they stand, by id."""
    return {one.id: line_now(reader, one) for one in held}


def speaker_of(reader: Reader, record: str, line: Json) -> Json | None:
    """Return an entity as the speaker of a statement, by the words of its report that name it nearest to the statement.

    Returns:
        The field as the format has it; None where the report does not name the entity, or the record is none.

    Raises:
        NoSuchRecord: There is no such record.
    """
    entity = reader.record(record)
    there = [one.record for one in reader.mentions(Where(entity=entity.id)) if one.record["report"] == line["report"]]
    if entity.type != "entity" or not there:
        return None
    near = min(there, key=lambda one: abs(one["start"] - line["start"]))
    return {name: near[name] for name in ("start", "end", "text")} | {"entity": entity.id, "name": entity.record["name"]}
