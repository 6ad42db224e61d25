"""Frozen answers of the ledger, and what its doors are asked with. No SQL leaves the room: these do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from musnad.model.records import Json, Record


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What makes a run what it is: the same version with the same settings reads the same text to the same records.

    Attributes:
        version: Version of the package.
        settings: Whatever changes what is read, such as a digest of the lexicons; never the number of workers.
    """

    version: str
    settings: Mapping[str, str] = field(default_factory=dict)

    def settings_line(self) -> str:
        """Return the settings as one line of JSON, in the order of their names."""
        return json.dumps(dict(self.settings), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Which records are asked for. All that is given must hold; what a type does not have may not be asked of it.

    Attributes:
        speaker: Words of the speaker's name; each must occur in it, as a whole word, after folding.
        text: Words that must stand together in the record's text (an entity: its names), after folding.
        act: A statement's act.
        form: A statement's form.
        kind: Kind of an entity, a mention, an incident or a link.
        status: An incident's status.
        code: A refusal's code.
        about: What a figure is about.
        entity: Id of an entity: what it said, where it is mentioned, what it is tied to.
        report: Id of a report.
        source: SHA-256 of a source.
        outlet: The outlet's name, in any case of Latin letters.
        since: First day of publication, ISO.
        until: Last day of publication, ISO, included.
        verdict: The last verdict; ``none`` for what nobody has judged.
        doubt: Why it deserves a second look: nameless, length, score, conflict, or any of these.
        superseded: Also what a later version no longer finds.
    """

    speaker: str | None = None
    text: str | None = None
    act: str | None = None
    form: str | None = None
    kind: str | None = None
    status: str | None = None
    code: str | None = None
    about: str | None = None
    entity: str | None = None
    report: str | None = None
    source: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    verdict: str | None = None
    doubt: str | None = None
    superseded: bool = False

    def given(self) -> dict[str, Any]:
        """Return what is asked, by name."""
        return {f.name: v for f in fields(self) if (v := getattr(self, f.name)) is not None}


@dataclass(frozen=True, slots=True)
class Held:
    """A record as the ledger holds it.

    Attributes:
        type: ``statement``, ``report``, …
        id: Content id.
        line: The record as one line of JSON, exactly as it was recorded.
        number: Its number among the records of its type; it never changes.
        document: Number of the document; None for a link.
        origin: Where the document was read from; None for a link.
        outlet: Outlet of its report, or of the document.
        published: ISO date of its report, or of the document.
        verdict: The last verdict, None if nobody has judged it.
    """

    type: str
    id: str
    line: str
    number: int
    document: int | None
    origin: str | None
    outlet: str | None
    published: str | None
    verdict: str | None

    @property
    def record(self) -> Json:
        """The fields of the record, in the order of the format."""
        made: Json = json.loads(self.line)
        return made


@dataclass(frozen=True, slots=True)
class Evidence:
    """What anyone needs to check one record against its source.

    Attributes:
        record: The record.
        start: First code point; None for an entity or a link.
        end: One past the last code point; likewise.
        text: The raw words at the span, read from the document now, not from the record.
        context: The line of the document that the span stands in.
        context_start: Where that line begins in the document.
        source: SHA-256 of the source.
        container: SHA-256 of the table that the row came from, None outside tables.
        row: The row's own id or number.
        origin: Where the source was read from.
        fetched: When, UTC.
        encoding: Codec that the bytes were read with.
        run: Id of the run that first recorded it.
        version: Version of the package in that run.
        settings: Settings of that run, one line of JSON.
        read: When the document was recorded, UTC.
        mentions: For an entity, where it is named: spans of the document.
    """

    record: Held
    start: int | None
    end: int | None
    text: str | None
    context: str | None
    context_start: int | None
    source: str | None
    container: str | None
    row: str | None
    origin: str | None
    fetched: str | None
    encoding: str | None
    run: str
    version: str
    settings: str
    read: str
    mentions: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a record.

    Attributes:
        moment: UTC, ISO 8601.
        what: recorded, dropped, returned, accepted, rejected, corrected, unsure, withdrawn.
        who: The reviewer, or the version of the package.
        reason: The reviewer's reason, or None.
        correction: What the reviewer says instead: fields of the record, as JSON; or None.
        id: Id of the verdict, or of the run.
    """

    moment: str
    what: str
    who: str
    reason: str | None
    correction: Json | None
    id: str


@dataclass(frozen=True, slots=True)
class Run:
    """One run that added something.

    Attributes:
        id: Id of the run.
        version: Version of the package.
        settings: One line of JSON.
        started: UTC, ISO 8601.
        finished: UTC; None where the run was cut short, and what it had finished is kept.
        documents: Documents it read that this version had not read.
        records: Records it added.
        digest: SHA-256 over the digests of its readings, in order.
    """

    id: str
    version: str
    settings: str
    started: str
    finished: str | None
    documents: int
    records: int
    digest: str


@dataclass(frozen=True, slots=True)
class Summary:
    """How much the ledger holds.

    Attributes:
        sources: Sources kept, byte for byte.
        source_bytes: Their size before compression.
        documents: Texts read.
        records: Number of current records by type.
        superseded: Number of records that a later version no longer finds, by type.
        verdicts: Number of records by their last verdict.
        runs: Runs that added something.
        outlets: Outlets, by the number of their reports; None where it is not known.
        first: Earliest day of publication.
        last: Latest day of publication.
    """

    sources: int
    source_bytes: int
    documents: int
    records: dict[str, int]
    superseded: dict[str, int]
    verdicts: dict[str, int]
    runs: int
    outlets: dict[str | None, int]
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Diff:
    """What a fresh reading of one source would change.

    Attributes:
        source: SHA-256 of the source.
        added: Fresh records that the ledger does not hold as current.
        removed: Current records that the fresh reading lacks.
        same: Number of records in both, by type.
    """

    source: str
    added: tuple[Record, ...]
    removed: tuple[Held, ...]
    same: dict[str, int]

    @property
    def empty(self) -> bool:
        """Whether nothing would change."""
        return not self.added and not self.removed


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that did not verify: its id and what is wrong, in one line."""

    id: str
    why: str


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of check.

    Attributes:
        name: sources, documents, spans, columns, references, readings, runs, verdicts.
        passed: How many hold.
        failed: How many do not.
        not_checkable: How many the ledger alone cannot check.
        failures: Those that failed, the first thousand of them.
        why_not: Why some cannot be checked, in one line; None if all can.
    """

    name: str
    passed: int
    failed: int
    not_checkable: int
    failures: tuple[Failure, ...] = ()
    why_not: str | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """What ``verify`` found, part by part."""

    parts: tuple[Part, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing failed."""
        return not any(part.failed for part in self.parts)
