"""Write docs/commands.md from the command line itself; with --check, say whether it is as it should be."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path

import typer

from musnad.cli import COMMANDS, application
from musnad.cli.console import EXIT_CODES

PAGE = Path(__file__).resolve().parent.parent / "docs" / "commands.md"
HEAD = f"""# Commands

Written by `scripts/commands.py` from the commands themselves; `musnad COMMAND --help` says the same.

{EXIT_CODES}
"""


def page() -> str:
    """Return the page."""
    group = typer.main.get_command(application([]))
    return HEAD + "".join(_command(name, group.commands[name]) for name in COMMANDS)  # type: ignore[attr-defined]


def _command(name: str, command: object) -> str:
    said, _, examples = inspect.cleandoc(command.help).partition("\nExample")  # type: ignore[attr-defined]
    lines = [line for line in examples.partition(":")[2].splitlines() if line.strip()]
    shown = "\n```\n" + "\n".join(lines) + "\n```\n" if lines else ""
    params = [p for p in command.params if p.name != "help"]  # type: ignore[attr-defined]
    rows = "".join(_row(p) for p in params)
    table = f"\n| | |\n| --- | --- |\n{rows}" if rows else ""
    return f"\n## musnad {name}\n\n{said.strip()}\n{shown}{table}"


def _row(param: object) -> str:
    name = ", ".join(f"`{o}`" for o in param.opts) if param.param_type_name == "option" else f"`{param.metavar}`"  # type: ignore[attr-defined]
    default = param.default  # type: ignore[attr-defined]
    shown = f" Default: `{default}`." if default not in (None, False, [], ()) and not callable(default) else ""
    text = (param.help or "").replace("|", "\\|")  # type: ignore[attr-defined]
    return f"| {name} | {text}{shown} |\n"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(PAGE.read_text("utf-8") != page() and f"{PAGE} is old: run python scripts/commands.py")
    PAGE.write_text(page(), "utf-8")
