"""The forms that records can leave in: one module each, loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from musnad.export.loss import Loss
from musnad.model.errors import LedgerError

FORMS: dict[str, str] = {
    "csv": "csv", "xlsx": "xlsx", "jsonl": "jsonl", "parquet": "parquet", "geojson": "geojson", "kml": "kml",
    "jsonld": "jsonld", "ftm": "ftm", "bayanat": "bayanat", "uwazi": "uwazi", "acled": "acled", "ged": "ged",
    "timemap": "timemap", "bundle": "bundle",
}

Write = Callable[..., Loss]


def writer(form: str) -> Write:
    """Return what writes a form: it takes the reader, the choice and the path, and a bundle the ledger too.

    Raises:
        LedgerError: A library that this form needs is not installed; the message says how to get it.
    """
    try:
        made: Write = import_module(f"musnad.export.{FORMS[form]}").write
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("musnad"):
            raise
        raise missing_library(form, missing.name or "") from missing
    return made


def missing_library(form: str, library: str) -> LedgerError:
    """Return the error that says how to get what a form needs."""
    return LedgerError(f"{form} needs the library {library}, which is not installed: pip install 'musnad[export]'")
