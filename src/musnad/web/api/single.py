"""One thing by its id: a record, its history, its evidence; a source and its bytes; how much the ledger holds."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Path, Response
from fastapi.responses import JSONResponse

from musnad.web.api.answers import Counts, Evidence, History, Record, Source, event, source, told
from musnad.web.office import Asks, Works
from musnad.web.reading import JUDGED

router = APIRouter(tags=["records"])

Id = Annotated[str, Path(description="Id of a record, or the beginning of it if no other begins so.", max_length=120,
                         pattern=r"^[A-Za-z0-9_-]+$")]
Digest = Annotated[str, Path(description="SHA-256 of a source, hexadecimal.", pattern="^[0-9a-f]{64}$")]


@router.get("/summary", response_model=Counts)
def summary(works: Works) -> JSONResponse:
    """Say how much the ledger holds."""
    made = asdict(works.counts.summary(None) or works.reader.summary())
    return JSONResponse({name: made[name] for name in Counts.model_fields})


@router.get("/records/{record}", response_model=Record)
def record(reader: Asks, record: Id) -> JSONResponse:
    """Give one record of any type."""
    return JSONResponse(told(reader.record(record)))


@router.get("/records/{record}/history", response_model=History)
def history(reader: Asks, record: Id) -> JSONResponse:
    """Give all that happened to a record."""
    events = reader.history(record)
    judged = [made.id for made in events if made.what in JUDGED]
    return JSONResponse({"items": [event(made) for made in events], "seen": judged[-1] if judged else None})


@router.get("/records/{record}/evidence", response_model=Evidence)
def evidence(reader: Asks, record: Id) -> JSONResponse:
    """Give what anyone needs to check a record against its source."""
    found = reader.evidence(record)
    return JSONResponse(asdict(found) | {"record": told(found.record)})


@router.get("/sources/{sha256}", response_model=Source)
def kept(reader: Asks, sha256: Digest) -> JSONResponse:
    """Give what the ledger knows of a source."""
    return JSONResponse(source(reader.original(sha256)))


@router.get("/sources/{sha256}/bytes", response_class=Response,
            responses={200: {"content": {"application/octet-stream": {}}, "description": "The bytes as they came."}})
def data(reader: Asks, sha256: Digest) -> Response:
    """Give the bytes of a source as they came."""
    return Response(reader.source(sha256), media_type="application/octet-stream",
                    headers={"Content-Disposition": f'attachment; filename="{sha256[:16]}.bin"'})
