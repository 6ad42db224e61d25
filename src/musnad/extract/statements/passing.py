"""Passing on: media named after what was said, and which statements came through them.

Finds    قال الوزير إن …، مضيفا أن …، بحسب وكالة الساحل.     both statements came through the agency
Finds    … انتهى كلامه. بحسب وكالة الساحل.                    a sentence of its own says it of the one before
Finds    جاء ذلك في مقابلة مع صحيفة الميناء                     so does a sentence on the occasion
Leaves   وفقا لشهود من البلدة                                  witnesses speak themselves
"""

from __future__ import annotations

from collections.abc import Sequence

from musnad.extract.statements.draft import Draft
from musnad.extract.statements.grammar import ENDS, PAUSES, WITH_WA, WORDS
from musnad.extract.statements.inflection import PARTICLES
from musnad.extract.statements.reading import Reading
from musnad.extract.statements.relays import Relay, named_media, relay_of
from musnad.extract.statements.said import Said

OWN_WORDS = 8  # words of «تصريحات أدلى بها لصحيفة الميناء»


def passed_on(reading: Reading, draft: Draft, said: Sequence[Said]) -> bool:
    """Note the medium that a trailing «وفق …» names with the statements before it; False where it names a speaker."""
    relay = relay_of(reading, draft)
    came = [relay] if relay is not None else _own_words(reading, draft)
    covered = next((s for s in reversed(said) if _covers(s.draft, draft)), None) if came is not None else None
    if came is None or covered is None:
        return False
    _through(came, _alike(reading, covered, said))
    return True


def retold(reading: Reading, one: Said, said: Sequence[Said]) -> None:
    """«وأوضح الكاتب أن …. لكن …، وفق "الساحل".»: the paper retells whoever spoke in the sentence before it in its line."""
    relay, last = relay_of(reading, one.draft), said[-1] if said else None
    if relay is None or last is None or last.actor is None or one.draft.complement != "trailing":
        return
    first, cue = reading.unit_at(one.draft.cue.first)[0], last.draft.cue
    somebody = last.actor.kind == "person" and last.actor.named and cue.form.kind == "verb"
    if not first or not somebody or reading.unit_at(first - 1) != reading.unit_at(cue.first):
        return
    if "\n" not in reading.text[cue.start : reading.words[first].start]:
        one.steps[:] = [f"{one.actor.name if one.actor else 'the medium'} goes on retelling {last.actor.name}"]
        one.actor, one.speaker_span, one.via = last.actor, None, [relay]


def sentences_that_pass_on(reading: Reading, said: Sequence[Said]) -> None:
    """Note the media of sentences that say nothing but through whom the one before them came."""
    by_unit: dict[int, list[Said]] = {}
    for one in said:
        by_unit.setdefault(reading.unit_at(one.draft.cue.first)[0], []).append(one)
    for (before, _), (first, last) in zip(reading.units, reading.units[1:], strict=False):
        told, here = by_unit.get(before), by_unit.get(first, [])
        if told and _tells_how_it_came(reading, first, last, here):
            stop = here[0].draft.cue.first if here else last
            same = [s for s in (*told, *here) if s.actor is told[-1].actor and s.actor is not None]
            _through(list(named_media(reading, first, stop)), same)


def _tells_how_it_came(reading: Reading, first: int, last: int, here: Sequence[Said]) -> bool:
    forms = reading.forms
    if PARTICLES[forms[first]] and not here:
        return last - first <= OWN_WORDS
    came = forms[first].removeprefix(WITH_WA) in WORDS.came
    return came and first + 1 < last and (forms[first + 1] in WORDS.demonstrative or forms[first + 1] in WORDS.pointing)


def _covers(earlier: Draft, later: Draft) -> bool:
    return earlier.start == later.start and earlier.cue.first < later.cue.first


def _own_words(reading: Reading, draft: Draft) -> list[Relay] | None:
    """«وفقا لتصريحات أدلى بها لصحيفة الميناء»: the speaker's own words, through the media named; None for anything else."""
    phrase, forms = draft.subject.phrase, reading.forms
    if phrase is None or draft.cue.form.kind != "particle" or forms[phrase.first][1:] not in WORDS.issued_text:
        return None
    stop = phrase.first + 1
    while stop < min(len(forms), phrase.first + OWN_WORDS) and forms[stop] not in PAUSES and forms[stop] not in ENDS:
        stop += 1
    if phrase.names or not any(form in WORDS.issued for form in forms[phrase.first : stop]):
        return None
    return list(named_media(reading, phrase.first + 1, stop))


def _alike(reading: Reading, one: Said, said: Sequence[Said]) -> list[Said]:
    """A statement and those of the same speaker before it in its sentence."""
    unit = reading.unit_at(one.draft.cue.first)
    alike = []
    for earlier in reversed(said):
        if reading.unit_at(earlier.draft.cue.first) != unit:
            break
        if earlier.actor is one.actor and earlier.draft.cue.first <= one.draft.cue.first:
            alike.append(earlier)
    return alike or [one]


def _through(came: Sequence[Relay], said: Sequence[Said]) -> None:
    for one in said:
        one.via.extend(relay for relay in came if relay not in one.via)
