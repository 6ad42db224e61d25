"""Measure the cost of linking: `python scripts/measure_linking.py LEDGER`, on a copy of a ledger that nothing has linked.

Links it from nothing and tells time and memory at 1,000, 2,000, 5,000, 10,000 texts and at the end: linking goes text by
text, so the time at a size is that of a ledger of this size. Then it adds 100 reports, parts of others, and links again.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from measure_copies import Article, articles, cut

from musnad import __version__
from musnad.intake import Arrival
from musnad.lang.words import fold_name
from musnad.ledger import RunInfo, open_linkings, open_recorder
from musnad.link.linkers import linkers
from musnad.model.document import Document, Source
from musnad.pipeline.linking import Tally, link_all
from musnad.pipeline.recording import record_all, run_info
from musnad.pipeline.settings import Settings

SIZES = (1_000, 2_000, 5_000, 10_000)
ADDED = 100
RUN = RunInfo(__version__, {"links": "measured"})


def link(ledger: Path, sizes: tuple[int, ...] = ()) -> Tally:
    """Link what is new, and tell the time at each size."""
    left = list(sizes)
    began = time.perf_counter()

    def told(done: int, total: int) -> None:
        while left and done >= left[0]:
            seconds, own = time.perf_counter() - began, time.process_time()
            print(f"{left.pop(0):>7,} texts  {seconds:7.1f} s, {own:.0f} of work here  {memory():>5,} MB", flush=True)

    with open_linkings(ledger, run=RUN) as linkings:
        tally = link_all(linkings, linkers(), workers=2, progress=told)
    seconds = time.perf_counter() - began
    print(f"{tally.documents:>7,} texts  {seconds:7.1f} s  {memory():>5,} MB  {worked():.0f} s of work so far", flush=True)
    print(tally.links)
    return tally


def worked() -> float:
    """Return the processor time of this process and its workers so far, in seconds."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def memory() -> int:
    """Return the most memory that this process or one of its workers has held, in MB."""
    most = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return max(most) // 1024


def arrival(article: Article, text: str) -> Arrival:
    """Return an article with another text as it would come in."""
    data = text.encode()
    source = Source(sha256(data).hexdigest(), data, f"{article.id}.txt", datetime.now(UTC).isoformat(timespec="seconds"))
    return Arrival(source, Document(source.sha256, text, source.origin, outlet="Another outlet", published=article.published,
                                    published_from="given"))


def main() -> None:
    """Print the measures."""
    ledger = Path(sys.argv[1])
    link(ledger, SIZES)
    pool, dice = articles(), random.Random(5)
    with open_recorder(ledger, run=run_info(Settings()), fold=fold_name) as recorder:
        new = (arrival(article, cut(article, dice, pool)) for article in dice.sample(pool, ADDED))
        print(f"{sum(1 for _ in record_all(new, Settings(), recorder))} added")
    link(ledger)


if __name__ == "__main__":
    main()
