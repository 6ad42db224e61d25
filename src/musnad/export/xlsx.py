"""XLSX: one workbook, one sheet a type of record, from right to left, headings frozen. Needs openpyxl."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from musnad.export.archive import timeless
from musnad.export.flat import Cell, columns, plural, row, safe
from musnad.export.loss import Loss
from musnad.export.selection import TYPES, Choice, Item, select
from musnad.ledger import Reader

ROWS = 1_048_575  # that a sheet holds below its headings
LONG = 32_767  # signs that a cell holds
EPOCH = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
UNHELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # signs that XML cannot hold
CUT = f"cell: longer than {LONG:,} signs, cut"
STRIPPED = "cell: control signs that a workbook cannot hold, left out"


def write(reader: Reader, choice: Choice, out: Path) -> Loss:
    """Write the chosen records and return what the workbook could not hold."""
    loss = Loss("xlsx", notes=["an empty cell is unknown or unsaid; lists and bounds are JSON in their cell"])
    made = select(reader, choice)
    loss.judged_away(made.rejected)
    book = Workbook(write_only=True)
    book.properties.creator, book.properties.created, book.properties.modified = "musnad", EPOCH, EPOCH
    for kind in TYPES:
        _sheet(book.create_sheet(plural(kind)), kind, made.of(kind), loss)
    data = io.BytesIO()
    book.save(data)
    out.write_bytes(_timeless(data.getvalue()))
    return loss


def _sheet(sheet: Any, kind: str, items: list[Item], loss: Loss) -> None:
    head = columns(kind)
    sheet.sheet_view.rightToLeft = True
    sheet.freeze_panes = "B2"
    titles = [WriteOnlyCell(sheet, value=name) for name in head]
    for cell in titles:
        cell.font = Font(bold=True)
    sheet.append(titles)
    for item in items[:ROWS]:
        cells = row(item)
        sheet.append([_held(safe(cells.get(name), loss), loss) for name in head])
        loss.written[plural(kind)] += 1
    if len(items) > ROWS:
        loss.lost[f"{kind}: a sheet holds {ROWS:,} rows; the rest is left out"] += len(items) - ROWS


def _held(value: Cell, loss: Loss) -> Cell:
    if not isinstance(value, str):
        return value
    clean = UNHELD.sub("", value)
    loss.lost[STRIPPED] += clean != value
    loss.lost[CUT] += len(clean) > LONG
    return clean[:LONG]


def _timeless(data: bytes) -> bytes:
    """Return a workbook without the moment at which it was saved, which openpyxl writes in spite of its properties."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        core = archive.read("docProps/core.xml")
    stamp = EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    fixed = MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", core)
    return timeless(data, {"docProps/core.xml": fixed})
