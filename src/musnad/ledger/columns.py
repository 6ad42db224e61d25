"""Columns that every table of the ledger is made of, and the list that the tables stand in."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, MetaData, Text

metadata = MetaData()

# C collation: ids and ISO dates compare by code point in both databases.
Words = Text().with_variant(Text(collation="C"), "postgresql")
Whole = BigInteger().with_variant(Integer, "sqlite")  # SQLite's row number must be INTEGER


def number() -> Column[int]:
    """Return the column that every table has first."""
    return Column("number", Whole, primary_key=True, comment="Order of arrival")


def words(name: str, comment: str, *, null: bool = False, unique: bool = False) -> Column[str]:
    """Return a column of text."""
    return Column(name, Words, nullable=null, unique=unique, comment=comment)
