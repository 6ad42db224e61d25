"""The API under ``/api``: what the pages show, for programs. Its description is at ``/api/openapi.json``."""

from __future__ import annotations

from fastapi import Depends, FastAPI, Request

from musnad import __version__
from musnad.web.api import across, assigning, lists, matching, placing, single, splitting, verdicts
from musnad.web.api.errors import Failed, Lacking, answers_errors
from musnad.web.guard import told_by_header
from musnad.web.tokens import HEADER

ABOUT = f"""Records of the ledger, page by page, and verdicts on them; the same rights as on the pages.

A list goes on with `after`. Errors have one shape. A call from a browser's page needs the header `{HEADER}`.
"""


def genuine(request: Request) -> None:
    """See that a call which a browser sends was written by this desk's page.

    Raises:
        Lacking: It was not.
    """
    if not told_by_header(request):
        raise Lacking(f"the header {HEADER} is missing, or is of a desk that was started before this one")


def make_api(parent: FastAPI) -> FastAPI:
    """Return the API, which shares the office and the tokens of the application that it is mounted in."""
    api = FastAPI(title="musnad", version=__version__, description=ABOUT, docs_url=None, redoc_url=None,
                  openapi_url="/openapi.json", dependencies=[Depends(genuine)],
                  responses={422: {"model": Failed}, 404: {"model": Failed}, "4XX": {"model": Failed}})
    api.state = parent.state
    for part in (lists, across, single, verdicts, matching, splitting, placing, assigning):
        api.include_router(part.router)
    answers_errors(api)
    return api
