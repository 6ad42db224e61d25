"""Where a report names places: the tagger's names, and those that it missed.

A name that the tagger missed counts where it is a sure one («اللطامنة»), or where a word of place stands before it
(«بلدة سرمين», «قريتي البارة وبليون»). A common word such as «الباب» is no place without such evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from musnad.extract.compounds import two_words
from musnad.extract.places.cues import SOFT, Cue, Opening, bare, cue_of, cut_off, openings
from musnad.extract.places.merging import Spot, merged_spots
from musnad.extract.places.region import HOME
from musnad.lang.gazetteer import Gazetteer, key_of_forms
from musnad.lang.words import Word, fold
from musnad.text.names import Name
from musnad.text.passage import Passage

LONGEST = 4  # words of a name that is looked for after a word of place
BESIDE = 0.9  # how sure a name is that stands after a word of place
AGAIN = 0.7  # how sure a later mention of a common word is
SURE = 0.9
UNSURE = 0.5  # below this score, the tagger's word for «organisation» or «person» is no bar
_GOVERNING = ("ب", "ل")
_OFFICE = "مديريه"  # a district of Yemen, and elsewhere an office
_ALI = "علي"
PLACES = frozenset({"place", "facility"})
MARKS = frozenset('“”"«»\'‘’#_،,()')


def spots(passage: Passage, names: Sequence[Name], places: Gazetteer) -> tuple[list[Spot], list[str]]:
    """Return where the passage names places, in text order, and the countries of the nationalities it speaks of."""
    words, known = passage.words, openings(places)
    tagged = [_tagged(passage, number, name, places) for number, name in enumerate(names) if name.kind in PLACES]
    taken = _taken(names, passage, places)
    found: list[Spot] = []
    countries: list[str] = []
    for i, opening in [(i, o) for i, o in enumerate(map(known.__getitem__, passage.forms)) if o is not None]:
        if opening.country:
            countries.append(opening.country)
        if opening.sure and (opening.cue is not None or not taken[i]):
            found += _sure_at(words, i, opening)
        if opening.cue is not None:
            found += _after(words, i, opening.cue, places, taken)
    merged = merged_spots(tagged, found)
    return merged_spots(merged, list(_again(words, merged, places, taken))), countries


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
    if cue is not None and first == name.first and words[first].form[0] in _GOVERNING and not places.knows(key):
        start = words[first].start  # «منطقة بوليا»: no preposition stands between the two
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


def _taken(names: Sequence[Name], passage: Passage, places: Gazetteer) -> list[bool]:
    """Return for each word whether it is surely part of somebody's or some body's name."""
    taken = [False] * len(passage.words)
    for name in names:
        if name.kind in {"person", "organization"} and name.score >= UNSURE and not _town_after_all(name, passage, places):
            taken[name.first : name.last] = [True] * (name.last - name.first)
    return taken


def _town_after_all(name: Name, passage: Passage, places: Gazetteer) -> bool:
    """Say whether an organisation of one word is rather a small town of the region («أعزاز»), no club or company."""
    if name.kind != "organization" or name.last - name.first > 1 or name.score >= SURE:
        return False
    found = places.of_key(key_of_forms([fold(passage.text[name.start : name.end])]))
    return any(e.source in "hu" and e.country in HOME and e.kind != "country" for e in found)


def _sure_at(words: Sequence[Word], i: int, opening: Opening) -> list[Spot]:
    if i and words[i - 1].raw == _ALI and words[i].form.startswith("ال") and words[i].form.endswith("ي"):
        return []  # «علي الزعتري»; «على» is written otherwise
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
        plain = key in places.common and cue.form == _OFFICE  # «مديرية أمن …»
        if len(key) > 1 and places.knows(key) and (len(forms) > 1 or cue_of(base) is None) and not plain:
            best = Spot(at, last, cut_off(word, cut), words[last - 1].end, key, "".join(forms), cue, None, BESIDE)
        if last < len(words):
            if words[last].kind != "word":
                break
            forms.append(words[last].form)
    if best is not None and len(forms) > 1 and best.last == at + 1 and two_words(base, forms[1]):
        return None  # «بلدة عين الزيتون» is not a town «العين»
    return best
