"""The tables of accounts. They stand in a file of their own, apart from all evidence: passwords are no evidence.

What an account is now may be changed and removed; what was done with accounts, and what was denied, is only ever added.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, MetaData, Table, Text

accounts = MetaData()

members = Table(
    "members", accounts,
    Column("name", Text, primary_key=True, comment="What verdicts are signed with"),
    Column("password", Text, nullable=False, comment="Argon2 hash"),
    Column("secret", Text, nullable=False, comment="Of the second factor (TOTP), base32"),
    Column("step", Integer, nullable=False, comment="Time step of the last code that was taken: none is taken twice"),
    Column("since", Text, nullable=False, comment="UTC"),
    comment="Who may sign in.",
)

grants = Table(
    "grants", accounts,
    Column("member", Text, primary_key=True, comment="Name of the account"),
    Column("ledger", Text, primary_key=True, comment="Name of the ledger, from the first entry of its log"),
    Column("role", Text, nullable=False, comment="reader, reviewer or administrator"),
    comment="Who may do what in which ledger.",
)

sessions = Table(
    "sessions", accounts,
    Column("digest", Text, primary_key=True, comment="SHA-256 of what the browser keeps"),
    Column("member", Text, nullable=False, comment="Name of the account"),
    Column("whole", Integer, nullable=False, comment="1 where the second factor was given"),
    Column("key", Integer, nullable=False, comment="1 for the key of a program, 0 for a browser's cookie"),
    Column("used", Integer, nullable=False, comment="Last request, seconds since 1970, to the minute"),
    Column("ends", Integer, nullable=False, comment="When it ends in any case, seconds since 1970"),
    Index("sessions_member", "member"),
    comment="Who is signed in.",
)

acts = Table(
    "acts", accounts,
    Column("number", Integer, primary_key=True, comment="Order"),
    Column("moment", Text, nullable=False, comment="UTC"),
    Column("what", Text, nullable=False, comment="denied, wrong_password, wrong_code, locked, signed_in, added, …"),
    Column("who", Text, comment="Who did it, or tried"),
    Column("address", Text, comment="Where the request came from"),
    Column("says", Text, comment="Method and path, or what was changed"),
    Index("acts_who", "who", "number"), Index("acts_address", "address", "number"),
    comment="What was done with accounts, and what was denied. Append-only.",
)
