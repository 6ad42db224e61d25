"""The user's own places, beside the package's: read once in a process, and told apart by a digest."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from musnad.lang.gazetteer import Gazetteer
from musnad.lang.places_own import read_own, with_own


@cache
def own_places(file: Path | None) -> Gazetteer | None:
    """Return the package's gazetteer with the places of a table, None where there is no table.

    Raises:
        FormatError: The table is malformed; the message names line and column.
    """
    return None if file is None else with_own(read_own(file))


def places_digest(file: Path | None) -> str | None:
    """Return what tells one table of places from another, None where there is none: runs keep it."""
    return None if file is None else sha256(file.read_bytes()).hexdigest()[:16]
