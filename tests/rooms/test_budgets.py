"""Files and functions stay small enough to be read in one go."""

from __future__ import annotations

import tomllib

from rooms.code import PACKAGE, ROOT, code_lines, functions, modules

FILE, FUNCTION = 300, 40
RATCHET = tomllib.loads((ROOT / "tests/rooms/budgets.toml").read_text("utf-8"))


def test_no_file_is_longer_than_its_budget() -> None:
    lengths = {path: len((PACKAGE / path).read_text("utf-8").splitlines()) for path in modules()}

    over = {path: n for path, n in lengths.items() if n > RATCHET["files"].get(path, FILE)}

    assert over == {}


def test_no_function_is_longer_than_its_budget() -> None:
    over = {name: n for name, f in functions() if (n := code_lines(f)) > RATCHET["functions"].get(name, FUNCTION)}

    assert over == {}


def test_nine_functions_in_ten_have_at_most_twenty_lines() -> None:
    lengths = sorted(code_lines(f) for _, f in functions())

    assert lengths[len(lengths) * 9 // 10] <= 20


def test_the_ratchet_holds_nothing_that_is_within_its_budget() -> None:
    lengths = {path: len((PACKAGE / path).read_text("utf-8").splitlines()) for path in modules()}
    longest: dict[str, int] = {}
    for name, f in functions():
        longest[name] = max(longest.get(name, 0), code_lines(f))

    slack = [p for p in RATCHET["files"] if lengths.get(p, 0) <= FILE]
    slack += [p for p in RATCHET["functions"] if longest.get(p, 0) <= FUNCTION]

    assert slack == [], "take these lines out of budgets.toml"
