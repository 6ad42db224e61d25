"""What changes what is read, apart from the text itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from musnad import __version__
from musnad.model.parts import Part
from musnad.text.reports import Bundling


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How documents are read.

    Attributes:
        published: Day of publication as the user gives it; it goes before what the document says of itself.
        outlet: Outlet as the user gives it; likewise.
        bundle: ``auto`` finds the reports of a document, ``yes`` looks harder for them, ``no`` takes it as one.
        gazetteer: The user's own table of places, read beside the package's; None for the package's alone.
        without: What is not looked for, to save time; see ``extract.read_report``.
        version: Version of the package, written into each record.
    """

    published: date | None = None
    outlet: str | None = None
    bundle: Bundling = "auto"
    gazetteer: Path | None = None
    without: frozenset[Part] = frozenset()
    version: str = __version__
