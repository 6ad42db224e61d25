"""Measure the search: `python scripts/measure_search.py [--ledger FILE]`, questions of XQuAD to their passages.

What is counted. The 240 Arabic passages of XQuAD become the reports of a ledger as `musnad add` makes it, and each of the
1,190 questions is asked of `open_search` as a person would type it, with `type:report`. recall@k is the share of the
questions whose own passage is among the first k hits. Beside it, in the same run, stands what Lucene-like engines do:
snowball's stems for Arabic and BM25 (k1 1.2, b 0.75), on the same folded words without the same words of questions.

With `--semantic` the questions are asked a second time of the same ledger, by words and by meaning (extra `semantic`),
and once more by meaning alone.

With `--ledger`, questions are timed on a ledger instead: each of the list below, twenty times, whole answers of 20 hits
with their matches, by the clock; the index is there already.
"""

from __future__ import annotations

import argparse
import json
import lzma
import math
import re
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from snowballstemmer import stemmer

from musnad.cli.add import fill
from musnad.cli.sources import Sources
from musnad.intake import IntakeOptions
from musnad.lang.words import words
from musnad.ledger import Search, open_search, open_search_by_meaning, search_meaning
from musnad.link.meaning import meaning
from musnad.link.terms import ANALYSIS
from musnad.pipeline.settings import Settings

DATA = Path(__file__).resolve().parents[2] / "shared/data/search/xquad_ar.json.xz"
K1, B = 1.2, 0.75
ASKED = ("الأسلحة الكيميائية في إدلب", "سوريا", "ما هي أسباب ارتفاع أسعار النفط في الأسواق العالمية", "Merkel", "Trump Iran",
         '"مجلس الأمن الدولي" -روسيا', "speaker:لافروف سوريا", "place:Idlib kind:airstrike", "act:deny after:2018-09")
ROUNDS = 20
_SIGNS = re.compile('["«»“”„:]')


def main() -> None:
    """Print the figures."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--ledger", help="time questions on this ledger")
    given.add_argument("--postgres", help="also measure in this empty PostgreSQL database")
    given.add_argument("--semantic", action="store_true", help="also by meaning")
    asked = given.parse_args()
    if asked.ledger:
        timed(asked.ledger, semantic=asked.semantic)
        return
    passages, questions = xquad()
    with tempfile.TemporaryDirectory() as folder:
        for where in (str(Path(folder, "passages.ledger")), asked.postgres):
            if where:
                texts = [text for text, _ in questions]
                tell(f"musnad search {where[:10]}", questions, searched(where, passages, texts))
                if asked.semantic:
                    tell_meant(where, questions)
    tell("snowball, BM25", questions, baseline(passages, [text for text, _ in questions]))


def xquad() -> tuple[list[str], list[tuple[str, int]]]:
    """Return the passages, and the questions with the number of their passage."""
    passages: list[str] = []
    questions = []
    for article in json.loads(lzma.decompress(DATA.read_bytes()))["data"]:
        for paragraph in article["paragraphs"]:
            questions += [(asked["question"], len(passages)) for asked in paragraph["qas"]]
            passages.append(paragraph["context"])
    return passages, questions


def searched(where: str, passages: Sequence[str], questions: Sequence[str]) -> list[list[int]]:
    """Return the passages that the product finds for each question, the best first."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder, "passages.jsonl")
        rows = ({"id": str(number), "text": text} for number, text in enumerate(passages))
        table.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
        fill(where, Sources([str(table)], IntakeOptions()), Settings(bundle="no"))
        with open_search(where, ANALYSIS) as search:
            return [_rows(search, asked) for asked in questions]


def tell_meant(where: str, questions: Sequence[tuple[str, int]]) -> None:
    """Print what is found by words and by meaning, and by meaning alone; and how long it takes."""
    with open_search_by_meaning(where, ANALYSIS, meaning()) as search:
        began = time.perf_counter()
        count = search.refresh_meaning("report")
        print(f"vectors of {count} texts: {time.perf_counter() - began:.0f} s")
        began = time.perf_counter()
        found = [_rows(search, asked) for asked, _ in questions]
        took = (time.perf_counter() - began) / len(questions) * 1000
        tell(f"musnad search --semantic ({took:.0f} ms a question)", questions, found)
        with_words, search_meaning.fused = search_meaning.fused, lambda words, near: [(number, 1.0) for number, _ in near]
        tell("by meaning alone", questions, [_rows(search, asked) for asked, _ in questions])
        search_meaning.fused = with_words


def _rows(search: Search, question: str) -> list[int]:
    return [int(hit.held.record["row"]) for hit in search.find(f"type:report {plain(question)}", 5).hits]


def plain(question: str) -> str:
    """Return a question without the signs of the language of searches; its own question mark stays."""
    return " ".join(word.lstrip("+-") for word in _SIGNS.sub(" ", question).split() if word.strip("+-"))


def baseline(passages: Sequence[str], questions: Sequence[str]) -> list[list[int]]:
    """Return what snowball's stems and BM25 find."""
    stem: Callable[[str], str] = stemmer("arabic").stemWord
    stems = [Counter(_stems(text, stem)) for text in passages]
    held: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, counts in enumerate(stems):
        for term, count in counts.items():
            held[term].append((number, count))
    lengths = [counts.total() for counts in stems]
    mean = sum(lengths) / len(lengths)
    found = []
    for asked in questions:
        scores: Counter[int] = Counter()
        for term in set(_stems(asked, stem)):
            rare = math.log(1 + (len(stems) - len(held[term]) + 0.5) / (len(held[term]) + 0.5))
            for number, count in held[term]:
                scores[number] += rare * count * (K1 + 1) / (count + K1 * (1 - B + B * lengths[number] / mean))
        found.append([number for number, _ in scores.most_common(5)])
    return found


def _stems(text: str, stem: Callable[[str], str]) -> list[str]:
    telling = {(term.start, term.end) for term in ANALYSIS.terms(text) if term.stem}
    return [stem(word.form) for word in words(text) if (word.start, word.end) in telling]


def tell(name: str, questions: Sequence[tuple[str, int]], found: Sequence[Sequence[int]]) -> None:
    """Print recall at 1 and at 5."""
    first = sum(hits[:1] == [own] for (_, own), hits in zip(questions, found, strict=True))
    five = sum(own in hits for (_, own), hits in zip(questions, found, strict=True))
    count = len(questions)
    print(f"{name}: recall@1 {first / count:.3f}, recall@5 {five / count:.3f} ({count} questions)")


def timed(where: str, *, semantic: bool = False) -> None:
    """Print how long questions take on a ledger."""
    opened = open_search_by_meaning(where, ANALYSIS, meaning()) if semantic else open_search(where, ANALYSIS)
    with opened as search:
        search.refresh()
        for asked in ASKED:
            clock, worked = zip(*(_once(search, asked) for _ in range(ROUNDS)), strict=True)
            print(f"{_median(clock)} by the clock, {max(clock) * 1000:6.1f} at most; {_median(worked)} of work: {asked}")


def _median(seconds: Sequence[float]) -> str:
    return f"{statistics.median(seconds) * 1000:6.1f} ms"


def _once(search: Search, asked: str) -> tuple[float, float]:
    """Return the seconds by the clock, and those that the processor worked: the others went to whoever else uses it."""
    began, worked = time.perf_counter(), time.process_time()
    search.find(asked)
    return time.perf_counter() - began, time.process_time() - worked


if __name__ == "__main__":
    main()
