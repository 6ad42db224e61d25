"""A process killed at any moment loses no finished report and leaves no half one; and two at once get on."""

from __future__ import annotations

import itertools
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from ledger.making import fold, read, record
from musnad.ledger import RunInfo, migrate, open_reader, open_recorder, verify
from musnad.ledger.schema import VERSION

COUNT = 1_000
ROOT = Path(__file__).parents[2]
RECORDS = len(read(0).records)


def test_adding_survives_ten_kills_and_the_last_run_completes_it(file: Path) -> None:
    chance = random.Random(20180912)
    before = 0
    for _ in range(10):
        _add(file, kill_at=before + chance.randint(20, 110), then=chance.uniform(0, 0.05))
        before = _whole(file, before)
    assert verify(file).ok
    assert 100 < before < COUNT

    _add(file)

    assert _whole(file, before) == COUNT
    assert verify(file).ok


def test_whatever_statement_is_the_last_one_no_document_is_left_half(tmp_path: Path) -> None:
    """Kill at the first statement, at the second, and so on: on opening, within and between the transactions."""
    migrate(tmp_path / "empty.ledger")
    for last in range(200):
        file = shutil.copy(tmp_path / "empty.ledger", tmp_path / f"{last}.ledger")
        ended = _record_until(file, last)
        _whole(file, 0)
        record(file, [read(n) for n in range(3)])
        assert _whole(file, 0) == 3
        assert verify(file).ok
        if ended:
            break

    assert 20 < last < 199


@pytest.mark.parametrize("last", [0, 1, 5, 20, 40, 60, 80])
def test_a_ledger_is_made_whole_or_not_at_all(file: Path, last: int) -> None:
    assert not _record_until(file, last)

    assert not _tables(file)
    record(file, [read()])
    assert verify(file).ok


def _record_until(file: Path, last: int) -> bool:
    """Record three documents in two batches in another process, killed at a statement; say whether it came to its end."""
    child = os.fork()
    if not child:
        left = itertools.count()
        event.listen(Engine, "before_cursor_execute",
                     lambda *_: (next(left) >= last and os.kill(os.getpid(), signal.SIGKILL)) or None)
        with open_recorder(file, run=RunInfo("1"), fold=fold) as recorder:
            for number in range(3):
                one = read(number)
                recorder.add(one.source, one.document, one.records)
                if number == 1:
                    recorder.flush()
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def _tables(file: Path) -> bool:
    if not file.is_file():
        return False
    with closing(sqlite3.connect(file)) as connection:
        return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


def test_what_was_written_by_a_killed_process_is_told_by_the_next_reader(file: Path) -> None:
    with subprocess.Popen(_command(file, 100_000), stdout=subprocess.PIPE, env=_environment(), encoding="utf-8") as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) >= 300:  # six batches are done, maybe a part of the seventh
                process.kill()
                break

    with open_reader(file) as reader:
        assert reader.summary().documents >= 250
        assert [run.finished for run in reader.runs()] == [None]


def test_a_reader_sees_one_state_while_another_process_writes(file: Path) -> None:
    record(file, [read(n) for n in range(100, 120)])
    with subprocess.Popen(_command(file, 400), stdout=subprocess.PIPE, env=_environment(), encoding="utf-8") as process:
        assert process.stdout is not None
        process.stdout.readline()
        with open_reader(file) as reader:
            seen = []
            while process.poll() is None:
                _drain(process, 50)
                lines = list(reader.lines())
                seen.append(len(lines))
                assert len(lines) % RECORDS == 0, "only whole documents"
        process.stdout.read()

    assert seen == sorted(seen)
    assert verify(file).ok


def test_two_processes_that_add_the_same_add_it_once(file: Path) -> None:
    both = [subprocess.Popen(_command(file, 300), stdout=subprocess.DEVNULL, env=_environment()) for _ in range(2)]

    assert [process.wait(60) for process in both] == [0, 0]

    with open_reader(file) as reader:
        assert reader.summary().documents == 300
        assert sum(run.documents for run in reader.runs()) == 300
    assert verify(file).ok


def test_a_read_only_folder_can_be_read(file: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("the superuser writes everywhere")
    record(file, [read()])
    file.parent.chmod(0o555)
    try:
        with open_reader(file) as reader:
            assert reader.summary().documents == 1
    finally:
        file.parent.chmod(0o755)


def test_the_file_stands_alone_when_the_recorder_is_closed(file: Path) -> None:
    with open_recorder(file, run=RunInfo("1")) as recorder:
        one = read()
        recorder.add(one.source, one.document, one.records)

    assert [path.name for path in file.parent.iterdir()] == [file.name]


def _whole(file: Path, before: int) -> int:
    """See that all documents are whole and that none got lost; return how many there are."""
    with open_reader(file) as reader:
        documents = reader.summary().documents
        assert documents >= before
        assert sum(reader.summary().records.values()) == documents * RECORDS
    return documents


def _add(file: Path, kill_at: int | None = None, then: float = 0) -> None:
    """Add in another process, killed some time after it has told of so many documents."""
    with subprocess.Popen(_command(file, COUNT), stdout=subprocess.PIPE, env=_environment(), encoding="utf-8") as process:
        assert process.stdout is not None
        for number, _ in enumerate(process.stdout):
            if number == kill_at:
                time.sleep(then)
                process.kill()
                break


def _drain(process: subprocess.Popen[str], lines: int) -> None:
    assert process.stdout is not None
    for _ in range(lines):
        process.stdout.readline()


def _command(file: Path, count: int) -> list[str]:
    return [sys.executable, "-m", "ledger.making", str(file), str(count)]


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "tests"), str(ROOT / "src")])}


def test_four_who_make_the_same_ledger_at_once_make_one(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _MAKE, str(tmp_path), str(time.time() + 3)]
    makers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_environment()) for _ in range(4)]
    before = [maker.communicate(timeout=60)[0].split() for maker in makers]

    assert [sorted(turn) for turn in zip(*before, strict=True)] == [["0", *[str(VERSION)] * 3]] * 40


_MAKE = """
import sys, time
from musnad.ledger import migrate

for turn in range(40):
    while time.time() < float(sys.argv[2]) + turn / 10:  # all at the same moment: a nap would spread them
        pass
    print(migrate(f"{sys.argv[1]}/{turn}.ledger"))
"""
