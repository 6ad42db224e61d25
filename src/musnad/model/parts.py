"""Parts of a reading: what a report is searched for beside its statements, and a reader may do without."""

from __future__ import annotations

from typing import Literal, get_args

Part = Literal["places", "times", "figures", "incidents"]
PARTS: tuple[Part, ...] = get_args(Part)
