"""`musnad desk`: the ledger in a browser."""

from __future__ import annotations

import getpass
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Annotated

import typer
import uvicorn

from musnad.cli.console import fail, guarded, ledger_called, say
from musnad.cli.joining import Joining
from musnad.cli.options import LEDGER, LedgerOption
from musnad.cli.placing import Placing
from musnad.cli.taking import take_in
from musnad.cli.users import AccountsOption, file_of
from musnad.lang.words import fold_name
from musnad.ledger import ledger_name, note, open_desk, open_members, open_reader, open_search
from musnad.link.terms import ANALYSIS
from musnad.model.errors import LedgerError
from musnad.web import Office, make_app
from musnad.web.fetching import Fetcher
from musnad.web.guard import LOOPBACK
from musnad.web.narrowing import ahead
from musnad.web.rendering import prepare
from musnad.web.sessions import Sessions

HERE = "127.0.0.1"
PORT = 8018


@guarded
def command(
    ledger: LedgerOption = LEDGER,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of this machine; 0 takes a free one.")] = PORT,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", show_default=False, help="Under which your verdicts are kept.")
    ] = None,
    users: Annotated[
        bool, typer.Option("--users", help="Let in only those with an account; `musnad users` makes them.")
    ] = False,
    accounts: AccountsOption = None,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Address to answer on; needs --users.")] = HERE,
    called: Annotated[
        list[str] | None,
        typer.Option("--as", metavar="NAME", show_default=False, help="Name that browsers call it by; may be repeated."),
    ] = None,
    fetch: Annotated[
        bool, typer.Option("--fetch", help="Let reviewers add public pages by their address.")
    ] = False,
    certificate: Annotated[
        Path | None, typer.Option(metavar="FILE", show_default=False, help="Certificate for TLS, PEM; needs --key.")
    ] = None,
    key: Annotated[Path | None, typer.Option(metavar="FILE", show_default=False, help="Its private key, PEM.")] = None,
) -> None:
    """Open the desk: read, check and correct the ledger in a browser, in Arabic or English.

    It answers on this machine only (127.0.0.1), and asks nothing of any other. End it with Ctrl+C.
    For a team: --users, with --host and --as, and with --certificate and --key unless a server before it does TLS.

    Examples:
    musnad desk --ledger demo/sample.db

    musnad desk --ledger news.db --port 9000 --name "R. Haddad"

    musnad desk --ledger news.db --users --host 0.0.0.0 --as desk.example.org --certificate desk.pem --key desk.key
    """
    if host != HERE and not users:
        raise typer.BadParameter("without accounts the desk answers on this machine only; --host needs --users")
    with (open_reader(ledger, fold=fold_name) as reader, open_desk(ledger, fold=fold_name) as desk,
          open_search(ledger, analysis=ANALYSIS) as search, _listening(host, port) as listening):
        office = Office(reader, desk, ledger_called(ledger), reviewer=name or _user(), fetch=Fetcher() if fetch else None,
                        search=search, intake=partial(take_in, ledger), joins=Joining(ledger), sites=Placing())
        with _sessions(ledger, accounts) if users else nullcontext() as sessions:
            app = make_app(office, hosts=(*LOOPBACK, host, *(called or ())), sessions=sessions)
            way = "https" if certificate else "http"
            where = f"{ledger}: {way}://{host}:{listening.getsockname()[1]}/  (Ctrl+C ends the desk)"
            office.counts.warm()
            config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False,
                                    ssl_certfile=certificate, ssl_keyfile=key)
            _Server(config, where, partial(ahead, office)).run(sockets=[listening])


class _Server(uvicorn.Server):
    """A server that says where it is once it answers: the page that everybody opens first is ready by then, others soon."""

    def __init__(self, config: uvicorn.Config, where: str, later: Callable[[], None]) -> None:
        super().__init__(config)
        self._where, self._later = where, later

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        prepare("overview.html")
        await super().startup(sockets)
        say(self._where)
        Thread(target=self._made_ready, daemon=True, name="made ready").start()

    def _made_ready(self) -> None:
        prepare()
        self._later()


@contextmanager
def _sessions(ledger: str, accounts: Path | None) -> Iterator[Sessions]:
    """Give who knows the sessions, for as long as the desk runs."""
    with open_members(file_of(ledger, accounts)) as members:
        here = ledger_name(ledger)
        if not members.roles(here):
            raise LedgerError(f"nobody has access to {ledger_called(ledger)} yet; "
                              "`musnad users add NAME --role administrator` gives it")
        yield Sessions(members, here, partial(note, ledger, "access"))


def _listening(host: str, port: int) -> socket.socket:
    """Return the socket that the desk answers on."""
    try:
        return socket.create_server((host, port))
    except OSError as error:
        raise fail(f"{host}, port {port}: {error.strerror}; choose another one with --port") from None


def _user() -> str:
    """Return the name of whoever runs the desk, as the system knows it."""
    return os.environ.get("USER") or getpass.getuser()
