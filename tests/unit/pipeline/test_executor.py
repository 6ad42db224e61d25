"""Work on one process or many: the order, how much is under way, and how it ends."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from musnad.pipeline.batches import CODE_POINTS, ITEMS, batches
from musnad.pipeline.executor import executor
from musnad.pipeline.processes import AHEAD

SCRIPT = """
import time
from multiprocessing import active_children
from musnad.pipeline.executor import executor

with executor(2) as place:
    list(place.map(time.sleep, [0.05] * 8))
    print(*[child.pid for child in active_children()], flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_work(workers: int) -> None:
    with executor(workers) as place:
        assert list(place.map(abs, range(-50, 0))) == list(range(50, 0, -1))


@pytest.mark.parametrize("workers", [1, 2])
def test_little_is_under_way_at_once(workers: int) -> None:
    drawn = 0

    def pieces() -> Iterator[int]:
        nonlocal drawn
        for number in range(1000):
            drawn += 1
            yield number

    with executor(workers) as place:
        next(place.map(abs, pieces()))

    assert drawn <= workers * AHEAD


def test_a_fault_in_the_work_is_told() -> None:
    with executor(2) as place, pytest.raises(TypeError):
        list(place.map(len, [1]))  # type: ignore[arg-type]


def test_no_worker_outlives_a_killed_parent() -> None:
    parent = subprocess.Popen([sys.executable, "-c", SCRIPT], stdout=subprocess.PIPE, encoding="utf-8")
    assert parent.stdout is not None
    workers = [int(word) for word in parent.stdout.readline().split()]
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()

    assert workers
    assert _all_end(workers)


def test_batches_are_bounded_by_number_and_by_length() -> None:
    texts = ["a"] * (ITEMS + 1) + ["a" * CODE_POINTS] * 2

    assert [len(batch) for batch in batches(texts, len)] == [ITEMS, 1, 1, 1]


def _all_end(pids: list[int]) -> bool:
    for _ in range(100):
        if not any(_lives(pid) for pid in pids):
            return True
        time.sleep(0.1)
    return False


def _lives(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:  # a zombie has ended
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
