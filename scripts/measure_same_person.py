"""Measure whether names of one person are found to be one: precision and recall over annotated pairs.

    python scripts/measure_same_person.py            both halves
    python scripts/measure_same_person.py --wrong    and each pair that is judged otherwise than annotated

Pairs drawn blind come from blocks of like words, whatever the matcher says: they tell the recall. Swept pairs are a
sample of what some version of the matcher joined: they make the precision hard.
Pairs that share a name, directly or over others, are in one half: nobody is in both.
"""

from __future__ import annotations

import argparse
import csv
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from musnad.link.names import Match, match

PAIRS = Path(__file__).parent.parent / "gold/same_person.tsv"


@dataclass(frozen=True)
class Pair:
    """Two names and what reading says of them."""

    left: str
    right: str
    same: bool
    note: str
    drawn: str


def pairs() -> list[Pair]:
    with PAIRS.open(encoding="utf-8", newline="") as table:
        return [Pair(r["left"], r["right"], r["same"] == "yes", r["note"], r["drawn"])
                for r in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)]


def halves(all_pairs: list[Pair]) -> dict[str, list[Pair]]:
    """Part the pairs by the digest of the least name that each is tied to."""
    least: dict[str, str] = {}

    def root(name: str) -> str:
        while least.setdefault(name, name) != name:
            name = least[name]
        return name

    for pair in all_pairs:
        one, two = sorted((root(pair.left), root(pair.right)))
        least[two] = one
    made: dict[str, list[Pair]] = {"tuned": [], "held out": []}
    for pair in all_pairs:
        odd = sha256(root(pair.left).encode()).digest()[0] % 2
        made["held out" if odd else "tuned"].append(pair)
    return made


def line(name: str, some: list[Pair], judged: dict[Pair, Match]) -> str:
    hits = sum(p.same and judged[p].same for p in some)
    said, real = sum(judged[p].same for p in some), sum(p.same for p in some)
    return (f"{name:<10} {len(some):>5} pairs {real:>5} same   "
            f"P {hits / max(said, 1):.3f}  R {hits / max(real, 1):.3f}  wrong {said - hits}  missed {real - hits}")


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--wrong", choices=("tuned", "held out", "all"), nargs="?", const="all")
    given = asked.parse_args()
    whole = pairs()
    judged = {p: match(p.left, p.right) for p in whole}
    parted = halves(whole)
    parted |= {"blind": [p for p in parted["held out"] if p.drawn == "blind"], "all": whole}
    for name, some in parted.items():
        print(line(name, some, judged))
        if given.wrong == name:
            for p in some:
                if p.same != judged[p].same:
                    says = judged[p]
                    print("  missed" if p.same else "  wrong", p.left, "|", p.right, says.score, says.why, f"[{p.note}]")
    return 0


if __name__ == "__main__":
    sys.exit(main())
