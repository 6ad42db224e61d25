"""How fast a ledger goes out: every form of export, a dossier of a hundred pages, and the log that notes them.

    python benchmarks/exports.py news.db                    # all of it
    python benchmarks/exports.py news.db --forms jsonl parquet --rounds 5

The ledger is only read. Each export runs in a process of its own; the best of the rounds counts, from the opening of the
ledger to the last byte, with the memory of the process at its highest.
The log is that of a ledger made for it, an entry a transaction.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from musnad.export.dossier.compose import compose
from musnad.export.dossier.forms import render
from musnad.export.formats import FORMS, writer
from musnad.export.selection import Choice, select
from musnad.lang.words import fold_name
from musnad.ledger import open_reader
from musnad.ledger.backend import open_backend
from musnad.ledger.log import Entry, append

WHOLE = ("jsonl", "parquet", "csv")  # forms that stream, so they take the whole of any ledger
PAGES = 100  # of the dossier that is to be reached
FIRST = 120  # statements that the first try of a dossier is about


@dataclass(frozen=True)
class Taken:
    """What one export took: seconds by the clock, of the processor, megabytes at most, and how many records went out."""

    clock: float
    work: float
    most: float
    records: int
    size: int = 0


def main() -> None:
    """Print the figures as rows of tables."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("ledger", type=Path)
    given.add_argument("--forms", nargs="*", default=list(WHOLE), choices=sorted(set(FORMS) - {"bundle"}))
    given.add_argument("--rounds", type=int, default=3)
    given.add_argument("--entries", type=int, default=1000, help="entries appended to a log")
    given.add_argument("--no-dossier", action="store_true")
    asked = given.parse_args()
    print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores, {asked.ledger.stat().st_size / 1e6:,.0f} MB\n")
    print("| form | records | seconds | of the processor | records a second | MiB at most |")
    for form in asked.forms:
        told(form, [apart(exported, str(asked.ledger), form) for _ in range(asked.rounds)])
    told("statements alone, jsonl", [apart(statements, str(asked.ledger)) for _ in range(asked.rounds)])
    if not asked.no_dossier:
        dossiers(asked.ledger, asked.rounds)
    appended(asked.entries)


def told(name: str, rounds: Sequence[Taken]) -> None:
    """Print the best of the rounds."""
    best = min(rounds, key=lambda taken: taken.clock)
    print(f"| {name} | {best.records:,} | {best.clock:.2f} | {best.work:.2f} | {best.records / best.clock:,.0f} "
          f"| {best.most:,.0f} |", flush=True)


def apart(work: Callable[..., Taken], *given: str) -> Taken:
    """Do something in a process of its own, so that its memory is its own."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(work, given)


def exported(ledger: str, form: str) -> Taken:
    """Write everything in a form."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, f"out.{form}" if form == "jsonl" else "out")
        began, worked = time.perf_counter(), time.process_time()
        with open_reader(ledger, fold=fold_name) as reader:
            loss = writer(form)(reader, Choice(), out)
        took = time.perf_counter() - began, time.process_time() - worked
    return Taken(*took, memory(), sum(loss.written.values()))


def statements(ledger: str) -> Taken:
    """Write the lines of all statements, and nothing else."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as out, open_reader(ledger, fold=fold_name) as reader:
        began, worked = time.perf_counter(), time.process_time()
        count = sum(out.write(f"{held.line}\n") > 0 for held in reader.statements())
        out.flush()
        return Taken(time.perf_counter() - began, time.process_time() - worked, memory(), count)


def dossiers(ledger: Path, rounds: int) -> None:
    """Print what a dossier of at least a hundred pages takes, in each form."""
    wanted, pages = FIRST, 0
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "dossier.pdf")
        while pages < PAGES and wanted < 100_000:
            apart(dossier, str(ledger), "pdf", str(wanted), str(out))
            pages = pages_of(out)
            wanted = wanted if pages >= PAGES else max(wanted + 1, int(wanted * PAGES / max(pages, 1) * 1.05))
        print(f"\na dossier of {pages} pages, about {wanted} incidents and what carries them:")
        print("| form | records | seconds | of the processor | records a second | MiB at most |")
        for form in ("pdf", "html", "docx"):
            asked = (str(ledger), form, str(wanted), str(out.with_suffix(f".{form}")))
            told(form, [apart(dossier, *asked) for _ in range(rounds)])


def dossier(ledger: str, form: str, wanted: str, out: str) -> Taken:
    """Lay out the first incidents of a ledger, with what carries them."""
    began, worked = time.perf_counter(), time.process_time()
    with open_reader(ledger, fold=fold_name) as reader:
        made = select(reader, Choice(ids=tuple(held.id for held in reader.incidents(limit=int(wanted)))))
        data = render(compose(made, "Benchmark", "ar"), form)
    Path(out).write_bytes(data)
    return Taken(time.perf_counter() - began, time.process_time() - worked, memory(), len(list(made)), len(data))


def pages_of(file: Path) -> int:
    """Return how many pages a PDF has, as poppler counts them."""
    if shutil.which("pdfinfo") is None:
        raise SystemExit("counting pages needs pdfinfo, of poppler-utils; or leave them out with --no-dossier")
    lines = subprocess.run(["pdfinfo", str(file)], capture_output=True, check=True, encoding="utf-8").stdout.splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pages:"))


def appended(entries: int) -> None:
    """Print how long an entry of the log takes: in a transaction of its own, and what the disc adds to that."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = str(Path(folder, "log.ledger"))
        sample = Path(__file__).resolve().parents[1] / "samples/agency.jsonl"
        add = [sys.executable, "-m", "musnad", "add", str(sample), "--ledger", ledger]
        subprocess.run(add, capture_output=True, check=True)
        inner, outer = [], []
        with closing(open_backend(ledger, "judge")) as backend:
            for number in range(entries):
                began = time.perf_counter()
                with backend.writing() as connection:
                    within = time.perf_counter()
                    append(backend, connection, [Entry("access", f"member-{number}", {"role": "reader"})])
                    inner.append((time.perf_counter() - within) * 1000)
                outer.append((time.perf_counter() - began) * 1000)
    most = sorted(inner)[int(entries * 0.95)]
    print(f"\nlog, {entries:,} entries, a transaction each: the append {statistics.median(inner):.2f} ms (median), "
          f"95 in 100 under {most:.2f} ms; until the disc has it {statistics.median(outer):.2f} ms")


def memory() -> float:
    """Return the highest memory of this process, MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
