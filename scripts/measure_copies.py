"""Measure near copies: `python scripts/measure_copies.py [--judged] [--ledger]`, on pairs made by rule from real news.

From each of 500 articles four copies are made: cut, turned about, with other names and figures (and one negation more or
less), with paragraphs of another article added. As many pairs of two articles of one section, a month or more apart, are no
copies. ``gold/near_copies.tsv`` holds real pairs by their ids, judged by eye as gold/README.md says; ``--ledger`` asks for
them among all articles, too, as a ledger does. The texts lie outside the project.
"""

from __future__ import annotations

import json
import lzma
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from musnad.lang.pack import read_lexicon
from musnad.lang.words import fold, words
from musnad.link.alignment import align
from musnad.link.contrasts import changed, negations
from musnad.link.copies import Copies, text_of
from musnad.link.frame import ReportView, Signature
from musnad.model.records import By, Report
from musnad.text.sentences import sentences

ROOT = Path(__file__).resolve().parents[1]
NEWS = ROOT.parent / "shared/data/news"
JUDGED = ROOT / "gold/near_copies.tsv"
EACH = 500
LONG = 80  # words of an article that is worth copying


@dataclass(frozen=True)
class Article:
    """One article: id, outlet, day, section, text with its title."""

    id: str
    outlet: str
    published: str
    section: str
    text: str


@dataclass(frozen=True)
class Nothing:
    """The surroundings of two reports that stand alone."""

    def common(self, key: str) -> bool:
        """No key is common among two."""
        return False


def articles() -> list[Article]:
    """Return all articles."""
    found = []
    for path in sorted(NEWS.glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            rows = map(json.loads, lines)
            found += [Article(row["id"], row["outlet"], row["published"], row["section"], f"{row['title']}\n{row['text']}")
                      for row in rows]
    return found


def signed(article: Article) -> Signature:
    """Return the signature of an article."""
    report = Report(id=article.id, by=By("", ""), start=0, end=len(article.text), text=article.text, source="", index=0)
    return next(Copies().sign(ReportView(report, article.outlet, article.published, ())))


def is_copy(one: Article, two: Article) -> bool:
    """Say whether the linker finds two articles by a key and ties them."""
    first, second = signed(one), signed(two)
    return bool(set(first.keys) & set(second.keys)) and any(Copies().judge(second, [first], Nothing()))  # type: ignore[arg-type]


def parts(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [text[s.start : s.end].rstrip() for s in sentences(text)]


def cut(article: Article, dice: random.Random, others: list[Article]) -> str:
    """Return the article with a part of its sentences: from three in ten to eight in ten."""
    own = parts(article.text)
    keep = max(2, round(len(own) * dice.uniform(0.3, 0.8)))
    first = dice.randrange(len(own) - keep + 1) if dice.random() < 0.5 else None
    chosen = range(first, first + keep) if first is not None else sorted(dice.sample(range(len(own)), keep))
    return "\n".join(own[at] for at in chosen)


def turned(article: Article, dice: random.Random, others: list[Article]) -> str:
    """Return the article with its sentences in another order."""
    own = parts(article.text)
    dice.shuffle(own)
    return "\n".join(own)


def swapped(article: Article, dice: random.Random, others: list[Article]) -> str:
    """Return the article with other names and other figures throughout, and one negation more or less."""
    names = {fold(row["form"]) for stem in ("spellings", "capitals") for row in read_lexicon(stem) if " " not in row["form"]}
    known = sorted(names)
    other: dict[str, str] = {}
    made, at = [], 0
    turn = dice.random() < 0.5
    for word in words(article.text):
        new = None
        if word.kind == "number":
            new = str(dice.randint(2, 999))
        elif word.form in names and len(word.form) > 3:
            new = other.setdefault(word.form, dice.choice(known))
        elif turn and negations([word.form]):
            new, turn = "", False
        if new is not None and new != word.raw:
            made += [article.text[at : word.start], new]
            at = word.end
    return "".join([*made, article.text[at:]])


def added(article: Article, dice: random.Random, others: list[Article]) -> str:
    """Return the article with paragraphs of another one between its own, at most as much again."""
    own, more = article.text.split("\n"), parts(dice.choice(others).text)
    for part in more[: max(1, min(len(more), len(parts(article.text)) - 1, dice.randint(1, 8)))]:
        own.insert(dice.randint(1, len(own)), part)
    return "\n".join(own)


def by_rule(pool: list[Article], dice: random.Random) -> Iterator[tuple[str, Article, Article]]:
    """Yield copies made by rule, with the rule."""
    long = [a for a in pool if len(words(a.text)) >= LONG]
    for rule in (cut, turned, swapped, added):
        for article in dice.sample(long, EACH):
            yield rule.__name__, article, replace(article, id=article.id + "'", text=rule(article, dice, long))


def strangers(pool: list[Article], dice: random.Random) -> Iterator[tuple[str, Article, Article]]:
    """Yield pairs of articles of one section that are a month or more apart."""
    by_section: dict[str, list[Article]] = {}
    for article in pool:
        by_section.setdefault(article.section, []).append(article)
    left = 4 * EACH
    while left:
        one = dice.choice(pool)
        two = dice.choice(by_section[one.section])
        if abs(int(one.published[5:7]) - int(two.published[5:7])) >= 2:
            left -= 1
            yield "strangers", one, two


def judged(pool: list[Article]) -> Iterator[tuple[str, Article, Article, bool]]:
    """Yield the real pairs that were judged, with the draw that each is of."""
    known = {article.id: article for article in pool}
    for line in JUDGED.read_text("utf-8").splitlines()[1:]:
        one, two, label, drawn = line.split("\t")
        yield drawn, known[one], known[two], label == "copy"


class Ledger:
    """All articles, found by their keys: what stands around a pair in a ledger that holds everything."""

    def __init__(self, pool: list[Article]) -> None:
        self.signed = {article.id: signed(article) for article in sorted(pool, key=lambda article: article.published)}
        self.place = {name: at for at, name in enumerate(self.signed)}
        self.holders: dict[str, list[str]] = {}
        for name, signature in self.signed.items():
            for key in signature.keys:
                self.holders.setdefault(key, []).append(name)

    def common(self, key: str) -> bool:
        """Say whether too many hold a key."""
        return len(self.holders[key]) > Copies.limit

    def is_copy(self, one: Article, two: Article) -> bool:
        """Say whether two articles are tied when the later one comes to all earlier ones."""
        first, later = sorted((one.id, two.id), key=self.place.__getitem__)
        keys = [key for key in self.signed[later].keys if not self.common(key)]
        near = Counter(name for key in keys for name in self.holders[key] if self.place[name] < self.place[later])
        best = sorted(near, key=lambda name: (-near[name], -self.place[name]))[: Copies.most]
        made = Copies().judge(self.signed[later], [self.signed[name] for name in best], self)  # type: ignore[arg-type]
        return any(first in (link.from_, link.to) for link in made)


def scored(found: Iterable[tuple[bool, bool]]) -> str:
    """Return precision, recall and F1 of answers beside truths."""
    count = Counter(found)
    hits, wrong, missed = count[True, True], count[True, False], count[False, True]
    precision, recall = hits / max(1, hits + wrong), hits / max(1, hits + missed)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"P {precision:.4f}  R {recall:.4f}  F1 {f1:.4f}  ({hits} found, {wrong} wrong, {missed} missed)"


def numbers_shown(pairs: Iterable[tuple[Article, Article]]) -> str:
    """Say of how many changed figures and negations the alignment tells."""
    asked = told = 0
    for one, two in pairs:
        before, after = text_of(signed(one)).words, text_of(signed(two)).words
        if len(before) == len(after):
            differ = [at for at, (a, b) in enumerate(zip(before, after, strict=True)) if a != b and a[:1].isdigit()]
            asked += len(differ)
            said = " ".join(changed(align(before, after), before, after))
            told += sum(f"{float(before[at]):g}" in said if before[at].isdecimal() else True for at in differ)
        elif sum(negations(before).values()) != sum(negations(after).values()):
            asked += 1
            told += any(s.startswith("negation") for s in changed(align(before, after), before, after))
    return f"{told} of {asked} changed figures and negations shown"


def main() -> None:
    """Print the measures."""
    pool, dice = articles(), random.Random(20180912)
    if "--judged" not in sys.argv:
        made = list(by_rule(pool, dice))
        apart = list(strangers(pool, dice))
        answers: list[tuple[bool, bool]] = []
        for rule in ("cut", "turned", "swapped", "added"):
            mine = [is_copy(one, two) for name, one, two in made if name == rule]
            answers += [(found, True) for found in mine]
            print(f"{rule:>10}  {sum(mine)} of {len(mine)} found")
        answers += [(is_copy(one, two), False) for _, one, two in apart]
        print(f"{'by rule':>10}  {scored(answers)}")
        print(f"{'changes':>10}  {numbers_shown((one, two) for name, one, two in made if name == 'swapped')}")
    if JUDGED.exists():
        told(pool, "judged", is_copy)
        if "--ledger" in sys.argv:
            told(pool, "in a ledger", Ledger(pool).is_copy)


def told(pool: list[Article], how: str, ask: Callable[[Article, Article], bool]) -> None:
    """Print how the judged pairs are answered: each draw, then all."""
    found = [(drawn, (ask(one, two), truth)) for drawn, one, two, truth in judged(pool)]
    for draw in dict.fromkeys(drawn for drawn, _ in found):
        print(f"{how:>12}  {draw:>8}  {scored(answer for drawn, answer in found if drawn == draw)}")
    print(f"{how:>12}  {'all':>8}  {scored(answer for _, answer in found)}")


if __name__ == "__main__":
    main()
