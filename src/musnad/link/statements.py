"""Same statement: one utterance that several reports tell, in other words, spellings and persons.

Joins    «لا يمكن أن نسكت» = إن بلاده لا يمكنها أن تسكت     direct here, indirect there
Parts    قتل 12 = قتل 15                               the numbers differ
Parts    لم نقصف ≠ قصفنا                               denied in one only
Parts    the same words of two speakers, or weeks apart

The speaker, the time and the content must agree, each for itself; no measure of likeness does it alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date

from musnad.link.frame import ReportView, Signature, Surroundings, tie
from musnad.link.parts import parts
from musnad.link.speakers import OFFICE, SURNAME, WEAK, alike, speaker_keys
from musnad.link.stems import weight
from musnad.link.utterances import Content, Likeness, content, liken
from musnad.model.records import Entity, Link, Mention, Statement, Time

RULE = "link.statements.said"
DAYS = 3  # between the reports of one utterance
GRAINS = frozenset(("minute", "hour", "day"))  # of a time that tells the day of an utterance
TELLING = 3  # stems that a content must have to be compared
SPOKEN, PAIRED = 3, 3  # heaviest stems that it is found by with its speaker, and in pairs whoever speaks


class Statements:
    """Finds reports of one utterance; see ``Linker``."""

    name, version = "statements", "2"
    kinds = ("same_statement",)
    reads = frozenset(("statement", "entity", "mention", "time"))
    limit, most = 80, 30

    def sign(self, report: ReportView) -> Iterator[Signature]:
        """Make a signature of each statement that has a speaker and says enough to be known again."""
        entities = {entity.id: entity for entity in report.of(Entity)}
        mentions, times = list(report.of(Mention)), list(report.of(Time))
        for said in report.of(Statement):
            name = speaker_of(said)
            if name:
                inside = [m.text for m in mentions if said.start <= m.start and m.end <= said.end]
                days = [(t.start - said.start, t.end - said.start) for t in times if said.start <= t.start < said.end]
                made = content(said.text, inside, days, negative=said.act == "deny" or said.polarity == "negated")
                if len(set(made.stems)) >= TELLING:
                    day = next((day_of(time) for time in times if time.id == said.time), None)
                    yield self._signature(report, said, name, made, entities, day)

    def _signature(self, report: ReportView, said: Statement, name: str, made: Content,
                   entities: dict[str, Entity], day: str | None) -> Signature:
        entity = entities.get(said.speaker.get("entity")) if said.speaker else None
        person = entity is not None and entity.kind == "person" and bool(parts(name))
        data = {**made.as_json(), "speaker": name, "act": said.act, "form": said.form, "person": person,
                "office": said.speaker.text if said.speaker else "",
                "occasion": said.occasion.text if said.occasion else "", "day": day}
        return Signature(said.id, report.report.id, _keys(name, person, made, report.published), data, report.outlet,
                         report.published)

    def judge(self, new: Signature, near: Sequence[Signature], around: Surroundings) -> Iterator[Link]:
        """Propose a link to each earlier statement that is the same utterance."""
        mine = Content.kept(new.data)
        for other in near:
            if other.report != new.report:
                score, why = judged(new, other, liken(mine, Content.kept(other.data)))
                if score >= ENOUGH:
                    yield tie("same_statement", new.subject, other.subject, why=why, score=score, rule=RULE)


# Learned by logistic regression from the judged pairs (gold/same_statements.tsv), tried on the tenth left out, rounded.
OF_SHARE, OF_WHOLE, OF_COMMON, OF_ACT, OF_FIGURE, OF_DAY, START = 5.2, 3.9, 0.052, 2.15, 1.3, -0.87, -3.2
MOST_COMMON, MOST_FIGURES = 40.0, 2  # weight of shared words, and shared numbers, from which more says no more
PLAIN = "assert"  # an act that says nothing: everybody does it
UNSURE = -0.5  # where only a part of the name agrees
UNKNOWN = 0.3  # where a report names a body or nobody, and the words are the same
COPIED, LONG, LONGER = 0.75, 12.0, 18.0  # share and weight of the words that make it so, of most of both and of one
VERBATIM = 0.6  # share of the words that must then agree
ENOUGH = 0.6


def judged(new: Signature, other: Signature, found: Likeness) -> tuple[float, str]:
    """Return how sure it is that two statements are one utterance, and why, as one line."""
    days = _days(new, other)
    if days > DAYS:
        return 0.0, f"{days} days apart"
    same = same_speaker(new, other) or (UNKNOWN if _verbatim(new, other, found) else 0.0)
    if not same or (same == WEAK and found.share < VERBATIM):
        return 0.0, "other speakers"
    if found.against:
        return 0.0, found.against
    act = new.data["act"] == other.data["act"] != PLAIN
    logit = (START + OF_SHARE * found.share + OF_WHOLE * found.whole + OF_COMMON * min(found.common, MOST_COMMON)
             + OF_ACT * act + OF_FIGURE * min(found.figures, MOST_FIGURES) + OF_DAY * days + UNSURE * (same <= WEAK))
    return round(1 / (1 + math.exp(-logit)), 4), _told(new, other, found, days)


def _verbatim(new: Signature, other: Signature, found: Likeness) -> bool:
    """Say whether two statements are word for word one while a report names no person for it."""
    named = new.data["person"] and other.data["person"]
    return not named and found.share >= COPIED and (
        found.common >= LONGER or (found.whole >= WEAK and found.common >= LONG))


def same_speaker(new: Signature, other: Signature) -> float:
    """Return how sure it is that two statements have one speaker, by name or by the words that name them there."""
    named = alike(new.data["speaker"], other.data["speaker"])
    if named >= SURNAME or not new.data["office"] or not other.data["office"]:
        return named
    return max(named, min(OFFICE, alike(new.data["office"], other.data["office"])))


def _told(new: Signature, other: Signature, found: Likeness, days: int) -> str:
    speaker, there = new.data["speaker"], other.data["speaker"]
    who = speaker if speaker == there else f"{speaker} = {there}"
    when = f"{days} days apart" if days > 1 else "a day apart" if days else "on the same day"
    forms = " and ".join(dict.fromkeys((new.data["form"], other.data["form"])))
    return f"{who}; {when}; {found.share:.0%} of the words that tell, {forms}; numbers and negation agree"


def day_of(time: Time) -> str | None:
    """Return the ISO date of a time that is known to the day, None of any other."""
    return time.value[:10] if time.value and "/" not in time.value and time.grain in GRAINS else None


def speaker_of(said: Statement) -> str | None:
    """Return the fullest name of who says it, None where nobody is named."""
    return (said.speaker.get("name") or said.speaker.text) if said.speaker else None


def _keys(name: str, person: bool, made: Content, published: str | None) -> tuple[str, ...]:
    heavy = sorted(set(made.stems), key=lambda one: (-weight(one), one))[: max(SPOKEN, PAIRED)]
    weeks = _weeks(published)
    spoken = [f"{who}|{one}|{week}" for who in speaker_keys(name, person) for one in heavy[:SPOKEN] for week in weeks]
    both = [f"{one}+{two}" for at, one in enumerate(heavy[:PAIRED]) for two in heavy[at + 1 : PAIRED]]
    pairs = [f"{pair}|{week}" for pair in both for week in weeks]
    return tuple(spoken + pairs)


def _weeks(published: str | None) -> tuple[str, ...]:
    """Return two overlapping weeks: days up to three apart share one of them."""
    if not published:
        return ("?",)
    day = date.fromisoformat(published[:10]).toordinal()
    return (f"a{day // 7}", f"b{(day + 3) // 7}")


def _days(one: Signature, two: Signature) -> int:
    """Return the days between two utterances as far as both reports tell theirs, else between the reports."""
    if one.data["day"] and two.data["day"] and one.data["day"] == two.data["day"]:
        return 0
    if not one.published or not two.published:
        return 0
    return abs((date.fromisoformat(one.published[:10]) - date.fromisoformat(two.published[:10])).days)
