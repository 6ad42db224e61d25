"""Measure the reading against all gold there is, and print the table of docs/quality.md; --write puts it there.

    python scripts/measure_quality.py            print
    python scripts/measure_quality.py --write    replace the table in docs/quality.md

Each column is one `musnad evaluate FOLDER --format jsonl`; a folder that is not here is left out.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/quality.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
FOLDERS = {"shipped gold": Path("gold"), "dev": Path("../shared/gold/dev")}
# What each column has to reach, where a number was set.
WANTED = {"statements_found": "0.95", "statements_strict": "0.88", "statement_speaker_accuracy": "0.95",
          "statement_content_accuracy": "0.95", "statement_form_accuracy": "0.93", "figures_value": "0.92",
          "times_value": "0.94"}


def measure(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the pooled figures of a folder of gold, by name."""
    command = [sys.executable, "-m", "musnad", "evaluate", str(folder), "--format", "jsonl"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    if not done.stdout:
        raise SystemExit(done.stderr)
    sys.stderr.write(done.stderr)
    return {line["figure"]: line for line in map(json.loads, done.stdout.splitlines())}


def cell(line: dict[str, Any] | None) -> str:
    """Return one figure as it stands in the table: its value, and the counts behind it."""
    if line is None or not line["wanted"]:
        return "not measured"
    if "precision" not in line:
        return f"{line['value']:.3f} ({line['right']} of {line['wanted']})"
    return f"{line['value']:.3f} (P {line['precision']:.3f}, R {line['recall']:.3f}; {line['right']} of {line['wanted']})"


def table() -> str:
    """Return the table with its date and commit."""
    columns = {name: measure(folder) for name, folder in FOLDERS.items() if (ROOT / folder).is_dir()}
    git = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(git, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    names = dict.fromkeys(name for lines in columns.values() for name in lines)
    rows = [[f"`{name}`", *(cell(lines.get(name)) for lines in columns.values()), WANTED.get(name, "")] for name in names]
    heads = ["figure", *columns, "to reach on dev"]
    lines = ["| " + " | ".join(row) + " |" for row in (heads, ["---"] * len(heads), *rows)]
    head = f"Measured on {datetime.now(UTC):%Y-%m-%d} at {commit.stdout.strip() or 'no commit'}."
    return "\n".join([head, "", *lines])


def main() -> None:
    made = table()
    print(made)
    if "--write" in sys.argv:
        before, rest = PAGE.read_text("utf-8").split(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n{made}\n{END}{rest.split(END)[1]}", "utf-8")


if __name__ == "__main__":
    main()
