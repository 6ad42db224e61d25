"""Taking in what others hand over: lines of records, and verdicts. What is known adds nothing, so doing it twice is safe.

Lines carry no sources. The text that their spans point into is put together from the reports among them; what stood
between the reports is not known and stands as U+FFFD. ``verify`` says of such a text that it cannot be checked, unless
its hash is that of the source.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, select

from musnad.ledger.backend import Backend, open_backend
from musnad.ledger.desk import see_whole
from musnad.ledger.entries import row_entry
from musnad.ledger.log import Entry, append, note
from musnad.ledger.migrations import bring, check
from musnad.ledger.packing import Fold, Packed, Row, document_id, row, unfolded
from musnad.ledger.recorder import Recorder
from musnad.ledger.schema import documents, verdicts
from musnad.ledger.standing import Standing, known
from musnad.ledger.verifier_documents import FROM_RECORDS
from musnad.ledger.views import RunInfo
from musnad.model.document import Document, Source
from musnad.model.errors import LedgerError, NoSuchRecord
from musnad.model.ids import content_id
from musnad.model.lines import record_from
from musnad.model.records import Json, Link, Record, Report

UNKNOWN = "\ufffd"  # REPLACEMENT CHARACTER, for text that no report covers

_VERDICT = ("id", "record", "verdict", "reviewer", "moment", "reason", "correction", "replaces")


@dataclass(slots=True)
class Taken:
    """What an import added.

    Attributes:
        documents: Texts.
        records: Records.
        known: Records that were there.
        verdicts: Verdicts.
        conflicts: Records on which both sides have judged otherwise: id, verdict here, verdict there.
        faults: What could not be taken in, a line each.
        withheld: What the other ledger withholds; it is not taken over.
    """

    documents: int = 0
    records: int = 0
    known: int = 0
    verdicts: int = 0
    conflicts: list[tuple[str, str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    withheld: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Group:
    """Lines that follow each other and are of one source."""

    source: str
    rows: list[tuple[Record, str]] = field(default_factory=list)


class Importer(Recorder):
    """A recorder of what somebody else has read: nothing that is here counts as no longer found."""

    def _turn(self, connection: Connection, packed: Packed, held: Standing, reading: int) -> list[Row]:
        return []

    def _document(self, connection: Connection, source: Source | None, packed: Packed, held: Standing) -> int:
        """Return the document that the records stand in: one of this source whose words are theirs, or a new one."""
        if held.readings and packed.document.encoding.startswith(FROM_RECORDS):
            asked = select(documents.c.number, documents.c.text).where(documents.c.source == packed.document.source)
            for number, text in connection.execute(asked.order_by(documents.c.number)):
                if _stands_in(packed, text):
                    return int(number)
        return super()._document(connection, source, packed, held)


def import_lines(where: str | os.PathLike[str], lines: Iterable[str], *, run: RunInfo, origin: str,
                 fold: Fold = unfolded, dry: bool = False) -> Taken:
    """Take in lines of records, as ``Reader.lines`` gives them.

    Args:
        where: Path of a SQLite file, or address of a PostgreSQL database; it is made if there is none.
        lines: The lines, each with or without its line feed.
        run: Version of the package, and what is taken in.
        origin: Where the lines are from.
        fold: What makes two spellings one for a search.
        dry: Count only, and write nothing.

    Raises:
        LedgerError: It is no ledger, or cannot be written.
    """
    taken, links = Taken(), list[Link]()
    with _importer(where, run, fold, dry=dry) as importer:
        seen: dict[str, int] = {}
        for group in _groups(lines, taken, links):
            ids = [record.id for record, _ in group.rows]
            here = importer.held(ids)
            taken.known += len(here)
            if len(here) < len(set(ids)):
                seen[group.source] = seen.get(group.source, 0) + 1
                taken.documents += 1
                taken.records += len(set(ids) - here)
                if not dry:
                    importer.put(None, _packed(group, origin, fold, seen[group.source]))
        ties = {link.id for link in links}
        here = importer.held(sorted(ties))
        taken.known += len(here)
        taken.records += len(ties - here)
        if not dry:
            importer.add_links(links)
    if taken.records and not dry:
        counts = {"from": origin, "documents": taken.documents, "records": taken.records}
        note(where, "import", run.settings_line(), counts)
    return taken


def _importer(where: str | os.PathLike[str], run: RunInfo, fold: Fold, *, dry: bool) -> Importer:
    backend = open_backend(where, "read" if dry else "record")
    try:
        if dry:
            check(backend)
        else:
            bring(backend)
    except BaseException:
        backend.close()
        raise
    return Importer(backend, run, fold)


def _groups(lines: Iterable[str], taken: Taken, links: list[Link]) -> Iterator[_Group]:
    sources: dict[str, str] = {}  # of reports
    group: _Group | None = None
    for number, line in enumerate(lines, 1):
        line = line.removesuffix("\n")
        record = _read(line, f"line {number}", taken)
        if isinstance(record, Link):
            links.append(record)
        if record is None or isinstance(record, Link):
            continue
        source = getattr(record, "source", None) or sources.get(getattr(record, "report", ""))
        if source is None:
            taken.faults.append(f"line {number}: {record.id}: no report before it says which source it is of")
            continue
        if record.type == "report":
            sources[record.id] = source
        if group is None or group.source != source:
            if group is not None:
                yield group
            group = _Group(source)
        group.rows.append((record, line))
    if group is not None:
        yield group


def _read(line: str, place: str, taken: Taken) -> Record | None:
    try:
        said = json.loads(line)
        made = record_from(said)
        if said["id"].partition("-")[0] != said["type"] or ("text" in said and "start" in said
                                                            and len(said["text"]) != said["end"] - said["start"]):
            raise ValueError("its id, its span or its words do not fit")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        taken.faults.append(f"{place}: no record: {error}")
        return None
    return made


def _packed(group: _Group, origin: str, fold: Fold, time: int) -> Packed:
    """Return the rows of a group, with a document made from its reports."""
    first = group.rows[0][0]
    encoding = FROM_RECORDS if time == 1 else f"{FROM_RECORDS} {time}"
    document = Document(group.source, _text(group), origin, row=first.row, encoding=encoding)
    rows: dict[str, list[Row]] = {}
    digest, seen = sha256(), set[str]()
    for record, line in group.rows:
        if record.id not in seen:
            rows.setdefault(record.type, []).append(row(record, len(seen), line, fold))
            digest.update(line.encode() + b"\n")
            seen.add(record.id)
    size = sum(len(line) for _, line in group.rows)
    return Packed(document, document_id(document), rows, len(seen), size, digest.hexdigest())


def _text(group: _Group) -> str:
    made = ""
    for start, text in sorted((r.start, r.text) for r, _ in group.rows if isinstance(r, Report)):
        made += UNKNOWN * (start - len(made))
        made = made[:start] + text + made[start + len(text) :]
    end = max((int(getattr(r, "end", 0)) for r, _ in group.rows), default=0)
    return made + UNKNOWN * (end - len(made))


def _stands_in(packed: Packed, text: str) -> bool:
    for rows in packed.rows.values():
        for made in rows:
            said = json.loads(made[-1])
            if "start" in said and text[said["start"] : said["end"]] != said["text"]:
                return False
    return True


def import_verdicts(where: str | os.PathLike[str], rows: Iterable[Mapping[str, Any]], *, origin: str,
                    theirs: bool = False, dry: bool = False) -> Taken:
    """Take in verdicts. Where both sides have judged otherwise, it is a conflict, and what is here stays.

    Args:
        where: The ledger.
        rows: Verdicts under the names of the table's columns; ``id`` may be missing.
        origin: Where they are from.
        theirs: Append theirs where there is a conflict; both are kept, theirs holds.
        dry: Count only, and write nothing.

    Raises:
        LedgerError: There is no ledger, or it cannot be written.
    """
    taken = Taken()
    backend = open_backend(where, "read" if dry else "judge")
    try:
        check(backend)
        with backend.reading() if dry else backend.writing() as connection:
            entries = [entry for number, said in enumerate(rows, 1)
                       if (entry := _take(backend, connection, said, f"verdict {number}", taken, theirs=theirs, dry=dry))]
            if entries:
                counts = {"from": origin, "verdicts": taken.verdicts, "conflicts": len(taken.conflicts)}
                append(backend, connection, [*entries, Entry("import", origin, counts)])
    finally:
        backend.close()
    return taken


def _take(backend: Backend, connection: Connection, said: Mapping[str, Any], place: str, taken: Taken, *,
          theirs: bool, dry: bool) -> Entry | None:
    says = tuple(said.get(name) or None for name in _VERDICT[1:])
    record, verdict, made = says[0], says[1], content_id("verdict", *says)
    fault = _fault(connection, said, made, says)
    if fault:
        taken.faults.append(f"{place}: {fault}")
        return None
    if connection.execute(select(verdicts.c.number).where(verdicts.c.id == made)).scalar() is not None:
        taken.known += 1
        return None
    asked = select(verdicts).where(verdicts.c.record == record).order_by(verdicts.c.number.desc()).limit(1)
    last = connection.execute(asked).one_or_none()
    if last is not None and last.id != says[6] and (last.verdict, last.correction) != (verdict, says[5]):
        taken.conflicts.append((str(record), f"{last.verdict} ({last.reviewer})", f"{verdict} ({says[2]})"))
        if not theirs:
            return None
    taken.verdicts += 1
    if dry:
        return None
    backend.append_one(connection, verdicts, _VERDICT, (made, *says))
    return row_entry("verdict", str(record), (made, *says), verdict=made, record=record, imported=True)


def _fault(connection: Connection, said: Mapping[str, Any], made: str, says: tuple[Any, ...]) -> str | None:
    record, verdict, reviewer, moment, reason, correction, _ = says
    if said.get("id") and said["id"] != made:
        return f"{said['id']}: what it says differs from its id"
    if not (record and verdict and reviewer and moment):
        return "record, verdict, reviewer and moment are needed"
    try:
        fields: Json | None = None if correction is None else json.loads(correction)
        see_whole(record, verdict, reviewer, reason, fields)
    except (LedgerError, NoSuchRecord, ValueError) as error:
        return str(error)
    return None if known(connection, [record]) else f"{record}: no record of this ledger"
