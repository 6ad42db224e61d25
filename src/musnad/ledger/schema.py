"""Every table and column of the ledger, once. The DDL of both databases, and docs/ledger.md, come from here.

Each type of record has a table. The whole record is its ``line``, exactly as ``extract`` prints it; beside it stand the
fields that are asked for, under the names of the format (``speaker.name`` becomes ``speaker_name``). So a field added to
the format needs no change here, and an export never rebuilds a record from columns.

Nothing is ever updated or deleted, but for the words that a recorded decision expunges (``withholding``). What a later
version of the package no longer finds stays, and a row of ``changes`` says so.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, LargeBinary, Table, UniqueConstraint

from musnad.ledger.columns import Whole, Words, metadata
from musnad.ledger.columns import number as _number
from musnad.ledger.columns import words as _words
from musnad.ledger.schema_custody import tombstones as tombstones
from musnad.ledger.schema_review import assignments as assignments
from musnad.ledger.schema_review import review_rules as review_rules
from musnad.ledger.schema_review import saved_searches as saved_searches
from musnad.model.records import (
    RECORD_TYPES,
    Entity,
    Figure,
    Incident,
    Link,
    Mention,
    Record,
    Refusal,
    Report,
    Spanned,
    Statement,
    Time,
)

VERSION = 2  # of the schema; tests/ledger pins the DDL that belongs to it
APPLICATION_ID = 0x6D736E64  # «msnd», in the header of the SQLite file

stamps = Table(
    "stamps", metadata, _number(),
    Column("schema", Integer, nullable=False, unique=True, comment="Version of the schema"),
    _words("applied", "When the ledger was brought to it, UTC"),
    comment="Versions of the schema that this ledger has been brought to; the highest holds.",
)

sources = Table(
    "sources", metadata, _number(),
    _words("sha256", "Digest of the bytes, hexadecimal", unique=True),
    Column("size", Whole, nullable=False, comment="Bytes before compression"),
    _words("media", "text, html, jsonl or csv"),
    _words("origin", "Path or address that it was first read from; - for standard input"),
    _words("fetched", "When it was first read, UTC"),
    Column("data", LargeBinary, nullable=False, comment="The bytes, compressed with zlib"),
    comment="What came in, byte for byte. The same bytes twice are one source.",
)

documents = Table(
    "documents", metadata, _number(),
    _words("id", "Content id: source, encoding, title, outlet, published, text", unique=True),
    _words("source", "SHA-256 of the source's bytes; for a row, of the row's own text in UTF-8"),
    _words("container", "SHA-256 of the table that a row first came from", null=True),
    _words("row", "The row's own id, or its number from 1", null=True),
    _words("encoding", "Codec that the bytes were read with"),
    _words("origin", "Where it was first read from"),
    _words("title", "Title, if given apart from the text", null=True),
    _words("outlet", "Outlet as given", null=True),
    _words("published", "Day of publication as given, ISO", null=True),
    _words("published_from", "given or metadata", null=True),
    _words("url", "Address of the page, if given", null=True),
    _words("text", "The decoded text that all spans point into, in code points"),
    Index("documents_source", "source"), Index("documents_container", "container"),
    Index("documents_published", "published"), Index("documents_outlet", "outlet").ddl_if(dialect="sqlite"),
    comment="The texts that were read. Another decoding or another given date of the same source is another document.",
)

runs = Table(
    "runs", metadata, _number(),
    _words("id", "Id of the run", unique=True),
    _words("key", "Content id of version and settings: runs with the same key read the same"),
    _words("version", "Version of the package"),
    _words("settings", "What else decides what is read: one line of JSON"),
    _words("started", "UTC"),
    comment="Runs that added something. A run that finds everything known writes nothing.",
)

run_ends = Table(
    "run_ends", metadata, _number(),
    Column("run", Words, ForeignKey("runs.id"), nullable=False, unique=True, comment="Id of the run"),
    _words("finished", "UTC"),
    Column("documents", Whole, nullable=False, comment="Readings that it added"),
    Column("records", Whole, nullable=False, comment="Records that it added"),
    _words("digest", "SHA-256 over the digests of its readings, in order"),
    comment="Runs that came to their end. A run without a row here was cut short; all its readings are whole.",
)

readings = Table(
    "readings", metadata, _number(),
    Column("document", Whole, ForeignKey("documents.number"), nullable=False, comment="The document"),
    _words("key", "The run's key"),
    Column("run", Words, ForeignKey("runs.id"), nullable=False, comment="Id of the run"),
    _words("read", "When it was recorded, UTC"),
    Column("records", Whole, nullable=False, comment="Records that the reading gave"),
    _words("digest", "SHA-256 over their lines, in order, each ended by a line feed"),
    Column("added", Whole, nullable=False, comment="Those of them that the ledger did not hold"),
    _words("added_digest", "SHA-256 over the lines of those"),
    UniqueConstraint("document", "key"),
    Index("readings_run", "run"),
    comment="One document read by one version, from its first to its last report. Written with its records, or not at all.",
)

changes = Table(
    "changes", metadata, _number(),
    _words("record", "Id of a record"),
    Column("reading", Whole, ForeignKey("readings.number"), nullable=False, comment="The reading that differs"),
    _words("change", "dropped or returned"),
    Index("changes_record", "record"),
    comment="Where a later reading of the same source no longer finds a record, or finds it again.",
)

verdicts = Table(
    "verdicts", metadata, _number(),
    _words("id", "Content id over all that follows", unique=True),
    _words("record", "Id of the record"),
    _words("verdict", "accepted, rejected, corrected, unsure or withdrawn"),
    _words("reviewer", "Who says so"),
    _words("moment", "UTC"),
    _words("reason", "Why; obligatory for rejected and corrected", null=True),
    _words("correction", "What the reviewer says instead: fields of the record, one line of JSON", null=True),
    _words("replaces", "Id of the verdict on this record that the reviewer had before their eyes", null=True),
    Index("verdicts_record", "record"),
    comment="What people say of the records. The last one on a record holds; the others stay.",
)

linkings = Table(
    "linkings", metadata, _number(),
    Column("reading", Whole, ForeignKey("readings.number"), nullable=False, comment="The reading that was linked"),
    _words("linker", "Name and version of what compared it"),
    Column("run", Words, ForeignKey("runs.id"), nullable=False, comment="Id of the run"),
    UniqueConstraint("reading", "linker"),
    comment="Readings that were compared with all before them. What is new is what has no row here.",
)

signatures = Table(
    "signatures", metadata, _number(),
    Column("mark", Whole, nullable=False, unique=True, comment="Hash of linker and record: what keys point at"),
    _words("linker", "Name and version of what made it"),
    _words("subject", "Id of the record that it is of"),
    _words("report", "Id of the report that the record stands in"),
    _words("outlet", "Outlet of the report", null=True),
    _words("published", "Day of the report, ISO", null=True),
    Column("data", LargeBinary, nullable=False, comment="What is compared: JSON, compressed with zlib"),
    comment="What is kept of a record so that later ones can be compared with it. Derived: it can be made again.",
)

signature_keys = Table(
    "signature_keys", metadata, _number(),
    Column("key", Whole, nullable=False, comment="Hash of linker and key"),
    Column("mark", Whole, nullable=False, comment="Mark of the signature"),
    Index("signature_keys_key", "key", "mark"),
    comment="Under which keys a signature is found. A key with many holders is not filled further.",
)

link_changes = Table(
    "link_changes", metadata, _number(),
    _words("link", "Id of the link"),
    Column("run", Words, ForeignKey("runs.id"), nullable=False, comment="The run that found out"),
    _words("change", "dropped or returned"),
    _words("why", "One line for a person"),
    Index("link_changes_link", "link"),
    comment="Links that no longer stand, now that more is known, or that stand again.",
)

# The fields that are asked for, by type. Everything else is in the line.
COLUMNS: dict[type[Record], tuple[str, ...]] = {
    Report: ("start", "end", "source", "index", "title", "outlet", "published", "language"),
    Entity: ("kind", "name", "wikidata", "geonames", "pcode"),
    Mention: ("start", "end", "report", "entity", "kind"),
    Statement: ("start", "end", "report", "form", "act", "polarity", "certainty", "parent", "time", "cue.lemma",
                "cue.kind", "speaker.entity", "speaker.name"),
    Figure: ("start", "end", "report", "value", "low", "high", "relation", "unit", "about", "statement"),
    Time: ("start", "end", "report", "value", "grain", "anchor"),
    Incident: ("start", "end", "report", "kind", "status", "time", "statement"),
    Link: ("kind", "from", "to", "score"),
    Refusal: ("start", "end", "report", "code"),
}

# Search text, folded by whoever records: the ledger knows no language.
FOLDED: dict[type[Record], dict[str, str]] = {
    Report: {"text_folded": "Title, or the first words of the text"},
    Entity: {"text_folded": "All names"},
    Mention: {},
    Statement: {"text_folded": "The content", "speaker_folded": "The speaker's name, and the words that name them here"},
    Figure: {"text_folded": "The words"},
    Time: {"text_folded": "The words"},
    Incident: {"text_folded": "The words"},
    Link: {},
    Refusal: {"text_folded": "The words"},
}

# What is asked for alone and is rare among many. Who speaks and what is named is found by the document: entities are
# of one source. Words of texts are looked for in the index alone, which is a tenth of its table.
_INDEXED = {Report: ("outlet", "published"), Statement: ("act", "speaker_folded", "text_folded"),
            Entity: ("kind", "text_folded"), Incident: ("kind",), Refusal: ("code",), Link: ("from", "to", "kind")}
_LONG = {"speaker_folded", "text_folded", "outlet"}
_INTEGERS = {"start", "end", "index"}
_FLOATS = {"low", "high", "score"}
_REQUIRED = {"start", "end", "index"}


def plural(kind: type[Record]) -> str:
    """Return the name of the table that holds a type of record."""
    return kind.type[:-1] + "ies" if kind.type.endswith("y") else kind.type + "s"


def column_name(path: str) -> str:
    """Return the column of a field of the format, such as ``speaker_name`` for ``speaker.name``."""
    return path.replace(".", "_")


def _field(kind: type[Record], path: str) -> Column[object]:
    real = path in _FLOATS or (kind is Figure and path == "value")
    made = Whole if path in _INTEGERS else Float(53) if real else Words
    return Column(column_name(path), made, nullable=path not in _REQUIRED, comment=f"Field `{path}`")


def _index(table: str, column: str, in_order: tuple[str, ...]) -> Index:
    """Return the index of a column. PostgreSQL's hold no long words, so what may be long has none there."""
    made = Index(f"{table}_{column}", column, *in_order)
    return made.ddl_if(dialect="sqlite") if column in _LONG else made


def _record_table(kind: type[Record]) -> Table:
    name = plural(kind)
    tied = kind is not Link
    order = "start" if issubclass(kind, Spanned) else "position"
    fields = [_field(kind, path) for path in COLUMNS[kind]]
    folded = [_words(column, f"{says}, folded", null=True) for column, says in FOLDED[kind].items()]
    place = [
        Column("document", Whole, ForeignKey("documents.number"), nullable=False, comment="The document it stands in"),
        Column("reading", Whole, ForeignKey("readings.number"), nullable=False, comment="The reading that found it first"),
    ] if tied else [Column("run", Words, ForeignKey("runs.id"), nullable=False, comment="The run that found it first")]
    in_order = ("document", order) if tied else ()
    indexes = [_index(name, column, in_order) for column in _INDEXED.get(kind, ())]
    return Table(
        name, metadata, _number(), _words("id", "Content id", unique=True), *place,
        Column("position", Whole, nullable=False, comment="Place among the records of its reading, from 0"),
        *fields,
        _words("rule", "Field `by.rule`"),
        *([] if kind is Link else [Column("score", Float(53), comment="Field `by.score`")]),
        *folded,
        _words("line", "The whole record: one line of JSON"),
        *([Index(f"{name}_document", *in_order)] if tied else []), *indexes,
        comment=f"Records of type `{kind.type}`.",
    )


RECORDS: dict[str, Table] = {kind.type: _record_table(kind) for kind in RECORD_TYPES}
links = RECORDS["link"]
KINDS: dict[str, type[Record]] = {kind.type: kind for kind in RECORD_TYPES}


def _emptied(table: Table) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return what a record's row loses when it is expunged: its line, and every column that may be null."""
    return ("id",), {"line": "''"} | {column.name: "NULL" for column in table.columns if column.nullable}


# Where words or bytes may be removed by a decision: the columns that name the row, and what is left in those emptied.
EXPUNGEABLE: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "sources": (("sha256",), {"data": "bytes"}),
    "documents": (("id",), {"text": "''", "title": "NULL", "url": "NULL"}),
    "signatures": (("subject", "report"), {"data": "bytes"}),
    **{table.name: _emptied(table) for table in RECORDS.values()},
}
EVIDENCE: tuple[Table, ...] = tuple(metadata.sorted_tables)  # append-only, every one
