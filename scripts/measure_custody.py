"""Measure the custody of a ledger: `python scripts/measure_custody.py flips|log|verify`.

flips [TRIALS] [SEED]   one bit of a value stored in a ledger of the samples is flipped, verified, flipped back
log [ENTRIES]           how long an entry takes to append, each in a transaction of its own and many in one
verify LEDGER           how long a whole verification takes
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from musnad.lang.words import fold_name
from musnad.ledger import Verification, note, open_desk, open_reader, open_withholding, sign, signing_key, verify
from musnad.ledger.backend import open_backend
from musnad.ledger.log import Entry, append
from musnad.ledger.schema import RECORDS

ROOT = Path(__file__).resolve().parent.parent
GROUPS = {
    "source": ["sources"], "record": [table.name for table in RECORDS.values()], "verdict": ["verdicts"],
    "log entry": ["log_entries"], "checkpoint": ["checkpoints"],
    "other": ["documents", "readings", "runs", "run_ends", "log_nodes", "keys", "withholdings", "tombstones"],
}


def ledger_of_samples(folder: Path) -> Path:
    """Make a ledger of the samples with links, verdicts, decisions and checkpoints; its triggers go."""
    file = folder / "sample.db"
    for command in (["add", ROOT / "samples", "--published", "2018-09-12"], ["link"]):
        subprocess.run([sys.executable, "-m", "musnad", *command, "--ledger", file], check=True, capture_output=True)
    with open_reader(file) as reader:
        ids = [held.id for held in reader.statements(limit=60)]
    key = signing_key(folder / "signing.pem")
    with open_desk(file) as desk:
        for number, one in enumerate(ids[:50]):
            desk.judge(one, ("accepted", "unsure", "rejected")[number % 3], reviewer="measure", reason="to be measured")
            if number % 5 == 0:
                sign(file, key)
    with open_withholding(file) as door:
        door.withhold(ids[55], who="measure", reason="to be measured", basis="other")
        door.withhold(ids[56], who="measure", reason="to be measured", basis="other", expunge=True)
    sign(file, key)
    with closing(sqlite3.connect(file)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("PRAGMA journal_mode=DELETE")
    return file


def flips(trials: int = 1000, seed: int = 1) -> None:
    """Flip single bits and see that each is detected and named."""
    chance, missed, unnamed, done = random.Random(seed), [], [], Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        file = ledger_of_samples(Path(folder))
        assert verify(file, fold=fold_name).ok
        groups = list(GROUPS)
        for trial in range(trials):
            group = groups[trial % len(groups)]
            with closing(sqlite3.connect(file)) as connection:
                connection.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
                place = _place(connection, chance, GROUPS[group])
                before = _row(connection, *place[:2])
                after = _flip(connection, chance, *place)
            if after is None:  # the number of another row: the database refuses it
                done["refused by the database"] += 1
                continue
            found = verify(file, fold=fold_name)
            done[group] += 1
            if found.ok:
                missed.append((*place, before, after))
            elif not _named(place, before, after, found):
                unnamed.append((*place, [failure for part in found.parts for failure in part.failures][:3]))
            with closing(sqlite3.connect(file)) as connection:
                _write(connection, *place, now=after[0])
        assert verify(file, fold=fold_name).ok, "everything was flipped back"
    print(f"flips: {sum(done.values()):,} trials, {len(missed)} missed, {len(unnamed)} not named; {dict(done)}")
    for one in (*missed[:5], *unnamed[:5]):
        print("  ", one)


def _place(connection: sqlite3.Connection, chance: random.Random, tables: list[str]) -> tuple[str, int, str, object, str]:
    """Return a stored value: table, number, column, value, storage class."""
    while True:
        table = chance.choice(tables)
        numbers = [row[0] for row in connection.execute(f'SELECT number FROM "{table}"')]
        column = chance.choice([row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')])
        if numbers:
            number = chance.choice(numbers)
            value, kind = connection.execute(
                f'SELECT "{column}", typeof("{column}") FROM "{table}" WHERE number = ?', (number,)).fetchone()
            if value is not None and value not in ("", b""):
                return table, number, column, value, kind


def _flip(connection: sqlite3.Connection, chance: random.Random, table: str, number: int, column: str, value: object,
          kind: str) -> tuple[object, ...] | None:
    data = {"text": lambda: str(value).encode("utf-8", "surrogateescape"), "blob": lambda: bytes(value),  # type: ignore[call-overload]
            "integer": lambda: struct.pack(">q", value), "real": lambda: struct.pack(">d", value)}[kind]()
    bit = chance.randrange(len(data) * 8)
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    made: object = bytes(changed)
    if kind in {"integer", "real"}:
        made = struct.unpack(">q" if kind == "integer" else ">d", changed)[0]
    try:
        _write(connection, table, number, column, made, kind)
    except sqlite3.IntegrityError:
        return None
    return _row(connection, table, int(made) if column == "number" else number)  # type: ignore[call-overload]


def _write(connection: sqlite3.Connection, table: str, number: int, column: str, value: object, kind: str, *,
           now: object = None) -> None:
    raw = value.encode("utf-8", "surrogateescape") if isinstance(value, str) else value
    cast = "CAST(? AS TEXT)" if kind == "text" else "?"
    connection.execute(f'UPDATE "{table}" SET "{column}" = {cast} WHERE number = ?', (raw, number if now is None else now))
    connection.commit()


def _row(connection: sqlite3.Connection, table: str, number: int) -> tuple[object, ...]:
    return tuple(connection.execute(f'SELECT * FROM "{table}" WHERE number = ?', (number,)).fetchone())


def _named(place: tuple[object, ...], before: tuple[object, ...], after: tuple[object, ...], found: Verification) -> bool:
    """Say whether a failure names the row: by its id before or after, its number, or the place that it should stand at."""
    table, number = place[0], place[1]
    told = [f"{part.name} {failure.id} {failure.why}" for part in found.parts for failure in part.failures]
    words = {str(before[1]), str(after[1]), f"entry {number}", f"checkpoint {number}", f"{table}: ", f"rows {table} ",
             f"reading {number}", str(before[1])[:12], f"of {table} "}
    if table == "log_nodes":
        words |= {f"node {before[1]}/{before[2]}"}
    return any(word in line for line in told for word in words)


def log(entries: int = 2000) -> None:
    """Append entries."""
    with tempfile.TemporaryDirectory() as folder:
        file = ledger_of_samples(Path(folder))
        backend = open_backend(file, "judge")
        taken: list[float] = []
        for number in range(entries):
            with backend.writing() as connection:
                begun = time.perf_counter()
                append(backend, connection, [Entry("access", f"measure-{number}", {"may": "read"})])
                taken.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        with backend.writing() as connection:
            append(backend, connection, [Entry("access", f"measure-{number}", {"may": "read"}) for number in range(entries)])
        many = time.perf_counter() - begun
        backend.close()
        begun = time.perf_counter()
        note(file, "access", "measure", {})
        print(f"log: {entries:,} appends, median {statistics.median(taken) * 1000:.3f} ms, "
              f"99 of 100 within {sorted(taken)[entries * 99 // 100] * 1000:.3f} ms, longest {max(taken) * 1000:.2f} ms; "
              f"{entries:,} in one transaction {many * 1000 / entries:.3f} ms each; "
              f"one with opening, syncing and closing {(time.perf_counter() - begun) * 1000:.1f} ms")


def whole(ledger: str) -> None:
    """Verify a ledger."""
    begun = time.perf_counter()
    found = verify(ledger, fold=fold_name)
    counted = ", ".join(f"{part.passed + part.failed + part.not_checkable:,} {part.name}" for part in found.parts)
    held = "everything holds" if found.ok else "NOT everything holds"
    print(f"verify: {time.perf_counter() - begun:.1f} s, {held}: {counted}")


def main(arguments: Iterator[str]) -> None:
    what = next(arguments, "flips")
    if what == "flips":
        flips(*map(int, arguments))
    elif what == "log":
        log(*map(int, arguments))
    else:
        whole(next(arguments))


if __name__ == "__main__":
    main(iter(sys.argv[1:]))
