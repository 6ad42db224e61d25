"""The guard before every page: who may come in, by which name, and what they may do. What it turns away, it notes.

Stops: a page of another site that sends something here, or that calls this desk by a name of its own (DNS rebinding);
whoever is not signed in, where there are accounts; whoever lacks the right.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Protocol
from urllib.parse import quote, urlsplit

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from musnad.web.headers import put
from musnad.web.office import Viewer
from musnad.web.tokens import FIELD, HEADER, Tokens

SAFE = ("GET", "HEAD", "OPTIONS")
LOOPBACK = ("127.0.0.1", "localhost", "::1")
BROWSER = "desk"  # cookie by which a browser is known again; says nothing of who sits there
OPEN = ("/login", "/static/", "/chosen")  # what whoever is not signed in may see
HALF = ("/second-factor", "/logout", *OPEN)  # and who has given a password, but no code
OWN = ("/chosen", "/logout", "/login", "/second-factor", "/account", "/search/saved")  # what readers may send
ADDING = ("/fetch", "/intake", "/intake/")  # pages that are of no use to readers
FORM, UPLOAD = 1_000_000, 60_000_000  # bytes that a form may have, and one that brings a file
DENIALS = {401, 403, 421, 429}
NOTED = ("/login", "/second-factor")  # what goes wrong there is noted by the page itself
NOBODY = Viewer("", frozenset())


@dataclass(frozen=True, slots=True)
class Denial:
    """An act that was denied.

    Attributes:
        who: Name of whoever tried; None where it is not known.
        act: Method and path.
        address: Where it came from.
        why: Status of the answer.
    """

    who: str | None
    act: str
    address: str
    why: int


@dataclass(frozen=True, slots=True)
class Pass:
    """What a request's session says.

    Attributes:
        viewer: Who it is.
        whole: Whether the second factor was given.
        browser: What tokens are tied to, besides the browser's own cookie.
        key: Whether a program came with its key: no browser brings that along unasked, so it needs no token.
    """

    viewer: Viewer
    whole: bool
    browser: str
    key: bool = False


class Gate(Protocol):
    """Knows who is signed in."""

    def admit(self, request: Request) -> Pass | None:
        """Return what the request's session says; None if it has none."""
        ...


Notes = Callable[[Denial], None]
Refuses = Callable[[Request, int, str], Response]


def aloud(denial: Denial) -> None:
    """Note a denial where the desk was started: there are no accounts whose log could hold it."""
    logging.getLogger("musnad.desk").warning("denied (%d): %s from %s", denial.why, denial.act, denial.address)


class Guard:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp, *, hosts: tuple[str, ...], gate: Gate | None, refuses: Refuses,
                 notes: Notes = aloud) -> None:
        self._app = app
        self._hosts = hosts
        self._gate = gate
        self._refuses = refuses
        self._notes = notes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let it through."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        elif scope["type"] != "http":
            await self._app(scope, receive, send)
        else:
            request = Request(scope, receive)
            answer = self._turned_away(request)
            await (answer or self._app)(scope, receive, self._sends(request, send))

    def _turned_away(self, request: Request) -> Response | None:
        if self._hosts and called(request) not in self._hosts:
            return self._refuses(request, 421, "name")
        known = request.cookies.get(BROWSER, "")
        request.state.browser = known or token_urlsafe(16)
        request.state.new = "" if known else request.state.browser
        if request.method not in SAFE and not own(request):
            return self._refuses(request, 403, "site")
        if too_large(request):
            return self._refuses(request, 413, "large")
        return self._unknown(request, self._gate) if self._gate else None

    def _unknown(self, request: Request, gate: Gate) -> Response | None:
        path, found = request.url.path, gate.admit(request)
        if found is None or not found.whole:
            request.state.viewer = NOBODY
            if found:
                request.state.viewer = Viewer(found.viewer.name, frozenset())
                request.state.browser += found.browser
            if _under(path, OPEN if found is None else HALF):
                return None
            return self._asks_in(request, found)
        request.state.viewer = found.viewer
        request.state.browser += found.browser
        request.state.key = found.key
        needed = right_for(request)
        return None if found.viewer.may(needed) else self._refuses(request, 403, needed)

    def _asks_in(self, request: Request, found: Pass | None) -> Response:
        """Lead a browser to the page where one signs in; tell anything else."""
        if request.method != "GET" or request.url.path.startswith("/api/") or "hx-request" in request.headers:
            return self._refuses(request, 401, "session")
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/{'second-factor' if found else 'login'}?next={quote(asked, safe='')}", 303)

    def _sends(self, request: Request, send: Send) -> Send:
        async def sends(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                secure = request.url.scheme == "https"
                put(headers, request.url.path, secure=secure)
                new = getattr(request.state, "new", "")
                if new and headers.get("content-type", "").startswith("text/html"):
                    headers.append("Set-Cookie", cookie(BROWSER, new, secure=secure))
                if message["status"] in DENIALS and request.url.path not in NOTED:
                    self._notes(denial(request, message["status"]))
            await send(message)

        return sends


def _under(path: str, places: tuple[str, ...]) -> bool:
    return any(path == place or (place.endswith("/") and path.startswith(place)) for place in places)


def right_for(request: Request) -> str:
    """Return the right that a request needs: nothing is changed by those who may only read, whatever a page allows."""
    path = request.url.path
    if path in {"/accounts", "/review/second"} or path.startswith("/accounts/"):
        return "administer"
    reads = request.method in SAFE and not _under(path, ADDING)
    return "read" if reads or _under(path, OWN) else "review"


def called(request: Request) -> str:
    """Return the name that a request calls this desk by; empty where it tells none."""
    try:
        parts = urlsplit(f"//{request.headers.get('host', '')}")
    except ValueError:
        return ""
    return parts.hostname or "" if parts.username is None else ""


def too_large(request: Request) -> bool:
    """Say whether a request brings more than a form holds, or does not say how much: it would fill the memory."""
    said = request.headers.get("content-length", "0")
    most = UPLOAD if request.url.path == "/intake" else FORM
    return "transfer-encoding" in request.headers or not said.isdecimal() or int(said) > most


def own(request: Request) -> bool:
    """Say whether a request comes from a page of this desk, as far as the browser tells."""
    origin = request.headers.get("origin")
    if origin:
        return urlsplit(origin).netloc == request.headers.get("host")
    return request.headers.get("sec-fetch-site", "none") in {"same-origin", "none"}


def cookie(name: str, value: str, *, secure: bool, age: int | None = None) -> str:
    """Return a cookie that no script reads and no other site's page brings along; ``age`` in seconds."""
    ends = "" if age is None else f"; Max-Age={age}"
    return f"{name}={value}{ends}; HttpOnly; Path=/; SameSite=Strict{'; Secure' if secure else ''}"


def signed_in(request: Request) -> Viewer:
    """Return who sends a request, where there are accounts."""
    found: Viewer = getattr(request.state, "viewer", NOBODY)
    return found


def denial(request: Request, status: int) -> Denial:
    """Return what is noted of a denied request."""
    seen: Viewer | None = getattr(request.state, "viewer", None)
    client = request.client.host if request.client else "?"
    return Denial(seen.name if seen and seen.name else None, f"{request.method} {request.url.path[:200]}", client, status)


def token(request: Request) -> str:
    """Return a token for a form that is shown in answer to a request."""
    tokens: Tokens = request.app.state.tokens
    return tokens.make(request.state.browser)


def told_by_header(request: Request) -> bool:
    """Say whether a call brings a token, or needs none: what is no browser carries nothing that another could abuse."""
    if request.method in SAFE or not _by_browser(request):
        return True
    tokens: Tokens = request.app.state.tokens
    return tokens.holds(request.headers.get(HEADER, ""), request.state.browser)


async def told_by_form(request: Request) -> bool:
    """Say whether a form brings a token, or the call does."""
    if told_by_header(request):
        return True
    said = (await request.form()).get(FIELD, "")
    tokens: Tokens = request.app.state.tokens
    return isinstance(said, str) and tokens.holds(said, request.state.browser)


def _by_browser(request: Request) -> bool:
    if getattr(request.state, "key", False):
        return False
    signed_in = bool(getattr(request.state, "viewer", None))
    return signed_in or any(name in request.headers for name in ("origin", "sec-fetch-site"))
