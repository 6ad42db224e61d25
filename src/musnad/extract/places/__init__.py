"""Places: which place of the world a name of a report means.

Finds    خان شيخون بريف إدلب        the town in Syria, with its coordinates and what contains it
Finds    بلدة اللطامنة              a town that the tagger of names missed
Leaves   فتح الباب                  a common word, without a word of place before it

Gazetteer: lang/ar/gazetteer. Lexicon: lang/ar/lexicon/places.tsv.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from musnad.extract.places.cues import Cue, cue_of, cues
from musnad.extract.places.finding import spots
from musnad.extract.places.judging import AREAS, FITS, Context, candidates, points_of, prior, softmax, unknown, weigh
from musnad.extract.places.merging import Spot
from musnad.extract.places.region import HOME
from musnad.lang.gazetteer import Entry, Gazetteer, gazetteer, key_of, kilometres
from musnad.text.names import Name
from musnad.text.passage import Passage

SETTLED = 0.5  # score below which a place stays open
OTHER = 0.05  # score from which another candidate is shown
REACH = 6  # words after a name in which the area that holds it may be named
TWIN_KM = 12.0  # two settlements of one name within this distance are one
MOST = 400  # distinct names of a report that are weighed; a list of names beyond it is no news report


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a report names.

    Attributes:
        first: Index of its first word in the passage.
        last: One past its last word.
        start: First code point.
        end: One past the last code point.
        name: Which of the given names it is, None where the tagger missed it.
        entry: The place of the gazetteer, None where it is unknown or stays open.
        chain: Usual names of the place and of what contains it, up to the country.
        precision: point, settlement, district, governorate, country, region; None without an entry.
        score: In 0..1, how sure the choice is.
        steps: Why, one short line a step.
        others: What else the name may mean, with their scores.
        note: The same in one line, for a person.
    """

    first: int
    last: int
    start: int
    end: int
    name: int | None
    entry: Entry | None
    chain: tuple[str, ...]
    precision: str | None
    score: float
    steps: tuple[str, ...]
    others: tuple[tuple[Entry, float], ...] = ()
    note: str | None = None


def resolve(passage: Passage, names: Sequence[Name], places: Gazetteer | None = None) -> list[Place]:
    """Return the places that a report names, in text order.

    Args:
        passage: The report.
        names: What the tagger found; names of places and facilities are resolved.
        places: The gazetteer, the package's own if not given.
    """
    known = places or gazetteer()
    found, nationalities = spots(passage, names, known)
    groups: dict[str, list[Spot]] = defaultdict(list)
    for spot in found:
        if len(groups) < MOST or spot.key in groups:
            groups[spot.key].append(spot)
    choices = {key: candidates(key, known) for key in groups}
    sentences = {spot.first: passage.sentence_at(spot.start) for spot in found}
    context = weigh(groups, choices, nationalities, known, sentences)
    judge = _Judge(known, choices, sentences)
    areas = _areas(passage, found, judge)
    verdicts = {key: judge.verdict(key, group, areas[key], context) for key, group in groups.items()}
    return _told_once([judge.place(spot, verdicts[spot.key]) for spot in found if spot.key in verdicts
                       and (spot.name is not None or verdicts[spot.key].entry is not None)])


def _told_once(made: list[Place]) -> list[Place]:
    """Leave out what holds the tagger's name of the same place: «محافظة حلب» around «حلب»."""
    held = {(a.start, a.end) for a, b in pairwise(made) if a.name is None and b.name is not None
            and a.entry == b.entry and a.start <= b.start and b.end <= a.end}
    return [p for p in made if p.name is not None or (p.start, p.end) not in held]


@dataclass(frozen=True, slots=True)
class _Verdict:
    entry: Entry | None
    score: float
    steps: tuple[str, ...]
    others: tuple[tuple[Entry, float], ...]


class _Judge:
    """Chooses among the candidates of each name."""

    def __init__(self, places: Gazetteer, choices: dict[str, list[Entry]], sentences: Mapping[int, int]) -> None:
        self.places = places
        self.choices = choices
        self.sentences = sentences

    def area(self, spot: Spot) -> Entry | None:
        """Return the area that a name stands for where the text puts another place into it."""
        entries = self.places.of_key(spot.key)
        large = [e for e in entries if e.kind in AREAS]
        if large:
            return max(large, key=lambda e: (HOME.get(e.country, 0.0), e.people))
        return max(entries, key=prior) if entries else None

    def verdict(self, key: str, group: Sequence[Spot], areas: Sequence[Entry], context: Context) -> _Verdict:
        """Choose what a name means throughout the report."""
        entries = self.choices[key]
        if not entries:
            return _Verdict(None, 0.0, ("not in the gazetteer",), ())
        others = context.without(key)
        judged = [points_of(e, group, areas, context, others, self.places, self.sentences) for e in entries]
        *shares, _ = softmax([*(points for points, _ in judged), unknown(group)])
        ranked = sorted(zip(shares, judged, entries, strict=True), key=lambda r: (-r[0], r[2].number))
        score, (_, why), best = ranked[0]
        twins = [(s, e) for s, _, e in ranked[1:] if _same_spot(e, best)]  # one place in two tables
        score += sum(s for s, _ in twins)
        best = next((e for _, e in twins if e.source in "hu" and best.source == "g"), best)
        rest = tuple((e, round(s, 3)) for s, _, e in ranked[1:4] if s >= OTHER and e != best and not _same_spot(e, best))
        if len(entries) == 1:
            why = ["one place of this name is known", *why]
        if score < SETTLED:
            many = f"{len(entries)} places of this name, none far ahead"
            steps = (many if len(entries) > 1 else "the only place known of this name lies elsewhere",)
            return _Verdict(None, round(score, 3), steps, ((best, round(score, 3)), *rest))
        return _Verdict(best, round(score, 3), tuple(why) or ("the largest of this name",), rest)

    def place(self, spot: Spot, verdict: _Verdict) -> Place:
        """Return the place of one mention: the division instead of its town where the words say so."""
        entry, steps = verdict.entry, verdict.steps
        precision = entry.precision if entry else None
        if entry and spot.cue and spot.cue.kind in {"rural", "governorate"} and entry.kind in FITS["settlement"]:
            above = next(self.places.above(entry), None)
            if above is not None and above.kind == "governorate" and spot.key in map(key_of, above.names):
                entry, precision = above, above.precision
                steps = (*steps, f"«{spot.cue.form}» before it: the governorate")
            elif spot.cue.kind == "rural":
                precision = "district"
                steps = (*steps, f"«{spot.cue.form}» before it: the country around")
        chain = self.places.chain(entry) if entry else ()
        score = verdict.score * (spot.score if spot.name is not None else 1.0)
        return Place(spot.first, spot.last, spot.start, spot.end, spot.name, entry, chain, precision, round(score, 3), steps,
                     verdict.others, self._note(verdict.others))

    def _note(self, others: Sequence[tuple[Entry, float]]) -> str | None:
        told = (f"{' ← '.join(self.places.chain(entry))} ({score:.2f})" for entry, score in others)
        return f"may also be {'; '.join(told)}" if others else None


def _same_spot(one: Entry, other: Entry) -> bool:
    return one.precision == other.precision and kilometres(one.lat, one.lon, other.lat, other.lon) < TWIN_KM


def _areas(passage: Passage, found: Sequence[Spot], judge: _Judge) -> dict[str, list[Entry]]:
    """Return for each name the areas that the text puts it into: «خان شيخون بريف إدلب», «بلدة X في محافظة Y».

    What is said of the last of several joined names holds for all of them.
    """
    areas: dict[str, list[Entry]] = defaultdict(list)
    shared: Entry | None = None
    for spot, later in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if spot.last > later.first or spot.key == later.key:
            continue
        if _leads_into(passage, spot, later):
            shared = judge.area(later)
        elif not _joined(passage, spot, later):
            shared = None
        area = _plain_cue(passage.words[spot.first].form) is not None  # «ريف إدلب» is an area itself
        if shared is not None and not area and shared not in judge.choices.get(spot.key, ()):
            areas[spot.key].append(shared)
    return areas


def _joined(passage: Passage, spot: Spot, later: Spot) -> bool:
    """Say whether two names stand side by side, joined by «and»."""
    words = passage.words
    between = [w.form for w in words[spot.last : later.first]]
    conjunction = words[spot.last].form.startswith("و") if spot.last < len(words) else False
    return conjunction and all(form in {"و", "،"} or cue_of(form) for form in between)


def _leads_into(passage: Passage, spot: Spot, later: Spot) -> bool:
    """Say whether nothing but words of place stand between two names, with «in», «north of» or the like among them."""
    words = passage.words
    if later.first - spot.last > REACH:
        return False
    opening = words[later.first]
    held = later.start > opening.start or _plain_cue(opening.form) is not None
    for word in words[spot.last : later.first]:
        cue = _plain_cue(word.form)
        if cue is None and word.form not in _MARKS:
            return False
        if cue is not None and (cue.kind not in {"direction", "glue"} or word.form in {"في", "من"} or word.form[0] in "بل"):
            held = True
    return held and not opening.form.startswith("و")


_MARKS = frozenset({"(", ")", "،", "-", "–"})


def _plain_cue(form: str) -> Cue | None:
    """Return the word of place that a folded word is, with at most a joined preposition."""
    return cues().get(form) or (cues().get(form[1:]) if form[0] in "بل" else None)


__all__ = ["Place", "resolve"]
