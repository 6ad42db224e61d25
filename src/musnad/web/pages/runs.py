"""The log: what was read when, by which version, with its digests."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from musnad.ledger import Run
from musnad.web.office import Asks
from musnad.web.rendering import page

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs, the newest first."""

    runs: list[Run]


@router.get("/log")
def log(request: Request, reader: Asks) -> Response:
    """Show the log."""
    return page(request, "log.html", Runs(reader.runs()[::-1]))
