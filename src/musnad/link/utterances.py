"""Utterances: what a reported statement says, in a form in which two reports of it can be laid side by side.

Weights alone never make two statements one: numbers, negation and who does what to whom must agree as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from musnad.lang.pack import read_lexicon
from musnad.lang.words import Word, fold, words
from musnad.link.contrasts import negations
from musnad.link.stems import stem, weight
from musnad.model.records import Json
from musnad.text.numerals import numerals

LIGHT = 1.2  # weight below which a stem says nothing: it stands in a third of all reports
STRONG = Counter({"لم": 1, "لن": 1, "لا": 1, "ليس": 1, "ليست": 1})  # deny the word behind them, and nothing else
REACH = 3  # words that a negation governs
OF_NAMES = 0.3  # share of their weight that names have: everything said of a matter names them
ORDERED = 3  # names whose order tells roles


@dataclass(frozen=True, slots=True)
class Content:
    """What one statement says.

    Attributes:
        stems: Stems in order, those that say nothing left out.
        denied: Those of them that stand under a negation.
        refuted: Those right behind a word such as «لم»: what is denied first of all.
        counts: Numbers, each with the stem that it counts, empty if none follows.
        names: Stems of names in order.
        negative: Whether the saying itself denies.
    """

    stems: tuple[str, ...]
    denied: frozenset[str]
    counts: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    negative: bool = False
    refuted: frozenset[str] = frozenset()

    def as_json(self) -> Json:
        """Return it as it is kept."""
        return {"stems": " ".join(self.stems), "denied": sorted(self.denied), "counts": [list(c) for c in self.counts],
                "names": list(self.names), "negative": self.negative, "refuted": sorted(self.refuted)}

    @classmethod
    def kept(cls, data: Json) -> Content:
        """Return what ``as_json`` has kept."""
        return cls(tuple(data["stems"].split()), frozenset(data["denied"]), tuple((c[0], c[1]) for c in data["counts"]),
                   tuple(data["names"]), data["negative"], frozenset(data["refuted"]))


def content(text: str, names: Iterable[str] = (), dates: Iterable[tuple[int, int]] = (), *,
            negative: bool = False) -> Content:
    """Read what a statement says.

    Args:
        text: Its content.
        names: Names of people, places and bodies in it.
        dates: Where it speaks of times, half-open, in code points of ``text``: their numbers count nothing.
        negative: Whether the saying itself denies.
    """
    line = [word for word in words(text) if word.kind != "mark"]
    stems = [stem(word.form) for word in line]
    named = {stem(word.form) for name in names for word in words(name) if word.kind in ("word", "latin")}
    heavy = [telling(word, made) for word, made in zip(line, stems, strict=True)]
    kept = tuple(made for made, tells in zip(stems, heavy, strict=True) if tells)
    return Content(kept, frozenset(_denied(line, stems, heavy)), tuple(_counts(line, stems, tuple(dates))),
                   tuple(dict.fromkeys(made for made in stems if made in named)), negative,
                   frozenset(_refuted(line, stems)))


def telling(word: Word, stemmed: str) -> bool:
    """Say whether a word says anything of what is said."""
    return word.kind in ("word", "latin") and weight(stemmed) >= LIGHT and word.form not in _empty()


def _denied(line: Sequence[Word], stems: Sequence[str], heavy: Sequence[bool]) -> Iterable[str]:
    left = 0
    for word, made, tells in zip(line, stems, heavy, strict=True):
        if negations([word.form]):
            left = REACH
        elif left:
            left -= 1
            if tells:
                yield made


def _refuted(line: Sequence[Word], stems: Sequence[str]) -> Iterable[str]:
    """Yield what stands right behind a plain negation."""
    return (stems[at + 1] for at, word in enumerate(line[:-1]) if negations([word.form]) & STRONG)


def _counts(line: Sequence[Word], stems: Sequence[str], dates: Sequence[tuple[int, int]]) -> Iterable[tuple[str, str]]:
    for found in numerals(line):
        one = found.value in (1, 2) and not found.digits  # an article, a dual, a Sunday
        dated = any(start < found.end and found.start < end for start, end in dates)
        if found.kind in ("cardinal", "ordinal") and not one and not dated:
            after = found.last + 1
            yield f"{found.value:g}", stems[after] if after < len(line) else ""


@cache
def _empty() -> frozenset[str]:
    return frozenset(fold(row["form"]) for row in read_lexicon("contrasts"))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far two statements say the same.

    Attributes:
        share: Weight of what both say, of the weight of the shorter one.
        whole: The same, of the weight of both together.
        common: Weight of what both say, names left out.
        figures: How many numbers both give.
        against: What speaks against their being one, empty if nothing does.
    """

    share: float
    whole: float
    common: float
    figures: int
    against: str


def liken(one: Content, two: Content) -> Likeness:
    """Lay two statements side by side."""
    mine, theirs = dict.fromkeys(one.stems), dict.fromkeys(two.stems)
    names = {*one.names, *two.names}
    weights = {made: weight(made) * (OF_NAMES if made in names else 1.0) for made in mine | theirs}
    shared = [made for made in mine if made in theirs]
    common, own, other = (sum(weights[made] for made in some) for some in (shared, mine, theirs))
    share, whole = common / max(1.0, min(own, other)), common / max(1.0, own + other - common)
    plain = sum(weights[made] for made in shared if made not in names)
    figures = {value for value, _ in one.counts} & {value for value, _ in two.counts}
    return Likeness(round(share, 4), round(whole, 4), round(plain, 2), len(figures), _against(one, two, shared))


def _against(one: Content, two: Content, shared: Sequence[str]) -> str:
    """Return why two statements cannot be one, as one line."""
    return _numbers_differ(one, two) or _negations_differ(one, two, shared) or _roles_differ(one, two)


def _numbers_differ(one: Content, two: Content) -> str:
    """The same thing counted, and another number."""
    mine, theirs = {value for value, _ in one.counts}, {value for value, _ in two.counts}
    for value, counted in one.counts:
        same = {other for other, what in two.counts if what == counted and counted}
        if same and value not in theirs and not same & mine:
            return f"the numbers differ: {value} and {' '.join(sorted(same))} of {counted}"
    if len(mine) > 1 and len(theirs) > 1 and not mine & theirs:
        return f"the numbers differ: {' '.join(sorted(mine))} and {' '.join(sorted(theirs))}"
    return ""


def _negations_differ(one: Content, two: Content, shared: Sequence[str]) -> str:
    """What one denies, the other says; where both deny something, how far a negation reaches is not asked."""
    if one.denied and two.denied and one.negative == two.negative:
        return ""
    turned = one.negative != two.negative
    for denying, other in ((one, two), (two, one)):
        if not turned and not other.denied and (said := denying.refuted.intersection(other.stems)):
            return f"denied in one only: {' '.join(sorted(said))}"
    differ = [made for made in shared if ((made in one.denied) != (made in two.denied)) != turned]
    heavy, whole = sum(map(weight, differ)), sum(map(weight, shared))
    if heavy > TURNED * max(1.0, whole):
        return f"denied in one only: {' '.join(differ[:4])}"
    return ""


TURNED = 0.34  # share of what both say that one denies and the other does not, from which they are two


def _roles_differ(one: Content, two: Content) -> str:
    """Two names that have changed places in what is otherwise nearly the same."""
    shared = [name for name in one.names if name in two.names]
    if len(shared) < 2 or len(shared) > ORDERED or set(one.stems) != set(two.stems):
        return ""
    other = [name for name in two.names if name in shared]
    return f"{shared[0]} and {shared[1]} have changed places" if shared != other else ""
