"""The schema, the records, the page about it and the DDL of its version agree."""

from __future__ import annotations

import runpy
import sqlite3
import subprocess
import sys
import typing
from contextlib import closing
from dataclasses import fields
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Column

from ledger.making import read, record
from musnad import ledger
from musnad.ledger import RunInfo, Where, migrate, open_desk, open_reader, open_recorder, verify
from musnad.ledger.columns import metadata
from musnad.ledger.packing import row_columns
from musnad.ledger.schema import COLUMNS, FOLDED, RECORDS, VERSION, plural
from musnad.model.errors import LedgerError
from musnad.model.records import RECORD_TYPES, Record

ROOT = Path(__file__).parents[2]

# What each version holds, as a digest. Who changes the schema raises VERSION, writes the step that leads to it in
# migrations.STEPS, and pins it here.
HELD = {
    1: "495bcd090c37db1789b27c38d7f580fcb35807c645cf10dfc32eff0b1735be3f",
    2: "37edc0d1e45b6a2714312f5fa187f5c3bebcf3d4ed88373c6c0f424a312e5791",
}


def test_the_schema_is_that_of_its_version() -> None:
    assert sha256("\n".join(_held()).encode()).hexdigest() == HELD[VERSION]


def _held() -> list[str]:
    """Return every column and index, in words that no database and no library has a say in."""
    columns = [
        f"{table.name}.{c.name} {c.type.python_type.__name__} {c.nullable} {c.unique} {c.primary_key} "
        f"{[key.target_fullname for key in c.foreign_keys]}"
        for table in metadata.tables.values() for c in table.columns
    ]
    indexes = [f"{t.name} {[c.name for c in index.columns]}" for t in metadata.tables.values() for index in t.indexes]
    return sorted(columns + indexes)


@pytest.mark.parametrize("kind", RECORD_TYPES, ids=lambda kind: kind.type)
def test_every_type_of_record_has_its_table_under_its_own_noun(kind: type[Record]) -> None:
    assert RECORDS[kind.type].name == plural(kind)
    assert set(row_columns(kind.type)) < set(RECORDS[kind.type].c.keys())


@pytest.mark.parametrize("kind", RECORD_TYPES, ids=lambda kind: kind.type)
def test_every_column_of_a_field_is_a_field_of_the_record_with_its_type(kind: type[Record]) -> None:
    hints = typing.get_type_hints(kind)
    for path in COLUMNS[kind]:
        name, _, extra = path.partition(".")
        hint = hints[name + "_" if name == "from" else name]
        column: Column[object] = RECORDS[kind.type].c[path.replace(".", "_")]
        allowed = set(typing.get_args(hint)) or {hint}
        if not extra:
            assert column.type.python_type in allowed
            assert not ({int, float} & allowed and column.type.python_type is str)
            assert not (type(None) in allowed and not column.nullable)


@pytest.mark.parametrize("kind", RECORD_TYPES, ids=lambda kind: kind.type)
def test_no_column_stands_without_a_field_or_a_reason(kind: type[Record]) -> None:
    of_records = {path.replace(".", "_") for path in COLUMNS[kind]}
    of_ledger = {"number", "id", "document", "reading", "run", "position", "rule", "score", "line", *FOLDED[kind]}

    assert {c.name for c in RECORDS[kind.type].c} <= of_records | of_ledger
    assert {"by", "id", "row"} <= {f.name for f in fields(kind)}


def test_the_page_is_made_from_the_schema() -> None:
    made = runpy.run_path(str(ROOT / "scripts/ledger_docs.py"))["page"]()

    assert (ROOT / "docs/ledger.md").read_text("utf-8") == made, "run python scripts/ledger_docs.py"


def test_migrate_makes_a_ledger_and_leaves_one_of_this_version_alone(where: str) -> None:
    assert migrate(where) == 0
    assert migrate(where) == VERSION
    with open_reader(where) as reader:
        assert reader.summary().documents == 0
    assert verify(where).ok


def test_a_ledger_of_the_first_version_gets_the_index_of_the_second_and_loses_nothing(file: Path) -> None:
    record(file, [read()])
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DROP TRIGGER stamps_no_update")
        connection.execute("UPDATE stamps SET schema = 1")
        connection.execute("DROP INDEX statements_text_folded")
        connection.commit()
    with pytest.raises(LedgerError, match="schema 1, this version reads 2"):
        open_reader(file)

    assert migrate(file) == 1
    assert migrate(file) == VERSION
    with closing(sqlite3.connect(file)) as connection:
        indexes = {name for _, name, *_ in connection.execute("PRAGMA index_list(statements)")}
    with open_reader(file) as reader:
        assert [h.id for h in reader.statements(Where(text="المدير"))] == [
            h.id for h in reader.statements() if "المدير" in h.record["text"]]
        assert reader.summary().documents == 1
    assert "statements_text_folded" in indexes


def test_a_ledger_of_a_newer_version_is_left_alone(file: Path) -> None:
    record(file, [read()])
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("INSERT INTO stamps (schema, applied) VALUES (99, 'later')")
        connection.commit()

    for door in (open_reader, open_desk, verify, migrate, _recorder):
        with pytest.raises(LedgerError, match="newer"):
            door(file)


def test_where_there_is_no_ledger_the_message_says_so(tmp_path: Path) -> None:
    empty, other, text = tmp_path / "empty", tmp_path / "other", tmp_path / "text"
    empty.touch()
    text.write_text("no database at all, whatever its name says" * 99, encoding="utf-8")
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE mine (a)")

    for path in (tmp_path / "missing", empty, other, text, tmp_path):
        for door in (open_reader, open_desk, verify):
            with pytest.raises(LedgerError, match=str(path)):
                door(path)
    for path in (other, text, tmp_path, text / "below"):
        with pytest.raises(LedgerError, match=str(path)):
            _recorder(path)


def test_an_address_of_no_known_database_is_told() -> None:
    for address in ("mysqlish://host/name", "postgresql://127.0.0.1:1/none?connect_timeout=2"):
        with pytest.raises(LedgerError, match="://"):
            open_reader(address)


def test_a_password_is_in_no_message() -> None:
    with pytest.raises(LedgerError) as told:
        open_reader("postgresql://somebody:hidden@127.0.0.1:1/none?connect_timeout=2")

    assert "hidden" not in str(told.value)


def test_the_doors_are_there_and_cost_nothing_until_they_are_asked_for() -> None:
    doors = {"open_reader", "open_recorder", "open_desk", "migrate", "verify"}

    assert doors <= set(ledger.__all__)
    assert all(getattr(ledger, name) is not None for name in ledger.__all__)
    assert all(callable(getattr(ledger, name)) for name in doors)
    code = "import sys, musnad.ledger; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "False"
    with pytest.raises(AttributeError):
        ledger.window  # noqa: B018


def _recorder(where: Path) -> None:
    open_recorder(where, run=RunInfo("1")).close()
