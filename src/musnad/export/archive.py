"""ZIP files whose bytes say nothing of when they were made: the same files, the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP file can say
RIGHTS = 0o644 << 16


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP file of the given files, in the order given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, RIGHTS, 3
            archive.writestr(entry, data)
    return out.getvalue()


def timeless(data: bytes, replaced: Mapping[str, bytes] | None = None) -> bytes:
    """Return a ZIP file that another library made, without its moments, and with some files replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return zipped(files | dict(replaced or {}))
