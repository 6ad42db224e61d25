"""Work on a cluster: the same bytes as here, and a clear word where it cannot be done."""

from __future__ import annotations

import importlib.util
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from musnad.model.errors import ClusterError
from musnad.pipeline.executor import Cluster, executor

pytestmark = pytest.mark.skipif(importlib.util.find_spec("distributed") is None, reason="the extra `cluster` is missing")

SAMPLES = Path(__file__).parents[3] / "samples"

SCRIPT = """
import sys, time
from distributed import LocalCluster

if __name__ == "__main__":
    workers = int(sys.argv[1])
    with LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster:
        print(cluster.scheduler_address, flush=True)
        time.sleep(600)
"""


def started(folder: Path, workers: int) -> tuple[subprocess.Popen[str], str]:
    """Start a cluster in a process of its own; return the process and the address."""
    script = folder / "cluster.py"
    script.write_text(SCRIPT)
    process = subprocess.Popen([sys.executable, script, str(workers)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                               encoding="utf-8", start_new_session=True)
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    assert address
    return process, address


def ended(process: subprocess.Popen[str]) -> None:
    """End a cluster with all that it started."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    process, address = started(tmp_path_factory.mktemp("cluster"), workers=2)
    yield address
    ended(process)


def musnad(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "musnad", *map(str, arguments)], capture_output=True, check=False)


def test_extract_prints_the_same_bytes_as_here(address: str) -> None:
    here, there = musnad("extract", SAMPLES), musnad("extract", SAMPLES, "--cluster", address)

    assert there.returncode == 0, there.stderr
    assert here.stdout
    assert there.stdout == here.stdout


def test_add_makes_the_same_ledger_as_here(address: str, tmp_path: Path) -> None:
    for name, more in (("here", ()), ("there", ("--cluster", address))):
        assert musnad("add", SAMPLES, "--ledger", tmp_path / f"{name}.ledger", *more).returncode == 0
        assert musnad("export", tmp_path / f"{name}.jsonl", "--ledger", tmp_path / f"{name}.ledger").returncode == 0

    assert (tmp_path / "there.jsonl").read_bytes() == (tmp_path / "here.jsonl").read_bytes()


def test_results_come_in_the_order_of_the_work_and_little_is_under_way(address: str) -> None:
    drawn = 0

    def pieces() -> Iterator[int]:
        nonlocal drawn
        for number in range(-500, 0):
            drawn += 1
            yield number

    with executor(1, cluster=Cluster(address)) as place:
        made = place.map(abs, pieces())
        assert next(made) == 500
        assert drawn <= 12
        assert list(made) == list(range(499, 0, -1))


def test_a_fault_in_the_work_is_told(address: str) -> None:
    with executor(1, cluster=Cluster(address)) as place, pytest.raises(TypeError, match="has no len"):
        list(place.map(len, [1]))  # type: ignore[arg-type]


def test_a_worker_that_would_read_otherwise_is_refused(address: str) -> None:
    with pytest.raises(ClusterError, match="would read otherwise"):
        executor(1, cluster=Cluster(address, os.getpid))


def test_a_worker_without_what_the_work_needs_is_refused(address: str) -> None:
    with pytest.raises(ClusterError, match=r"cannot read: ModuleNotFoundError: .*no_such_module"):
        executor(1, ("no_such_module",), Cluster(address))


def test_a_table_of_places_that_the_workers_lack_is_told(address: str, tmp_path: Path) -> None:
    done = musnad("extract", SAMPLES, "--cluster", address, "--gazetteer", tmp_path / "none.tsv")

    assert done.returncode == 1
    assert done.stdout == b""


def test_an_address_that_nothing_answers_at_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    cluster = pytest.importorskip("musnad.pipeline.cluster")
    monkeypatch.setattr(cluster, "REACHED", 1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nowhere = f"tcp://127.0.0.1:{free.getsockname()[1]}"

    with pytest.raises(ClusterError, match="no cluster answers there"):
        executor(1, cluster=Cluster(nowhere))


def test_what_is_no_address_is_told() -> None:
    with pytest.raises(ClusterError, match="write it as tcp://"):
        executor(1, cluster=Cluster("somewhere"))


def test_a_cluster_without_a_worker_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cluster = pytest.importorskip("musnad.pipeline.cluster")
    monkeypatch.setattr(cluster, "JOINED", 1)
    process, address = started(tmp_path, workers=0)
    try:
        with pytest.raises(ClusterError, match="no worker has joined"):
            executor(1, cluster=Cluster(address))
    finally:
        ended(process)


def test_a_cluster_that_is_lost_meanwhile_is_told(tmp_path: Path) -> None:
    process, address = started(tmp_path, workers=1)
    lost = False
    try:
        with executor(1, cluster=Cluster(address)) as place, pytest.raises(ClusterError, match="the cluster was lost"):
            for _ in place.map(time.sleep, [0.05] * 1000):
                if not lost:
                    ended(process)
                    lost = True
    finally:
        if not lost:
            ended(process)


def test_a_worker_that_dies_costs_no_result(tmp_path: Path) -> None:
    process, address = started(tmp_path, workers=2)
    once = tmp_path / "died"

    def die_once(number: int) -> int:
        if number == 10 and not once.exists():
            once.touch()
            os._exit(1)
        return number

    try:
        with executor(1, cluster=Cluster(address)) as place:
            assert list(place.map(die_once, range(40))) == list(range(40))
    finally:
        ended(process)

    assert once.exists()


def test_two_places_to_read_at_are_refused() -> None:
    done = musnad("extract", SAMPLES, "--workers", "2", "--cluster", "tcp://127.0.0.1:1")

    assert done.returncode == 2
    assert b"--workers counts processes of this machine" in done.stderr


def test_without_the_library_the_extra_is_named() -> None:
    script = ("import sys; sys.modules['dask'] = None; sys.argv[1:] = ['extract', 'x.txt', '--cluster', 'tcp://h:1'];"
              "from musnad.cli import main; main()")

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)

    assert done.returncode == 1
    assert b"pip install 'musnad[cluster]'" in done.stderr
