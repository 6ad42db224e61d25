"""Habits of the code that no linter knows."""

from __future__ import annotations

import ast
from importlib import import_module
from unicodedata import name as character_name

import pytest

import musnad
from rooms.code import PACKAGE, ROOT, modules, written

CONTROLS = (range(0x200B, 0x2010), range(0x202A, 0x202F), range(0x2060, 0x206A), (0x061C, 0xFEFF, 0x00AD))
INVISIBLE = {chr(c) for some in CONTROLS for c in some}
REGISTRIES = [".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"),
                                            ("anaconda", "org"), ("crates", "io"))]
EDGE = "pipeline/reading.py"  # where a fault in one report becomes a refusal


def test_only_the_edge_of_a_run_catches_everything() -> None:
    broad = [path for path, tree in modules().items() for node in ast.walk(tree)
             if isinstance(node, ast.ExceptHandler) and _is_broad(node)]

    assert broad == [EDGE]


def test_every_public_thing_has_a_docstring() -> None:
    bare = [
        f"{path}:{node.name}"
        for path, tree in modules().items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]

    assert bare == []


def test_every_module_says_what_it_is_about() -> None:
    assert [path for path, tree in modules().items() if not ast.get_docstring(tree)] == []


def test_every_exported_name_is_there() -> None:
    missing = []
    for path in modules():
        module = import_module("musnad." + path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
                               if path != "__init__.py" else "musnad") if path != "__main__.py" else musnad
        missing += [f"{path}: {name}" for name in getattr(module, "__all__", ()) if not hasattr(module, name)]

    assert missing == []


def test_nothing_written_here_holds_an_invisible_control() -> None:
    found = [f"{path.relative_to(ROOT)}: {character_name(c, hex(ord(c)))}"
             for path in written() for c in sorted(INVISIBLE & set(path.read_text("utf-8")))]

    assert found == []


@pytest.mark.parametrize("host", REGISTRIES)
def test_no_package_registry_is_named(host: str) -> None:
    assert [str(path.relative_to(ROOT)) for path in written() if host in path.read_text("utf-8")] == []


def test_the_package_is_typed() -> None:
    assert (PACKAGE / "py.typed").exists()


def _is_broad(handler: ast.ExceptHandler) -> bool:
    caught = handler.type
    names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return caught is None or any(isinstance(n, ast.Name) and n.id == "Exception" for n in names)
