"""Where a report names places: the tagger's names, and those that it missed.

A name that the tagger missed counts where it is a sure one («اللطامنة»), or where a word of place stands before it
(«بلدة سرمين», «قريتي البارة وبليون»). A common word such as «الباب» is no place without such evidence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple

from musnad.extract.places.region import nationalities
from musnad.lang.gazetteer import Gazetteer, key_of_forms
from musnad.lang.pack import read_lexicon
from musnad.lang.words import Word, fold
from musnad.text.names import Name
from musnad.text.passage import Passage

LONGEST = 4  # words of a name that is looked for after a word of place
BESIDE = 0.9  # how sure a name is that stands after a word of place
AGAIN = 0.7  # how sure a later mention of a common word is
SURE = 0.9
UNSURE = 0.5  # below this score, the tagger's word for «organisation» or «person» is no bar
PLACES = frozenset({"place", "facility"})
MARKS = frozenset('“”"«»\'‘’#_،,()')
SOFT = frozenset({"near", "direction", "glue", "never"})
KEPT = 65536  # folded words whose reading is remembered
_ONE = ("و", "ف", "ب", "ل", "ك")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of place: its form, its kind, and whether several names may follow it."""

    form: str
    kind: str
    many: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a place is named.

    Attributes:
        first: Index of the first word.
        last: One past the last word.
        start: First code point, past a joined conjunction or preposition.
        end: One past the last code point.
        key: Key of its name in the gazetteer.
        full: Its folded words joined, nothing left out.
        cue: The word of place before it, None if there is none.
        name: Which of the tagger's names it is, None if the tagger missed it.
        score: How sure the tagger was; 1.0 for a sure name.
        known: Whether the gazetteer has a place of this name.
    """

    first: int
    last: int
    start: int
    end: int
    key: str
    full: str
    cue: Cue | None
    name: int | None
    score: float
    known: bool = True


@cache
def cues() -> dict[str, Cue]:
    """Return the words of place by their folded forms."""
    rows = read_lexicon("places")
    return {form: Cue(form, row["kind"], row["number"] == "many") for row in rows for form in (fold(row["form"]),)}


@lru_cache(maxsize=KEPT)
def bare(form: str) -> tuple[tuple[int, str], ...]:
    """Return the ways to take joined letters off a word, with their number: «وبحلب» is also «بحلب» and «حلب»."""
    ways = [(0, form)]
    cut = 0
    while len(form) > 3 and form[0] in _ONE and cut < 2:
        if form.startswith("لل"):
            ways.append((cut + 2, f"ال{form[2:]}"))
            break
        form, cut = form[1:], cut + 1
        ways.append((cut, form))
    return tuple(ways)


@lru_cache(maxsize=KEPT)
def cue_of(form: str) -> Cue | None:
    """Return the word of place that a folded word is, with or without what is joined to it."""
    known = cues()
    return next((known[base] for _, base in bare(form) if base in known), None)


class Opening(NamedTuple):
    """What a word may open or say: a name after it, sure names that begin with it, the country of its nationality."""

    cue: Cue | None
    sure: tuple[tuple[int, str, tuple[tuple[str, ...], ...]], ...]
    country: str | None


class Openings(dict[str, "Opening | None"]):
    """Folded words to what they open, None for most; filled as words are met."""

    def __init__(self, places: Gazetteer) -> None:
        super().__init__()
        self._sure = places.sure
        self._nationalities = nationalities(places)

    def __missing__(self, form: str) -> Opening | None:
        if len(self) >= KEPT:
            self.clear()
        cue = cue_of(form)
        sure = tuple((cut, base, self._sure[base]) for cut, base in bare(form) if base in self._sure)
        country = self._nationalities.get(form)
        hard = cue if cue is not None and cue.kind not in SOFT else None
        self[form] = found = Opening(hard, sure, country) if hard or sure or country else None
        return found


@lru_cache(maxsize=4)
def openings(places: Gazetteer) -> Openings:
    """Return the openings of a gazetteer."""
    return Openings(places)


def cut_off(word: Word, letters: int) -> int:
    """Return the code point of a word after its first letters, marks of writing passed over."""
    if not letters:
        return word.start
    at = 0
    while at < len(word.raw) and letters > 0:
        letters -= len(fold(word.raw[at]))
        at += 1
    while at < len(word.raw) and not fold(word.raw[at]):
        at += 1
    return word.start + at


def spots(passage: Passage, names: Sequence[Name], places: Gazetteer) -> tuple[list[Spot], list[str]]:
    """Return where the passage names places, in text order, and the countries of the nationalities it speaks of."""
    words, known = passage.words, openings(places)
    tagged = [_tagged(passage, number, name, places) for number, name in enumerate(names) if name.kind in PLACES]
    taken = _taken(names, len(words))
    found: list[Spot] = []
    countries: list[str] = []
    for i, opening in [(i, o) for i, w in enumerate(words) if (o := known[w.form]) is not None]:
        if opening.country:
            countries.append(opening.country)
        if opening.sure and (opening.cue is not None or not taken[i]):
            found += _sure_at(words, i, opening)
        if opening.cue is not None:
            found += _after(words, i, opening.cue, places, taken)
    merged = _merged(tagged, found)
    return _merged(merged, list(_again(words, merged, places, taken))), countries


def _again(words: Sequence[Word], known: Sequence[Spot], places: Gazetteer, taken: Sequence[bool]) -> Iterator[Spot]:
    """Yield the other mentions of the common words that a report uses as names of towns: «الباب» after «مدينة الباب»."""
    forms = {spot.full: spot for spot in known if spot.cue and spot.cue.kind == "settlement" and spot.last - spot.first == 1
             and spot.known and spot.full not in places.sure}
    if not forms:
        return
    held = {i for spot in known for i in range(spot.first, spot.last)}
    for i, word in enumerate(words):
        if i not in held and not taken[i]:
            for cut, form in bare(word.form):
                if form in forms:
                    yield replace(forms[form], first=i, last=i + 1, start=cut_off(word, cut), end=word.end, cue=None,
                                  name=None, score=AGAIN)
                    break


def _tagged(passage: Passage, number: int, name: Name, places: Gazetteer) -> Spot:
    words = passage.words
    first, last = name.first, name.last
    cue = None
    cut, base = _stem(passage, name, places)
    forms = [base, *(words[i].form for i in range(first + 1, last))]
    while len(forms) > 1 and not places.knows(key_of_forms(forms)) and (inner := cue_of(forms[0])):
        cue = inner
        first, forms = first + 1, forms[1:]
    known = next((n for n in range(len(forms), 0, -1) if places.knows(key_of_forms(forms[:n]))), len(forms))
    if known < len(forms) and all(cue_of(f) or openings(places)[f] for f in forms[known:]):  # «عفرين السورية»
        last, forms = first + known, forms[:known]
    start = cut_off(words[first], cut) if first == name.first else words[first].start
    if cue is None and first:
        cue = cue_of(words[first - 1].form)
    key = key_of_forms(forms)
    score = max(name.score, BESIDE) if cue and cue.kind not in SOFT else name.score
    return Spot(first, last, start, words[last - 1].end, key, "".join(forms), cue, number, score, places.knows(key))


def _stem(passage: Passage, name: Name, places: Gazetteer) -> tuple[int, str]:
    """Return the first word of a name, and how many letters are joined before it.

    The tagger's cut stands unless it leaves no known name («وكفرزيتا»), or cuts into one of the region («وبليون»: «ليون»).
    """
    words = passage.words
    word, rest = words[name.first], [words[i].form for i in range(name.first + 1, name.last)]
    base = fold(passage.text[name.start : word.end]) or word.form
    cut = len(word.form) - len(base)
    known = places.knows(key_of_forms((base, *rest)))
    if known and cut < 2:
        return cut, base
    for letters, form in bare(word.form):
        entries = places.of_key(key_of_forms((form, *rest)))
        if entries and (not known or any(e.source in "hu" for e in entries)):
            return letters, form
    return cut, base


def _taken(names: Sequence[Name], count: int) -> list[bool]:
    """Return for each word whether it is surely part of somebody's or some body's name."""
    taken = [False] * count
    for name in names:
        short = name.kind == "organization" and name.last - name.first == 1 and name.score < SURE  # «أعزاز» alone, say
        if name.kind in {"person", "organization"} and name.score >= UNSURE and not short:
            taken[name.first : name.last] = [True] * (name.last - name.first)
    return taken


def _sure_at(words: Sequence[Word], i: int, opening: Opening) -> list[Spot]:
    for cut, base, rests in opening.sure:
        for rest in rests:
            last = i + 1 + len(rest)
            if not rest or (last <= len(words) and words[i + 1].form == rest[0]
                            and tuple(w.form for w in words[i + 1 : last]) == rest):
                before = cue_of(words[i - 1].form) if i and not cut else None
                start = cut_off(words[i], cut)
                return [Spot(i, last, start, words[last - 1].end, key_of_forms((base, *rest)),
                             "".join((base, *rest)), before, None, 1.0)]
    return []


def _after(words: Sequence[Word], i: int, cue: Cue, places: Gazetteer, taken: Sequence[bool]) -> Iterator[Spot]:
    """Yield the name after a word of place, and, where several may follow, those joined to it."""
    at = _past_marks(words, i + 1)
    joined = False
    while at < len(words):
        spot = _name_at(words, at, cue, places, joined=joined)
        if spot is None or (taken[spot.first] and cue.kind not in {"settlement", "camp"}):
            return
        yield spot
        at = _past_marks(words, spot.last)
        joined = True
        if not cue.many:
            return


def _past_marks(words: Sequence[Word], at: int) -> int:
    """Return the index of the next word, past quotation marks, commas and the like, but not past a full stop."""
    while at < len(words) and words[at].form in MARKS:
        at += 1
    return at


def _name_at(words: Sequence[Word], at: int, cue: Cue, places: Gazetteer, *, joined: bool) -> Spot | None:
    word = words[at]
    base, cut = word.form, 0
    if word.kind != "word":
        return None
    if joined and base.startswith("و") and len(base) > 3:
        base, cut = base[1:], 1
    forms = [base]
    best = None
    for last in range(at + 1, min(at + 1 + LONGEST, len(words) + 1)):
        key = key_of_forms(forms)
        if len(key) > 1 and places.knows(key) and (len(forms) > 1 or cue_of(base) is None):
            best = Spot(at, last, cut_off(word, cut), words[last - 1].end, key, "".join(forms), cue, None, BESIDE)
        if last < len(words):
            if words[last].kind != "word":
                break
            forms.append(words[last].form)
    return best


def _merged(tagged: list[Spot], found: list[Spot]) -> list[Spot]:
    """Keep the tagger's spots, and of the found ones those that no other spot holds.

    Where a found name is what the tagger meant, it takes the tagger's place.
    """
    kept: list[Spot] = []
    whole = _longest(found)
    used: set[int] = set()
    reach = 0
    for spot in tagged:
        while reach < len(whole) and whole[reach].last <= spot.first:
            reach += 1
        other = whole[reach] if reach < len(whole) and whole[reach].first < spot.last else None
        if other is not None and _speaks_for(other, spot):
            used.add(reach)
            kept.append(replace(other, name=spot.name, score=max(spot.score, other.score)))
        else:
            kept.append(spot)
    bounds = [(s.first, s.last) for s in kept]
    kept += [s for n, s in enumerate(whole) if n not in used and not _held(s, bounds)]
    return sorted(kept, key=lambda s: (s.start, -s.end))


def _speaks_for(found: Spot, tagged: Spot) -> bool:
    """Say whether a found name is what the tagger meant: it goes on, or the tagger's words are no known name.

    «خان» and «شيخون» are both «خان شيخون»; «عفرين السورية» is «عفرين».
    """
    if found.first <= tagged.first and tagged.last <= found.last:
        return found.first == tagged.first or not tagged.known
    return not tagged.known and tagged.first <= found.first and found.last <= tagged.last


def _longest(found: list[Spot]) -> list[Spot]:
    """Return the longest of the found spots that begin together, without those that others cover."""
    whole: list[Spot] = []
    for spot in sorted(found, key=lambda s: (s.first, -s.last, s.cue is None)):
        if not whole or spot.first >= whole[-1].last:
            whole.append(spot)
    return whole


def _held(spot: Spot, bounds: list[tuple[int, int]]) -> bool:
    at = bisect_right(bounds, (spot.first, 1 << 60)) - 1
    return any(a <= spot.first and spot.last <= b for a, b in bounds[max(0, at - 1) : at + 1])
