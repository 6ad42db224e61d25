"""The application: its pages, its files, its API, and the guard before them."""

from __future__ import annotations

from importlib.resources import files

from fastapi import Depends, FastAPI, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from musnad import __version__
from musnad.model.errors import LedgerError, NoSuchRecord
from musnad.web import doors, fetching_page, keeping
from musnad.web.api import make_api
from musnad.web.guard import LOOPBACK, Guard, aloud, signed_in
from musnad.web.office import Office
from musnad.web.pages import PAGES
from musnad.web.pages.trouble import trouble
from musnad.web.refusing import Forged, broken, forged, genuine, refused, unfit
from musnad.web.sessions import Sessions
from musnad.web.tokens import Tokens

YEAR = 31_536_000  # seconds
SMALL = 1_000  # bytes below which an answer is not compressed


class Files(StaticFiles):
    """The package's own files, which a browser may keep: their addresses carry the version."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file."""
        made = await super().get_response(path, scope)
        made.headers["Cache-Control"] = f"public, max-age={YEAR if 'fonts/' in path else 300}"
        return made


def make_app(office: Office, *, hosts: tuple[str, ...] = LOOPBACK, sessions: Sessions | None = None) -> FastAPI:
    """Return the application.

    Args:
        office: What its pages work with.
        hosts: Names that it may be called by: another name that leads here is somebody else's page at work.
        sessions: Who is signed in; None where there are no accounts, and whoever sits here may do everything.
    """
    app = FastAPI(title="musnad desk", version=__version__, docs_url=None, redoc_url=None, openapi_url=None,
                  dependencies=[Depends(genuine)])
    app.state.office = office
    app.state.tokens = Tokens()
    app.mount("/static", Files(directory=str(files("musnad.web") / "static")), name="static")
    for page in PAGES:
        app.include_router(page.router, include_in_schema=False)
    if office.fetch and office.intake:
        app.include_router(fetching_page.router, include_in_schema=False)
    if sessions:
        app.state.sessions = sessions
        office.see = signed_in
        for page in (doors, keeping):
            app.include_router(page.router, include_in_schema=False)
    app.mount("/api", make_api(app), name="api")
    app.add_middleware(GZipMiddleware, minimum_size=SMALL, compresslevel=4)
    notes = sessions.deny if sessions else aloud
    app.add_middleware(Guard, hosts=hosts, gate=sessions, refuses=refused, notes=notes)  # last added, first asked
    app.add_exception_handler(NoSuchRecord, trouble(404))
    app.add_exception_handler(LedgerError, trouble(400))
    app.add_exception_handler(HTTPException, trouble(500))
    app.add_exception_handler(RequestValidationError, unfit)
    app.add_exception_handler(Forged, forged)
    app.add_exception_handler(Exception, broken)
    return app
