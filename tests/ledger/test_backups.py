"""A backup is whole while the ledger is written to, is verified, and comes back only if it holds."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from ledger.making import fold, read, record
from musnad.ledger import (
    RunInfo,
    backup,
    open_desk,
    open_log,
    open_reader,
    open_recorder,
    open_withholding,
    restore,
    sign,
    signing_key,
    verify,
)
from musnad.ledger.backend import open_backend
from musnad.ledger.columns import metadata
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


def everything(where: str | Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table."""
    with closing(open_backend(where, "read")) as backend, backend.reading() as connection:
        return {table.name: [tuple(row) for row in connection.execute(select(table).order_by(table.c.number))]
                for table in metadata.sorted_tables}


def full(where: str, tmp_path: Path) -> None:
    """Fill a ledger with all that it may hold: a signature, a verdict, a decision that removes words."""
    record(where, [read(n) for n in range(3)])
    with open_reader(where) as reader:
        first, second, *_ = list(reader.statements())
    with open_desk(where) as desk:
        desk.judge(first.id, "accepted", reviewer="Reader", reason="heard it")
    with open_withholding(where) as withholding:
        withholding.withhold(second.id, who="Editor", reason="safety", basis="safety", expunge=True)
    sign(where, signing_key(tmp_path / "key.pem"))


def test_a_backup_of_either_database_holds_every_row(where: str, tmp_path: Path) -> None:
    full(where, tmp_path)

    found = backup(where, tmp_path / "copy.db")

    assert found.ok
    assert everything(tmp_path / "copy.db") == everything(where)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(("copy", "."))] == ["copy.db"]


def test_a_backup_comes_back_into_either_database_and_goes_on(where: str, tmp_path: Path) -> None:
    full(str(tmp_path / "first.ledger"), tmp_path)
    backup(tmp_path / "first.ledger", tmp_path / "copy.db")

    assert restore(tmp_path / "copy.db", where).ok
    assert everything(where) == everything(tmp_path / "copy.db")
    record(where, [read(3)])
    assert verify(where).ok
    with pytest.raises(LedgerError, match="nothing is overwritten"):
        restore(tmp_path / "copy.db", where)


def test_a_backup_of_either_database_is_one_state_while_somebody_writes(where: str, tmp_path: Path) -> None:
    record(where, [read(0)])
    with open_recorder(where, run=RunInfo("1"), fold=fold) as recorder:
        written = []

        def write(done: int, total: int) -> None:
            if not written:  # between two tables of the copy
                written.append(recorder.add(*(lambda one: (one.source, one.document, one.records))(read(1))))
                recorder.flush()

        found = backup(where, tmp_path / "copy.db", carried=write)

    assert found.ok
    with open_reader(tmp_path / "copy.db") as reader:
        assert reader.summary().documents == 1
    assert bool(written) == ("://" in where)


def test_a_damaged_backup_is_not_restored_into_either_database(where: str, file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.ledger"
    record(str(other), [read()])
    backup(other, tmp_path / "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection:
        connection.execute("DROP TRIGGER statements_no_update")
        connection.execute("UPDATE statements SET act = 'deny'")
        connection.commit()

    with pytest.raises(LedgerError, match="does not verify"):
        restore(tmp_path / "copy.db", where)
    with pytest.raises(LedgerError, match="no ledger here"):
        verify(where)


def test_what_is_no_ledger_is_told(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no database" * 99, encoding="utf-8")

    for where in (tmp_path / "missing", tmp_path / "text", "postgresql://host/name"):
        with pytest.raises(LedgerError):
            backup(where, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()
