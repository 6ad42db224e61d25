"""Who may import whom: the contracts of pyproject.toml, and what they cannot say."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from rooms.code import ROOT, functions, modules

ROOMS = {"model", "lang", "text", "extract", "link", "intake", "ledger", "pipeline", "export", "web", "evaluate", "cli"}
VAGUE = {"utils", "util", "helpers", "helper", "common", "core", "misc", "base", "tools"}
DRIVERS = {"sqlite3", "sqlalchemy", "psycopg"}


def test_the_import_contracts_are_kept() -> None:
    runner = Path(sys.executable).parent / "lint-imports"

    done = subprocess.run([runner, "--no-cache"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_is_there_and_says_what_it_is_for() -> None:
    said = {path.split("/")[0]: ast.get_docstring(tree) for path, tree in modules().items() if path.count("/") == 1
            and path.endswith("__init__.py")}

    assert set(said) == ROOMS
    assert [room for room, words in said.items() if not words or len(words.split()) < 3] == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [path for path in modules() if VAGUE & set(path.removesuffix(".py").split("/"))] == []


def test_nothing_is_imported_inside_a_function() -> None:
    inside = [name for name, f in functions() for node in ast.walk(f) if isinstance(node, ast.Import | ast.ImportFrom)]

    assert inside == []


def test_only_the_ledger_imports_a_database_driver() -> None:
    found = {
        path
        for path, tree in modules().items()
        for node in ast.walk(tree)
        for name in _imported(node)
        if name.split(".")[0] in DRIVERS and not path.startswith("ledger/")
    }

    assert found == set()


@pytest.mark.parametrize("library", ["sqlalchemy", "trafilatura", "lxml"])
def test_extract_starts_without(library: str) -> None:
    code = f"import sys; from musnad.cli import application; application(['extract']); print({library!r} in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)

    assert done.stdout.strip() == "False"


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
