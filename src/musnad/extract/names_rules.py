"""What rules add to the names that the model found: rims without titles, facilities with their kind, surnames again.

Finds    الرئيس الجديد لمطار بغداد الدولي     «مطار بغداد الدولي», a facility
Finds    فلان العلاني … وقال العلاني          the surname alone, once the report has told the full name
Leaves   الأسد في الغابة                      a surname that is a common word, in a report without its bearer
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from musnad.extract.compounds import settled
from musnad.extract.names_asked import those
from musnad.extract.names_features import About, Vocabulary, spotted
from musnad.extract.names_kinds import LISTED, Line, Run, is_none, resolutions, with_kind

OFFICES = {"office", "honorific", "rank"}
TITLES = {*OFFICES, "nationality"}
OWN = {"given", "first", "last", "particle"}
WEEKDAYS = {"السبت", "الاحد", "الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه"}
AFTER_FACILITY = {"الدولي", "الدوليه", "العسكري", "العسكريه", "المدني", "الجامعي", "الحدودي", "المركزي", "الجوي", "الجويه"}
HEADS = {"مطار", "مستشفي", "معبر", "مخيم", "ميناء", "قاعده", "سجن", "جسر", "سد", "محطه", "مصفاه", "حقل", "مسجد", "جامع",
         "كنيسه", "كاتدراييه", "قصر", "قلعه", "ملعب", "استاد", "متحف", "مفاعل", "مصنع", "ثكنه", "مدرسه"}
COMMON = {"place", "organization", "place_head", "organization_head"}
ATTRIBUTES = {"الجنوبي", "الشمالي", "الجنوبيه", "الشماليه", "السابق", "السابقه", "الحالي", "الحاليه", "الجديد", "الجديده"}
TORN = {"بال", "لل", "ال"}  # an article torn from its word by a quotation mark or tatweel
GIVEN = {"given", "first"}
LETTERS = {"اي", "بي", "سي", "دي", "اف", "جي", "اتش", "كي", "ال", "ام", "ان", "او", "كيو", "ار", "اس", "تي", "يو", "في",
           "دبليو", "اكس", "واي", "زد"}  # of the Latin alphabet, by name
COMMONLY = 40  # occurrences in the news from which a word that is never a name there is none
SURE = 0.97  # score from which the model is believed against that
LEAST = 0.4  # score under which a name is not told
PLACES = {"place", "country", "city", "town", "small"}
SAINTS = {"سان", "سانت", "سانتا", "ساو", "بور", "بورت", "نيو"}
POINTING = {"هذه", "هذا", "تلك", "ذلك"}
SINGLE = PLACES | {"organization"}
PLACE_HEADS = {"مدينه", "محافظه", "بلده", "قريه", "ناحيه", "مديريه", "ولايه", "ريف", "اقليم"}
AFTER_NAMES = {"person", "place", "organization"}


def mended(runs: Sequence[Run], line: Line, vocabulary: Vocabulary) -> list[Run]:
    """Return the names of a report after the rules, in text order, none overlapping another.

    Args:
        runs: What the model found.
        line: Every word of the report.
        vocabulary: What is known of words.
    """
    bases = line.bases
    listed = {(first, last): kinds for first, last, kinds in spotted(bases, vocabulary.phrases)}
    whole = [_told(run, listed) for run in _joined(runs, bases, vocabulary)]
    single = [part for run in whole for part in _parted(_hyphened(run, line), line)]
    found = [r for run in _surnames_alone(single, bases, vocabulary) if (r := _trimmed(run, bases, vocabulary)) is not None]
    for rule in (_surnames, _words, _people):
        taken = {i for run in found for i in range(run.first, run.last)}
        if rule is _words:
            found += (told := _phrases(listed, taken))
            taken.update(i for run in told for i in range(run.first, run.last))
        found += rule(found, bases, vocabulary, taken)
    found = settled(found, line, vocabulary.lines)
    found += resolutions(bases, {i for run in found for i in range(run.first, run.last)})
    found.sort()
    found = [run for n, run in enumerate(found) if not n or run.first >= found[n - 1].last]
    found = [with_kind(run, bases) for run in found if not is_none(run, bases)]
    return [_facility(run, found[n - 1].last if n else 0, _next(found, n, len(bases)), bases) for n, run in enumerate(found)]


def _told(run: Run, listed: Mapping[tuple[int, int], Sequence[str]]) -> Run:
    """Give a name of no kind the kind that the lexicon knows."""
    listed_kind = run.kind == "other" and "organization" in listed.get((run.first, run.last), ())
    return run._replace(kind="organization") if listed_kind else run


def _hyphened(run: Run, line: Line) -> Run:
    """A name goes on over a hyphen with no space around it: a person's («جونغ-أون»), a town's after «سان»."""
    last = run.last
    goes_on = run.kind == "person" or (run.kind == "place" and line.bases[run.last - 1] in SAINTS)
    while (goes_on and last + 1 < len(line.bases) and line.bases[last] == "-"
           and line.tight[last] and line.tight[last + 1] and line.bases[last + 1][0].isalpha()):
        last += 2
    return run._replace(last=last)


def _parted(run: Run, line: Line) -> Iterator[Run]:
    """Part two people whom a joined «و» binds together."""
    first = run.first
    for i in range(run.first + 1, run.last):
        if run.kind == "person" and line.forms[i] != line.bases[i] and line.forms[i][0] == "و":
            yield run._replace(first=first, last=i)
            first = i
    yield run._replace(first=first)


def _surnames_alone(runs: Sequence[Run], bases: Sequence[str], vocabulary: Vocabulary) -> list[Run]:
    """«أناقة الراوي»: a word never heard as a name, before a surname that stands alone elsewhere in the report."""
    alone = {bases[run.first] for run in runs if run.kind == "person" and run.last - run.first == 1}
    first_names = {bases[run.first] for run in runs if run.last - run.first > 2}
    found = []
    for run in runs:
        first = bases[run.first]
        pair = run.kind == "person" and run.last - run.first == 2 and bases[run.last - 1] in alone
        word = pair and first not in alone and first not in first_names and _unheard(vocabulary.about(first))
        found.append(run._replace(first=run.first + 1) if word else run)
    return found


def _unheard(about: About) -> bool:
    return about.count > 0 and OWN.isdisjoint(about.kinds) and not any("PER" in hint for hint in about.hints)


def _joined(runs: Sequence[Run], bases: Sequence[str], vocabulary: Vocabulary) -> list[Run]:
    """Join the kind of an organisation to its name where the model took them for two («حلف» «الناتو»)."""
    found: list[Run] = []
    for run in runs:
        before = found[-1] if found else None
        if before and before.last == run.first and _is_head(before, run, bases, vocabulary):
            found[-1] = Run(before.first, run.last, run.kind, min(before.score, run.score))
        else:
            found.append(run)
    return found


def _is_head(before: Run, run: Run, bases: Sequence[str], vocabulary: Vocabulary) -> bool:
    both = before.kind == run.kind == "organization" and before.last - before.first == 1
    return both and "organization_head" in vocabulary.about(bases[before.first]).kinds


def _phrases(listed: Mapping[tuple[int, int], Sequence[str]], taken: set[int]) -> list[Run]:
    """Find the organisations and places of the lexicons, of two or more words, that the model passed over."""
    found = []
    for (first, last), kinds in listed.items():
        kind = "organization" if "organization" in kinds else "place" if {"place", "country"} & set(kinds) else ""
        if kind and taken.isdisjoint(range(first, last)):
            found.append(Run(first, last, kind, LISTED))
    return found


def _words(_: Sequence[Run], bases: Sequence[str], vocabulary: Vocabulary, taken: set[int]) -> list[Run]:
    """Find the listed organisations and places of one word: right after a kind of place, or mostly names in the news."""
    found = []
    for i, base in those(_is_listed, bases, vocabulary):
        if i in taken or (i and bases[i - 1] in POINTING):
            continue  # «هذه القاعدة»
        about = vocabulary.about(base)
        kinds = set(about.kinds)
        mostly = _mostly_place(base, about)
        place = about.count < COMMONLY or _often("nLOC", about) > 0 or "nLOC:t+" in about.hints
        headed = place and i > 0 and bases[i - 1] in PLACE_HEADS and not kinds.isdisjoint(PLACES)
        if headed or (kinds & {"place", "country"} and mostly):
            found.append(Run(i, i + 1, "place", LISTED))
        elif "organization" in kinds and (kinds == {"organization"}) + _often("nORG", about) > 2:
            found.append(Run(i, i + 1, "organization", LISTED))
    return found


def _is_listed(base: str, vocabulary: Vocabulary) -> bool:
    kinds = vocabulary.about(base).kinds if len(base) > 2 else ()
    return bool(kinds) and not SINGLE.isdisjoint(kinds) and TITLES.isdisjoint(kinds)


def _often(kind: str, about: About) -> int:
    """Return how often the news has a word as a name of a kind: 3 mostly, 2 sometimes or by halves, 0 not."""
    if f"{kind}:a+" in about.hints or f"{kind}:m+" in about.hints:
        return 3
    return 2 if f"{kind}:s+" in about.hints else 0


def _mostly_place(base: str, about: About) -> bool:
    """A listed place that the news has as one; without the article, one that the news has at least not as a word."""
    if "nLOC:a+" in about.hints:
        return True
    unheard = not about.hints and len(base) > 3 and not {"town", "city"}.isdisjoint(about.kinds)
    return not base.startswith("ال") and (unheard or _often("nLOC", about) > 0)


def _next(found: Sequence[Run], n: int, end: int) -> int:
    return found[n + 1].first if n + 1 < len(found) else end


def _trimmed(run: Run, bases: Sequence[str], vocabulary: Vocabulary) -> Run | None:
    """Take titles and countries off the front of a person's name, and days off its end; drop what no name can be."""
    if run.score < LEAST or _no_name(run, bases[run.first], vocabulary):
        return None
    if run.kind != "person":
        return run
    first, last = run.first, run.last
    while last - first > 1 and (bases[last - 1] in WEEKDAYS | TORN or not bases[last - 1][0].isalpha()
                                or _begins_an_office(bases[last - 1], vocabulary)):
        last -= 1
    while last - first > 1 and _is_title(bases[first], vocabulary.about(bases[first])):
        first += 1
    alone = last - first == 1
    if alone and (bases[first] in WEEKDAYS or _is_title(bases[first], vocabulary.about(bases[first]))):
        return None
    return run._replace(first=first, last=last)


def _begins_an_office(base: str, vocabulary: Vocabulary) -> bool:
    """«شيخ» after a name begins what its bearer is («شيخ الأزهر»); with the article it is a surname."""
    about, definite = vocabulary.about(base), vocabulary.about(f"ال{base}")
    title = not OFFICES.isdisjoint((*about.kinds, *definite.kinds))
    return not base.startswith("ال") and title and GIVEN.isdisjoint(about.kinds)


def _no_name(run: Run, base: str, vocabulary: Vocabulary) -> bool:
    """«جنوب» alone is no place, a lone word of no kind is nothing unless the model is sure of it, a letter is nobody."""
    if run.last - run.first > 1:
        return False
    about = vocabulary.about(base)
    if base in LETTERS or _will(base, vocabulary) or (run.score < SURE and _only_a_word(about)):
        return True
    lone_head = run.kind == "place" and "place_head" in about.kinds and "place" not in about.kinds
    return lone_head or (run.kind == "other" and run.score < 0.6)


def _will(base: str, vocabulary: Vocabulary) -> bool:
    """A verb with the «س» of the future («سيتدخل»)."""
    return base[0] == "س" and base[1:2] in "يتنا" and len(base) > 4 and _only_a_word(vocabulary.about(base[1:]), least=5)


def _only_a_word(about: About, least: int = COMMONLY) -> bool:
    """A common word that no report has as a name, and no lexicon either."""
    heard = any(hint[0] == "n" for hint in about.hints)
    return about.count >= least and not heard and (OWN | SINGLE).isdisjoint(about.kinds)


def _people(_: Sequence[Run], bases: Sequence[str], vocabulary: Vocabulary, taken: set[int]) -> list[Run]:
    """Find people whom the model passed over: surnames that nearly always are ones in the news, first names before them."""
    found: list[Run] = []
    for i, base in those(_is_surname, bases, vocabulary):
        if i in taken:
            continue
        about = vocabulary.about(base)
        first = i
        while first - 1 not in taken and first > 0 and _is_given(vocabulary.about(bases[first - 1])):
            first -= 1
        if first < i or not (GIVEN & set(about.kinds) or base.startswith("ال")):
            found.append(Run(first, i + 1, "person", LISTED))
            taken.update(range(first, i + 1))
    return found


def _is_surname(base: str, vocabulary: Vocabulary) -> bool:
    about = vocabulary.about(base)
    return len(base) > 3 and "nI-PER:a+" in about.hints and not _is_title(base, about) and COMMON.isdisjoint(about.kinds)


def _is_given(about: About) -> bool:
    return "given" in about.kinds or "nB-PER:a+" in about.hints


def _is_title(base: str, about: About) -> bool:
    kinds = set(about.kinds)
    if base in ATTRIBUTES:
        return True
    return bool(kinds & TITLES) and not kinds & OWN and (base.startswith("ال") or "nationality" not in kinds)


def _surnames(runs: Sequence[Run], bases: Sequence[str], vocabulary: Vocabulary, taken: set[int]) -> list[Run]:
    """Find the surnames of people whom the report names in full, where the model passed them over."""
    scores = {
        bases[run.last - 1]: run.score
        for run in runs
        if run.kind == "person" and run.last - run.first > 1 and run.score > 0.6
        and _may_stand_alone(bases[run.last - 1], vocabulary)
    }
    return [Run(i, i + 1, "person", scores[b] * 0.9) for i, b in enumerate(bases) if b in scores and i not in taken]


def _may_stand_alone(base: str, vocabulary: Vocabulary) -> bool:
    """A surname that is a rare word, or mostly a surname in the news; «علي» and «السلام» are not."""
    about = vocabulary.about(base)
    if len(base) < 3 or _is_title(base, about) or COMMON & set(about.kinds):
        return False
    return about.count < 12 or any(hint.startswith(("nI-PER:a", "nI-PER:m", "nB-PER:a")) for hint in about.hints)


def _facility(run: Run, before: int, after: int, bases: Sequence[str]) -> Run:
    """A name right after the word for a facility is that facility's; the word and what follows belong to the name."""
    if run.kind not in AFTER_NAMES:
        return run
    first, last = run.first, run.last
    if bases[first] not in HEADS:
        if first - 1 < before or bases[first - 1] not in HEADS:
            return run
        first -= 1
    if last - first < 2:
        return run
    while last < after and bases[last] in AFTER_FACILITY:
        last += 1
    return run._replace(first=first, last=last, kind="facility")
