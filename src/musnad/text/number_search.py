"""Finding every number of a text, for any use: cardinals, ordinals, fractions, ratios, signs, percentages.

Finds    واحد من ثلاثة              one third
Finds    -1 4/5                     minus one and four fifths
Finds    عشرون في المئة             20, a percentage
Leaves   أي واحد                    no number is meant
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from musnad.lang.words import Word, words
from musnad.text.number_forms import Number, plain
from musnad.text.numerals import Numeral, numerals

_PART = frozenset(("جزء", "اجزاء", "جزءا"))
_OVER, _OF, _IN = "علي", "من", "في"
_MINUS = frozenset("-−–")
_SLASH, _POWER, _TENS_POWER = "/", "^", "e"
_PLUS_MINUS = frozenset("+-")
_PERCENT = frozenset(("%", "٪", "بالميه", "بالمايه"))
_HUNDRED = frozenset(("الميه", "المايه"))
_RATE = frozenset(("نسبه", "بنسبه", "النسبه"))
_ANY = frozenset(("اي", "كل"))
_SIGN_AFTER = frozenset(" \t\n(<>=[")
LARGEST_POWER = 300


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number of a text.

    Attributes:
        start: First code point.
        end: One past the last.
        text: The words at this span.
        value: The number; for vague words the unit («عشرات»: 10); a percentage is not divided by a hundred.
        kind: ``cardinal``, ``ordinal``, ``fraction``, ``percent``, ``vague``, ``few``.
    """

    start: int
    end: int
    text: str
    value: Number
    kind: str


@dataclass(frozen=True, slots=True)
class _Run:
    """A number under way: indices of its first and last word, code points, value and kind."""

    first: int
    last: int
    start: int
    end: int
    value: Number
    kind: str


def parse_numbers(text: str) -> list[FoundNumber]:
    """Return the numbers of ``text`` in order, without overlap."""
    cut = words(text)
    runs = [_run(n) for n in numerals(cut, text) if n.kind != "unclear" and not _no_number(cut, n)]
    runs = _joined(cut, runs)
    found = []
    for run in runs:
        run = _with_part(cut, _with_sign(text, cut, run))
        run = _with_percent(cut, run)
        found.append(FoundNumber(run.start, run.end, text[run.start : run.end], plain(run.value), run.kind))
    return found


def _run(n: Numeral) -> _Run:
    return _Run(n.first, n.last, n.start, n.end, n.value, n.kind)


def _no_number(cut: Sequence[Word], n: Numeral) -> bool:
    return n.first > 0 and not n.digits and n.value == 1 and cut[n.first - 1].form in _ANY


def _joined(cut: Sequence[Word], runs: list[_Run]) -> list[_Run]:
    """Join numbers that make one: «٣/٤», «1 4/5», «واحد من ثلاثة», «1e10»."""
    made: list[_Run] = []
    slashes = [_touching(cut, one, two, _SLASH) for one, two in pairwise(runs)]
    at = 0
    while at < len(runs):
        run = runs[at]
        more = runs[at + 1] if at + 1 < len(runs) else None
        alone = more is not None and slashes[at] and not (at + 1 < len(slashes) and slashes[at + 1]) \
            and not (at and slashes[at - 1])
        value = None if more is None else _pair(cut, run, more, alone)
        if more is not None and value is not None:
            run, at = _Run(run.first, more.last, run.start, more.end, value, "fraction"), at + 1
        if alone and made and made[-1].last + 1 == run.first and isinstance(made[-1].value, int) and run.value < 1:
            whole = made.pop()
            run = _Run(whole.first, run.last, whole.start, run.end, whole.value + run.value, "fraction")
        made.append(run)
        at += 1
    return made


def _touching(cut: Sequence[Word], one: _Run, two: _Run, mark: str) -> bool:
    at = one.last + 1
    return two.first == at + 1 and cut[at].raw == mark and cut[at].start == one.end and cut[at].end == two.start


def _pair(cut: Sequence[Word], one: _Run, two: _Run, slash: bool) -> Number | None:
    """Return the value of two numbers that make one, None if they make none."""
    if {one.kind, two.kind} - {"cardinal"}:
        return None
    if slash and two.value and one.value <= 999 and two.value <= 999:
        return one.value / two.value
    power = _power(cut, one, two)
    if power is not None:
        return power
    gap = [w.form for w in cut[one.last + 1 : two.first]]
    if not two.value or not gap or len(gap) > 2:
        return None
    if gap == [_OVER] or (gap == [_OF] and one.value == 1):
        return one.value / two.value
    return _parts_of(one.value, two.value) if len(gap) == 2 and gap[0] in _PART and gap[1] == _OF else None


def _power(cut: Sequence[Word], one: _Run, two: _Run) -> Number | None:
    """«12.3e+14», «1.1^23»: with no space inside."""
    marks = cut[one.last + 1 : two.first]
    edges = [one.end, *(p for w in marks for p in (w.start, w.end)), two.start]
    if len(marks) not in {1, 2} or edges[::2] != edges[1::2] or (len(marks) == 2 and marks[1].raw not in _PLUS_MINUS):
        return None
    power = -two.value if len(marks) == 2 and marks[1].raw in _MINUS else two.value
    if marks[0].form == _TENS_POWER and abs(power) <= LARGEST_POWER and abs(one.value) < 1e6:
        return float(f"{one.value}e{power}") if isinstance(power, int) else None
    if marks[0].raw == _POWER and 0 < abs(one.value) < 1000 and abs(power) <= 50:
        return float(one.value) ** power
    return None


def _parts_of(count: Number, of: Number) -> Number:
    """«ثلاثة أجزاء من مئة»; above the whole, «مئتان وثلاثة جزء من مئة» is two hundred, and three of a hundred."""
    if of in {100, 1000} and count > of and count % of:
        return count - count % of + count % of / of
    return count / of


def _with_part(cut: Sequence[Word], run: _Run) -> _Run:
    """«جزء من مئة»: one part, where no number says how many."""
    if run.kind == "cardinal" and run.first > 1 and cut[run.first - 1].form == _OF and cut[run.first - 2].form in _PART:
        return replace(run, first=run.first - 2, start=cut[run.first - 2].start, value=1 / run.value if run.value else 0,
                       kind="fraction")
    return run


def _with_sign(text: str, cut: Sequence[Word], run: _Run) -> _Run:
    """A hyphen before digits is a minus where nothing stands before the hyphen."""
    before = cut[run.first - 1] if run.first else None
    if before is None or before.raw not in _MINUS or before.end != run.start or cut[run.first].kind != "number":
        return run
    if before.start and text[before.start - 1] not in _SIGN_AFTER:
        return run
    return replace(run, first=run.first - 1, start=before.start, value=-run.value)


def _with_percent(cut: Sequence[Word], run: _Run) -> _Run:
    after = [w.form for w in cut[run.last + 1 : run.last + 3]]
    before = cut[run.first - 1] if run.first else None
    if after[:1] and after[0] in _PERCENT:
        return replace(run, last=run.last + 1, end=cut[run.last + 1].end, kind="percent")
    if len(after) == 2 and after[0] == _IN and after[1] in _HUNDRED:
        return replace(run, last=run.last + 2, end=cut[run.last + 2].end, kind="percent")
    if before is not None and (before.form in _RATE or before.form in _PERCENT):
        return replace(run, first=run.first - 1, start=before.start, kind="percent")
    return run
