"""Incidents narrowed by where, when, who and to whom: one page at a time, each of a bounded search."""

from __future__ import annotations

from contextlib import suppress
from itertools import islice

from musnad.ledger import Sought, Where
from musnad.model.errors import LedgerError
from musnad.web.office import Office
from musnad.web.reading import Sheet

LOOKED_AT = 1_500  # incidents that one page looks at
NOWHERE = Sought(place="90,0", radius=0)  # which no incident is


def narrowed(works: Office, where: Where, sought: Sought, limit: int, after: str | None) -> Sheet:
    """Return the next incidents for which all holds.

    The page is short, or even empty, where few of the next ``LOOKED_AT`` incidents fit; it goes on all the same.

    Raises:
        LedgerError: A distance is asked from a place whose coordinates nobody knows.
    """
    some = list(works.reader.incidents(where, LOOKED_AT + 1, after or None))
    found = list(islice(works.happenings.narrowed(some[:LOOKED_AT], sought), limit + 1))
    looked = some[LOOKED_AT - 1].id if len(some) > LOOKED_AT else None
    return Sheet(tuple(found[:limit]), found[limit - 1].id if len(found) > limit else looked, bool(after))


def ahead(works: Office) -> None:
    """Read what the first page looks at, so that nobody waits for it; a desk closed meanwhile leaves it unfinished."""
    with suppress(LedgerError):
        narrowed(works, Where(), NOWHERE, 1, None)
