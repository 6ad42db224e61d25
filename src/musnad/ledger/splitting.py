"""Splitting: a reviewer makes two statements of one, in one transaction, so that half of it never stands.

The two are ordinary records, made from the one and read back from the same text, in a reading of their own that no later
one drops. They are accepted, and the one is rejected with a reason that names them. To take it back is to judge again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, select

from musnad.ledger.backend import Backend
from musnad.ledger.entries import end_run, reading_entry, run_entry
from musnad.ledger.halves import SAME, STEP, Half, back_reason, split_reason, statement_id, told, whole_of
from musnad.ledger.log import append
from musnad.ledger.migrations import now
from musnad.ledger.packing import Fold, lines_digest, row, row_columns
from musnad.ledger.schema import RECORDS, changes, documents, readings, runs, verdicts
from musnad.ledger.standing import SPLIT, known, present
from musnad.ledger.tying import ANY, append_verdict
from musnad.ledger.views import RunInfo
from musnad.ledger.withheld import withheld
from musnad.model.errors import LedgerError, NoSuchRecord, Withheld
from musnad.model.ids import content_id
from musnad.model.lines import record_from
from musnad.model.records import By, Json, Piece, Statement

_READING = ("document", "key", "run", "read", "records", "digest", "added", "added_digest")
_LIKE = frozenset(("type", "id", "start", "end", "text", "by", "row", "steps"))  # what two records of one id need not share

statements, reports = RECORDS["statement"], RECORDS["report"]


@dataclass(frozen=True, slots=True)
class _Whole:
    """The statement that is split: as it stands now, with its place and its text."""

    statement: Statement
    document: int
    position: int
    source: str
    text: str
    within: tuple[int, int]


class Splitting:
    """The desk's part that makes two statements of one."""

    _backend: Backend
    _fold: Fold

    def split(self, record: str, halves: tuple[Half, Half], *, version: str, reviewer: str, reason: str,
              seen: str | None = ANY) -> tuple[str, str]:
        """Make two statements of one, all of it or nothing, and return their ids.

        Args:
            record: Id of the statement, in full.
            halves: Where the two stand in its report, in text order, and who said them.
            version: Version of the package.
            reviewer: Who says so.
            reason: Why.
            seen: Id of the last verdict on the statement that the reviewer saw, None if they saw none.

        Raises:
            NoSuchRecord: There is no such record.
            Overtaken: Somebody else has judged it in the meantime; nothing was written.
            LedgerError: It is no statement, is split already, a half does not stand in its report, or reviewer or reason
                are missing.
        """
        if not reviewer.strip() or not reason.strip():
            raise LedgerError("splitting needs a reviewer and a reason")
        with self._backend.writing() as connection:
            whole = _whole(connection, record)
            first, second = (_made(connection, whole, half, version) for half in halves)
            _see(whole, first, second)
            why = split_reason(reason.strip(), first.id, second.id)
            append_verdict(self._backend, connection, record, "rejected", reviewer=reviewer, reason=why, seen=seen)
            held = _held(connection, (first.id, second.id))
            _add(self._backend, connection, whole, (first, second), held, version, self._fold)
            for half in (first, second):
                otherwise = _otherwise(half, held.get(half.id))
                append_verdict(self._backend, connection, half.id, "corrected" if otherwise else "accepted",
                               reviewer=reviewer, reason=reason.strip(), correction=otherwise or None)
        return first.id, second.id

    def take_back(self, record: str, *, reviewer: str, seen: str | None = ANY,
                  seen_halves: Mapping[str, str] | None = None) -> None:
        """Say again what held of a statement before it was split, and reject the halves; or split it again so.

        Args:
            record: Id of the statement that was split.
            reviewer: Who says so.
            seen: Id of the last verdict on it that the reviewer saw.
            seen_halves: Likewise on each of the halves, by their ids.

        Raises:
            Overtaken: Somebody else has judged one of the three in the meantime; nothing was written.
            LedgerError: It is not split, and its last verdict took no split back.
        """
        with self._backend.writing() as connection:
            last, before = (*_verdicts(connection, record), None, None)[:2]
            split, again = told(last.reason if last else None), told(before.reason if before else None)
            halves = split.halves or again.halves
            if not halves or not _beside(connection, record, halves):
                raise LedgerError(f"{record}: not split")
            append_verdict(self._backend, connection, record, before.verdict if before else "withdrawn", reviewer=reviewer,
                           reason=before.reason if before else None, correction=_fields(before), seen=seen)
            for half in halves:
                _turn(self._backend, connection, half, record, reviewer, back=bool(split.halves),
                      seen=(seen_halves or {}).get(half, ANY))


def _turn(backend: Backend, connection: Connection, half: str, whole: str, reviewer: str, *, back: bool, seen: str) -> None:
    """Reject a half whose split is taken back; or say again what held of it before, if nobody has judged it since."""
    if back:
        append_verdict(backend, connection, half, "rejected", reviewer=reviewer, reason=back_reason(whole),
                       seen=seen)
        return
    last, before = (*_verdicts(connection, half), None, None)[:2]
    if before and last and told(last.reason).whole == whole:
        append_verdict(backend, connection, half, before.verdict, reviewer=reviewer, reason=before.reason,
                       correction=_fields(before), seen=seen)


def _beside(connection: Connection, record: str, halves: Sequence[str]) -> bool:
    """Say whether statements stand in the document of a record."""
    whole = select(statements.c.document).where(statements.c.id == record)
    asked = select(statements.c.id).where(statements.c.id.in_(halves), statements.c.document == whole.scalar_subquery())
    return set(connection.execute(asked).scalars()) == set(halves)


def _verdicts(connection: Connection, record: str) -> Sequence[Any]:
    """Return the last two verdicts on a record, the last one first."""
    asked = select(verdicts).where(verdicts.c.record == record).order_by(verdicts.c.number.desc()).limit(2)
    return connection.execute(asked).all()


def _fields(verdict: Any) -> Json | None:
    """Return the correction of a verdict, None where it has none."""
    made: Json | None = json.loads(verdict.correction) if verdict and verdict.correction else None
    return made


def _whole(connection: Connection, record: str) -> _Whole:
    """Return a statement that can be split, as it stands now.

    Raises:
        NoSuchRecord: There is none.
        LedgerError: The record is no statement, or is split already.
    """
    if grave := withheld(connection, record):
        raise Withheld(grave.told())
    asked = (select(statements.c.document, statements.c.position, statements.c.line, documents.c.source, documents.c.text,
                    reports.c.start, reports.c.end)
             .join(documents, documents.c.number == statements.c.document)
             .join(reports, reports.c.id == statements.c.report).where(statements.c.id == record))
    found = connection.execute(asked).one_or_none()
    if found is None and not known(connection, [record]):
        raise NoSuchRecord(f"{record}: no record of this ledger")
    if found is None:
        raise LedgerError(f"{record}: a {record.partition('-')[0]}; only statements are split")
    last = next(iter(_verdicts(connection, record)), None)
    if last and told(last.reason).halves:
        raise LedgerError(f"{record}: split already, into {' and '.join(told(last.reason).halves)}")
    fixed = _fields(last) if last and last.verdict == "corrected" else None
    made = record_from({**json.loads(found.line), **(fixed or {})})
    assert isinstance(made, Statement)
    return _Whole(made, found.document, found.position, found.source, found.text, (found.start, found.end))


def _made(connection: Connection, whole: _Whole, half: Half, version: str) -> Statement:
    """Return one of the two, its words read from the text.

    Raises:
        LedgerError: Its words do not stand in the report, or its speaker is none of the ledger.
    """
    first, last = whole.within
    if not first <= half.start < half.end <= last or not whole.text[half.start : half.end].strip():
        raise LedgerError(f"{half.start}–{half.end}: no words of its report, which is {first}–{last}")
    of = whole.statement
    speaker = of.speaker if half.speaker == SAME else _speaker(connection, whole, half.speaker)
    steps = tuple(step for step in (of.steps if half.speaker == SAME else None) or () if not whole_of([step]))
    made = replace(of, start=half.start, end=half.end, text=whole.text[half.start : half.end], by=By(SPLIT, version),
                   speaker=speaker, steps=(*steps, STEP + of.id))
    return replace(made, id=statement_id(whole.source, made))


def _speaker(connection: Connection, whole: _Whole, said: Json | None) -> Piece | None:
    """Return who is to have said a half, after a look whether the text has the words and the ledger the entity."""
    if said is None:
        return None
    start, end, entity = said["start"], said["end"], said.get("entity")
    if whole.text[start:end] != said["text"] or (entity and not known(connection, [entity])):
        raise LedgerError(f"{said.get('name')}: named neither in the text nor in the ledger")
    return Piece.at(whole.text, start, end, entity=entity, name=said.get("name"))


def _see(whole: _Whole, first: Statement, second: Statement) -> None:
    if first.end > second.start:
        raise LedgerError(f"the halves share words: the first ends at {first.end}, the second begins at {second.start}")
    of = whole.statement
    if any(half.id == of.id or half.span == of.span for half in (first, second)):
        raise LedgerError("one half is the whole statement")


def _held(connection: Connection, ids: Sequence[str]) -> dict[str, Json]:
    """Return the lines of those halves that the ledger holds, from a split taken back or an earlier version."""
    asked = select(statements.c.id, statements.c.line).where(statements.c.id.in_(ids))
    return {found.id: json.loads(found.line) for found in connection.execute(asked) if found.line}


def _otherwise(half: Statement, line: Json | None) -> Json:
    """Return what a half says otherwise than the record of the same id that the ledger holds."""
    said = half.as_json()
    return {name: said.get(name) for name in (line or {}).keys() | said.keys()
            if line is not None and name not in _LIKE and said.get(name) != line.get(name)}


def _add(backend: Backend, connection: Connection, whole: _Whole, halves: Sequence[Statement], held: Mapping[str, Json],
         version: str, fold: Fold) -> None:
    """Append the halves that the ledger does not hold, and have those stand again that a later version dropped."""
    rows = [row(half, whole.position + at, half.line(), fold) for at, half in enumerate(halves) if half.id not in held]
    there = select(statements.c.id).where(statements.c.id.in_(held), present(statements.c.id))
    gone = sorted(held.keys() - set(connection.execute(there).scalars()))
    if not rows and not gone:
        return
    info = RunInfo(version, {"desk": SPLIT, "of": whole.statement.id, "into": " ".join(half.id for half in halves),
                             "moment": now()})
    key, started = content_id("key", version, info.settings_line()), now()
    run = (content_id("run", key, started, token_hex(8)), key, version, info.settings_line(), started)
    backend.append_one(connection, runs, ("id", "key", "version", "settings", "started"), run)
    digest = lines_digest({"statement": rows})
    values = (whole.document, key, run[0], started, len(rows), digest, len(rows), digest)
    reading = int(backend.append_one(connection, readings, _READING, values) or 0)
    turned = [(one, reading, "returned") for one in gone]
    columns = ("document", "reading", *row_columns("statement"))
    backend.append(connection, statements, columns, [(whole.document, reading, *made) for made in rows])
    backend.append(connection, changes, ("record", "reading", "change"), turned)
    append(backend, connection, [run_entry(run), reading_entry(connection, reading, values, {"statement": rows}, turned)])
    end_run(backend, connection, (run[0], now(), 1, len(rows), sha256(digest.encode()).hexdigest()))
