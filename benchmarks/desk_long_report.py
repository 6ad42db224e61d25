"""A long report in the desk: `python benchmarks/desk_long_report.py`.

Writes a report of 20,000 characters, reads it as any other, and measures how long the desk takes to mark it, how long
chromium takes until it can be read, and whether anything holds it up while one scrolls and points at marks.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from urllib.request import urlopen

import uvicorn
from playwright.sync_api import sync_playwright

from musnad.cli.desk import _listening
from musnad.lang.words import fold_name
from musnad.ledger import Reader, open_desk, open_reader
from musnad.web import Office, make_app
from musnad.web.marking import marks_of, paragraphs, pieces

LONG = 20_000  # characters
TIMES = 9
NAMES = ("نسيم الوادي", "هالة البستاني", "رامي السعدي", "ليلى الحداد")
TOWNS = ("حلب", "إدلب", "الرقة", "حمص", "دمشق")
SENTENCES = (
    "قال الوزير {name} إن الطريق إلى مدينة {town} سيفتح يوم {day} سبتمبر بعد إصلاح {n} جسرا على النهر.",
    "وأضاف أن {n} عائلة عادت إلى بيوتها في {town} وأن {m} شاحنة حملت إليها الطحين والماء في يومين.",
    "وقتل {n} أشخاص وأصيب {m} آخرون في انفجار وقع قرب سوق {town} مساء يوم {day} سبتمبر 2018.",
    "ونقلت وكالة النهر عن رئيس البلدية {name} قوله: «لن نترك {town} وحدها، وسنبني {n} مدرسة قبل الشتاء».",
)
WATCH = """() => { window.held = [];
  new PerformanceObserver((list) => list.getEntries().forEach((one) => held.push(one.duration)))
    .observe({ type: 'longtask', buffered: true }); }"""
SCROLL = """async () => { const frames = []; let before = performance.now();
  for (let y = 0; y < document.body.scrollHeight; y += 120) {
    scrollTo(0, y);
    await new Promise((done) => requestAnimationFrame(done));
    const now = performance.now();
    frames.push(now - before);
    before = now;
  }
  return frames; }"""


def text() -> str:
    """Return the report's text."""
    made: list[str] = []
    at = 0
    while sum(map(len, made)) + len(made) < LONG:
        said = SENTENCES[at % len(SENTENCES)].format(
            name=NAMES[at % len(NAMES)], town=TOWNS[at % len(TOWNS)], day=1 + at % 28, n=3 + at % 7, m=11 + at % 80)
        made.append(said if at % 6 else f"\n{said}")
        at += 1
    return " ".join(made).strip()


@contextmanager
def served(ledger: Path) -> Iterator[tuple[str, Reader]]:
    """Serve a ledger."""
    with (open_reader(ledger, fold=fold_name) as reader, open_desk(ledger) as desk,
          _listening("127.0.0.1", 0) as listening):
        server = uvicorn.Server(uvicorn.Config(make_app(Office(reader, desk, ledger.name)), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", reader
        server.should_exit = True
        thread.join(10)


def in_python(address: str, reader: Reader, report: str) -> None:
    """Print how long the marking and the page take on the server."""
    found = reader.contents(report)
    held = reader.record(report)
    words = reader.document(held.document or 0).text
    marking, whole = [], []
    for _ in range(TIMES):
        begun = time.perf_counter()
        paragraphs(pieces(words, 0, len(words), marks_of(found)))
        marking.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        with urlopen(f"{address}/reports/{report}") as answer:
            size = len(answer.read())
        whole.append(time.perf_counter() - begun)
    print(f"{len(words):,} characters, {len(found)} records, a page of {size / 1024:,.0f} KiB")
    print(f"marking {median(marking) * 1000:.0f} ms, the page {median(whole) * 1000:.0f} ms (medians of {TIMES})")


def in_chromium(address: str, report: str, browser: Any) -> None:
    """Print how long it takes until the text can be read, and what holds the browser up."""
    shown, held, frames, lit = [], [], [], []
    for _ in range(TIMES):
        page = browser.new_page(viewport={"width": 1366, "height": 800})
        page.add_init_script(f"({WATCH})()")
        page.goto(f"{address}/reports/{report}")
        page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length > 0")
        shown.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
        page.wait_for_timeout(300)
        frames += page.evaluate(SCROLL)
        marks = page.locator("a.m-statement")
        for at in range(0, min(60, marks.count()), 6):
            begun = time.perf_counter()
            marks.nth(at).hover()
            page.wait_for_selector(".m.lit")
            lit.append((time.perf_counter() - begun) * 1000)
        held += page.evaluate("held")
        page.close()
    frames.sort()
    print(f"readable after {median(shown):.0f} ms, {max(shown):.0f} at most; {len(held)} tasks over 50 ms in {TIMES} visits"
          + (f", the longest {max(held):.0f} ms" if held else ""))
    print(f"scrolling: {median(frames):.0f} ms a frame, {frames[int(len(frames) * 0.99)]:.0f} at p99; "
          f"pointing at a statement: {median(lit):.0f} ms until it is lit")


def main() -> None:
    """Measure."""
    asked = argparse.ArgumentParser(description="A long report in the desk.")
    asked.add_argument("--browser", default=shutil.which("chromium"), help="path of chromium")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file, ledger = Path(folder) / "long.txt", Path(folder) / "long.ledger"
        file.write_text(text(), encoding="utf-8")
        subprocess.run([sys.executable, "-m", "musnad", "add", file, "--ledger", ledger, "--published", "2018-09-12",
                        "--bundle", "no"], check=True, capture_output=True)
        with served(ledger) as (address, reader):
            report = next(reader.reports()).id
            in_python(address, reader, report)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=given.browser, args=["--no-sandbox"])
                in_chromium(address, report, browser)
                browser.close()


if __name__ == "__main__":
    main()
