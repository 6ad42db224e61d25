"""The desk under a mixed load: so many requests a second against one process, whatever it answers.

    python benchmarks/desk.py news.db --rate 50 --seconds 20

Each request has its moment, and its time counts from that moment: a desk that falls behind is not spared. The mix is that
of people at work: lists, reports, single records, search, the API, and one verdict in fifty. It runs on a copy.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from queue import SimpleQueue
from resource import RUSAGE_CHILDREN, getrusage

HOST = "127.0.0.1"
CLIENTS = 24  # connections
WAIT = 30  # seconds for an answer
INDEXING = 900  # seconds for the first search, which indexes the copy
NONE = 599  # status of no answer
WORDS = ("الأمم المتحدة", "وزير الخارجية", "قصف", "اتفاق", "روسيا")
# What is asked for, and how often in a hundred requests.
MIX = {
    "overview": 4, "statements": 12, "statements by speaker": 5, "statement": 14, "reports": 5, "report": 14,
    "entities": 5, "entity": 6, "incidents": 6, "incident": 6, "review": 4, "search": 5,
    "api statements": 6, "api record": 6, "verdict": 2,
}


@dataclass
class Taken:
    """What was measured: milliseconds of each request by its kind, and what failed."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failed: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass(frozen=True)
class Call:
    """One request: its kind, its moment in seconds from the beginning, its path, and what is sent, if anything."""

    kind: str
    moment: float
    path: str
    body: str | None = None


@contextmanager
def running(ledger: Path) -> Iterator[int]:
    """Run a desk on a copy of a ledger, and give its port."""
    with tempfile.TemporaryDirectory(dir=ledger.parent) as folder:
        copy = Path(folder) / "copy.db"
        for end in ("", "-search"):  # the ledger, and its index if there is one
            if Path(f"{ledger}{end}").exists():
                shutil.copyfile(f"{ledger}{end}", f"{copy}{end}")
        begun = time.monotonic()
        desk = subprocess.Popen([sys.executable, "-m", "musnad", "desk", "--ledger", copy, "--port", "0"],
                                stderr=subprocess.PIPE, encoding="utf-8")
        assert desk.stderr
        try:
            said = desk.stderr.readline()
            port = int(re.findall(r":(\d+)/", said)[0])
            get(port, "/")
            print(f"the desk answers after {time.monotonic() - begun:.2f} s")
            get(port, "/search?q=a", INDEXING)
            print(f"and searches after {time.monotonic() - begun:.0f} s")
            yield port
        finally:
            desk.terminate()
            desk.wait()
            desk.stderr.close()
            used = getrusage(RUSAGE_CHILDREN)
            spent = used.ru_utime + used.ru_stime
            print(f"the desk used {spent:.1f} s of processor time, {used.ru_maxrss // 1024} MiB at most")


def get(port: int, path: str, wait: float = WAIT) -> bytes:
    """Return what the desk answers."""
    connection = HTTPConnection(HOST, port, timeout=wait)
    connection.request("GET", path)
    made = connection.getresponse().read()
    connection.close()
    return made


def ids(port: int, kind: str) -> list[str]:
    """Return ids of a type, from several places of its list."""
    found: list[str] = []
    after = ""
    for _ in range(4):
        page = json.loads(get(port, f"/api/{kind}?limit=200{after}"))
        found += [made["id"] for made in page["items"]]
        if not page["after"]:
            break
        after = f"&after={page['after']}"
    return found


def calls(port: int, rate: float, seconds: float, seed: int) -> list[Call]:
    """Return the requests in order of their moments."""
    dice = random.Random(seed)
    known = {kind: ids(port, kind) for kind in ("statements", "reports", "entities", "incidents")}
    kinds = dice.choices(list(MIX), weights=list(MIX.values()), k=int(rate * seconds))
    return [_call(kind, at / rate, known, dice) for at, kind in enumerate(kinds)]


def _call(kind: str, moment: float, known: dict[str, list[str]], dice: random.Random) -> Call:
    statement = dice.choice(known["statements"])
    word = "".join(f"%{byte:02X}" for byte in dice.choice(WORDS).encode())
    paths = {
        "overview": "/", "statements": f"/statements?after={statement}",
        "statements by speaker": f"/statements?speaker={word}", "statement": f"/statements/{statement}",
        "reports": "/reports", "report": f"/reports/{dice.choice(known['reports'])}",
        "entities": "/entities?kind=person", "entity": f"/entities/{dice.choice(known['entities'])}",
        "incidents": "/incidents", "incident": f"/incidents/{dice.choice(known['incidents'])}", "review": "/review",
        "search": f"/search?q={word}", "api statements": f"/api/statements?limit=50&after={statement}",
        "api record": f"/api/records/{statement}", "verdict": f"/api/records/{statement}/verdicts",
    }
    body = json.dumps({"verdict": "unsure", "seen": None}) if kind == "verdict" else None
    return Call(kind, moment, paths[kind], body)


def work(port: int, waiting: SimpleQueue[Call | None], begun: float, taken: Taken) -> None:
    """Send what waits, each at its moment or as soon after it as a connection is free."""
    connection = HTTPConnection(HOST, port, timeout=WAIT)
    while call := waiting.get():
        time.sleep(max(0.0, begun + call.moment - time.monotonic()))
        status = sent(connection, call)
        spent = (time.monotonic() - begun - call.moment) * 1000
        with taken.lock:
            taken.times[call.kind].append(spent)
            if status >= 400 and status != 409:
                taken.failed.append(f"{status} {call.path}")
    connection.close()


def sent(connection: HTTPConnection, call: Call) -> int:
    """Send a request and return the status of its answer; 599 where none came."""
    try:
        if call.body:
            connection.request("POST", call.path, call.body, {"Content-Type": "application/json"})
        else:
            connection.request("GET", call.path)
        answer = connection.getresponse()
        answer.read()
    except OSError:
        connection.close()  # the next request opens it anew
        return NONE
    return answer.status


def measure(port: int, asked: list[Call]) -> Taken:
    """Send all requests and return what they took."""
    taken, waiting = Taken(), SimpleQueue[Call | None]()
    for call in asked:
        waiting.put(call)
    begun = time.monotonic() + 0.2
    clients = [threading.Thread(target=work, args=(port, waiting, begun, taken)) for _ in range(CLIENTS)]
    for client in clients:
        waiting.put(None)
        client.start()
    for client in clients:
        client.join()
    return taken


def told(taken: Taken) -> None:
    """Print the table."""
    print(f"{'':24}{'n':>6}{'p50':>9}{'p90':>9}{'p99':>9}{'max':>9}  ms")
    every = [spent for times in taken.times.values() for spent in times]
    for kind, times in [*sorted(taken.times.items()), ("all", every)]:
        times = sorted(times)
        marks = [times[min(len(times) - 1, int(len(times) * part))] for part in (0.5, 0.9, 0.99)]
        print(f"{kind:24}{len(times):>6}" + "".join(f"{mark:>9.0f}" for mark in (*marks, times[-1])))
    print(f"{len(taken.failed)} failed", *taken.failed[:5])


def main() -> None:
    """Run the load that the arguments ask for."""
    asked = argparse.ArgumentParser(description="A mixed load on one desk.")
    asked.add_argument("ledger", type=Path)
    asked.add_argument("--rate", type=float, default=50, help="requests a second")
    asked.add_argument("--seconds", type=float, default=20)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    with running(given.ledger) as port:
        load = calls(port, given.rate, given.seconds, given.seed)
        measure(port, load[:len(MIX) * 2])  # what a desk has not asked yet, its disc has not read
        told(measure(port, load))


if __name__ == "__main__":
    main()
