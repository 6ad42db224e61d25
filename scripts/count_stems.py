"""Count in how many reports each stem stands: `python scripts/count_stems.py`, from the news that lies beside the project.

Letters joined to a word are left on it; the linker takes them off where the rest is better known.

Writes `src/musnad/lang/ar/stems.tsv`: stem and number of reports, from five on; the first row, without a stem, is the
number of all reports. Counts alone are kept, no words in a row. Source: ANT corpus v2.1 (citation licence), 21,189 reports.
"""

from __future__ import annotations

import json
import lzma
from collections import Counter
from pathlib import Path

from musnad.lang.words import words
from musnad.link.stems import core

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "src/musnad/lang/ar/stems.tsv"
FEWEST = 5


def main() -> None:
    """Write the table."""
    seen: Counter[str] = Counter()
    total = 0
    for path in sorted((ROOT.parent / "shared/data/news").glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                seen.update({core(w.form) for w in words(f"{row['title']}\n{row['text']}") if w.kind == "word"})
                total += 1
    kept = sorted((form, count) for form, count in seen.items() if count >= FEWEST and form)
    rows = ["stem\treports", f"\t{total}", *(f"{form}\t{count}" for form, count in kept)]
    TABLE.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(kept)} stems of {total} reports")


if __name__ == "__main__":
    main()
