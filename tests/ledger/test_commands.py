"""The commands on a ledger in each database, by its path or its address, as a person types them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from conftest import Run
from ledger.conftest import POSTGRES


def test_a_ledger_is_filled_asked_and_verified(musnad: Run, where: str, samples: Path) -> None:
    for words in (("add", samples / "bundle-2018-09-12.txt"), ("link",), ("verify",)):
        done = musnad(*words, "--ledger", where)
        assert done.returncode == 0, done.stderr

    listed = musnad("list", "reports", "--format", "jsonl", "--ledger", where)
    found = musnad("search", "روسيا", "--format", "jsonl", "--ledger", where)

    assert listed.stdout
    assert found.stdout


def test_a_password_is_not_told(musnad: Run) -> None:
    address = os.environ.get(POSTGRES, "")
    if not address:
        pytest.skip(f"set {POSTGRES} to the address of a PostgreSQL database")

    done = musnad("list", "reports", "--ledger", "postgresql://somebody:secret@127.0.0.1:1/none")

    assert done.returncode == 1
    assert "secret" not in done.stderr
    assert "127.0.0.1" in done.stderr


def test_accounts_of_a_ledger_in_a_database_need_a_file(musnad: Run) -> None:
    done = musnad("users", "list", "--ledger", "postgresql://somebody:secret@127.0.0.1:1/none")

    assert done.returncode == 1
    assert "--accounts" in done.stderr
