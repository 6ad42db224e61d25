"""Measure numbers and dates on cases of other projects' test suites: is the value of the words found the expected one.

    python scripts/measure_parsing.py --data ../shared/data            both
    python scripts/measure_parsing.py --data ../shared/data --wrong    and each case that is read otherwise

Counted are cases whose words stand in the text; of the numbers those that the suite itself supports; of the dates those
with a day to count from that mean a day, a month or a year. The suites vouch for the value of some cases only: these are
told apart. Which cases are not followed, and why, stands in docs/extractors/figures.md and docs/extractors/times.md; they
count as wrong here all the same.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from math import isclose
from pathlib import Path
from typing import Any

from musnad.extract.times import parse_times
from musnad.model.records import Time
from musnad.text.number_search import parse_numbers

Json = dict[str, Any]
KINDS = ("number", "ordinal", "percentage", "numberrange")
YEAR, MONTH = 365, 28  # days that a year and a month have at least
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:E[+-]?\d+)?")


def cases(path: Path) -> Iterator[Json]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from (case for case in map(json.loads, lines) if case.get("in_text"))


def checked(asked: list[Json]) -> list[Json]:
    """Return the cases whose value the suite vouches for; of the others only the span is certain."""
    return [case for case in asked if case.get("resolution_checked")]


def numbers(path: Path) -> Iterator[Json]:
    """Yield the cases of numbers whose value is told."""
    for case in cases(path):
        if case["kind"] in KINDS and not case.get("not_supported") and _NUMBER.search(case["expected_value"]):
            yield case


def number_is_right(case: Json) -> bool:
    """Every bound that is expected is the value of words found within the span."""
    expected = [float(number) for number in _NUMBER.findall(case["expected_value"])]
    first, last = _span(case)
    found = [float(n.value) for n in parse_numbers(case["text"]) if n.start < last and first < n.end]
    return all(any(isclose(value, one, rel_tol=1e-9) for one in found) for value in expected)


def dates(path: Path) -> Iterator[Json]:
    """Yield the cases of dates that mean a day, a month or a year, with the values that may stand for it."""
    for case in cases(path):
        values = {value for side in _sides(case.get("expected")) if (value := _value(side)) is not None}
        if case.get("reference_date") and values:
            yield case | {"values": values}


def _sides(expected: object) -> list[Json]:
    """The resolutions of a case, each a dictionary: of the past and the future, or of each reading."""
    if isinstance(expected, dict):
        return [side for side in expected.values() if isinstance(side, dict)]
    return [_dated(side) for side in expected if isinstance(side, dict)] if isinstance(expected, list) else []


def _dated(side: Json) -> Json:
    """A resolution of the second form («type», «value» or «start» and «end») in the words of the first."""
    if side.get("type") == "date" and side.get("value", "").count("-") == 2:
        return {"date": side["value"]}
    ranged = side.get("type") == "daterange" and "start" in side and "end" in side
    return {"startDate": side["start"], "endDate": side["end"]} if ranged else {}


def _value(side: Json) -> str | None:
    """Return what a resolution means as ISO 8601 of its grain; None for a part of a day, a week or any other period."""
    if "date" in side:
        return str(side["date"])
    if "startDate" not in side or "endDate" not in side:
        return None
    first, after = date.fromisoformat(side["startDate"]), date.fromisoformat(side["endDate"])
    if first.day != 1 or after.day != 1:
        return None
    if first.month == 1 and after == date(first.year + 1, 1, 1):
        return f"{first.year:04}"
    month = (first + timedelta(days=MONTH + 3)).replace(day=1)
    return f"{first:%Y-%m}" if after == month else None


def date_is_right(case: Json) -> bool:
    """Words found within the span have one of the values."""
    first, last = _span(case)
    published = date.fromisoformat(case["reference_date"][:10])
    found = [t for t in parse_times(case["text"], published) if isinstance(t, Time) and t.start < last and first < t.end]
    return any(t.value in case["values"] for t in found)


def _span(case: Json) -> tuple[int, int]:
    first = case["start"] if case.get("span_ok") else case["text"].find(case["span_text"])
    return max(first, 0), max(first, 0) + len(case["span_text"])


def measure(what: str, asked: list[Json], right: Callable[[Json], bool], *, wrong: bool) -> None:
    """Print the share of cases that are right, in all and by kind."""
    judged = [(case, right(case)) for case in asked]
    kinds = Counter(case["kind"] for case, _ in judged)
    good = Counter(case["kind"] for case, is_right in judged if is_right)
    print(f"{what}: {sum(good.values()) / max(len(judged), 1):.3f} ({sum(good.values())} of {len(judged)})")
    for kind, count in kinds.most_common():
        print(f"  {kind:22} {good[kind] / count:.3f} ({good[kind]} of {count})")
    for case, is_right in judged:
        if wrong and not is_right:
            expected = sorted(case["values"]) if "values" in case else case["expected_value"]
            print(f"  wrong: {case['text']} | {case['span_text']} | {expected}")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, required=True, help="folder with number/ and time/")
    arguments.add_argument("--wrong", action="store_true", help="print each case that is read otherwise")
    given = arguments.parse_args()
    asked = list(numbers(given.data / "number/numbers_dev.jsonl.xz"))
    measure("numbers", asked, number_is_right, wrong=given.wrong)
    measure("numbers whose value is checked", checked(asked), number_is_right, wrong=False)
    asked = list(dates(given.data / "time/dates_dev.jsonl.xz"))
    measure("dates", asked, date_is_right, wrong=given.wrong)
    measure("dates whose value is checked", checked(asked), date_is_right, wrong=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
