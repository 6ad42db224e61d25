"""Bundles made of single articles, to learn and to measure how sources of many reports are cut.

An article is one report. A bundle joins the articles of close days, of one section or on one story, in one of the
layouts that collections of news have.
"""

from __future__ import annotations

import json
import lzma
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from musnad.text.reports_words import stem

NEWS = Path(__file__).resolve().parents[2] / "shared" / "data" / "news"
OUTLETS = ("cnn", "france24", "skynews")
LAYOUTS = ("plain", "spaced", "blank", "titles", "titles_blank", "rules", "datelines", "furniture")
NEAR_COPY = 0.5
_CNN = re.compile(r"^[^\n]{0,70}\(\s*CNN\s*\)\s*[-–—ـ]*\s*")
_PLACES = ("بيروت", "دمشق", "القاهرة", "لندن", "نيويورك", "عمان", "أنقرة", "موسكو")
_AGENCIES = ("({}) - ", "رويترز", "أ ف ب", "سانا", "الأناضول")
_FOOT = ("شارك", "اقرأ أيضا: أخبار أخرى", "المصدر: وكالات", "طباعة", "للمزيد")


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its place in the corpus, its title, its own paragraphs, and the row as it stands."""

    id: str
    outlet: str
    day: int
    section: str
    title: str
    paragraphs: tuple[str, ...]
    bag: frozenset[str]
    raw: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """A source of many reports, and where each begins."""

    text: str
    starts: tuple[int, ...]
    layout: str


def rows(outlet: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one outlet's corpus."""
    with lzma.open(NEWS / f"ant-{outlet}.jsonl.xz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def articles(outlet: str) -> list[Article]:
    """Return the articles of an outlet, each text once and without teasers of others, in the order of their days."""
    seen, found = set(), []
    every = [(r, [p.strip() for p in r["text"].split("\n") if p.strip()]) for r in rows(outlet)]
    elsewhere = _elsewhere([p for _, p in every])
    for r, whole in every:
        paragraphs = _without_teasers(whole, elsewhere)
        if not paragraphs or paragraphs in seen:
            continue
        seen.add(paragraphs)
        bag = frozenset(s for w in re.findall(r"\w+", " ".join(paragraphs)) if (s := stem(w)))
        day, raw = date.fromisoformat(r["published"]).toordinal(), f"{r['title']}\n{r['text']}"
        found.append(Article(r["id"], outlet, day, r["section"], r["title"], paragraphs, bag, raw))
    return sorted(found, key=lambda a: (a.day, a.id))


def _elsewhere(every: list[list[str]]) -> Counter[str]:
    """Count the articles that hold a paragraph; the first of an article counts twice, for teasers repeat it."""
    counts = Counter(key for paragraphs in every for key in {_key(p) for p in paragraphs})
    counts.update(_key(paragraphs[0]) for paragraphs in every if paragraphs)
    return counts


def _without_teasers(paragraphs: list[str], elsewhere: Counter[str]) -> tuple[str, ...]:
    """Leave out the last paragraphs that are the leads of other articles: teasers, each a report of its own."""
    end = len(paragraphs)
    while end > 1 and elsewhere[_key(paragraphs[end - 1])] > 1:
        end -= 1
    return tuple(paragraphs[:end])


def _key(paragraph: str) -> str:
    return re.sub(r"\W", "", _CNN.sub("", paragraph))[:60]


def first_word(paragraph: str) -> str:
    """Return the first word of a paragraph, after its dateline."""
    match = re.search(r"[^\W\d_]+", _CNN.sub("", paragraph))
    return match.group() if match else ""


def held_out(day: int) -> bool:
    """Say whether the articles of a day are kept for measuring: every fourth week."""
    return day // 7 % 4 == 0


def bundles(
    pool: list[Article], number: int, *, seed: int, layout: str | None = None, size: tuple[int, int] = (5, 15)
) -> Iterator[Bundle]:
    """Yield bundles of the articles of ``pool``, half of them on one story, in a layout that is drawn or given."""
    draw = random.Random(seed)
    by_day: dict[int, list[Article]] = {}
    for a in pool:
        by_day.setdefault(a.day, []).append(a)
    made = 0
    while made < number:
        first = draw.choice(pool)
        near = [a for d in (-1, 0, 1) for a in by_day.get(first.day + d, ())]
        chosen = _choose(draw, first, near, draw.randint(*size))
        if len(chosen) < 2:
            continue
        made += 1
        yield _join(draw, chosen, layout or (draw.choice((*LAYOUTS, "titles")) if draw.random() < 0.6 else "plain"))


def _choose(draw: random.Random, first: Article, near: list[Article], size: int) -> list[Article]:
    """Return articles on the story of ``first``, or of its section; no two that are near copies."""
    if draw.random() < 0.5:
        near = sorted(near, key=lambda a: -_likeness(a, first))[: size + draw.randint(0, 6)]
    else:
        near = [a for a in near if a.section == first.section]
        draw.shuffle(near)
    chosen = [first]
    for a in near:
        if len(chosen) < size and all(_likeness(a, c) < NEAR_COPY for c in chosen):
            chosen.append(a)
    draw.shuffle(chosen)
    return chosen


def _likeness(a: Article, b: Article) -> float:
    return len(a.bag & b.bag) / (min(len(a.bag), len(b.bag)) + 8)


def _join(draw: random.Random, chosen: list[Article], layout: str) -> Bundle:
    rule = draw.choice(("\n----------\n", "\n***\n", "\n\n______\n\n"))
    between = {"spaced": "\n\n", "blank": "\n\n", "titles_blank": "\n\n", "rules": rule}.get(layout, "\n")
    inside = "\n\n" if layout == "spaced" else "\n"
    text, starts = "", []
    bare = draw.random() < 0.8
    for number, a in enumerate(chosen):
        text += between if number else ""
        starts.append(len(text))
        text += inside.join(_lines(draw, a, layout, bare=bare))
        if layout == "furniture":
            text += "\n" + "\n".join(draw.sample(_FOOT, draw.randint(1, 3)))
    return Bundle(text, tuple(starts), layout)


def _lines(draw: random.Random, a: Article, layout: str, *, bare: bool) -> list[str]:
    lines = list(a.paragraphs)
    if bare:
        lines[0] = _CNN.sub("", lines[0]) or lines[0]
    if layout.startswith("titles"):
        return [a.title, *lines]
    if layout == "datelines":
        agency = draw.choice(_AGENCIES[1:])
        form = draw.choice(("{} ({}) - ", "{} - {} - ", "{} ({})-- "))
        lines[0] = form.format(draw.choice(_PLACES), agency) + lines[0]
    return lines
