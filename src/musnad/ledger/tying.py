"""Ties that people make and cut: new links and the verdicts on them, in one transaction, so that half of it never stands."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, select

from musnad.ledger.backend import Backend
from musnad.ledger.entries import Span, end_run, row_entry, run_entry
from musnad.ledger.log import Entry, append
from musnad.ledger.migrations import now
from musnad.ledger.packing import row, row_columns, unfolded
from musnad.ledger.schema import link_changes, links, runs, verdicts
from musnad.ledger.standing import gone_link, known
from musnad.ledger.views import RunInfo
from musnad.model.errors import LedgerError, Overtaken
from musnad.model.ids import content_id
from musnad.model.records import Link

ANY = "any"  # in place of the verdict that the reviewer saw: whatever is there is replaced

_COLUMNS = ("id", "record", "verdict", "reviewer", "moment", "reason", "correction", "replaces")
_EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"  # SHA-256 of nothing: no reading is added


@dataclass(frozen=True, slots=True)
class Tied:
    """A tie, and what a reviewer says of it.

    Attributes:
        link: The tie; it is appended if the ledger does not hold it.
        verdict: accepted, rejected, or None where it is only proposed.
        seen: Id of the last verdict on it that the reviewer saw, None if they saw none.
    """

    link: Link
    verdict: str | None
    seen: str | None = ANY


class Tying:
    """The desk's part that ties records and cuts ties."""

    _backend: Backend

    def tie(self, said: Sequence[Tied], *, run: RunInfo, reviewer: str, reason: str) -> list[str]:
        """Append ties with their verdicts, all of them or none, and return the ids of the verdicts.

        Args:
            said: The ties.
            run: Under which version and by what new ones are made.
            reviewer: Who says so.
            reason: Why.

        Raises:
            Overtaken: Somebody else has judged one of them in the meantime; nothing was written.
            LedgerError: Reviewer or reason are missing.
        """
        if not reviewer.strip() or not reason.strip():
            raise LedgerError("tying and parting need a reviewer and a reason")
        with self._backend.writing() as connection:
            _add(self._backend, connection, [one.link for one in said], run)
            return [append_verdict(self._backend, connection, one.link.id, one.verdict, reviewer=reviewer, reason=reason,
                                   seen=one.seen)
                    for one in said if one.verdict]


def append_verdict(backend: Backend, connection: Connection, record: str, verdict: str, *, reviewer: str,
                   reason: str | None, correction: Mapping[str, Any] | None = None, seen: str | None = ANY) -> str:
    """Append a verdict within a transaction and return its id.

    Raises:
        Overtaken: Another reviewer was faster.
    """
    asked = select(verdicts.c.id).where(verdicts.c.record == record).order_by(verdicts.c.number.desc()).limit(1)
    last = connection.execute(asked).scalar()
    if seen != ANY and seen != last:
        raise Overtaken(f"{record}: judged by somebody else in the meantime ({last}); look at it again")
    said = None if correction is None else json.dumps(dict(correction), ensure_ascii=False, sort_keys=True)
    says = (record, verdict, reviewer, now(), reason, said, last)
    made = content_id("verdict", *says)
    backend.append_one(connection, verdicts, _COLUMNS, (made, *says))
    append(backend, connection, [row_entry("verdict", record, (made, *says), verdict=made, record=record)])
    return made


def _add(backend: Backend, connection: Connection, ties: Sequence[Link], run: RunInfo) -> None:
    """Append those ties that the ledger does not hold, and have those stand again that a linker had dropped."""
    unique = {tie.id: tie for tie in ties}
    held = known(connection, list(unique))
    new = [tie for tie in unique.values() if tie.id not in held]
    back = list(connection.execute(select(links.c.id).where(links.c.id.in_(held), gone_link(links.c.id))).scalars())
    if not new and not back:
        return
    key, started = content_id("key", run.version, run.settings_line()), now()
    values = (content_id("run", key, started, token_hex(8)), key, run.version, run.settings_line(), started)
    backend.append_one(connection, runs, ("id", "key", "version", "settings", "started"), values)
    span = Span(connection, [link_changes, links])
    backend.append(connection, link_changes, ("link", "run", "change", "why"),
                   [(one, values[0], "returned", "a reviewer judges it") for one in back])
    rows = [(values[0], *row(tie, at, tie.line(), unfolded)) for at, tie in enumerate(new)]
    backend.append(connection, links, ("run", *row_columns("link")), rows)
    append(backend, connection, [run_entry(values), Entry("links", values[0], span.says())])
    end_run(backend, connection, (values[0], now(), 0, len(new), _EMPTY))
