"""The package's own source, parsed once, for the tests of its architecture."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "musnad"
WRITTEN = {".py", ".md", ".tsv", ".toml", ".html", ".css", ".js"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def modules() -> dict[str, ast.Module]:
    """Return the modules of the package by their path inside it."""
    return {p.relative_to(PACKAGE).as_posix(): ast.parse(p.read_text("utf-8")) for p in sorted(PACKAGE.rglob("*.py"))}


def functions() -> Iterator[tuple[str, Function]]:
    """Yield each function with its ``path:name``."""
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, Function):
                yield f"{path}:{node.name}", node


def code_lines(function: Function) -> int:
    """Return the lines of a function without its docstring and its decorators."""
    first = function.body[0]
    docstring = 0
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        docstring = (first.end_lineno or first.lineno) - first.lineno + 1
    return (function.end_lineno or function.lineno) - function.lineno + 1 - docstring


def written() -> Iterator[Path]:
    """Yield the text files that people of this project write, outside the samples and the gold."""
    for top in ("src", "tests", "docs", "scripts", "changelog.d"):
        for path in sorted((ROOT / top).rglob("*")):
            if path.suffix in WRITTEN and "fixtures" not in path.parts:
                yield path
    for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "pyproject.toml", "Makefile", ".ci/run"):
        if (ROOT / name).exists():
            yield ROOT / name
