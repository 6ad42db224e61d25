"""What whoever is turned away is told: why, and what to do. A page for people, one shape of error for programs."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request, Response
from fastapi.responses import PlainTextResponse

from musnad.web.api.errors import error
from musnad.web.guard import told_by_form
from musnad.web.headers import HEADERS
from musnad.web.pages.trouble import Trouble
from musnad.web.rendering import page

_CODES = {"name": "wrong_host", "site": "cross_site", "token": "bad_token", "session": "not_signed_in", "large": "too_large",
          "read": "no_right", "review": "no_right", "administer": "no_right"}
_SAID = {"name": "this desk does not go by that name", "site": "sent by another site's page",
         "token": "the token of the form is missing, or is of a desk that was started before this one",
         "large": "more than a form holds, or sent without its length",
         "session": "sign in first", "read": "you have no access to this ledger",
         "review": "you may read here; changing something needs the role reviewer",
         "administer": "this needs the role administrator"}


class Forged(Exception):
    """A form without the token that this desk wrote into it."""


@dataclass(frozen=True, slots=True)
class Refused:
    """What the page shows.

    Attributes:
        status: HTTP status.
        why: Key of the reason.
    """

    status: int
    why: str


def refused(request: Request, status: int, why: str) -> Response:
    """Return the answer to a request that is turned away."""
    if why == "name":
        return PlainTextResponse(_SAID[why], status)
    if request.url.path.startswith("/api/"):
        return error(status, _CODES[why], _SAID[why])
    return page(request, "refused.html", Refused(status, why), status=status)


async def genuine(request: Request) -> None:
    """See that a form was written by this desk.

    Raises:
        Forged: It was not.
    """
    if not await told_by_form(request):
        raise Forged


def forged(request: Request, _: Exception) -> Response:
    """Answer a form without its token."""
    return refused(request, 403, "token")


def unfit(request: Request, _: Exception) -> Response:
    """Answer a form or an address that does not say what it must, or says too much."""
    return page(request, "trouble.html", Trouble(422, ""), status=422)


def broken(_: Request, __: Exception) -> Response:
    """Answer where the desk itself has a fault: without a word of what it was working on."""
    return PlainTextResponse("The desk has a fault; its own output says which.", 500, headers=HEADERS)


