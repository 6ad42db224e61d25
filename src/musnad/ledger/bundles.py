"""Bundles: what a stranger needs to check records without the ledger. The form is written down in docs/custody.md."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, select

from musnad.ledger.accounts import unpacked
from musnad.ledger.backend import open_backend
from musnad.ledger.checkpoints import Checkpoint, last_checkpoint
from musnad.ledger.hashing import digest
from musnad.ledger.log import name_of, proof_of
from musnad.ledger.migrations import check
from musnad.ledger.schema import RECORDS, documents, sources, verdicts
from musnad.ledger.schema_custody import log_entries, timestamps, tombstones
from musnad.ledger.signing import public_pem
from musnad.ledger.withheld import withheld
from musnad.model.errors import LedgerError, NoSuchRecord, Withheld

FORMAT = "musnad-bundle-1"
MANIFEST = "bundle.json"
_MOMENT = (1980, 1, 1, 0, 0, 0)  # of every file in the ZIP: the same files give the same bytes


@dataclass(slots=True)
class _Gathered:
    """What is collected for a bundle."""

    connection: Connection
    checkpoint: Checkpoint
    lines: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    readings: dict[int, tuple[int, list[str], dict[str, int]]] = field(default_factory=dict)
    documents: dict[int, Any] = field(default_factory=dict)
    entries: set[int] = field(default_factory=set)
    verdicts: list[str] = field(default_factory=list)


def evidence_files(where: str | os.PathLike[str], ids: Iterable[str], *, sources: bool = False,
                   texts: bool = True) -> dict[str, bytes]:
    """Return the files that prove records: to be handed to ``bundle``, with whatever else goes into it.

    Args:
        where: Path of a SQLite file, or address of a PostgreSQL database.
        ids: Ids of the records, in the order in which they are to stand in the bundle.
        sources: Whether the bytes of their sources go with them.
        texts: Whether the texts that their spans point into do.

    Raises:
        LedgerError: No checkpoint covers the records yet; sign first.
        NoSuchRecord: An id is of no record.
        Withheld: A record is withheld.
    """
    backend = open_backend(where, "read")
    try:
        check(backend)
        with backend.reading() as connection:
            checkpoint = last_checkpoint(connection)
            if checkpoint is None:
                raise LedgerError(f"{backend.where}: nothing is signed yet; sign first: musnad log sign")
            made = _Gathered(connection, checkpoint)
            for one in dict.fromkeys(ids):
                _gather(made, one)
            return _files(made, with_sources=sources, texts=texts)
    finally:
        backend.close()


def bundle(files: Mapping[str, bytes], ledger: str | None = None) -> bytes:
    """Return the bytes of a bundle: a ZIP of the files with their list. The same files give the same bytes.

    Args:
        files: Paths in the bundle, with their bytes.
        ledger: Name of the ledger; without it, that of the checkpoint among the files.
    """
    note = files.get("proof/checkpoint.txt", b"").decode().partition("\n")[0]
    listed = {name: sha256(files[name]).hexdigest() for name in sorted(files)}
    manifest = {"format": FORMAT, "ledger": ledger or note or None, "files": listed}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        _put(packed, MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n")
        for name in listed:
            _put(packed, name, files[name])
    return out.getvalue()


def _put(packed: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _MOMENT)
    info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
    packed.writestr(info, data)


def _gather(made: _Gathered, record: str) -> None:
    table = RECORDS.get(record.partition("-")[0])
    row = None if table is None else made.connection.execute(select(table).where(table.c.id == record)).one_or_none()
    if row is None:
        raise NoSuchRecord(f"{record}: no record of this ledger")
    if grave := withheld(made.connection, record):
        raise Withheld(grave.told())
    made.lines.append(row.line)
    if record.startswith("link-"):
        made.places.append(f"{record}\t\t\t{digest(row.line)}")
    else:
        if row.reading not in made.readings:
            made.readings[row.reading] = _reading(made, row)
        entry, _, places = made.readings[row.reading]
        made.places.append(f"{record}\t{entry}\t{places[record]}\t{digest(row.line)}")
    for found in made.connection.execute(select(verdicts).where(verdicts.c.record == record).order_by(verdicts.c.number)):
        entry = _entry(made, "verdict", record, "verdict", found.id)
        made.verdicts.append(json.dumps({"entry": entry, "row": list(found)[1:]}, ensure_ascii=False))


def _reading(made: _Gathered, row: Any) -> tuple[int, list[str], dict[str, int]]:
    """Return the entry of a record's reading, the digests of the reading's lines, and the place of each record."""
    document = made.connection.execute(select(documents).where(documents.c.number == row.document)).one()
    made.documents[row.document] = document
    entry = _entry(made, "reading", document.id, "reading", row.reading)
    found: list[Any] = []
    for kind, table in RECORDS.items():
        if kind != "link":
            here = (table.c.document == row.document, table.c.reading == row.reading)
            found += made.connection.execute(select(table.c.position, table.c.id, table.c.line).where(*here)).all()
    graves = {one.subject: one.hash for one in made.connection.execute(
        select(tombstones).where(tombstones.c.expunged == 1, tombstones.c.subject.in_([one.id for one in found])))}
    found.sort(key=lambda one: int(one.position))
    lines = [graves.get(one.id) or digest(one.line) for one in found]
    return entry, lines, {one.id: place for place, one in enumerate(found)}


def _entry(made: _Gathered, kind: str, subject: str, name: str, value: Any) -> int:
    """Return the number of the entry of a thing; it is proved."""
    asked = select(log_entries.c.number, log_entries.c.body)
    for row in made.connection.execute(asked.where(log_entries.c.subject == subject, log_entries.c.kind == kind)):
        if json.loads(row.body)[name] == value:
            if row.number > made.checkpoint.size:
                raise LedgerError(f"the last checkpoint covers {made.checkpoint.size:,} entries, not entry {row.number:,}; "
                                  "sign first: musnad log sign")
            made.entries.add(row.number)
            return int(row.number)
    raise LedgerError(f"{subject}: the log has no entry of it")


OF_DOCUMENT = ("id", "source", "encoding", "title", "outlet", "published")  # with the text's digest they make the id


def _files(made: _Gathered, *, with_sources: bool, texts: bool) -> dict[str, bytes]:
    proofs = [proof_of(made.connection, number, made.checkpoint.size) for number in sorted(made.entries)]
    lined = {
        "records.jsonl": made.lines,
        "proof/records.tsv": ["id\tentry\tplace\tsha256", *made.places],
        "proof/readings.jsonl": [json.dumps({"entry": entry, "lines": lines})
                                 for entry, lines, _ in sorted(made.readings.values())],
        "proof/entries.jsonl": [json.dumps({"entry": one.entry.number, "body": one.entry.body, "path": one.path},
                                           ensure_ascii=False) for one in proofs],
        "proof/verdicts.jsonl": made.verdicts,
        "proof/documents.jsonl": [json.dumps({name: getattr(one, name) for name in OF_DOCUMENT}, ensure_ascii=False)
                                  for one in made.documents.values()] if texts else [],
    }
    files = {name: "".join(f"{line}\n" for line in lines).encode() for name, lines in lined.items()}
    files["proof/checkpoint.txt"] = made.checkpoint.note.encode()
    files["proof/key.pem"] = public_pem(made.checkpoint.public)
    stamped = select(timestamps.c.token).where(timestamps.c.checkpoint == made.checkpoint.number)
    for token in made.connection.execute(stamped.order_by(timestamps.c.number)).scalars():
        files["proof/checkpoint.tsr"] = token
    for document in made.documents.values():
        if texts:
            files[f"texts/{document.id}.txt"] = document.text.encode()
        if with_sources:
            files |= _sources(made.connection, document)
    return files


def _sources(connection: Connection, document: Any) -> dict[str, bytes]:
    wanted = [name for name in (document.source, document.container) if name]
    rows = connection.execute(select(sources).where(sources.c.sha256.in_(wanted))).all()
    own = [row for row in rows if row.sha256 == document.source] or rows
    return {f"sources/{row.sha256}": unpacked(row.data) for row in own if withheld(connection, row.sha256) is None}


def ledger_name(where: str | os.PathLike[str]) -> str:
    """Return the name of a ledger, for a bundle without records."""
    backend = open_backend(where, "read")
    try:
        with backend.reading() as connection:
            return name_of(connection)
    finally:
        backend.close()
