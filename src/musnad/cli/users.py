"""`musnad users`: who may sign in to the desk, and in which role."""

from __future__ import annotations

import getpass
import sys
import time
from pathlib import Path
from typing import Annotated, Literal

import typer

from musnad.cli.console import guarded, ledger_called, say
from musnad.cli.options import LEDGER, LedgerOption
from musnad.cli.tables import table, terminal
from musnad.ledger import Act, Member, Members, ledger_name, note, open_members
from musnad.model.errors import LedgerError
from musnad.web.accounts import address_of, generated, hashed, new_secret
from musnad.web.sessions import YEAR, begun

Verb = Literal["add", "list", "role", "reset", "remove", "key", "denied"]
Role = Literal["reader", "reviewer", "administrator"]
FILE = "musnad-accounts.db"
SHOWN = 50

AccountsOption = Annotated[
    Path | None,
    typer.Option("--accounts", metavar="FILE", envvar="MUSNAD_ACCOUNTS", show_default=False,
                 help=f"The file of accounts; {FILE} beside the ledger, if not named."),
]


@guarded
def command(
    verb: Annotated[Verb, typer.Argument(metavar="ACT", help="add | list | role | reset | remove | key | denied")] = "list",
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", show_default=False, help="Whose account.")] = None,
    ledger: LedgerOption = LEDGER,
    accounts: AccountsOption = None,
    role: Annotated[
        Role | None, typer.Option(help="add, role: what they may do in this ledger.", show_default=False)
    ] = None,
    own: Annotated[
        bool, typer.Option("--password", help="add, reset: ask for the password, instead of making one up.")
    ] = False,
) -> None:
    """Manage the accounts that `musnad desk --users` lets in.

    An account has a password and a second factor: `add` prints both, once. It has a role in each ledger that it was
    given access to: a reader reads, a reviewer judges and adds, an administrator gives access. `role` gives access to a
    further ledger or changes the role; without --role it takes the access away. `reset` makes a new password and a new
    second factor, and ends every session and key. `key` prints a key with which a program calls the API for a year,
    as `Authorization: Bearer KEY`. `remove` removes the account; its verdicts stay. `denied` shows what was denied.
    Each change of access is an entry of the ledger's log, too.

    Examples:
    musnad users add "R. Haddad" --role reviewer --ledger news.db

    musnad users list --ledger news.db

    musnad users reset "R. Haddad" --ledger news.db
    """
    with open_members(file_of(ledger, accounts)) as members:
        if verb == "list":
            _list(members, ledger_name(ledger))
        elif verb == "denied":
            _denied(members)
        elif not (name or "").strip():
            raise LedgerError(f"{verb} whom? Give the name of the account")
        else:
            _done(members, verb, " ".join(str(name).split()), ledger, role, own=own)


def file_of(ledger: str, accounts: Path | None) -> Path:
    """Return the file of accounts for a ledger: beside it, if it is a file."""
    if accounts is None and "://" in ledger:
        raise LedgerError("a ledger in a database has no folder for accounts: name their file with --accounts")
    return accounts or Path(ledger).with_name(FILE)


def _done(members: Members, verb: str, name: str, ledger: str, role: str | None, *, own: bool) -> None:
    if verb == "add":
        _add(members, name, ledger, role or "reader", own=own)
    elif verb == "role":
        members.grant(name, ledger_name(ledger), role)
        say(f"{name}: {role or 'no access any more'} in {ledger}")
    elif verb == "reset":
        password, secret = _password(own=own), new_secret()
        members.reset(name, password=hashed(password), secret=secret)
        _tell(name, password, secret, ledger, own=own)
    elif verb == "key":
        if members.member(name) is None:
            raise LedgerError(f"{name}: no account of this name")
        typer.echo(begun(members, name, int(time.time()), YEAR, key=True))
    else:
        members.remove(name)
        say(f"{name}: removed; verdicts under this name stay")
    by = getpass.getuser()
    members.note(Act(verb, by, None, f"{name}: {role}" if role else name))
    note(ledger, "access", name, {"act": verb, "role": role, "by": by})


def _add(members: Members, name: str, ledger: str, role: str, *, own: bool) -> None:
    here, password, secret = ledger_name(ledger), _password(own=own), new_secret()
    members.add(Member(name, hashed(password), secret))
    members.grant(name, here, role)
    say(f"{name}: {role} in {ledger}")
    _tell(name, password, secret, ledger, own=own)


def _password(*, own: bool) -> str:
    """Return a password that the person writes, or one made up."""
    if not own:
        return generated()
    said = typer.prompt("Password", hide_input=True, confirmation_prompt=True) if sys.stdin.isatty() else input()
    try:
        hashed(said)
    except ValueError as error:
        raise LedgerError(str(error)) from None
    return str(said)


def _tell(name: str, password: str, secret: str, ledger: str, *, own: bool) -> None:
    """Print what the person needs; it is not kept anywhere in words."""
    if not own:
        typer.echo(f"password       {password}")
    typer.echo(f"second factor  {secret}")
    typer.echo(f"for a device   {address_of(name, secret, f'musnad {ledger_called(ledger)}')}")
    say("Shown once. Hand it over by another way than this desk; the password can be changed there.")


def _list(members: Members, ledger: str) -> None:
    roles = members.roles(ledger)
    rows = [(made.name, roles.get(made.name, "–"), made.since[:10]) for made in members.members()]
    terminal().print(table(None, ("name", "role in this ledger", "since"), rows))


def _denied(members: Members) -> None:
    found = members.acts(SHOWN, ("denied", "locked", "wrong_password", "wrong_code"))
    rows = [(act.moment[:19], act.what, act.who or "–", act.address or "–", act.says or "") for act in reversed(found)]
    terminal().print(table(None, ("moment", "what", "who", "from", "more"), rows))
