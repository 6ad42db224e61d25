"""What an administrator sees of the accounts: who may do what here, who was denied what; and may change of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from musnad.ledger import ROLES, Act
from musnad.model.errors import LedgerError
from musnad.web.doors import sessions
from musnad.web.office import Looks
from musnad.web.rendering import page

router = APIRouter()

SHOWN = 100  # acts


@dataclass(frozen=True, slots=True)
class Row:
    """An account as the page shows it.

    Attributes:
        name: Its name.
        role: Its role in this ledger; None without access.
        since: UTC.
    """

    name: str
    role: str | None
    since: str


@dataclass(frozen=True, slots=True)
class Accounts:
    """What the page shows.

    Attributes:
        rows: The accounts.
        acts: What was done and denied, the newest first.
        message: Key of what went wrong, or nothing.
        roles: What can be chosen.
    """

    rows: list[Row]
    acts: list[Act]
    message: str = ""
    roles: tuple[str, ...] = ROLES


@router.get("/accounts")
def accounts(request: Request) -> Response:
    """Show the accounts."""
    return page(request, "accounts.html", _shown(request))


@router.post("/accounts")
def change(request: Request, who: Looks, name: Annotated[str, Form(max_length=80)] = "",
           role: Annotated[str, Form(max_length=20)] = "") -> Response:
    """Give an account a role in this ledger, or take its access away."""
    here = sessions(request)
    if name == who.name:
        return page(request, "accounts.html", _shown(request, "own"), status=422)
    try:
        here.members.grant(name, here.ledger, role or None)
    except LedgerError:
        return page(request, "accounts.html", _shown(request, "unfit"), status=422)
    here.record(name, {"role": role or None, "by": who.name})
    here.members.note(Act("role", who.name, None, f"{name}: {role or 'no access'}"))
    return RedirectResponse("/accounts", 303)


def _shown(request: Request, message: str = "") -> Accounts:
    here = sessions(request)
    roles = here.members.roles(here.ledger)
    rows = [Row(made.name, roles.get(made.name), made.since) for made in here.members.members()]
    return Accounts(rows, here.members.acts(SHOWN), message)
