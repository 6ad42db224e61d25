"""`musnad desk`: the ledger in a browser."""

from __future__ import annotations

import getpass
import os
import socket
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from musnad.cli.console import fail, guarded, say
from musnad.cli.options import LEDGER, LedgerOption
from musnad.lang.words import fold_name
from musnad.ledger import open_desk, open_reader
from musnad.web import Office, make_app

HERE = "127.0.0.1"
PORT = 8018


@guarded
def command(
    ledger: LedgerOption = LEDGER,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of this machine; 0 takes a free one.")] = PORT,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", show_default=False, help="Under which your verdicts are kept.")
    ] = None,
) -> None:
    """Open the desk: read, check and correct the ledger in a browser, in Arabic or English.

    It answers on this machine only (127.0.0.1), and asks nothing of any other. End it with Ctrl+C.

    Examples:
    musnad desk --ledger demo/sample.db

    musnad desk --ledger news.db --port 9000 --name "R. Haddad"
    """
    with open_reader(ledger, fold=fold_name) as reader, open_desk(ledger) as desk, _listening(port) as listening:
        app = make_app(Office(reader, desk, Path(ledger).name, reviewer=name or _user()))
        say(f"{ledger}: http://{HERE}:{listening.getsockname()[1]}/  (Ctrl+C ends the desk)")
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False))
        server.run(sockets=[listening])


def _listening(port: int) -> socket.socket:
    """Return the socket that the desk answers on: loopback only."""
    try:
        return socket.create_server((HERE, port))
    except OSError as error:
        raise fail(f"port {port}: {error.strerror}; choose another one with --port") from None


def _user() -> str:
    """Return the name of whoever runs the desk, as the system knows it."""
    return os.environ.get("USER") or getpass.getuser()
