"""Content ids: the same claim found again, anywhere and in any order, has the same id."""

from __future__ import annotations

from hashlib import sha256

DIGITS = 24  # hexadecimal; 96 bits: a collision among a billion records has odds below 1 in 10^10


def content_id(kind: str, *fields: str | float | None) -> str:
    """Return the id of a record that says ``fields``.

    Each field is written with its type and its length in front, so that ("a", "b.c") and ("a.b", "c") differ,
    and None differs from the empty string.

    Args:
        kind: The record's type, such as ``statement``. It becomes the id's readable prefix.
        fields: What the record says and where: never who made it, nor when.
    """
    digest = sha256()
    for field in (kind, *fields):
        mark = "n" if field is None else "s" if isinstance(field, str) else "d"
        raw = b"" if field is None else str(field).encode("utf-8", "surrogatepass")
        digest.update(b"%s%d:" % (mark.encode(), len(raw)))
        digest.update(raw)
    return f"{kind}-{digest.hexdigest()[:DIGITS]}"
