"""The reader's questions about the ledger as a whole: its sources as a list, and counts for pictures."""

from __future__ import annotations

from musnad.ledger import pictures
from musnad.ledger.backend import Backend
from musnad.ledger.originals import Original, original, originals
from musnad.ledger.pictures import Counted


class Overviews:
    """The part of the ``Reader`` that looks at the ledger as a whole."""

    _backend: Backend

    def sources(self, limit: int, after: str | None = None) -> list[Original]:
        """Return sources in order of arrival, those that came after the one with the digest ``after``."""
        with self._backend.reading() as connection:
            return originals(connection, limit, after)

    def original(self, sha256: str) -> Original:
        """Return what the ledger knows of a source; NoSuchRecord if it keeps none of this digest."""
        with self._backend.reading() as connection:
            return original(connection, sha256)

    def stamp(self) -> tuple[int, int]:
        """Return what changes whenever texts or verdicts are added: pictures may be kept until then."""
        with self._backend.reading() as connection:
            return pictures.stamp(connection)

    def judged(self) -> dict[str, int]:
        """Return the number of records by their last verdict."""
        with self._backend.reading() as connection:
            return pictures.judged(connection)

    def counted(self, what: str, limit: int = 400) -> list[Counted]:
        """Return counts for a picture: ``days``, ``happened``, ``places`` or ``spoken``."""
        with self._backend.reading() as connection:
            return pictures.counted(connection, what, limit)
