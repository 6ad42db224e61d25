"""What a reader chose for themselves: language, calendar, light or dark, and the name under their verdicts."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote, urlsplit

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse

from musnad.web.tongue import CALENDARS, LANGUAGES

router = APIRouter()

THEMES = ("auto", "light", "dark")
YEAR = 31_536_000  # seconds
_KNOWN = {"language": tuple(LANGUAGES), "calendar": CALENDARS, "theme": THEMES}
NAME = 80  # code points of a reviewer's name


@router.post("/chosen")
def choose(
    request: Request,
    language: Annotated[str, Form()] = "",
    calendar: Annotated[str, Form()] = "",
    theme: Annotated[str, Form()] = "",
    reviewer: Annotated[str, Form(max_length=NAME)] = "",
) -> RedirectResponse:
    """Keep what was chosen in cookies, and go back to the page it was chosen on."""
    made = RedirectResponse(_back(request), 303)
    for name, value in {"language": language, "calendar": calendar, "theme": theme}.items():
        if value in _KNOWN[name]:
            made.set_cookie(name, value, max_age=YEAR, httponly=True, samesite="strict")
    plain = " ".join(reviewer.split())
    if plain:
        made.set_cookie("reviewer", quote(plain), max_age=YEAR, httponly=True, samesite="strict")  # a cookie is ASCII
    return made


def _back(request: Request) -> str:
    """Return the path of the page that a request came from: never another host's."""
    came = urlsplit(request.headers.get("referer", ""))
    path = "/" + came.path.lstrip("/")
    return f"{path}?{came.query}" if came.query else path
