"""The three forms of a dossier; what PDF and DOCX need is loaded when they are asked for."""

from __future__ import annotations

from importlib import import_module

from musnad.export.dossier.blocks import Dossier
from musnad.export.formats import missing_library

SHAPES = {"html": "html", "pdf": "pdf", "docx": "docx"}


def render(dossier: Dossier, shape: str) -> bytes:
    """Return a dossier as the bytes of a file.

    Raises:
        LedgerError: A library that this form needs is not installed; the message says how to get it.
    """
    try:
        made: bytes = import_module(f"musnad.export.dossier.{SHAPES[shape]}").render(dossier)
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("musnad"):
            raise
        raise missing_library(shape, missing.name or "") from missing
    return made
