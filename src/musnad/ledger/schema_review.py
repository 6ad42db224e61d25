"""The tables of the desk beside its verdicts: what those who work there keep for themselves and for each other."""

from __future__ import annotations

from sqlalchemy import Index, Table

from musnad.ledger.columns import metadata, number, words

saved_searches = Table(
    "saved_searches", metadata, number(),
    words("id", "Content id over the row before and all that follows", unique=True),
    words("act", "saved or removed"),
    words("owner", "Whose list it stands in; null for the one that all share", null=True),
    words("name", "What it is called"),
    words("query", "The question, as it was asked", null=True),
    words("view", "list, map or timeline", null=True),
    words("who", "Who did it"),
    words("moment", "UTC"),
    Index("saved_searches_owner", "owner"),
    comment="Searches that were saved or removed. The last row of an owner and a name holds.",
)

assignments = Table(
    "assignments", metadata, number(),
    words("id", "Content id over the row before of this record and all that follows", unique=True),
    words("act", "assigned or released"),
    words("record", "Id of the record"),
    words("reviewer", "Whose it is to look at", null=True),
    words("who", "Who said so"),
    words("moment", "UTC"),
    words("replaces", "Id of the row before of this record", null=True),
    Index("assignments_record", "record"), Index("assignments_reviewer", "reviewer"),
    comment="Records that were given to a reviewer, or taken back. The last row of a record holds.",
)

review_rules = Table(
    "review_rules", metadata, number(),
    words("id", "Content id over the row before and all that follows", unique=True),
    words("second", "Which verdicts wait for a second reviewer: none, refusing (rejected and corrected) or all"),
    words("who", "Who said so"),
    words("moment", "UTC"),
    comment="How the records of this ledger are to be reviewed. The last row holds; without any, one look is enough.",
)
