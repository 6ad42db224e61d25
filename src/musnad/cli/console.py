"""What every command says in the same way: messages to the person, exit codes, errors."""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Callable
from pathlib import PurePath
from typing import ParamSpec

import typer

from musnad.model.errors import MusnadError

EXIT_CODES = "Exit codes: 0 all done; 1 something could not be read, found or verified, the rest is done; 2 wrong usage."
DONE, PARTLY, USAGE, INTERRUPTED = 0, 1, 2, 130

Given = ParamSpec("Given")


HIDDEN = r"\1***"
_PASSWORD = re.compile(r"(://[^/@\s:]*:)[^/@\s]+(?=@)")  # in the address of a database


def say(message: str) -> None:
    """Tell the person something, beside the output; the password of an address stays unsaid."""
    sys.stderr.write(f"{_PASSWORD.sub(HIDDEN, message)}\n")


def ledger_called(ledger: str) -> str:
    """Return what a ledger is called: the last part of its path or address."""
    return PurePath(ledger.partition("?")[0]).name


def fail(message: str, code: int = PARTLY) -> typer.Exit:
    """Say what is wrong and return the exit to raise."""
    say(f"musnad: {message}")
    return typer.Exit(code)


def guarded(command: Callable[Given, None]) -> Callable[Given, None]:
    """Turn errors raised on purpose into one clear line, and an interrupt into a quiet end."""

    @functools.wraps(command)
    def run(*args: Given.args, **kwargs: Given.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except MusnadError as error:
            raise fail(str(error)) from None
        except KeyboardInterrupt:
            raise fail("stopped by you; what was finished is kept", INTERRUPTED) from None

    return run
