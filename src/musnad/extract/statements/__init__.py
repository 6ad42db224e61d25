"""Statements: who said what, to whom, through whom.

Finds    قال الوزير إن الطريق مفتوح                 verb, speaker, content
Finds    الطريق مفتوح بحسب شهود                      particle, source, content before it
Leaves   قال كلمة ومضى                               a word of saying with nothing said
Refuses  يذكر أن الطريق مفتوح                        S001: nobody is said to speak

Lexicons: statements.tsv (cues), speakers.tsv, circumstances.tsv, contents.tsv, grammar.tsv.
"""

from __future__ import annotations

from dataclasses import dataclass

from musnad.extract.statements.cast import Actor, Cast
from musnad.extract.statements.contents import form_of
from musnad.extract.statements.drafts import Draft, find_drafts
from musnad.extract.statements.headlines import headline
from musnad.extract.statements.reading import Reading, lay_out
from musnad.extract.statements.relays import Relay, medium_kind, relays
from musnad.model.frame import Frame
from musnad.model.records import Refusal
from musnad.text.names import Name
from musnad.text.passage import Passage


@dataclass(slots=True)
class Said:
    """A statement with its speaker resolved within the report.

    Attributes:
        draft: Cue, content and circumstances.
        actor: Who speaks, None where the text names nobody.
        form: direct, mixed or indirect.
        steps: How the speaker was found.
        via: Who passed it on.
        speaker_span: The words that name the speaker, None where the subject is understood.
        parent: Index of the statement that this one stands inside, among those of the report; None at the top.
    """

    draft: Draft
    actor: Actor | None
    form: str
    steps: list[str]
    via: list[Relay]
    speaker_span: tuple[int, int] | None = None
    parent: int | None = None


def read(passage: Passage, names: tuple[Name, ...]) -> tuple[Reading, Cast, list[Said]]:
    """Return the statements of a report in the order of their cues, with the cast that speaks them."""
    reading = lay_out(passage, names)
    cast = Cast(reading)
    said: list[Said] = []
    head = headline(reading)
    for draft in find_drafts(reading):
        _add(reading, cast, draft, said)
    if head is not None:
        said.insert(0, _resolved(reading, cast, head, []))
    _nest(said)
    return reading, cast, said


def _add(reading: Reading, cast: Cast, draft: Draft, said: list[Said]) -> None:
    """Add a draft; a trailing «وفق وكالة …» after a statement only says through whom that came."""
    relay = _relay(reading, draft)
    if relay is not None:
        covered = [s for s in said if s.draft.start == draft.start and s.draft.cue.first < draft.cue.first]
        if covered:
            covered[-1].via.append(relay)
            return
    one = _resolved(reading, cast, draft, said)
    if one.actor is None and not draft.direct:
        return
    said.append(one)
    echo = draft.complement == "trailing" and any(s.draft.start == draft.start for s in said[:-1])
    if one.actor is not None and draft.cue.form.kind != "noun" and not echo:
        cast.said(one.actor)


def _relay(reading: Reading, draft: Draft) -> Relay | None:
    phrase = draft.subject.phrase
    if draft.cue.form.kind != "particle" or phrase is None:
        return None
    kind = medium_kind(reading, phrase.first)
    if kind is None:
        return None
    start, end = reading.span(phrase.first, phrase.last)
    return Relay(start + _preposition(reading, phrase.first), end, kind)


def _preposition(reading: Reading, index: int) -> int:
    """Length of the preposition of «وفقا لوكالة»."""
    form = reading.forms[index]
    return 1 if form.startswith("لو") or form.startswith("لص") or form.startswith("لم") or form.startswith("لق") or form.startswith("لش") else 0


def _resolved(reading: Reading, cast: Cast, draft: Draft, said: list[Said]) -> Said:
    actor, steps = _speaker(cast, draft, said)
    phrase = draft.subject.phrase
    span = None
    if phrase is not None:
        last = max(phrase.last, draft.subject.apposition.last if draft.subject.apposition else 0)
        span = reading.span(phrase.first, last)
    via = relays(reading, draft)
    for medium in draft.via:
        start, end = reading.span(medium.first, medium.last)
        via.append(Relay(start, end, medium_kind(reading, medium.first) or "agency"))
    return Said(draft, actor, form_of(reading, draft), steps, via, span)


def _speaker(cast: Cast, draft: Draft, said: list[Said]) -> tuple[Actor | None, list[str]]:
    form = draft.cue.form
    if draft.subject.phrase is not None:
        return cast.resolve(draft.subject.phrase, draft.subject.apposition, form.gender if form.kind == "verb" else "")
    if draft.subject.place == "nobody":
        return None, []
    if draft.subject.place == "governing" and said:
        governor = said[-1]
        outside = cast.reading.inside[draft.cue.first] is not cast.reading.inside[governor.draft.cue.first]
        inner = cast.last_named(draft.cue.first) if outside and governor.draft.direct else None
        if inner is not None:
            return inner, [f"inside a quotation: the last person named there, {inner.name}"]
        if governor.actor is not None:
            return governor.actor, [f"the participle speaks for the subject of «{governor.draft.cue.form.lemma}»: {governor.actor.name}"]
    if (form.kind == "noun" and form.pronoun and draft.subject.place == "carried") or _inside_it(cast.reading, draft):
        near_by = cast.nearest(draft.cue.first, form.gender, "")
        if near_by is not None:
            return near_by, [f"the last one named before it who agrees: {near_by.name}"]
    number = form.number if form.kind != "verb" or form.number == "p" else ""
    near = said and said[-1].draft.cue.first >= cast.reading.unit_at(draft.cue.first)[0]
    if not near and not _goes_on(cast.reading, draft) and not form.takes("carry") and draft.subject.place == "carried" and form.kind == "verb":
        topic = cast.topic(draft.cue.first, form.gender, number)
        if topic is not None:
            return topic, [f"no subject: the sentence is about {topic.name}"]
    actor, steps = cast.carried(form.gender, number)
    if actor is None:
        topic = cast.topic(draft.cue.first, form.gender, number)
        if topic is None and form.kind == "participle":
            topic = cast.first_person(draft.cue.first)
        if topic is None and near and draft.cue.joined and said[-1].actor is not None:
            return said[-1].actor, [f"no subject that agrees: the sentence goes on about {said[-1].actor.name}"]
        return topic, [f"no subject: the sentence is about {topic.name}"] if topic is not None else []
    return actor, steps


def _inside_it(reading: Reading, draft: Draft) -> bool:
    """«كلمة هدد فيها», «تغريدة قالت فيها»: the pronoun points back at what was said before the cue."""
    return not draft.cue.joined and reading.forms[draft.cue.last : draft.cue.last + 1] in (["فيها"], ["فيه"])


def _goes_on(reading: Reading, draft: Draft) -> bool:
    """«وأكد», «كما أكد»: the same speaker goes on."""
    before = reading.forms[draft.cue.first - 1] if draft.cue.first else ""
    return draft.cue.joined or before == "كما"


def _nest(said: list[Said]) -> None:
    """Set the parents: the smallest content before it that holds a statement's cue and content."""
    open_: list[int] = []
    for index, one in enumerate(said):
        place = one.draft.cue.start
        while open_ and said[open_[-1]].draft.end <= place:
            open_.pop()
        holders = [i for i in open_ if said[i].draft.start <= place and one.draft.end <= said[i].draft.end]
        one.parent = holders[-1] if holders else None
        open_.append(index)


def refusals(reading: Reading, frame: Frame) -> list[Refusal]:
    """Return what was recognised as quoted or said and could not be placed: quotations that never close."""
    made = []
    for quotation in reading.passage.quotations:
        if not quotation.closed:
            start, end = quotation.outer.start, min(quotation.outer.end, quotation.outer.start + 200)
            made.append(Refusal(id=frame.id("refusal", start, end, "Q001"), by=frame.by("quotation"), row=frame.row, start=start, end=end,
                                text=reading.text[start:end], report=frame.report, code="Q001",
                                why=f"the quotation that opens with {reading.text[start]} never closes"))
    return made
