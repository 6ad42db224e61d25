"""Write docs/ledger.md from the schema: `python scripts/ledger_docs.py`. A test sees that it is up to date."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, Table, UniqueConstraint

from musnad.ledger.schema import EVIDENCE, RECORDS, VERSION

PAGE = Path(__file__).resolve().parent.parent / "docs" / "ledger.md"

HEAD = f"""# The ledger

Made by `scripts/ledger_docs.py` from `src/musnad/ledger/schema.py`: change that, not this.

A ledger is one SQLite file, or one PostgreSQL database; the tables are the same. This is version {VERSION} of the schema.

- Rows are added and never changed or removed. Triggers refuse every UPDATE and DELETE, whoever asks.
- A document is written with its source and all of its records in one transaction, or not at all.
- The same document, read by the same version with the same settings, adds nothing.
- What a later version no longer finds stays; a row of `changes` says that it was dropped.
- Each record is kept whole in its `line`, exactly as `musnad extract` prints it. The columns beside it are for asking.
- Spans count Unicode code points of `documents.text`, half-open. In SQLite, `substr(text, start + 1, "end" - start)` reads
  one back.
- Moments are UTC, ISO 8601.

`musnad verify` checks all of it: hashes, spans, columns, references, digests, verdicts.
"""


def page() -> str:
    """Return the page."""
    records = list(RECORDS.values())
    others = [table for table in EVIDENCE if table not in records]
    parts = [HEAD, "## What came in, and who read it\n", *map(_table, others), "## Records\n", *map(_table, records)]
    return "\n".join(parts)


def _table(table: Table) -> str:
    rows = [f"| `{column.name}` | {_type(column)} | {_says(column)} |" for column in table.columns]
    return "\n".join([f"### {table.name}\n", f"{table.comment}\n", "| column | type | |", "| --- | --- | --- |", *rows,
                      "", *_keys(table)])


def _type(column: Column[object]) -> str:
    name = "bytes" if isinstance(column.type, LargeBinary) else {int: "whole", float: "real"}.get(
        column.type.python_type, "text")
    return f"{name}, or null" if column.nullable else name


def _says(column: Column[object]) -> str:
    ties = [f"; a row of `{_aim(key)}`" for key in column.foreign_keys]
    return f"{column.comment}{'; unique' if column.unique else ''}{''.join(ties)}"


def _aim(key: ForeignKey) -> str:
    return key.target_fullname.partition(".")[0]


def _keys(table: Table) -> list[str]:
    unique = [_names(key) for key in table.constraints if isinstance(key, UniqueConstraint) and len(key.columns) > 1]
    indexes = sorted(_names(index) for index in table.indexes)
    told = [f"Unique together: {'; '.join(unique)}.\n"] if unique else []
    return told + ([f"Indexed: {'; '.join(indexes)}.\n"] if indexes else [])


def _names(of: UniqueConstraint | Index) -> str:
    return ", ".join(f"`{column.name}`" for column in of.columns)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
