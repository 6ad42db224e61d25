"""The command line: one file per command, and the only room that may import all others."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

from musnad import __version__
from musnad.cli.console import EXIT_CODES

COMMANDS = ("demo", "add", "extract", "parse", "list", "show", "why", "report", "link",
            "stories", "timeline", "copies", "compare", "search", "index", "conflicts", "positions", "merge", "split",
            "places", "verify", "diff", "export", "dossier", "log", "timestamp", "withhold", "redact",
            "import", "backup", "restore", "desk", "users", "bench", "evaluate")
MODULES = {"list": "listing", "import": "import_"}  # a file named list would hide the type from its own code

GARBAGE = 300_000  # objects between two searches for cycles: while lexicons load there are none; saves 40 ms of the start


def main() -> None:
    """Run the command that the arguments name."""
    gc.set_threshold(GARBAGE)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Records are UTF-8 whatever the locale says; a lone surrogate from a \uD800 escape is written as that escape.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    application(sys.argv[1:])(prog_name="musnad")


def application(arguments: Sequence[str]) -> typer.Typer:
    """Return the application with the commands that the arguments may run.

    Only the module of the named command is loaded: `extract` starts in a fraction of the time without the ledger's
    libraries. Where no command is named, as in `musnad --help`, all are loaded.
    """
    app = typer.Typer(
        callback=_root,
        epilog=EXIT_CODES,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    named = next((word for word in arguments if not word.startswith("-")), None)
    for name in (named,) if named in COMMANDS else COMMANDS:
        module = import_module(f"musnad.cli.{MODULES.get(name, name)}")
        app.command(name, epilog=EXIT_CODES)(module.command)
    return app


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"musnad {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Read Arabic news into a ledger of who said what, with the place of every word."""
