"""Names: whether two names of people name one person.

Joins    أنجيلا ميركل = انغيلا ميركل         one sound, other letters
Joins    جان إيف لو دريان = جان إيف لودريان    particles joined or apart
Parts    بشار الأسد ≠ حافظ الأسد              a shared surname says nothing
Leaves   ميركل                               a surname alone is nobody

Lexicon: lang/ar/lexicon/spellings.tsv. Figures: docs/extractors/same_person.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from musnad.link.letters import likeness
from musnad.link.parts import Part, parts
from musnad.link.spellings import spellings

ENOUGH = 0.78  # likeness below which two parts are two names
SHORT = 3  # letters up to which a part is short: each of them counts
MEAN = 0.87  # likeness that is asked of all parts together
OF_THREE = 0.73  # the same where two other parts agree
STRICT = 0.84  # the same where each letter counts: behind an Arabic given name, in names of short syllables
SURE_FUSED = 0.95  # the same in names of short syllables
FUSED = 0.85  # likeness from which two neighbours written as one are that one
SURE = 0.88  # likeness of each part that is asked where one name has more parts
TURNED = 0.93  # likeness of each part that is asked where the surname stands first in one
FEWER = 0.96  # factor where one name has parts that the other lacks
NAMESAKES = 0.8  # factor where the name is common
NOBODY = 0.3  # score of a surname alone
CERTAIN = 0.99  # the highest score: two people may bear one name
OTHER = 0.5  # factor of names that are not one person's


@dataclass(frozen=True, slots=True)
class Match:
    """What is to be thought of two names.

    Attributes:
        same: They name one person.
        score: In 0..1, how well they go together.
        why: One line for a person.
    """

    same: bool
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class _Pairing:
    """The parts of the shorter name, each with the likeness to its part of the longer, and what is left over."""

    likes: tuple[float, ...]
    pairs: tuple[tuple[Part, Part], ...]
    extra: tuple[Part, ...] = ()
    behind: tuple[Part, ...] = ()


def match(left: str, right: str) -> Match:
    """Say whether two names name one person.

    Args:
        left: A person's name, with or without a title before it.
        right: Another.
    """
    return _match(*sorted((left, right)))


@lru_cache(maxsize=65536)
def _match(left: str, right: str) -> Match:
    short, long = sorted((parts(left), parts(right)), key=len)
    if len(short) < 2:
        return Match(False, NOBODY if short else 0.0, "a name of one word is nobody")
    found = max((_judged(p) for p in _pairings(short, long)), key=lambda m: m.score)
    if not found.same:
        return found
    if tuple(p.form for p in short) in spellings().namesakes or all(p.given for p in short):
        return Match(True, round(found.score * NAMESAKES, 3), found.why + "; others bear this name, too")
    return found


def _pairings(short: Sequence[Part], long: Sequence[Part]) -> list[_Pairing]:
    """Return the ways to lay one name on the other."""
    made = [_laid(short, long)]
    for one, other in ((short, long), (long, short)):
        for at, fused in enumerate(_fused(one)):
            enough = SURE_FUSED if one[0].form in spellings().eastern else FUSED
            if any(likeness(fused[at], part) >= enough for part in other):
                made.append(_laid(*sorted((fused, other), key=len)))
    if len(short) == len(long) == 2 and not any(p.given or p.role != "own" for p in (*short, *long)):
        turned = _laid(short, (long[1], long[0]))
        made += [turned] if min(turned.likes) >= TURNED else []
    return made


def _fused(name: Sequence[Part]) -> list[tuple[Part, ...]]:
    """Return the name with two neighbours written as one, where two parts are left."""
    if len(name) < 3:
        return []
    made = []
    for i in range(len(name) - 1):
        one, two = name[i], name[i + 1]
        made.append((*name[:i], Part(one.form + two.form, one.role, False, one.particle), *name[i + 2 :]))
    return made


def _laid(short: Sequence[Part], long: Sequence[Part]) -> _Pairing:
    """Lay the first part on the first, the others on the likest further on, the last from behind where it fits."""
    likes, pairs = [likeness(short[0], long[0])], [(short[0], long[0])]
    behind = short[0].given and long[0].given
    extra: list[Part] = []
    at = 1
    for i, part in enumerate(short[1:], 1):
        room = len(long) - (len(short) - i)
        best = max(range(at, room + 1), key=lambda k: (_fit(part, long[k], behind), k == at))
        extra += long[at:best]
        likes.append(_fit(part, long[best], behind))
        pairs.append((part, long[best]))
        at = best + 1
    return _Pairing(tuple(likes), tuple(pairs), tuple(extra), tuple(long[at:]))


def _fit(left: Part, right: Part, behind: bool) -> float:
    """The likeness of two parts; a house is no person."""
    return 0.0 if {left.role, right.role} == {"house", "father"} else likeness(left, right, behind=behind)


def _judged(pairing: _Pairing) -> Match:
    likes = pairing.likes
    why = _against(pairing)
    score = round(min(sum(likes) / len(likes), CERTAIN), 3)
    if why:
        return Match(False, round(score * OTHER, 3), why)
    if pairing.extra or pairing.behind:
        more = " ".join(p.form for p in (*pairing.extra, *pairing.behind))
        return Match(True, round(score * FEWER, 3), f"one has more names: {more}; " + _spelled(pairing))
    return Match(True, score, _spelled(pairing))


def _spelled(pairing: _Pairing) -> str:
    told = [f"{a.form} = {b.form}" for a, b in pairing.pairs if a.form != b.form]
    return "other spelling: " + ", ".join(told) if told else "the same names"


def _against(pairing: _Pairing) -> str:
    """Return what speaks against one person, nothing if nothing does."""
    asked = _asked(pairing)
    for like, (one, two) in zip(pairing.likes, pairing.pairs, strict=True):
        short = min(len(one.form), len(two.form)) <= SHORT and asked > OF_THREE
        if like < (STRICT if short else asked):
            return f"{one.form} is not {two.form}"
    if pairing.extra or pairing.behind:
        return _against_more(pairing)
    first, last = pairing.pairs[0], pairing.pairs[-1]
    if len(pairing.pairs) == 2 and last[0].role != last[1].role and first[0].given and (
        last[0].given or "house" in (last[0].role, last[1].role)
    ):
        return f"{last[0].form} is a {max(last[0].role, last[1].role, key=('own', 'father', 'house').index)} in one only"
    if sum(pairing.likes) < MEAN * len(pairing.likes):
        return "each spelling is near, and all together are not"
    return ""


def _asked(pairing: _Pairing) -> float:
    """Return how like each pair of parts must be."""
    one, two = pairing.pairs[0]
    eastern = spellings().eastern
    if (one.given and two.given) or one.form in eastern or two.form in eastern:
        return STRICT
    return OF_THREE if sum(like >= SURE for like in pairing.likes) > 1 else ENOUGH


def _against_more(pairing: _Pairing) -> str:
    """Return what speaks against one person where one name has more parts."""
    if any(p.form[0] == "و" and p.form[1:] in spellings().first for p in pairing.extra):
        return "one names two people"
    if min(pairing.likes) < SURE:
        return "one has more names, and the others are not quite the same"
    if pairing.pairs[0][0].form in spellings().eastern:
        return "one has more names, and each counts here"
    if len([one for one, two in pairing.pairs if "house" not in (one.role, two.role)]) < 2:
        return "a given name and a house are not enough"
    plain = all(one.given and not (one.article or two.article) for one, two in pairing.pairs)
    if pairing.extra and not pairing.behind and plain:
        return "given names alone, and one has more of them"
    if pairing.behind and not _told(pairing):
        return f"{pairing.behind[0].form} may be another's surname"
    return ""


def _told(pairing: _Pairing) -> bool:
    """Say whether the parts behind leave no doubt: a father and his house, or a fourth name after three."""
    last = pairing.pairs[-1]
    if all(one.given for one, _ in pairing.pairs) and (last[0].role != last[1].role or pairing.behind[0].role == "own"):
        return False
    line = "father" in (last[0].role, last[1].role) and pairing.behind[0].role in ("father", "house")
    named = "father" in (last[0].role, last[1].role) and len(pairing.behind) == 1
    return line or named or len(pairing.pairs) > 2
