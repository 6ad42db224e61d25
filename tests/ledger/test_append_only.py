"""Nothing is updated or deleted: not by this code, and not by any other that opens the ledger."""

from __future__ import annotations

import ast
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError

from ledger.making import execute, link, read, record
from musnad.ledger import (
    Batch,
    Kept,
    RunInfo,
    open_desk,
    open_linkings,
    open_reader,
    open_recorder,
    open_withholding,
    sign,
    signing_key,
    verify,
)
from musnad.ledger.schema import EVIDENCE

ROOM = Path(__file__).parents[2] / "src/musnad/ledger"
# What is no evidence: an index that can be made anew at any time, and the accounts of a team's desk.
APART = {"search_file.py", "search_vectors.py", "search_postgres.py", "members.py"}
TABLES = [table.name for table in EVIDENCE]
CHANGING = re.compile(r"\s*(?:WITH\b.*)?\b(?:UPDATE|DELETE|REPLACE|TRUNCATE|DROP|ALTER)\b", re.IGNORECASE | re.DOTALL)
HARMLESS = ("SELECT", "CREATE", "COMMENT", "PRAGMA", "BEGIN", "INSERT")
STATEMENT = next(r.id for r in read().records if r.type == "statement")


@pytest.fixture
def full(where: str, tmp_path: Path) -> str:
    """A ledger with a row in every table."""
    record(where, [read()])
    record(where, [read(keep=2)], version="2")
    with open_recorder(where, run=RunInfo("2")) as recorder:
        recorder.add_links([link(STATEMENT, STATEMENT)])
    with open_desk(where) as desk:
        desk.judge(STATEMENT, "accepted", reviewer="R")
        desk.save_search("heights", "speaker:spokesman", who="R")
        desk.assign(STATEMENT, "R", who="R")
        desk.ask_second_look("all", who="R")
    kept = Kept(1, "invented@1", STATEMENT, "report-1", None, None, b"{}")
    with open_linkings(where, run=RunInfo("2")) as linkings:
        linkings.append(Batch(readings=[(1, "invented@1")], signatures=[kept], keys=[(1, 1)],
                              changes=[(link(STATEMENT, STATEMENT).id, "dropped", "not found again")]))
    sign(where, signing_key(tmp_path / "signing.pem"))
    with open_withholding(where) as door:
        door.withhold(STATEMENT, who="R", reason="asked to", basis="request")
    empty = "''::bytea" if "://" in where else "x''"
    columns = "(checkpoint, authority, moment, token)"
    execute(where, f"INSERT INTO timestamps {columns} VALUES (1, 'invented', 'never', {empty})")
    return where


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("act", ["UPDATE {} SET number = number + 1", "DELETE FROM {}"])
def test_the_database_itself_refuses(full: str, table: str, act: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        execute(full, act.format(f'"{table}"'))

    assert [part.name for part in verify(full).parts if part.failed] == ["timestamps"], "the one that was made up"


def test_a_row_cannot_be_replaced_in_a_file_by_this_codes_connections(file: Path) -> None:
    record(file, [read()])

    with closing(sqlite3.connect(file)) as connection, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute("PRAGMA recursive_triggers=ON")
        connection.execute("INSERT OR REPLACE INTO stamps (number, schema, applied) VALUES (1, 1, 'never')")


def test_no_statement_that_is_issued_updates_or_deletes(where: str) -> None:
    issued: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        issued.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        _use_every_door(where)
    finally:
        event.remove(Engine, "before_cursor_execute", note)

    acting = [s for s in issued if not s.lstrip().upper().startswith(HARMLESS)]
    assert len(issued) > 50
    assert acting == []


def test_no_text_in_the_code_is_such_a_statement() -> None:
    found = [
        f"{path.name}: {node.value}"
        for path in sorted(ROOM.glob("*.py")) if path.name not in APART
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CHANGING.match(node.value)
        and not re.fullmatch(r"[a-z]+", node.value)  # a word of the format is no statement
    ]

    assert sorted(found) == ["backend.py: DELETE", "backend.py: DROP TABLE IF EXISTS search_", "backend.py: UPDATE",
                             "backend.py: UPDATE", 'backend.py: UPDATE "'], \
        "the words of the triggers, what a decision to expunge does, and an index dropped with the words it held"


def test_what_is_apart_from_evidence_names_none_of_its_tables() -> None:
    named = {
        (path.name, table)
        for path in ROOM.glob("*.py") if path.name in APART
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CHANGING.match(node.value)
        for table in TABLES if re.search(rf"\b{table}\b", node.value)
    }

    assert named == set()


def test_the_code_imports_nothing_that_updates_or_deletes() -> None:
    imported = {
        alias.name
        for path in ROOM.glob("*.py") if path.name not in APART
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy")
        for alias in node.names
    }

    assert not imported & {"update", "delete", "text"}


def _use_every_door(where: str) -> None:
    record(where, [read(n) for n in range(3)])
    record(where, [read(1)])
    record(where, [read(1, keep=3)], version="2")
    with open_desk(where) as desk:
        desk.judge(next(r.id for r in read(1).records if r.type == "statement"), "accepted", reviewer="R")
    with open_reader(where) as reader:
        statement = next(reader.statements())
        reader.evidence(statement.id), reader.history(statement.id), reader.summary(), reader.runs()
        assert list(reader.lines())
        assert list(reader.documents())
        assert reader.contents(reader.report(1).id)
    assert verify(where).ok
