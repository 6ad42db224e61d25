"""`musnad bench`: how fast this machine reads, measured on the commands that people run."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from typing import Annotated

import typer

from musnad import __version__
from musnad.cli.console import guarded, say
from musnad.cli.options import WithoutOption, parts
from musnad.cli.sample import sample_folder
from musnad.intake import Arrival, read

STARTS = 5  # of which the fastest counts
MIB = 1 << 10  # ru_maxrss counts KiB


@dataclass(frozen=True, slots=True)
class Measured:
    """One command, run to its end.

    Attributes:
        seconds: Wall-clock time.
        memory: Largest resident memory of one of its processes, MiB.
    """

    seconds: float
    memory: float


@guarded
def command(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="PATH…", help="What to read; the sample, repeated, if not given.",
                                         show_default=False)
    ] = None,
    documents: Annotated[int, typer.Option(min=1, help="How many texts to read at most.")] = 1000,
    workers: Annotated[int, typer.Option(min=1, help="Measure this many processes, too.")] = 1,
    add: Annotated[bool, typer.Option("--add", help="Measure `musnad add`, too.")] = False,
    without: WithoutOption = None,
) -> None:
    """Measure start-up, speed and memory, and print them as a Markdown table.

    Each row is a command run to its end in a process of its own, start-up included.

    Examples:
    musnad bench

    musnad bench wire.jsonl --documents 5000 --workers 2 --add

    musnad bench wire.jsonl --without incidents
    """
    parts(without)  # refused here and not by the commands that are measured
    with tempfile.TemporaryDirectory(prefix="musnad-bench-") as folder:
        wire = Path(folder) / "wire.jsonl"
        count, size = _write(wire, _texts(paths), documents)
        small = Path(folder) / "small.txt"
        small.write_text("قال المدير إن الطريق مفتوح.\n", "utf-8")
        start = min(_run(["extract", str(small), "--published", "2018-09-12"]).seconds for _ in range(STARTS))
        sys.stdout.write(_head(count, size, start))
        for name, arguments in _commands(wire, workers, add, without):
            _row(name, count, _run(arguments))


def _texts(paths: Sequence[str] | None) -> Iterator[str]:
    found = (item.document.text for item in read(list(paths or [str(sample_folder())])) if isinstance(item, Arrival))
    return found if paths else cycle(text for text in list(found) if len(text) < 3000)  # single reports


def _write(wire: Path, texts: Iterator[str], most: int) -> tuple[int, int]:
    """Write the texts as one table, each with its number, so that none is another's copy; return how many and how long."""
    count = size = 0
    with wire.open("w", encoding="utf-8") as out:
        for number, text in enumerate(islice(texts, most), 1):
            line = {"id": str(number), "title": f"{number}", "text": text, "published": "2018-09-12"}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
            count, size = count + 1, size + len(text)
    return count, size


def _commands(wire: Path, workers: int, add: bool, without: str | None) -> Iterator[tuple[str, list[str]]]:
    less = ["--without", without] if without else []
    yield " ".join(["extract", *less]), ["extract", str(wire), *less]
    if workers > 1:
        more = [*less, "--workers", str(workers)]
        yield " ".join(["extract", *more]), ["extract", str(wire), *more]
    if add:
        yield "add", ["add", str(wire), "--ledger", str(wire.with_suffix(".db"))]


def _run(arguments: list[str]) -> Measured:
    began = time.perf_counter()
    command_line = [sys.executable, "-m", "musnad", *arguments]
    process = subprocess.Popen(command_line, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    told = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        say(told.decode("utf-8", "replace"))
    return Measured(time.perf_counter() - began, usage.ru_maxrss / MIB)


def _head(count: int, size: int, start: float) -> str:
    return (
        f"musnad {__version__}, {datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {_machine()}.\n"
        f"{count:,} texts of {size / max(count, 1):,.0f} characters on average. Start-up of `extract`: {start:.2f} s.\n\n"
        "| command | texts | seconds | texts a second | ms a text | MiB at most |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: |\n"
    )


def _row(name: str, count: int, made: Measured) -> None:
    sys.stdout.write(f"| {name} | {count:,} | {made.seconds:.1f} | {count / made.seconds:,.0f} | "
                     f"{1000 * made.seconds / max(count, 1):.2f} | {made.memory:.0f} |\n")
    sys.stdout.flush()


def _machine() -> str:
    name = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        models = [line.partition(":")[2].strip() for line in cpuinfo.read_text("utf-8").splitlines() if "model name" in line]
        name = models[0] if models else name
    return f"{os.cpu_count()} x {name}, {platform.system()}"
