"""Texts that come in through the desk, read as `musnad add` reads them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from musnad.intake import Arrival, IntakeOptions, read
from musnad.lang.words import fold_name
from musnad.ledger import open_recorder
from musnad.pipeline.recording import record_all, run_info
from musnad.pipeline.settings import Settings
from musnad.web.office import Step


def take_in(ledger: str, name: str, data: bytes, published: str | None, outlet: str | None) -> Iterator[Step]:
    """Read one file into a ledger, and tell after each text how far it is.

    Args:
        ledger: The ledger.
        name: What the file is called; only its last part counts.
        data: Its bytes.
        published: Day of publication, ISO, if it does not say it.
        outlet: Who published it, likewise.
    """
    plain = PurePath(name.replace("\\", "/")).name.lstrip(".") or "text"
    suffix = "" if PurePath(plain).suffix else ".txt"
    settings = Settings(published=date.fromisoformat(published) if published else None, outlet=outlet)
    with TemporaryDirectory() as folder, open_recorder(ledger, run=run_info(settings), fold=fold_name) as recorder:
        path = Path(folder, f"{plain[:120]}{suffix}")
        path.write_bytes(data)
        found = list(read([str(path)], IntakeOptions(published=published, outlet=outlet)))
        arrivals = [_named(item, plain) for item in found if isinstance(item, Arrival)]
        yield from (Step(0, 0, str(item)) for item in found if not isinstance(item, Arrival))
        for done, _ in enumerate(record_all(arrivals, settings, recorder), 1):
            yield Step(done, recorder.tally.records)
        recorder.flush()
        yield Step(len(arrivals), recorder.tally.records)


def _named(arrival: Arrival, name: str) -> Arrival:
    """Give an arrival the name it was sent under: where it lay for a moment says nothing."""
    return Arrival(replace(arrival.source, origin=name), replace(arrival.document, origin=name))
