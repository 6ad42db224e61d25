"""The application: its pages, its files, and the headers that keep a browser from doing anything else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib.resources import files
from urllib.parse import urlsplit

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from musnad import __version__
from musnad.model.errors import LedgerError, NoSuchRecord
from musnad.web.office import Office
from musnad.web.pages import PAGES
from musnad.web.pages.trouble import trouble

Next = Callable[[Request], Awaitable[Response]]

# Nothing from another host, nothing written into a page: not script, not style, not a frame.
POLICY = "; ".join((
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
    "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
))
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
LOOPBACK = ("127.0.0.1", "localhost", "::1")
SAFE = ("GET", "HEAD", "OPTIONS")
YEAR = 31_536_000  # seconds
SMALL = 1_000  # bytes below which an answer is not compressed


class Files(StaticFiles):
    """The package's own files, which a browser may keep: their addresses carry the version."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file."""
        made = await super().get_response(path, scope)
        made.headers["Cache-Control"] = f"public, max-age={YEAR if 'fonts/' in path else 300}"
        return made


def make_app(office: Office, *, hosts: tuple[str, ...] = LOOPBACK) -> FastAPI:
    """Return the application.

    Args:
        office: What its pages work with.
        hosts: Names that it may be called by: another name that leads here is somebody else's page at work.
    """
    app = FastAPI(title="musnad desk", version=__version__, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.office = office
    app.mount("/static", Files(directory=str(files("musnad.web") / "static")), name="static")
    for page in PAGES:
        app.include_router(page.router, include_in_schema=False)
    _guard(app, hosts)
    app.add_middleware(GZipMiddleware, minimum_size=SMALL, compresslevel=4)
    app.add_exception_handler(NoSuchRecord, trouble(404))
    app.add_exception_handler(LedgerError, trouble(400))
    app.add_exception_handler(HTTPException, trouble(500))
    return app


def _guard(app: FastAPI, hosts: tuple[str, ...]) -> None:
    """Let nothing act here but this desk's own pages, and say so to the browser with every answer."""

    @app.middleware("http")
    async def guarded(request: Request, go_on: Next) -> Response:
        if hosts and (request.url.hostname or "") not in hosts:
            return HTMLResponse("This desk does not go by that name.", 421, headers=HEADERS)
        if request.method not in SAFE and not own(request):
            return HTMLResponse("This was sent by another site's page.", 403, headers=HEADERS)
        made = await go_on(request)
        for name, value in HEADERS.items():
            made.headers.setdefault(name, value)
        if not request.url.path.startswith("/static/"):
            made.headers.setdefault("Cache-Control", "no-store")
        return made


def own(request: Request) -> bool:
    """Say whether a request comes from a page of this desk, as far as the browser tells."""
    origin = request.headers.get("origin")
    if origin:
        return urlsplit(origin).netloc == request.headers.get("host")
    return request.headers.get("sec-fetch-site", "none") in {"same-origin", "none"}
