"""Tables of one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from musnad.intake.lines import Line


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, as it stands there.

    Attributes:
        line: Line on which it begins, from 1.
        cells: What stands under each name.
        why: What is wrong with the row, else None.
        code: As in ``Unreadable``.
    """

    line: int
    cells: dict[str, Any]
    why: str | None = None
    code: str = "I004"


def rows(lines: Iterable[Line]) -> Iterator[Row]:
    """Yield a row for each line that is not blank."""
    for line in lines:
        if line.why is not None:
            yield Row(line.number, {}, line.why, line.code)
        elif line.text.strip():
            yield _row(line)


def _row(line: Line) -> Row:
    try:
        cells = json.loads(line.text)
    except json.JSONDecodeError as error:
        where = "is cut off" if error.pos >= len(line.text.rstrip()) else f"breaks off at character {error.pos + 1}"
        return Row(line.number, {}, f"the line {where}: no JSON ({error.msg}); write each object on one line of its own")
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, a nest of thousands of brackets
        return Row(line.number, {}, f"JSON that cannot be read ({error}); mend or remove the line")
    if not isinstance(cells, dict):
        return Row(line.number, {}, f"a JSON {type(cells).__name__} where an object is expected; write {{…}} on each line")
    return Row(line.number, cells)
