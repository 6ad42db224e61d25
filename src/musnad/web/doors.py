"""The pages where one signs in and out, and keeps one's own account. Only where there are accounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from musnad.ledger import Act
from musnad.web.accounts import LEAST, MOST, fits, hashed
from musnad.web.guard import cookie
from musnad.web.office import Looks
from musnad.web.rendering import page
from musnad.web.sessions import COOKIE, WHOLE, Locked, Sessions, Wrong

router = APIRouter()

NAME = 80  # code points


@dataclass(frozen=True, slots=True)
class Door:
    """What a page of this kind shows.

    Attributes:
        next: Where to go on.
        name: The name that was given.
        message: Key of what went wrong, or was done.
        least: Characters of a password.
    """

    next: str = "/"
    name: str = ""
    message: str = ""
    least: int = LEAST


def sessions(request: Request) -> Sessions:
    """Return who knows the sessions."""
    made: Sessions = request.app.state.sessions
    return made


@router.get("/login")
def login(request: Request, next: str = "/") -> Response:  # noqa: A002
    """Ask for name and password."""
    return page(request, "login.html", Door(_local(next)))


@router.post("/login")
def sign_in(request: Request, name: Annotated[str, Form(max_length=NAME)] = "",
            password: Annotated[str, Form(max_length=MOST)] = "", next: Annotated[str, Form()] = "/") -> Response:  # noqa: A002
    """Take name and password, and ask for the code."""
    try:
        kept = sessions(request).sign_in(name.strip(), password, _address(request))
    except Locked:
        return page(request, "login.html", Door(_local(next), name, "locked"), status=429)
    except Wrong:
        return page(request, "login.html", Door(_local(next), name, "wrong"), status=401)
    return _keep(request, kept, f"/second-factor?next={_local(next)}")


@router.get("/second-factor")
def second_factor(request: Request, next: str = "/") -> Response:  # noqa: A002
    """Ask for the code."""
    return page(request, "second_factor.html", Door(_local(next)))


@router.post("/second-factor")
def take_code(request: Request, code: Annotated[str, Form(max_length=20)] = "",
              next: Annotated[str, Form()] = "/") -> Response:  # noqa: A002
    """Take the code, and let in."""
    try:
        kept = sessions(request).second(request.cookies.get(COOKIE, ""), code, _address(request))
    except Locked:
        return page(request, "second_factor.html", Door(_local(next), message="locked"), status=429)
    except Wrong:
        return page(request, "second_factor.html", Door(_local(next), message="wrong"), status=401)
    return _keep(request, kept, _local(next))


@router.post("/logout")
def logout(request: Request) -> Response:
    """End the session."""
    sessions(request).sign_out(request.cookies.get(COOKIE, ""), _address(request))
    made = RedirectResponse("/login", 303)
    made.headers.append("Set-Cookie", cookie(COOKIE, "", secure=request.url.scheme == "https", age=0))
    made.headers["Clear-Site-Data"] = '"cache"'
    return made


@router.get("/account")
def account(request: Request, who: Looks) -> Response:
    """Show one's own account."""
    return page(request, "account.html", Door(name=who.name))


@router.post("/account")
def change(request: Request, who: Looks, current: Annotated[str, Form(max_length=MOST)] = "",
           password: Annotated[str, Form(max_length=MOST)] = "",
           again: Annotated[str, Form(max_length=MOST)] = "") -> Response:
    """Change one's own password; every session of the account ends."""
    here = sessions(request)
    if not fits(here.member(who.name), current):
        here.members.note(Act("wrong_password", who.name, _address(request), "changing it"))
        return page(request, "account.html", Door(name=who.name, message="wrong"), status=403)
    if password != again or len(password) < LEAST:
        wrong = "short" if password == again else "again"
        return page(request, "account.html", Door(name=who.name, message=wrong), status=422)
    here.members.reset(who.name, password=hashed(password))
    here.members.note(Act("password", who.name, _address(request)))
    return RedirectResponse("/login", 303)


def _keep(request: Request, kept: str, then: str) -> Response:
    made = RedirectResponse(then, 303)
    made.headers.append("Set-Cookie", cookie(COOKIE, kept, secure=request.url.scheme == "https", age=WHOLE))
    return made


def _address(request: Request) -> str:
    return request.client.host if request.client else "?"


def _local(path: str) -> str:
    """Return a path of this desk; the overview for anything else."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() else "/"
