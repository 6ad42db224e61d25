"""How long the desk takes for each page, one request after the other: `python benchmarks/desk_pages.py news.db`.

First the pages that count, asked at once after the start, before anything is counted; then each page several times.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from statistics import median
from urllib.parse import quote
from urllib.request import urlopen

HERE = "http://127.0.0.1:8029"
WARM = 20  # seconds in which the pictures are counted ahead
TIMES = 5
COUNTING = ("/", "/activity", "/timeline", "/network", "/map")
PAGES = ("/", "/reports", "/statements", "/statements?act=deny", "/statements?verdict=none",
         "/statements?verdict=accepted", "/statements?speaker=الأمم المتحدة", "/statements?speaker=روسيا",
         "/statements?since=2018-09-01&until=2018-09-02", "/statements?outlet=nobody", "/statements?text=قصف",
         "/statements?text=سد النهضة", "/statements?text=لا أحد يعرف", "/entities", "/entities?text=بوتين",
         "/entities?text=لا أحد", "/incidents", "/incidents?place=حلب", "/incidents?place=حلب&radius=30",
         "/incidents?actor=روسيا", "/incidents?status=denied", "/figures?about=killed", "/refusals", "/sources",
         "/review", "/review?queue=nameless", "/review?queue=conflict", "/search?q=قصف", "/search?q=قصف&view=map",
         "/search?q=قصف&view=timeline", "/stories", "/conflicts", "/map", "/map/places.json", "/timeline", "/network",
         "/activity", "/log", "/log/proof?of=17")
KINDS = {"reports": "reports", "statements": "statements", "entities": "entities", "incidents": "incidents"}
SINGLES = 40  # records of a type that are asked for, each once


def took(path: str) -> float:
    """Ask for a page and return the milliseconds until its last byte."""
    begun = time.perf_counter()
    with urlopen(HERE + quote(path, safe="/?=&,"), timeout=60) as answer:
        answer.read()
    return (time.perf_counter() - begun) * 1000


def told(times: list[float], name: str) -> None:
    """Print the median and the worst."""
    print(f"{median(times):7.0f} ms {max(times):7.0f} ms  {name}")


def singles() -> Iterator[tuple[str, list[str]]]:
    """Yield the paths of single records, from the beginning of each list, and of the stories of reports."""
    for kind, place in KINDS.items():
        with urlopen(f"{HERE}/api/{kind}?limit={SINGLES}", timeout=60) as answer:
            ids = [made["id"] for made in json.loads(answer.read())["items"]]
        yield f"/{place}/…", [f"/{place}/{one}" for one in ids]
        if kind == "reports":
            yield "/story/…", [f"/story/{one}" for one in ids]


def main() -> None:
    """Start a desk on the ledger named, and print how long its pages take."""
    command = ["musnad", "desk", "--ledger", sys.argv[1], "--port", HERE.rpartition(":")[2]]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as desk:
        begun = time.perf_counter()
        assert desk.stderr is not None
        desk.stderr.readline()
        print(f"{time.perf_counter() - begun:7.2f} s until it answers")
        for path in COUNTING:
            told([took(path)], f"{path}, at once")
        time.sleep(WARM)
        for path in PAGES:
            told([took(path) for _ in range(TIMES)], path)
        for name, paths in singles():
            told([took(path) for path in paths], f"{name} ({len(paths)} of them, once each)")
        desk.terminate()


if __name__ == "__main__":
    main()
