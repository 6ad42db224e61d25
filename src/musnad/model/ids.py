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
    parts = [f"s{_length(kind)}:{kind}"]
    for field in fields:
        if field is None:
            parts.append("n0:")
        elif isinstance(field, str):
            parts.append(f"s{_length(field)}:{field}")
        else:
            raw = str(field)
            parts.append(f"d{len(raw)}:{raw}")
    digest = sha256("".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{kind}-{digest[:DIGITS]}"


def _length(text: str) -> int:
    """Return the bytes of a text in UTF-8."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
