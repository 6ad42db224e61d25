"""Accounts from the command line, and the desk that lets them in."""

from __future__ import annotations

import re
from pathlib import Path

import pyotp
import pytest

from conftest import Run
from ledger.making import read, record
from musnad.ledger import open_log, open_members


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    record(tmp_path / "news.db", [read()])
    return tmp_path / "news.db"


def test_an_account_is_made_with_a_password_and_a_second_factor_that_are_shown_once(musnad: Run, ledger: Path) -> None:
    done = musnad("users", "add", "R. Haddad", "--role", "reviewer", "--ledger", ledger)
    said = dict(re.findall(r"^(password|second factor) +(\S+)$", done.stdout, re.MULTILINE))
    listed = musnad("users", "list", "--ledger", ledger).stdout

    assert done.returncode == 0
    assert len(pyotp.TOTP(said["second factor"]).now()) == 6
    assert re.search(r"R\. Haddad +reviewer", listed)
    assert said["password"] not in listed
    assert said["password"].encode() not in ledger.with_name("musnad-accounts.db").read_bytes()


def test_every_change_of_access_is_an_entry_of_the_ledgers_log(musnad: Run, ledger: Path) -> None:
    for act in (("add", "sami"), ("role", "sami", "--role", "administrator"), ("reset", "sami"), ("role", "sami"),
                ("remove", "sami")):
        assert musnad("users", *act, "--ledger", ledger).returncode == 0

    with open_log(ledger) as log:
        said = [re.findall(r'"act":"(\w+)"', entry.body)[0] for entry in log.entries(kind="access")]
    assert said == ["add", "role", "reset", "role", "remove"]
    assert musnad("verify", "--ledger", ledger).returncode == 0


def test_a_password_of_ones_own_is_taken_and_a_short_one_is_not(musnad: Run, ledger: Path) -> None:
    short = musnad("users", "add", "sami", "--password", "--ledger", ledger, stdin="short\n")
    long = musnad("users", "add", "sami", "--password", "--ledger", ledger, stdin="a long word of my own\n")

    assert short.returncode == 1
    assert "12 to 200 characters" in short.stderr
    assert long.returncode == 0
    assert "password" not in long.stdout


@pytest.mark.parametrize("act", [("remove", "nemo"), ("reset", "nemo"), ("key", "nemo"), ("role", "nemo"), ("add",)])
def test_an_account_that_is_not_there_is_a_clear_error(musnad: Run, ledger: Path, act: tuple[str, ...]) -> None:
    done = musnad("users", *act, "--ledger", ledger)

    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_the_key_of_a_program_is_printed_alone(musnad: Run, ledger: Path) -> None:
    musnad("users", "add", "sami", "--ledger", ledger)
    done = musnad("users", "key", "sami", "--ledger", ledger)

    assert re.fullmatch(r"[\w-]{43}\n", done.stdout)
    with open_members(ledger.with_name("musnad-accounts.db")) as members:
        assert members.acts(1)[0].what == "key"


def test_a_desk_for_a_team_without_accounts_says_how_to_make_one(musnad: Run, ledger: Path) -> None:
    done = musnad("desk", "--users", "--port", "0", "--ledger", ledger)

    assert done.returncode == 1
    assert "musnad users add" in done.stderr


def test_without_accounts_the_desk_answers_on_this_machine_only(musnad: Run, ledger: Path) -> None:
    done = musnad("desk", "--host", "0.0.0.0", "--ledger", ledger)

    assert done.returncode == 2
    assert "--users" in done.stderr
