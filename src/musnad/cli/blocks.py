"""Statements for people: who, what act, in which words, through whom; as blocks or as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from musnad.cli.rows import short
from musnad.cli.tables import table, terminal
from musnad.model.records import Record, Report, Statement

COLUMNS = ("speaker", "act", "words", "form", "through", "id")


def show_records(origin: str, records: Sequence[Record]) -> None:
    """Print the reports of a document, each with what is said in it."""
    console = terminal()
    reports = [r for r in records if isinstance(r, Report)]
    statements = [r for r in records if isinstance(r, Statement)]
    for report in reports:
        mine = [s for s in statements if s.report == report.id]
        title = report.title or " ".join(report.text[:60].split())
        console.print(f"\n{origin}, report {report.index + 1}, {report.published or 'no date'}", style="bold", markup=False)
        console.print(title, markup=False)
        if mine:
            console.print(table(None, COLUMNS, (statement_row(s.as_json()) for s in mine)))
        else:
            console.print("(nobody is said to have said anything)", style="dim", markup=False)


def statement_row(line: dict[str, Any]) -> tuple[str, ...]:
    """Return the cells of one statement, from its fields."""
    speaker = line.get("speaker")
    name = (speaker.get("name") or speaker["text"]) if speaker else "(not named)"
    act = line["act"] if line.get("polarity") != "negated" else f"not: {line['act']}"
    if line.get("certainty") not in {None, "asserted"}:
        act = f"{act} ({line['certainty']})"
    return name, act, line["text"], line["form"], through(line.get("via") or ()), short(line["id"])


def through(via: Iterable[dict[str, Any]]) -> str:
    """Return who passed a statement on, in order."""
    return " ← ".join(str(passed["text"]) for passed in via)
