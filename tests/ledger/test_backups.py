"""A backup is whole while the ledger is written to, is verified, and comes back only if it holds."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ledger.making import fold, read, record
from musnad.ledger import RunInfo, backup, open_log, open_reader, open_recorder, restore, verify
from musnad.model.errors import LedgerError


def test_a_backup_holds_what_the_ledger_held(file: Path, tmp_path: Path) -> None:
    record(file, [read(n) for n in range(3)])
    found = backup(file, tmp_path / "safe/copy.db")

    assert found.ok
    with open_reader(file) as one, open_reader(tmp_path / "safe/copy.db") as other:
        assert list(one.lines()) == list(other.lines())
    with open_log(file) as one, open_log(tmp_path / "safe/copy.db") as other:
        assert one.root() == other.root()
    assert [path.name for path in (tmp_path / "safe").iterdir()] == ["copy.db"]


def test_a_backup_taken_while_somebody_writes_is_one_state(file: Path, tmp_path: Path) -> None:
    record(file, [read(0)])
    with open_recorder(file, run=RunInfo("1"), fold=fold) as recorder:
        for number in range(1, 4):
            one = read(number)
            recorder.add(one.source, one.document, one.records)
            recorder.flush()
            assert backup(file, tmp_path / f"{number}.db").ok
            with open_reader(tmp_path / f"{number}.db") as reader:
                assert reader.summary().documents == number + 1


def test_nothing_is_overwritten(file: Path, tmp_path: Path) -> None:
    record(file, [read()])
    (tmp_path / "there").write_text("precious", encoding="utf-8")

    for act in (backup, restore):
        with pytest.raises(LedgerError, match="nothing is overwritten"):
            act(file, tmp_path / "there")
    assert (tmp_path / "there").read_text("utf-8") == "precious"


def test_a_damaged_backup_is_not_restored(file: Path, tmp_path: Path) -> None:
    record(file, [read()])
    backup(file, tmp_path / "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection:
        connection.execute("DROP TRIGGER statements_no_update")
        connection.execute("UPDATE statements SET act = 'deny'")
        connection.commit()

    with pytest.raises(LedgerError, match="does not verify"):
        restore(tmp_path / "copy.db", tmp_path / "new.db")
    assert not (tmp_path / "new.db").exists()


def test_a_backup_is_restored_and_goes_on(file: Path, tmp_path: Path) -> None:
    record(file, [read(0)])
    backup(file, tmp_path / "copy.db")
    restore(tmp_path / "copy.db", tmp_path / "new.db")
    record(tmp_path / "new.db", [read(1)])

    assert verify(tmp_path / "new.db").ok


def test_what_is_no_ledger_is_told(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no database" * 99, encoding="utf-8")

    for where in (tmp_path / "missing", tmp_path / "text", "postgresql://host/name"):
        with pytest.raises(LedgerError):
            backup(where, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()
