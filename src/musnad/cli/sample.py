"""Where the shipped sample lies: inside the installed package, or beside the source in a checkout."""

from __future__ import annotations

from pathlib import Path

import musnad
from musnad.model.errors import SourceError


def sample_folder() -> Path:
    """Return the folder of the shipped sample.

    Raises:
        SourceError: This installation came without it.
    """
    package = Path(musnad.__file__).resolve().parent
    for folder in (package / "samples", package.parents[1] / "samples"):
        if (folder / "agency.jsonl").exists():
            return folder
    raise SourceError(f"{package}: this installation has no sample; install the package again")
