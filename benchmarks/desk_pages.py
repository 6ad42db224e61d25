"""How long the desk takes for each page, one request after the other: `python benchmarks/desk_pages.py news.db`."""

from __future__ import annotations

import subprocess
import sys
import time
from statistics import median
from urllib.request import urlopen

HERE = "http://127.0.0.1:8029"
WARM = 20  # seconds in which the pictures are counted ahead
TIMES = 5
PAGES = ("/", "/reports", "/statements", "/statements?act=deny", "/statements?verdict=none", "/entities", "/incidents",
         "/figures?about=killed", "/refusals", "/sources", "/review", "/review?queue=nameless", "/stories", "/conflicts",
         "/map", "/map/places.json", "/timeline", "/network", "/activity", "/log")


def took(path: str) -> float:
    """Ask for a page and return the milliseconds until its last byte."""
    begun = time.perf_counter()
    with urlopen(HERE + path, timeout=60) as answer:
        answer.read()
    return (time.perf_counter() - begun) * 1000


def main() -> None:
    """Start a desk on the ledger named, and print the median and the worst of each page."""
    command = ["musnad", "desk", "--ledger", sys.argv[1], "--port", HERE.rpartition(":")[2]]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as desk:
        begun = time.perf_counter()
        assert desk.stderr is not None
        desk.stderr.readline()
        print(f"{time.perf_counter() - begun:7.2f} s until it answers")
        time.sleep(WARM)
        for path in PAGES:
            times = [took(path) for _ in range(TIMES)]
            print(f"{median(times):7.0f} ms {max(times):7.0f} ms  {path}")
        desk.terminate()


if __name__ == "__main__":
    main()
