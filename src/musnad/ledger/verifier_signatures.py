"""Verifying what is signed: keys, checkpoints, timestamps; and the decisions to withhold."""

from __future__ import annotations

import base64
import binascii
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, select

from musnad.ledger.hashing import row_digest
from musnad.ledger.schema_custody import checkpoints, keys, timestamps, withholdings
from musnad.ledger.signing import is_signature, key_id, read_note, signed_by
from musnad.ledger.tallying import Count
from musnad.ledger.timestamps import read_stamp
from musnad.ledger.verifier_log import LogCheck
from musnad.model.errors import LedgerError
from musnad.model.ids import content_id


def check_signatures(connection: Connection, log: LogCheck) -> Count:
    """Check the keys, each signed by the one that it follows, and the checkpoints."""
    count, public = Count("signatures"), {}
    logged = dict(log.said.get("key", {}))
    for row in connection.execute(select(keys).order_by(keys.c.number)):
        said = logged.pop(row.id, None)
        public[row.id] = _bytes(row.public)
        right = said is not None and row_digest(tuple(row)[1:]) == said.get("row")
        count.note(f"key {row.id[:12]}", _key_fault(row, public) if right else "its row differs from the log")
    for gone in logged:
        count.note(f"key {str(gone)[:12]}", "the log says that it was used, and it is not here")
    found = connection.execute(select(checkpoints).order_by(checkpoints.c.number)).all()
    for row in found:
        count.note(f"checkpoint {row.number}", _checkpoint_fault(row, public, log))
    if not found:
        count.leave("no checkpoint is signed yet: musnad log sign")
    return count


def check_timestamps(connection: Connection, log: LogCheck) -> Count:
    """Check that each timestamp is on its checkpoint, and signed."""
    count, logged = Count("timestamps"), dict(log.said.get("timestamp", {}))
    asked = select(timestamps, checkpoints.c.note).outerjoin(checkpoints, checkpoints.c.number == timestamps.c.checkpoint)
    found = connection.execute(asked.order_by(timestamps.c.number)).all()
    for row in found:
        said = logged.pop(sha256(row.token).hexdigest(), None) if isinstance(row.token, bytes) else None
        if said is None or row_digest(tuple(row)[1:-1]) != said.get("row"):
            count.note(f"timestamp {row.number}", "its row differs from the log")
        else:
            _check_stamp(count, row)
    for gone in logged:
        count.note(str(gone), "the log says that it was given, and it is not here")
    if not found:
        count.leave("no checkpoint is stamped: musnad timestamp --tsa ADDRESS")
    return count


def check_decisions(connection: Connection, log: LogCheck) -> Count:
    """Check the decisions to withhold; their tombstones are rows that the log's own check covers."""
    count = Count("decisions")
    logged = {made: said for kind in ("withheld", "expunged", "released") for made, said in log.said.get(kind, {}).items()}
    for row in connection.execute(select(withholdings).order_by(withholdings.c.number)):
        said = logged.pop(row.id, None)
        right = said is not None and row_digest(tuple(row)[1:]) == said.get("row")
        fault = None if right else "its row differs from the log"
        if content_id("decision", *tuple(row)[2:]) != row.id:
            fault = "what it says differs from its id"
        count.note(row.id, fault)
    for gone in logged:
        count.note(str(gone), "the log says that it was taken, and it is not here")
    return count


def _check_stamp(count: Count, row: Any) -> None:
    name = f"timestamp {row.number}"
    try:
        stamp = read_stamp(row.token)
    except LedgerError as error:
        count.note(name, str(error))
        return
    if row.note is None or stamp.digest != sha256(row.note.encode("utf-8", "surrogatepass")).digest():
        count.note(name, "it is of something else than its checkpoint")
    elif stamp.moment != row.moment:
        count.note(name, "it tells another moment")
    elif stamp.signed is None:
        count.leave("its signature is of a kind that only openssl checks")
    else:
        count.note(name, None if stamp.signed else "its signature does not hold")


def _key_fault(row: Any, public: dict[str, bytes]) -> str | None:
    if key_id(public[row.id]) != row.id:
        return "its id is not that of the key"
    if row.follows is None:
        return None
    before = public.get(row.follows)
    if before is not None and not is_signature(row.id, _bytes(row.signature), before):
        return f"the key {row.follows[:12]} that it follows did not sign it"
    return None


def _checkpoint_fault(row: Any, public: dict[str, bytes], log: LogCheck) -> str | None:
    try:
        note = read_note(row.note)
    except LedgerError as error:
        return str(error)
    if row.key not in public or not signed_by(note, public[row.key]):
        return "its signature does not hold"
    if (note.size, note.root, note.moment) != (row.size, row.root, row.moment):
        return "what stands beside its note differs from it"
    if note.name != log.name:
        return f"it is of another ledger, {note.name}"
    if note.size > log.size:
        return f"it covers {note.size:,} entries, the log has {log.size:,}: entries were cut off"
    return None if log.roots.get(note.size) == note.root else "the log is not what was signed"


def _bytes(text: str | None) -> bytes:
    try:
        return base64.b64decode(text or "", validate=True)
    except (binascii.Error, ValueError):
        return b""
