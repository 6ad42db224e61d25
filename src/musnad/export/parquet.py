"""Parquet: one table a type of record in a folder, nested as in the format; or one table in a file. Needs pyarrow.

Pieces of the text are structs, lists are lists: nothing is flattened. Streamed from the ledger's lines, so a large
ledger needs little memory.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.json as paj
import pyarrow.parquet as pq

from musnad.export.flat import fields_of, plural
from musnad.export.loss import Loss, any_verdict
from musnad.export.selection import SEEDS, TYPES, Choice, select
from musnad.ledger import Held, Reader

AT_ONCE = 20_000  # records of one row group
MADE_OF = "fields that the schema does not know, left out"
TEXT, WHOLE, REAL = pa.string(), pa.int64(), pa.float64()
PIECE = [("start", WHOLE), ("end", WHOLE), ("text", TEXT)]
COUNT = pa.struct([("low", REAL), ("high", REAL), ("figure", TEXT)])
TOLD = [("outlet", TEXT), ("published", TEXT), ("origin", TEXT), ("verdict", TEXT)]


def _piece(*more: str) -> pa.DataType:
    return pa.struct([*PIECE, *((name, TEXT) for name in more)])


_NESTED: dict[str, pa.DataType] = {
    "cue": _piece("lemma", "kind"), "speaker": _piece("entity", "name"), "via": pa.list_(_piece("entity", "kind")),
    "occasion": _piece(), "audience": _piece(), "subkind": _piece("kind"), "weapon": _piece("kind"),
    "actors": pa.list_(_piece("entity", "role")), "targets": pa.list_(_piece("entity", "role")),
    "mentions": pa.list_(_piece()), "roles": pa.list_(_piece("organization", "entity", "country", "standing", "time")),
    "killed": COUNT, "injured": COUNT,
    "places": pa.list_(TEXT), "names": pa.list_(TEXT), "chain": pa.list_(TEXT), "steps": pa.list_(TEXT),
    "by": pa.struct([("rule", TEXT), ("version", TEXT), ("score", REAL)]),
    "start": WHOLE, "end": WHOLE, "index": WHOLE, "value": REAL, "low": REAL, "high": REAL, "lat": REAL, "lon": REAL,
    "score": REAL,
}


@cache
def schema(kind: str) -> pa.Schema:
    """Return the schema of a type of record: the fields of ``model/records.py``, each as it is nested there."""
    fields = [(name, TEXT if kind == "time" and name == "value" else _NESTED.get(name, TEXT)) for name in fields_of(kind)]
    return pa.schema([("type", TEXT), *fields, ("by", _NESTED["by"])])


def write(reader: Reader, choice: Choice, out: Path) -> Loss:
    """Write the chosen records and return what the tables could not hold."""
    loss = Loss("parquet")
    if choice.everything and not any_verdict(reader.summary(), "rejected", "corrected"):
        held: dict[str, Iterable[Held]] = {kind: reader.records(kind) for kind in TYPES}
    else:
        made = select(reader, choice)
        loss.judged_away(made.rejected)
        for kind in TYPES:
            corrected = sum(bool(item.corrected) for item in made.of(kind))
            if corrected:
                loss.lost[f"{kind}: corrected by a person; the row is as recorded, its verdict says so"] += corrected
        held = {kind: [item.held for item in made.of(kind)] for kind in TYPES}
    if out.suffix == ".parquet":
        kind = SEEDS[0]
        _table(kind, held[kind], out, loss)
        loss.notes.append(f"one file holds one table: {plural(kind)}; name a folder to have them all")
        return loss
    out.mkdir(parents=True, exist_ok=True)
    for kind in TYPES:
        _table(kind, held[kind], out / f"{plural(kind)}.parquet", loss)
    return loss


def _table(kind: str, found: Iterable[Held], path: Path, loss: Loss) -> None:
    wanted = schema(kind)
    whole = pa.schema([*wanted, *(pa.field(f"ledger_{name}", sort) for name, sort in TOLD)])
    with pq.ParquetWriter(path, whole, compression="zstd") as writer, ThreadPoolExecutor(1) as other:
        before: Future[None] | None = None
        for group in _groups(found):  # rows are asked for here while those before them are written there
            if before:
                before.result()
            before = other.submit(_append, writer, group, wanted, kind, loss)
        if before:
            before.result()


def _append(writer: Any, group: list[Held], wanted: pa.Schema, kind: str, loss: Loss) -> None:
    """Write some rows, and count what the schema does not know."""
    read = _read(group, wanted)
    for name in read.column_names:
        if name not in wanted.names:
            loss.lost[f"{kind}.{name}: {MADE_OF}"] += read.num_rows - read.column(name).null_count
    told = [pa.array([getattr(held, name) for held in group], sort) for name, sort in TOLD]
    columns = [read.column(name) for name in wanted.names]
    writer.write_table(pa.Table.from_arrays([*columns, *told], schema=writer.schema))
    loss.written[plural(kind)] += len(group)


def _read(group: list[Held], wanted: pa.Schema) -> Any:
    lines = "\n".join(held.line for held in group).encode()
    options = paj.ParseOptions(explicit_schema=wanted, unexpected_field_behavior="infer")
    return paj.read_json(io.BytesIO(lines), paj.ReadOptions(block_size=max(len(lines) + 1, 1 << 20)), options)


def _groups(found: Iterable[Held]) -> Iterator[list[Held]]:
    left = iter(found)
    while group := list(islice(left, AT_ONCE)):
        yield group
