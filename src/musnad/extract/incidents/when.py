"""When: the time that the words tie to a trigger.

Finds    شن الطيران غارات ليل الثلاثاء          the time nearest to it
Finds    السبت، غداة سلسلة هجمات               the day before, where the report names it
Leaves   منذ أعلنت الهدنة العام الماضي          what it is counted from
"""

from __future__ import annotations

from datetime import date, timedelta

from musnad.extract.incidents.lexicon import words_of
from musnad.extract.incidents.places import INDOORS, INHERITED, SOON
from musnad.extract.incidents.scene import Scene, claim_holding
from musnad.extract.incidents.triggers import Trigger
from musnad.model.records import Time

BEHIND = 4  # words before a trigger among which a word of sequence stands
MORROW = 10  # words between «غداة» and a trigger
DAY = 10  # characters of a day
_CLAUSE = frozenset(("،", ",", "؛", ".", "وفق", "بحسب", "بعد", "قبل"))


def time_of(scene: Scene, trigger: Trigger, *, real: bool) -> str | None:
    """Return the id of the time nearest to a trigger in its sentence and inside the same statement.

    The day of the saying stands for that of what happened, where no other is given; never for what is only thought of.
    """
    first, last = scene.sentence(trigger.at)
    start, end = scene.words[first].start, scene.words[last - 1].end
    held = claim_holding(scene, trigger.start)[:1]
    best, least = None, 1 << 30
    if _morrow(scene, trigger, first):
        return _eve(scene, trigger, start, end)
    for time in scene.within(start, end):
        if time.value is None and not _undated(scene, trigger, time, real):
            continue
        away = time.start - trigger.end if time.start >= trigger.end else trigger.start - time.end
        if _parted(scene, time, trigger):
            continue
        inner = claim_holding(scene, time.start)[:1]
        if inner != held:
            if inner and not held and trigger.end < scene.claims[inner[0]].start:
                continue  # «قال خلال جلسة إن … الجمعة»: a day told in what is said
            if not real or trigger.shape.tense == "present" or _known(trigger):
                continue
            away += 120
        if not real and away > SOON:
            continue
        if away < least:
            best, least = time.id, away
    return best


def _undated(scene: Scene, trigger: Trigger, time: Time, real: bool) -> bool:
    """«هذا العام» has no value where the day of publication is not known, and still is when it happened."""
    return scene.published is None and (real or _same_clause(scene, trigger, time))


def _morrow(scene: Scene, trigger: Trigger, first: int) -> bool:
    """«غداة سلسلة هجمات»: on the day after it."""
    for i in range(trigger.at - 1, max(first, trigger.at - MORROW) - 1, -1):
        if scene.forms[i] in _CLAUSE:
            return False
        if scene.forms[i] == "غداه":
            return True
    return False


def _eve(scene: Scene, trigger: Trigger, start: int, end: int) -> str | None:
    """The time behind «غداة هجوم …», else the day before that of the sentence, where the report names it."""
    own = next(
        (t for t in scene.within(trigger.end, end) if t.value and t.grain == "day" and _same_clause(scene, trigger, t)), None
    )
    if own is not None:
        return own.id
    told = next((t.value for t in scene.within(start, trigger.start) if t.value and t.grain == "day"), scene.published)
    if told is None or len(told) < DAY:
        return None
    eve = (date.fromisoformat(told[:DAY]) - timedelta(days=1)).isoformat()
    return next((t.id for t in scene.times if t.value and t.value[:DAY] == eve and "/" not in t.value), None)


def _same_clause(scene: Scene, trigger: Trigger, time: Time) -> bool:
    between = slice(trigger.last, scene.passage.word_at(time.start))
    if time.end <= trigger.start:
        between = slice(scene.passage.word_at(time.end - 1) + 1, trigger.at)
    return not any(form in _CLAUSE for form in scene.forms[between])


def time_before(scene: Scene, trigger: Trigger) -> str | None:
    """Return the id of the day told last in the sentences before: a report goes on with the day it has begun."""
    number = scene.of[trigger.at]
    for back in range(number - 1, max(-1, number - 1 - INHERITED), -1):
        first, last = scene.bounds[back]
        if first < scene.title:
            break
        for time in scene.within(scene.words[first].start, scene.words[last - 1].end):
            if time.value and time.grain == "day" and time.value[:10] <= (scene.published or time.value)[:10]:
                return time.id
    return None


def _since(scene: Scene, time: Time, trigger: Trigger) -> bool:
    """«الغارات هي الأعنف منذ أعلنت الهدنة العام الماضي»: the day of what it is counted from."""
    behind = range(trigger.last, scene.passage.word_at(time.start) - 1)
    return any(scene.forms[i] == "منذ" and i not in scene.timed for i in behind)


def _known(trigger: Trigger) -> bool:
    """«قالت المنظمة الأحد إن الغارة …»: what is known has its own day, not that of the saying."""
    return trigger.shape.definite and trigger.entry.sort == "noun" and trigger.kind not in INDOORS


def _parted(scene: Scene, time: Time, trigger: Trigger) -> bool:
    """«أدان السبت الغارة بعد هجوم …»: the day before the word of sequence is not that of what stands behind it."""
    if time.start > trigger.start:
        return _since(scene, time, trigger)
    if trigger.kind in INDOORS or time.grain == "month":
        return False
    if trigger.entry.sort == "verb":
        return trigger.at > 0 and scene.forms[trigger.at - 1] in words_of("sequence_clause")
    first = scene.passage.word_at(time.end)
    return any(scene.forms[i] in words_of("sequence") for i in range(max(first, trigger.at - BEHIND), trigger.at))
