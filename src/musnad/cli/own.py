"""The table of the user's own places that a command reads with."""

from __future__ import annotations

from pathlib import Path

from musnad.lang.places_own import own_file
from musnad.pipeline.own_places import own_places


def own_table(given: Path | None) -> Path | None:
    """Return the table that is given, else the usual one if there is one; a malformed one is told before any text is read.

    Raises:
        FormatError: It cannot be read; the message names line and column.
    """
    file = given or own_file()
    if given is None and not file.exists():
        return None
    own_places(file)
    return file
