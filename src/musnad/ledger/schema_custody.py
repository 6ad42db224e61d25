"""The tables of custody: the log, its checkpoints, keys and timestamps; what is withheld."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, UniqueConstraint

from musnad.ledger.columns import Whole, metadata, number, words

log_entries = Table(
    "log_entries", metadata, number(),
    words("kind", "ledger, source, run, reading, verdict, …: field `kind` of the body"),
    words("subject", "Id of what the entry is about"),
    words("body", "What is logged: one line of JSON"),
    words("hash", "Hash of the leaf: SHA-256 over a zero byte and the body", unique=True),
    Index("log_entries_subject", "subject"),
    comment="The log: everything that was added, in order. Entry n is leaf n - 1 of the tree.",
)

log_nodes = Table(
    "log_nodes", metadata, number(),
    Column("level", Integer, nullable=False, comment="Height over the leaves, from 1"),
    Column("at", Whole, nullable=False, comment="Place among the nodes of its level, from 0"),
    words("hash", "Hash of the node: SHA-256 over a one byte and both children"),
    UniqueConstraint("level", "at"),
    comment="The whole nodes of the log's tree: an entry or a proof costs few look-ups. They follow from the entries.",
)

keys = Table(
    "keys", metadata, number(),
    words("id", "SHA-256 of the public key, hexadecimal", unique=True),
    words("public", "The public key (Ed25519), base64"),
    words("follows", "Id of the key that it takes over from", null=True),
    words("signature", "That key's signature over `id`, base64", null=True),
    words("moment", "When it was first used here, UTC"),
    comment="Public keys that checkpoints are signed with. The private ones are never in a ledger.",
)

checkpoints = Table(
    "checkpoints", metadata, number(),
    Column("size", Whole, nullable=False, comment="Entries that it covers"),
    words("root", "Root of the tree over them, hexadecimal"),
    words("key", "Id of the key"),
    words("moment", "UTC"),
    words("note", "The checkpoint itself, a signed note", unique=True),
    comment="Signed statements of what the log held.",
)

timestamps = Table(
    "timestamps", metadata, number(),
    Column("checkpoint", Whole, ForeignKey("checkpoints.number"), nullable=False, comment="The checkpoint"),
    words("authority", "Address of who stamped it"),
    words("moment", "When, as the authority says, UTC"),
    Column("token", LargeBinary, nullable=False, comment="The whole response (RFC 3161, DER)"),
    comment="Timestamps of others on checkpoints.",
)

withholdings = Table(
    "withholdings", metadata, number(),
    words("id", "Content id over all that follows", unique=True),
    words("act", "withheld, expunged or released"),
    words("subject", "Id of a record, or SHA-256 of a source"),
    words("who", "Who decided"),
    words("reason", "Why, in words that give nothing away"),
    words("basis", "On what ground: safety, court_order, request, error or other"),
    words("moment", "UTC"),
    words("releases", "Id of the decision that it takes back", null=True),
    Index("withholdings_releases", "releases"),
    comment="Decisions to withhold something, to remove its words or bytes, or to show it again.",
)

tombstones = Table(
    "tombstones", metadata, number(),
    Column("decision", Whole, ForeignKey("withholdings.number"), nullable=False, comment="The decision"),
    words("subject", "Id of the record or document, or SHA-256 of the source"),
    words("type", "source, document, or type of record"),
    words("hash", "SHA-256 of the bytes, the text or the line"),
    words("row", "Row digest"),
    Column("expunged", Integer, nullable=False, comment="1 where the words or bytes were removed, else 0"),
    Index("tombstones_subject", "subject"),
    comment="What is left of each thing that a decision covers. A source covers its documents and all of their records.",
)
