"""`musnad evaluate`: how well texts are read, measured against what a person found in them."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from musnad.cli.console import DONE, PARTLY, guarded, say
from musnad.cli.progress import Bar
from musnad.cli.tables import table, terminal
from musnad.evaluate import (
    Case,
    Gate,
    Judged,
    Score,
    Scores,
    Share,
    Slip,
    Standing,
    around,
    cases,
    judge,
    measured,
    pooled,
    sheet_of_records,
)
from musnad.pipeline.reading import read_document
from musnad.pipeline.settings import Settings

Results = list[tuple[Case, Judged]]
Form = Literal["table", "jsonl"]
FAULTS = ("missed", "spurious", "wrong")


@guarded
def command(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(metavar="GOLD_DIR…", help="Folders of *.gold.json; with --gate, its own folder if none is given.",
                       show_default=False),
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="A table, or one JSON object a line.")] = "table",
    errors: Annotated[bool, typer.Option("--errors", help="Show each miss with the sentence around it.")] = False,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="FIGURE", show_default=False,
                     help="With --errors: statements, speaker, content, form, act, via, figures, times, incidents, "
                          "status or reports; may be repeated."),
    ] = None,
    documents: Annotated[bool, typer.Option("--documents", help="Show each document, the worst first.")] = False,
    gate: Annotated[
        Path | None,
        typer.Option("--gate", metavar="FILE", help="Fail where a figure is under its floor.", show_default=False),
    ] = None,
    update: Annotated[bool, typer.Option("--update", help="With --gate: raise the floors to what is measured now.")] = False,
    reason: Annotated[
        str | None,
        typer.Option("--allow-regression", metavar="REASON", show_default=False,
                     help="With --update: why floors or counts may fall; it is kept in the file."),
    ] = None,
) -> None:
    """Measure the reading of texts against gold.

    Every text of gold is read as `extract` reads it, with the day of publication that gold gives; the counts of all
    texts are pooled. What each figure means is told in docs/quality.md.

    Examples:
    musnad evaluate gold

    musnad evaluate gold --errors --only speaker

    musnad evaluate --gate gold/floors.json
    """
    if (update or reason) and not gate:
        raise typer.BadParameter("--update and --allow-regression need --gate")
    if not folders and not gate:
        raise typer.BadParameter("name a folder with *.gold.json")
    corpus = cases(folders or [(gate or Path()).parent])
    results, faults = _judged(corpus)
    scores = pooled(judged.scores for _, judged in results)
    _show(results, scores, form, documents)
    if errors:
        _show_slips(results, form, only)
    for fault, count in faults.items():
        say(f"{count} reports not read to their end: {fault} (please report this)")
    if gate and not _passes(gate, measured(corpus, scores), update, reason):
        raise typer.Exit(PARTLY)
    raise typer.Exit(PARTLY if faults else DONE)


def _judged(corpus: Sequence[Case]) -> tuple[Results, Counter[str]]:
    results: Results = []
    faults: Counter[str] = Counter()
    with Bar("reading", len(corpus)) as bar:
        for case in corpus:
            records = read_document(case.document, Settings(published=date.fromisoformat(case.published)))
            faults.update(getattr(r, "why", "") for r in records if getattr(r, "code", "") == "R001")
            found = sheet_of_records(record.as_json() for record in records)
            results.append((case, judge(case.document.text, case.gold, found)))
            bar.advance()
    return results, faults


def _passes(path: Path, standing: Standing, update: bool, reason: str | None) -> bool:
    """Check the floors, or raise them."""
    if update:
        held = Gate.read(path) if path.exists() else Gate({}, ())
        made = held.updated(standing, today=datetime.now(UTC).date(), reason=reason)
        if made is not held:
            made.write(path)
        say("floors: " + ("as they were" if made is held else f"written to {path}"))
        return True
    failures = list(Gate.read(path).failures(standing))
    for failure in failures:
        say(f"gate: {failure}")
    say("gate: " + ("closed" if failures else "passed"))
    return not failures


def _show(results: Results, scores: Scores, form: Form, documents: bool) -> None:
    if form == "jsonl":
        every = [(case.name, judged.scores) for case, judged in results] if documents else []
        for name, one in [*every, (None, scores)]:
            _write([{"document": name, "figure": figure, **_numbers(tally)} for figure, tally in one.items()])
        return
    out = terminal()
    if documents:
        worst = sorted(results, key=lambda result: _value(result[1].scores, "statements_strict"))
        out.print(table(None, ["document", *COLUMNS], ([c.name, *_line(j.scores)] for c, j in worst)), "")
    heads = ["figure", "value", "P", "R", "right", "found", "wanted"]
    out.print(table(f"{len(results)} documents, pooled", heads, _rows(scores)))


COLUMNS = ("statements_found", "statements_strict", "figures_value", "times_value", "incidents")


def _line(scores: Scores) -> list[str]:
    return [f"{_value(scores, name):.3f}" if name in scores else "" for name in COLUMNS]


def _value(scores: Scores, name: str) -> float:
    return scores[name].value if name in scores else 0.0


def _numbers(tally: Score | Share) -> dict[str, float | int]:
    made: dict[str, float | int] = {"value": round(tally.value, 4), "right": tally.hits, "wanted": tally.wanted}
    if isinstance(tally, Score):
        made |= {"precision": round(tally.precision, 4), "recall": round(tally.recall, 4), "found": tally.found}
    return made


def _rows(scores: Scores) -> Iterator[list[str]]:
    for name, tally in scores.items():
        sides = [f"{tally.precision:.3f}", f"{tally.recall:.3f}"] if isinstance(tally, Score) else ["", ""]
        found = str(tally.found) if isinstance(tally, Score) else ""
        yield [name, f"{tally.value:.3f}", *sides, str(tally.hits), found, str(tally.wanted)]


def _show_slips(results: Results, form: Form, only: list[str] | None) -> None:
    """Show the slips by kind, then by document: kinds of sentences show when those of one kind stand together."""
    every = [(case, slip) for case, judged in results for slip in judged.slips if not only or slip.figure in only]
    every.sort(key=lambda pair: (pair[1].figure, FAULTS.index(pair[1].fault)))
    for case, slip in every:
        if form == "jsonl":
            _write([_object(case, slip)])
        else:
            sys.stdout.write("\n".join(_lines(case, slip)) + "\n")


def _object(case: Case, slip: Slip) -> dict[str, str | int | None]:
    return {
        "document": case.name, "figure": slip.figure, "fault": slip.fault, "start": slip.span.start, "end": slip.span.end,
        "note": slip.note, "wanted": slip.wanted, "found": slip.found, "around": around(case.document.text, slip.span),
    }  # fmt: skip


def _lines(case: Case, slip: Slip) -> Iterator[str]:
    yield f"\n{slip.figure} {slip.fault}  {slip.note}  ({case.name} {slip.span.start}-{slip.span.end})"
    yield from (f"  {side:7} {said}" for side, said in (("wanted", slip.wanted), ("found", slip.found)) if said is not None)
    yield f"  in      {around(case.document.text, slip.span)}"


def _write(objects: Sequence[object]) -> None:
    sys.stdout.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in objects)
