"""The sources as a list: what came in, when, from where."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from musnad.ledger.schema import sources
from musnad.model.errors import NoSuchRecord


@dataclass(frozen=True, slots=True)
class Original:
    """A source that the ledger keeps.

    Attributes:
        number: Its number in the ledger, from 1.
        sha256: Digest of its bytes.
        size: Bytes, before compression.
        media: text, html, jsonl or csv.
        origin: Path or address that it was first read from.
        fetched: When it was first read, UTC.
    """

    number: int
    sha256: str
    size: int
    media: str
    origin: str
    fetched: str


_ASKED = select(*(sources.c[name] for name in Original.__slots__))


def originals(connection: Connection, limit: int, after: str | None) -> list[Original]:
    """Return sources in order of arrival, those that came after the one with the digest ``after``."""
    asked = _ASKED.order_by(sources.c.number).limit(limit)
    if after is not None:
        asked = asked.where(sources.c.number > original(connection, after).number)
    return [Original(*row) for row in connection.execute(asked)]


def original(connection: Connection, sha256: str) -> Original:
    """Return one source by its digest.

    Raises:
        NoSuchRecord: The ledger does not keep it.
    """
    row = connection.execute(_ASKED.where(sources.c.sha256 == sha256)).one_or_none()
    if row is None:
        raise NoSuchRecord(f"{sha256}: no source of this ledger")
    return Original(*row)
