"""Measure report splitting: ``bundles`` held out, the ``true`` bundle of 2018-09-12, ``singles`` and ``speed``."""

from __future__ import annotations

import argparse
import time

from splitting_bundles import LAYOUTS, NEWS, OUTLETS, Bundle, articles, bundles, held_out, rows

from musnad.text.reports import Bundling, split_reports
from musnad.text.reports_lines import blocks

MODES: tuple[Bundling, ...] = ("yes", "auto")
TRUE = NEWS.parent / "bundle" / "2018-09-12.txt"
# First lines of the twelve reports; the reasons are in docs/extractors/reports.md.
TRUE_LINES = (1, 11, 16, 21, 26, 31, 35, 41, 47, 55, 58, 66)


def measure_bundles(number: int) -> None:
    """Print precision and recall of the inner boundaries of bundles held out, by outlet and layout."""
    pools = {o: [a for a in articles(o) if held_out(a.day)] for o in OUTLETS}
    pools["mixed"] = [a for pool in list(pools.values()) for a in pool]
    print(f"{'outlet':10}{'layout':14}{'mode':6}{'P':>8}{'R':>8}{'F1':>8}{'whole':>8}{'kept 1':>8}")
    for seed, (outlet, pool) in enumerate(pools.items()):
        for layout in LAYOUTS if outlet == "mixed" else ("plain", "titles"):
            made = list(bundles(pool, number, seed=1000 + seed, layout=layout))
            for mode in MODES:
                print(f"{outlet:10}{layout:14}{mode:6}{scores(made, mode)}")


def scores(made: list[Bundle], mode: Bundling) -> str:
    """Return P, R and F1 of the inner boundaries, the share of bundles without a mistake, and of those not cut at all."""
    hit = said = true = whole = one = 0
    for bundle in made:
        got = {s.start for s in split_reports(bundle.text, bundle=mode)} - {0}
        want = set(bundle.starts) - {0}
        hit, said, true = hit + len(got & want), said + len(got), true + len(want)
        whole, one = whole + (got == want), one + (not got)
    p, r = hit / max(said, 1), hit / true
    return f"{p:8.4f}{r:8.4f}{2 * p * r / (p + r or 1):8.4f}{whole / len(made):8.2f}{one / len(made):8.2f}"


def measure_true() -> None:
    """Print the boundaries found in the bundle of 2018-09-12 against those decided by reading it."""
    text = TRUE.read_bytes().decode("utf-8")
    line_of = {b.start: text.count("\n", 0, b.start) + 1 for b in blocks(text)}
    for mode in MODES:
        got = [line_of[s.start] for s in split_reports(text, bundle=mode)]
        print(mode, got, "right" if tuple(got) == TRUE_LINES else f"want {TRUE_LINES}")


def measure_singles(listed: int) -> None:
    """Print how many single articles are cut in auto mode."""
    for title in (False, True):
        for outlet in OUTLETS:
            cut, number = [], 0
            for r in rows(outlet):
                text = f"{r['title']}\n{r['text']}" if title else r["text"]
                number += 1
                got = split_reports(text)
                if len(got) > 1:
                    cut.append((r["id"], len(got)))
            form = "with title" if title else "text only"
            print(f"{outlet:10}{form:12}{len(cut):5} of {number} cut ({len(cut) / number:.4%})")
            print("  ", *(f"{i}:{n}" for i, n in cut[:listed]))


def measure_speed() -> None:
    """Print the processor time of a single article, and of long bundles."""
    texts = [r["text"] for r in rows("skynews")][:3000]
    began = time.process_time()
    for text in texts:
        split_reports(text)
    spent = (time.process_time() - began) / len(texts) * 1e3
    print(f"{spent:.3f} ms an article of {sum(map(len, texts)) // len(texts)} characters")
    for times in (200, 400, 800):
        text = "\n".join(texts[:times])
        began = time.process_time()
        split_reports(text, bundle="yes")
        print(f"{len(text)} characters: {(time.process_time() - began) / len(text) * 1e9:.0f} ns a character")


def main() -> None:
    """Run one measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("bundles", "singles", "true", "speed"))
    parser.add_argument("--number", type=int, default=100)
    parser.add_argument("--list", type=int, default=10)
    options = parser.parse_args()
    if options.what == "bundles":
        measure_bundles(options.number)
    elif options.what == "singles":
        measure_singles(options.list)
    elif options.what == "true":
        measure_true()
    else:
        measure_speed()


if __name__ == "__main__":
    main()
